//! An import brings what a source publishes into a store, as a whole or not at all.
//!
//! It takes the lock on imports; fetches pages, staging each in the store, or opens files; parses them; compares the
//! listings with the known ones and places them; writes what differs as the next generation; builds the index from that
//! generation; and makes it current. Until then the previous generation is served, whatever happens. An import that
//! fails, is stopped or is held leaves its staged pages, so that the next attempt resumes where this one ended.

mod blocking;
mod bundled;
mod error;
mod held;
mod hold;
mod indexing;
mod observer;
mod places;
pub(crate) mod plan;
mod publish;
mod read;
mod reading;
mod request;
mod revise;
mod staging;

use directory::Source;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use store::{Generation, Import, Store};

pub use error::ImportError;
pub use hold::{AlteredField, HoldReason, SharedKind};
pub use indexing::{BoxError, Indexing};
pub use observer::{Observer, Silent, Step};
pub use request::{Accepted, ImportRequest, Origin, Stop, Stopper};
pub use reqwest::Url;
pub use revise::{ReviseError, Revised, RevisionRequest, revise};

use crate::report::Report;
use plan::{ImportPlan, KnownState, OlderEdition, older_edition};
use publish::Publisher;
use store::ImportStatus;

/// How an import ended, unless it failed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Outcome {
    /// Its generation was published.
    Published {
        /// The generation it published.
        generation: Generation,
        /// What the import did and found.
        report: Report,
    },
    /// Nothing was published, because a person should look at it first. The report says why. Fetched pages stay staged, so
    /// that the next import from the same origin resumes there.
    Held {
        /// What the import did and found.
        report: Report,
    },
}

impl Outcome {
    /// The report of the import.
    pub fn report(&self) -> &Report {
        match self {
            Outcome::Published { report, .. } | Outcome::Held { report } => report,
        }
    }
}

/// Runs an import.
///
/// `indexing` writes the index of the generation that is about to be published. `now` is the clock.
///
/// # Errors
/// If another import is running, the source can't be fetched or read, the sample would be mixed with real listings, the
/// bundled listings would take the place of newer ones, the store or the index can't be written, or the import is
/// stopped. The previous generation is then still served.
pub fn run<'a>(
    store: &'a Store,
    request: &'a ImportRequest,
    indexing: &'a mut dyn Indexing,
    observer: &'a mut dyn Observer,
    now: fn() -> Timestamp,
) -> store::Boxed<'a, Result<Outcome, ImportError>> {
    Box::pin(async move {
        let source = request.origin.source();
        // Checked before the import begins, so that a refused import leaves no record in the store.
        refuse_sample_over_real(store, source).await?;
        if source == Source::Bundled {
            bundled::refuse_over_newer(source, &store.known_listings().await?)?;
        }
        let mut import = store.begin_import(source, &request.origin.name(), now()).await?;
        observer.observe(Step::Begun { source, resumed: import.resumed() });
        let mut report = Report::new(&import, &request.origin.name());
        let mut import_run = ImportRun { store, request, indexing, observer, now };
        let prepared = tokio::select! {
            prepared = import_run.prepare(&mut import, &mut report) => prepared,
            () = request.stop.requested() => Err(ImportError::Stopped),
        };
        // Publishing is never canceled from outside, because then nobody would know whether it succeeded.
        let ended = match prepared {
            Ok(Some(plan)) => import_run.publish(&mut import, &mut report, plan).await.map(Some),
            Ok(None) => Ok(None),
            Err(error) => Err(error),
        };
        report.finished_at.get_or_insert_with(now);
        match ended {
            Ok(Some(generation)) => {
                import.close().await;
                import_run.indexing.published();
                import_run.observer.observe(Step::Done);
                Ok(Outcome::Published { generation, report })
            }
            Ok(None) => {
                import.hold(&report.to_json()).await?;
                Ok(Outcome::Held { report })
            }
            Err(error) => {
                import_run.indexing.abandon();
                report.status = ImportStatus::Failed;
                report.error = Some(store::with_causes(&error));
                // The error of the import is returned, since it matters more than this one.
                if let Err(reason) = import.finish_failed(&report.to_json()).await {
                    tracing::warn!(%reason, "the failure of the import could not be recorded in the store");
                }
                Err(error)
            }
        }
    })
}

/// A running import.
struct ImportRun<'a> {
    store: &'a Store,
    request: &'a ImportRequest,
    indexing: &'a mut dyn Indexing,
    observer: &'a mut dyn Observer,
    now: fn() -> Timestamp,
}

