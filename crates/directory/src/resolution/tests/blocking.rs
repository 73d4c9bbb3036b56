//! Which listings are compared at all.

use super::super::blocking;
use super::*;

/// The pairs of these listings that are compared.
fn compared(rows: &[Listing]) -> Vec<(u32, u32)> {
    let rows: Vec<_> = rows.iter().map(|row| (&row.id, &row.content)).collect();
    let (features, corpus) = prepare(&rows);
    blocking::pairs(&features, &corpus)
}

/// A listing that shares nothing with those in Austin.
fn stranger() -> Listing {
    let mut row = at("b", SU, "Birch House", "90 Oak Ave", OTHER);
    let address = address(&mut row.content);
    address.city = "Dallas".to_owned();
    address.zip = Zip::parse("75201").ok();
    move_to(&mut row.content, 32.78, -96.8);
    row
}

#[test]
fn listings_are_compared_if_they_share_one_thing_that_few_share() {
    let austin = || at("a", SU, "Alder Clinic", "12 Main St", PHONE);
    assert_eq!(compared(&[austin(), stranger()]), []);
    let npi = crate::Npi::parse("1234567893").ok();
    let point = austin().content.location.coordinate();
    type Change<'a> = &'a dyn Fn(&mut Content);
    let street =
        |street: &'static str| move |row: &mut Content| address(row).street1 = Some(street.to_owned());
    let changes: [(&str, Change<'_>, Change<'_>); 8] = [
        ("telephone number", &|_| {}, &|row| row.phone = Phone::parse(PHONE)),
        ("number for new clients", &|_| {}, &|row| {
            row.intake_phones = Phone::parse(PHONE).into_iter().collect()
        }),
        ("house number in the city", &street("12 Main St"), &|row| {
            street("12 Elm St")(row);
            address(row).city = "Austin".to_owned();
        }),
        ("house number in the ZIP code", &street("12 Main St"), &|row| {
            street("12 Elm St")(row);
            address(row).zip = Zip::parse("78701").ok();
        }),
        ("house number with a hyphen", &street("159-05 Main St"), &|row| {
            street("15905 Elm St")(row);
            address(row).city = "Austin".to_owned();
        }),
        ("rare word in the city", &|row| row.organization = "Aurora Quarry".to_owned(), &|row| {
            row.organization = "Borealis Quarry".to_owned();
            address(row).city = "Austin".to_owned();
        }),
        ("point", &|_| {}, &|row| move_to(row, point.latitude(), point.longitude())),
        ("NPI", &|row| row.npi = npi.clone(), &|row| row.npi = npi.clone()),
    ];
    for (shared, change_one, change_other) in changes {
        let (mut one, mut other) = (austin(), stranger());
        change_one(&mut one.content);
        change_other(&mut other.content);
        assert_eq!(compared(&[one, other]), [(0, 1)], "{shared}");
    }
}

/// 200 organizations with one telephone number, sorted by their addresses.
fn crowd() -> Vec<Listing> {
    let rows = (0..200).map(|number| {
        let mut row = at(
            &format!("{number:03}"),
            SU,
            &format!("Place {number}"),
            &format!("{} Main St", 1000 + number),
            PHONE,
        );
        move_to(&mut row.content, 30.0 + f64::from(number) / 100.0, -97.0);
        row
    });
    rows.collect()
}

#[test]
fn in_a_crowd_only_listings_with_similar_addresses_are_compared() {
    let pairs = compared(&crowd());
    assert!(pairs.contains(&(20, 75)));
    assert!(!pairs.contains(&(20, 85)));
}

#[test]
fn a_new_listing_is_compared_with_those_of_a_crowd_that_have_similar_addresses() {
    let rows = crowd();
    let rows: Vec<_> = rows.iter().map(|row| (&row.id, &row.content)).collect();
    let (features, corpus) = prepare(&rows);
    let all: Vec<_> = features.iter().collect();
    let pairs = blocking::pairs_between(&all[100..101], &all, &corpus);
    for (other, is_compared) in [(60, false), (75, true), (125, true), (140, false)] {
        assert_eq!(pairs.contains(&(0, other)), is_compared, "{other}");
    }
}
