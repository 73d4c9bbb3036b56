//! A store from before versions of listings were kept, opened by today's program.
#![allow(clippy::unwrap_used)]

mod common;

use common::{at, content, day, id, on_both_engines, upsert};
use directory::Source::Findtreatment;
use directory::Track;
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::postgres::PgConnectOptions;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, SqlSafeStr};
use store::{
    Changes, DatabaseUrl, FacilityRecord, Generation, ImportCoverage, ImportId, PublicationCause, Store,
    UndoError,
};
use uuid::Uuid;

/// Two imports: the first found three places, the second only one of them.
fn rows() -> String {
    let (first, second) = ("2026-01-01T00:00:00.000000000Z", "2026-01-08T00:00:00.000000000Z");
    let mut rows = "INSERT INTO meta (key, value) VALUES ('generation', '2');\n".to_owned();
    for (number, at) in [(1, first), (2, second)] {
        let id = Uuid::from_u128(number);
        rows += &format!(
            "INSERT INTO import (id, number, source, origin, status, started_at, finished_at, host, pid, generation)
             VALUES ('{id}', {number}, 'findtreatment', 'there', 'done', '{at}', '{at}', 'here', 1, {number});\n"
        );
    }
    for (number, gone) in [(901, false), (902, true), (903, true)] {
        let (facility, program) = (Uuid::from_u128(number), Uuid::from_u128(number + 10));
        let json = serde_json::to_string(&content(Track::SubstanceUse, &format!("Place {number}"), "OIT"));
        let (retrieved, gone) =
            if gone { (first, format!("'{second}'")) } else { (second, "NULL".to_owned()) };
        rows += &format!(
            "INSERT INTO facility (id, first_seen, gone_at) VALUES ('{facility}', '{first}', {gone});
             INSERT INTO program (id, facility_id, track) VALUES ('{program}', '{facility}', 'substance_use');
             INSERT INTO listing (source, source_id, track, facility_id, program_id, content, retrieved_at,
                first_seen, gone_at) VALUES ('findtreatment', '{number}', 'substance_use', '{facility}',
                '{program}', '{}', '{retrieved}', '{first}', {gone});\n",
            json.unwrap()
        );
    }
    rows
}

async fn make(address: &str) {
    let migrator = |text: &'static str| {
        let step = Migration::new(1, "first".into(), MigrationType::Simple, text.into_sql_str(), false);
        let mut migrator = Migrator::with_migrations(vec![step]);
        migrator.set_locking(false);
        migrator
    };
    let rows = sqlx::raw_sql(AssertSqlSafe(rows()));
    if let Some(file) = address.strip_prefix("sqlite://") {
        let file = file.replace("%20", " ");
        std::fs::create_dir_all(std::path::Path::new(&file).parent().unwrap()).unwrap();
        let options = SqliteConnectOptions::new().filename(file).create_if_missing(true);
        let mut connection = options.connect().await.unwrap();
        let first = migrator(include_str!("../migrations/sqlite/0001_first.sql"));
        first.run_direct(None, &mut connection, false).await.unwrap();
        rows.execute(&mut connection).await.unwrap();
    } else {
        let mut connection = address.parse::<PgConnectOptions>().unwrap().connect().await.unwrap();
        let first = migrator(include_str!("../migrations/postgres/0001_first.sql"));
        first.run_direct(None, &mut connection, false).await.unwrap();
        rows.execute(&mut connection).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_listing_that_was_gone_before_versions_were_kept_is_gone_again_when_an_import_is_undone() {
    on_both_engines(async |address: String| {
        make(&address).await;
        let store = Store::open(&DatabaseUrl::parse(&address).unwrap()).await.unwrap();
        for gone in [902, 903] {
            let record = store.facility(Uuid::from_u128(gone)).await.unwrap();
            assert!(matches!(record, FacilityRecord::Gone { .. }));
        }
        let mut import = store.begin_import(Findtreatment, "there", day(90)).await.unwrap();
        let mut publication = import.publish().await.unwrap();
        let back =
            upsert(id(Findtreatment, "902"), content(Track::SubstanceUse, "Back", "OIT"), at(902, 912));
        let covered = Some((Findtreatment, ImportCoverage::Whole));
        let changes = Changes { upserts: vec![back], covered, ..Changes::new(day(90)) };
        publication.write(&changes).await.unwrap();
        assert_eq!(publication.commit("{}").await.unwrap(), Generation(3));
        let newest = import.id();
        import.close().await;

        let mut revision = store.begin_revision(day(91)).await.unwrap();
        let second = ImportId(Uuid::from_u128(2));
        let error = revision.reversal(second).await.unwrap_err();
        assert!(matches!(error, UndoError::NotNewest { newest: first, .. } if first == newest), "{error}");
        let reversal = revision.reversal(newest).await.unwrap();
        let reverted = &reversal.reverted;
        let [back] = &reverted[..] else { panic!("one was back: {reverted:?}") };
        assert!(back.to.as_ref().is_some_and(|(state, _)| state.gone_at.is_some()), "{back:?}");
        let mut publication = revision.publish(PublicationCause::Undo(newest)).await.unwrap();
        let changes = Changes { reverted: reversal.reverted, dated: reversal.dated, ..Changes::new(day(91)) };
        publication.write(&changes).await.unwrap();
        publication.commit("").await.unwrap();
        let error = revision.reversal(second).await.unwrap_err();
        assert!(matches!(error, UndoError::NoVersions(_)), "{error}");
        revision.close().await;
        let record = store.facility(Uuid::from_u128(902)).await.unwrap();
        let FacilityRecord::Gone { last, .. } = record else { panic!("{record:?}") };
        assert_eq!(last.name, "Place 902");
        store.close().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_of_imports_from_before_versions_were_kept_are_unknown() {
    on_both_engines(async |address: String| {
        make(&address).await;
        let store = Store::open(&DatabaseUrl::parse(&address).unwrap()).await.unwrap();
        for import in store.imports(9).await.unwrap() {
            assert_eq!(store.imported_versions(&import).await.unwrap(), []);
        }
        store.close().await;
    })
    .await;
}
