//! HSDS: services that have no address, services of older versions, and what the 211 taxonomy's terms mean for a listing.

#![allow(clippy::unwrap_used)]

mod support;

use std::io::{Cursor, Write};

use directory::derivation::claims_from;
use directory::{CoordinatePrecision, Fact, Track, Vocabulary};
use ingest::sources::hsds::Hsds;
use ingest::{FileError, ParsedListing, ParsedSet, SourceFile};
use places::Gazetteer;
use serde_json::{Value, json};
use support::read_files;
use zip::write::SimpleFileOptions;

fn read(name: &str, bytes: Vec<u8>) -> Result<ParsedSet, FileError> {
    let source = Hsds::new("211-example", "211 Example").unwrap();
    let set = read_files(&source, vec![SourceFile::from_bytes(name, bytes)], Gazetteer::embedded())?;
    assert!(set.is_balanced());
    Ok(set)
}

/// A service with a term and a location.
fn service(id: &str, term: Value, location: Value) -> Value {
    json!({
        "id": id, "name": format!("Service {id}"), "status": "active",
        "organization": {"id": "o", "name": "Placeholder Health", "website": "https://example.org"},
        "phones": [{"number": "512-555-0100"}],
        "attributes": [{"taxonomy_term": term}],
        "service_at_locations": [{"id": format!("at-{id}"), "location": location}],
    })
}

fn counseling() -> Value {
    json!({"name": "Substance Use Disorder Counseling", "code": "RX-8450.8000"})
}

fn austin(id: &str) -> Value {
    json!({"id": id, "location_type": "physical", "latitude": 30.27, "longitude": -97.74, "addresses": [
        {"address_1": "1 Main Street", "city": "Austin", "state_province": "TX", "postal_code": "78701"}]})
}

fn read_services(services: &[Value]) -> ParsedSet {
    read("services.json", serde_json::to_vec(services).unwrap()).unwrap()
}

fn fact(listing: &ParsedListing, slug: &str) -> Fact {
    claims_from(&listing.content).facts().get(Vocabulary::embedded().find(slug).unwrap())
}

fn listing<'a>(set: &'a ParsedSet, id: &str) -> &'a ParsedListing {
    set.listings.iter().find(|listing| listing.id_in_source == id).unwrap()
}

#[test]
fn a_virtual_location_is_a_telehealth_provider_in_its_state() {
    let virtual_place = json!({"id": "v", "location_type": "virtual", "addresses": []});
    let mut with_area = service("s2", counseling(), virtual_place.clone());
    with_area["service_areas"] = json!([{"name": "Clark County, Nevada"}]);
    let set = read_services(&[
        service("s1", counseling(), virtual_place),
        with_area,
        service("s3", counseling(), austin("a")),
    ]);
    assert_eq!((set.listings.len(), set.rejected.len()), (3, 0));
    let (everywhere, nevada) = (listing(&set, "s1@v/su"), listing(&set, "s2@v/su"));
    assert_eq!(everywhere.content.location.address().to_string(), "TX", "the state of the other services");
    assert_eq!(nevada.content.location.address().to_string(), "NV");
    for place in [everywhere, nevada] {
        assert_eq!(place.content.location.point().precision, CoordinatePrecision::Zip);
        assert_eq!(fact(place, "telehealth"), Fact::Yes);
    }
    assert_eq!(fact(listing(&set, "s3@a/su"), "telehealth"), Fact::NotStated);
}

#[test]
fn a_location_with_only_a_point_is_an_approximate_place() {
    let point = json!({"id": "p", "latitude": "30.2711", "longitude": "-97.7437"});
    let nowhere = json!({"id": "n", "latitude": "0", "longitude": "0"});
    let set = read_services(&[service("s1", counseling(), point), service("s2", counseling(), nowhere)]);
    let content = &listing(&set, "s1@p/su").content;
    let point = content.location.point();
    assert_eq!(
        (point.precision, content.location.address().to_string().as_str()),
        (CoordinatePrecision::Zip, "Austin, TX")
    );
    assert!((point.coordinate.latitude() - 30.2711).abs() < 1e-9);
    assert_eq!(set.rejected[0].reason, "no address");
}

