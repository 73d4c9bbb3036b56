//! The publication of an import: everything it changes becomes visible at once, or not at all.

use jiff::Timestamp;

use crate::changes::{self, Changes};
use crate::error::Error;
use crate::facilities::{self, Visit};
use crate::import::Import;
use crate::imports::ImportStatus;
use crate::meta::{self, Generation};
use crate::pool::{Session, execute};
use crate::settle::settle;
use crate::text::time_text;

/// One transaction that writes what an import changes. Dropped without [`Publication::commit`], it leaves no
/// trace.
pub struct Publication<'a> {
    import: &'a mut Import,
    session: Session,
    previous: Option<Generation>,
    /// The time of what is gone now.
    at: Timestamp,
    settled: bool,
}

impl<'a> Publication<'a> {
    pub(crate) async fn open(import: &'a mut Import) -> Result<Publication<'a>, Error> {
        import.lock.check().await?;
        let mut session = import.store.pool.write("opening a publication").await?;
        let previous = meta::generation(&mut session).await?;
        let at = import.started_at();
        Ok(Publication { import, session, previous, at, settled: false })
    }

    /// Writes changes; may be called several times. After an error the publication is of no more use.
    ///
    /// # Errors
    /// When the store can't be written, or a listing is written twice at once.
    pub async fn write(&mut self, changes: &Changes) -> Result<(), Error> {
        self.settled = false;
        self.at = changes.retrieved_at;
        changes::write(&mut self.session, self.import.id, changes).await
    }

    /// As [`Store::visit_facilities`](crate::Store::visit_facilities), with what was written here.
    ///
    /// # Errors
    /// When the store can't be read or written.
    pub async fn visit_facilities(&mut self, visit: &mut Visit<'_>) -> Result<(), Error> {
        self.settle().await?;
        facilities::visit_all(&mut self.session, visit).await
    }

    /// The generation that [`Publication::commit`] publishes.
    pub fn generation(&self) -> Generation {
        Generation(self.previous.map_or(0, |generation| generation.0) + 1)
    }

    /// Publishes everything that was written, ends the import with this report and forgets what it staged.
    ///
    /// # Errors
    /// When the store can't be written or the lock on imports was lost: then nothing is published.
    pub async fn commit(mut self, report_json: &str) -> Result<Generation, Error> {
        self.settle().await?;
        const DOING: &str = "publishing an import";
        let generation = self.generation();
        let now = Timestamp::now();
        let id = self.import.id.to_string();
        meta::advance(&mut self.session, self.previous, generation, now).await?;
        meta::set_holder(&mut self.session, None).await?;
        let done = "UPDATE import SET status = $1, finished_at = $2, report = $3, generation = $4
            WHERE id = $5";
        let (status, now) = (ImportStatus::Done.slug(), time_text(now));
        execute!(&mut self.session, DOING, done, status, now, report_json, generation.0, &id)?;
        execute!(&mut self.session, DOING, "DELETE FROM import_page WHERE import_id = $1", &id)?;
        self.import.lock.check().await?;
        self.session.commit(DOING).await?;
        self.import.store.pool.checkpoint().await;
        Ok(generation)
    }

    async fn settle(&mut self) -> Result<(), Error> {
        if !self.settled {
            settle(&mut self.session, &time_text(self.at)).await?;
            self.settled = true;
        }
        Ok(())
    }
}
