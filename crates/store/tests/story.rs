//! The life of a store as one story, which both engines run.
#![allow(clippy::unwrap_used)]

mod common;

use std::ops::ControlFlow;

use common::{at, content, day, facilities, id, names, on_both_engines, upsert};
use directory::Source::{Findtreatment, Sample};
use directory::{Fact, Level, Track};
use store::testing::raw_listing;
use store::{
    BeginError, Changes, DatabaseUrl, FacilityRecord, Generation, ImportCoverage, ImportId, ImportStatus,
    RejectedRow, SourceStatus, Store,
};
use uuid::Uuid;

#[tokio::test(flavor = "multi_thread")]
async fn both_engines_behave_the_same() {
    on_both_engines(story).await;
}

async fn story(address: String) {
    let url = DatabaseUrl::parse(&address).unwrap();
    let store = Store::open(&url).await.unwrap();
    let server = Store::open(&url).await.unwrap();
    assert_eq!(store.identity(), server.identity());
    nothing_is_published_at_first(&store).await;
    let sample = the_sample_is_imported(&store, &server).await;
    only_one_import_runs_and_it_resumes_where_it_stopped(&store, &server).await;
    a_publication_is_visible_only_after_its_commit(&store, &server).await;
    the_sample_is_deleted_without_a_trace(&server, sample).await;
    a_change_leaves_other_listings_as_they_were(&store, &server).await;
    a_listing_that_was_gone_comes_back(&store, &server).await;
    store.close().await;

    let again = Store::open(&url).await.unwrap();
    assert_eq!(again.identity(), server.identity());
    assert_eq!(again.generation().await.unwrap(), Some(Generation(4)));
    assert_eq!(facilities(&again).await, facilities(&server).await);
}

async fn nothing_is_published_at_first(store: &Store) {
    assert_eq!(store.generation().await.unwrap(), None);
    assert_eq!(store.changed_at().await.unwrap(), None);
    assert_eq!(store.sources().await.unwrap(), []);
    assert_eq!(store.last_import().await.unwrap(), None);
    assert_eq!(names(store).await, [""; 0]);
    assert_eq!(store.facility(Uuid::from_u128(1)).await.unwrap(), FacilityRecord::Unknown);
}

async fn the_sample_is_imported(store: &Store, server: &Store) -> ImportId {
    let mut import = store.begin_import(Sample, "built in", day(0)).await.unwrap();
    assert!(!import.resumed());
    let mut changes = Changes::new(day(0));
    let sample = |name: &str| content(Track::SubstanceUse, name, "OIT MD");
    changes.upserts.push(upsert(id(Sample, "1"), sample("Sample one"), at(901, 911)));
    changes.upserts.push(upsert(id(Sample, "2"), sample("Sample two"), at(902, 912)));
    changes.merged.push((Uuid::from_u128(909), Uuid::from_u128(901)));
    changes.rejected.push(RejectedRow { row_number: 3, reason: "no name".into(), raw: "a\0b".into() });
    let mut publication = import.publish().await.unwrap();
    publication.write(&changes).await.unwrap();
    assert_eq!(publication.commit("{}").await.unwrap(), Generation(1));
    assert_eq!(server.generation().await.unwrap(), Some(Generation(1)));
    assert!(server.changed_at().await.unwrap().is_some());
    assert_eq!(names(server).await, ["Sample one", "Sample two"]);
    let merged = server.facility(Uuid::from_u128(909)).await.unwrap();
    assert_eq!(merged, FacilityRecord::Merged(Uuid::from_u128(901)));
    let rejected = server.rejected_rows(import.id()).await.unwrap();
    assert_eq!((rejected.len(), rejected[0].raw.as_str()), (1, "a\u{fffd}b"));
    let id = import.id();
    import.close().await;
    id
}

