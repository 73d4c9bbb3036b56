//! What can go wrong when a store is opened, and what is not a problem.
#![allow(clippy::unwrap_used)]

mod common;

use std::error::Error as _;
use std::time::Duration;

use common::{day, names, on_both_engines};
use directory::Source::Sample;
use sqlx::{ConnectOptions, Connection};
use store::{BeginError, DatabaseUrl, Error, Store};

#[tokio::test(flavor = "multi_thread")]
async fn many_may_open_a_new_store_at_once() {
    on_both_engines(async |address: String| {
        let url = DatabaseUrl::parse(&address).unwrap();
        let open = || {
            tokio::spawn({
                let url = url.clone();
                async move { Store::open(&url).await.unwrap() }
            })
        };
        let opening: Vec<_> = (0..8).map(|_| open()).collect();
        let mut stores = Vec::new();
        for opened in opening {
            stores.push(opened.await.unwrap());
        }
        assert!(stores.iter().all(|store| store.identity() == stores[0].identity()));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_opens_and_reads_while_another_process_publishes() {
    on_both_engines(async |address: String| {
        let url = DatabaseUrl::parse(&address).unwrap();
        let store = Store::open(&url).await.unwrap();
        let mut import = store.begin_import(Sample, "built in", day(0)).await.unwrap();
        let publication = import.publish().await.unwrap();
        let opening = tokio::time::timeout(Duration::from_secs(10), Store::open(&url));
        let other = opening.await.expect("opening does not wait for the writer").unwrap();
        assert_eq!(names(&other).await, [""; 0]);
        publication.commit("{}").await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_imports_at_once_only_one_begins() {
    on_both_engines(async |address: String| {
        let store = Store::open(&DatabaseUrl::parse(&address).unwrap()).await.unwrap();
        let begin = || {
            tokio::spawn({
                let store = store.clone();
                async move { store.begin_import(Sample, "built in", day(0)).await }
            })
        };
        let beginning: Vec<_> = (0..6).map(|_| begin()).collect();
        let mut begun = Vec::new();
        for import in beginning {
            begun.push(import.await.unwrap());
        }
        assert_eq!(begun.iter().filter(|import| import.is_ok()).count(), 1);
        let is_busy = |error: &BeginError| matches!(error, BeginError::Busy { .. });
        assert!(begun.iter().filter_map(|import| import.as_ref().err()).all(is_busy));
    })
    .await;
}

#[tokio::test]
async fn a_file_that_is_something_else_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("letter.txt");
    let letter = "Dear Ann, ".repeat(500);
    std::fs::write(&file, &letter).unwrap();
    let error = Store::open(&DatabaseUrl::sqlite(&file)).await.unwrap_err();
    assert!(matches!(error, Error::NotADatabase { .. }), "{error:?}");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), letter);
}

#[tokio::test]
async fn a_place_that_cannot_be_written_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a file");
    std::fs::write(&file, "").unwrap();
    let below = DatabaseUrl::sqlite(file.join("below/store.db"));
    let error = Store::open(&below).await.unwrap_err();
    assert!(matches!(error, Error::CreateFolder { .. }), "{error:?}");
    assert!(error.to_string().contains("a file/below"), "{error}");

    let error = Store::open(&DatabaseUrl::sqlite(folder.path())).await.unwrap_err();
    assert!(matches!(error, Error::NotWritable { .. }), "{error:?}");
    assert!(error.to_string().contains(folder.path().to_str().unwrap()), "{error}");

    let nobody = DatabaseUrl::parse("postgres://ann:hush@127.0.0.1:1/db").unwrap();
    let error = Store::open(&nobody).await.unwrap_err();
    assert_eq!(error.to_string(), "the database postgres://ann@127.0.0.1:1/db can't be reached");
    assert!(error.source().is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_of_a_newer_version_is_not_opened() {
    on_both_engines(async |address: String| {
        let url = DatabaseUrl::parse(&address).unwrap();
        Store::open(&url).await.unwrap().close().await;
        let newer = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
            SELECT 99, 'later', success, checksum, 0 FROM _sqlx_migrations WHERE version = 1";
        match url.file() {
            Some(file) => {
                let options = sqlx::sqlite::SqliteConnectOptions::new().filename(file);
                let mut connection = options.connect().await.unwrap();
                sqlx::query(newer).execute(&mut connection).await.unwrap();
                connection.close().await.unwrap();
            }
            None => {
                let mut connection = sqlx::PgConnection::connect(&address).await.unwrap();
                sqlx::query(newer).execute(&mut connection).await.unwrap();
            }
        }
        let error = Store::open(&url).await.unwrap_err();
        assert!(matches!(error, Error::Newer { version: 99, .. }), "{error:?}");
    })
    .await;
}
