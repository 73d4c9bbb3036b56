//! Writing what a publication changes into the next generation.

/// The beginning and end of a statement that updates the states of listings from the table `new`, whose rows go in between
/// and begin with a [`state_key`]: `update_states!("columns of new", "assignments")`.
macro_rules! update_states {
    ($columns:literal, $assignments:literal) => {
        (
            concat!("WITH new (generation, source, source_id, ", $columns, ") AS ("),
            concat!(
                ") UPDATE listing_state AS l SET ",
                $assignments,
                " FROM new WHERE l.generation = new.generation AND l.source = new.source
                AND l.source_id = new.source_id"
            ),
        )
    };
}

mod facilities;
mod listings;
mod purge;
mod reverted;

use std::collections::HashSet;

use directory::{ListingId, Source};
use jiff::Timestamp;

use crate::bulk;
use crate::changes::{Changes, ImportCoverage};
use crate::error::Error;
use crate::imports::{ImportId, RejectedRow};
use crate::meta::Generation;
use crate::pool::Session;
use crate::statement::SqlValue;
use crate::statement::execute;
use crate::text::{time_text, without_nul};

/// Writes rows of one generation in one transaction.
pub(crate) struct Writer<'a> {
    session: &'a mut Session,
    generation: i64,
    /// The time of the changes.
    at: String,
}

impl<'a> Writer<'a> {
    pub(crate) fn new(session: &'a mut Session, generation: Generation, at: Timestamp) -> Writer<'a> {
        Writer { session, generation: generation.0, at: time_text(at) }
    }

    /// Writes all changes except those that are not kept by generation: rejected rows, borderline pairs and the history of
    /// purged sources.
    pub(crate) async fn write(&mut self, changes: &Changes) -> Result<(), Error> {
        for source in &changes.purge {
            self.purge(*source).await?;
        }
        refuse_duplicates(changes.upserts.iter().map(|upsert| &upsert.id))?;
        self.upsert(&changes.upserts).await?;
        self.revert(&changes.reverted).await?;
        self.date(&changes.dated).await?;
        self.keep_secret(&changes.asked).await?;
        self.move_listings(&changes.moved).await?;
        self.follow(&changes.followed).await?;
        self.mark_gone(&changes.gone).await?;
        self.restate(&changes.restated).await?;
        if let Some((source, coverage)) = &changes.covered {
            self.date_covered(*source, coverage).await?;
        }
        self.lend(&changes.lent).await?;
        self.merge(&changes.merged).await
    }

    /// Updates the time of the last retrieval of the present listings that an import covers.
    async fn date_covered(&mut self, source: Source, coverage: &ImportCoverage) -> Result<(), Error> {
        const DOING: &str = "dating the listings that were retrieved again";
        let (source, at) = (source.slug(), &self.at);
        match coverage {
            ImportCoverage::Whole => {
                let date = "UPDATE listing_state SET retrieved_at = $1
                    WHERE generation = $2 AND source = $3 AND gone_at IS NULL AND retrieved_at <> $1";
                execute!(&mut *self.session, DOING, date, at, self.generation, source)?;
            }
            ImportCoverage::Tracks(tracks) => {
                let date = "UPDATE listing_state SET retrieved_at = $1
                    WHERE generation = $2 AND source = $3 AND track = $4 AND gone_at IS NULL AND retrieved_at <> $1";
                for track in tracks {
                    execute!(&mut *self.session, DOING, date, at, self.generation, source, track.slug())?;
                }
            }
            ImportCoverage::Named => {}
        }
        Ok(())
    }

    /// Stores the rows that an import could not read.
    pub(crate) async fn reject(&mut self, import: ImportId, rejected: &[RejectedRow]) -> Result<(), Error> {
        let import = import.to_string();
        let rows = rejected.iter().map(|row| {
            [
                import.as_str().into(),
                row.row_number.cast_signed().into(),
                SqlValue::Text(without_nul(&row.reason)),
                SqlValue::Text(without_nul(&row.raw)),
            ]
        });
        let head = "INSERT INTO rejected_row (import_id, row_number, reason, raw) ";
        bulk::execute(self.session, "storing rejected rows", head, Box::new(rows), "").await
    }
}

fn refuse_duplicates<'a>(mut ids: impl Iterator<Item = &'a ListingId>) -> Result<(), Error> {
    let mut known = HashSet::new();
    match ids.find(|id| !known.insert(*id)) {
        Some(twice) => Err(Error::DuplicateListing(twice.clone())),
        None => Ok(()),
    }
}

/// The columns that identify a listing: `source, source_id`.
pub(crate) fn listing_key(id: &ListingId) -> [SqlValue<'_>; 2] {
    [id.source.slug().into(), id.id.as_str().into()]
}

/// The columns that identify the state of a listing in a generation: `generation, source, source_id`.
fn state_key(generation: i64, id: &ListingId) -> [SqlValue<'_>; 3] {
    let [source, source_id] = listing_key(id);
    [generation.into(), source, source_id]
}
