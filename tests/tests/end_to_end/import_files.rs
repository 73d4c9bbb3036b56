//! Files that sources publish: workbooks, exports and tables of any kind.

use serde_json::Value;
use tests::{Home, Row, xlsx};

const EXPORT: &str = include_str!("../../fixtures/locator_export/export.csv");
const LICENCES: &str = include_str!("../../fixtures/csv/licences.csv");
const MAPPING: &str = include_str!("../../fixtures/csv/licences.toml");
const PROVIDERS: &str = include_str!("../../fixtures/nppes/npidata_pfile_20050523-20261108.csv");

/// A report whose rows are all accounted for.
fn balanced(report: &Value) -> &Value {
    let number = |path: &str| report.pointer(path).and_then(Value::as_u64).unwrap_or_default();
    let passed_over = report["passed_over"].as_object().into_iter().flatten();
    let passed_over: u64 = passed_over.filter_map(|(_, rows)| rows.as_u64()).sum();
    let accounted =
        number("/listings/listings") + number("/duplicates") + number("/rejected/total") + passed_over;
    assert!(number("/rows_read") > 0, "{report:#}");
    assert_eq!(number("/rows_read") + number("/further_listings"), accounted, "{report:#}");
    report
}

fn names(home: &Home) -> Vec<String> {
    let found = home.run(&["search", "--near", "78702", "--level", "any", "--json"]).expect(0).json();
    let results = found["results"].as_array().unwrap().iter();
    let mut names: Vec<String> =
        results.map(|result| result["facility"]["name"].as_str().unwrap().to_owned()).collect();
    names.sort_unstable();
    names
}

#[test]
fn workbooks_of_both_directories_are_imported_together() {
    let home = Home::new();
    let header = [
        "NAME1",
        "NAME2",
        "STREET1",
        "STREET2",
        "CITY",
        "STATE",
        "ZIP",
        "PHONE",
        "INTAKE1",
        "INTAKE2",
        "INTAKE1A",
        "INTAKE2A",
        "SERVICE_CODE_INFO",
    ];
    let row = |name, codes| {
        [name, "", "1 Main Street", "", "Austin", "TX", "78702", "512-555-0100", "", "", "", "", codes]
    };
    let substance = row("House of Hope", "SA * OP OIT ORT * MD");
    let mental = row("House of Hope", "MH * OP PHDT * MD * CHLD SED");
    let files = [("su-2023.xlsx", substance), ("mh-2023.xlsx", mental)]
        .map(|(name, row)| home.write_bytes(name, &xlsx("Facilities List", &[&header, &row])));
    let run = ["import", "samhsa-directory", &files[0], &files[1], "--json"];
    let report = home.run(&run).expect(0).json();
    assert_eq!(balanced(&report)["listings"]["listings"], 2);
    assert_eq!((&report["facilities"], &report["programs"]), (&1.into(), &2.into()), "{report:#}");
    let found =
        home.run(&["search", "--near", "78702", "--insurance", "medicaid", "--json"]).expect(0).json();
    let program = &found["results"][0]["programs"][0];
    assert_eq!(
        (&program["track"], &program["match"]),
        (&"substance_use".into(), &"confirmed".into()),
        "{found:#}"
    );
    assert_eq!(program["sources"][0]["as_of"], "2023-01-01");
}

#[test]
fn an_export_of_the_locator_is_imported() {
    let home = Home::new();
    let file = home.write("export.csv", EXPORT);
    let report = home.run(&["import", "locator-export", &file, "--json"]).expect(0).json();
    assert_eq!(balanced(&report)["listings"]["listings"], 3);
    assert_eq!(names(&home), ["Care Center", "House of Hope, Clinic", "No Kind"]);
}

#[test]
fn the_registry_of_providers_identifies_places_and_is_never_a_result() {
    let row = Row::addiction(1)
        .with("name1", "Placeholder Recovery Center")
        .with("name2", "")
        .with("street1", "100 Example Street")
        .with("phone", "512-555-0100");
    let home = Home::with(&[row]);
    let before = names(&home);
    let month = home.write("npidata_pfile_20050523-20261108.csv", PROVIDERS);
    let report = home.run(&["import", "nppes", &month, "--json"]).expect(0).json();
    assert_eq!(balanced(&report)["listings"]["listings"], 3);
    assert_eq!(names(&home), before, "{report:#}");

    let server = home.serve();
    let found = server.search(&[("state", "TX"), ("level", "any")]);
    let id = &found.results[0].facility.id;
    let place: Value = server.get(&format!("/v1/facilities/{id}")).expect(200).json();
    let npi = &place["npis"][0];
    assert_eq!((&npi["npi"], &npi["sources"][0]["source"]), (&"1234567893".into(), &"nppes".into()));
    assert_eq!(place["identities"][0]["address"]["street1"], "100 Example St", "{place:#}");
    let unknown = server.search(&[("q", "Sample Methadone Clinic"), ("state", "TX"), ("level", "any")]);
    assert_eq!(unknown.names(), [""; 0]);
}

