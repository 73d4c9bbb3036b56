//! A running import. What it fetches is staged until it is published.

use directory::Source;
use jiff::Timestamp;
use uuid::Uuid;

use crate::error::{BeginError, Error};
use crate::holder::Holder;
use crate::imports::{ImportId, ImportStatus};
use crate::lock::Lock;
use crate::meta;
use crate::pending::{Boxed, Pending};
use crate::pool::Session;
use crate::publication::{Publication, PublicationCause};
use crate::staging::StagingToken;
use crate::statement::{execute, row, table_row, value, values};
use crate::{Store, text};

/// A running import. It holds the lock on imports until it is dropped.
pub struct Import {
    store: Store,
    lock: Lock,
    token: StagingToken,
    id: ImportId,
    source: Source,
    started_at: Timestamp,
    resumed: bool,
}

impl Store {
    /// Begins an import of `source` from `origin`, or resumes the newest one of the same source and origin, if it was not
    /// published: its process died, it failed, or it was held.
    ///
    /// # Errors
    /// When another import is running, in this process or any other, or the store fails.
    pub fn begin_import<'a>(
        &'a self,
        source: Source,
        origin: &'a str,
        now: Timestamp,
    ) -> Boxed<'a, Result<Import, BeginError>> {
        Box::pin(async move {
            let lock = self.take_lock().await?;
            const DOING: &str = "beginning an import";
            let mut session = self.pool.write(DOING).await?;
            let holder = Holder::here(now);
            meta::set_holder(&mut session, Some(&holder)).await?;
            let token = StagingToken::take(&mut session).await?;
            let unfinished = unfinished(&mut session, source, origin).await?;
            let (id, started_at) = match unfinished {
                Some((id, started_at)) => {
                    let resume =
                        "UPDATE import SET status = $1, finished_at = NULL, held_changes = NULL, host = $2,
                    pid = $3 WHERE id = $4";
                    let status = ImportStatus::Running.slug();
                    execute!(
                        &mut session,
                        DOING,
                        resume,
                        status,
                        &holder.host,
                        i64::from(holder.pid),
                        id.to_string()
                    )?;
                    (id, started_at)
                }
                None => (insert(&mut session, source, origin, &holder).await?, now),
            };
            end_others(&mut session, source, id, now).await?;
            session.commit(DOING).await?;
            token.sweep(&self.pool).await?;
            let (store, resumed) = (self.clone(), unfinished.is_some());
            Ok(Import { store, lock, token, id, source, started_at, resumed })
        })
    }
}

table_row! {
    struct NewestImport {
        id: String,
        status: String,
        started_at: String,
    }
}

/// The newest import of a source and origin, if it was not published.
async fn unfinished(
    session: &mut Session,
    source: Source,
    origin: &str,
) -> Result<Option<(ImportId, Timestamp)>, Error> {
    let query = "SELECT id, status, started_at FROM import WHERE source = $1 AND origin = $2
        ORDER BY number DESC LIMIT 1";
    const DOING: &str = "looking for an unfinished import";
    let newest = row!(session, DOING, NewestImport, query, source.slug(), origin)?;
    let published = [ImportStatus::Done.slug(), ImportStatus::Undone.slug()];
    let newest = newest.filter(|newest| !published.contains(&newest.status.as_str()));
    let parse = |newest: NewestImport| {
        let id = text::id("an import", &newest.id)?;
        Ok((ImportId(id), text::time("an import", &newest.started_at)?))
    };
    newest.map(parse).transpose()
}

async fn insert(
    session: &mut Session,
    source: Source,
    origin: &str,
    holder: &Holder,
) -> Result<ImportId, Error> {
    let id = ImportId(Uuid::now_v7());
    let insert = "INSERT INTO import (id, number, source, origin, status, started_at, host, pid)
        SELECT $1, COALESCE(MAX(number), 0) + 1, $2, $3, $4, $5, $6, $7 FROM import";
    execute!(
        session,
        "beginning an import",
        insert,
        id.to_string(),
        source.slug(),
        origin,
        ImportStatus::Running.slug(),
        text::time_text(holder.since),
        &holder.host,
        i64::from(holder.pid)
    )?;
    Ok(id)
}

/// Marks imports as failed if their process died, and deletes what other imports of the same source have fetched.
async fn end_others(
    session: &mut Session,
    source: Source,
    id: ImportId,
    now: Timestamp,
) -> Result<(), Error> {
    const DOING: &str = "ending imports whose process died";
    let end = "UPDATE import SET status = $1, finished_at = $2 WHERE status = $3 AND id <> $4";
    let (failed, running) = (ImportStatus::Failed.slug(), ImportStatus::Running.slug());
    execute!(&mut *session, DOING, end, failed, text::time_text(now), running, id.to_string())?;
    let delete = "DELETE FROM import_page WHERE import_id IN
        (SELECT id FROM import WHERE source = $1 AND id <> $2)";
    execute!(&mut *session, DOING, delete, source.slug(), id.to_string())?;
    Ok(())
}

impl Import {
    /// Identifies the import.
    pub fn id(&self) -> ImportId {
        self.id
    }

    /// The source that is imported.
    pub fn source(&self) -> Source {
        self.source
    }

    /// When it first began.
    pub fn started_at(&self) -> Timestamp {
        self.started_at
    }

    /// Whether it resumes an earlier run.
    pub fn resumed(&self) -> bool {
        self.resumed
    }

