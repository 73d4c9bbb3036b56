//! What can go wrong, described so that the person who runs the program can act on it.

use std::io;
use std::path::PathBuf;

use directory::ListingId;
use sqlx::migrate::MigrateError;
use uuid::Uuid;

use crate::holder::Holder;

/// Why a store can't be opened, read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The folder for the file can't be created.
    #[error("creating the folder {}", folder.display())]
    CreateFolder {
        /// The folder.
        folder: PathBuf,
        /// The reason.
        source: io::Error,
    },
    /// There is no connection.
    #[error("opening the store {place}")]
    Connect {
        /// The store's address without its password.
        place: String,
        /// The reason.
        source: sqlx::Error,
    },
    /// The server of the database can't be reached.
    #[error("the database {place} can't be reached")]
    NoConnection {
        /// The store's address without its password.
        place: String,
        /// The reason.
        source: sqlx::Error,
    },
    /// The file is not an SQLite database.
    #[error("{place} is not an SQLite database")]
    NotADatabase {
        /// The store's address without its password.
        place: String,
    },
    /// The store, or the folder it is in, is read-only.
    #[error("the store {place} can't be written")]
    NotWritable {
        /// The store's address without its password.
        place: String,
        /// The engine's error.
        source: sqlx::Error,
    },
    /// A newer version of the program made or changed the tables.
    #[error("the store {place} is from a newer version of this program: its tables have version {version}")]
    Newer {
        /// The store's address without its password.
        place: String,
        /// The version of its tables, which is unknown to this program.
        version: i64,
    },
    /// The server is older than the versions that the program supports.
    #[error("the store {place} is on a PostgreSQL {found} server, but at least version {least} is needed")]
    ServerTooOld {
        /// The store's address without its password.
        place: String,
        /// The major version of the server.
        found: u32,
        /// The oldest major version that works.
        least: u32,
    },
    /// The tables can't be brought up to date.
    #[error("bringing the tables of the store {place} up to date")]
    Migrate {
        /// The store's address without its password.
        place: String,
        /// The reason.
        source: MigrateError,
    },
    /// The disk is full.
    #[error("{doing}: the disk is full")]
    DiskFull {
        /// What was being done.
        doing: &'static str,
        /// The engine's error.
        source: sqlx::Error,
    },
    /// The disk or the file is damaged.
    #[error("{doing}: the disk or the file is damaged")]
    Disk {
        /// What was being done.
        doing: &'static str,
        /// The engine's error.
        source: sqlx::Error,
    },
    /// Others held the store, or all connections to it, for longer than we wait.
    #[error("{doing}: others are using the store")]
    Locked {
        /// What was being done.
        doing: &'static str,
        /// The engine's error.
        source: sqlx::Error,
    },
    /// The server can't be reached, or stopped.
    #[error("{doing}: the database can't be reached")]
    Unreachable {
        /// What was being done.
        doing: &'static str,
        /// The engine's error.
        source: sqlx::Error,
    },
    /// The store, or the folder it is in, can only be read.
    #[error("{doing}: the store is read-only")]
    ReadOnly {
        /// What was being done.
        doing: &'static str,
        /// The engine's error.
        source: sqlx::Error,
    },
    /// Any other error of the engine.
    #[error("{doing}")]
    Database {
        /// What was being done.
        doing: &'static str,
        /// The engine's error.
        source: sqlx::Error,
    },
    /// Something in the store does not have the format that this program writes.
    #[error("{what} in the store can't be read: {why}")]
    Unreadable {
        /// What can't be read, for example `the listing nppes:1`.
        what: String,
        /// What is wrong with it.
        why: String,
    },
    /// A file of an index can't be copied to the store or from it.
    #[error("copying the index file {}", path.display())]
    IndexFile {
        /// The file.
        path: PathBuf,
        /// The reason.
        source: io::Error,
    },
    /// What a listing says is not as it was written.
    #[error("the listing {0} is damaged in the store: import its source again, or restore a backup")]
    DamagedListing(String),
    /// The structure of the file is damaged.
    #[error("{doing}: the file is damaged ({what}). Restore a backup with iopfinder restore")]
    DamagedFile {
        /// What was being done.
        doing: &'static str,
        /// What SQLite says.
        what: String,
    },
    /// Another process is restoring a backup.
    #[error("{place} is being restored from a backup: try again when that has ended")]
    BeingRestored {
        /// The file.
        place: String,
    },
    /// The lock file can't be opened or locked.
    #[error("locking {}", path.display())]
    LockFile {
        /// The file.
        path: PathBuf,
        /// The reason.
        source: io::Error,
    },
    /// The lock on imports was lost together with the connection that held it.
    #[error("the lock on imports was lost with the connection to the server")]
    LockLost {
        /// The engine's error.
        source: sqlx::Error,
    },
    /// Another import took over, or was published, since this one began. It can happen only when the lock on imports was
    /// lost.
    #[error("another import took over in the meantime")]
    Overtaken,
    /// The page is not staged.
    #[error("page {page} of the import {import} is not staged")]
    NoSuchPage {
        /// The import's id.
        import: Uuid,
        /// The page's number.
        page: u64,
    },
    /// A set of changes has the same listing twice.
    #[error("the changes have the listing {0} twice")]
    DuplicateListing(ListingId),
}

