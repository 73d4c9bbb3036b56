//! The disk is full, with a little room or none.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use rand::Rng;
use serde_json::Value;
use tests::{Home, Server};

use crate::fleet::Fleet;
use crate::round::Round;
use crate::table::Ending;

/// The size of the disk: more than two generations need.
const SIZE: &str = "32m";

/// The most room that is left on a full disk, in bytes: less than an import needs.
const MOST_ROOM: usize = 3 << 20;

/// Fills the disk, imports, starts servers and sends corrections, while clients compare every answer.
pub fn inflict(round: &mut Round) -> Ending {
    let home = Home::new();
    let Some(disk) = SmallDisk::mount(&home.data_dir()) else {
        return Ending::not_run("only root can mount a small disk");
    };
    let fleet = Fleet::on(home);
    let times = round.pick(30, 8);
    let witness = Arc::clone(&round.witness);
    witness.during(&fleet.slots, || {
        for number in 0..times {
            let room = if number % 2 == 0 { 0 } else { round.random.random_range(0..MOST_ROOM) };
            import_on_full_disk(round, &fleet, &disk, room);
        }
    });
    fleet.compare_with_fresh();
    drop(fleet);
    Ending::Held
}

fn import_on_full_disk(round: &mut Round, fleet: &Fleet, disk: &SmallDisk, room: usize) {
    disk.fill_up(room);
    let ended = fleet.start_import(0).finish();
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
    disk.make_room();
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

/// A small disk in memory, which is unmounted when this is dropped.
struct SmallDisk {
    folder: PathBuf,
}

impl SmallDisk {
    /// Mounts a disk at a new folder. `None` without the right to do so.
    fn mount(folder: &Path) -> Option<SmallDisk> {
        fs::create_dir_all(folder).unwrap();
        let options = format!("size={SIZE},mode=0700");
        let mut command = Command::new("mount");
        command.args(["-t", "tmpfs", "-o", &options, "tmpfs"]).arg(folder);
        let is_mounted = command.status().is_ok_and(|status| status.success());
        is_mounted.then(|| SmallDisk { folder: folder.to_owned() })
    }

    fn ballast(&self) -> PathBuf {
        self.folder.join("ballast")
    }

    /// Fills the disk, but leaves this much room, in bytes.
    fn fill_up(&self, room: usize) {
        const BLOCK: usize = 64 * 1024;
        let mut ballast = File::create(self.ballast()).unwrap();
        let mut size = 0;
        while let Ok(written @ 1..) = ballast.write(&[0; BLOCK]) {
            size += written;
        }
        ballast.set_len(size.saturating_sub(room) as u64).unwrap();
    }

    fn make_room(&self) {
        fs::remove_file(self.ballast()).unwrap();
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Lazily, in case something on it is still open.
        let _ = Command::new("umount").arg("-l").arg(&self.folder).status();
    }
}
