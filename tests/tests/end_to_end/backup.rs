//! Backups, copies, and who may read the files.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use tests::{Home, everything, postgres_database, rows, searches};

#[test]
fn a_backup_is_made_while_a_server_runs_and_restored_when_it_does_not() {
    let home = Home::with_rows(&rows::many(12));
    let file = home.path().join("backup.db");
    let file = file.to_str().unwrap();
    let server = home.serve();
    let before = everything(&server);
    home.run(&["backup", file]).expect(0);
    assert_eq!(fs::metadata(file).unwrap().permissions().mode() & 0o777, 0o600);
    let exists = home.run(&["backup", file]).expect(2);
    assert!(exists.stderr.contains("--force"), "{}", exists.stderr);
    home.run(&["backup", file, "--force"]).expect(0);

    home.import_with(&rows::many(3), &["--accept-removals"]).expect(0);
    let in_use = home.run(&["restore", file, "--force"]).expect(3);
    assert!(in_use.stderr.contains("stop the server"), "{}", in_use.stderr);
    server.stop();
    home.run(&["restore", file]).expect(2);
    let restored = home.run(&["restore", file, "--force", "--json"]).expect(0).json();
    assert_eq!((&restored["generation"], &restored["facilities"]), (&1.into(), &12.into()));
    assert_eq!(everything(&home.serve()), before);

    let elsewhere = Home::new();
    elsewhere.run(&["restore", file]).expect(0);
    assert_eq!(everything(&elsewhere.serve()), before);
    fs::write(
        file,
        "this is not a backup, but a text that is as long as the header of a database needs to be",
    )
    .unwrap();
    let failed = Home::new().run(&["restore", file]).expect(2);
    assert!(failed.stderr.contains("is not a backup"), "{}", failed.stderr);
}

#[test]
fn a_store_is_copied_to_postgresql_and_back_and_answers_the_same() {
    let Some(database) = postgres_database() else { return };
    let (home, there) = (Home::with_rows(&rows::many(12)), Home::with_database(database.clone()));
    let before = searches(&home.serve());
    let here = home.data_dir();
    let here = here.to_str().unwrap();
    let copied = home.run(&["copy", "--from", here, "--to", &database, "--json"]).expect(0).json();
    assert!(copied["tables"].as_array().unwrap().iter().any(|table| table["rows"] == 12));
    assert_eq!(searches(&there.serve()), before);
    home.run(&["copy", "--from", here, "--to", &database]).expect(2);

    let back = Home::new();
    let folder = back.data_dir();
    let said = home.run(&["copy", "--from", &database, "--to", folder.to_str().unwrap()]).expect(0);
    assert!(said.stdout.contains("Both sides have the same rows"), "{}", said.stdout);
    assert_eq!(searches(&back.serve()), before);
    home.run(&["copy", "--from", "/no/such/folder", "--to", here]).expect(6);
    home.run(&["copy", "--from", "mysql://x", "--to", here]).expect(2);
    home.run(&["copy", "--from", here, "--to", here]).expect(2);

    // A backup of either engine can be restored to the other.
    let file = home.path().join("backup.db");
    there.run(&["backup", file.to_str().unwrap()]).expect(0);
    let restored = Home::with_database(postgres_database().unwrap());
    restored.run(&["restore", file.to_str().unwrap()]).expect(0);
    assert_eq!(searches(&restored.serve()), before);
    restored.run(&["restore", file.to_str().unwrap()]).expect(2);
}

fn all_below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| if path.is_dir() { [all_below(&path), vec![path]].concat() } else { vec![path] })
        .collect()
}

#[test]
fn only_their_owner_can_read_the_data_files() {
    let home = Home::with_rows(&rows::many(3));
    let server = home.serve();
    let paths = [all_below(&home.data_dir()), vec![home.data_dir()]].concat();
    assert!(paths.len() > 8, "{paths:?}");
    for path in paths {
        let mode = fs::metadata(&path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, if path.is_dir() { 0o700 } else { 0o600 }, "{}", path.display());
    }
    server.stop();
}
