//! Hearing of publications by other processes at once, with PostgreSQL's LISTEN and NOTIFY.

use std::sync::Arc;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgListener, PgPoolOptions};
use tokio::sync::Notify;
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};

use crate::Store;
use crate::error::Error;
use crate::pool::Session;
use crate::url::DatabaseLocation;

pub(crate) const CHANNEL: &str = "iopfinder_publication";

/// How long to wait before connecting again after the connection was lost.
const RECONNECT_AFTER: Duration = Duration::from_secs(1);

/// How long a connection may be silent before it is tested. A network that is cut says nothing.
const SILENCE: Duration = Duration::from_secs(30);

/// How long the server may take to answer that test.
const PATIENCE: Duration = Duration::from_secs(5);

/// Hears of publications until it is dropped.
///
/// A publication may go unheard: while there is no connection, through a connection pooler, and always on SQLite. So
/// whoever listens must also look for itself from time to time.
pub struct PublicationListener {
    heard: Arc<Notify>,
    listening: Option<JoinHandle<()>>,
}

impl Store {
    /// Begins to listen for publications, on a connection of its own.
    pub fn listen(&self) -> PublicationListener {
        let heard = Arc::new(Notify::new());
        let listening = match &self.url.0 {
            DatabaseLocation::Sqlite(_) => None,
            DatabaseLocation::Postgres(options) => {
                Some(tokio::spawn(listen_again_and_again((**options).clone(), Arc::clone(&heard))))
            }
        };
        PublicationListener { heard, listening }
    }
}

impl PublicationListener {
    /// Waits until something was published, or might have been, but no longer than `at_most`.
    pub async fn next(&mut self, at_most: Duration) {
        // Elapsed or not: in both cases the caller looks.
        let _ = timeout(at_most, self.heard.notified()).await;
    }
}

impl Drop for PublicationListener {
    fn drop(&mut self) {
        if let Some(listening) = &self.listening {
            listening.abort();
        }
    }
}

/// Tells all listeners that something was published, as soon as the transaction is committed.
pub(crate) async fn announce(session: &mut Session) -> Result<(), Error> {
    if let Session::Postgres(db) = session {
        let notify = sqlx::query("SELECT pg_notify($1, '')").bind(CHANNEL);
        let done = notify.execute(&mut **db).await;
        done.map_err(|error| Error::database("announcing a publication", error))?;
    }
    Ok(())
}

async fn listen_again_and_again(options: PgConnectOptions, heard: Arc<Notify>) {
    loop {
        if let Err(error) = listen(&options, &heard).await {
            tracing::debug!(%error, "can't listen for publications; trying again");
        }
        sleep(RECONNECT_AFTER).await;
    }
}

/// Listens until the connection is lost.
async fn listen(options: &PgConnectOptions, heard: &Notify) -> Result<(), sqlx::Error> {
    // Not the store's pool, from which a listener would take a connection forever.
    let pool = PgPoolOptions::new().max_connections(1).idle_timeout(None).max_lifetime(None);
    let mut listener = PgListener::connect_with(&pool.connect_with(options.clone()).await?).await?;
    listener.eager_reconnect(false);
    listener.listen(CHANNEL).await?;
    // Something may have been published before.
    heard.notify_one();
    loop {
        match timeout(SILENCE, listener.try_recv()).await {
            Ok(Ok(Some(_))) => heard.notify_one(),
            Ok(Ok(None)) => return Ok(()),
            Ok(Err(error)) => return Err(error),
            Err(_) => {
                let answered = timeout(PATIENCE, sqlx::query("SELECT 1").execute(&mut listener)).await;
                answered.map_err(|_| sqlx::Error::PoolTimedOut)??;
            }
        }
    }
}