impl ImportRun<'_> {
    /// Does everything up to the publication. Returns `None` if the import is held.
    async fn prepare(
        &mut self,
        import: &mut Import,
        report: &mut Report,
    ) -> Result<Option<ImportPlan>, ImportError> {
        refuse_sample_over_real(self.store, import.source()).await?;
        let mut set = read::read(import, &self.request.origin, self.observer, report, self.now).await?;
        let now = (self.now)();
        // Staged pages may be from an earlier attempt, so the oldest one decides, unless the clock was set back since.
        let retrieved_at = import.oldest_page().await?.map_or(now, |oldest| oldest.min(now));
        set.drop_dates_after(now.to_zoned(TimeZone::UTC).date());
        report.count_set(&set, retrieved_at);
        if !set.is_balanced() {
            return Err(ImportError::Unbalanced { rows: set.rows.read });
        }
        if set.listings.is_empty() {
            return Err(ImportError::no_listings(&set));
        }
        self.observer.observe(Step::Resolving { listings: set.listings.len() as u64 });
        let purge = sources_to_purge(self.store, import.source()).await?;
        let before = KnownState::read(self.store, &purge).await?;
        bundled::refuse_over_newer(import.source(), &before.known)?;
        if let Some(OlderEdition { day, known }) = older_edition(import.source(), &set, &before.known) {
            return Err(ImportError::OlderEdition { imported: import.source(), day, known });
        }
        let rejected = set.mostly_rejected.clone();
        let days_retrieved = days_since_retrieved(self.store, import.source(), retrieved_at).await?;
        let mut plan = ImportPlan::for_set(import.source(), set, before, retrieved_at).await?;
        plan.changes.purge = purge;
        report.count_plan(&plan);
        let usual = hold::usual_yearly_share(self.store, import.source()).await?;
        let days = plan.lost.total.days.or(days_retrieved);
        let mut reasons: Vec<HoldReason> = rejected.into_iter().map(HoldReason::Rejected).collect();
        reasons.extend(plan.reasons_to_hold(usual, days));
        reasons.retain(|reason| !self.request.accepted.includes(reason));
        report.hold(reasons);
        if report.held.is_some() {
            report.status = ImportStatus::Held;
            let changes = held::changes(self.store, import.source(), plan).await?;
            import.keep_changes(&changes).await?;
            return Ok(None);
        }
        Ok(Some(plan))
    }

    /// Writes a plan, builds the index of the result, and publishes it.
    async fn publish(
        &mut self,
        import: &mut Import,
        report: &mut Report,
        plan: ImportPlan,
    ) -> Result<Generation, ImportError> {
        report.replaced = plan.replaced(import.source());
        let mut publication = import.publish().await?;
        let mut publisher = Publisher {
            store: self.store,
            indexing: self.indexing,
            observer: self.observer,
            stop: &self.request.stop,
        };
        let counted = publisher.prepare(&mut publication, plan).await?;
        (report.facilities, report.programs) = (counted.facilities, counted.programs);
        report.status = ImportStatus::Done;
        report.finished_at = Some((self.now)());
        publisher.heed_stop()?;
        Ok(publication.commit(&report.to_json()).await?)
    }
}

/// The sources that are deleted when `source` is imported: the sample, if `source` is a real one.
async fn sources_to_purge(store: &Store, source: Source) -> Result<Vec<Source>, ImportError> {
    let known = store.sources().await?.into_iter().map(|known| known.source);
    Ok(known.filter(|known| *known == Source::Sample && source != Source::Sample).collect())
}

/// How many days before `retrieved_at` the known listings of a source were retrieved.
async fn days_since_retrieved(
    store: &Store,
    source: Source,
    retrieved_at: Timestamp,
) -> Result<Option<i64>, ImportError> {
    let known = store.sources().await?.into_iter().find(|known| known.source == source);
    let before = known.and_then(|known| known.retrieved_at);
    Ok(before.map(|before| retrieved_at.duration_since(before).as_hours() / 24))
}

async fn refuse_sample_over_real(store: &Store, source: Source) -> Result<(), ImportError> {
    if source != Source::Sample {
        return Ok(());
    }
    let known = store.sources().await?;
    match known.iter().find(|known| known.source != Source::Sample && known.listings > 0) {
        Some(real) => Err(ImportError::SampleOverReal { real: real.source }),
        None => Ok(()),
    }
}
