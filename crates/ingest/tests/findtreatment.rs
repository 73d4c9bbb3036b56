//! Rows of the locator, with every blemish seen in the wild.

#![allow(clippy::unwrap_used)]

mod support;

use std::fmt::Write;

use directory::geo::CoordinatePrecision;
use ingest::{ParsedSet, Repair};
use serde_json::value::RawValue;
use support::{BLEMISHES, FixtureZips, locator_file, parse, parse_with, rows};

fn blemishes() -> ParsedSet {
    locator_file(BLEMISHES, &FixtureZips)
}

#[test]
fn blemished_rows_are_read_into_these_listings() {
    insta::assert_snapshot!(report(&blemishes()));
}

#[test]
fn every_row_is_accounted_for() {
    let set = blemishes();
    assert!(set.is_balanced());
    assert_eq!((set.rows.read, set.listings.len(), set.rejected.len(), set.rows.duplicates), (27, 19, 7, 1));
    assert_eq!(set.conflicting_ids, 1);
}

#[test]
fn the_order_of_rows_matters_only_for_row_numbers() {
    let rows = rows(BLEMISHES);
    let set = parse(rows.iter().map(String::as_str));
    let reversed = parse(rows.iter().rev().map(String::as_str));
    assert_eq!(set.listings, reversed.listings);
    assert_eq!(set.repairs, reversed.repairs);
    assert_eq!(set.unknown_services, reversed.unknown_services);
    assert_eq!(set.rejected_by_reason(), reversed.rejected_by_reason());
    let counts = |set: &ParsedSet| (set.rows.duplicates, set.conflicting_ids);
    assert_eq!(counts(&set), counts(&reversed));
}

#[test]
fn all_file_formats_give_the_same_set() {
    let page: serde_json::Value = serde_json::from_str(BLEMISHES).unwrap();
    let list = page["rows"].to_string();
    let lines =
        page["rows"].as_array().unwrap().iter().fold(String::new(), |lines, row| format!("{lines}{row}\n"));
    let read = |text: &str| {
        let mut set = locator_file(text, &FixtureZips);
        // The rows of the page are formatted differently.
        set.listings.iter_mut().for_each(|listing| listing.raw.clear());
        set.rejected.iter_mut().for_each(|row| row.raw.clear());
        set
    };
    for text in [list, lines, format!("\u{feff}{page}"), format!("{page:#}")] {
        assert_eq!(read(&text), read(BLEMISHES));
    }
}

#[test]
fn rows_are_stored_as_received() {
    let page: Vec<String> = rows(BLEMISHES);
    for listing in blemishes().listings {
        assert!(page.contains(&listing.raw));
        assert!(serde_json::from_str::<&RawValue>(&listing.raw).is_ok());
    }
}

#[test]
fn a_coordinate_shared_by_streets_has_zip_precision() {
    let row = |street: &str, zip: &str, longitude: f64| {
        format!(
            r#"{{"name1":"A","street1":"{street}","city":"Austin","state":"TX","zip":"{zip}","typeFacility":"SA",
                "latitude":"30.27","longitude":{longitude}}}"#
        )
    };
    let precisions = |rows: &[String]| {
        let set = parse(rows.iter().map(String::as_str));
        set.listings.iter().map(|listing| listing.content.location.point().precision).collect::<Vec<_>>()
    };
    use CoordinatePrecision::{Street, Zip};
    let one = row("1 Main Street", "78702", -97.72);
    assert_eq!(precisions(&[one.clone(), row("2 Main Street", "78702", -97.72)]), [Zip, Zip]);
    assert_eq!(precisions(&[one.clone(), row("1 Main St., Suite 4", "78702", -97.72)]), [Street, Street]);
    assert_eq!(precisions(&[one.clone(), row("2 Main Street", "78703", -97.72)]), [Street, Street]);
    assert_eq!(precisions(&[one, row("2 Main Street", "78702", -97.73)]), [Street, Street]);
}

