//! The listings that come with the program, and the imports that take their place.

#![allow(clippy::unwrap_used)]

#[path = "support/sets.rs"]
mod sets;

use std::collections::HashMap;
use std::path::Path;

use directory::geo::CoordinatePrecision;
use directory::listing::Content;
use directory::{ListingId, Placement, Source, Track};
use ingest::import::ImportError;
use ingest::sources::bundled::BundledListings;
use ingest::sources::samhsa_directory::SamhsaDirectory;
use ingest::{Document, ImportSource, ParsedSet, Scope, SourceFile, read_set};
use places::Gazetteer;
use sets::{Fixture, Made, made, on_both_engines, place, su};

const FILE: &str = "../../data/listings/national-directory-2023.zlib";

fn read(source: &dyn ImportSource, paths: &[&Path]) -> ParsedSet {
    let mut files = paths.iter().map(|path| Document::File(SourceFile::open(path).unwrap()));
    read_set(source, &mut files, Gazetteer::embedded(), &mut |_| ()).unwrap()
}

#[test]
fn every_bundled_row_is_a_listing_of_its_year() {
    let set = read(&BundledListings, &[Path::new(FILE)]);
    assert_eq!((set.rows.read, set.listings.len(), set.rejected.len()), (21_451, 21_451, 0));
    assert_eq!((set.conflicting_ids, set.rows.duplicates, set.unknown_services.len()), (0, 0, 0));
    let of = |track| set.listings.iter().filter(|listing| listing.content.track == track).count();
    assert_eq!(Track::ALL.map(of), [12_744, 8_707]);
    for listing in &set.listings {
        let Content { as_of, location, .. } = &*listing.content;
        assert_eq!(as_of.unwrap().to_string(), "2023-01-01");
        let has_coordinate = listing.raw.contains("\"latitude\":");
        let is_precise = location.point().precision == CoordinatePrecision::Street;
        assert_eq!(is_precise, has_coordinate, "{}", listing.raw);
    }
    let imprecise = set.listings.iter().filter(|listing| !listing.raw.contains("\"latitude\":"));
    assert_eq!(imprecise.count(), 4_509);
}

/// Compares with the workbooks, if they are here.
#[test]
fn a_bundled_listing_says_what_its_row_of_the_workbook_says() {
    let folder = Path::new("../../../shared/data/samhsa_2023");
    if !folder.is_dir() {
        return eprintln!("skipped: {} is not here", folder.display());
    }
    let workbooks =
        ["su", "mh"].map(|track| folder.join(format!("national-directory-{track}-facilities-2023.xlsx")));
    let published = read(&SamhsaDirectory::default(), &[&workbooks[0], &workbooks[1]]);
    let bundled = read(&BundledListings, &[Path::new(FILE)]);
    for (published, bundled) in published.listings.iter().zip(&bundled.listings) {
        assert_eq!(published.id_in_source, bundled.id_in_source);
        let mut expected = (*published.content).clone();
        expected.website.clone_from(&bundled.content.website);
        expected.location.set_point(bundled.content.location.point());
        assert_eq!(expected, *bundled.content);
    }
    assert_eq!(published.listings.len(), bundled.listings.len());
}

async fn placements(fixture: &Fixture) -> HashMap<ListingId, Placement> {
    let known = fixture.store.known_listings().await.unwrap();
    let present = known.into_iter().filter(|stored| stored.gone_at.is_none());
    present.map(|stored| (stored.id, stored.placement)).collect()
}

fn id(source: Source, id: &str) -> ListingId {
    ListingId { source, id: id.to_owned() }
}

fn mh(number: u32, year: i16) -> Content {
    place(number, Track::MentalHealth, "MH OP", year)
}

/// Three bundled places.
fn bundled() -> Made {
    let listings = vec![("a", su(1, "SA", 2023)), ("b", mh(2, 2023)), ("c", su(3, "SA", 2023))];
    made(Source::Bundled, listings)
}

fn undated(content: Content) -> Content {
    Content { as_of: None, ..content }
}

#[tokio::test]
async fn listings_of_the_locator_take_over_entirely_and_undoing_them_brings_the_bundled_ones_back() {
    on_both_engines(async |mut fixture| {
        fixture.import(&bundled()).await;
        let before = placements(&fixture).await;
        let today =
            made(Source::Findtreatment, vec![("x", undated(su(1, "SA", 2023))), ("y", undated(mh(2, 2023)))]);
        let report = fixture.import(&today).await;
        assert_eq!(report.replaced, [Source::Bundled]);
        assert_eq!((report.listings.gone, report.places.gone), (0, 0), "the bundled ones do not count");
        let now = placements(&fixture).await;
        assert_eq!(now.len(), 2);
        assert_eq!(now[&id(Source::Findtreatment, "x")], before[&id(Source::Bundled, "a")]);
        assert_eq!(now[&id(Source::Findtreatment, "y")], before[&id(Source::Bundled, "b")]);
        let error = fixture.try_import(&bundled()).await.unwrap_err();
        assert!(matches!(error, ImportError::BundledOverNewer { newer: Source::Findtreatment }), "{error}");

        fixture.undo(report.import).await.unwrap();
        assert_eq!(placements(&fixture).await, before);
        let again = fixture.import(&today).await;
        assert_eq!((again.replaced, placements(&fixture).await), (vec![Source::Bundled], now));
    })
    .await;
}

#[tokio::test]
async fn a_place_that_was_renamed_since_then_keeps_its_ids() {
    let mut fixture = Fixture::new().await;
    fixture.import(&bundled()).await;
    let before = placements(&fixture).await;
    let renamed =
        Content { organization: "Entirely Different Name".to_owned(), ..undated(su(3, "SA", 2023)) };
    fixture.import(&made(Source::Findtreatment, vec![("z", renamed)])).await;
    let now = placements(&fixture).await;
    assert_eq!(now[&id(Source::Findtreatment, "z")], before[&id(Source::Bundled, "c")]);
}

#[tokio::test]
async fn a_newer_directory_takes_over_its_tracks_only() {
    let mut fixture = Fixture::new().await;
    fixture.import(&bundled()).await;
    let directory = |id: &str, year| {
        let listings = vec![(id, su(1, "SA", year))];
        made(Source::SamhsaDirectory, listings).scope(Scope::Tracks(vec![Track::SubstanceUse]))
    };
    let older = directory("a22", 2022);
    assert_eq!(fixture.import(&older).await.replaced, []);
    assert_eq!(placements(&fixture).await.len(), 4);
    let newer = fixture.replace(&directory("a24", 2024)).await;
    assert_eq!(newer.replaced, [Source::Bundled]);
    let now = placements(&fixture).await;
    assert_eq!(now.len(), 2, "{now:?}");
    assert!(now.contains_key(&id(Source::Bundled, "b")));

    let today = fixture.import(&made(Source::Findtreatment, vec![("x", undated(su(1, "SA", 2023)))])).await;
    fixture.undo(newer.import).await.unwrap();
    assert!(!placements(&fixture).await.keys().any(|id| id.source == Source::Bundled), "they stay replaced");
    fixture.undo(today.import).await.unwrap();
    assert!(placements(&fixture).await.contains_key(&id(Source::Bundled, "b")));
}