/// An error with its causes, on one line.
pub fn with_causes(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let next = error.to_string();
        // Some errors already include the text of their cause.
        if !text.ends_with(&next) {
            text.push_str(": ");
            text.push_str(&next);
        }
        cause = error.source();
    }
    text
}

/// Why an import can't begin.
#[derive(Debug, thiserror::Error)]
pub enum BeginError {
    /// Another one is running.
    #[error("an import is already running{}", shown(holder.as_ref()))]
    Busy {
        /// Who runs it; unknown while it is beginning.
        holder: Option<Holder>,
    },
    /// The store can't be read or written.
    #[error(transparent)]
    Store(#[from] Error),
}

fn shown(holder: Option<&Holder>) -> String {
    holder.map(|holder| format!(", {holder}")).unwrap_or_default()
}

/// The meaning of an error of either engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EngineError {
    DiskFull,
    Disk,
    Locked,
    ReadOnly,
    NotADatabase,
    Unreachable,
    Other,
}

impl EngineError {
    pub(crate) fn classify(error: &sqlx::Error) -> EngineError {
        if matches!(error, sqlx::Error::PoolTimedOut) {
            return EngineError::Locked;
        }
        // A connection that ends while it is being opened, as it does at a proxy whose server is gone, is a faulty message.
        if matches!(error, sqlx::Error::Io(_) | sqlx::Error::Protocol(_)) {
            return EngineError::Unreachable;
        }
        let Some(error) = error.as_database_error() else { return EngineError::Other };
        let code = error.code().unwrap_or_default();
        // SQLite's codes are numbers, with the primary code in the lower byte; PostgreSQL's have five characters.
        match code.parse::<u32>().ok().filter(|_| code.len() != 5).map(|code| code & 0xff) {
            Some(13) => EngineError::DiskFull,
            Some(10 | 11) => EngineError::Disk,
            Some(5 | 6) => EngineError::Locked,
            // 14: on a read-only disk the log can't be opened.
            Some(8 | 14) => EngineError::ReadOnly,
            Some(26) => EngineError::NotADatabase,
            Some(_) => EngineError::Other,
            None => match &*code {
                "53100" => EngineError::DiskFull,
                "58030" | "XX001" | "XX002" => EngineError::Disk,
                "55P03" => EngineError::Locked,
                "25006" => EngineError::ReadOnly,
                // The server is starting, shutting down, or has just stopped.
                "57P01" | "57P02" | "57P03" => EngineError::Unreachable,
                code if code.starts_with("08") => EngineError::Unreachable,
                _ => EngineError::Other,
            },
        }
    }
}

/// Whether SQLite could not create or enlarge the file with which processes share its log: IOERR_SHMOPEN, IOERR_SHMSIZE or
/// IOERR_SHMMAP.
fn is_about_shared_memory(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(|error| error.code()).unwrap_or_default();
    ["4618", "4874", "5386"].contains(&&*code)
}

