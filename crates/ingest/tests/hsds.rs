//! Directories in HSDS 3.x.

#![allow(clippy::unwrap_used)]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Write};
use std::path::PathBuf;

use directory::derivation::claims_from;
use directory::{Coordinate, CoordinatePrecision, Fact, Track, Vocabulary};
use ingest::sources::hsds::Hsds;
use ingest::{FileError, ParsedListing, ParsedSet, SourceFile};
use proptest::prelude::*;
use support::{FixtureZips, read_files};
use zip::write::SimpleFileOptions;

fn folder() -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "../../tests/fixtures/hsds"].iter().collect()
}

fn file(name: &str, bytes: impl Into<Vec<u8>>) -> SourceFile {
    SourceFile::from_bytes(name, bytes.into())
}

fn read(files: Vec<SourceFile>) -> Result<ParsedSet, FileError> {
    let source = Hsds::new("211-example", "211 Example").unwrap();
    read_files(&source, files, &FixtureZips)
}

fn json() -> String {
    fs::read_to_string(folder().join("services.json")).unwrap()
}

fn read_json_fixture() -> ParsedSet {
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

fn listing<'a>(set: &'a ParsedSet, id: &str) -> &'a ParsedListing {
    let found = set.listings.iter().find(|listing| listing.id_in_source == id);
    found.unwrap_or_else(|| panic!("{id} is not among {:?}", set.listings))
}

fn fact(listing: &ParsedListing, slug: &str) -> Fact {
    claims_from(&listing.content).facts().get(Vocabulary::embedded().find(slug).unwrap())
}

#[test]
fn a_service_becomes_a_listing_at_each_of_its_locations() {
    let set = read_json_fixture();
    assert!(set.is_balanced());
    let ids: Vec<&str> = set.listings.iter().map(|listing| listing.id_in_source.as_str()).collect();
    assert_eq!(ids, ["s1@loc1/su", "s1@loc2/su", "s2@loc3/mh", "s3@loc4/mh", "s7@loc7/mh", "s7@loc7/su"]);
    let reasons: Vec<&str> = set.rejected.iter().map(|row| row.reason.as_str()).collect();
    assert_eq!(reasons, ["no location"]);
    let skipped: Vec<_> = set.rows.skipped.values().copied().collect();
    assert_eq!(skipped, [1, 1]);
}

#[test]
fn the_members_of_a_service_become_the_fields_of_a_listing() {
    let set = read_json_fixture();
    let iop = listing(&set, "s1@loc1/su");
    let content = &iop.content;
    assert_eq!(
        (content.organization.as_str(), content.program_name.as_deref()),
        ("Placeholder Behavioral Health", Some("Evening Intensive Outpatient"))
    );
    assert_eq!(content.publisher.as_deref(), Some("211 Example"));
    assert_eq!(content.as_of, Some(jiff::civil::date(2026, 3, 4)));
    assert_eq!(content.location.point().precision, CoordinatePrecision::Street);
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
    assert_eq!(
        elsewhere.content.location.point().precision,
        CoordinatePrecision::Zip,
        "placed by its ZIP code"
    );
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
fn a_confidential_place_has_only_a_city_and_a_telephone_number() {
    let set = read_json_fixture();
    let shelter = listing(&set, "s3@loc4/mh");
    let content = &shelter.content;
    assert!(content.location.is_withheld());
    assert_eq!((content.location.address().street1, content.location.address().zip), (None, None));
    assert_eq!(content.location.address().city, "Bastrop");
    assert_eq!(content.location.point().coordinate, Coordinate::new(30.11, -97.32).unwrap(), "the city's");
    assert!(content.phone.is_some() && content.website.is_none() && content.details.is_empty());
    for hidden in ["400", "Secret", "78702", "30.264", "example.org/where"] {
        assert!(!format!("{shelter:?}").contains(hidden), "{hidden} in {shelter:?}");
    }
}

#[test]
fn all_formats_give_the_same_listings() {
    let expected = read_json_fixture();
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
        assert_eq!((set.rejected.len(), &set.rows.skipped), (1, &expected.rows.skipped));
        for (found, known) in set.listings.iter().zip(&expected.listings) {
            assert_eq!(found.id_in_source, known.id_in_source);
            assert_eq!(found.content, known.content, "{}", found.id_in_source);
        }
        assert_eq!(set.listings.len(), expected.listings.len());
    }
}

