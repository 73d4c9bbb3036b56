//! The directory being served: the store, and the snapshot that answers searches until a newer one replaces it.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use arc_swap::ArcSwapOption;
use directory::Notice;
use search::{BuildError, IndexFolder, IndexIdentity, OpenError, Snapshot};
use store::{ServedGeneration, Store};
use tokio::sync::Mutex;
use tokio::task::{JoinHandle, spawn_blocking};

use crate::counts::AttributeCounts;
use crate::documents::{IndexWriter, index_identity};
use crate::update::Update;

/// The store, its indexes and the snapshot being served.
pub struct Directory {
    store: Store,
    indexes: IndexFolder,
    serving: ArcSwapOption<Serving>,
    update: ArcSwapOption<Update>,
    stopping: AtomicBool,
    store_errors: AtomicU64,
    /// Held while an index is opened or built, so that only one task does so.
    refreshing: Mutex<()>,
}

/// A snapshot, with everything else that is needed to respond from it.
pub struct Serving {
    /// The snapshot.
    pub snapshot: Snapshot,
    /// How many facilities have each attribute.
    pub counts: AttributeCounts,
    /// The key of the digests in cursors.
    pub(crate) secret: [u8; 32],
}

impl Serving {
    /// The notice of every response, if there is one.
    pub fn notice(&self) -> Option<&'static str> {
        self.snapshot.notice().map(Notice::text)
    }
}

/// Why the newest data can't be served. The previous snapshot then continues to be served.
#[derive(Debug, thiserror::Error)]
pub enum RefreshError {
    /// The store can't be read.
    #[error("reading the store: {0}")]
    Store(#[from] store::Error),
    /// The index can't be built.
    #[error("building the index: {0}")]
    Build(#[from] BuildError),
    /// The index that was just built can't be opened.
    #[error("opening the index: {0}")]
    Open(#[from] OpenError),
    /// Newer data was published while the index was being built, again and again.
    #[error("the data changes faster than it can be indexed")]
    Changing,
}

/// Identifies the index of the generation that a store has published.
pub fn identity(store: &Store, published: ServedGeneration) -> IndexIdentity {
    index_identity(store.identity().store_id, published.published_by, published.generation.0)
}

/// How many indexes are built in a row before giving up because the data keeps changing.
const BUILDS: usize = 5;

impl Directory {
    /// A directory that serves nothing yet.
    pub fn new(store: Store, indexes: IndexFolder) -> Arc<Directory> {
        let (serving, update) = (ArcSwapOption::empty(), ArcSwapOption::empty());
        let (stopping, store_errors) = (AtomicBool::new(false), AtomicU64::new(0));
        let refreshing = Mutex::new(());
        Arc::new(Directory { store, indexes, serving, update, stopping, store_errors, refreshing })
    }

    /// The store.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The snapshot being served; `None` before the first.
    pub fn serving(&self) -> Option<Arc<Serving>> {
        self.serving.load_full()
    }

    /// Whether searches can be answered.
    pub fn is_ready(&self) -> bool {
        self.serving.load().is_some()
    }

    /// Whether the server is about to stop. It still answers, but new requests should go to others.
    pub fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::Relaxed)
    }

    /// Says that the server is about to stop.
    pub fn set_stopping(&self) {
        self.stopping.store(true, Ordering::Relaxed);
    }

    /// How often the newest data could not be read from the store, or not be served.
    pub fn store_errors(&self) -> u64 {
        self.store_errors.load(Ordering::Relaxed)
    }

    /// The progress of the import that will replace the bundled listings; `None` if there is no such import.
    pub fn update(&self) -> Option<Arc<Update>> {
        self.update.load_full()
    }

    /// Sets what [`update`](Self::update) returns.
    pub fn set_update(&self, update: Option<Update>) {
        self.update.store(update.map(Arc::new));
    }

    /// Serves the generation that the store has published: opens its index. If that is missing, outdated or damaged, first
    /// copies it from the store, where another process may have left it, or else builds it. `None` if nothing has been published.
    ///
    /// # Errors
    /// If that fails. The previous snapshot then continues to be served.
    pub fn refresh(&self) -> store::Boxed<'_, Result<Option<IndexIdentity>, RefreshError>> {
        Box::pin(async move {
            let _refreshing = self.refreshing.lock().await;
            for _ in 0..BUILDS {
                let Some(published) = self.store.served_generation().await? else { return Ok(None) };
                let identity = identity(&self.store, published);
                if self.serving.load().as_ref().is_some_and(|serving| serving.snapshot.identity() == identity)
                {
                    return Ok(Some(identity));
                }
                let Err(reason) = self.open(identity).await else { return Ok(Some(identity)) };
                if self.fetch(identity).await {
                    return Ok(Some(identity));
                }
                tracing::info!(reason = store::with_causes(&reason), "building the index from the store");
                if self.build(identity).await? {
                    self.open(identity).await?;
                    return Ok(Some(identity));
                }
            }
            Err(RefreshError::Changing)
        })
    }

