//! Backups, and copies from one engine to the other.
#![allow(clippy::unwrap_used)]

mod common;

use std::path::Path;

use common::{at, content, day, facilities, id, names, on_both_engines, upsert};
use directory::Source::{Findtreatment, Sample};
use directory::Track;
use jiff::civil::date;
use store::testing::PostgresServer;
use store::{
    Changes, CopyError, CorrectionChoice, DatabaseUrl, Error, Generation, ImportCoverage, RejectedRow,
    Restored, Store,
};
use uuid::Uuid;

async fn open(address: &str) -> Store {
    Store::open(&DatabaseUrl::parse(address).unwrap()).await.unwrap()
}

/// Imports listings with these names, and leaves rows in all tables.
async fn import(store: &Store, place_names: &[&str]) {
    let mut import = store.begin_import(Findtreatment, "here", day(1)).await.unwrap();
    let mut changes = Changes::new(day(1));
    changes.upserts = (1..)
        .zip(place_names)
        .map(|(number, name)| {
            let content = content(Track::SubstanceUse, name, "OIT");
            upsert(id(Findtreatment, &number.to_string()), content, at(number, 100 + number))
        })
        .collect();
    changes.covered = Some((Findtreatment, ImportCoverage::Whole));
    changes.rejected.push(RejectedRow { row_number: 7, reason: "no such state".into(), raw: "row 7".into() });
    let mut publication = import.publish().await.unwrap();
    publication.write(&changes).await.unwrap();
    publication.commit("{}").await.unwrap();
    import.close().await;
    store.add_correction(Uuid::from_u128(1), CorrectionChoice::Phone, date(2026, 11, 25)).await.unwrap();
}

