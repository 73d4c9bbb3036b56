//! The copy of the index that a store on PostgreSQL keeps for other servers.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use directory::Source;
use jiff::Timestamp;
use store::testing::PostgresServer;
use store::{DatabaseUrl, Store};
use uuid::Uuid;

/// Publishes an empty generation with an index of these files.
async fn publish(store: &Store, index: &Path) -> Uuid {
    let mut import = store.begin_import(Source::Sample, "here", Timestamp::UNIX_EPOCH).await.unwrap();
    let mut publication = import.publish().await.unwrap();
    publication.keep_index(index).await.unwrap();
    let id = publication.id();
    publication.commit("{}").await.unwrap();
    import.close().await;
    id
}

#[tokio::test]
async fn a_kept_index_is_copied_as_it_was_and_replaced_by_the_next() {
    let Some(server) = PostgresServer::start() else { return };
    let store = Store::open(&DatabaseUrl::parse(&server.new_database().await).unwrap()).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let index = folder.path().join("index");
    // Exactly two parts of a mebibyte.
    let large: Vec<u8> = (0..2 << 20).map(|at| (at % 251) as u8).collect();
    let written = [("empty", &b""[..]), ("text/names", b"a name"), ("documents", &large)];
    fs::create_dir_all(index.join("text")).unwrap();
    for (name, bytes) in written {
        fs::write(index.join(name), bytes).unwrap();
    }
    let first = publish(&store, &index).await;
    let copy = folder.path().join("copy");
    assert!(store.copy_index(first, &copy).await.unwrap());
    for (name, bytes) in written {
        assert!(fs::read(copy.join(name)).unwrap() == bytes, "{name}");
    }
    let second = publish(&store, &index).await;
    assert!(!store.copy_index(first, &copy).await.unwrap(), "the former index is deleted");
    assert!(store.copy_index(second, &folder.path().join("another")).await.unwrap());
}
