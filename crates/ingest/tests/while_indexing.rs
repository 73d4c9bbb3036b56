//! What others can do while an import builds its index: everything but import.

#![allow(clippy::unwrap_used)]

#[path = "support/sets.rs"]
mod sets;

use std::thread;

use directory::{Facility, Source};
use ingest::import::{Accepted, BoxError, ImportRequest, Indexing, Origin, Outcome, Silent, Stop, run};
use jiff::Timestamp;
use jiff::civil::date;
use sets::{Fixture, made, on_both_engines, su};
use store::{BeginError, CorrectionChoice, DatabaseUrl, Store};
use uuid::Uuid;

/// An index that lets another process write to the store during each step.
struct WritesMeanwhile {
    url: DatabaseUrl,
    steps: u32,
}

impl WritesMeanwhile {
    /// Writes a correction as another process would, and checks that it sees nothing of the import.
    fn write_as_another_process(&mut self) {
        let url = self.url.clone();
        let write = async move {
            let server = Store::open(&url).await.unwrap();
            let today = date(2026, 11, 25);
            assert!(server.add_correction(Uuid::nil(), CorrectionChoice::Phone, today).await.unwrap());
            assert_eq!(server.generation().await.unwrap(), None);
            assert_eq!(server.known_listings().await.unwrap(), []);
            let busy = server.begin_import(Source::Sample, "built in", Timestamp::now()).await;
            assert!(matches!(busy, Err(BeginError::Busy { .. })));
            server.close().await;
        };
        let runtime = || tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        thread::spawn(move || runtime().block_on(write)).join().unwrap();
        self.steps += 1;
    }
}

impl Indexing for WritesMeanwhile {
    fn begin(&mut self, _: Uuid, _: Uuid, _: i64) -> Result<(), BoxError> {
        self.write_as_another_process();
        Ok(())
    }

    fn add(&mut self, _: &Facility) -> Result<(), BoxError> {
        self.write_as_another_process();
        Ok(())
    }

    fn finish(&mut self) -> Result<(), BoxError> {
        self.write_as_another_process();
        Ok(())
    }
}

#[tokio::test]
async fn another_process_writes_while_an_index_is_built() {
    on_both_engines(async |fixture: Fixture| {
        let set = made(Source::LocatorExport, vec![("1", su(1, "SA", 2024)), ("2", su(2, "SA", 2024))]);
        let origin = Origin::files(set, Vec::new());
        let request = ImportRequest { origin, accepted: Accepted::default(), stop: Stop::never() };
        let mut indexing = WritesMeanwhile { url: fixture.store.url().clone(), steps: 0 };
        let outcome = run(&fixture.store, &request, &mut indexing, &mut Silent, Timestamp::now).await;
        assert!(matches!(outcome.unwrap(), Outcome::Published { .. }));
        assert_eq!(indexing.steps, 4);
        assert_eq!(fixture.store.corrections().await.unwrap()[0].count, 4);
        assert_eq!(fixture.store.known_listings().await.unwrap().len(), 2);
    })
    .await;
}