impl Error {
    /// The error of a statement that was run while `doing` something.
    pub(crate) fn database(doing: &'static str, source: sqlx::Error) -> Error {
        match EngineError::classify(&source) {
            EngineError::DiskFull => Error::DiskFull { doing, source },
            EngineError::Disk => Error::Disk { doing, source },
            EngineError::Locked => Error::Locked { doing, source },
            EngineError::Unreachable => Error::Unreachable { doing, source },
            EngineError::ReadOnly => Error::ReadOnly { doing, source },
            _ => Error::Database { doing, source },
        }
    }

    /// The error of opening the store at `place`.
    pub(crate) fn connect(place: &impl ToString, source: sqlx::Error) -> Error {
        let place = place.to_string();
        match EngineError::classify(&source) {
            EngineError::NotADatabase => Error::NotADatabase { place },
            EngineError::ReadOnly => Error::NotWritable { place, source },
            EngineError::Unreachable => Error::NoConnection { place, source },
            EngineError::DiskFull => Error::DiskFull { doing: "opening the store", source },
            // On a full disk, SQLite can't enlarge the file with which it shares its log.
            EngineError::Disk if is_about_shared_memory(&source) => Error::NotWritable { place, source },
            _ => Error::Connect { place, source },
        }
    }

    /// Whether a store that can't be opened for this reason may still be read.
    pub(crate) fn is_about_writing(&self) -> bool {
        matches!(self, Error::NotWritable { .. } | Error::DiskFull { .. })
    }

    pub(crate) fn unreadable(what: impl Into<String>, why: impl ToString) -> Error {
        Error::Unreadable { what: what.into(), why: why.to_string() }
    }
}

#[cfg(test)]
mod tests {
    use sqlx::sqlite::SqliteConnectOptions;
    use sqlx::{AssertSqlSafe, ConnectOptions, SqliteConnection};

    use super::*;

    async fn run(connection: &mut SqliteConnection, sql: &str) -> Result<(), sqlx::Error> {
        sqlx::query(AssertSqlSafe(sql)).execute(connection).await.map(drop)
    }

    #[test]
    fn a_connection_that_ends_while_it_is_opened_means_that_the_database_is_gone() {
        let error = sqlx::Error::Protocol("unexpected response from SSLRequest: 0x00".to_owned());
        assert!(matches!(Error::database("reading", error), Error::Unreachable { .. }));
    }

    #[tokio::test]
    async fn errors_of_sqlite_are_classified() {
        let folder = tempfile::tempdir().unwrap();
        let options =
            SqliteConnectOptions::new().filename(folder.path().join("a.db")).create_if_missing(true);
        let mut full = options.clone().pragma("max_page_count", "4").connect().await.unwrap();
        run(&mut full, "CREATE TABLE a (b)").await.unwrap();
        let error = run(&mut full, "INSERT INTO a VALUES (zeroblob(100000))").await.unwrap_err();
        assert!(matches!(Error::database("writing", error), Error::DiskFull { .. }));

        let mut read_only = options.clone().read_only(true).connect().await.unwrap();
        let error = run(&mut read_only, "INSERT INTO a VALUES (1)").await.unwrap_err();
        assert!(matches!(Error::connect(&"sqlite:a.db", error), Error::NotWritable { .. }));

        let nowhere = SqliteConnectOptions::new().filename(folder.path().join("no folder/a.db"));
        let error = nowhere.connect().await.unwrap_err();
        assert!(matches!(Error::connect(&"sqlite:a.db", error), Error::NotWritable { .. }));

        let mut impatient = options.busy_timeout(std::time::Duration::ZERO).connect().await.unwrap();
        run(&mut full, "BEGIN IMMEDIATE").await.unwrap();
        let error = run(&mut impatient, "BEGIN IMMEDIATE").await.unwrap_err();
        assert!(matches!(Error::database("writing", error), Error::Locked { .. }));
        let error = run(&mut impatient, "SELECT no_such_column FROM a").await.unwrap_err();
        assert!(matches!(Error::database("reading", error), Error::Database { .. }));
    }

    #[test]
    fn each_cause_of_an_error_is_shown_once() {
        let busy = Error::database("reading facilities", sqlx::Error::PoolTimedOut);
        assert!(matches!(busy, Error::Locked { .. }));
        let text = with_causes(&BeginError::Store(busy));
        let cause = sqlx::Error::PoolTimedOut.to_string();
        assert_eq!(text, format!("reading facilities: others are using the store: {cause}"));
    }
}
