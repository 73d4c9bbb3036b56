//! The two engines behind one text of SQL: connections, transactions, and the macros that run a statement on
//! whichever of the two it is.

use std::path::Path;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, PgPool, Postgres, Sqlite, SqlitePool, Transaction};

use crate::error::Error;

/// How long a writer of an SQLite file waits for another one.
const BUSY_TIMEOUT: Duration = Duration::from_secs(30);

/// How long a writer waits for another one while a person waits for it.
const HASTY_TIMEOUT: Duration = Duration::from_secs(1);

/// How long the emptying of the write-ahead log waits for readers.
const CHECKPOINT_TIMEOUT: Duration = Duration::from_secs(1);

/// How long anybody waits for a connection.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(15);

const CONNECTIONS: u32 = 8;

/// Open connections to one of the two engines.
#[derive(Debug, Clone)]
pub(crate) enum Pool {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

/// A transaction on one of the two engines; rolled back when it is dropped.
pub(crate) enum Session {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// Runs the same text for either engine: `either!(Session, session, |db| …)`.
macro_rules! either {
    ($kind:ident, $value:expr, |$name:ident| $body:expr) => {
        match $value {
            $crate::pool::$kind::Sqlite($name) => $body,
            $crate::pool::$kind::Postgres($name) => $body,
        }
    };
}

/// Runs a statement: `execute!(session, "doing what", "SQL", values…)`. Gives the number of rows it changed.
macro_rules! execute {
    ($session:expr, $doing:expr, $sql:expr $(, $value:expr)* $(,)?) => {
        $crate::pool::either!(Session, $session, |db| {
            let done = sqlx::query($sql)$(.bind($value))*.execute(&mut **db).await;
            done.map(|done| done.rows_affected())
        })
        .map_err(|error| $crate::error::Error::database($doing, error))
    };
}

/// Runs a query: `rows!(session, "doing what", (String, i64), "SQL", values…)`. Gives all its rows.
macro_rules! rows {
    ($session:expr, $doing:expr, $row:ty, $sql:expr $(, $value:expr)* $(,)?) => {
        $crate::pool::either!(Session, $session, |db| {
            sqlx::query_as::<_, $row>($sql)$(.bind($value))*.fetch_all(&mut **db).await
        })
        .map_err(|error| $crate::error::Error::database($doing, error))
    };
}

/// As `rows!`, for the first row, if there is one.
macro_rules! row {
    ($session:expr, $doing:expr, $row:ty, $sql:expr $(, $value:expr)* $(,)?) => {
        $crate::pool::either!(Session, $session, |db| {
            sqlx::query_as::<_, $row>($sql)$(.bind($value))*.fetch_optional(&mut **db).await
        })
        .map_err(|error| $crate::error::Error::database($doing, error))
    };
}

pub(crate) use {either, execute, row, rows};

/// The options of every connection to an SQLite file. Each commit is on the disk when it returns.
pub(crate) fn sqlite_options(file: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(BUSY_TIMEOUT)
        .pragma("cache_size", "-8192")
        .pragma("journal_size_limit", "67108864")
        .row_buffer_size(500)
        .disable_statement_logging()
}

impl Pool {
    pub(crate) async fn sqlite(file: &Path) -> Result<Pool, sqlx::Error> {
        let pool = SqlitePoolOptions::new().max_connections(CONNECTIONS).acquire_timeout(ACQUIRE_TIMEOUT);
        Ok(Pool::Sqlite(pool.connect_with(sqlite_options(file)).await?))
    }

    /// One connection for writes that a person waits for. It leaves those of all others alone while another process is
    /// writing, and soon gives up.
    pub(crate) fn hasty_sqlite(file: &Path) -> Pool {
        let pool = SqlitePoolOptions::new().max_connections(1).acquire_timeout(2 * HASTY_TIMEOUT);
        Pool::Sqlite(pool.connect_lazy_with(sqlite_options(file).busy_timeout(HASTY_TIMEOUT)))
    }

