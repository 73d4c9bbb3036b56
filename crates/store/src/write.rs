//! The writing of what a publication changes.

mod facilities;
mod listings;
mod purge;
mod reverted;

use std::collections::HashSet;

use directory::{ListingId, Source};

use crate::bulk::{self, Value};
use crate::changes::{Changes, Coverage};
use crate::error::Error;
use crate::imports::{ImportId, RejectedRow};
use crate::meta::Generation;
use crate::pool::{Session, execute};
use crate::text::{time_text, without_nul};

/// The transaction of a publication, and what is the same for all it writes.
pub(crate) struct Writer<'a> {
    pub session: &'a mut Session,
    /// The generation that is being made.
    pub generation: Generation,
    /// The time of the changes, as text.
    pub at: String,
}

/// Writes changes. `import` is the one that is published, or undone.
pub(crate) async fn write(
    session: &mut Session,
    generation: Generation,
    import: Option<ImportId>,
    changes: &Changes,
) -> Result<(), Error> {
    let mut writer = Writer { session, generation, at: time_text(changes.retrieved_at) };
    for source in &changes.purge {
        writer.purge(import, *source).await?;
    }
    each_once(changes.upserts.iter().map(|upsert| &upsert.id))?;
    writer.upsert(&changes.upserts).await?;
    writer.revert(&changes.reverted).await?;
    writer.date(&changes.dated).await?;
    writer.keep_secret(&changes.asked).await?;
    writer.move_listings(&changes.moved).await?;
    writer.follow(&changes.followed).await?;
    writer.mark_gone(&changes.gone).await?;
    writer.restate(&changes.restated).await?;
    if let Some((source, coverage)) = &changes.covered {
        writer.touch(*source, coverage).await?;
    }
    writer.lend(&changes.lent).await?;
    writer.merge(&changes.merged).await?;
    if let Some(pairs) = &changes.borderline {
        writer.borderline(pairs).await?;
    }
    match import {
        Some(import) => writer.reject(import, &changes.rejected).await,
        None => Ok(()),
    }
}

fn each_once<'a>(mut ids: impl Iterator<Item = &'a ListingId>) -> Result<(), Error> {
    let mut known = HashSet::new();
    match ids.find(|id| !known.insert(*id)) {
        Some(twice) => Err(Error::Twice(twice.clone())),
        None => Ok(()),
    }
}

/// The two columns that name a listing.
pub(crate) fn name(id: &ListingId) -> [Value<'_>; 2] {
    [id.source.slug().into(), id.id.as_str().into()]
}

impl Writer<'_> {
    async fn touch(&mut self, source: Source, coverage: &Coverage) -> Result<(), Error> {
        const DOING: &str = "dating the listings that were retrieved again";
        let (source, at) = (source.slug(), &self.at);
        match coverage {
            Coverage::Whole => {
                let touch = "UPDATE listing SET retrieved_at = $1
                    WHERE source = $2 AND gone_at IS NULL AND retrieved_at <> $1";
                execute!(&mut *self.session, DOING, touch, at, source)?;
            }
            Coverage::Tracks(tracks) => {
                let touch = "UPDATE listing SET retrieved_at = $1
                    WHERE source = $2 AND track = $3 AND gone_at IS NULL AND retrieved_at <> $1";
                for track in tracks {
                    execute!(&mut *self.session, DOING, touch, at, source, track.slug())?;
                }
            }
            Coverage::Named => {}
        }
        Ok(())
    }

    async fn reject(&mut self, import: ImportId, rejected: &[RejectedRow]) -> Result<(), Error> {
        let import = import.to_string();
        let rows = rejected.iter().map(|row| {
            [
                import.as_str().into(),
                row.row_number.cast_signed().into(),
                Value::Text(without_nul(&row.reason)),
                Value::Text(without_nul(&row.raw)),
            ]
        });
        let head = "INSERT INTO rejected_row (import_id, row_number, reason, raw) ";
        bulk::execute(self.session, "keeping rejected rows", head, Box::new(rows), "").await
    }
}
