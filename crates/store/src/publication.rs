//! A publication: everything it changes becomes visible at once, or not at all.

use std::path::Path;

use directory::resolution::BorderlinePair;
use directory::{Source, named_enum};
use jiff::Timestamp;
use uuid::Uuid;

use crate::Store;
use crate::changes::{Changes, ImportCoverage};
use crate::decisions::{self, Review};
use crate::error::Error;
use crate::facilities::{FacilityBatches, Visit};
use crate::imports::{ImportId, ImportStatus};
use crate::lock::Lock;
use crate::meta::{self, Generation};
use crate::pending::Pending;
use crate::pool::Session;
use crate::staging::StagingToken;
use crate::statement::execute;
use crate::text::{day, time_text};
use crate::write::Writer;
use crate::{index_copy, listener};

/// Why something is published.
#[derive(Debug, Clone, PartialEq)]
pub enum PublicationCause {
    /// An import ends.
    Import(ImportId),
    /// An import is undone.
    Undo(ImportId),
    /// A person made or withdrew a decision about two listings.
    Review(Review),
}

impl PublicationCause {
    fn import(&self) -> Option<ImportId> {
        match self {
            PublicationCause::Import(id) | PublicationCause::Undo(id) => Some(*id),
            PublicationCause::Review(_) => None,
        }
    }

    fn kind(&self) -> PublicationKind {
        match self {
            PublicationCause::Import(_) => PublicationKind::Import,
            PublicationCause::Undo(_) => PublicationKind::Undo,
            PublicationCause::Review(_) => PublicationKind::Review,
        }
    }
}

named_enum! {
    /// The kind of a publication, as it is stored.
    pub(crate) enum PublicationKind {
        Import = "import",
        Undo = "undo",
        Review = "review",
    }
}

/// The next generation while it is being written. Nobody sees it before [`Publication::commit`]; when the publication is
/// dropped instead, its rows stay invisible and are deleted later.
///
/// No transaction stays open between calls of its methods, so others can write to the store meanwhile.
pub struct Publication<'a> {
    store: &'a Store,
    lock: &'a mut Lock,
    token: StagingToken,
    cause: PublicationCause,
    id: Uuid,
    served: Option<Generation>,
    /// The time of the changes.
    at: Timestamp,
    /// Set at the beginning, so that the index and the store weigh claims as of the same day.
    published_at: Timestamp,
    covered: Option<(Source, ImportCoverage)>,
    // Kept for `commit`: the history of purged sources and the borderline pairs are not stored by generation.
    purged: Vec<Source>,
    borderline: Option<Vec<BorderlinePair>>,
    /// Whether the facilities are up to date with the listings.
    settled: bool,
}

