//! Two servers run for a long time, with imports and every now and then a fault.

use std::sync::Arc;
use std::time::{Duration, Instant};

use rand::Rng;

use crate::fleet::Fleet;
use crate::measure::memory;
use crate::proxy::Network;
use crate::round::Round;
use crate::table::Ending;

/// By how much the memory of a server may grow after the first fifth of the time, in megabytes.
const GROWTH: u64 = 48;

/// Imports again and again, with faults, while clients compare every answer.
pub fn inflict(round: &mut Round) -> Ending {
    let Some(fleet) = Fleet::behind_a_proxy() else {
        return Ending::not_run("PostgreSQL is not installed");
    };
    let length = Duration::from_secs(round.soak_seconds);
    let witness = Arc::clone(&round.witness);
    let (early, late) = witness.during(&fleet.slots, || {
        soak(round, &fleet, length / 5);
        // The first server is never killed, so its memory shows what time does to it.
        let early = fleet.slots[0].with(memory);
        soak(round, &fleet, length * 4 / 5);
        (early, fleet.slots[0].with(memory))
    });
    round.measured.push(format!("{early} MB of memory early on, and {late} MB at the end"));
    assert!(late <= early + GROWTH, "memory grows from {early} to {late} MB");
    fleet.compare_with_fresh();
    round.did("seconds of soak", round.soak_seconds);
    Ending::Held
}

fn soak(round: &mut Round, fleet: &Fleet, length: Duration) {
    let begun = Instant::now();
    while begun.elapsed() < length {
        match round.random.random_range(0..20) {
            0 => {
                fleet.slots[1].kill();
                fleet.slots[1].start();
                round.did("servers killed", 1);
            }
            1 => {
                fleet.database.as_ref().expect("a fleet on PostgreSQL").crash();
                round.did("databases killed", 1);
            }
            2 => {
                let proxy = fleet.proxy.as_ref().expect("a fleet behind a proxy");
                proxy.set(Network::Cut);
                proxy.set(Network::Works);
                round.did("connections cut", 1);
            }
            3 | 4 => {
                fleet.start_import(1).kill();
                round.did("imports killed", 1);
            }
            _ => {
                fleet.import_and_see(round.random.random_range(0..2));
                round.did("imports served", 1);
            }
        }
    }
    fleet.import_and_see(0);
}