#[test]
fn an_object_that_is_not_a_service_is_rejected() {
    let services: Vec<serde_json::Value> = serde_json::from_str(&json()).unwrap();
    let text = format!("{}\n{{\"id\": \"broken\n{{\"phones\": 7}}\n", services[0]);
    let set = read(vec![file("lines.ndjson", text)]).unwrap();
    let reasons: Vec<&str> = set.rejected.iter().map(|row| row.reason.as_str()).collect();
    assert_eq!((set.listings.len(), reasons), (2, vec!["not JSON", "not a service of HSDS"]));
    assert!(set.is_balanced());
}

#[test]
fn other_and_truncated_files_are_errors() {
    for (name, bytes, says) in [
        ("x.json", b"<html>".to_vec(), "HSDS is expected"),
        ("x.json", Vec::new(), "HSDS is expected"),
        ("x.json", json().into_bytes()[..2000].to_vec(), "cut off or damaged"),
        ("x.zip", b"PK\x03\x04".to_vec(), "cut off or damaged"),
        ("services.csv", b"id,name\n1,Detox\n".to_vec(), "lacks the table"),
    ] {
        let error = read(vec![file(name, bytes)]).unwrap_err().to_string();
        assert!(error.contains(says), "{error} / {says}");
    }
}

#[test]
fn a_repeated_service_is_one_listing() {
    let services: Vec<serde_json::Value> = serde_json::from_str(&json()).unwrap();
    let mut other = services[1].clone();
    other["phones"][0]["number"] = "512-555-0177".into();
    let twice = serde_json::json!([services[1], services[1], other]).to_string();
    let set = read(vec![file("x.json", twice)]).unwrap();
    assert_eq!((set.listings.len(), set.rows.duplicates, set.conflicting_ids), (2, 1, 1));
    assert!(set.is_balanced());
}

/// A service that treats addiction, with further members.
fn service(id: &str, more: serde_json::Value) -> serde_json::Value {
    let mut service = serde_json::json!({
        "id": id, "name": "Evening program", "status": "active",
        "organization": {"id": "o", "name": "Example Center"},
        "phones": [{"number": "512-555-0111"}],
        "attributes": [{"taxonomy_term": {"name": "Substance use disorder counseling"}}],
        "service_at_locations": [place("l1", "1 Example Street", serde_json::json!({}))],
    });
    service.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    service
}

fn place(id: &str, street: &str, more: serde_json::Value) -> serde_json::Value {
    let mut location = serde_json::json!({
        "id": id, "location_type": "physical", "latitude": 30.264, "longitude": -97.72,
        "addresses": [{"address_1": street, "city": "Bastrop", "state_province": "TX", "postal_code": "78702",
                       "country": "US", "address_type": "physical"}],
    });
    location.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    serde_json::json!({"id": format!("at-{id}"), "location": location})
}

fn read_json(json: serde_json::Value) -> ParsedSet {
    let set = read(vec![file("x.json", json.to_string())]).unwrap();
    assert!(set.is_balanced(), "{set:?}");
    set
}

/// Reads the data package with one table changed.
fn read_tables(name: &str, change: impl FnOnce(String) -> String) -> ParsedSet {
    let mut tables: BTreeMap<String, Vec<u8>> = tables().into_iter().collect();
    let text = tables.remove(name).map(|bytes| String::from_utf8(bytes).unwrap()).unwrap_or_default();
    tables.insert(name.to_owned(), change(text).into_bytes());
    let set = read(tables.into_iter().map(|(name, bytes)| file(&name, bytes)).collect()).unwrap();
    assert!(set.is_balanced(), "{set:?}");
    set
}

fn ids(set: &ParsedSet) -> Vec<&str> {
    set.listings.iter().map(|listing| listing.id_in_source.as_str()).collect()
}

#[test]
fn a_column_with_the_name_of_a_list_member_does_no_harm() {
    let set = read_tables("services.csv", |text| {
        let mut lines = text.lines();
        let header = format!("{},languages,phones\n", lines.next().unwrap());
        header + &lines.map(|line| format!("{line},\"English, Spanish\",none\n")).collect::<String>()
    });
    assert_eq!(ids(&set), ids(&read_json_fixture()));
    assert_eq!(set.rows.read, 7);
    assert!(listing(&set, "s2@loc3/mh").raw.contains("English, Spanish"), "the row is stored as received");
}

