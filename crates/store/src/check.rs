//! Looking for damage in a store.

use sqlx::SqlitePool;

use crate::Store;
use crate::checksum::{VersionBatches, VersionRow};
use crate::error::{EngineError, Error};
use crate::pending::Pending;
use crate::pool::{Pool, Session};
use crate::statement::{row, table_row};

/// The damage that was found in a store.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StoreDamage {
    /// What SQLite says about a damaged file.
    pub file: Option<String>,
    /// The versions of listings that are not as they were written.
    pub versions: Vec<DamagedVersion>,
    /// How many versions of listings were checked.
    pub checked: u64,
}

/// A version of a listing that is not as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DamagedVersion {
    /// The listing, such as `findtreatment:123`.
    pub listing: String,
    /// The generation that wrote the version.
    pub generation: i64,
    /// Whether it is what the listing says now, rather than a part of its history.
    pub is_current: bool,
}

impl StoreDamage {
    /// Whether anything is damaged.
    pub fn is_any(&self) -> bool {
        self.file.is_some() || !self.versions.is_empty()
    }
}

const DOING: &str = "looking for damage in the store";

impl Store {
    /// Checks the structure of an SQLite file and the checksum of every version of a listing. It reads the whole store,
    /// and does not keep others from writing.
    ///
    /// # Errors
    /// When the store can't be read, except because it is damaged.
    pub fn check(&self) -> Pending<'_, StoreDamage> {
        Box::pin(async move {
            let file = self.pool.file_damage().await?;
            let mut damage = StoreDamage { file, ..StoreDamage::default() };
            match self.check_versions(&mut damage).await {
                Err(Error::Disk { source, .. }) => damage.file = damage.file.or(Some(source.to_string())),
                checked => checked?,
            }
            Ok(damage)
        })
    }

    async fn check_versions(&self, damage: &mut StoreDamage) -> Result<(), Error> {
        let mut batches = VersionBatches::default();
        loop {
            // A transaction for each batch, so that SQLite can truncate its log meanwhile.
            let mut session = self.pool.read(DOING).await?;
            let batch = batches.next(&mut session, DOING).await?;
            if batch.is_empty() {
                return Ok(());
            }
            damage.checked += batch.len() as u64;
            for version in batch.iter().filter(|version| !version.is_intact()) {
                damage.versions.push(described(&mut session, version).await?);
            }
        }
    }
}

table_row! {
    struct StateRow {
        version: i64,
        secret_version: Option<i64>,
    }
}

async fn described(session: &mut Session, version: &VersionRow) -> Result<DamagedVersion, Error> {
    let VersionRow { source, source_id, generation, .. } = version;
    let query = "SELECT version, secret_version FROM listing WHERE source = $1 AND source_id = $2";
    let state = row!(session, DOING, StateRow, query, source, source_id)?;
    let is_current =
        state.is_some_and(|state| state.version == *generation || state.secret_version == Some(*generation));
    Ok(DamagedVersion { listing: format!("{source}:{source_id}"), generation: *generation, is_current })
}

impl Pool {
    /// What SQLite finds wrong with the structure of its file. PostgreSQL checks its own files.
    pub(crate) async fn file_damage(&self) -> Result<Option<String>, Error> {
        match self {
            Pool::Sqlite(pool) => quick_check(pool).await,
            Pool::Postgres(_) => Ok(None),
        }
    }
}

async fn quick_check(pool: &SqlitePool) -> Result<Option<String>, Error> {
    match sqlx::query_scalar::<_, String>("PRAGMA quick_check(1)").fetch_one(pool).await {
        Ok(found) if found == "ok" => Ok(None),
        Ok(found) => Ok(Some(found)),
        Err(error) => match EngineError::classify(&error) {
            EngineError::Disk | EngineError::NotADatabase => Ok(Some(error.to_string())),
            _ => Err(Error::database(DOING, error)),
        },
    }
}
