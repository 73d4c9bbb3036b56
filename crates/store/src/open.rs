//! Opening a store.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, Connection, SqliteConnection};

use crate::error::{EngineError, Error, with_causes};
use crate::in_use::InUse;
use crate::meta::{self, Generation, ServedGeneration, StoreIdentity};
use crate::migrate::migrate;
use crate::pending::{Boxed, Pending};
use crate::pool::{Pool, connect_to_server, sqlite_options};
use crate::scratch::with_ending;
use crate::statement::{row, table_row};
use crate::text;
use crate::url::{DatabaseLocation, DatabaseUrl};

/// An open store. Clones share its connections.
#[derive(Debug, Clone)]
pub struct Store {
    pub(crate) pool: Pool,
    pub(crate) url: DatabaseUrl,
    pub(crate) identity: StoreIdentity,
    read_only: Option<Arc<str>>,
    /// Keeps others from replacing an SQLite file.
    _in_use: Option<Arc<InUse>>,
}

/// The oldest major version of PostgreSQL that the store is tested with.
const OLDEST_POSTGRES: u32 = 15;

table_row! {
    struct ServedRow {
        generation: String,
        published_by: String,
    }
}

impl Store {
    /// Opens a store, creates the file and its folder if necessary, and brings the tables up to date. A file that can't be
    /// written, because its folder is read-only or the disk is full, is opened for reading.
    ///
    /// # Errors
    /// When the server can't be reached or is too old, the file is not an SQLite database, or the store is from a newer
    /// version of the program, or has to be written and can't be.
    pub fn open(url: &DatabaseUrl) -> Pending<'_, Store> {
        Box::pin(async move {
            let in_use = match url.file() {
                Some(file) => Some(Arc::new(InUse::share(&prepare_file(file)?)?)),
                None => None,
            };
            Ok(Store { _in_use: in_use, ..Store::open_alone(url).await? })
        })
    }

    /// Opens a store that no other process knows of, or that the caller has already [`Alone`](crate::in_use::Alone).
    pub(crate) fn open_alone(url: &DatabaseUrl) -> Pending<'_, Store> {
        Box::pin(async move {
            let Connected { pool, url, read_only } = connect(url).await?;
            migrate(&pool, &url).await?;
            let mut session = pool.read("reading the store's identity").await?;
            let identity = meta::identity(&mut session).await?;
            drop(session);
            Ok(Store { pool, url, identity, read_only, _in_use: None })
        })
    }

    /// Why the store was opened only for reading; `None` if it can be written.
    pub fn read_only(&self) -> Option<&str> {
        self.read_only.as_deref()
    }

    /// What distinguishes this store from all others.
    pub fn identity(&self) -> &StoreIdentity {
        &self.identity
    }

    /// Where the store is.
    pub fn url(&self) -> &DatabaseUrl {
        &self.url
    }

    /// The generation that is served, whichever process published it; `None` before the first. Cheap enough to be called
    /// several times a second.
    ///
    /// # Errors
    /// When the store can't be read.
    pub fn generation(&self) -> Pending<'_, Option<Generation>> {
        Box::pin(async move {
            let value = self.pool.text("reading the generation", meta::GENERATION_QUERY).await?;
            meta::parse_generation(value)
        })
    }

    /// The generation that is served, and what published it; `None` before the first.
    ///
    /// # Errors
    /// When the store can't be read.
    pub fn served_generation(&self) -> Pending<'_, Option<ServedGeneration>> {
        Box::pin(async move {
            const DOING: &str = "reading which generation is served";
            let mut session = self.pool.read(DOING).await?;
            let query = "SELECT m.value AS generation, p.id AS published_by FROM meta AS m
            JOIN publication AS p ON CAST(p.generation AS TEXT) = m.value WHERE m.key = 'generation'";
            let Some(row) = row!(&mut session, DOING, ServedRow, query)? else { return Ok(None) };
            let published_by = text::id("a publication", &row.published_by)?;
            let generation = meta::parse_generation(Some(row.generation))?;
            Ok(generation.map(|generation| ServedGeneration { generation, published_by }))
        })
    }

    /// When the generation that is served was published.
    ///
    /// # Errors
    /// When the store can't be read.
    pub fn changed_at(&self) -> Pending<'_, Option<Timestamp>> {
        Box::pin(async move {
            meta::changed_at(&mut self.pool.read("reading when the store changed").await?).await
        })
    }

    /// Does work that a visitor waits for: it ends within about three seconds, even if the server does not answer.
    ///
    /// # Errors
    /// [`Error::Unreachable`] if it takes longer, or the error of the work.
    pub fn promptly<'a, T: Send + 'a>(&'a self, doing: &'static str, work: Pending<'a, T>) -> Pending<'a, T> {
        Box::pin(self.pool.promptly(doing, work))
    }

    /// Whether [`close`](Store::close) was called: nothing can be read or written anymore.
    pub fn is_closed(&self) -> bool {
        self.pool.is_closed()
    }

    /// Closes all connections and waits until they are closed.
    pub fn close(&self) -> Boxed<'_, ()> {
        Box::pin(async move {
            self.pool.close().await;
        })
    }
}