#[test]
fn whom_a_service_is_for_does_not_make_it_treatment() {
    let terms = [
        json!({"name": "Substance Use Disorders", "code": "YF-9000"}),
        json!({"id": "YF-5000.1500", "name": "Mental Illness"}),
        json!({"name": "Support Groups * Mental Illness", "code": "PN-8100.4500 * YF-5000"}),
        json!({"name": "Parent Meetings", "code": "PN-8100.4500"}),
    ];
    let services: Vec<Value> = terms.into_iter().map(|term| service("s", term, austin("a"))).collect();
    let set = read_services(&services);
    assert_eq!((set.listings.len(), set.rows.skipped.values().sum::<u64>()), (0, 4));
}

#[test]
fn a_code_counts_where_the_name_leaves_open_what_is_treated() {
    let day = json!({"name": "Alcohol Day Treatment", "code": "RX-8450.0500"});
    let psychiatric = json!({"name": "Day Services", "code": "RM-6500.1500"});
    let set = read_services(&[service("s1", day, austin("a")), service("s2", psychiatric, austin("a"))]);
    let day = listing(&set, "s1@a/su");
    assert_eq!((day.content.track, fact(day, "partial_hospitalization")), (Track::SubstanceUse, Fact::Yes));
    assert_eq!(listing(&set, "s2@a/mh").content.track, Track::MentalHealth);
}

#[test]
fn an_alert_and_a_wait_are_kept_with_their_day() {
    let mut closed = service("s1", counseling(), austin("a"));
    closed["alert"] = json!("No admissions in May");
    closed["wait_time"] = json!("2 weeks");
    closed["assured_date"] = json!("2026-03-01");
    closed["last_modified"] = json!("2026-04-30T10:00:00Z");
    let set = read_services(&[closed]);
    let details = &set.listings[0].content.details;
    let dated = |said: &Option<directory::details::DatedText>| {
        let said = said.as_ref().unwrap();
        (said.text.clone(), said.updated)
    };
    let day = Some(jiff::civil::date(2026, 4, 30));
    assert_eq!(dated(&details.alert), ("No admissions in May".to_owned(), day));
    assert_eq!(dated(&details.wait_time), ("2 weeks".to_owned(), day));
}

/// The tables of a package of HSDS 2.x, without the table of terms.
const OLDER: [(&str, &str); 8] = [
    ("organizations.csv", "id,name,url\no1,Placeholder Health,https://example.org\n"),
    (
        "services.csv",
        "id,organization_id,name,fees,wait_time\ns1,o1,Evening Program,sliding scale,1 week\ns2,o1,Pantry,,\n",
    ),
    ("locations.csv", "id,name,latitude,longitude\nl1,Main,30.2711,-97.7437\n"),
    (
        "physical_addresses.csv",
        "id,location_id,address_1,city,state_province,postal_code,country\na1,l1,1 Main Street,Austin,TX,78701,US\n",
    ),
    ("services_at_location.csv", "id,service_id,location_id\n1,s1,l1\n2,s2,l1\n"),
    (
        "regular_schedules.csv",
        "id,service_id,weekday,opens_at,closes_at\n1,s1,Monday,17:00,20:00\n2,s1,,09:00,10:00\n",
    ),
    ("payments_accepted.csv", "id,service_id,payment\n1,s1,Medicaid\n"),
    ("eligibility.csv", "id,service_id,eligibility\n1,s1,Adults with a referral\n"),
];

