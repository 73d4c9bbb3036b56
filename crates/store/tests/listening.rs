//! Hearing of publications by other processes.

#![allow(clippy::unwrap_used)]

use std::time::Duration;

use directory::Source;
use jiff::Timestamp;
use store::testing::{PostgresServer, cut_listeners};
use store::{DatabaseUrl, Store};

/// Long enough for a test to fail instead of passing by accident.
const FOREVER: Duration = Duration::from_secs(3600);

async fn publish(store: &Store) {
    let mut import = store.begin_import(Source::Sample, "here", Timestamp::UNIX_EPOCH).await.unwrap();
    import.publish().await.unwrap().commit("{}").await.unwrap();
    import.close().await;
}

#[tokio::test]
async fn a_publication_is_heard_by_another_store_also_after_the_connection_was_lost() {
    let Some(server) = PostgresServer::start() else { return };
    let url = DatabaseUrl::parse(&server.new_database().await).unwrap();
    let (here, there) = (Store::open(&url).await.unwrap(), Store::open(&url).await.unwrap());
    let mut listener = there.listen();
    // The connection itself wakes the listener.
    listener.next(FOREVER).await;
    publish(&here).await;
    listener.next(FOREVER).await;
    cut_listeners(&here).await;
    listener.next(FOREVER).await;
    publish(&here).await;
    listener.next(FOREVER).await;
    assert_eq!(there.generation().await.unwrap().unwrap().0, 2);
}

#[tokio::test]
async fn without_notifications_the_listener_waits_only_as_long_as_it_is_told_to() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&DatabaseUrl::sqlite(folder.path().join("a.db"))).await.unwrap();
    store.listen().next(Duration::from_millis(1)).await;
}
