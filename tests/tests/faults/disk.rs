//! The disk is full, with a little room or none.

use std::sync::Arc;

use rand::Rng;
use serde_json::Value;
use tests::{Home, RunningProcess, Server, SmallDisk};

use crate::fleet::Fleet;
use crate::round::Round;
use crate::table::Ending;

/// The size of the disk in megabytes: more than two generations need.
const SIZE: u32 = 32;

/// The most room that is left on a full disk, in bytes: less than an import needs.
const MOST_ROOM: u64 = 3 << 20;

/// Fills the disk, imports, starts servers and sends corrections, while clients compare every answer.
pub fn inflict(round: &mut Round) -> Ending {
    let Some(disk) = SmallDisk::mount(SIZE) else {
        return Ending::not_run("only root can mount a small disk");
    };
    let fleet = Fleet::on(Home::on(&disk));
    let times = round.pick(30, 8);
    let witness = Arc::clone(&round.witness);
    witness.during(&fleet.slots, || {
        for number in 0..times {
            let room = if number % 2 == 0 { 0 } else { round.random.random_range(0..MOST_ROOM) };
            import_on_full_disk(round, &fleet, &disk, room);
        }
    });
    fleet.compare_with_fresh();
    Ending::Held
}

fn import_on_full_disk(round: &mut Round, fleet: &Fleet, disk: &SmallDisk, room: u64) {
    let mut import = fleet.import_command(0);
    disk.fill();
    disk.make_room(room);
    let ended = RunningProcess::start(&mut import).finish();
    assert!(matches!(ended.code, Some(0 | 1)) && !ended.stderr.contains("panicked"), "{ended:?}");
    round.did(if ended.code == Some(0) { "imports that found room" } else { "imports on a full disk" }, 1);
    if room == 0 {
        let slot = &fleet.slots[0];
        slot.with(says_that_the_disk_is_full);
        slot.kill();
        slot.start();
        slot.with(says_that_the_disk_is_full);
        round.did("servers started on a full disk", 1);
    }
    disk.free();
    fleet.import_and_see(0);
}

fn says_that_the_disk_is_full(server: &Server) {
    let page: Value = server.get("/v1/search?state=TX&level=any&limit=1").expect(200).json();
    let id = page["results"][0]["facility"]["id"].as_str().expect("a facility");
    let path = format!("/en/facilities/{id}");
    let shown = server.get(page["results"][0]["facility"]["url"].as_str().expect("a URL"));
    let form = shown.text();
    let mut entries = hidden_fields(&form);
    entries.push(("wrong", "closed"));
    server.post_form(&format!("{path}/correction"), &entries).expect(503);
    server.wait_until("it says that it can't write", |server| {
        server.get("/readyz").json::<Value>()["status"] != "ready"
    });
}

/// The names and values of the hidden fields of the form with which corrections are sent.
fn hidden_fields(page: &str) -> Vec<(&str, &str)> {
    let form = page.split_once("/correction\"").map_or("", |(_, after)| after);
    let form = form.split_once("</form>").map_or(form, |(form, _)| form);
    let value = |field: &'_ str, name: &str| -> Option<(usize, usize)> {
        let start = field.find(&format!("{name}=\""))? + name.len() + 2;
        Some((start, start + field[start..].find('"')?))
    };
    let fields = form.split("<input").filter(|field| field.contains("type=\"hidden\""));
    let pairs = fields.filter_map(|field| {
        let (name, value) = (value(field, "name")?, value(field, "value")?);
        Some((&field[name.0..name.1], &field[value.0..value.1]))
    });
    pairs.collect()
}
