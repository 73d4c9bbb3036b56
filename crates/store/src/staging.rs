//! The next generation while it is being written, beside the current one.
//!
//! Rows of listings, facilities, versions and placements carry the number of their generation, and readers look only at
//! the current one. So the rows of the next one can be committed in many short transactions, and nobody waits while the
//! index is built from them. What a killed or failed import leaves behind is deleted by whoever next takes the lock on
//! imports.

use uuid::Uuid;

use crate::error::Error;
use crate::meta::{self, Generation};
use crate::pool::{Pool, Session};
use crate::statement::execute;

/// The right to write the next generation.
///
/// The lock on imports alone is not enough: on PostgreSQL a process can lose it together with its connection and not notice
/// until later. Whoever takes the lock next writes a new token to the store, and from then on every transaction of the
/// former holder fails.
#[derive(Debug, Clone, Copy)]
pub(crate) struct StagingToken(Uuid);

/// The `LIMIT` of the statements below. A batch is so small that other writers never wait long.
const BATCH: u64 = 5000;

/// Copies the next batch of listings of generation `$1` to the generation after it.
const COPY_LISTINGS: &str =
    "INSERT INTO listing_state (generation, source, source_id, track, role, version, facility_id,
        program_id, first_seen, retrieved_at, gone_at, lent, secret_version)
    SELECT $1 + 1, source, source_id, track, role, version, facility_id, program_id, first_seen, retrieved_at,
        gone_at, lent, secret_version
    FROM listing_state WHERE generation = $1 AND (source, source_id) >
        (COALESCE((SELECT source FROM listing_state WHERE generation = $1 + 1
            ORDER BY source DESC, source_id DESC LIMIT 1), ''),
         COALESCE((SELECT source_id FROM listing_state WHERE generation = $1 + 1
            ORDER BY source DESC, source_id DESC LIMIT 1), ''))
    ORDER BY source, source_id LIMIT 5000";

/// Like [`COPY_LISTINGS`], for facilities.
const COPY_FACILITIES: &str =
    "INSERT INTO facility_state (generation, id, first_seen, gone_at, merged_into, merged_in)
    SELECT $1 + 1, id, first_seen, gone_at, merged_into, merged_in
    FROM facility_state WHERE generation = $1
        AND id > COALESCE((SELECT MAX(id) FROM facility_state WHERE generation = $1 + 1), '')
    ORDER BY id LIMIT 5000";

/// Deletes a batch of the rows whose generation is less (or greater) than `$1`.
macro_rules! delete_batch {
    ($table:literal, $key:literal, $comparison:literal) => {
        concat!(
            "DELETE FROM ",
            $table,
            " WHERE (",
            $key,
            ") IN (SELECT ",
            $key,
            " FROM ",
            $table,
            " WHERE generation ",
            $comparison,
            " $1 LIMIT 5000)"
        )
    };
}

const DELETE_NEXT: [&str; 4] = [
    delete_batch!("listing_state", "generation, source, source_id", ">"),
    delete_batch!("facility_state", "generation, id", ">"),
    delete_batch!("listing_version", "source, source_id, generation", ">"),
    delete_batch!("placement", "source, source_id, generation", ">"),
];

const DELETE_FORMER: [&str; 2] = [
    delete_batch!("listing_state", "generation, source, source_id", "<"),
    delete_batch!("facility_state", "generation, id", "<"),
];

impl StagingToken {
    /// Takes the right from whoever had it. Only the holder of the lock on imports may call this, and then has to call
    /// [`StagingToken::sweep`].
    pub(crate) async fn take(session: &mut Session) -> Result<StagingToken, Error> {
        let token = StagingToken(Uuid::now_v7());
        meta::set(session, meta::STAGING, &token.0.to_string()).await?;
        Ok(token)
    }

    /// Begins a transaction that may write the next generation.
    ///
    /// # Errors
    /// [`Error::Overtaken`] when somebody else has taken the right since.
    pub(crate) async fn begin(self, pool: &Pool, doing: &'static str) -> Result<Session, Error> {
        let mut session = pool.write(doing).await?;
        // On PostgreSQL this also locks the row, so that no other process can take the token before this transaction
        // ends.
        let check = "UPDATE meta SET value = $2 WHERE key = $1 AND value = $2";
        match execute!(&mut session, doing, check, meta::STAGING, self.0.to_string())? {
            1 => Ok(session),
            _ => Err(Error::Overtaken),
        }
    }

    /// Begins the generation after `current` as a copy of it.
    pub(crate) async fn begin_generation(
        self,
        pool: &Pool,
        current: Option<Generation>,
    ) -> Result<(), Error> {
        const DOING: &str = "copying the current generation";
        self.sweep(pool).await?;
        if let Some(current) = current {
            self.repeat(pool, DOING, COPY_LISTINGS, current.0).await?;
            self.repeat(pool, DOING, COPY_FACILITIES, current.0).await?;
        }
        Ok(())
    }

    /// Deletes the rows of generations that are not current: of one that was never published, and of former ones. Also
    /// deletes their indexes, and the rejected rows of imports that were not published.
    pub(crate) async fn sweep(self, pool: &Pool) -> Result<(), Error> {
        const DOING: &str = "deleting generations that are not current";
        let mut session = self.begin(pool, DOING).await?;
        let current = meta::generation(&mut session).await?.map_or(0, |generation| generation.0);
        let rejected = "DELETE FROM rejected_row
            WHERE import_id IN (SELECT id FROM import WHERE generation IS NULL)";
        execute!(&mut session, DOING, rejected)?;
        let indexes = "DELETE FROM index_part
            WHERE publication_id NOT IN (SELECT id FROM publication WHERE generation = $1)";
        execute!(&mut session, DOING, indexes, current)?;
        session.commit(DOING).await?;
        for delete in DELETE_NEXT.into_iter().chain(DELETE_FORMER) {
            self.repeat(pool, DOING, delete, current).await?;
        }
        Ok(())
    }

    /// Like [`StagingToken::sweep`], at the end of an import or revision. A failure is only logged, since whoever next
    /// takes the lock on imports does the same.
    pub(crate) async fn clean_up(self, pool: &Pool) {
        if let Err(error) = self.sweep(pool).await {
            tracing::warn!(%error, "generations that are not current could not be deleted");
        }
    }

    /// Repeats a statement about generation `$1`, each time in a new transaction, until it changes fewer than [`BATCH`]
    /// rows.
    async fn repeat(
        self,
        pool: &Pool,
        doing: &'static str,
        statement: &'static str,
        generation: i64,
    ) -> Result<(), Error> {
        loop {
            let mut session = self.begin(pool, doing).await?;
            let changed = execute!(&mut session, doing, statement, generation)?;
            // A commit waits for the disk, so there is none without a change.
            if changed > 0 {
                session.commit(doing).await?;
            }
            if changed < BATCH {
                return Ok(());
            }
        }
    }
}
