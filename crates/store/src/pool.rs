//! Connections to either engine, and transactions.

use std::io;
use std::path::Path;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, PgConnection, PgPool, Postgres, Sqlite, SqlitePool, Transaction};

use crate::error::Error;
use crate::pending::{Boxed, Pending};

/// How long a writer of an SQLite file waits for another one.
const BUSY_TIMEOUT: Duration = Duration::from_secs(30);

/// How long a checkpoint of SQLite's write-ahead log waits for readers.
const CHECKPOINT_TIMEOUT: Duration = Duration::from_secs(1);

/// How long to wait for a free connection.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(15);

const CONNECTIONS: u32 = 8;

/// How long a visitor waits for the database.
const PROMPTLY: Duration = Duration::from_millis(2500);

/// How long to wait for a server to accept a connection.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);

/// Connects to a PostgreSQL server without a pool, which would go on trying although nobody listens.
pub(crate) async fn connect_to_server(options: &PgConnectOptions) -> Result<PgConnection, sqlx::Error> {
    let late = |_| sqlx::Error::Io(io::Error::new(io::ErrorKind::TimedOut, "it does not answer"));
    tokio::time::timeout(CONNECT_TIMEOUT, options.connect()).await.map_err(late)?
}

/// Open connections to either engine.
#[derive(Debug, Clone)]
pub(crate) enum Pool {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

/// A transaction on either engine. It is rolled back when dropped.
pub(crate) enum Session {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// Expands to the same code for either engine: `either!(Session, session, |db| …)`.
macro_rules! either {
    ($kind:ident, $value:expr, |$name:ident| $body:expr) => {
        match $value {
            $crate::pool::$kind::Sqlite($name) => $body,
            $crate::pool::$kind::Postgres($name) => $body,
        }
    };
}

pub(crate) use either;

/// The options of every connection to an SQLite file. A commit returns only when it is on the disk.
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
    pub(crate) async fn sqlite(options: SqliteConnectOptions) -> Result<Pool, sqlx::Error> {
        let pool = SqlitePoolOptions::new().max_connections(CONNECTIONS).acquire_timeout(ACQUIRE_TIMEOUT);
        Ok(Pool::Sqlite(pool.connect_with(options).await?))
    }

    pub(crate) async fn postgres(options: &PgConnectOptions) -> Result<Pool, sqlx::Error> {
        let pool = PgPoolOptions::new().max_connections(CONNECTIONS).acquire_timeout(ACQUIRE_TIMEOUT);
        Ok(Pool::Postgres(pool.connect_with(options.clone()).await?))
    }