/// Stages a page, and writes a generation that is not published.
async fn begin_another(store: &Store) -> store::Import {
    let mut import = store.begin_import(Sample, "elsewhere", day(2)).await.unwrap();
    import.save_page(1, &[0, 255, 7], day(2)).await.unwrap();
    let mut changes = Changes::new(day(2));
    changes.upserts.push(upsert(
        id(Sample, "9"),
        content(Track::SubstanceUse, "Not published", "OIT"),
        at(9, 109),
    ));
    import.publish().await.unwrap().write(&changes).await.unwrap();
    import
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_on_the_other_engine_and_back_has_the_same_rows() {
    let Some(server) = PostgresServer::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| DatabaseUrl::sqlite(folder.path().join(name));
    let first = Store::open(&file("first.db")).await.unwrap();
    import(&first, &["Oak", "Elm", "Fir"]).await;
    let _import = begin_another(&first).await;
    let address = server.new_database().await;
    let sums = first.copy_to(&open(&address).await, false).await.unwrap();
    assert!(
        sums.iter().all(|sums| sums.rows > 0 || ["decision", "borderline"].contains(&&*sums.table)),
        "{sums:?}"
    );

    let second = open(&address).await;
    assert_eq!(second.identity(), first.identity());
    assert_eq!(facilities(&second).await, facilities(&first).await);
    let error = first.copy_to(&second, false).await.unwrap_err();
    assert!(matches!(error, CopyError::NotEmpty { .. }), "{error}");

    let back = second.copy_to(&Store::open(&file("third.db")).await.unwrap(), false).await.unwrap();
    assert_eq!(back, sums);
    let third = Store::open(&file("third.db")).await.unwrap();
    import(&third, &["Oak"]).await;
    assert_eq!(third.generation().await.unwrap(), Some(Generation(2)));
    for store in [first, second, third] {
        store.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_has_one_state_of_a_store_that_others_write_to() {
    on_both_engines(async |address: String| {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("backup.db");
        let store = open(&address).await;
        import(&store, &["Oak", "Elm"]).await;
        let importing = begin_another(&store).await;
        store.back_up(&file).await.unwrap();
        importing.close().await;
        import(&store, &["Later"]).await;
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "a backup is a single file");

        let target = DatabaseUrl::sqlite(folder.path().join("restored/store.db"));
        let Restored { generation, facilities, damage } =
            Store::restore(&file, &target, false).await.unwrap();
        assert_eq!((generation, facilities, damage.is_any()), (Some(Generation(1)), 2, false));
        let restored = Store::open(&target).await.unwrap();
        assert_eq!(names(&restored).await, ["Oak", "Elm"]);
        assert_eq!(restored.corrections().await.unwrap().len(), 1);
        assert!(restored.begin_import(Sample, "elsewhere", day(3)).await.unwrap().resumed());
        restored.close().await;

        // Back to where it came from.
        let url = DatabaseUrl::parse(&address).unwrap();
        let error = Store::restore(&file, &url, true).await.unwrap_err();
        assert!(matches!(error, CopyError::InUse { .. }), "{error}");
        store.close().await;
        drop(store);
        let error = Store::restore(&file, &url, false).await.unwrap_err();
        assert!(matches!(error, CopyError::NotEmpty { .. }), "{error}");
        Store::restore(&file, &url, true).await.unwrap();
        assert_eq!(names(&open(&address).await).await, ["Oak", "Elm"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_backup_replaces_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("backup.db");
    let store = Store::open(&DatabaseUrl::sqlite(folder.path().join("first.db"))).await.unwrap();
    import(&store, &["Oakwood"]).await;
    store.back_up(&file).await.unwrap();
    let target = DatabaseUrl::sqlite(folder.path().join("second.db"));
    let second = Store::open(&target).await.unwrap();
    import(&second, &["Untouched"]).await;
    second.close().await;
    drop(second);

    let whole = std::fs::read(&file).unwrap();
    let name = whole.windows(7).position(|bytes| bytes == b"Oakwood").unwrap();
    for offset in (0..whole.len()).step_by(whole.len() / 40).chain([name]) {
        let mut damaged = whole.clone();
        damaged[offset] ^= 1;
        std::fs::write(&file, damaged).unwrap();
        match Store::restore(&file, &target, true).await {
            Err(CopyError::DamagedBackup { .. } | CopyError::NotABackup { .. }) => {
                assert_eq!(stored_names(&target).await, ["Untouched"]);
            }
            // Not all bytes of an SQLite file mean something.
            Ok(_) => {
                assert_ne!(offset, name);
                assert_eq!(stored_names(&target).await, ["Oakwood"]);
                restore_untouched(&target).await;
            }
            Err(error) => panic!("{error}"),
        }
    }
    for truncated in [&whole[..whole.len() / 2], b"this is no backup, but a text of some length", b""] {
        std::fs::write(&file, truncated).unwrap();
        assert!(Store::restore(&file, &target, true).await.is_err());
        assert_eq!(stored_names(&target).await, ["Untouched"]);
    }
}

async fn stored_names(url: &DatabaseUrl) -> Vec<String> {
    let store = Store::open(url).await.unwrap();
    let names = names(&store).await;
    store.close().await;
    names
}

async fn restore_untouched(url: &DatabaseUrl) {
    let store = Store::open(url).await.unwrap();
    import(&store, &["Untouched"]).await;
    store.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_is_not_a_backup_and_a_store_that_is_being_replaced_cannot_be_opened() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let url = DatabaseUrl::sqlite(path("store.db"));
    let store = Store::open(&url).await.unwrap();
    import(&store, &["Oak"]).await;
    store.close().await;
    let elsewhere = DatabaseUrl::sqlite(path("new.db"));
    let error = Store::restore(Path::new(&path("store.db")), &elsewhere, false).await.unwrap_err();
    assert!(matches!(error, CopyError::NotABackup { .. }), "{error}");
    assert!(!path("new.db").exists());

    drop(store);
    let lock = std::fs::File::options().write(true).open(path("store.db.in-use")).unwrap();
    lock.lock().unwrap();
    let error = Store::open(&url).await.unwrap_err();
    assert!(matches!(error, Error::BeingRestored { .. }), "{error}");
}
