//! Directories in HSDS 3.x.

#![allow(clippy::unwrap_used)]

mod support;

use std::fs;
use std::io::{Cursor, Write};
use std::path::PathBuf;

use directory::derivation::facts_of;
use directory::{Coordinate, CoordinatePrecision, Fact, Track, Vocabulary};
use ingest::sources::hsds::Hsds;
use ingest::{FileError, FileSource, ParsedSet, RawListing, SourceFile};
use proptest::prelude::*;
use support::FixtureZips;
use zip::write::SimpleFileOptions;

fn folder() -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "../../tests/fixtures/hsds"].iter().collect()
}

fn file(name: &str, bytes: impl Into<Vec<u8>>) -> SourceFile {
    SourceFile { name: name.to_owned(), content: Box::new(Cursor::new(bytes.into())) }
}

fn read(files: Vec<SourceFile>) -> Result<ParsedSet, FileError> {
    let source = Hsds::new("211-example", "211 Example").unwrap();
    source.read(files, &FixtureZips, &mut |_| ())
}

fn json() -> String {
    fs::read_to_string(folder().join("services.json")).unwrap()
}

fn of_json() -> ParsedSet {
    read(vec![file("services.json", json())]).unwrap()
}

/// The tables of the data package, by name.
fn tables() -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder().join("package")).unwrap();
    let mut tables: Vec<_> = entries
        .map(|entry| {
            let path = entry.unwrap().path();
            (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(&path).unwrap())
        })
        .collect();
    tables.sort();
    tables
}

fn listing<'a>(set: &'a ParsedSet, id: &str) -> &'a RawListing {
    let found = set.listings.iter().find(|listing| listing.id_in_source == id);
    found.unwrap_or_else(|| panic!("{id} is not among {:?}", set.listings))
}

fn fact(listing: &RawListing, slug: &str) -> Fact {
    facts_of(&listing.content).get(Vocabulary::embedded().find(slug).unwrap())
}

#[test]
fn a_service_is_a_listing_at_each_of_its_places() {
    let set = of_json();
    assert!(set.is_balanced());
    let ids: Vec<&str> = set.listings.iter().map(|listing| listing.id_in_source.as_str()).collect();
    assert_eq!(ids, ["s1@loc1/su", "s1@loc2/su", "s2@loc3/mh", "s3@loc4/mh", "s7@loc7/mh", "s7@loc7/su"]);
    let reasons: Vec<&str> = set.rejected.iter().map(|row| row.reason.as_str()).collect();
    assert_eq!(reasons, ["no location"]);
    let passed_over: Vec<_> = set.passed_over.values().copied().collect();
    assert_eq!(passed_over, [1, 1]);
}

#[test]
fn what_a_service_says_lands_where_it_belongs() {
    let set = of_json();
    let iop = listing(&set, "s1@loc1/su");
    let content = &iop.content;
    assert_eq!(
        (content.name1.as_str(), content.name2.as_deref()),
        ("Placeholder Behavioral Health", Some("Evening Intensive Outpatient"))
    );
    assert_eq!(content.publisher.as_deref(), Some("211 Example"));
    assert_eq!(content.as_of, Some(jiff::civil::date(2026, 3, 4)));
    assert_eq!(content.location.precision, CoordinatePrecision::Street);
    let shown = |phone: &directory::Phone| phone.display();
    assert_eq!(content.phone.as_ref().map(shown).as_deref(), Some("(512) 555-0101"));
    assert_eq!(content.intake_phones.iter().map(shown).collect::<Vec<_>>(), ["(512) 555-0102 ext. 7"]);
    for slug in
        ["addiction", "intensive_outpatient", "telehealth", "spanish", "medicaid", "sliding_fee", "ADLT"]
    {
        assert_eq!(fact(iop, slug), Fact::Yes, "{slug}");
    }
    assert_eq!(fact(iop, "teen"), Fact::No, "from 18 on");
    for slug in ["medicare", "private", "outpatient", "residential", "mental_health"] {
        assert_eq!(fact(iop, slug), Fact::NotStated, "{slug}");
    }
    insta::assert_snapshot!(serde_json::to_string_pretty(&content.details).unwrap());
    let elsewhere = listing(&set, "s1@loc2/su");
    assert_eq!(elsewhere.content.location.precision, CoordinatePrecision::Zip, "placed by its ZIP code");
    let teens = listing(&set, "s2@loc3/mh");
    for slug in ["eating_disorder", "partial_hospitalization", "teen"] {
        assert_eq!(fact(teens, slug), Fact::Yes, "{slug}");
    }
    let both = (listing(&set, "s7@loc7/su"), listing(&set, "s7@loc7/mh"));
    assert_eq!((fact(both.0, "detox"), fact(both.1, "detox")), (Fact::Yes, Fact::NotStated));
    assert_eq!(fact(both.1, "outpatient"), Fact::Yes);
    assert_eq!((both.0.content.track, both.1.content.track), (Track::SubstanceUse, Track::MentalHealth));
}