    /// Begins a transaction that sees one state of the store from its first query on.
    pub(crate) fn read(&self, doing: &'static str) -> Pending<'_, Session> {
        self.begin(doing, "BEGIN DEFERRED", "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    }

    /// Begins a transaction that may write.
    pub(crate) fn write(&self, doing: &'static str) -> Pending<'_, Session> {
        self.begin(doing, "BEGIN IMMEDIATE", "BEGIN")
    }

    fn begin(
        &self,
        doing: &'static str,
        sqlite: &'static str,
        postgres: &'static str,
    ) -> Pending<'_, Session> {
        Box::pin(async move {
            let begun = match self {
                Pool::Sqlite(pool) => pool.begin_with(sqlite).await.map(Session::Sqlite),
                Pool::Postgres(pool) => pool.begin_with(postgres).await.map(Session::Postgres),
            };
            match begun {
                Ok(session) => Ok(session),
                Err(error) => Err(self.explain(doing, error).await),
            }
        })
    }

    /// The reason why there is no connection. When the pool waited too long for one, either all are in use, or the server
    /// does not accept new ones.
    async fn explain(&self, doing: &'static str, error: sqlx::Error) -> Error {
        if let (Pool::Postgres(pool), sqlx::Error::PoolTimedOut) = (self, &error)
            && let Err(source) = connect_to_server(&pool.connect_options()).await
        {
            return Error::Unreachable { doing, source };
        }
        Error::database(doing, error)
    }

    /// The text that a query returns, outside a transaction; `None` if it returns no row.
    pub(crate) fn text(&self, doing: &'static str, query: &'static str) -> Pending<'_, Option<String>> {
        Box::pin(async move {
            let value = either!(Pool, self, |db| sqlx::query_scalar(query).fetch_optional(db).await);
            match value {
                Ok(value) => Ok(value),
                Err(error) => Err(self.explain(doing, error).await),
            }
        })
    }

    /// Waits for work only as long as a visitor should. An SQLite file is always there, and answers as soon as it can.
    pub(crate) async fn promptly<T>(&self, doing: &'static str, work: Pending<'_, T>) -> Result<T, Error> {
        let Pool::Postgres(_) = self else { return work.await };
        let late = io::Error::new(io::ErrorKind::TimedOut, "it does not answer");
        let done = tokio::time::timeout(PROMPTLY, work).await;
        done.unwrap_or_else(|_| Err(Error::Unreachable { doing, source: sqlx::Error::Io(late) }))
    }

    /// Does the maintenance that an engine needs after many rows were written.
    pub(crate) fn tidy(&self) -> Boxed<'_, ()> {
        Box::pin(async move {
            match self {
                Pool::Sqlite(pool) => checkpoint(pool).await,
                Pool::Postgres(pool) => analyze(pool).await,
            }
        })
    }

    /// Updates PostgreSQL's statistics after many rows were written, so that reading them is fast. SQLite needs none.
    pub(crate) fn expect_reading(&self) -> Boxed<'_, ()> {
        Box::pin(async move {
            if let Pool::Postgres(pool) = self {
                analyze(pool).await;
            }
        })
    }

    pub(crate) fn is_closed(&self) -> bool {
        either!(Pool, self, |pool| pool.is_closed())
    }

    pub(crate) async fn close(&self) {
        either!(Pool, self, |pool| pool.close().await)
    }
}

/// Moves SQLite's write-ahead log into the database file and truncates it.
///
/// Readers may keep it from finishing; the next checkpoint then moves the rest.
async fn checkpoint(pool: &SqlitePool) {
    let options = pool.connect_options().as_ref().clone().busy_timeout(CHECKPOINT_TIMEOUT);
    let work = async {
        let mut connection = options.connect().await?;
        sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut connection).await?;
        connection.close().await
    };
    if let Err(error) = work.await {
        tracing::warn!(%error, "the write-ahead log could not be truncated");
    }
}

/// Updates PostgreSQL's statistics. The server would do so by itself a minute later, and until then it would scan whole
/// tables for a few rows.
async fn analyze(pool: &PgPool) {
    let analyze = "ANALYZE listing_state, listing_version, placement, facility_state, publication, import";
    if let Err(error) = sqlx::query(analyze).execute(pool).await {
        tracing::warn!(%error, "the statistics of the tables could not be updated");
    }
}

impl Session {
    pub(crate) fn commit(self, doing: &'static str) -> Pending<'static, ()> {
        Box::pin(async move {
            either!(Session, self, |db| db.commit().await).map_err(|error| Error::database(doing, error))
        })
    }
}

#[cfg(test)]
mod tests {
    use directory::Source;
    use jiff::Timestamp;

    use crate::statement::values;
    use crate::testing::PostgresServer;
    use crate::{DatabaseUrl, Store};

    #[tokio::test]
    async fn a_publication_updates_the_statistics_of_postgresql() {
        let Some(server) = PostgresServer::start() else { return };
        let address = server.new_database().await;
        let store = Store::open(&DatabaseUrl::parse(&address).unwrap()).await.unwrap();
        let mut import = store.begin_import(Source::Sample, "here", Timestamp::UNIX_EPOCH).await.unwrap();
        import.publish().await.unwrap().commit("{}").await.unwrap();
        let mut session = store.pool.read("testing").await.unwrap();
        // -1 means that a table was never analyzed.
        let query = "SELECT reltuples FROM pg_class WHERE relname IN ('listing_version', 'publication')
            ORDER BY relname";
        assert_eq!(values!(&mut session, "testing", f32, query).unwrap(), [0.0, 1.0]);
    }
}
