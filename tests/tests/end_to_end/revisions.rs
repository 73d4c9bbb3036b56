//! Undone imports, histories, decisions about pairs, confidential places, and sources that fail.

use serde_json::{Value, json};
use tests::answers::{FacilityResponse, HistoryResponse, Problem};
use tests::rows::frid;
use tests::{Home, LocatorRow, Server, rows};

/// An HSDS directory that contains a shelter.
const SERVICES: &str = include_str!("../../fixtures/hsds/services.json");

fn import_id(home: &Home, at: usize) -> String {
    let imports = home.run(&["import", "list", "--json"]).expect(0).json();
    imports[at]["id"].as_str().unwrap().to_owned()
}

fn generation(server: &Server) -> i64 {
    server.get("/readyz").json::<Value>()["generation"].as_i64().unwrap_or_default()
}

/// The names of all facilities that are served.
fn served(server: &Server) -> Vec<String> {
    let found = server.search(&[("state", "TX"), ("level", "any"), ("limit", "100")]);
    let mut names: Vec<String> = found.names().into_iter().map(str::to_owned).collect();
    names.sort();
    names
}

#[test]
fn an_undone_import_is_no_longer_served_but_stays_in_the_list() {
    let home = Home::with_rows(&rows::many(9));
    let server = home.serve();
    let before = served(&server);
    let changed: Vec<LocatorRow> = rows::many(9).into_iter().map(|row| row.with("name2", "North")).collect();
    let nameless = LocatorRow::addiction(10).with("name1", "").with("name2", "");
    home.import(&[changed, vec![nameless]].concat()).expect(0);
    server.wait_until("the import is served", |server| generation(server) == 2);
    assert_ne!(served(&server), before);

    let import = import_id(&home, 0);
    let listed = home.run(&["import", "report", "--changes"]).expect(0).stdout;
    assert_eq!(listed.matches("changed ").count(), 9, "{listed}");
    assert!(listed.contains("name: ") && listed.contains(", North"), "{listed}");
    let undone = home.run(&["import", "undo", &import, "--json"]).expect(0).json();
    assert_eq!((&undone["revised"]["listings"], &undone["revised"]["facilities"]), (&json!(9), &json!(9)));
    server.wait_until("the undo is served", |server| generation(server) == 3);
    assert_eq!(served(&server), before);
    let imports = home.run(&["import", "list", "--json"]).expect(0).json();
    assert_eq!((&imports[0]["status"], &imports[1]["status"]), (&json!("undone"), &json!("done")));
    let report = home.run(&["import", "report", &import, "--json"]).expect(0).json();
    assert_eq!((&report["status"], &report["rejected"]["total"]), (&json!("undone"), &json!(1)));
    let report = home.run(&["import", "report", &import]).expect(0).stdout;
    assert!(report.contains(": undone"), "{report}");
    let rejected = home.run(&["import", "report", &import, "--rejected"]).expect(0).stdout;
    assert!(rejected.contains("row 10: no name"), "{rejected}");
    let again = home.run(&["import", "undo", &import]).expect(2);
    assert!(again.stderr.contains("is already undone"), "{}", again.stderr);

    // The only remaining import.
    home.run(&["import", "undo", &import_id(&home, 1)]).expect(0);
    server.wait_until("the undo is served", |server| generation(server) == 4);
    assert_eq!(served(&server), [""; 0]);
}

#[test]
fn the_history_of_a_place_shows_what_changed_and_when() {
    let row = LocatorRow::addiction(7);
    let home = Home::with_rows(std::slice::from_ref(&row));
    let changed = row.clone().with("phone", "512-555-0199").services(&[
        ("TC", "Substance use treatment"),
        ("SET", "Outpatient; Intensive outpatient treatment"),
        ("PAY", "Private health insurance"),
    ]);
    home.import(&[changed]).expect(0);
    home.run(&["import", "undo", &import_id(&home, 0)]).expect(0);
    let server = home.serve();
    let id = server.search(&[("state", "TX"), ("level", "any")]).results[0].facility.id.clone();
    let history: HistoryResponse = server.get(&format!("/v1/facilities/{id}/history")).expect(200).json();
    let kinds: Vec<&str> = history.entries.iter().map(|entry| entry.kind.as_str()).collect();
    assert_eq!((kinds, history.next_before), (vec!["undo", "import", "import"], None));
    let turned = |entry: usize, field: &str| {
        let mut changes = history.entries[entry].changes.iter();
        let found = changes.find(|change| change.field.as_deref() == Some(field));
        found.map(|change| (change.from.clone().unwrap_or_default(), change.to.clone().unwrap_or_default()))
    };
    let both = |from: &str, to: &str| Some((from.to_owned(), to.to_owned()));
    assert_eq!(turned(1, "medicaid"), both("yes", "no"));
    assert_eq!(turned(0, "medicaid"), both("no", "yes"));
    assert_eq!(turned(1, "phone"), both("(512) 555-0107", "(512) 555-0199"));
    assert_eq!(history.entries[2].changes[0].change, "listed");
    assert_eq!(history.entries[1].source.as_deref(), Some("findtreatment"));

    let path = |query: &str| format!("/v1/facilities/{id}/history?{query}");
    let page: HistoryResponse = server.get(&path("limit=1")).expect(200).json();
    assert_eq!((page.entries.len(), page.next_before), (1, Some(3)));
    let next: HistoryResponse = server.get(&path("limit=2&before=3")).expect(200).json();
    assert_eq!((next.entries.len(), next.next_before), (2, None));
    server.get(&path("limit=0")).expect(400).json::<Problem>();
    server.get("/v1/facilities/00000000-0000-0000-0000-000000000001/history").expect(404).json::<Problem>();
}