#[test]
fn a_table_is_imported_by_its_mapping() {
    let home = Home::new();
    let (table, mapping) = (home.write("licences.csv", LICENCES), home.write("licences.toml", MAPPING));
    let report = home.run(&["import", "csv", "--mapping", &mapping, &table, "--json"]).expect(0).json();
    assert_eq!(
        (&balanced(&report)["source"], &report["further_listings"]),
        (&"csv:tx-licences".into(), &1.into())
    );
    let found =
        home.run(&["search", "--near", "78702", "--insurance", "medicaid", "--json"]).expect(0).json();
    let names: Vec<_> =
        found["results"].as_array().unwrap().iter().map(|result| &result["facility"]["name"]).collect();
    assert_eq!(names, ["Hope Recovery LLC, House of Hope"], "{found:#}");
    let rejected = home.run(&["import", "report", "--rejected"]).expect(0).stdout;
    assert!(rejected.contains("left out by the mapping: Status is one to skip"), "{rejected}");
}

#[test]
fn where_a_secret_place_is_stands_in_no_output() {
    let home = Home::new();
    let (table, mapping) = (home.write("licences.csv", LICENCES), home.write("licences.toml", MAPPING));
    home.run(&["import", "csv", "--mapping", &mapping, &table]).expect(0);
    let found = home.run(&["search", "--q", "Safe Harbor", "--state", "TX", "--json"]).expect(0);
    let words = home.run(&["search", "--q", "Safe Harbor", "--state", "TX"]).expect(0);
    assert!(
        words.stdout.contains("Safe Harbor") && words.stdout.contains("(512) 555-0105"),
        "{}",
        words.stdout
    );
    for secret in ["Yew Street", "78702", "example.org/harbor"] {
        assert!(!found.stdout.contains(secret) && !words.stdout.contains(secret), "{}", found.stdout);
    }
}

#[test]
fn a_proposed_mapping_can_be_used_as_it_is() {
    let home = Home::new();
    let table = home.write("licences.csv", LICENCES);
    let proposal = home.run(&["import", "csv", "--infer", &table]).expect(0).stdout;
    let mapping = home.write("proposal.toml", &proposal);
    let report = home.run(&["import", "csv", "--mapping", &mapping, &table, "--json"]).expect(0).json();
    balanced(&report);
    assert!(names(&home).contains(&"Care Center".to_owned()), "{proposal}");
}

#[test]
fn what_is_wrong_with_a_file_is_told_and_the_old_data_stays() {
    let home = Home::new();
    let export = home.write("export.csv", EXPORT);
    home.run(&["import", "locator-export", &export]).expect(0);
    let before = names(&home);
    let workbook = xlsx("Facilities List", &[&["name"], &["x"]]);
    let wrong = MAPPING.replace("\"intensive_outpatient\"", "\"intensive_outpatint\"");
    let mapping = home.write("wrong.toml", &wrong);
    for (arguments, file, said) in [
        (vec!["locator-export"], home.write("cut.csv", &EXPORT[..EXPORT.len() - 40]), "cut or damaged"),
        (vec!["locator-export"], home.write("page.csv", "<html><body>Error</body></html>"), "web page"),
        (
            vec!["samhsa-directory"],
            home.write_bytes("cut.xlsx", &workbook[..workbook.len() / 2]),
            "cut or damaged",
        ),
        (
            vec!["samhsa-directory"],
            home.write_bytes("other.xlsx", &workbook),
            "columns of a National Directory",
        ),
        (vec!["csv", "--mapping", &mapping], export.clone(), "did you mean intensive_outpatient"),
    ] {
        let run = home.run(&[&["import"], arguments.as_slice(), &[&file]].concat()).expect(2);
        assert!(run.stderr.contains(said), "{said}: {}", run.stderr);
    }
    assert_eq!(names(&home), before);
}
