//! Directories of human services (HSDS): their content, and importing them again.

use serde_json::{Value, json};
use tests::{Home, Server, postgres_database};

const SERVICES: &str = include_str!("../../fixtures/hsds/services.json");

/// A data folder with the services imported under the name `demo`.
fn home() -> (Home, String) {
    let home = Home::new();
    let file = home.write("services.json", SERVICES);
    home.run(&["import", "hsds", "--name", "demo", "--publisher", "211 Example", &file]).expect(0);
    (home, file)
}

/// The facility whose name begins with this.
fn facility(server: &Server, name: &str) -> Value {
    let found = server.search(&[("state", "TX"), ("level", "any"), ("q", name)]);
    let is_it = |name: &str, found: &str| found.starts_with(name);
    let result = found.results.iter().find(|result| is_it(name, &result.facility.name)).unwrap();
    server.get(&format!("/v1/facilities/{}", result.facility.id)).expect(200).json()
}

#[test]
fn the_details_of_a_service_are_in_the_response_and_on_the_page() {
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
        "3 slots open",
        "5:30 PM",
        "18 and older",
        "(512) 555-0102 ext. 7",
    ] {
        assert!(page.contains(said), "{said} in {page}");
    }
}

#[test]
fn a_refresh_with_the_same_settings_as_the_command_changes_nothing() {
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

/// A service at 12 Secret Lane, Bastrop, with one taxonomy term.
fn at_secret_lane(id: &str, term: &str) -> Value {
    json!({
        "id": id, "name": "Evening program", "status": "active", "url": "https://example.org/where",
        "description": "Ring at 12 Secret Lane.",
        "organization": {"id": "o", "name": "Hidden Hope"},
        "phones": [{"number": "512-555-0104", "type": "voice"}],
        "attributes": [{"taxonomy_term": {"name": term}}],
        "service_at_locations": [{"location": {
            "id": "l1", "location_type": "physical", "latitude": 30.264111, "longitude": -97.32,
            "addresses": [{"address_1": "12 Secret Lane", "city": "Bastrop", "state_province": "TX",
                           "postal_code": "78602", "country": "US", "address_type": "physical"}],
        }}],
    })
}

#[test]
fn a_shelter_hides_the_location_of_other_services_at_its_address() {
    let home = Home::new();
    let mut nowhere = at_secret_lane("s3", "Domestic Violence Shelters");
    nowhere["attributes"][0]["taxonomy_term"]["name"] =
        "Addiction treatment at our confidential shelter".into();
    nowhere["service_at_locations"][0]["location"]["addresses"][0]["city"] = "Nowhere at all".into();
    let services = json!([
        at_secret_lane("s1", "Mental health counseling"),
        at_secret_lane("s2", "Domestic Violence Shelters"),
        nowhere,
    ]);
    let file = home.write("services.json", &services.to_string());
    let report = home.run(&["import", "hsds", "--name", "demo", &file, "--json"]).expect(0).json();
    assert_eq!((&report["rows_read"], &report["rejected"]["total"]), (&json!(3), &json!(1)), "{report:#}");

    let server = home.serve();
    let answer = facility(&server, "Hidden Hope");
    let facility = &answer["facility"];
    assert_eq!((&facility["confidential"], &facility["phone"]), (&json!(true), &json!("+15125550104")));
    assert_eq!(facility["address"]["city"], "Bastrop");
    let id = facility["id"].as_str().unwrap();
    let pages = [
        format!("/v1/facilities/{id}"),
        format!("/v1/facilities/{id}/history"),
        format!("/es/facilities/{id}"),
    ];
    let pages = pages.map(|path| server.get(&path).expect(200).text());
    let commands = [
        &["import", "report", "--rejected"][..],
        &["import", "report", "--changes"],
        &["review", "--json"],
        &["search", "--q", "Hidden Hope", "--state", "TX"],
        &["search", "--q", "Hidden Hope", "--state", "TX", "--json"],
    ];
    let printed = commands.map(|command| home.run(command).expect(0).all());
    for text in pages.iter().chain(&printed) {
        for given_away in ["Secret Lane", "78602", "30.264", "example.org/where"] {
            assert!(!text.contains(given_away), "{given_away} in {text}");
        }
    }
}

#[test]
fn an_id_that_a_database_cannot_store_does_not_stop_an_import() {
    let Some(database) = postgres_database() else { return };
    let home = Home::with_database(database);
    let ids = ["nul\u{0}byte".to_owned(), "9".repeat(9000), "s1".to_owned()];
    let services: Vec<Value> =
        ids.iter().map(|id| at_secret_lane(id, "Substance use disorder counseling")).collect();
    let file = home.write("services.json", &json!(services).to_string());
    let report = home.run(&["import", "hsds", "--name", "demo", &file, "--json"]).expect(0).json();
    assert_eq!((&report["rows_read"], &report["rejected"]["total"]), (&json!(3), &json!(0)), "{report:#}");
}
