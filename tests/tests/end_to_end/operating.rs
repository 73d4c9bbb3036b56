//! What those who run the service see: metrics, and the files in `docs/operating` that are made of them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;
use tests::{Home, rows};

fn operating() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/operating"))
}

/// The names of metrics in a text.
fn metric_names(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    let names = words.filter(|word| word.starts_with("iopfinder_"));
    names.map(str::to_owned).collect()
}

#[test]
fn the_metrics_tell_how_the_newest_import_of_each_source_ended() {
    let home = Home::with_rows(&rows::many(30));
    home.import(&rows::many(3)).expect(4);
    let server = home.serve();
    let metrics = server.get("/metrics").expect(200).text();
    let held = r#"iopfinder_newest_import_started_seconds{source="findtreatment",status="held"} "#;
    let began = metrics.lines().find_map(|line| line.strip_prefix(held));
    assert!(began.is_some_and(|began| began.parse::<u64>().is_ok()), "{metrics}");
    assert!(!metrics.contains(r#"status="done"}"#), "only the newest: {metrics}");
    assert!(metrics.contains("iopfinder_store_errors_total 0\n"), "{metrics}");
}

#[test]
fn every_metric_of_the_dashboard_and_the_alerts_exists() {
    let home = Home::with_rows(&rows::many(3));
    let server = home.serve();
    server.search(&[("near", "78701")]);
    let existing = metric_names(&server.get("/metrics").expect(200).text());
    for file in ["alerts.yml", "dashboard.json"] {
        let used = metric_names(&fs::read_to_string(operating().join(file)).unwrap());
        let missing: Vec<_> = used.difference(&existing).collect();
        assert!(!used.is_empty() && missing.is_empty(), "{file}: {missing:?}");
    }
}

#[test]
fn every_panel_of_the_dashboard_has_a_query_and_a_place() {
    let text = fs::read_to_string(operating().join("dashboard.json")).unwrap();
    let dashboard: Value = serde_json::from_str(&text).unwrap();
    let panels = dashboard["panels"].as_array().unwrap();
    let mut ids = BTreeSet::new();
    for panel in panels {
        assert!(ids.insert(panel["id"].as_u64().unwrap()), "{panel}");
        assert!(panel["title"].is_string() && panel["gridPos"]["w"].is_u64(), "{panel}");
        let targets = panel["targets"].as_array().unwrap();
        assert!(!targets.is_empty() && targets.iter().all(|target| target["expr"].is_string()), "{panel}");
    }
}

#[test]
fn the_unit_starts_a_command_and_settings_that_exist() {
    let unit = fs::read_to_string(operating().join("iopfinder.service")).unwrap();
    let value = |key: &str| unit.lines().filter_map(|line| line.strip_prefix(key)).collect::<Vec<_>>();
    let home = Home::with_rows(&rows::many(3));
    let [command] = value("ExecStart=")[..] else { panic!("one command: {unit}") };
    let arguments: Vec<&str> = command.split(' ').skip(1).collect();
    let mut serve = home.bare_command(&arguments);
    for variable in value("Environment=") {
        let (name, value) = variable.split_once('=').unwrap();
        let value = match name {
            "IOPFINDER_DATA_DIR" => home.data_dir().display().to_string(),
            "IOPFINDER_LISTEN" => "127.0.0.1:0".to_owned(),
            // The test does not wait.
            "IOPFINDER_DRAIN" => value.parse::<f64>().map(|_| "0".to_owned()).unwrap(),
            _ => value.to_owned(),
        };
        serve.env(name, value);
    }
    // An unknown setting would be a warning, which is an error here.
    tests::Server::start(&mut serve).when_ready().stop();
}
