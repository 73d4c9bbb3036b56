//! Directories of human services (HSDS): what they say, and how they are imported anew.

use serde_json::Value;
use tests::{Home, Server};

const SERVICES: &str = include_str!("../../fixtures/hsds/services.json");

/// A place that imports the services under the name `demo`.
fn home() -> (Home, String) {
    let home = Home::new();
    let file = home.write("services.json", SERVICES);
    home.run(&["import", "hsds", "--name", "demo", "--publisher", "211 Example", &file]).expect(0);
    (home, file)
}

/// What is known of the place whose name begins so.
fn facility(server: &Server, name: &str) -> Value {
    let found = server.search(&[("state", "TX"), ("level", "any"), ("q", name)]);
    let is_it = |name: &str, found: &str| found.starts_with(name);
    let result = found.results.iter().find(|result| is_it(name, &result.facility.name)).unwrap();
    server.get(&format!("/v1/facilities/{}", result.facility.id)).expect(200).json()
}

#[test]
fn what_a_service_says_is_in_the_answer_and_on_the_page() {
    let (home, _) = home();
    let server = home.serve();
    let answer = facility(&server, "Placeholder Behavioral Health");
    let details = &answer["programs"][0]["details"][0]["details"];
    for (member, said) in [
        ("application_process", "Call for an assessment"),
        ("required_documents", "A photo ID"),
        ("accessibility", "Ramp at the side door, Ring the bell"),
        ("eligibility", "Adults who live in Travis County"),
        ("cost_options", "Sliding fee scale"),
        ("languages", "Vietnamese"),
        ("capacities", "slots"),
        ("schedules", "17:30"),
        ("minimum_age", "18"),
    ] {
        assert!(details[member].to_string().contains(said), "{member}: {details:#}");
    }
    let id = answer["facility"]["id"].as_str().unwrap();
    let page = server.get(&format!("/en/facilities/{id}")).expect(200).text();
    for said in [
        "Call for an assessment",
        "A photo ID",
        "Ramp at the side door, Ring the bell",
        "Adults who live in Travis County",
        "Sliding fee scale",
        "Wolof; Vietnamese",
        "3 slots free",
        "5:30 PM",
        "18 and older",
        "(512) 555-0102 ext. 7",
    ] {
        assert!(page.contains(said), "{said} in {page}");
    }
}

#[test]
fn a_refresh_changes_nothing_where_the_settings_say_what_the_command_said() {
    let (home, file) = home();
    let settings = format!(
        "[[source]]\nkind = \"hsds\"\nname = \"demo\"\npublisher = \"211 Example\"\nfiles = [{file:?}]\n"
    );
    std::fs::write(home.data_dir().join("iopfinder.toml"), settings).unwrap();
    let refreshed = home.run(&["refresh", "--json"]).expect(0).json();
    let counts = &refreshed[0]["report"]["listings"];
    assert_eq!((&counts["unchanged"], &counts["changed"]), (&counts["listings"], &0.into()), "{refreshed:#}");
    assert_eq!(refreshed[0]["source"], "hsds demo");
    let answer = facility(&home.serve(), "Placeholder Behavioral Health");
    assert_eq!(answer["programs"][0]["sources"][0]["publisher"], "211 Example");
}
