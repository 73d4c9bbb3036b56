//! What can go wrong, said so that a person who runs the program can act on it.

use std::io;
use std::path::PathBuf;

use directory::ListingId;
use sqlx::migrate::MigrateError;
use uuid::Uuid;

use crate::imports::Holder;

/// Why a store can't be opened, read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The folder for the file can't be made.
    #[error("creating the folder {}", folder.display())]
    CreateFolder {
        /// The folder.
        folder: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// No connection.
    #[error("opening the store {place}")]
    Connect {
        /// Which store, without a password.
        place: String,
        /// Why not.
        source: sqlx::Error,
    },
    /// The file is something else.
    #[error("{place} is not an SQLite database")]
    NotADatabase {
        /// Which store.
        place: String,
    },
    /// The store, or the folder it is in, is read-only.
    #[error(
        "the store {place} can't be written; to look into it needs that too, since SQLite keeps its log beside the file"
    )]
    NotWritable {
        /// Which store.
        place: String,
        /// What the engine says.
        source: sqlx::Error,
    },
    /// A newer version of the program made or changed the tables.
    #[error("the store {place} is from a newer version of this program: its tables are of version {version}")]
    Newer {
        /// Which store.
        place: String,
        /// The version of the tables that this program does not know.
        version: i64,
    },
    /// The server is older than what the program is written for.
    #[error("the store {place} is a PostgreSQL {found} server: at least {least} is needed")]
    ServerTooOld {
        /// Which store.
        place: String,
        /// The major version of the server.
        found: u32,
        /// The oldest one that works.
        least: u32,
    },
    /// The tables can't be brought up to date.
    #[error("bringing the tables of the store {place} up to date")]
    Migrate {
        /// Which store.
        place: String,
        /// Why not.
        source: MigrateError,
    },
    /// There is no room left.
    #[error("{doing}: the disk is full")]
    DiskFull {
        /// What was being done.
        doing: &'static str,
        /// What the engine says.
        source: sqlx::Error,
    },
    /// The disk or the file is damaged.
    #[error("{doing}: the disk or the file is damaged")]
    Disk {
        /// What was being done.
        doing: &'static str,
        /// What the engine says.
        source: sqlx::Error,
    },
    /// Others kept the store, or all connections to it, for longer than we wait.
    #[error("{doing}: others are using the store")]
    Locked {
        /// What was being done.
        doing: &'static str,
        /// What the engine says.
        source: sqlx::Error,
    },
    /// Anything else the engine says.
    #[error("{doing}")]
    Database {
        /// What was being done.
        doing: &'static str,
        /// What the engine says.
        source: sqlx::Error,
    },
    /// Something in the store is not as this program writes it.
    #[error("{what} in the store can't be read: {why}")]
    Unreadable {
        /// What it is.
        what: String,
        /// What is wrong with it.
        why: String,
    },
    /// The lock file can't be opened or locked.
    #[error("locking {}", path.display())]
    LockFile {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// The lock that keeps other imports away was lost on the way, with the connection that held it.
    #[error("the lock on imports was lost with the connection to the server")]
    LockLost {
        /// What the engine says.
        source: sqlx::Error,
    },
    /// Another import published since this one opened its publication.
    #[error("another import was published in the meantime")]
    Overtaken,
    /// A page that was not staged.
    #[error("page {page} of the import {import} is not staged")]
    NoSuchPage {
        /// Which import.
        import: Uuid,
        /// Which page.
        page: u64,
    },
    /// One listing is to be written twice at once.
    #[error("the listing {0} is to be written twice")]
    Twice(ListingId),
}

/// An error and what caused it, in one line.
pub fn with_causes(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let next = error.to_string();
        // Some errors repeat what caused them.
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
        /// Who runs it; unknown for the moment it takes to begin.
        holder: Option<Holder>,
    },
    /// The store fails.
    #[error(transparent)]
    Store(#[from] Error),
}

fn shown(holder: Option<&Holder>) -> String {
    holder.map(|holder| format!(": {holder}")).unwrap_or_default()
}

/// What an error of the engine means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cause {
    DiskFull,
    Disk,
    Locked,
    ReadOnly,
    NotADatabase,
    Other,
}

impl Cause {
    pub(crate) fn of(error: &sqlx::Error) -> Cause {
        if matches!(error, sqlx::Error::PoolTimedOut) {
            return Cause::Locked;
        }
        let Some(error) = error.as_database_error() else { return Cause::Other };
        let code = error.code().unwrap_or_default();
        // SQLite numbers its errors, the primary one in the lower byte; PostgreSQL has five characters.
        match code.parse::<u32>().ok().filter(|_| code.len() != 5).map(|code| code & 0xff) {
            Some(13) => Cause::DiskFull,
            Some(10 | 11) => Cause::Disk,
            Some(5 | 6) => Cause::Locked,
            // On a read-only disk the log can't be opened.
            Some(8 | 14) => Cause::ReadOnly,
            Some(26) => Cause::NotADatabase,
            Some(_) => Cause::Other,
            None => match &*code {
                "53100" => Cause::DiskFull,
                "58030" | "XX001" | "XX002" => Cause::Disk,
                "55P03" => Cause::Locked,
                "25006" => Cause::ReadOnly,
                _ => Cause::Other,
            },
        }
    }
}

impl Error {
    /// The error of a statement that was run while `doing` something.
    pub(crate) fn database(doing: &'static str, source: sqlx::Error) -> Error {
        match Cause::of(&source) {
            Cause::DiskFull => Error::DiskFull { doing, source },
            Cause::Disk => Error::Disk { doing, source },
            Cause::Locked => Error::Locked { doing, source },
            _ => Error::Database { doing, source },
        }
    }

    /// The error of opening the store at `place`.
    pub(crate) fn connect(place: &impl ToString, source: sqlx::Error) -> Error {
        let place = place.to_string();
        match Cause::of(&source) {
            Cause::NotADatabase => Error::NotADatabase { place },
            Cause::ReadOnly => Error::NotWritable { place, source },
            Cause::DiskFull => Error::DiskFull { doing: "opening the store", source },
            _ => Error::Connect { place, source },
        }
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

    #[tokio::test]
    async fn what_an_engine_says_is_told_apart() {
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
    fn an_error_is_told_with_its_causes_each_once() {
        let busy = Error::database("reading facilities", sqlx::Error::PoolTimedOut);
        assert!(matches!(busy, Error::Locked { .. }));
        let text = with_causes(&BeginError::Store(busy));
        let cause = sqlx::Error::PoolTimedOut.to_string();
        assert_eq!(text, format!("reading facilities: others are using the store: {cause}"));
    }
}
