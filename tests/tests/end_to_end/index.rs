//! The index can always be rebuilt from the store, and any damage to it is noticed.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use serde_json::Value;
use tests::{Home, rows, searches};

/// The files below a folder, largest first.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            if entry.file_type().unwrap().is_dir() { &mut folders } else { &mut files }.push(entry.path());
        }
    }
    files.sort_by_key(|path| std::cmp::Reverse(fs::metadata(path).unwrap().len()));
    files
}

/// The files that are not empty, without the locks.
fn contents(folder: &Path) -> Vec<PathBuf> {
    let is_lock = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "lock");
    let holds = |path: &PathBuf| fs::metadata(path).unwrap().len() > 0;
    files(folder).into_iter().filter(|path| !is_lock(path) && holds(path)).collect()
}

#[test]
fn a_missing_index_is_built_again() {
    let home = Home::with_rows(&rows::many(30));
    let index = home.data_dir().join("index");
    let before = searches(&home.serve());
    fs::remove_dir_all(&index).unwrap();
    assert_eq!(home.run(&["status", "--json"]).expect(0).json()["index"]["state"], "missing");
    assert_eq!(searches(&home.serve()), before);
    assert_eq!(home.run(&["status", "--json"]).expect(0).json()["index"]["state"], "ready");
    fs::remove_dir_all(&index).unwrap();
    home.run(&["search", "--near", "78702"]).expect(0);
    assert!(!files(&index).is_empty(), "the command line builds it too");
}

#[test]
fn a_truncated_file_or_a_flipped_bit_is_noticed_in_every_file() {
    let home = Home::with_rows(&rows::many(10));
    let index = home.data_dir().join("index");
    let state = || home.run(&["status", "--json"]).expect(0).json()["index"]["state"].clone();
    let files = contents(&index);
    assert!(files.len() > 5);
    for file in &files {
        let whole = fs::read(file).unwrap();
        let mut flipped = whole.clone();
        flipped[whole.len() / 2] ^= 0x10;
        for damaged in [&whole[..whole.len() - 1], &flipped, &[]] {
            fs::write(file, damaged).unwrap();
            assert_eq!(state(), "damaged", "{}", file.display());
        }
        fs::write(file, whole).unwrap();
    }
    assert_eq!(state(), "ready");
}

#[test]
fn a_damaged_index_is_built_again_and_answers_are_the_same() {
    let home = Home::with_rows(&rows::many(10));
    let before = searches(&home.serve());
    let ends = ["manifest.json", "documents.bin", ".fast", ".store", "meta.json"];
    for end in ends {
        // The files of the new index have other names.
        let files = contents(&home.data_dir().join("index"));
        let damaged = files.iter().find(|path| path.to_string_lossy().ends_with(end)).unwrap();
        let mut bytes = fs::read(damaged).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        fs::write(damaged, bytes).unwrap();
        let server = home.serve();
        assert_eq!(searches(&server), before, "{end}");
        let log = server.stop().stderr;
        assert!(log.contains("building the index"), "{end}: {log}");
    }
}

#[test]
fn an_index_of_another_release_or_of_other_data_is_outdated() {
    let (home, other) = (Home::with_rows(&rows::many(30)), Home::with_rows(&rows::many(12)));
    let before = searches(&home.serve());
    let manifest = || {
        files(&home.data_dir().join("index"))
            .into_iter()
            .find(|path| path.ends_with("manifest.json"))
            .unwrap()
    };
    let state = || home.run(&["status", "--json"]).expect(0).json()["index"]["state"].clone();

    // Until format 6, the manifest was the whole file.
    let text = fs::read_to_string(manifest()).unwrap();
    let file: Value = serde_json::from_str(&text).unwrap();
    let mut older = file["manifest"].clone();
    older["format"] = 6.into();
    fs::write(manifest(), older.to_string()).unwrap();
    assert_eq!(state(), "outdated");
    assert_eq!(searches(&home.serve()), before);

    // Replaces the index with that of another directory.
    let ours = manifest().parent().unwrap().to_owned();
    let theirs = files(&other.data_dir().join("index"))
        .into_iter()
        .find(|path| path.ends_with("manifest.json"))
        .unwrap();
    fs::remove_dir_all(&ours).unwrap();
    fs::rename(theirs.parent().unwrap(), &ours).unwrap();
    assert_eq!(state(), "outdated");
    assert_eq!(searches(&home.serve()), before);
}

#[test]
fn removing_the_index_does_not_disturb_a_running_server() {
    let home = Home::with_rows(&rows::many(30));
    let server = home.serve();
    let before = searches(&server);
    fs::remove_dir_all(home.data_dir().join("index")).unwrap();
    assert_eq!(searches(&server), before);
    home.import(&rows::many(31)).expect(0);
    server.wait_until("the import is served", |server| {
        server.search(&[("state", "TX"), ("level", "any")]).total.facilities == 31
    });
}

/// The folders of all indexes, finished or not.
fn folders(home: &Home) -> Vec<PathBuf> {
    fs::read_dir(home.data_dir().join("index")).unwrap().map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn old_indexes_and_those_of_killed_imports_are_removed() {
    let home = Home::with_rows(&rows::many(30));
    for count in [31, 32, 33] {
        let file = home.write("rows.json", &rows::to_json(&rows::many(count + 900)));
        let mut import = home.start(&["import", "findtreatment", "--json", "--file", &file]);
        import.wait_for(|_, stderr| stderr.contains("\"step\":\"publishing\"").then_some(()));
        import.kill();
        home.import_with(&rows::many(count), &["--accept-removals"]).expect(0);
    }
    home.serve().stop();
    assert_eq!(folders(&home).len(), 1, "{:?}", folders(&home));
}

#[test]
fn the_empty_folder_of_a_killed_build_is_removed() {
    let home = Home::with_rows(&rows::many(3));
    // Looks like a build that was killed yesterday, when it had created only its folder.
    let left = home.data_dir().join("index/.locking-01a205b3c82e766d86b669b6b1c0553d");
    fs::create_dir(&left).unwrap();
    let yesterday = SystemTime::now() - Duration::from_secs(24 * 60 * 60);
    fs::File::open(&left).unwrap().set_modified(yesterday).unwrap();
    home.import(&rows::many(4)).expect(0);
    home.serve().stop();
    assert_eq!(folders(&home).len(), 1, "{:?}", folders(&home));
}