async fn only_one_import_runs_and_it_resumes_where_it_stopped(store: &Store, server: &Store) {
    let import = store.begin_import(Findtreatment, "https://example.org", day(1)).await.unwrap();
    let first = import.id();
    import.save_page(2, b"second", day(1)).await.unwrap();
    import.save_page(1, b"wrong", day(0)).await.unwrap();
    import.save_page(1, b"first", day(2)).await.unwrap();
    assert_eq!(import.oldest_page().await.unwrap(), Some(day(1)));

    let busy = server.begin_import(Sample, "built in", day(1)).await.err().unwrap();
    let BeginError::Busy { holder: Some(holder) } = busy else { panic!("{busy}") };
    assert_eq!((holder.pid, holder.since), (std::process::id(), day(1)));

    // Dropping it is what happens when its process dies.
    drop(import);
    let import = server.begin_import(Findtreatment, "https://example.org", day(2)).await.unwrap();
    assert_eq!((import.id(), import.resumed(), import.started_at()), (first, true, day(1)));
    assert_eq!(import.pages().await.unwrap(), [1, 2]);
    assert_eq!(import.page(1).await.unwrap(), b"first");
    assert!(import.page(3).await.is_err());
    import.hold(r#"{"held":true}"#).await.unwrap();
    let record = store.last_import().await.unwrap().unwrap();
    assert_eq!((record.id, record.status), (first, ImportStatus::Held));
    assert_eq!(record.report.as_deref(), Some(r#"{"held":true}"#));
    assert!(record.finished_at.is_some());

    let import = store.begin_import(Findtreatment, "https://example.org", day(3)).await.unwrap();
    assert_eq!((import.id(), import.pages().await.unwrap()), (first, vec![1, 2]));
    import.discard_pages().await.unwrap();
    assert_eq!(import.pages().await.unwrap(), [0; 0]);
    import.save_page(1, b"first", day(3)).await.unwrap();
    import.finish_failed("{}").await.unwrap();

    // Another origin is another import, and what the first one fetched is deleted.
    let import = store.begin_import(Findtreatment, "a file", day(4)).await.unwrap();
    assert!(!import.resumed() && import.id() != first);
    import.finish_failed("{}").await.unwrap();
    let import = store.begin_import(Findtreatment, "https://example.org", day(4)).await.unwrap();
    assert_eq!((import.id(), import.pages().await.unwrap()), (first, vec![]));
    import.finish_failed("{}").await.unwrap();
    assert_eq!(names(server).await, ["Sample one", "Sample two"]);
}

async fn a_publication_is_visible_only_after_its_commit(store: &Store, server: &Store) {
    let mut import = store.begin_import(Findtreatment, "https://example.org", day(5)).await.unwrap();
    import.save_page(1, b"first", day(3)).await.unwrap();
    let mut changes = Changes::new(day(5));
    changes.purge.push(Sample);
    changes.rejected.push(RejectedRow { row_number: 7, reason: "no such state".into(), raw: "row 7".into() });
    let row = |name, content, placement| upsert(id(Findtreatment, name), content, placement);
    changes.upserts = vec![
        row("su1", content(Track::SubstanceUse, "Oak", "OIT MD"), at(1, 11)),
        row("mh1", content(Track::MentalHealth, "Oak", "OP MD"), at(1, 12)),
        row("su2", content(Track::SubstanceUse, "Elm", "ORT"), at(2, 21)),
        row("su3", content(Track::SubstanceUse, "Fir", "ORT"), at(3, 31)),
    ];

    // Dropping it is what happens when its process dies.
    let mut publication = import.publish().await.unwrap();
    publication.write(&changes).await.unwrap();
    assert_eq!(names(server).await, ["Sample one", "Sample two"]);
    drop(publication);
    assert_eq!(names(store).await, ["Sample one", "Sample two"]);

    let mut publication = import.publish().await.unwrap();
    publication.write(&changes).await.unwrap();
    assert_eq!(publication.generation(), Generation(2));
    let mut seen = Vec::new();
    let mut visit = |facility: directory::Facility| {
        seen.push(facility.name);
        if seen.len() == 2 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    publication.visit_facilities(&mut visit).await.unwrap();
    assert_eq!(seen, ["Oak", "Elm"]);
    assert_eq!(server.generation().await.unwrap(), Some(Generation(1)));
    assert_eq!(names(server).await, ["Sample one", "Sample two"]);
    publication.commit(r#"{"listings":4}"#).await.unwrap();

    assert_eq!(server.generation().await.unwrap(), Some(Generation(2)));
    assert_eq!(names(server).await, ["Oak", "Elm", "Fir"]);
    assert_eq!(import.pages().await.unwrap(), [0; 0]);
    let record = server.import(import.id()).await.unwrap().unwrap();
    assert_eq!((record.status, record.generation), (ImportStatus::Done, Some(Generation(2))));
    assert_eq!(record.report.as_deref(), Some(r#"{"listings":4}"#));
    assert_eq!(server.rejected_rows(import.id()).await.unwrap(), changes.rejected);

    let oak = server.facility(Uuid::from_u128(1)).await.unwrap();
    let FacilityRecord::Listed(oak) = oak else { panic!("{oak:?}") };
    assert_eq!(oak.programs.len(), 2);
    assert_eq!(oak.programs[0].facts.get(Level::IntensiveOutpatient.id()), Fact::Yes);
    assert_eq!(oak.programs[0].sources[0].listing.retrieved_at, day(5));
    let raw = raw_listing(server, &id(Findtreatment, "su1")).await;
    assert_eq!(raw.as_deref(), Some(r#"{"as it came":"findtreatment:su1"}"#));
}

async fn the_sample_is_deleted_without_a_trace(server: &Store, import: ImportId) {
    let known = server.known_listings().await.unwrap();
    assert!(known.iter().all(|known| known.id.source != Sample));
    assert_eq!(raw_listing(server, &id(Sample, "1")).await, None);
    assert_eq!(server.import(import).await.unwrap(), None);
    assert_eq!(server.rejected_rows(import).await.unwrap(), []);
    for sample in [901, 902, 909] {
        assert_eq!(server.facility(Uuid::from_u128(sample)).await.unwrap(), FacilityRecord::Unknown);
    }
}

async fn a_change_leaves_other_listings_as_they_were(store: &Store, server: &Store) {
    let mut import = store.begin_import(Findtreatment, "https://example.org", day(6)).await.unwrap();
    assert!(!import.resumed());
    let mut publication = import.publish().await.unwrap();
    // Oak's mental-health listing has a new name, Elm is gone, Fir turns out to be Oak.
    let mut changes = Changes::new(day(6));
    let renamed = content(Track::MentalHealth, "Oak Tree", "OP MD");
    changes.upserts.push(upsert(id(Findtreatment, "mh1"), renamed, at(1, 12)));
    changes.gone.push(id(Findtreatment, "su2"));
    changes.moved.push((id(Findtreatment, "su3"), at(1, 31)));
    changes.merged.push((Uuid::from_u128(3), Uuid::from_u128(1)));
    changes.covered = Some((Findtreatment, ImportCoverage::Whole));
    publication.write(&changes).await.unwrap();
    publication.commit("{}").await.unwrap();

    let listed = facilities(server).await;
    assert_eq!(listed.len(), 1);
    let programs: Vec<Uuid> = listed[0].programs.iter().map(|program| program.id).collect();
    assert_eq!(programs, [11, 31, 12].map(Uuid::from_u128));
    let sources = || listed[0].programs.iter().flat_map(|program| &program.sources);
    assert!(sources().all(|source| source.listing.retrieved_at == day(6)));
    let merged = server.facility(Uuid::from_u128(3)).await.unwrap();
    assert_eq!(merged, FacilityRecord::Merged(Uuid::from_u128(1)));
    let elm = server.facility(Uuid::from_u128(2)).await.unwrap();
    let FacilityRecord::Gone { last, gone_at } = elm else { panic!("{elm:?}") };
    assert_eq!((last.name.as_str(), gone_at), ("Elm", day(6)));
    assert_eq!(last.programs[0].sources[0].listing.retrieved_at, day(5));

    let known = server.known_listings().await.unwrap();
    let gone: Vec<_> = known.iter().map(|known| (known.id.id.as_str(), known.gone_at)).collect();
    assert_eq!(gone, [("mh1", None), ("su1", None), ("su2", Some(day(6))), ("su3", None)]);
    assert_eq!(known[3].placement, at(1, 31));
    let status = SourceStatus { source: Findtreatment, listings: 3, retrieved_at: Some(day(6)) };
    assert_eq!(server.sources().await.unwrap(), [status]);
}

async fn a_listing_that_was_gone_comes_back(store: &Store, server: &Store) {
    let mut import = store.begin_import(Findtreatment, "https://example.org", day(7)).await.unwrap();
    let mut publication = import.publish().await.unwrap();
    // In two parts: Elm is back, then Oak and everything that was merged into it becomes part of Elm.
    let mut changes = Changes::new(day(7));
    let elm = content(Track::SubstanceUse, "Elm", "ORT");
    changes.upserts.push(upsert(id(Findtreatment, "su2"), elm.clone(), at(2, 21)));
    publication.write(&changes).await.unwrap();
    let mut changes = Changes::new(day(7));
    let placements = [("mh1", at(2, 12)), ("su1", at(2, 11)), ("su3", at(2, 31))];
    changes.moved = placements.map(|(name, placement)| (id(Findtreatment, name), placement)).into();
    changes.merged.push((Uuid::from_u128(1), Uuid::from_u128(2)));
    changes.covered = Some((Findtreatment, ImportCoverage::Whole));
    publication.write(&changes).await.unwrap();

    // The same listing twice is refused, and the publication can continue.
    let mut twice = Changes::new(day(7));
    twice.upserts = vec![upsert(id(Findtreatment, "x"), elm.clone(), at(2, 21)); 2];
    assert!(matches!(publication.write(&twice).await, Err(store::Error::DuplicateListing(_))));
    publication.commit("{}").await.unwrap();

    let listed = facilities(server).await;
    assert_eq!((listed.len(), listed[0].programs.len()), (1, 4));
    for old in [1, 3] {
        let merged = server.facility(Uuid::from_u128(old)).await.unwrap();
        assert_eq!(merged, FacilityRecord::Merged(Uuid::from_u128(2)), "{old}");
    }
    let record = server.facility(Uuid::from_u128(2)).await.unwrap();
    assert_eq!(record, FacilityRecord::Listed(listed[0].clone()));
}