#[test]
fn decisions_also_hold_for_later_editions() {
    let (one, other) = (LocatorRow::addiction(1), LocatorRow::mental_health(2));
    let home = Home::with_rows(&[one.clone(), other.clone()]);
    let facilities = || home.run(&["status", "--json"]).expect(0).json()["facilities"].clone();
    assert_eq!(facilities(), 2);
    let names = [1, 2].map(|number| format!("findtreatment:{}", frid(number)));
    home.run(&["review", "same", &names[0], &names[1]]).expect(0);
    assert_eq!(facilities(), 1);
    // The next import has the second listing under another ID.
    home.import(&[one, other.with("frid", frid(77))]).expect(0);
    assert_eq!(facilities(), 1);
    let decisions = home.run(&["review", "decisions", "--json"]).expect(0).json();
    assert_eq!(decisions[0]["decision"]["verdict"], "same");
    home.run(&["review", "forget", "1"]).expect(0);
    assert_eq!(facilities(), 2);
    home.run(&["review"]).expect(0);
}

#[test]
fn a_place_that_one_source_keeps_confidential_has_only_a_telephone_number_and_a_city() {
    let row = LocatorRow::mental_health(3).with("name1", "Example Shelter").with("phone", "512-555-0104");
    let row = row.with("street1", "400 Secret Lane").with("zip", "78702-1234");
    let row = row.with("website", "https://example.org/where").with("latitude", "30.264111");
    let home = Home::with_rows(&[row, LocatorRow::addiction(9)]);
    let file = home.write("services.json", SERVICES);
    home.run(&["import", "hsds", "--name", "shelters", &file]).expect(0);
    let known = home.run(&["import", "report", "--changes", "--json"]).expect(0).json();
    let shelter =
        known["changes"].as_array().unwrap().iter().find(|change| change["name"] == "Example Shelter");
    let listing = &shelter.unwrap()["listing"];
    let name = format!("{}:{}", listing["source"].as_str().unwrap(), listing["id"].as_str().unwrap());
    home.run(&["review", "same", &format!("findtreatment:{}", frid(3)), &name]).expect(0);

    let server = home.serve();
    let found =
        server.search(&[("state", "TX"), ("level", "any"), ("limit", "100"), ("q", "Example Shelter")]);
    let shelter =
        found.results.iter().find(|result| result.facility.name.starts_with("Example Shelter")).unwrap();
    let facility = &shelter.facility;
    assert!(facility.confidential && facility.website.is_none());
    assert_eq!((&facility.address.street1, &facility.address.zip), (&None, &None));
    assert_eq!(
        (facility.phone.as_deref(), facility.address.city.as_str()),
        (Some("+15125550104"), "Bastrop")
    );
    let path = format!("/v1/facilities/{}", facility.id);
    let answer: FacilityResponse = server.get(&path).expect(200).json();
    assert_eq!(answer.programs.iter().map(|program| program.sources.len()).sum::<usize>(), 2);
    let pages = [path.clone(), format!("{path}/history"), format!("/en/facilities/{}", facility.id)];
    let pages = pages.map(|path| server.get(&path).expect(200).text());
    let search = serde_json::to_string(&found).unwrap();
    let searched = home.run(&["search", "--q", "Example Shelter", "--state", "TX"]).expect(0).stdout;
    let review = home.run(&["review", "--json"]).expect(0).stdout;
    let changes = home.run(&["import", "report", &import_id(&home, 1), "--changes"]).expect(0).stdout;
    let decisions = home.run(&["review", "decisions", "--json"]).expect(0).stdout;
    assert!(decisions.contains(&frid(3)), "{decisions}");
    for text in pages.iter().chain([&search, &searched, &review, &changes, &decisions]) {
        for given_away in ["Secret Lane", "78702-1234", "30.264111", "example.org/where", "secret lane"] {
            assert!(!text.contains(given_away), "{given_away} in {text}");
        }
    }
}

#[test]
fn a_source_that_fails_does_not_stop_the_others() {
    let home = Home::new();
    home.write("rows.json", &rows::to_json(&rows::many(6)));
    std::fs::create_dir_all(home.data_dir()).unwrap();
    let settings =
        "refresh = \"daily\"\n[[source]]\nkind = \"hsds\"\nname = \"missing\"\nfiles = [\"none.json\"]\n
        [[source]]\nkind = \"findtreatment\"\nfiles = [\"../rows.json\"]\n";
    std::fs::write(home.data_dir().join("iopfinder.toml"), settings).unwrap();
    let refreshed = home.run(&["refresh", "--json"]).expect(2).json();
    assert_eq!((&refreshed[0]["exit_code"], &refreshed[1]["exit_code"]), (&json!(2), &json!(0)));
    assert!(refreshed[0]["error"].as_str().unwrap().contains("none.json"), "{refreshed}");
    assert_eq!(refreshed[1]["report"]["listings"]["new"], 6);
    // A server that already has listings waits until the next run is due.
    let server = home.serve();
    assert_eq!(generation(&server), 1);

    std::fs::write(home.data_dir().join("iopfinder.toml"), "[[source]]\nkind = \"findtreat\"\n").unwrap();
    let wrong = home.run(&["refresh"]).expect(2);
    assert!(wrong.stderr.contains("did you mean `findtreatment`?"), "{}", wrong.all());
}
