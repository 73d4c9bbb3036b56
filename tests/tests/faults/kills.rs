//! Imports, servers and the database are killed at random moments.

use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant};

use rand::Rng;

use crate::fleet::Fleet;
use crate::round::Round;
use crate::table::Ending;

/// After how many kills an import must succeed and be served.
const CHECKED_EVERY: u64 = 5;

/// What is killed while an import runs.
enum Victim {
    Import,
    Server,
    Database,
}

/// Kills imports, servers and the database while clients compare every answer.
pub fn inflict(round: &mut Round) -> Ending {
    let Some(on_postgres) = Fleet::on_postgres() else {
        return Ending::not_run("PostgreSQL is not installed");
    };
    let kills = round.pick(160, 32);
    kill_on(round, &on_postgres, kills);
    drop(on_postgres);
    let kills = round.pick(40, 8);
    kill_on(round, &Fleet::on_sqlite(), kills);
    Ending::Held
}

fn kill_on(round: &mut Round, fleet: &Fleet, kills: u64) {
    let usual = duration_of_import(fleet);
    let witness = Arc::clone(&round.witness);
    witness.during(&fleet.slots, || {
        for done in 1..=kills {
            while !kill_one(round, fleet, usual) {}
            if done % CHECKED_EVERY == 0 || done == kills {
                fleet.import_and_see(0);
                round.did("imports that succeeded afterwards", 1);
            }
        }
    });
    fleet.compare_with_fresh();
}

fn duration_of_import(fleet: &Fleet) -> Duration {
    let begun = Instant::now();
    fleet.import_and_see(0);
    begun.elapsed()
}

/// Kills something at a random moment of an import. Returns `false` if the import that was to be killed had just ended.
fn kill_one(round: &mut Round, fleet: &Fleet, usual: Duration) -> bool {
    let at = round.random.random_range(0..fleet.slots.len());
    let import = fleet.start_import(at);
    sleep(usual.mul_f64(round.random.random_range(0.0..1.0)));
    match victim(round, fleet) {
        Victim::Import => {
            let was_killed = import.kill().code.is_none();
            round.did("imports killed", was_killed.into());
            return was_killed;
        }
        Victim::Server => {
            let slot = &fleet.slots[round.random.random_range(0..fleet.slots.len())];
            slot.kill();
            import.finish().expect(0);
            slot.start();
            round.did("servers killed", 1);
        }
        Victim::Database => {
            fleet.database.as_ref().expect("only PostgreSQL is killed").crash();
            // It may have published just before, or just after.
            let ended = import.finish();
            assert!(matches!(ended.code, Some(0 | 1)), "{ended:?}");
            round.did("databases killed", 1);
        }
    }
    true
}

fn victim(round: &mut Round, fleet: &Fleet) -> Victim {
    match round.random.random_range(0..10) {
        0 | 1 if fleet.database.is_some() => Victim::Database,
        0..=4 => Victim::Server,
        _ => Victim::Import,
    }
}
