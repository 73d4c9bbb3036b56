//! What goes on while somebody publishes.
#![allow(clippy::unwrap_used)]

mod common;

use common::{at, content, day, id, on_both_engines, upsert};
use directory::Source::{Findtreatment, Nppes, Sample};
use directory::Track;
use jiff::civil::date;
use store::{Changes, CorrectionChoice, DatabaseUrl, Error, FacilityRecord, Store};
use uuid::Uuid;

const PLACE: Uuid = Uuid::from_u128(901);

async fn import(store: &Store, source: directory::Source, changes: &Changes) {
    let mut import = store.begin_import(source, "here", day(0)).await.unwrap();
    let mut publication = import.publish().await.unwrap();
    publication.write(changes).await.unwrap();
    publication.commit("{}").await.unwrap();
    import.close().await;
}

fn sample() -> Changes {
    let mut changes = Changes::at(day(0));
    changes.upserts.push(upsert(id(Sample, "1"), content(Track::SubstanceUse, "One", "OIT"), at(901, 911)));
    changes
}

#[tokio::test(flavor = "multi_thread")]
async fn corrections_that_wait_for_a_publication_keep_nobody_from_reading() {
    let folder = tempfile::tempdir().unwrap();
    let url = DatabaseUrl::sqlite(folder.path().join("a.db"));
    let (store, server) = (Store::open(&url).await.unwrap(), Store::open(&url).await.unwrap());
    import(&store, Sample, &sample()).await;
    let mut other = store.begin_import(Sample, "here", day(1)).await.unwrap();
    let publication = other.publish().await.unwrap();
    let waiting: Vec<_> = (0..12)
        .map(|_| {
            let server = server.clone();
            let today = date(2026, 11, 25);
            tokio::spawn(async move { server.add_correction(PLACE, CorrectionChoice::Phone, today).await })
        })
        .collect();
    for _ in 0..20 {
        assert!(matches!(server.facility(PLACE).await.unwrap(), FacilityRecord::Listed(_)));
        assert_eq!(server.history(PLACE).await.unwrap().len(), 1);
    }
    for correction in waiting {
        let refused = correction.await.unwrap().unwrap_err();
        assert!(matches!(refused, Error::Locked { .. }), "{refused}");
    }
    drop(publication);
    other.close().await;
    assert!(server.add_correction(PLACE, CorrectionChoice::Phone, date(2026, 11, 25)).await.unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_said_of_the_sample_goes_with_it() {
    on_both_engines(async |address: String| {
        let store = Store::open(&DatabaseUrl::parse(&address).unwrap()).await.unwrap();
        import(&store, Sample, &sample()).await;
        let real = content(Track::SubstanceUse, "Real", "OIT");
        let mut changes = Changes::at(day(1));
        changes.upserts.push(upsert(id(Findtreatment, "1"), real, at(1, 11)));
        let today = date(2026, 11, 25);
        store.add_correction(PLACE, CorrectionChoice::Phone, today).await.unwrap();
        import(&store, Findtreatment, &changes).await;
        store.add_correction(Uuid::from_u128(1), CorrectionChoice::Moved, today).await.unwrap();
        import(&store, Findtreatment, &Changes { purge: vec![Sample], ..Changes::at(day(2)) }).await;
        let kept: Vec<Uuid> = store.corrections().await.unwrap().iter().map(|one| one.facility).collect();
        assert_eq!(kept, [Uuid::from_u128(1)]);
        store.close().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn when_a_source_was_last_published_is_told_of_it_alone() {
    on_both_engines(async |address: String| {
        let store = Store::open(&DatabaseUrl::parse(&address).unwrap()).await.unwrap();
        import(&store, Findtreatment, &Changes::at(day(0))).await;
        let first = store.last_published(Findtreatment).await.unwrap();
        assert!(first.is_some());
        import(&store, Nppes, &Changes::at(day(1))).await;
        assert_eq!(store.last_published(Findtreatment).await.unwrap(), first);
        assert!(store.last_published(Nppes).await.unwrap() > first);
        assert_eq!(store.last_published(Sample).await.unwrap(), None);
        store.close().await;
    })
    .await;
}