#[test]
fn attributes_are_linked_by_table_and_id() {
    // The pantry is service s4; an organization with that id is something else.
    let set = read_tables("attributes.csv", |text| format!("{text}at-x,s4,organization,t1\n"));
    assert_eq!(ids(&set), ids(&read_json_fixture()));
    let set = read_tables("attributes.csv", |text| format!("{text}at-x,s4,,t1\n"));
    assert!(ids(&set).contains(&"s4@loc5/su"), "an id without a table is that of a service: {:?}", ids(&set));
}

#[test]
fn a_torn_row_is_rejected_with_the_name_of_its_table() {
    let set =
        read_tables("addresses.csv", |text| text.replace("100 Example Street", "100 Example Street, Rear"));
    let reasons: Vec<&str> = set.rejected.iter().map(|row| row.reason.as_str()).collect();
    assert!(reasons.contains(&"addresses.csv: more cells than the header has columns"), "{reasons:?}");
    assert!(reasons.contains(&"no address"), "{reasons:?}");
    assert!(!format!("{:?}", set.rejected[0]).contains("Rear"), "the place may be confidential");
    assert_eq!(set.listings.len(), read_json_fixture().listings.len() - 1);
}

#[test]
fn a_location_of_a_missing_service_is_counted_as_rejected() {
    let set = read_tables("service_at_locations.csv", |text| format!("{text}sal9,s9,loc1\n"));
    let reasons: Vec<&str> = set.rejected.iter().map(|row| row.reason.as_str()).collect();
    assert_eq!(reasons, ["no location", "a location of a service that is missing"]);
}

#[test]
fn the_order_of_the_rows_of_a_table_does_not_matter() {
    let expected = read_tables("units.csv", |text| text);
    for (name, _) in tables() {
        let reversed = read_tables(&name, |text| {
            let mut lines: Vec<&str> = text.lines().collect();
            lines[1..].reverse();
            lines.join("\n")
        });
        assert_eq!(reversed.listings, expected.listings, "{name}");
    }
}

#[test]
fn the_descriptor_says_which_table_a_file_is() {
    let descriptor =
        r#"{"name": "x", "resources": [{"name": "services", "path": "tables/Was wir tun.csv"}]}"#;
    let mut files: Vec<SourceFile> = tables()
        .into_iter()
        .map(|(name, bytes)| file(if name == "services.csv" { "Was wir tun.csv" } else { &name }, bytes))
        .collect();
    files.push(file("datapackage.json", descriptor));
    assert_eq!(ids(&read(files).unwrap()), ids(&read_json_fixture()));
}

#[test]
fn nested_services_are_read() {
    let (mut whole, mut at) =
        (service("s", serde_json::json!({})), place("l1", "1 Example Street", serde_json::json!({})));
    let expected = read_json(whole.clone());
    assert_eq!(ids(&expected), ["s@l1/su"]);
    let alone = read(vec![file("service.json", serde_json::to_string_pretty(&whole).unwrap())]).unwrap();
    assert_eq!(alone.listings[0].content, expected.listings[0].content);

    let mut organization = whole["organization"].take();
    organization["services"] = serde_json::json!([whole.clone()]);
    let of_organization = read_json(serde_json::json!({"contents": [organization], "total_items": 1}));
    assert_eq!(of_organization.listings[0].content, expected.listings[0].content);
    assert_eq!(of_organization.listings[0].id_in_source, "s@l1/su");

    whole = service("s", serde_json::json!({"service_at_locations": null}));
    at["service"] = whole;
    let of_place = read_json(serde_json::json!({"contents": [at], "total_items": 1}));
    assert_eq!(of_place.listings[0].content, expected.listings[0].content);
    assert_eq!(of_place.listings[0].id_in_source, "s@l1/su");
}

#[test]
fn services_with_the_same_id_get_unique_ids() {
    let number = |number: &str| service("s", serde_json::json!({"phones": [{"number": number}]}));
    let rows = ["512-555-0111", "512-555-0112", "512-555-0113"].map(number);
    let there = read_json(serde_json::json!(rows));
    let back = read_json(rows.iter().rev().cloned().collect());
    assert_eq!((there.listings.len(), there.conflicting_ids), (3, 2));
    assert_eq!(there.listings, back.listings);
}

#[test]
fn confidential_places_with_the_same_id_are_not_duplicates() {
    let number = |number: &str| {
        let name = "Domestic violence shelter";
        service("s", serde_json::json!({"name": name, "phones": [{"number": number}]}))
    };
    let rows = ["512-555-0111", "512-555-0112", "512-555-0113"].map(number);
    let set = read_json(serde_json::json!(rows));
    assert_eq!((set.listings.len(), set.rows.duplicates), (3, 0));
    assert!(set.listings.iter().all(|listing| listing.content.location.is_withheld()));
}

