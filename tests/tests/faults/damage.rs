//! Bits of the files are flipped, and files are cut off, at rest and while they are served.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rand::Rng;
use serde_json::Value;

use crate::edition::edition_of;
use crate::fleet::Fleet;
use crate::round::Round;
use crate::table::Ending;

/// Damages the index while it is served, and the database between two commands.
pub fn inflict(round: &mut Round) -> Ending {
    let fleet = Fleet::on_sqlite();
    let times = round.pick(60, 12);
    let witness = Arc::clone(&round.witness);
    witness.during(&fleet.slots, || {
        for number in 0..times {
            damage_index(round, &fleet, number % 3 == 0);
        }
    });
    fleet.compare_with_fresh();
    fleet.slots[0].kill();
    for _ in 0..times {
        damage_database(round, &fleet, flip_any_bit);
        round.did("bits of the database flipped", 1);
        damage_database(round, &fleet, flip_digit_of_phone);
        round.did("digits of telephone numbers changed in the database", 1);
    }
    Ending::Held
}

/// Damages a file of the index that is being served. The clients see no difference, neither now nor after a restart.
fn damage_index(round: &mut Round, fleet: &Fleet, cut_off: bool) {
    let slot = &fleet.slots[0];
    let files = files_in(&slot.home.data_dir().join("index"));
    let file = &files[round.random.random_range(0..files.len())];
    if cut_off {
        let length = fs::metadata(file).unwrap().len();
        let shorter = round.random.random_range(0..length);
        fs::File::options().write(true).open(file).unwrap().set_len(shorter).unwrap();
        round.did("files cut off while they were served", 1);
    } else {
        flip_in_place(round, file);
        round.did("bits of the index flipped while it was served", 1);
    }
    fleet.compare_with_fresh();
    slot.kill();
    slot.start();
    fleet.see_newest();
}

/// The files below a folder that have content, without locks.
fn files_in(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            files.extend(files_in(&path));
        } else if fs::metadata(&path).unwrap().len() > 0 && path.extension().is_none_or(|end| end != "lock") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// Flips a bit of a file without replacing the file, as a failing disk does.
fn flip_in_place(round: &mut Round, file: &Path) {
    use std::os::unix::fs::FileExt;
    let open = fs::File::options().read(true).write(true).open(file).unwrap();
    let at = round.random.random_range(0..open.metadata().unwrap().len());
    let mut byte = [0];
    open.read_exact_at(&mut byte, at).unwrap();
    byte[0] ^= 1 << round.random.random_range(0..8);
    open.write_all_at(&byte, at).unwrap();
}

/// Damages the database, searches with an index that is built from it, and repairs the database.
fn damage_database(round: &mut Round, fleet: &Fleet, damage: fn(&mut Round, &mut [u8])) {
    let home = &fleet.slots[0].home;
    // A command that ends writes everything into this file.
    home.run(&["status"]).expect(0);
    let database = home.data_dir().join("iopfinder.db");
    let intact = fs::read(&database).unwrap();
    let mut damaged = intact.clone();
    damage(round, &mut damaged);
    fs::write(&database, &damaged).unwrap();
    fs::remove_dir_all(home.data_dir().join("index")).unwrap();
    let found = home.run(&["search", "--state", "TX", "--level", "any", "--limit", "100", "--json"]);
    assert!(!found.stderr.contains("panicked"), "{found:?}");
    match found.code {
        // Places whose rows are damaged may be left out, but nothing that is shown may be wrong.
        Some(0) => check(round, &found.json()),
        _ => round.did("databases that were refused", 1),
    }
    for beside in ["iopfinder.db-wal", "iopfinder.db-shm"] {
        let _ = fs::remove_file(home.data_dir().join(beside));
    }
    fs::write(&database, intact).unwrap();
}

fn check(round: &mut Round, found: &Value) {
    let results = found["results"].as_array().map(Vec::as_slice).unwrap_or_default();
    let facilities: Vec<&Value> = results.iter().map(|result| &result["facility"]).collect();
    if let Err(wrong) = edition_of(&facilities) {
        round.witness.lose(format!("after damage to the database, {wrong}"));
    }
}

fn flip_any_bit(round: &mut Round, bytes: &mut [u8]) {
    let at = round.random.random_range(0..bytes.len());
    bytes[at] ^= 1 << round.random.random_range(0..8);
}

/// Changes the last digit of a telephone number to another digit.
fn flip_digit_of_phone(round: &mut Round, bytes: &mut [u8]) {
    const PREFIX: &[u8] = b"+15125550";
    let is_here = |at: &usize| bytes[*at..].starts_with(PREFIX);
    let numbers: Vec<usize> = (0..bytes.len() - PREFIX.len() - 3).filter(is_here).collect();
    assert!(!numbers.is_empty(), "the database has telephone numbers as text");
    let at = numbers[round.random.random_range(0..numbers.len())] + PREFIX.len() + 2;
    bytes[at] ^= 1;
}
