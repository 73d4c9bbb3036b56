//! The command line.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use serde_json::Value;
use tests::http::query;
use tests::{Home, rows, sample_server, without_times};

#[test]
fn each_outcome_has_an_exit_code() {
    let (empty, home) = (Home::new(), Home::with_rows(&rows::many(3)));
    let file = home.write("none.json", "[]");
    for (code, home, args) in [
        (0, &home, &["status"][..]),
        (0, &home, &["search", "--near", "78702"]),
        (0, &home, &["search", "--near", "59001"]),
        (2, &home, &["serch"]),
        (2, &home, &["search", "--neer", "78702"]),
        (2, &home, &["search", "--near", "Nowhere, ZZ"]),
        (2, &home, &["search", "--near", "78702", "--insurance", "medicad"]),
        (2, &home, &["search"]),
        (2, &home, &["import", "findtreatment", "--file", &file]),
        (2, &home, &["import", "findtreatment", "--delay", "-1"]),
        (2, &home, &["import", "findtreatment", "--url", "ftp://example.org/"]),
        (0, &home, &["import"]),
        (0, &home, &["review"]),
        (2, &home, &["import", "undo", "nothing"]),
        (2, &home, &["review", "same", "a", "b"]),
        (2, &home, &["review", "forget", "1"]),
        (6, &empty, &["review"]),
        (2, &home, &["serve", "--port", "1"]),
        (1, &home, &["serve", "--listen", "nonsense"]),
        (6, &empty, &["search", "--near", "78702"]),
        (6, &empty, &["status"]),
        (6, &empty, &["import", "report"]),
    ] {
        let finished = home.run(args);
        assert_eq!(finished.code, Some(code), "{args:?}:\n{}", finished.all());
        assert_eq!(code == 0, finished.stderr.is_empty(), "{args:?}:\n{}", finished.stderr);
        assert!(!finished.stderr.contains("panicked"), "{}", finished.stderr);
    }
    assert!(!empty.data_dir().exists(), "commands that only read must not create files");
    // An unreachable address would be retried for a long time, but this status is final.
    let locator = tests::Locator::start(|_| tests::LocatorReply::status(404));
    home.import_from(&locator).expect(5);
}

#[test]
fn every_command_explains_itself() {
    let home = Home::new();
    for command in [
        &[][..],
        &["serve"],
        &["import"],
        &["import", "findtreatment"],
        &["import", "report"],
        &["search"],
        &["status"],
    ] {
        let help = home.bare_command(&[command, &["--help"]].concat()).output().unwrap();
        let text = String::from_utf8(help.stdout).unwrap();
        assert!(
            help.status.success() && text.contains("Usage:") && text.contains("--data-dir"),
            "{command:?}: {text}"
        );
    }
    let version = home.bare_command(&["--version"]).output().unwrap();
    assert!(String::from_utf8(version.stdout).unwrap().starts_with("iopfinder "));
}

#[test]
fn json_on_the_command_line_equals_the_response_of_the_api() {
    let server = sample_server();
    let home = server.home();
    for parameters in [
        &[("near", "78701")][..],
        &[("near", "10001"), ("insurance", "medicaid,private"), ("sort", "distance"), ("limit", "2")],
        &[("near", "Los Angeles, CA"), ("telehealth", "true"), ("has", "CBT"), ("match", "possible")],
        &[("q", "recovery"), ("for", "woman"), ("facets", "program"), ("prefer", "SP")],
        &[("state", "TX"), ("level", "any"), ("program", "dual_diagnosis")],
        &[("near", "-14.27,-170.7"), ("radius", "30")],
    ] {
        let flags = parameters.iter().flat_map(|(name, value)| [format!("--{name}"), (*value).to_owned()]);
        let flags: Vec<String> =
            ["search".to_owned(), "--json".to_owned()].into_iter().chain(flags).collect();
        let flags: Vec<&str> = flags.iter().map(String::as_str).collect();
        let printed = home.run(&flags).expect(0).json();
        let answered: Value = server.get(&format!("/v1/search?{}", query(parameters))).expect(200).json();
        assert_eq!(printed, answered, "{parameters:?}");
    }
    let problem = home.run(&["search", "--json", "--near", "78701", "--limit", "0"]).expect(2);
    let answered: Value = server.get("/v1/search?near=78701&limit=0").expect(400).json();
    assert_eq!(problem.json(), answered);
    let cursor = server.search(&[("state", "TX"), ("level", "any"), ("limit", "2")]).next_cursor.unwrap();
    let next = home
        .run(&["search", "--json", "--state", "TX", "--level", "any", "--limit", "2", "--cursor", &cursor]);
    let answered: Value =
        server.get(&format!("/v1/search?state=TX&level=any&limit=2&cursor={cursor}")).expect(200).json();
    assert_eq!(without_times(next.expect(0).json()), without_times(answered), "a cursor must work on both");
}

