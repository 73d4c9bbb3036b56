//! Publishing: write the next generation, build its index, make it current.

use std::ops::ControlFlow;

use directory::Facility;
use store::{Publication, Store};

use super::blocking;
use super::error::ImportError;
use super::indexing::{BoxError, Indexing};
use super::observer::{Observer, Step};
use super::plan::ImportPlan;
use super::request::Stop;

/// How many listings are written in one transaction: few enough that other writers never wait long.
const LISTINGS_PER_PART: usize = 2000;

/// How many facilities are indexed between two reports of progress.
const PROGRESS_STRIDE: u64 = 500;

pub(super) struct Publisher<'a> {
    pub store: &'a Store,
    pub indexing: &'a mut dyn Indexing,
    pub observer: &'a mut dyn Observer,
    pub stop: &'a Stop,
}

pub(super) struct IndexedCounts {
    pub facilities: u64,
    pub programs: u64,
}

impl Publisher<'_> {
    /// Does everything but the commit: writes the plan and builds the index of the result.
    pub(super) async fn prepare(
        &mut self,
        publication: &mut Publication<'_>,
        plan: ImportPlan,
    ) -> Result<IndexedCounts, ImportError> {
        let store = self.store.identity().store_id;
        let (mut listings, of) = (0, plan.changes.upserts.len() as u64);
        for part in plan.into_parts(LISTINGS_PER_PART) {
            self.observer.observe(Step::Storing { listings, of });
            self.heed_stop()?;
            publication.write(&part).await?;
            listings += part.upserts.len() as u64;
        }
        self.observer.observe(Step::Indexing { facilities: 0 });
        let (id, generation) = (publication.id(), publication.generation().0);
        self.indexing.begin(store, id, generation).map_err(ImportError::Index)?;
        let mut adding = IndexFeed::new(self.indexing, self.observer);
        publication.visit_facilities(&mut |facility| adding.add(&facility)).await?;
        let counted = IndexedCounts { facilities: adding.facilities, programs: adding.programs };
        if let Some(error) = adding.failure {
            return Err(ImportError::Index(error));
        }
        self.observer.observe(Step::Publishing);
        self.heed_stop()?;
        blocking::on_this_thread(|| self.indexing.finish()).map_err(ImportError::Index)?;
        if let Some(index) = self.indexing.folder() {
            publication.keep_index(&index).await?;
        }
        Ok(counted)
    }

    /// Fails if the import was asked to stop. Called between steps, where it can stop.
    pub fn heed_stop(&self) -> Result<(), ImportError> {
        if self.stop.is_requested() { Err(ImportError::Stopped) } else { Ok(()) }
    }
}

/// Adds facilities to the index and counts them.
struct IndexFeed<'a> {
    indexing: &'a mut dyn Indexing,
    observer: &'a mut dyn Observer,
    facilities: u64,
    programs: u64,
    failure: Option<BoxError>,
}

impl<'a> IndexFeed<'a> {
    fn new(indexing: &'a mut dyn Indexing, observer: &'a mut dyn Observer) -> Self {
        IndexFeed { indexing, observer, facilities: 0, programs: 0, failure: None }
    }

    fn add(&mut self, facility: &Facility) -> ControlFlow<()> {
        if let Err(error) = self.indexing.add(facility) {
            self.failure = Some(error);
            return ControlFlow::Break(());
        }
        self.facilities += 1;
        self.programs += facility.programs.len() as u64;
        if self.facilities.is_multiple_of(PROGRESS_STRIDE) {
            self.observer.observe(Step::Indexing { facilities: self.facilities });
        }
        ControlFlow::Continue(())
    }
}
