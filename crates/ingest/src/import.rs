//! An import: what a source publishes, brought into a store, whole or not at all.
//!
//! It goes through these steps: take the lock on imports; fetch, with every page staged in the store, or read a file;
//! parse; hold the listings against those that are known and place them; then, in one transaction, write what differs,
//! build the index of the next generation from that same transaction, and commit. Until the commit the former data is
//! served, whatever happens. What was fetched survives everything but the commit, so that the next import goes on.

mod blocking;
mod error;
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
use store::{Generation, Import, Store};

pub use error::ImportError;
pub use indexing::{BoxError, Indexing};
pub use observer::{Observer, Silent, Step};
pub use request::{ImportRequest, Origin, Stop, Stopper};
pub use reqwest::Url;
pub use revise::{ReviseError, Revised, decide, forget, undo};

use crate::report::Report;
use plan::{ImportPlan, KnownState, OlderEdition, older_edition};
use store::ImportStatus;

/// An import that would take away more than this share of the places it stands for is held.
const LARGEST_REMOVAL_PERCENT: u64 = 20;

/// How an import ended that did not fail.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// Its data is what is served from now on.
    Published {
        /// The generation it published.
        generation: Generation,
        /// What it found.
        report: Report,
    },
    /// Nothing was published, because a person should look at it first; the report says why. What it fetched is
    /// kept, and the next import of the same goes on from there.
    Held {
        /// What it found.
        report: Report,
    },
}

impl Outcome {
    /// What it found.
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
/// When another import is running, the source can't be had or read, the sample would stand beside real listings, the
/// store or the index can't be written, or it is stopped. The data that was served before is then served on.
pub async fn run(
    store: &Store,
    request: &ImportRequest,
    indexing: &mut dyn Indexing,
    observer: &mut dyn Observer,
    now: fn() -> Timestamp,
) -> Result<Outcome, ImportError> {
    let source = request.origin.source();
    // Beginning an import clears up after others: nothing of them must be lost to one that is refused.
    refuse_sample_over_real(store, source).await?;
    let mut import = store.begin_import(source, &request.origin.name(), now()).await?;
    observer.observe(Step::Begun { source, resumed: import.resumed() });
    let mut report = Report::new(&import, &request.origin.name());
    let mut work = ImportRun { store, request, indexing, observer, now };
    let prepared = tokio::select! {
        prepared = work.prepare(&mut import, &mut report) => prepared,
        () = request.stop.requested() => Err(ImportError::Stopped),
    };
    // Publishing is not broken off from outside: whether the commit went through must be known.
    let ended = match prepared {
        Ok(Some(plan)) => work.publish(&mut import, &mut report, plan).await.map(Ended::Published),
        Ok(None) => Ok(Ended::Held),
        Err(error) => Err(error),
    };
    report.finished_at.get_or_insert_with(now);
    match ended {
        Ok(Ended::Published(generation)) => {
            import.close().await;
            work.indexing.published();
            work.observer.observe(Step::Done);
            Ok(Outcome::Published { generation, report })
        }
        Ok(Ended::Held) => {
            import.hold(&report.to_json()).await?;
            Ok(Outcome::Held { report })
        }
        Err(error) => {
            work.indexing.abandon();
            report.status = ImportStatus::Failed;
            report.error = Some(store::with_causes(&error));
            // Why the import failed matters more than that this can't be written down.
            if let Err(reason) = import.finish_failed(&report.to_json()).await {
                tracing::warn!(%reason, "that the import failed could not be written to the store");
            }
            Err(error)
        }
    }
}

/// How the work ended.
enum Ended {
    Published(Generation),
    Held,
}

/// An import at work.
struct ImportRun<'a> {
    store: &'a Store,
    request: &'a ImportRequest,
    indexing: &'a mut dyn Indexing,
    observer: &'a mut dyn Observer,
    now: fn() -> Timestamp,
}

impl ImportRun<'_> {
    /// Everything before the publication; `None` when it is held.
    async fn prepare(
        &mut self,
        import: &mut Import,
        report: &mut Report,
    ) -> Result<Option<ImportPlan>, ImportError> {
        refuse_sample_over_real(self.store, import.source()).await?;
        let mut set = read::read(import, &self.request.origin, self.observer, report, self.now).await?;
        // What was fetched before it was broken off is as old as it is.
        let retrieved_at = import.oldest_page().await?.unwrap_or_else(self.now);
        set.drop_dates_after((self.now)().to_zoned(TimeZone::UTC).date());
        report.count_set(&set, retrieved_at);
        if !set.is_balanced() {
            return Err(ImportError::Unbalanced { rows: set.rows_read });
        }
        if set.listings.is_empty() {
            return Err(ImportError::no_listings(&set));
        }
        self.observer.observe(Step::Resolving { listings: set.listings.len() as u64 });
        let purge = giving_way(self.store, import.source()).await?;
        let before = KnownState::read(self.store, &purge).await?;
        if let Some(OlderEdition { of, known }) = older_edition(import.source(), &set, &before.known) {
            return Err(ImportError::OlderEdition { imported: import.source(), of, known });
        }
        let mut plan = ImportPlan::of_import(import.source(), set, before, retrieved_at).await?;
        plan.changes.purge = purge;
        report.count_plan(&plan);
        report.held = removal(&plan);
        if report.held.is_some() && !self.request.accept_removals {
            report.status = ImportStatus::Held;
            return Ok(None);
        }
        report.held = None;
        Ok(Some(plan))
    }
}

/// The sources that give way to this one: the sample to anything real.
async fn giving_way(store: &Store, source: Source) -> Result<Vec<Source>, ImportError> {
    let known = store.sources().await?.into_iter().map(|known| known.source);
    Ok(known.filter(|known| *known == Source::Sample && source != Source::Sample).collect())
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

/// Why a person should look before this is published, if one should.
fn removal(plan: &ImportPlan) -> Option<String> {
    let (gone, before) = (plan.places.gone, plan.present_before);
    (gone * 100 > before * LARGEST_REMOVAL_PERCENT).then(|| {
        format!(
            "it would remove {gone} of the {before} places that it stands for, which is more than {LARGEST_REMOVAL_PERCENT} %"
        )
    })
}
