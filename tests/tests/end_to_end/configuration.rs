//! Settings: a flag overrides the environment, which overrides the file, which overrides the default.

use std::fs;

use serde_json::Value;
use tests::{Home, rows};

/// The database that `status` names, given a file, the environment and flags.
fn database(home: &Home, file: &str, environment: &[(&str, &str)], flags: &[&str]) -> String {
    fs::write(home.path().join("iopfinder.toml"), file).unwrap();
    let mut command = home.bare_command(&[&["import", "sample"], flags].concat());
    let imported = command.envs(environment.iter().copied()).output().unwrap();
    assert!(imported.status.success(), "{imported:?}");
    let mut command = home.bare_command(&[&["status", "--json"], flags].concat());
    let printed = command.envs(environment.iter().copied()).output().unwrap();
    let status: Value = serde_json::from_slice(&printed.stdout).unwrap();
    status["database"]["place"].as_str().unwrap().to_owned()
}

#[test]
fn flags_override_the_environment_then_the_file_then_the_default() {
    let home = Home::new();
    let environment = [("IOPFINDER_DATA_DIR", "of-environment")];
    let cases = [
        ("", &[][..], &[][..], "iopfinder-data/iopfinder.db"),
        ("data_dir = \"of-file\"", &[], &[], "of-file/iopfinder.db"),
        ("data_dir = \"of-file\"", &environment, &[], "of-environment/iopfinder.db"),
        ("data_dir = \"of-file\"", &environment, &["--data-dir", "of-flag"], "of-flag/iopfinder.db"),
        (
            "data_dir = \"of-file\"\ndatabase_url = \"sqlite:other.db\"",
            &[],
            &["--data-dir", "of-flag"],
            "other.db",
        ),
        ("", &[("IOPFINDER_DATA_DIR", "")], &[], "iopfinder-data/iopfinder.db"),
    ];
    for (file, environment, flags, expected) in cases {
        let place = database(&home, file, environment, flags);
        assert!(place.ends_with(expected), "{place} instead of {expected}");
    }
}

#[test]
fn an_unknown_or_wrong_setting_is_an_error_with_its_line() {
    let home = Home::with_rows(&rows::many(2));
    for (file, word) in [
        ("delai = 1", "delai"),
        ("delay = 1\nlisten = 8080", "line 2"),
        ("delay = \"slow\"", "line 1"),
        ("log_level = \"loud\"", "loud"),
        ("database_url = \"mysql://ann:hush@example.org/x\"", "database"),
        ("delay = [", "line 1"),
    ] {
        fs::write(home.data_dir().join("iopfinder.toml"), file).unwrap();
        let failed = home.run(&["status"]).expect(2);
        assert!(failed.stderr.contains(word) && !failed.stderr.contains("hush"), "{file}: {}", failed.stderr);
    }
    fs::remove_file(home.data_dir().join("iopfinder.toml")).unwrap();
    home.run(&["status", "--config", "no-such-file.toml"]).expect(2);
    home.run(&["status", "--log-level", "loud"]).expect(2);
    for (name, value) in
        [("IOPFINDER_DELAY", "soon"), ("IOPFINDER_LOG_LEVEL", "loud"), ("IOPFINDER_PAGE_SIZE", "-1")]
    {
        let failed = home.command(&["status"]).env(name, value).output().unwrap();
        let message = String::from_utf8(failed.stderr).unwrap();
        assert!(failed.status.code() == Some(2) && message.contains(name), "{name}: {message}");
    }
}

#[test]
fn the_named_configuration_file_is_read() {
    let home = Home::with_rows(&rows::many(2));
    let file = home.write("mine.toml", "log_level = \"debug\"\nlisten = \"127.0.0.1:0\"\n");
    let mut command = home.command(&["serve", "--config", &file]);
    let server = tests::Server::start(&mut command).when_ready();
    assert_eq!(server.search(&[("state", "TX"), ("level", "any")]).total.facilities, 2);
}

#[test]
fn an_unknown_variable_is_ignored_with_a_warning() {
    let home = Home::with_rows(&rows::many(2));
    let server = home
        .serve_with(|command| {
            command.env("IOPFINDER_DELAYS", "1");
        })
        .expecting("IOPFINDER_DELAYS is not a setting");
    let log = server.stop().stderr;
    assert!(log.contains("WARN") && log.contains("IOPFINDER_DELAYS"), "{log}");
}

#[test]
fn the_log_has_the_configured_format_and_level() {
    let home = Home::with_rows(&rows::many(2));
    let log = |flags: &[&str]| {
        let server = home.serve_with(|command| {
            command.args(flags);
        });
        server.get("/v1/search?near=78702");
        server.stop().stderr
    };
    assert!(log(&[]).contains(" INFO "));
    assert_eq!(log(&["--log-level", "warn"]), "");
    let lines = log(&["--log-format", "json"]);
    assert!(lines.lines().count() > 0);
    for line in lines.lines() {
        let entry: Value = serde_json::from_str(line).unwrap_or_else(|err| panic!("{err}: {line}"));
        assert_eq!(entry["level"], "INFO", "{line}");
    }
}