fn package(tables: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in tables {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

const LINKS: (&str, &str) = (
    "services_taxonomy.csv",
    "id,service_id,taxonomy_id,taxonomy_detail\n1,s1,RX-8450.8000,\n2,s2,BD-1800.2000,\n",
);

#[test]
fn a_package_of_an_older_version_is_read_completely() {
    let terms = (
        "taxonomy.csv",
        "id,name,parent_id\nRX-8450.8000,Intensive Outpatient Substance Use Treatment,\nBD-1800.2000,Food Pantries,\n",
    );
    for tables in [&[LINKS, terms][..], &[LINKS][..]] {
        let set = read("package.zip", package(&[&OLDER[..], tables].concat())).unwrap();
        assert_eq!((set.listings.len(), set.rejected.len(), set.rows.read), (1, 0, 2));
        let found = &set.listings[0];
        assert_eq!(fact(found, "addiction"), Fact::Yes);
        let is_named = tables.len() == 2;
        assert_eq!(fact(found, "intensive_outpatient") == Fact::Yes, is_named);
        assert_eq!(fact(found, "medicaid"), Fact::Yes);
        let content = &found.content;
        assert_eq!(content.location.address().to_string(), "1 Main Street, Austin, TX 78701");
        assert_eq!(content.website.as_deref(), Some("https://example.org/"));
        let details = &content.details;
        assert_eq!(details.eligibility.as_deref(), Some("Adults with a referral"));
        assert_eq!(details.wait_time.as_ref().map(|said| said.text.as_str()), Some("1 week"));
        assert_eq!(details.cost_options, ["sliding scale", "Medicaid"]);
        assert_eq!(details.schedules.len(), 1, "times without a day are left out");
        assert_eq!(details.schedules[0].days, [jiff::civil::Weekday::Monday]);
    }
}

#[test]
fn a_package_whose_terms_are_missing_is_refused() {
    let links = ("services_taxonomy.csv", "id,service_id,taxonomy_id\n1,s1,17\n2,s2,18\n");
    let error = read("package.zip", package(&[&OLDER[..], &[links]].concat())).unwrap_err();
    assert!(error.to_string().contains("taxonomy.csv"), "{error}");
}

#[test]
fn a_service_whose_terms_are_missing_is_rejected() {
    let links = ("services_taxonomy.csv", "id,service_id,taxonomy_id\n1,s1,17\n2,s2,18\n");
    let terms = ("taxonomy.csv", "id,name\n18,Food Pantries\n");
    let set = read("package.zip", package(&[&OLDER[..], &[links, terms]].concat())).unwrap();
    assert_eq!((set.listings.len(), set.rows.skipped.values().sum::<u64>()), (0, 1));
    assert_eq!(set.rejected[0].reason, "its taxonomy terms are missing, so it is unknown what it is");
    assert!(!set.rejected[0].raw.contains("Main Street"), "{}", set.rejected[0].raw);
}

#[test]
fn services_of_an_older_version_in_json_are_read() {
    let service = json!({
        "id": "s1", "name": "Evening Program", "organization": {"id": "o1", "name": "Placeholder Health"},
        "service_taxonomy": [{"taxonomy": {"id": "RX-8450.8000", "name": "Substance Use Disorder Counseling"}}],
        "regular_schedule": [{"weekday": "Tuesday", "opens_at": "09:00", "closes_at": "12:00"}],
        "eligibility": [{"eligibility": "Adults"}],
        "taxonomy": [{"id": "RX-1700"}],
        "payment_accepted": [{"payment": "Medicaid"}],
        "locations": [{"id": "l1", "latitude": 30.2711, "longitude": -97.7437, "physical_address": [
            {"address_1": "1 Main Street", "city": "Austin", "state_province": "TX", "postal_code": "78701"}]}],
    });
    let set = read_services(&[service]);
    let found = listing(&set, "s1@l1/su");
    assert_eq!(found.content.location.address().to_string(), "1 Main Street, Austin, TX 78701");
    for slug in ["addiction", "medicaid", "detox"] {
        assert_eq!(fact(found, slug), Fact::Yes, "{slug}");
    }
    assert_eq!(found.content.details.eligibility.as_deref(), Some("Adults"));
    assert_eq!(found.content.details.schedules[0].days, [jiff::civil::Weekday::Tuesday]);
}