    /// The numbers of the staged pages, in order.
    ///
    /// # Errors
    /// When the store can't be read.
    pub fn pages(&self) -> Pending<'_, Vec<u64>> {
        Box::pin(async move {
            const DOING: &str = "reading which pages are staged";
            let mut session = self.store.pool.read(DOING).await?;
            let query = "SELECT page FROM import_page WHERE import_id = $1 ORDER BY page";
            let pages = values!(&mut session, DOING, i64, query, self.id.to_string())?;
            Ok(pages.into_iter().map(i64::cast_unsigned).collect())
        })
    }

    /// Stages a page, so that it does not have to be fetched again when the import is resumed.
    ///
    /// # Errors
    /// When the store can't be written.
    pub fn save_page<'a>(&'a self, page: u64, body: &'a [u8], fetched_at: Timestamp) -> Pending<'a, ()> {
        Box::pin(async move {
            const DOING: &str = "staging a page";
            let body = text::deflated(body);
            let mut session = self.store.pool.write(DOING).await?;
            let upsert = "INSERT INTO import_page (import_id, page, body, fetched_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (import_id, page) DO UPDATE SET body = excluded.body, fetched_at = excluded.fetched_at";
            let (page, at) = (page.cast_signed(), text::time_text(fetched_at));
            execute!(&mut session, DOING, upsert, self.id.to_string(), page, body, at)?;
            session.commit(DOING).await
        })
    }

    /// When the oldest staged page was fetched; `None` when no page is staged. For pages staged by versions of this program
    /// that did not record the time, it is the time when the import began.
    ///
    /// # Errors
    /// When the store can't be read.
    pub fn oldest_page(&self) -> Pending<'_, Option<Timestamp>> {
        Box::pin(async move {
            const DOING: &str = "reading when pages were fetched";
            let mut session = self.store.pool.read(DOING).await?;
            let query = "SELECT MIN(COALESCE(p.fetched_at, i.started_at)) FROM import_page AS p
            JOIN import AS i ON i.id = p.import_id WHERE p.import_id = $1";
            let oldest = value!(&mut session, DOING, Option<String>, query, self.id.to_string())?;
            text::optional_time("a staged page", oldest.flatten().as_deref())
        })
    }

    /// A staged page.
    ///
    /// # Errors
    /// When the page is not staged, or the store can't be read.
    pub fn page(&self, page: u64) -> Pending<'_, Vec<u8>> {
        Box::pin(async move {
            const DOING: &str = "reading a staged page";
            let mut session = self.store.pool.read(DOING).await?;
            let query = "SELECT body FROM import_page WHERE import_id = $1 AND page = $2";
            let body = value!(&mut session, DOING, Vec<u8>, query, self.id.to_string(), page.cast_signed())?;
            let body = body.ok_or(Error::NoSuchPage { import: self.id.0, page })?;
            text::inflated(&body).map_err(|error| Error::unreadable(format!("the staged page {page}"), error))
        })
    }

    /// Deletes the staged pages.
    ///
    /// # Errors
    /// When the store can't be written.
    pub fn discard_pages(&self) -> Pending<'_, ()> {
        Box::pin(async move {
            const DOING: &str = "discarding staged pages";
            let mut session = self.store.pool.write(DOING).await?;
            execute!(
                &mut session,
                DOING,
                "DELETE FROM import_page WHERE import_id = $1",
                self.id.to_string()
            )?;
            session.commit(DOING).await
        })
    }

    /// Opens the publication of what was fetched.
    ///
    /// # Errors
    /// When the store can't be written, or the lock on imports was lost.
    pub fn publish(&mut self) -> Pending<'_, Publication<'_>> {
        Box::pin(async move {
            let (cause, at) = (PublicationCause::Import(self.id), self.started_at);
            Publication::open(&self.store, &mut self.lock, self.token, cause, self.id.0, at).await
        })
    }

    /// Ends the import without publishing. What it fetched is kept for the next attempt.
    ///
    /// # Errors
    /// When the store can't be written.
    pub fn finish_failed(self, report_json: &str) -> Pending<'_, ()> {
        Box::pin(async move { self.end(ImportStatus::Failed, report_json).await })
    }

    /// Keeps what the import would change, in JSON, for a person to look at while it is held.
    ///
    /// # Errors
    /// When the store can't be written.
    pub fn keep_changes<'a>(&'a self, changes_json: &'a str) -> Pending<'a, ()> {
        Box::pin(async move {
            const DOING: &str = "keeping what an import would change";
            let changes = text::deflated(changes_json.as_bytes());
            let mut session = self.store.pool.write(DOING).await?;
            let keep = "UPDATE import SET held_changes = $1 WHERE id = $2";
            execute!(&mut session, DOING, keep, changes, self.id.to_string())?;
            session.commit(DOING).await
        })
    }

    /// Ends the import without publishing, for a person to look at first. What it fetched is kept.
    ///
    /// # Errors
    /// When the store can't be written.
    pub fn hold(self, report_json: &str) -> Pending<'_, ()> {
        Box::pin(async move { self.end(ImportStatus::Held, report_json).await })
    }

    /// Releases the lock and waits until it is released; dropping the import does not wait. Call this after the import
    /// was published: otherwise it stays unfinished.
    pub fn close(self) -> Boxed<'static, ()> {
        Box::pin(async move {
            self.lock.release().await;
        })
    }

    async fn end(self, status: ImportStatus, report_json: &str) -> Result<(), Error> {
        const DOING: &str = "ending an import";
        let mut session = self.store.pool.write(DOING).await?;
        let end = "UPDATE import SET status = $1, finished_at = $2, report = $3
            WHERE id = $4 AND status = $5";
        let (status, running) = (status.slug(), ImportStatus::Running.slug());
        let now = text::time_text(Timestamp::now());
        execute!(&mut session, DOING, end, status, now, report_json, self.id.to_string(), running)?;
        meta::set_holder(&mut session, None).await?;
        session.commit(DOING).await?;
        self.token.clean_up(&self.store.pool).await;
        self.lock.release().await;
        Ok(())
    }
}
