//! What others can do while somebody publishes.
#![allow(clippy::unwrap_used)]

mod common;

use common::{at, content, day, id, on_both_engines, upsert};
use directory::Source::{Findtreatment, Nppes, Sample};
use directory::Track;
use jiff::civil::date;
use store::testing::lose_import_lock;
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
    let mut changes = Changes::new(day(0));
    changes.upserts.push(upsert(id(Sample, "1"), content(Track::SubstanceUse, "One", "OIT"), at(901, 911)));
    changes
}

/// Writes all of the next generation, but does not commit it.
async fn write_all(publication: &mut store::Publication<'_>) {
    let mut changes = Changes::new(day(1));
    changes.upserts.push(upsert(id(Sample, "2"), content(Track::SubstanceUse, "Two", "OIT"), at(902, 912)));
    changes.gone.push(id(Sample, "1"));
    publication.write(&changes).await.unwrap();
    publication.visit_facilities(&mut |_| std::ops::ControlFlow::Continue(())).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn others_read_and_write_while_the_next_generation_is_written() {
    on_both_engines(async |address: String| {
        let url = DatabaseUrl::parse(&address).unwrap();
        let (store, server) = (Store::open(&url).await.unwrap(), Store::open(&url).await.unwrap());
        import(&store, Sample, &sample()).await;
        let mut importing = store.begin_import(Sample, "here", day(1)).await.unwrap();
        let mut publication = importing.publish().await.unwrap();
        write_all(&mut publication).await;
        let today = date(2026, 11, 25);
        for place in [PLACE, Uuid::from_u128(902)] {
            assert!(server.add_correction(place, CorrectionChoice::Phone, today).await.unwrap());
        }
        assert!(matches!(server.facility(PLACE).await.unwrap(), FacilityRecord::Listed(_)));
        assert_eq!(server.facility(Uuid::from_u128(902)).await.unwrap(), FacilityRecord::Unknown);
        assert_eq!(server.history(PLACE).await.unwrap().len(), 1);
        assert_eq!(server.history(Uuid::from_u128(902)).await.unwrap(), []);
        assert_eq!(server.sources().await.unwrap()[0].listings, 1);
        publication.commit("{}").await.unwrap();
        importing.close().await;
        assert_eq!(server.corrections().await.unwrap().len(), 2);
        assert!(matches!(server.facility(PLACE).await.unwrap(), FacilityRecord::Gone { .. }));
        assert!(matches!(server.facility(Uuid::from_u128(902)).await.unwrap(), FacilityRecord::Listed(_)));
        assert_eq!(server.history(PLACE).await.unwrap().len(), 2);
        store.close().await;
        server.close().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_that_lost_the_lock_cannot_write_into_the_generation_of_another() {
    on_both_engines(async |address: String| {
        let store = Store::open(&DatabaseUrl::parse(&address).unwrap()).await.unwrap();
        let mut first = store.begin_import(Sample, "here", day(1)).await.unwrap();
        let mut losing = first.publish().await.unwrap();
        write_all(&mut losing).await;
        lose_import_lock(&store).await;
        let mut second = store.begin_import(Sample, "elsewhere", day(1)).await.unwrap();
        let mut publication = second.publish().await.unwrap();
        publication.write(&sample()).await.unwrap();
        let overtaken = losing.write(&sample()).await.unwrap_err();
        assert!(matches!(overtaken, Error::Overtaken), "{overtaken}");
        let overtaken = losing.commit("{}").await.unwrap_err();
        assert!(matches!(overtaken, Error::Overtaken), "{overtaken}");
        publication.commit("{}").await.unwrap();
        assert!(matches!(store.facility(PLACE).await.unwrap(), FacilityRecord::Listed(_)));
        assert_eq!(store.facility(Uuid::from_u128(902)).await.unwrap(), FacilityRecord::Unknown);
        store.close().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn corrections_of_the_sample_are_deleted_with_it() {
    on_both_engines(async |address: String| {
        let store = Store::open(&DatabaseUrl::parse(&address).unwrap()).await.unwrap();
        import(&store, Sample, &sample()).await;
        let real = content(Track::SubstanceUse, "Real", "OIT");
        let mut changes = Changes::new(day(1));
        changes.upserts.push(upsert(id(Findtreatment, "1"), real, at(1, 11)));
        let today = date(2026, 11, 25);
        store.add_correction(PLACE, CorrectionChoice::Phone, today).await.unwrap();
        import(&store, Findtreatment, &changes).await;
        store.add_correction(Uuid::from_u128(1), CorrectionChoice::Moved, today).await.unwrap();
        import(&store, Findtreatment, &Changes { purge: vec![Sample], ..Changes::new(day(2)) }).await;
        let kept: Vec<Uuid> = store.corrections().await.unwrap().iter().map(|one| one.facility).collect();
        assert_eq!(kept, [Uuid::from_u128(1)]);
        store.close().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_source_has_its_own_time_of_last_publication() {
    on_both_engines(async |address: String| {
        let store = Store::open(&DatabaseUrl::parse(&address).unwrap()).await.unwrap();
        import(&store, Findtreatment, &Changes::new(day(0))).await;
        let first = store.last_published(Findtreatment).await.unwrap();
        assert!(first.is_some());
        import(&store, Nppes, &Changes::new(day(1))).await;
        assert_eq!(store.last_published(Findtreatment).await.unwrap(), first);
        assert!(store.last_published(Nppes).await.unwrap() > first);
        assert_eq!(store.last_published(Sample).await.unwrap(), None);
        store.close().await;
    })
    .await;
}
