//! The clock jumps, years ahead and back, between imports and while a server runs.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;

use rand::Rng;
use serde_json::Value;
use tests::Server;

use crate::fleet::Fleet;
use crate::round::Round;
use crate::slot::Slot;
use crate::table::Ending;

/// Moves the clock of a server back and forth, and that of imports, while clients compare every answer.
pub fn inflict(round: &mut Round) -> Ending {
    let Some(library) = library() else {
        return Ending::not_run("libfaketime is not installed (Debian package faketime)");
    };
    let fleet = Fleet::on_sqlite();
    let clock = Clock { library, offset: fleet.slots[0].home.path().join("clock") };
    clock.set(0);
    fleet.slots[0].kill();
    fleet.slots[0].start_with(|command| clock.govern(command));
    let times = round.pick(40, 10);
    let witness = Arc::clone(&round.witness);
    witness.during(&fleet.slots, || {
        for _ in 0..times {
            jump(round, &fleet, &clock);
        }
    });
    fleet.compare_with_fresh();
    Ending::Held
}

/// The farthest that the clock jumps, in days: 68 years, so that it passes 2038 and 1970.
const FARTHEST: i64 = 25_000;

fn jump(round: &mut Round, fleet: &Fleet, clock: &Clock) {
    let slot = &fleet.slots[0];
    clock.set(round.random.random_range(-FARTHEST / 2..FARTHEST));
    slot.with(shows_sound_ages);
    let mut import = fleet.import_command(0);
    clock.govern(&mut import);
    let ended = import.output().unwrap();
    assert!(matches!(ended.status.code(), Some(0 | 1)), "{}", String::from_utf8_lossy(&ended.stderr));
    round.did("jumps of the clock while serving", 1);
    // Whatever the last import says about its time, the next one is not held up by it.
    clock.set(0);
    slot.with(shows_sound_ages);
    reports_sound_ages(slot);
    fleet.import_and_see(0);
    round.did("imports after the clock was right again", 1);
}

fn shows_sound_ages(server: &Server) {
    let ready: Value = server.get("/readyz").json();
    assert!(ready["age_seconds"].as_i64().is_none_or(|age| age >= 0), "{ready}");
    let page: Value = server.get("/v1/search?state=TX&level=any&limit=1").expect(200).json();
    let url = page["results"][0]["facility"]["url"].as_str().expect("a URL");
    let html = server.get(&format!("/en{url}")).expect(200).text();
    assert!(!html.contains("ago -") && !html.contains("-1 "), "an age is negative:\n{html}");
    server.get("/metrics").expect(200);
}

fn reports_sound_ages(slot: &Slot) {
    for command in [&["status", "--json"][..], &["import", "list"], &["import", "report"]] {
        let ended = slot.home.run(command);
        assert!(matches!(ended.code, Some(0)), "{command:?}: {ended:?}");
    }
}

/// The library that makes a program see another time.
fn library() -> Option<PathBuf> {
    let folders = fs::read_dir("/usr/lib").ok()?.filter_map(Result::ok).map(|entry| entry.path());
    folders.map(|folder| folder.join("faketime/libfaketime.so.1")).find(|library| library.is_file())
}

/// A clock that jumps when it is told to.
struct Clock {
    library: PathBuf,
    /// The file that says by how much the clock is wrong.
    offset: PathBuf,
}

impl Clock {
    /// From now on, the clock is wrong by this many days.
    fn set(&self, days: i64) {
        // Replaced as a whole, because it may be read at any moment.
        let new = self.offset.with_extension("new");
        fs::write(&new, format!("{days:+}d")).unwrap();
        fs::rename(new, &self.offset).unwrap();
    }

    /// Makes a program use this clock.
    fn govern(&self, command: &mut Command) {
        command.env("LD_PRELOAD", &self.library).env("FAKETIME_TIMESTAMP_FILE", &self.offset);
        command.env("FAKETIME_NO_CACHE", "1").env("FAKETIME_DONT_FAKE_MONOTONIC", "1");
    }
}
