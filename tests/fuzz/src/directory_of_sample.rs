//! A directory with the fictional listings that come with the program.

use std::sync::{Arc, LazyLock};

use directory::Facility;
use ingest::import::{Accepted, BoxError, ImportRequest, Indexing, Origin, Silent, Stop, run};
use jiff::Timestamp;
use search::IndexFolder;
use service::{Directory, Serving};
use store::{DatabaseUrl, Store};
use uuid::Uuid;

/// The served directory, which is made on the first call.
///
/// # Panics
/// When it can't be made.
pub fn sample_directory() -> Arc<Serving> {
    static SERVING: LazyLock<Arc<Serving>> = LazyLock::new(|| {
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        runtime.block_on(make())
    });
    Arc::clone(&SERVING)
}

async fn make() -> Arc<Serving> {
    let folder = tempfile::tempdir().expect("a folder");
    let url = DatabaseUrl::sqlite(folder.path().join("iopfinder.db"));
    let store = Store::open(&url).await.expect("a store");
    let request = ImportRequest { origin: Origin::sample(), accepted: Accepted::default(), stop: Stop::never() };
    run(&store, &request, &mut Later, &mut Silent, Timestamp::now).await.expect("the sample is imported");
    let directory = Directory::new(store, IndexFolder::new(folder.path().join("index")));
    directory.refresh().await.expect("an index");
    directory.serving().expect("a generation is served")
}

/// Builds no index: the directory builds it from the store.
struct Later;

impl Indexing for Later {
    fn begin(&mut self, _: Uuid, _: Uuid, _: i64) -> Result<(), BoxError> {
        Ok(())
    }

    fn add(&mut self, _: &Facility) -> Result<(), BoxError> {
        Ok(())
    }

    fn finish(&mut self) -> Result<(), BoxError> {
        Ok(())
    }
}
