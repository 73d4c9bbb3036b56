//! Files that sources publish: workbooks, exports and other tables.

use serde_json::Value;
use tests::{Home, LocatorRow, xlsx, xlsx_with_sheets};

const EXPORT: &str = include_str!("../../fixtures/locator_export/export.csv");
const LICENCES: &str = include_str!("../../fixtures/csv/licences.csv");
const MAPPING: &str = include_str!("../../fixtures/csv/licences.toml");
const PROVIDERS: &str = include_str!("../../fixtures/nppes/npidata_pfile_20050523-20261108.csv");

/// Checks that a report accounts for all rows.
fn balanced(report: &Value) -> &Value {
    let number = |path: &str| report.pointer(path).and_then(Value::as_u64).unwrap_or_default();
    let passed_over = report["passed_over"].as_object().into_iter().flatten();
    let passed_over: u64 = passed_over.filter_map(|(_, rows)| rows.as_u64()).sum();
    let accounted =
        number("/listings/listings") + number("/duplicates") + number("/rejected/total") + passed_over;
    assert!(number("/rows_read") > 0, "{report:#}");
    let accounted = accounted + number("/joined_rows");
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
    let row = LocatorRow::addiction(1)
        .with("name1", "Placeholder Recovery Center")
        .with("name2", "")
        .with("street1", "100 Example Street")
        .with("phone", "512-555-0100");
    let home = Home::with_rows(&[row]);
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
fn a_table_is_imported_with_its_mapping() {
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
    assert!(rejected.contains("left out by the mapping: skipped because of Status"), "{rejected}");
}

const SITES: &str = "Licence,Site,Address,City,State,ZIP,Phone,Component
A-1,Hope North,100 Main Street,Austin,TX,78702,Ph: 512-444-1201 or 512-444-1202,Outpatient
A-2,Care South,200 Oak Street,DALLAS,TX,10001,1-800-NEW-HOPE,Outpatient w/ IOS
A-1,Hope North,100 Main Street,Austin,TX,78702,Ph: 512-444-1201 or 512-444-1202,Intensive Outpatient
A-3,Elm House,300 Elm Street,Austin,TX,78702,512-444-1203,Outpatient
";

fn sites_mapping(as_of: &str) -> String {
    format!(
        r#"[source]
name = "tx-sites"
publisher = "Texas sites"
as_of = "{as_of}"
[table]
group_by = ["Licence", "Address"]
[fields]
id = "Licence"
name = "Site"
street = "Address"
city = "City"
state = "State"
zip = "ZIP"
phone = "Phone"
[program]
track = "substance_use"
[[facts]]
column = "Component"
[facts.values]
"Outpatient" = "outpatient"
"Intensive Outpatient" = "intensive_outpatient"
"Residential" = "residential"
"#
    )
}

#[test]
fn rows_of_one_site_become_one_listing_and_unknown_values_state_nothing() {
    let home = Home::new();
    let table = home.write("sites.csv", SITES);
    let mapping = home.write("sites.toml", &sites_mapping("2026-09-30"));
    let report = home.run(&["import", "csv", "--mapping", &mapping, &table, "--json"]).expect(0).json();
    assert_eq!((&balanced(&report)["listings"]["listings"], &report["joined_rows"]), (&3.into(), &1.into()));
    assert_eq!(
        report["unused_values"][1],
        serde_json::json!({
            "column": "Component", "value": "Outpatient w/ IOS", "reason": "not_in_mapping", "rows": 1
        }),
        "{report:#}"
    );
    assert_eq!(report["unmatched"][0]["value"], "Residential");
    assert_eq!(report["repairs"]["zip_elsewhere"], 1);
    let words = home.run(&["import", "report"]).expect(0).stdout;
    for said in [
        "1  \"Outpatient w/ IOS\" in column \"Component\", which the mapping does not mention",
        "1  rows joined to another row about the same place",
        "\"Residential\" in column \"Component\"",
    ] {
        assert!(words.contains(said), "{said}: {words}");
    }
    let server = home.serve();
    let iop = |name: &str| {
        let found = server.search(&[("q", name), ("state", "TX"), ("level", "any")]);
        let id = &found.results[0].facility.id;
        let place: Value = server.get(&format!("/v1/facilities/{id}")).expect(200).json();
        let phone = place["facility"]["phone"].clone();
        (place["programs"][0]["facts"]["intensive_outpatient"]["fact"].clone(), phone)
    };
    assert_eq!(iop("Hope North"), ("yes".into(), "+15124441201".into()));
    assert_eq!(iop("Care South"), ("not_stated".into(), "+18006394673".into()));
    assert_eq!(iop("Elm House"), ("no".into(), "+15124441203".into()));
    let near_dallas = server.search(&[("near", "Dallas, TX"), ("radius", "25"), ("level", "any")]);
    assert_eq!(near_dallas.names(), ["Care South"], "its ZIP code is in New York");
}

#[test]
fn a_date_in_the_future_is_ignored() {
    let home = Home::new();
    let table = home.write("sites.csv", SITES);
    let mapping = home.write("sites.toml", &sites_mapping("2999-01-01"));
    let report = home.run(&["import", "csv", "--mapping", &mapping, &table, "--json"]).expect(0).json();
    assert_eq!(report["repairs"]["day_in_future"], 3, "{report:#}");
    let found = home.run(&["search", "--q", "Hope North", "--state", "TX", "--json"]).expect(0).json();
    assert_eq!(found["results"][0]["programs"][0]["sources"][0]["as_of"], Value::Null, "{found:#}");
}

#[test]
fn if_no_row_can_be_used_the_reasons_are_listed() {
    let home = Home::new();
    let table = home.write("sites.csv", SITES);
    let keep = "[[keep]]\ncolumn = \"State\"\nvalues = [\"CA\"]\n";
    let mapping = home.write("sites.toml", &(sites_mapping("2026-09-30") + keep));
    let run = home.run(&["import", "csv", "--mapping", &mapping, &table]).expect(2);
    for said in [
        "4 rows: left out by the mapping: not kept because of State",
        "row 2 is {\"Licence\":\"A-1\"",
        "correct the mapping",
    ] {
        assert!(run.stderr.contains(said), "{said}: {}", run.stderr);
    }
}

#[test]
fn a_mapping_is_drafted_for_the_largest_sheet_or_the_named_one() {
    let home = Home::new();
    let rows: Vec<Vec<&str>> = SITES.lines().map(|line| line.split(',').collect()).collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let cover: &[&[&str]] = &[&["Department of Health"], &["This lists all sites"]];
    let table = home.write_bytes("sites.xlsx", &xlsx_with_sheets(&[("Cover", cover), ("Sites", &rows)]));
    let draft = home.run(&["import", "csv", "--infer", &table]).expect(0).stdout;
    assert!(draft.contains("sheet = \"Sites\"") && draft.contains("street = \"Address\""), "{draft}");
    let named = home.run(&["import", "csv", "--infer", &table, "--sheet", "Cover"]).expect(0).stdout;
    assert!(named.contains("sheet = \"Cover\""), "{named}");
    let missing = home.run(&["import", "csv", "--infer", &table, "--sheet", "2024"]).expect(2);
    assert!(missing.stderr.contains("its sheets are \"Cover\", \"Sites\""), "{}", missing.stderr);
}

#[test]
fn undoing_an_import_prints_how_many_listings_are_removed() {
    let home = Home::new();
    let export = home.write("export.csv", EXPORT);
    home.run(&["import", "locator-export", &export]).expect(0);
    let (table, mapping) =
        (home.write("sites.csv", SITES), home.write("sites.toml", &sites_mapping("2026-09-30")));
    let report = home.run(&["import", "csv", "--mapping", &mapping, &table, "--json"]).expect(0).json();
    let undone = home.run(&["import", "undo", report["import"].as_str().unwrap()]).expect(0).stdout;
    assert!(undone.contains("Listings removed: 3."), "{undone}");
    assert!(undone.contains("Listings restored to what they were before: 0."), "{undone}");
}

#[test]
fn the_location_of_a_confidential_place_is_in_no_output() {
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
fn a_drafted_mapping_imports_nothing_before_it_is_finished() {
    let home = Home::new();
    let table = home.write("licences.csv", LICENCES);
    let draft = home.run(&["import", "csv", "--infer", &table]).expect(0).stdout;
    let mapping = home.write("draft.toml", &draft);
    let refused = home.run(&["import", "csv", "--mapping", &mapping, &table]).expect(2);
    assert!(refused.stderr.contains("track"), "{}", refused.stderr);
    let finished = draft.replacen("# track = \"substance_use\"", "track = \"substance_use\"", 1);
    let mapping = home.write("finished.toml", &finished);
    let report = home.run(&["import", "csv", "--mapping", &mapping, &table, "--json"]).expect(0).json();
    balanced(&report);
    assert!(names(&home).contains(&"Care Center".to_owned()), "{draft}");
}

#[test]
fn an_invalid_file_is_reported_and_the_old_data_stays() {
    let home = Home::new();
    let export = home.write("export.csv", EXPORT);
    home.run(&["import", "locator-export", &export]).expect(0);
    let before = names(&home);
    let workbook = xlsx("Facilities List", &[&["name"], &["x"]]);
    let wrong = MAPPING.replace("\"intensive_outpatient\"", "\"intensive_outpatint\"");
    let mapping = home.write("wrong.toml", &wrong);
    for (arguments, file, said) in [
        (vec!["locator-export"], home.write("cut.csv", &EXPORT[..EXPORT.len() - 40]), "cut off or damaged"),
        (vec!["locator-export"], home.write("page.csv", "<html><body>Error</body></html>"), "web page"),
        (
            vec!["samhsa-directory"],
            home.write_bytes("cut.xlsx", &workbook[..workbook.len() / 2]),
            "cut off or damaged",
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
