//! The fictional listings are valid.

use std::collections::BTreeSet;

use directory::geo::CoordinatePrecision;
use directory::{State, Track};
use ingest::{Repair, sample};
use places::Gazetteer;

#[test]
fn every_listing_can_be_read_and_says_that_it_is_fictional() {
    let set = sample(Gazetteer::embedded());
    assert_eq!((set.listings.len() as u64, set.rejected.len()), (set.rows.read, 0));
    assert_eq!((set.rows.duplicates, set.conflicting_ids), (0, 0));
    assert_eq!(set.unknown_services.len(), 0);
    assert_eq!(set.repairs.keys().collect::<Vec<_>>(), [&Repair::StreetWithheld], "nothing else is repaired");
    for listing in &set.listings {
        let content = &listing.content;
        assert!(content.organization.contains("(sample)"), "{}", content.organization);
        assert!(listing.id_in_source.len() == 64, "{}", listing.id_in_source);
        let website = content.website.as_deref().unwrap_or("https://example.org/");
        assert!(website.starts_with("https://example.org/"), "{website}");
        for phone in content.phone.iter().chain(&content.intake_phones).chain(&content.hotline) {
            assert!(phone.number[5..].starts_with("55501"), "{phone:?}");
        }
        let is_withheld = content.location.address().street1.is_none();
        assert_eq!(
            content.location.point().precision == CoordinatePrecision::Zip,
            is_withheld,
            "{}",
            content.organization
        );
    }
}

#[test]
fn the_sample_covers_both_tracks_in_many_states() {
    let set = sample(Gazetteer::embedded());
    let of = |track| set.listings.iter().filter(|listing| listing.content.track == track).count();
    assert!(Track::ALL.into_iter().all(|track| of(track) >= 15));
    let states: BTreeSet<State> =
        set.listings.iter().map(|listing| listing.content.location.address().state).collect();
    assert!(states.len() >= 10, "{states:?}");
    assert_eq!(set.without_services, 1);
}
