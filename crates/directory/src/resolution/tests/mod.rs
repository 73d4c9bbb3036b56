mod blocking;
mod decisions;
mod pairs;
mod places;
mod programs;
mod properties;
mod stability;

use uuid::Uuid;

use super::*;
use crate::contact::{Phone, Zip};
use crate::facility::Placement;
use crate::geo::{Coordinate, MapPoint};
use crate::listing::Listing;
use crate::source::Source;
use crate::testing::{address, listing};
use crate::vocabulary::Track;

/// A listing in Austin with these values.
fn at(id: &str, track: Track, name: &str, street: &str, phone: &str) -> Listing {
    let mut row = listing(track, "");
    row.id.id = id.to_owned();
    row.content.organization = name.to_owned();
    address(&mut row.content).street1 = Some(street.to_owned());
    row.content.phone = Phone::parse(phone);
    row
}

/// The same listing from another source.
fn from(source: Source, mut row: Listing) -> Listing {
    row.id.source = source;
    row
}

/// A listing with the placement it had before.
#[derive(Debug, Clone)]
struct Remembered {
    id: ListingId,
    content: Content,
    placement: Placement,
}

fn place(listings: &[Listing], known: &[Remembered]) -> Resolution {
    decided(listings, known, &[])
}

fn decided(listings: &[Listing], known: &[Remembered], decisions: &[Decision]) -> Resolution {
    let rows: Vec<_> = listings.iter().map(|row| (&row.id, &row.content)).collect();
    let known: Vec<KnownListing<'_>> = known
        .iter()
        .map(|Remembered { id, content, placement }| KnownListing { id, content, placement: *placement })
        .collect();
    resolve(&rows, &known, decisions)
}

fn remember(listings: &[Listing], resolution: &Resolution) -> Vec<Remembered> {
    let pairs = listings.iter().zip(&resolution.placements);
    pairs
        .map(|(row, at)| Remembered { id: row.id.clone(), content: row.content.clone(), placement: *at })
        .collect()
}

/// The number of facilities that the listings form.
fn count(listings: &[Listing]) -> usize {
    let mut ids: Vec<Uuid> = place(listings, &[]).placements.iter().map(|at| at.facility).collect();
    ids.sort();
    ids.dedup();
    ids.len()
}

use Track::{MentalHealth as MH, SubstanceUse as SU};

const PHONE: &str = "512-555-0100";
const OTHER: &str = "512-555-0199";

/// Puts the listing at another point of the same precision.
fn move_to(content: &mut Content, latitude: f64, longitude: f64) {
    let coordinate = Coordinate::new(latitude, longitude).expect("on the Earth");
    content.location.set_point(MapPoint { coordinate, ..content.location.point() });
}

#[test]
fn both_listings_of_one_place_make_one_facility_with_two_programs() {
    let rows = [
        at("a", SU, "Hope House Inc", "12 N Main St", PHONE),
        at("b", MH, "HOPE HOUSE", "12 North Main Street", OTHER),
    ];
    let placed = place(&rows, &[]).placements;
    assert_eq!(placed[0].facility, placed[1].facility);
    assert_ne!(placed[0].program, placed[1].program);
}

#[test]
fn two_providers_in_one_building_stay_two() {
    let mut suites =
        [at("a", SU, "Alpha Care", "12 Main St", PHONE), at("b", MH, "Zenith Clinic", "12 Main St", OTHER)];
    assert_eq!(count(&suites), 2);
    address(&mut suites[0].content).street2 = Some("Suite 300".to_owned());
    address(&mut suites[1].content).street2 = Some("#301".to_owned());
    assert_eq!(count(&suites), 2);
}

#[test]
fn two_sites_of_one_organization_stay_two() {
    let rows =
        [at("a", SU, "Hope House", "12 Main St", PHONE), at("b", SU, "Hope House", "90 Oak Ave", PHONE)];
    assert_eq!(count(&rows), 2);
}

#[test]
fn respelled_addresses_and_units_are_one_place() {
    let pairs = [
        ("12 U.S. Highway 31", "12 US Hwy 31"),
        ("4 Saint Mary Rd Suite 204", "4 St Mary Road #204"),
        ("6011 Colegate Drive", "6011 Colgate Drive"),
    ];
    for (a, b) in pairs {
        assert_eq!(count(&[at("a", SU, "Hope", a, PHONE), at("b", MH, "Hope", b, PHONE)]), 1, "{a} / {b}");
    }
}

