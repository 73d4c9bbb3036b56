//! A publication: everything it changes becomes visible at once, or not at all.

use directory::resolution::Decision;
use jiff::Timestamp;
use uuid::Uuid;

use crate::Store;
use crate::changes::{Changes, Coverage};
use crate::decisions;
use crate::error::Error;
use crate::facilities::{self, Visit};
use crate::imports::{ImportId, ImportStatus};
use crate::lock::Lock;
use crate::meta::{self, Generation};
use crate::pool::{Session, execute};
use crate::settle::settle;
use crate::text::{day, time_text};
use crate::write::write;

/// Why something is published.
#[derive(Debug, Clone, PartialEq)]
pub enum Cause {
    /// An import ends.
    Import(ImportId),
    /// An import is undone.
    Undo(ImportId),
    /// A person decided something about pairs of listings.
    Review(Review),
}

/// What a person decided.
#[derive(Debug, Clone, PartialEq)]
pub enum Review {
    /// A new decision.
    Decide(Decision),
    /// An earlier decision, by its number, is none any more.
    Forget(i64),
}

impl Cause {
    fn import(&self) -> Option<ImportId> {
        match self {
            Cause::Import(id) | Cause::Undo(id) => Some(*id),
            Cause::Review(_) => None,
        }
    }

    fn kind(&self) -> PublicationKind {
        match self {
            Cause::Import(_) => PublicationKind::Import,
            Cause::Undo(_) => PublicationKind::Undo,
            Cause::Review(_) => PublicationKind::Review,
        }
    }
}

/// The kind of a publication, as it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PublicationKind {
    Import,
    Undo,
    Review,
}

impl PublicationKind {
    /// The name in the store.
    pub(crate) fn slug(self) -> &'static str {
        match self {
            PublicationKind::Import => "import",
            PublicationKind::Undo => "undo",
            PublicationKind::Review => "review",
        }
    }

    /// The kind of that name.
    pub(crate) fn from_slug(slug: &str) -> Option<PublicationKind> {
        let all = [PublicationKind::Import, PublicationKind::Undo, PublicationKind::Review];
        all.into_iter().find(|kind| kind.slug() == slug)
    }
}

/// One transaction that writes what changes. Dropped without [`Publication::commit`], it leaves no trace.
pub struct Publication<'a> {
    store: &'a Store,
    lock: &'a mut Lock,
    cause: Cause,
    id: Uuid,
    session: Session,
    previous: Option<Generation>,
    /// The time of what is gone now.
    at: Timestamp,
    /// Fixed from the start, so that the index is made for the same day as that which the store then gives.
    published_at: Timestamp,
    covered: Option<(directory::Source, Coverage)>,
    settled: bool,
}

impl<'a> Publication<'a> {
    /// `id` names what is published, in this store and in the indexes of it.
    pub(crate) async fn open(
        store: &'a Store,
        lock: &'a mut Lock,
        cause: Cause,
        id: Uuid,
        at: Timestamp,
    ) -> Result<Publication<'a>, Error> {
        lock.check().await?;
        let mut session = store.pool.write("opening a publication").await?;
        let previous = meta::generation(&mut session).await?;
        let mut publication = Publication {
            store,
            lock,
            cause,
            id,
            session,
            previous,
            at,
            published_at: Timestamp::now(),
            covered: None,
            settled: false,
        };
        publication.write_cause().await?;
        Ok(publication)
    }

    /// Writes what is done beside changing listings.
    async fn write_cause(&mut self) -> Result<(), Error> {
        match &self.cause {
            Cause::Import(_) => Ok(()),
            Cause::Undo(import) => {
                const DOING: &str = "undoing an import";
                let id = import.to_string();
                let undone = "UPDATE import SET status = $1 WHERE id = $2";
                execute!(&mut self.session, DOING, undone, ImportStatus::Undone.slug(), &id)?;
                let merged = "UPDATE facility SET merged_into = NULL, merged_in = NULL
                    WHERE merged_in = (SELECT generation FROM import WHERE id = $1)";
                execute!(&mut self.session, DOING, merged, &id)?;
                Ok(())
            }
            Cause::Review(review) => decisions::review(&mut self.session, review, self.at).await,
        }
    }

    /// Writes changes; may be called several times. After an error the publication is of no more use.
    ///
    /// # Errors
    /// When the store can't be written, or a listing is written twice at once.
    pub async fn write(&mut self, changes: &Changes) -> Result<(), Error> {
        self.settled = false;
        self.at = changes.retrieved_at;
        if changes.covered.is_some() {
            self.covered.clone_from(&changes.covered);
        }
        let generation = self.generation();
        write(&mut self.session, generation, self.cause.import(), changes).await
    }

    /// As [`Store::visit_facilities`](crate::Store::visit_facilities), with what was written here.
    ///
    /// # Errors
    /// When the store can't be read or written.
    pub async fn visit_facilities(&mut self, visit: &mut Visit<'_>) -> Result<(), Error> {
        self.settle().await?;
        let today = day(self.published_at);
        facilities::visit_all(&mut self.session, today, visit).await
    }

    /// The generation that [`Publication::commit`] publishes.
    pub fn generation(&self) -> Generation {
        Generation(self.previous.map_or(0, |generation| generation.0) + 1)
    }

    /// The name of what is published.
    pub fn id(&self) -> Uuid {
        self.id
    }

    /// Publishes everything that was written. An import ends with this report, and forgets what it staged.
    ///
    /// # Errors
    /// When the store can't be written or the lock on imports was lost: then nothing is published.
    pub async fn commit(mut self, report_json: &str) -> Result<Generation, Error> {
        self.settle().await?;
        const DOING: &str = "publishing";
        let generation = self.generation();
        let now = self.published_at;
        meta::advance(&mut self.session, self.previous, generation, now).await?;
        meta::set_holder(&mut self.session, None).await?;
        self.write_publication(generation, now).await?;
        if let Cause::Import(id) = &self.cause {
            let done = "UPDATE import SET status = $1, finished_at = $2, report = $3, generation = $4
                WHERE id = $5";
            let (status, now, id) = (ImportStatus::Done.slug(), time_text(now), id.to_string());
            execute!(&mut self.session, DOING, done, status, now, report_json, generation.0, &id)?;
            execute!(&mut self.session, DOING, "DELETE FROM import_page WHERE import_id = $1", &id)?;
        }
        self.lock.check().await?;
        self.session.commit(DOING).await?;
        self.store.pool.tidy().await;
        Ok(generation)
    }

    async fn write_publication(&mut self, generation: Generation, now: Timestamp) -> Result<(), Error> {
        let insert = "INSERT INTO publication
            (generation, id, kind, import_id, source, coverage, retrieved_at, published_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
        execute!(
            &mut self.session,
            "publishing",
            insert,
            generation.0,
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

    async fn settle(&mut self) -> Result<(), Error> {
        if !self.settled {
            settle(&mut self.session, &time_text(self.at), day(self.published_at)).await?;
            self.settled = true;
        }
        Ok(())
    }
}
