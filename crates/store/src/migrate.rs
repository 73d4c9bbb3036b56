//! Creating the tables and bringing older ones up to date.

use std::borrow::Cow;

use sqlx::SqlSafeStr;
use sqlx::migrate::{MigrateError, Migration, MigrationType, Migrator};

use crate::error::Error;
use crate::pool::{Pool, Session, either};
use crate::statement::value;
use crate::{DatabaseUrl, checksum, meta};

/// A migration: its version, its name, and its SQL for each engine.
struct MigrationStep {
    version: i64,
    name: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

macro_rules! step {
    ($version:literal, $name:literal) => {
        MigrationStep {
            version: $version,
            name: $name,
            sqlite: include_str!(concat!("../migrations/sqlite/000", $version, "_", $name, ".sql")),
            postgres: include_str!(concat!("../migrations/postgres/000", $version, "_", $name, ".sql")),
        }
    };
}

/// All migrations, oldest first. Once released, a migration is never changed.
const STEPS: [MigrationStep; 9] = [
    step!(1, "first"),
    step!(2, "versions"),
    step!(3, "corrections"),
    step!(4, "secrecy"),
    step!(5, "unread"),
    step!(6, "generations"),
    step!(7, "held"),
    step!(8, "checksums"),
    step!(9, "index"),
];

/// The key of the lock that keeps two processes from migrating a PostgreSQL store at once.
const MIGRATION_LOCK: i64 = 0x696f_7066_696e_6465;

/// Brings the tables up to date and gives a new store its identity, in one transaction.
pub(crate) async fn migrate(pool: &Pool, url: &DatabaseUrl) -> Result<(), Error> {
    if is_up_to_date(pool, url).await? {
        return Ok(());
    }
    const DOING: &str = "bringing the tables of the store up to date";
    let mut session = pool.write(DOING).await?;
    if let Session::Postgres(db) = &mut session {
        let alone = sqlx::query("SELECT pg_advisory_xact_lock($1)").bind(MIGRATION_LOCK);
        alone.execute(&mut **db).await.map_err(|error| Error::database(DOING, error))?;
    }
    let migrator = migrator(pool);
    // Not `Migrator::run`, whose future is not `Send`.
    let done = either!(Session, &mut session, |db| migrator.run_direct(None, &mut **db, false).await);
    done.map_err(|error| migration_error(url, error))?;
    checksum::fill(&mut session).await?;
    meta::create_identity(&mut session).await?;
    session.commit(DOING).await
}

/// Whether the newest migration was applied. It only reads, so that opening a store never waits for a writer.
async fn is_up_to_date(pool: &Pool, url: &DatabaseUrl) -> Result<bool, Error> {
    let mut session = pool.read("reading the version of the tables").await?;
    let query = "SELECT version FROM _sqlx_migrations ORDER BY version DESC LIMIT 1";
    let newest = match value!(&mut session, "reading the version of the tables", i64, query) {
        Ok(newest) => newest,
        // The table does not exist yet. Any other failure would occur again when the table is created.
        Err(Error::Database { .. }) => None,
        Err(error) => return Err(error),
    };
    let ours = STEPS.last().map(|step| step.version);
    match newest.cmp(&ours) {
        std::cmp::Ordering::Less => Ok(false),
        std::cmp::Ordering::Equal => Ok(true),
        std::cmp::Ordering::Greater => {
            Err(Error::Newer { place: url.to_string(), version: newest.unwrap_or_default() })
        }
    }
}

fn migrator(pool: &Pool) -> Migrator {
    let migration = |step: &MigrationStep| {
        let text = match pool {
            Pool::Sqlite(_) => step.sqlite,
            Pool::Postgres(_) => step.postgres,
        };
        let name = Cow::Borrowed(step.name);
        Migration::new(step.version, name, MigrationType::Simple, text.into_sql_str(), false)
    };
    let mut migrator = Migrator::with_migrations(STEPS.iter().map(migration).collect());
    // The surrounding transaction holds a lock already.
    migrator.set_locking(false);
    migrator
}

fn migration_error(url: &DatabaseUrl, error: MigrateError) -> Error {
    let place = url.to_string();
    match error {
        MigrateError::VersionMissing(version) | MigrateError::VersionMismatch(version) => {
            Error::Newer { place, version }
        }
        MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => Error::connect(url, error),
        source => Error::Migrate { place, source },
    }
}