    pub(crate) async fn postgres(options: &PgConnectOptions) -> Result<Pool, sqlx::Error> {
        let pool = PgPoolOptions::new().max_connections(CONNECTIONS).acquire_timeout(ACQUIRE_TIMEOUT);
        Ok(Pool::Postgres(pool.connect_with(options.clone()).await?))
    }

    /// A transaction that sees one state of the store from its first query on.
    pub(crate) async fn read(&self, doing: &'static str) -> Result<Session, Error> {
        let session = match self {
            Pool::Sqlite(pool) => pool.begin_with("BEGIN DEFERRED").await.map(Session::Sqlite),
            Pool::Postgres(pool) => {
                let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
                pool.begin_with(begin).await.map(Session::Postgres)
            }
        };
        session.map_err(|error| Error::database(doing, error))
    }

    /// A transaction that may write.
    pub(crate) async fn write(&self, doing: &'static str) -> Result<Session, Error> {
        let begun = async {
            match self {
                Pool::Sqlite(pool) => pool.begin_with("BEGIN IMMEDIATE").await.map(Session::Sqlite),
                Pool::Postgres(pool) => {
                    let mut session = pool.begin().await?;
                    // What is published takes its time between statements: the search index is built.
                    let patient = "SET LOCAL idle_in_transaction_session_timeout = 0";
                    sqlx::query(patient).execute(&mut *session).await?;
                    Ok(Session::Postgres(session))
                }
            }
        };
        begun.await.map_err(|error| Error::database(doing, error))
    }

    /// Brings an engine up to date with much that was written.
    pub(crate) async fn tidy(&self) {
        match self {
            Pool::Sqlite(pool) => checkpoint(pool).await,
            Pool::Postgres(pool) => analyze(pool).await,
        }
    }

    pub(crate) async fn close(&self) {
        either!(Pool, self, |pool| pool.close().await)
    }
}

/// Moves what SQLite has written beside the file into it, and empties what is beside it.
///
/// Readers may hold it up: the next one catches up on what this one left.
async fn checkpoint(pool: &SqlitePool) {
    let options = pool.connect_options().as_ref().clone().busy_timeout(CHECKPOINT_TIMEOUT);
    let work = async {
        let mut connection = options.connect().await?;
        sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut connection).await?;
        connection.close().await
    };
    if let Err(error) = work.await {
        tracing::warn!(%error, "the write-ahead log could not be emptied");
    }
}

/// Lets PostgreSQL know how large the tables are now. By itself it finds that out a minute later, and until then it goes
/// through whole tables for a few rows.
async fn analyze(pool: &PgPool) {
    let analyze = "ANALYZE listing, listing_version, placement, facility, publication, import";
    if let Err(error) = sqlx::query(analyze).execute(pool).await {
        tracing::warn!(%error, "the sizes of the tables could not be written down");
    }
}

impl Session {
    pub(crate) async fn commit(self, doing: &'static str) -> Result<(), Error> {
        either!(Session, self, |db| db.commit().await).map_err(|error| Error::database(doing, error))
    }
}

#[cfg(test)]
mod tests {
    use directory::Source;
    use jiff::Timestamp;

    use crate::testing::PostgresServer;
    use crate::{DatabaseUrl, Store};

    #[tokio::test]
    async fn after_a_publication_postgresql_knows_how_large_the_tables_are() {
        let Some(server) = PostgresServer::start() else { return };
        let address = server.new_database().await;
        let store = Store::open(&DatabaseUrl::parse(&address).unwrap()).await.unwrap();
        let mut import = store.begin_import(Source::Sample, "here", Timestamp::UNIX_EPOCH).await.unwrap();
        import.publish().await.unwrap().commit("{}").await.unwrap();
        let mut session = store.pool.read("testing").await.unwrap();
        // -1 of a table that was never looked at.
        let query = "SELECT reltuples FROM pg_class WHERE relname IN ('listing_version', 'publication')
            ORDER BY relname";
        let known = rows!(&mut session, "testing", (f32,), query);
        // The other engine has no such table.
        assert_eq!(known.unwrap(), [(0.0,), (1.0,)]);
    }
}