impl<'a> Publication<'a> {
    /// Begins the next generation as a copy of the one that is served. `id` identifies what is published, in this store and
    /// in its indexes.
    pub(crate) async fn open(
        store: &'a Store,
        lock: &'a mut Lock,
        token: StagingToken,
        cause: PublicationCause,
        id: Uuid,
        at: Timestamp,
    ) -> Result<Publication<'a>, Error> {
        lock.check().await?;
        let served = store.generation().await?;
        token.begin_generation(&store.pool, served).await?;
        let (covered, purged, borderline) = (None, Vec::new(), None);
        let publication = Publication {
            store,
            lock,
            token,
            cause,
            id,
            served,
            at,
            published_at: Timestamp::now(),
            covered,
            purged,
            borderline,
            settled: false,
        };
        if let PublicationCause::Undo(import) = publication.cause {
            const DOING: &str = "separating the facilities that an import had merged";
            let mut session = token.begin(&store.pool, DOING).await?;
            Writer::new(&mut session, publication.generation(), at).separate_merged_by(import).await?;
            session.commit(DOING).await?;
        }
        Ok(publication)
    }

    /// Writes changes to the next generation. May be called several times; a call that fails changes nothing.
    ///
    /// # Errors
    /// When the store can't be written, the changes have a listing twice, or another import took over.
    pub fn write<'s>(&'s mut self, changes: &'s Changes) -> Pending<'s, ()> {
        Box::pin(async move {
            const DOING: &str = "writing the next generation";
            let mut session = self.token.begin(&self.store.pool, DOING).await?;
            let mut writer = Writer::new(&mut session, self.generation(), changes.retrieved_at);
            writer.write(changes).await?;
            if let PublicationCause::Import(import) = self.cause {
                writer.reject(import, &changes.rejected).await?;
            }
            session.commit(DOING).await?;
            self.settled = false;
            self.at = changes.retrieved_at;
            self.purged.extend(&changes.purge);
            if changes.covered.is_some() {
                self.covered.clone_from(&changes.covered);
            }
            if changes.borderline.is_some() {
                self.borderline.clone_from(&changes.borderline);
            }
            Ok(())
        })
    }

    /// Visits every facility of the next generation, ordered by id, without locking the store.
    ///
    /// # Errors
    /// When the store can't be read or written.
    pub fn visit_facilities<'s>(&'s mut self, visit: &'s mut Visit<'s>) -> Pending<'s, ()> {
        Box::pin(async move {
            self.store.pool.expect_reading().await;
            self.settle().await?;
            let mut batches = FacilityBatches::new(self.generation(), day(self.published_at));
            loop {
                // Only the holder of the token writes these rows, so they stay the same between two transactions.
                let mut session = self.store.pool.read("reading the next generation").await?;
                let Some(batch) = batches.next(&mut session).await? else { return Ok(()) };
                drop(session);
                if batch.into_iter().any(|facility| visit(facility).is_break()) {
                    return Ok(());
                }
            }
        })
    }

    /// Keeps the index of the next generation, whose files are in `folder`, for servers on other computers. Does nothing
    /// on SQLite, where there are none.
    ///
    /// # Errors
    /// When a file can't be read, the store can't be written, or another import took over.
    pub fn keep_index<'s>(&'s mut self, folder: &'s Path) -> Pending<'s, ()> {
        Box::pin(async move {
            match self.store.url.file() {
                Some(_) => Ok(()),
                None => index_copy::keep(&self.store.pool, self.token, self.id, folder).await,
            }
        })
    }

    /// The generation that [`Publication::commit`] publishes.
    pub fn generation(&self) -> Generation {
        Generation(self.served.map_or(0, |served| served.0) + 1)
    }

    /// Identifies what is published.
    pub fn id(&self) -> Uuid {
        self.id
    }

    /// Publishes everything that was written. If this publishes an import, `report_json` becomes its report, and its
    /// staged pages are deleted.
    ///
    /// # Errors
    /// When the store can't be written, the lock on imports was lost or another import took over: then nothing is
    /// published.
    pub fn commit<'s>(mut self, report_json: &'s str) -> Pending<'s, Generation>
    where
        'a: 's,
    {
        Box::pin(async move {
            self.settle().await?;
            const DOING: &str = "publishing";
            if let Some(what) = self.store.pool.file_damage().await? {
                return Err(Error::DamagedFile { doing: DOING, what });
            }
            let generation = self.generation();
            let now = self.published_at;
            let mut session = self.token.begin(&self.store.pool, DOING).await?;
            meta::advance(&mut session, self.served, generation, now).await?;
            meta::set_holder(&mut session, None).await?;
            self.write_publication(&mut session, now).await?;
            self.write_cause(&mut session, report_json, now).await?;
            let mut writer = Writer::new(&mut session, generation, self.at);
            for source in &self.purged {
                writer.purge_history(*source, self.cause.import()).await?;
            }
            if let Some(pairs) = &self.borderline {
                writer.borderline(pairs).await?;
            }
            listener::announce(&mut session).await?;
            self.lock.check().await?;
            session.commit(DOING).await?;
            self.token.clean_up(&self.store.pool).await;
            self.store.pool.tidy().await;
            Ok(generation)
        })
    }

    async fn write_publication(&self, session: &mut Session, now: Timestamp) -> Result<(), Error> {
        let insert = "INSERT INTO publication
            (generation, id, kind, import_id, source, coverage, retrieved_at, published_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
        execute!(
            session,
            "publishing",
            insert,
            self.generation().0,
            self.id.to_string(),
            self.cause.kind().slug(),
            self.cause.import().map(|import| import.to_string()),
            self.covered.as_ref().map(|(source, _)| source.slug()),
            self.covered.as_ref().map(|(_, coverage)| coverage.slug()),
            time_text(self.at),
            time_text(now)
        )?;
        Ok(())
    }

    /// Writes the decision, or what becomes of the import that is published or undone.
    async fn write_cause(
        &self,
        session: &mut Session,
        report_json: &str,
        now: Timestamp,
    ) -> Result<(), Error> {
        match &self.cause {
            PublicationCause::Import(id) => {
                const DOING: &str = "publishing an import";
                let done = "UPDATE import SET status = $1, finished_at = $2, report = $3, generation = $4
                    WHERE id = $5";
                let (status, now, id) = (ImportStatus::Done.slug(), time_text(now), id.to_string());
                execute!(&mut *session, DOING, done, status, now, report_json, self.generation().0, &id)?;
                execute!(&mut *session, DOING, "DELETE FROM import_page WHERE import_id = $1", &id)?;
                Ok(())
            }
            PublicationCause::Undo(import) => {
                let undone = "UPDATE import SET status = $1 WHERE id = $2";
                let status = ImportStatus::Undone.slug();
                execute!(session, "undoing an import", undone, status, import.to_string())?;
                Ok(())
            }
            PublicationCause::Review(review) => decisions::review(session, review, self.at).await,
        }
    }

    async fn settle(&mut self) -> Result<(), Error> {
        if !self.settled {
            const DOING: &str = "marking facilities as gone or back";
            let mut session = self.token.begin(&self.store.pool, DOING).await?;
            Writer::new(&mut session, self.generation(), self.at).settle_facilities().await?;
            session.commit(DOING).await?;
            self.settled = true;
        }
        Ok(())
    }
}