#[test]
fn another_city_is_another_place_and_another_zip_code_of_the_city_is_not() {
    let mut rows = [at("a", SU, "Hope", "12 Main St", PHONE), at("b", MH, "Hope", "12 Main St", PHONE)];
    address(&mut rows[1].content).zip = Zip::parse("78702").ok();
    assert_eq!(count(&rows), 1, "a slip in the ZIP code");
    address(&mut rows[1].content).zip = Zip::parse("76501").ok();
    address(&mut rows[1].content).city = "Temple".to_owned();
    move_to(&mut rows[1].content, 31.1, -97.34);
    assert_eq!(count(&rows), 2, "Main Street of another city");
}

#[test]
fn a_place_keeps_its_id_when_its_name_or_phone_changes() {
    let before =
        [at("old", SU, "Hope House Treatment Ctr", "12 Main St", PHONE), at("x", SU, "Else", "1 Oak", OTHER)];
    let first = place(&before, &[]);
    let known = remember(&before, &first);
    for (name, phone) in [
        ("Hope House Treatment Center LLC", PHONE),
        ("New Dawn Recovery", PHONE),
        ("Hope House Treatment Ctr", OTHER),
    ] {
        let after = [at("new", SU, name, "12 Main Street", phone), before[1].clone()];
        let second = place(&after, &known);
        assert_eq!(second.placements, first.placements, "{name} {phone}");
        assert!(second.merged.is_empty());
    }
}

#[test]
fn a_place_that_moves_keeps_its_id() {
    let before = [at("old", SU, "Hope House", "12 Main St", PHONE)];
    let first = place(&before, &[]);
    let mut moved = at("new", SU, "Hope House", "700 Elm St", PHONE);
    address(&mut moved.content).zip = Zip::parse("78750").ok();
    assert_eq!(place(&[moved], &remember(&before, &first)).placements, first.placements);
}

#[test]
fn a_dropped_listing_that_comes_back_is_the_same_place() {
    let rows = [at("a", SU, "Hope", "12 Main St", PHONE), at("b", MH, "Hope", "12 Main St", PHONE)];
    let first = place(&rows, &[]);
    let known = remember(&rows, &first);
    assert_eq!(place(&rows[1..], &known).placements, first.placements[1..]);
    assert_eq!(place(&rows, &known).placements, first.placements);
}

#[test]
fn facilities_that_turn_out_to_be_one_are_merged() {
    let apart = [at("a", SU, "Hope", "12 Main St", PHONE), at("b", MH, "Dawn", "12 Main St", OTHER)];
    let first = place(&apart, &[]);
    let known = remember(&apart, &first);
    let joined = [apart[0].clone(), at("b", MH, "Hope", "12 Main St", OTHER)];
    let second = place(&joined, &known);
    let kept = second.placements[0].facility;
    assert_eq!(second.placements[1].facility, kept);
    assert_eq!(second.merged, [(first.placements[1].facility, kept)]);
    assert_eq!(second.placements[1].program, first.placements[1].program);
}

#[test]
fn several_programs_of_one_track_keep_their_own_ids() {
    let mut rows = [at("a", SU, "Hope", "12 Main St", PHONE), at("b", SU, "Hope", "12 Main St", PHONE)];
    rows[0].content.program_name = Some("Day program".to_owned());
    rows[1].content.program_name = Some("Residence".to_owned());
    let first = place(&rows, &[]);
    assert_ne!(first.placements[0].program, first.placements[1].program);
    let known = remember(&rows, &first);
    let mut renamed = rows.clone();
    renamed[0].id.id = "z".to_owned();
    renamed[1].id.id = "y".to_owned();
    renamed.reverse();
    let mut second = place(&renamed, &known).placements;
    second.reverse();
    assert_eq!(second, first.placements);
}

#[test]
fn the_order_of_listings_does_not_matter() {
    let mut rows = vec![
        at("a", SU, "Hope", "12 Main St", PHONE),
        at("b", MH, "Hope", "12 Main St", OTHER),
        at("c", MH, "Dawn", "90 Oak Ave", OTHER),
    ];
    let mut first: Vec<Placement> = place(&rows, &[]).placements;
    rows.reverse();
    first.reverse();
    assert_eq!(place(&rows, &[]).placements, first);
    assert_eq!(rows[0].id.source, Source::Sample);
}
