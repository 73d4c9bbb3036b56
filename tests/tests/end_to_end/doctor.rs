//! The doctor says what is wrong, and what to do about it.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use serde_json::Value;
use tests::{Home, rows};

/// The findings that are not `ok`, by the names of their checks.
fn findings(home: &Home, code: i32) -> Vec<(String, String)> {
    let report = home.run(&["doctor", "--json"]).expect(code).json();
    let findings = report["findings"].as_array().unwrap().iter();
    let wrong = findings.filter(|finding| finding["level"] != "ok").inspect(|finding| {
        assert!(finding["advice"].as_str().is_some_and(|advice| !advice.is_empty()), "{finding}");
    });
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    // How many files a process may open, and how much space is free, depends on the machine.
    wrong
        .map(|finding| (text(&finding["check"]), text(&finding["detail"])))
        .filter(|(check, _)| !["open_files", "free_space"].contains(&check.as_str()))
        .collect()
}

#[test]
fn a_healthy_directory_has_no_findings_and_an_empty_one_is_not_a_problem() {
    let home = Home::with_rows(&rows::many(5));
    assert_eq!(findings(&home, 0), []);
    let report = home.run(&["doctor"]).expect(0).stdout;
    for check in
        ["settings", "open_files", "permissions", "writable", "free_space", "database", "checksums", "index"]
    {
        assert!(report.contains(check), "{check} is not in:\n{report}");
    }
    let empty = Home::new();
    let found = findings(&empty, 0);
    assert!(found.iter().any(|(check, _)| check == "database"), "{found:?}");
    assert!(!empty.data_dir().exists(), "it must not create files");
}

#[test]
fn each_kind_of_damage_is_named() {
    let home = Home::with_rows(&rows::many(5));
    let database = home.data_dir().join("iopfinder.db");
    fs::set_permissions(&database, fs::Permissions::from_mode(0o644)).unwrap();
    let found = findings(&home, 0);
    assert_eq!(found[0].0, "permissions", "{found:?}");
    fs::set_permissions(&database, fs::Permissions::from_mode(0o600)).unwrap();

    let index = home.data_dir().join("index");
    let folder = fs::read_dir(&index).unwrap().next().unwrap().unwrap().path();
    fs::write(folder.join("documents.bin"), "damaged").unwrap();
    let found = findings(&home, 1);
    assert!(found[0].0 == "index" && found[0].1.contains("documents.bin"), "{found:?}");
    fs::remove_dir_all(&index).unwrap();
    assert_eq!(findings(&home, 0)[0].0, "index");

    fs::write(&database, "this is not a database, but a text that is as long as the header of one").unwrap();
    let found = findings(&home, 1);
    assert!(found[0].0 == "database" && found[0].1.contains("not an SQLite database"), "{found:?}");
}

#[test]
fn an_import_on_hold_is_named() {
    let home = Home::with_rows(&rows::many(50));
    home.import(&rows::many(3)).expect(4);
    let found = findings(&home, 0);
    assert!(
        found.iter().any(|(check, detail)| check == "imports" && detail.contains("on hold")),
        "{found:?}"
    );
}