#[test]
fn of_a_place_that_is_kept_secret_only_the_city_and_a_number_are_left() {
    let set = of_json();
    let shelter = listing(&set, "s3@loc4/mh");
    let content = &shelter.content;
    assert!(content.is_confidential);
    assert_eq!((content.address.street1.as_ref(), content.address.zip.as_ref()), (None, None));
    assert_eq!(content.address.city, "Bastrop");
    assert_eq!(content.location.coordinate, Coordinate::new(30.11, -97.32).unwrap(), "the city's");
    assert!(content.phone.is_some() && content.website.is_none() && content.details.is_empty());
    for hidden in ["400", "Secret", "78702", "30.264", "example.org/where"] {
        assert!(!format!("{shelter:?}").contains(hidden), "{hidden} in {shelter:?}");
    }
}

#[test]
fn json_in_every_form_and_the_data_package_say_the_same() {
    let expected = of_json();
    let services: Vec<serde_json::Value> = serde_json::from_str(&json()).unwrap();
    let lines: String = services.iter().map(|service| format!("{service}\n")).collect();
    let page = serde_json::json!({"total_items": 7, "contents": services}).to_string();
    for (name, text) in [("lines.ndjson", lines), ("page.json", page)] {
        let contents = |set: &ParsedSet| set.listings.iter().map(|l| l.content.clone()).collect::<Vec<_>>();
        let set = read(vec![file(name, text)]).unwrap();
        assert_eq!(contents(&set), contents(&expected), "{name}");
        assert!(set.is_balanced());
    }
    let loose = tables().into_iter().map(|(name, bytes)| file(&name, bytes)).collect();
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in tables() {
        archive.start_file(format!("hsds/{name}"), SimpleFileOptions::default()).unwrap();
        archive.write_all(&bytes).unwrap();
    }
    let packed = vec![file("package.zip", archive.finish().unwrap().into_inner())];
    for files in [loose, packed] {
        let set = read(files).unwrap();
        assert!(set.is_balanced());
        assert_eq!((set.rejected.len(), &set.passed_over), (1, &expected.passed_over));
        for (found, known) in set.listings.iter().zip(&expected.listings) {
            assert_eq!(found.id_in_source, known.id_in_source);
            assert_eq!(found.content, known.content, "{}", found.id_in_source);
        }
        assert_eq!(set.listings.len(), expected.listings.len());
    }
}

#[test]
fn a_row_that_is_no_service_is_rejected_and_the_rest_is_read() {
    let services: Vec<serde_json::Value> = serde_json::from_str(&json()).unwrap();
    let text = format!("{}\n{{\"id\": \"broken\n{{\"phones\": 7}}\n", services[0]);
    let set = read(vec![file("lines.ndjson", text)]).unwrap();
    let reasons: Vec<&str> = set.rejected.iter().map(|row| row.reason.as_str()).collect();
    assert_eq!((set.listings.len(), reasons), (2, vec!["not JSON", "not a service of HSDS"]));
    assert!(set.is_balanced());
}

#[test]
fn a_file_that_is_something_else_or_cut_is_an_error() {
    for (name, bytes, says) in [
        ("x.json", b"<html>".to_vec(), "HSDS is expected"),
        ("x.json", Vec::new(), "HSDS is expected"),
        ("x.json", json().into_bytes()[..2000].to_vec(), "cut or damaged"),
        ("x.zip", b"PK\x03\x04".to_vec(), "cut or damaged"),
        ("services.csv", b"id,name\n1,Detox\n".to_vec(), "lacks the table"),
    ] {
        let error = read(vec![file(name, bytes)]).unwrap_err().to_string();
        assert!(error.contains(says), "{error} / {says}");
    }
}

#[test]
fn a_service_that_comes_twice_is_one_listing() {
    let services: Vec<serde_json::Value> = serde_json::from_str(&json()).unwrap();
    let mut other = services[1].clone();
    other["phones"][0]["number"] = "512-555-0177".into();
    let twice = serde_json::json!([services[1], services[1], other]).to_string();
    let set = read(vec![file("x.json", twice)]).unwrap();
    assert_eq!((set.listings.len(), set.duplicates, set.conflicting_ids), (2, 1, 1));
    assert!(set.is_balanced());
}

proptest! {
    #[test]
    fn no_bytes_break_it_and_every_row_is_accounted_for(
        at in 0usize..9000, noise in prop::collection::vec(any::<u8>(), 0..40), cut in 0usize..40,
    ) {
        let mut bytes = json().into_bytes();
        let at = at.min(bytes.len());
        let end = (at + cut).min(bytes.len());
        bytes.splice(at..end, noise);
        if let Ok(set) = read(vec![file("x.json", bytes)]) {
            prop_assert!(set.is_balanced());
        }
    }
}