#[test]
fn rows_with_the_same_id_get_unique_ids() {
    let row = |name: &str| {
        format!(
            r#"{{"frid":"ab","name1":"{name}","state":"TX","zip":"78702","typeFacility":"SA","latitude":30.27,"longitude":-97.72}}"#
        )
    };
    let rows = [row("One"), row("Two"), row("Three"), row("Two")];
    let set = parse(rows.iter().map(String::as_str));
    assert_eq!((set.listings.len(), set.rows.duplicates, set.conflicting_ids), (3, 1, 2));
    assert_eq!(set.listings[0].id_in_source, "ab");
    for listing in &set.listings[1..] {
        let digest = listing.id_in_source.strip_prefix("ab~").unwrap();
        assert!(digest.len() == 8 && digest.bytes().all(|digit| digit.is_ascii_hexdigit()));
    }
}

/// Everything a set says, for people to read.
fn report(set: &ParsedSet) -> String {
    let mut text = String::new();
    for listing in &set.listings {
        let content = serde_json::to_string(&listing.content).unwrap();
        let repairs: Vec<_> = listing.repairs.iter().map(|repair| repair.slug()).collect();
        writeln!(text, "{} {}", listing.id_in_source, repairs.join(" ")).unwrap();
        writeln!(text, "  {content}").unwrap();
    }
    for row in &set.rejected {
        writeln!(text, "row {} rejected: {}", row.row_number, row.reason).unwrap();
    }
    writeln!(text, "{} rows, {} duplicates", set.rows.read, set.rows.duplicates).unwrap();
    writeln!(text, "{} conflicting ids, {} without services", set.conflicting_ids, set.without_services)
        .unwrap();
    for repair in Repair::ALL {
        writeln!(text, "{}: {}", repair.slug(), set.repairs.get(&repair).unwrap_or(&0)).unwrap();
    }
    for (service, count) in &set.unknown_services {
        writeln!(text, "unknown service {} {:?}: {count}", service.category, service.name).unwrap();
    }
    text
}

#[test]
fn rows_beyond_the_limits_are_rejected() {
    let row = |name: &str, services: &str| {
        format!(
            r#"{{"name1": "{name}", "typeFacility": "SA", "street1": "1 A St", "city": "Austin", "state": "TX", "zip": "78702", "services": [{services}]}}"#
        )
    };
    let groups = |f3: &str, times: usize| vec![format!(r#"{{"f2": "TC", "f3": "{f3}"}}"#); times].join(",");
    let unknown: Vec<String> = (0..2_000).map(|at| format!("service {at}")).collect();
    let rows = [
        row("A", &groups("Substance use treatment", 3)),
        row(&"x".repeat(60_000), ""),
        row(&"y".repeat(2 << 20), ""),
        row("B", &groups(&unknown.join("; "), 1)),
        row("C", &groups("Substance use treatment", 100_000)),
    ];
    let set = parse(rows.iter().map(String::as_str));
    assert_eq!(set.listings.len(), 1);
    let reasons: Vec<_> = set.rejected.iter().map(|row| row.reason.as_str()).collect();
    assert_eq!(
        reasons,
        [
            "a cell has more than 50000 characters",
            "the row is larger than 1 MiB",
            "more than 1000 services that the code book lacks",
            "the row is larger than 1 MiB",
        ]
    );
    assert!(set.rejected.iter().all(|row| row.raw.len() <= 1 << 20) && set.is_balanced());
}

#[test]
fn a_row_with_a_confidential_street_is_not_stored() {
    let row = |city: &str, street1: &str| {
        format!(
            r#"{{"name1": "A", "typeFacility": "SA", "street1": "{street1}", "street2": "4477 Oak Lane", "city": "{city}", "state": "TX", "zip": "78702", "latitude": "30.2222", "longitude": "-97.7777"}}"#
        )
    };
    let torn = row("Austin", "CONFIDENTIAL").replace("\"zip\"", "zip");
    let rows = [row("Austin", "CONFIDENTIAL"), row("Nowhere", "Undisclosed location"), torn];
    let set = parse_with(rows.iter().map(String::as_str), places::Gazetteer::embedded());
    assert!(set.listings[0].content.location.is_withheld());
    assert_eq!((set.listings.len(), set.rejected.len()), (1, 2));
    let said = format!("{set:?}");
    for telling in ["4477", "78702", "30.2222"] {
        assert!(!said.contains(telling), "{telling}: {said}");
    }
}