    /// Refreshes whenever the store has published a new generation, until the task is aborted. It is told so by
    /// PostgreSQL, and also looks by itself every so often. After each failure, the delay before the next look doubles,
    /// up to a limit.
    pub fn watch(self: &Arc<Self>, every: Duration) -> JoinHandle<()> {
        let directory = Arc::clone(self);
        tokio::spawn(async move {
            let mut failures = Failures::default();
            let mut publications = directory.store.listen();
            loop {
                match directory.refresh().await {
                    Ok(_) => failures = Failures::default(),
                    Err(reason) => {
                        directory.store_errors.fetch_add(1, Ordering::Relaxed);
                        failures.record(store::with_causes(&reason));
                    }
                }
                publications.next(failures.wait(every)).await;
            }
        })
    }

    async fn open(&self, identity: IndexIdentity) -> Result<(), OpenError> {
        let indexes = self.indexes.clone();
        let secret = self.store.identity().secret;
        let opened = spawn_blocking(move || {
            let snapshot = indexes.open(identity)?;
            let counts = AttributeCounts::new(&snapshot);
            Ok::<_, OpenError>(Serving { snapshot, counts, secret })
        });
        let unfinished = |err: tokio::task::JoinError| OpenError::Damaged {
            path: self.indexes.path_of(identity),
            reason: format!("opening it failed: {err}"),
        };
        let serving = opened.await.map_err(unfinished)??;
        tracing::info!(
            generation = identity.generation,
            facilities = serving.snapshot.facility_count(),
            "serving"
        );
        self.serving.store(Some(Arc::new(serving)));
        self.indexes.remove_before(identity.generation);
        Ok(())
    }

    /// Serves the index of a generation from the copy in the store. Returns `false` if there is none that can be used.
    async fn fetch(&self, identity: IndexIdentity) -> bool {
        let fetched = match self.fetch_files(identity).await {
            Ok(true) => self.open(identity).await.map_err(RefreshError::from),
            Ok(false) => return false,
            Err(error) => Err(error),
        };
        match &fetched {
            Ok(()) => tracing::info!("the index was copied from the store"),
            Err(reason) => {
                let reason = store::with_causes(reason);
                tracing::info!(reason, "the copy of the index in the store can't be used");
            }
        }
        fetched.is_ok()
    }

    async fn fetch_files(&self, identity: IndexIdentity) -> Result<bool, RefreshError> {
        let unfinished = self.indexes.begin(identity)?;
        let found = self.store.copy_index(identity.import, unfinished.path()).await?;
        if found {
            unfinished.finish()?;
        }
        Ok(found)
    }

    /// Builds the index of a generation. Returns `false` if the store has published another generation in the meantime.
    async fn build(&self, identity: IndexIdentity) -> Result<bool, RefreshError> {
        let mut writer = IndexWriter::create(&self.indexes, identity)?;
        let mut failure = None;
        let add = &mut |facility| match writer.add(&facility) {
            Ok(()) => ControlFlow::Continue(()),
            Err(err) => {
                failure = Some(err);
                ControlFlow::Break(())
            }
        };
        let read = self.store.visit_facilities(add).await?;
        if let Some(err) = failure {
            return Err(err.into());
        }
        if read.is_none_or(|generation| generation.0 != identity.generation) {
            return Ok(false);
        }
        spawn_blocking(move || writer.finish()).await.map_err(|_| RefreshError::Changing)??;
        Ok(true)
    }
}

/// The delay between two attempts is doubled at most this many times.
const DOUBLINGS: u32 = 7;

/// Consecutive failed attempts.
#[derive(Default)]
struct Failures {
    count: u32,
    reason: String,
}

impl Failures {
    /// Counts a failure, and logs it unless the previous one had the same reason.
    fn record(&mut self, reason: String) {
        self.count += 1;
        if self.reason != reason {
            tracing::error!(reason, "the newest data can't be served yet; trying again");
            self.reason = reason;
        }
    }

    /// The delay before the next attempt, which is `every` after a success.
    fn wait(&self, every: Duration) -> Duration {
        every * 2_u32.pow(self.count.min(DOUBLINGS))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delay_doubles_with_each_failure_up_to_a_limit() {
        let every = Duration::from_millis(500);
        let mut failures = Failures::default();
        let mut waits = vec![failures.wait(every)];
        for _ in 0..9 {
            failures.record("the disk is full".to_owned());
            waits.push(failures.wait(every));
        }
        let seconds: Vec<f64> = waits.iter().map(Duration::as_secs_f64).collect();
        assert_eq!(seconds, [0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 64.0, 64.0]);
    }
}
