//! The next generation while it is being written, beside the one that is served.
//!
//! Rows of listings, facilities, versions and placements carry the number of their generation, and readers look only at
//! the generation that is served. So the rows of the next one can be committed in several short transactions, and nobody
//! waits while the index is built from them. What a killed or failed import leaves is deleted by whoever writes the next
//! generation after it.

use uuid::Uuid;

use crate::error::Error;
use crate::meta::{self, Generation};
use crate::pool::{Pool, Session, execute};

/// The right to write the next generation.
///
/// The lock on imports alone is not enough: on PostgreSQL a process can lose it together with its connection and not notice
/// until later. Whoever takes the lock next writes a new token to the store, and from then on every transaction of the
/// former holder fails.
#[derive(Debug, Clone, Copy)]
pub(crate) struct StagingToken(Uuid);

impl StagingToken {
    /// Takes the right from whoever had it, and deletes what they left. For the holder of the lock on imports.
    pub(crate) async fn take(session: &mut Session) -> Result<StagingToken, Error> {
        let token = StagingToken(Uuid::now_v7());
        meta::set(session, meta::STAGING, &token.0.to_string()).await?;
        sweep(session).await?;
        Ok(token)
    }

    /// Begins a transaction that may write the next generation.
    ///
    /// # Errors
    /// [`Error::Overtaken`] when somebody else has taken the right since.
    pub(crate) async fn begin(self, pool: &Pool, doing: &'static str) -> Result<Session, Error> {
        let mut session = pool.write(doing).await?;
        // On PostgreSQL this also locks the row, so that nobody takes the right before this transaction ends.
        let check = "UPDATE meta SET value = $2 WHERE key = $1 AND value = $2";
        match execute!(&mut session, doing, check, meta::STAGING, self.0.to_string())? {
            1 => Ok(session),
            _ => Err(Error::Overtaken),
        }
    }

    /// Begins the generation after `served` as a copy of it.
    pub(crate) async fn begin_generation(self, pool: &Pool, served: Option<Generation>) -> Result<(), Error> {
        const DOING: &str = "copying the generation that is served";
        let mut session = self.begin(pool, DOING).await?;
        sweep(&mut session).await?;
        if let Some(Generation(served)) = served {
            let listings = "INSERT INTO listing_state (generation, source, source_id, track, role, version,
                    facility_id, program_id, first_seen, retrieved_at, gone_at, lent, secret_version)
                SELECT $2, source, source_id, track, role, version, facility_id, program_id, first_seen,
                    retrieved_at, gone_at, lent, secret_version
                FROM listing_state WHERE generation = $1";
            execute!(&mut session, DOING, listings, served, served + 1)?;
            let facilities =
                "INSERT INTO facility_state (generation, id, first_seen, gone_at, merged_into, merged_in)
                SELECT $2, id, first_seen, gone_at, merged_into, merged_in
                FROM facility_state WHERE generation = $1";
            execute!(&mut session, DOING, facilities, served, served + 1)?;
        }
        session.commit(DOING).await
    }

    /// Deletes what was written of the next generation. A failure is only logged, since the next one to write it does
    /// the same.
    pub(crate) async fn discard(self, pool: &Pool) {
        const DOING: &str = "deleting a generation that was not published";
        let discarded = async {
            let mut session = self.begin(pool, DOING).await?;
            sweep(&mut session).await?;
            session.commit(DOING).await
        };
        if let Err(error) = discarded.await {
            tracing::debug!(%error, "what was written of the next generation could not be deleted");
        }
    }
}

/// Deletes everything of generations that are not served.
async fn sweep(session: &mut Session) -> Result<(), Error> {
    let served = meta::generation(session).await?.map_or(0, |generation| generation.0);
    for delete in [
        "DELETE FROM listing_state WHERE generation <> $1",
        "DELETE FROM facility_state WHERE generation <> $1",
        "DELETE FROM listing_version WHERE generation > $1",
        "DELETE FROM placement WHERE generation > $1",
    ] {
        execute!(&mut *session, "deleting a generation that was not published", delete, served)?;
    }
    let rejected = "DELETE FROM rejected_row
        WHERE import_id IN (SELECT id FROM import WHERE generation IS NULL)";
    execute!(&mut *session, "deleting rejected rows of an import that was not published", rejected)?;
    Ok(())
}

/// Deletes the state of the generations before `served`. A failure is only logged, since the next publication does the
/// same.
pub(crate) async fn delete_older(pool: &Pool, served: Generation) {
    const DOING: &str = "deleting older generations";
    let deleted = async {
        let mut session = pool.write(DOING).await?;
        for delete in [
            "DELETE FROM listing_state WHERE generation < $1",
            "DELETE FROM facility_state WHERE generation < $1",
        ] {
            execute!(&mut session, DOING, delete, served.0)?;
        }
        session.commit(DOING).await
    };
    if let Err(error) = deleted.await {
        tracing::warn!(%error, "older generations could not be deleted");
    }
}