/// Connections to a store.
struct Connected {
    pool: Pool,
    /// The path of an SQLite file is absolute.
    url: DatabaseUrl,
    /// Why it is open only for reading.
    read_only: Option<Arc<str>>,
}

async fn connect(url: &DatabaseUrl) -> Result<Connected, Error> {
    match &url.0 {
        DatabaseLocation::Sqlite(file) => {
            let file = prepare_file(file)?;
            let url = DatabaseUrl::sqlite(&file);
            match open_file(&file, &url).await {
                Ok(pool) => Ok(Connected { pool, url, read_only: None }),
                Err(error) if error.is_about_writing() => match open_for_reading(&file).await {
                    Ok(pool) => Ok(Connected { pool, url, read_only: Some(with_causes(&error).into()) }),
                    Err(_) => Err(error),
                },
                Err(error) => Err(error),
            }
        }
        DatabaseLocation::Postgres(options) => {
            let options = options.clone().disable_statement_logging();
            let url = DatabaseUrl(DatabaseLocation::Postgres(Box::new(options.clone())));
            Ok(Connected { pool: open_server(&options, &url).await?, url, read_only: None })
        }
    }
}

/// Creates the file's folder and returns the file's absolute path without links, so that each file has only one path.
pub(crate) fn prepare_file(file: &Path) -> Result<PathBuf, Error> {
    let failed = |folder: &Path| {
        let folder = folder.to_owned();
        move |source| Error::CreateFolder { folder, source }
    };
    let file = std::path::absolute(file).map_err(failed(file))?;
    let (Some(folder), Some(name)) = (file.parent(), file.file_name()) else { return Ok(file) };
    if !folder.is_dir() {
        std::fs::create_dir_all(folder).map_err(failed(folder))?;
    }
    let file = folder.canonicalize().map_err(failed(folder))?.join(name);
    Ok(file.canonicalize().unwrap_or(file))
}

async fn open_file(file: &Path, url: &DatabaseUrl) -> Result<Pool, Error> {
    let failed = |error| Error::connect(url, error);
    let mut connection = sqlite_options(file).connect().await.map_err(failed)?;
    use_write_ahead_log(&mut connection).await.map_err(failed)?;
    check_writable(&mut connection).await.map_err(failed)?;
    connection.close().await.map_err(failed)?;
    Pool::sqlite(sqlite_options(file)).await.map_err(failed)
}

/// Opens a file that can't be written. Without a log beside it, nobody is writing, and SQLite can do without the files that
/// it otherwise creates. With a log, it needs the one that describes the log, which a killed process has left.
async fn open_for_reading(file: &Path) -> Result<Pool, sqlx::Error> {
    let log = std::fs::metadata(with_ending(file, "-wal"));
    let has_log = log.is_ok_and(|log| log.len() > 0);
    let options = sqlite_options(file).create_if_missing(false).read_only(true).immutable(!has_log);
    let mut connection = options.connect().await?;
    sqlx::query("SELECT COUNT(*) FROM sqlite_master").execute(&mut connection).await?;
    connection.close().await?;
    Pool::sqlite(options).await
}

/// Lets readers continue while a process writes. The setting is stored in the file.
///
/// When another process opens a new file at the same time, SQLite fails instead of waiting, so this waits.
async fn use_write_ahead_log(connection: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    let mut tries = 100;
    loop {
        let done = sqlx::query("PRAGMA journal_mode = WAL").execute(&mut *connection).await;
        match done {
            Err(error) if tries > 0 && EngineError::classify(&error) == EngineError::Locked => {
                tries -= 1;
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
            done => return done.map(drop),
        }
    }
}

/// Fails when the file can't be written. It succeeds even while another process is writing.
async fn check_writable(connection: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    sqlx::query("PRAGMA busy_timeout = 0").execute(&mut *connection).await?;
    match connection.begin_with("BEGIN IMMEDIATE").await {
        Ok(transaction) => transaction.rollback().await,
        Err(error) if EngineError::classify(&error) == EngineError::Locked => Ok(()),
        Err(error) => Err(error),
    }
}

/// Connects once without a pool, because a pool reports only after its timeout that the server can't be reached.
async fn open_server(options: &PgConnectOptions, url: &DatabaseUrl) -> Result<Pool, Error> {
    let failed = |error| Error::connect(url, error);
    let mut connection = connect_to_server(options).await.map_err(failed)?;
    let version = sqlx::query_scalar::<_, String>("SELECT current_setting('server_version_num')");
    let version: u32 = version.fetch_one(&mut connection).await.map_err(failed)?.parse().unwrap_or(u32::MAX);
    connection.close().await.map_err(failed)?;
    if version / 10_000 < OLDEST_POSTGRES {
        let found = version / 10_000;
        return Err(Error::ServerTooOld { place: url.to_string(), found, least: OLDEST_POSTGRES });
    }
    Pool::postgres(options).await.map_err(failed)
}
