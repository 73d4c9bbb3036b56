//! One SQL text for two engines: connections, transactions, and the macros that run a statement on either engine and
//! read rows by the names of their columns.

use std::path::Path;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, PgPool, Postgres, Sqlite, SqlitePool, Transaction};

use crate::error::Error;

/// How long a writer of an SQLite file waits for another one.
const BUSY_TIMEOUT: Duration = Duration::from_secs(30);

/// How long a checkpoint of SQLite's write-ahead log waits for readers.
const CHECKPOINT_TIMEOUT: Duration = Duration::from_secs(1);

/// How long to wait for a free connection.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(15);

const CONNECTIONS: u32 = 8;

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

/// Runs a statement: `execute!(session, "doing what", "SQL", values…)`. Returns the number of rows it changed.
macro_rules! execute {
    ($session:expr, $doing:expr, $sql:expr $(, $value:expr)* $(,)?) => {
        $crate::pool::either!(Session, $session, |db| {
            let done = sqlx::query($sql)$(.bind($value))*.execute(&mut **db).await;
            done.map(|done| done.rows_affected())
        })
        .map_err(|error| $crate::error::Error::database($doing, error))
    };
}

/// Runs a query: `rows!(session, "doing what", ImportRow, "SQL", values…)`. Returns all rows.
macro_rules! rows {
    ($session:expr, $doing:expr, $row:ty, $sql:expr $(, $value:expr)* $(,)?) => {
        $crate::pool::either!(Session, $session, |db| {
            sqlx::query_as::<_, $row>($sql)$(.bind($value))*.fetch_all(&mut **db).await
        })
        .map_err(|error| $crate::error::Error::database($doing, error))
    };
}

/// Like `rows!`, but returns the first row, if there is one.
macro_rules! row {
    ($session:expr, $doing:expr, $row:ty, $sql:expr $(, $value:expr)* $(,)?) => {
        $crate::pool::either!(Session, $session, |db| {
            sqlx::query_as::<_, $row>($sql)$(.bind($value))*.fetch_optional(&mut **db).await
        })
        .map_err(|error| $crate::error::Error::database($doing, error))
    };
}

/// Runs a query for a single column: `values!(session, "doing what", String, "SQL", values…)`. Returns it for all rows.
macro_rules! values {
    ($session:expr, $doing:expr, $type:ty, $sql:expr $(, $value:expr)* $(,)?) => {
        $crate::pool::either!(Session, $session, |db| {
            sqlx::query_scalar::<_, $type>($sql)$(.bind($value))*.fetch_all(&mut **db).await
        })
        .map_err(|error| $crate::error::Error::database($doing, error))
    };
}

/// Like `values!`, but returns the value of the first row, if there is one.
macro_rules! value {
    ($session:expr, $doing:expr, $type:ty, $sql:expr $(, $value:expr)* $(,)?) => {
        $crate::pool::either!(Session, $session, |db| {
            sqlx::query_scalar::<_, $type>($sql)$(.bind($value))*.fetch_optional(&mut **db).await
        })
        .map_err(|error| $crate::error::Error::database($doing, error))
    };
}

/// Declares a struct whose fields are read from the columns of the same names, on either engine.
///
/// This is what sqlx's derive macro does, which is left out because it makes sqlx compile both drivers twice.
macro_rules! table_row {
    (
        $(#[$attribute:meta])*
        $visibility:vis struct $name:ident {
            $($(#[$field_attribute:meta])* $field_visibility:vis $field:ident: $type:ty),* $(,)?
        }
    ) => {
        $(#[$attribute])*
        $visibility struct $name {
            $($(#[$field_attribute])* $field_visibility $field: $type),*
        }

        impl<'r, R: sqlx::Row> sqlx::FromRow<'r, R> for $name
        where
            &'static str: sqlx::ColumnIndex<R>,
            $($type: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>),*
        {
            fn from_row(row: &'r R) -> Result<Self, sqlx::Error> {
                Ok($name { $($field: row.try_get(stringify!($field))?),* })
            }
        }
    };
}

pub(crate) use {either, execute, row, rows, table_row, value, values};

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
    pub(crate) async fn sqlite(file: &Path) -> Result<Pool, sqlx::Error> {
        let pool = SqlitePoolOptions::new().max_connections(CONNECTIONS).acquire_timeout(ACQUIRE_TIMEOUT);
        Ok(Pool::Sqlite(pool.connect_with(sqlite_options(file)).await?))
    }

    pub(crate) async fn postgres(options: &PgConnectOptions) -> Result<Pool, sqlx::Error> {
        let pool = PgPoolOptions::new().max_connections(CONNECTIONS).acquire_timeout(ACQUIRE_TIMEOUT);
        Ok(Pool::Postgres(pool.connect_with(options.clone()).await?))
    }

    /// Begins a transaction that sees one state of the store from its first query on.
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

    /// Begins a transaction that may write.
    pub(crate) async fn write(&self, doing: &'static str) -> Result<Session, Error> {
        let begun = async {
            match self {
                Pool::Sqlite(pool) => pool.begin_with("BEGIN IMMEDIATE").await.map(Session::Sqlite),
                Pool::Postgres(pool) => pool.begin().await.map(Session::Postgres),
            }
        };
        begun.await.map_err(|error| Error::database(doing, error))
    }

    /// What an engine needs after many rows were written.
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

/// Updates PostgreSQL's statistics. It would do so by itself a minute later, and until then it would scan whole tables
/// for a few rows.
async fn analyze(pool: &PgPool) {
    let analyze = "ANALYZE listing_state, listing_version, placement, facility_state, publication, import";
    if let Err(error) = sqlx::query(analyze).execute(pool).await {
        tracing::warn!(%error, "the statistics of the tables could not be updated");
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