#[test]
fn a_table_shows_places_telephone_numbers_and_questions() {
    let server = sample_server();
    let said = server.home().run(&["search", "--near", "78701"]).expect(0).stdout;
    for result in server.search(&[("near", "78701")]).results {
        assert!(said.contains(&result.facility.name), "{said}");
        let digits: String = result.facility.phone.unwrap().chars().skip(2).collect();
        let shown = format!("({}) {}-{}", &digits[..3], &digits[3..6], &digits[6..]);
        assert!(said.contains(&shown), "{shown} is not in {said}");
    }
    assert!(said.contains("intensive outpatient program (IOP)?"), "{said}");
    let wrong = server.home().run(&["search", "--near", "Austn, TX"]).expect(2);
    assert!(wrong.stderr.contains("Austin, TX"), "{}", wrong.stderr);
}

#[test]
fn a_closed_pipe_is_not_an_error() {
    let server = sample_server();
    for args in [
        &["search", "--near", "78701", "--json"][..],
        &["search", "--q", "sample"],
        &["status"],
        &["import", "list"],
        &["import", "report"],
    ] {
        let mut command = server.home().command(args);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // Like `| head -0`, which is gone before anything is printed.
        drop(child.stdout.take());
        let finished = child.wait_with_output().unwrap();
        assert!(finished.status.success(), "{args:?}: {finished:?}");
        assert!(finished.stderr.is_empty(), "{args:?}: {finished:?}");
    }
    let mut child =
        server.home().command(&["search", "--q", "sample", "--json"]).stdout(Stdio::piped()).spawn().unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    assert_eq!((first.as_str(), child.wait().unwrap().success()), ("{\n", true));
}

#[test]
fn status_shows_what_is_loaded_how_old_it_is_and_what_was_rejected() {
    let home = Home::new();
    home.import(&[rows::many(5), vec![tests::LocatorRow::addiction(9).with("name1", "")]].concat()).expect(0);
    let words = home.run(&["status"]).expect(0).stdout;
    for expected in
        ["5 facilities", "5 programs", "just now", "1 rejected", "index      ready", "iopfinder.db"]
    {
        assert!(words.contains(expected), "{expected} is not in {words}");
    }
    let status = home.run(&["status", "--json"]).expect(0).json();
    assert_eq!((&status["index"]["state"], &status["imports"][0]["rejected"]), (&"ready".into(), &1.into()));
    assert!(status["notice"].is_null());
}

#[test]
fn without_a_command_it_serves() {
    let home = Home::with_rows(&rows::many(3));
    let mut command = home.command(&[]);
    command.env("IOPFINDER_LISTEN", "127.0.0.1:0");
    let server = tests::Server::start(&mut command).when_ready();
    assert_eq!(server.search(&[("state", "TX"), ("level", "any")]).total.facilities, 3);
}

#[test]
fn a_port_in_use_is_reported() {
    let home = Home::with_rows(&rows::many(3));
    let server = home.serve();
    let address = server.url().trim_start_matches("http://");
    let failed = home.run(&["serve", "--listen", address]).expect(1);
    assert!(failed.stderr.contains(address), "{}", failed.stderr);
}