#[test]
fn a_malformed_id_is_replaced() {
    for id in ["nul\u{0}byte".to_owned(), "9".repeat(9000), "content-1".to_owned(), "a b".to_owned()] {
        let set = read_json(serde_json::json!([service(&id, serde_json::json!({}))]));
        assert!(set.listings[0].id_in_source.starts_with("content-"), "{:?}", set.listings[0].id_in_source);
        assert!(set.listings[0].repairs.contains(&ingest::Repair::IdReplaced));
    }
}

#[test]
fn a_confidential_service_makes_its_location_confidential() {
    let shelter = serde_json::json!({
        "attributes": [{"taxonomy_term": {"code": "BH-1800.1500-100"}}],
        "service_at_locations": [place("l9", "12 Secret Lane", serde_json::json!({}))],
    });
    let here = |location: &str| serde_json::json!({"service_at_locations": [place(location, "12 Secret Lane", serde_json::json!({}))]});
    // The location is recognized by its id, or by its street if its id is different.
    for location in ["l9", "l10"] {
        let set =
            read_json(serde_json::json!([service("s", here(location)), service("shelter", shelter.clone())]));
        let [counseling] = &set.listings[..] else { panic!("{set:?}") };
        assert!(counseling.content.location.is_withheld());
        assert!(!format!("{set:?}").contains("Secret Lane"), "{set:?}");
    }
}

#[test]
fn a_source_can_mark_a_confidential_place_in_many_ways() {
    let at = |more| serde_json::json!({"service_at_locations": [place("l1", "12 Hidden Lane", more)]});
    for marked in [
        at(serde_json::json!({"location_type": "confidential"})),
        at(serde_json::json!({"name": "Confidential location"})),
        at(serde_json::json!({"attributes": [{"label": "Address is confidential"}]})),
        at(serde_json::json!({"addresses": [{"address_1": "12 Hidden Lane", "address_2": "(confidential)",
                              "city": "Bastrop", "state_province": "TX", "postal_code": "78702"}]})),
        at(serde_json::json!({"addresses": [{"address_1": "12 Hidden Lane", "city": "Bastrop",
                              "state_province": "TX", "attributes": [{"value": "Confidential"}]}]})),
        serde_json::json!({"name": "Counseling at our domestic violence shelter"}),
        serde_json::json!({"organization": {"name": "Example Safe House for Battered Women"}}),
        serde_json::json!({"organization": {"name": "X", "attributes": [{"taxonomy_term":
                          {"name": "Family Violence Shelters"}}]}}),
    ] {
        let set = read_json(serde_json::json!([service("s", marked.clone())]));
        assert!(set.listings[0].content.location.is_withheld(), "{marked}");
        assert!(!format!("{set:?}").contains("Hidden Lane"), "{set:?}");
        assert!(!format!("{set:?}").contains("78702"), "{set:?}");
    }
    let open = serde_json::json!({"name": "Free and confidential counseling"});
    assert!(!read_json(serde_json::json!([service("s", open)])).listings[0].content.location.is_withheld());
}

#[test]
fn the_stored_row_does_not_reveal_a_confidential_location() {
    let places = serde_json::json!({"service_at_locations": [
        place("l1", "1 Open Street", serde_json::json!({})),
        place("l2", "12 Hidden Lane", serde_json::json!({"name": "Confidential"})),
    ]});
    let set = read_json(serde_json::json!([service("s", places)]));
    assert_eq!(set.listings.len(), 2);
    assert_eq!(listing(&set, "s@l1/su").content.location.address().street1, Some("1 Open Street"));
    assert!(!format!("{set:?}").contains("Hidden Lane"), "{set:?}");
}

#[test]
fn a_postal_address_is_not_the_location() {
    let postal = |more| serde_json::json!({"service_at_locations": [place("l1", "PO Box 12", more)]});
    let address = serde_json::json!([{"address_1": "PO Box 12", "city": "Austin", "state_province": "TX",
                                      "postal_code": "78702", "address_type": "postal"}]);
    for more in [serde_json::json!({"location_type": "postal"}), serde_json::json!({"addresses": address})] {
        let set = read_json(serde_json::json!([service("s", postal(more))]));
        let content = &set.listings[0].content;
        assert_eq!(
            (content.location.address().street1, content.location.point().precision),
            (None, CoordinatePrecision::Zip)
        );
    }
}

