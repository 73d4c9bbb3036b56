//! The directory being served: the store, and the snapshot that answers searches until a newer one replaces it.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use arc_swap::ArcSwapOption;
use directory::Notice;
use search::{BuildError, IndexFolder, IndexIdentity, OpenError, Snapshot};
use store::{ServedGeneration, Store};
use tokio::sync::Mutex;
use tokio::task::spawn_blocking;

use crate::counts::AttributeCounts;
use crate::documents::{IndexWriter, index_identity};
use crate::error::Error;
use crate::health::{Health, TroubleKind};
use crate::update::Update;

/// The store, its indexes and the snapshot being served.
pub struct Directory {
    pub(crate) store: Store,
    pub(crate) indexes: IndexFolder,
    serving: ArcSwapOption<Serving>,
    update: ArcSwapOption<Update>,
    stopping: AtomicBool,
    /// Held while an index is opened or built, so that only one task does so.
    refreshing: Mutex<()>,
    pub(crate) health: Health,
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
        Arc::new(Directory {
            store,
            indexes,
            serving,
            update,
            stopping: AtomicBool::new(false),
            refreshing: Mutex::new(()),
            health: Health::default(),
        })
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

    /// The progress of the import that will replace the bundled listings; `None` if there is no such import.
    pub fn update(&self) -> Option<Arc<Update>> {
        self.update.load_full()
    }

    /// What is wrong.
    pub fn health(&self) -> &Health {
        &self.health
    }

    /// Asks the store for something that a visitor waits for.
    ///
    /// # Errors
    /// If it can't be answered soon, or at all.
    pub async fn ask<T: Send>(&self, doing: &'static str, work: store::Pending<'_, T>) -> Result<T, Error> {
        self.store.promptly(doing, work).await.map_err(|error| {
            self.health.count_store_error();
            let is_about_writing =
                matches!(error, store::Error::DiskFull { .. } | store::Error::ReadOnly { .. });
            if is_about_writing && !self.health.has(TroubleKind::NotWritable) {
                self.health.set(TroubleKind::NotWritable, Some(error.to_string()));
            }
            Error::from_store(doing, &error)
        })
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
                let Some(published) = self.published().await? else { return Ok(None) };
                let identity = identity(&self.store, published);
                if self.serving.load().as_ref().is_some_and(|serving| serving.snapshot.identity() == identity)
                {
                    return Ok(Some(identity));
                }
                let opened = self.open(&self.indexes, identity).await;
                let Err(reason) = opened else { return Ok(Some(identity)) };
                if self.fetch(identity).await {
                    return Ok(Some(identity));
                }
                tracing::info!(reason = store::with_causes(&reason), "building the index from the store");
                match self.build(&self.indexes, identity).await {
                    Ok(false) => {}
                    Ok(true) => {
                        self.open(&self.indexes, identity).await?;
                        return Ok(Some(identity));
                    }
                    // There is no index yet, and the folder can't be written.
                    Err(RefreshError::Build(BuildError::Io { .. })) if !self.is_ready() => {
                        return self.serve_from_temporary_folder(identity).await;
                    }
                    Err(error) => return Err(error),
                }
            }
            Err(RefreshError::Changing)
        })
    }

    /// The generation that the store has published. Records whether the store can be read.
    async fn published(&self) -> Result<Option<ServedGeneration>, store::Error> {
        const DOING: &str = "reading which generation is served";
        let published = self.store.promptly(DOING, self.store.served_generation()).await;
        let failure = published.as_ref().err().map(|_| {
            self.health.count_store_error();
            "the database can't be reached or read. Trying again every few seconds".to_owned()
        });
        self.health.set(TroubleKind::StoreUnreachable, failure);
        published
    }

    /// Builds the index in a temporary folder. It is read into memory, so the folder is removed again.
    async fn serve_from_temporary_folder(
        &self,
        identity: IndexIdentity,
    ) -> Result<Option<IndexIdentity>, RefreshError> {
        let name = format!("iopfinder-index-{}", std::process::id());
        let folder = IndexFolder::new(std::env::temp_dir().join(name));
        let served = match self.build(&folder, identity).await {
            Ok(true) => {
                self.open(&folder, identity).await.map(|()| Some(identity)).map_err(RefreshError::from)
            }
            Ok(false) => Err(RefreshError::Changing),
            Err(error) => Err(error),
        };
        if let Err(error) = std::fs::remove_dir_all(folder.path()) {
            tracing::warn!(%error, folder = %folder.path().display(), "a temporary folder could not be removed");
        }
        served
    }

    async fn open(&self, indexes: &IndexFolder, identity: IndexIdentity) -> Result<(), OpenError> {
        let (indexes, path) = (indexes.clone(), indexes.path_of(identity));
        let secret = self.store.identity().secret;
        let opened = spawn_blocking(move || {
            let snapshot = indexes.open(identity)?;
            let counts = AttributeCounts::new(&snapshot);
            Ok::<_, OpenError>(Serving { snapshot, counts, secret })
        });
        let unfinished = |err: tokio::task::JoinError| OpenError::Damaged {
            path: path.clone(),
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
            Ok(true) => self.open(&self.indexes, identity).await.map_err(RefreshError::from),
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
        if self.store.url().file().is_some() {
            return Ok(false);
        }
        let unfinished = self.indexes.begin(identity)?;
        let found = self.store.copy_index(identity.import, unfinished.path()).await?;
        if found {
            unfinished.finish()?;
        }
        Ok(found)
    }

    /// Builds the index of a generation. Returns `false` if the store has published another generation in the meantime.
    pub(crate) async fn build(
        &self,
        indexes: &IndexFolder,
        identity: IndexIdentity,
    ) -> Result<bool, RefreshError> {
        let mut writer = IndexWriter::create(indexes, identity)?;
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