#[test]
fn inactive_services_are_not_listed() {
    for status in ["inactive", "Defunct", "temporarily closed", "temporarily_closed"] {
        let set = read_json(serde_json::json!([service("s", serde_json::json!({"status": status}))]));
        assert_eq!((set.listings.len(), set.rows.skipped.len()), (0, 1), "{status}");
    }
}

#[test]
fn the_name_decides_if_terms_leave_the_track_open() {
    let term =
        serde_json::json!({"attributes": [{"taxonomy_term": {"name": "Intensive outpatient programs"}}]});
    let named = |name: &str| {
        let mut service = service("s", term.clone());
        service["name"] = name.into();
        read_json(serde_json::json!([service]))
    };
    let set = named("Addiction evenings");
    assert_eq!(fact(listing(&set, "s@l1/su"), "intensive_outpatient"), Fact::Yes);
    assert_eq!(named("Evening program").listings.len(), 0);
}

#[test]
fn terms_about_who_may_use_a_service_do_not_say_what_it_treats() {
    let attributes = serde_json::json!({"attributes": [
        {"taxonomy_term": {"name": "Supportive housing"}},
        {"link_type": "target population", "taxonomy_term": {"name": "People with mental illness"}},
    ]});
    let set = read_json(serde_json::json!([service("s", attributes)]));
    assert_eq!((set.listings.len(), set.rows.skipped.len()), (0, 1));
}

proptest! {
    #[test]
    fn no_bytes_cause_a_panic_or_lose_a_row(
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

/// A data package of treatment services of one organization, which has `phones` telephone numbers.
fn package_of(services: u32, phones: u32) -> Vec<SourceFile> {
    let lines = |head: &str, count: u32, line: &dyn Fn(u32) -> String| {
        (0..count).fold(format!("{head}\n"), |text, at| text + &line(at) + "\n")
    };
    let service = |at| format!("s{at},o1,Substance Use Disorder Treatment,active");
    vec![
        file("services.csv", lines("id,organization_id,name,status", services, &service)),
        file("organizations.csv", "id,name\no1,Hope\n"),
        file("locations.csv", "id,name,latitude,longitude\nl1,Hope,30.27,-97.74\n"),
        file(
            "addresses.csv",
            "id,location_id,address_1,city,state_province,postal_code\na1,l1,1 Oak St,Austin,TX,78701\n",
        ),
        file(
            "service_at_locations.csv",
            lines("id,service_id,location_id", services, &|at| format!("x{at},s{at},l1")),
        ),
        file(
            "phones.csv",
            lines("id,organization_id,number", phones, &|at| format!("p{at},o1,512-555-{:04}", at % 10_000)),
        ),
    ]
}

#[test]
fn tables_that_would_be_repeated_without_end_when_joined_are_refused() {
    assert_eq!(read(package_of(20, 20)).unwrap().listings.len(), 20);
    let error = read(package_of(300, 5000)).unwrap_err();
    assert!(matches!(error, FileError::TooLarge { .. }), "{error}");
    assert!(error.to_string().contains("each with everything that belongs to it"), "{error}");
}

#[test]
fn an_archive_that_unpacks_to_far_more_than_its_size_is_refused() {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("services.csv", SimpleFileOptions::default()).unwrap();
    let row = [b"1,".as_slice(), &vec![b'x'; 1 << 20], b"\n"].concat();
    zip.write_all(b"id,name\n").unwrap();
    (0..70).for_each(|_| zip.write_all(&row).unwrap());
    let error = read(vec![file("a.zip", zip.finish().unwrap().into_inner())]).unwrap_err().to_string();
    assert!(error.contains("the unpacked archive is larger than the 64 MiB allowed"), "{error}");
}

#[test]
fn deep_and_long_json_is_refused_or_rejected_without_harm() {
    let deep = format!("[{{\"id\": \"1\", \"x\": {}{}}}]", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(read(vec![file("deep.json", deep)]).unwrap().rows.read, 1);
    let many = format!("[{{\"services\": [{}1]}}]", "1,".repeat(1_000_000));
    let set = read(vec![file("many.json", many)]).unwrap();
    assert_eq!((set.rows.read, set.rejected.len()), (1, 1));
    assert_eq!(set.rejected[0].reason, "the service is larger than 1 MiB");
    let lines = "1\n".repeat(250_001);
    let error = read(vec![file("lines.json", "{}\n".to_owned() + &lines)]).unwrap_err().to_string();
    assert!(error.contains("larger than the 250000 rows allowed"), "{error}");
}
