//! What is wrong with the directory that is served. Searches are still answered, from the index in memory.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard};

use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

/// A kind of trouble.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TroubleKind {
    /// The database can't be reached or read: histories, facilities that are gone and new imports can't be shown.
    StoreUnreachable,
    /// Nothing can be stored, because the disk is full or the folder is read-only.
    NotWritable,
    /// Listings in the store are not as they were written. They are left out of the next index.
    DamagedListings,
    /// The file of the store is damaged.
    DamagedStore,
    /// The files of the index were damaged, and can't be written again.
    DamagedIndex,
    /// The clock was or is wrong: something happened in the future.
    Clock,
}

/// Something that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Trouble {
    /// What is wrong.
    pub kind: TroubleKind,
    /// The details, and what to do.
    pub detail: String,
    /// When it was noticed.
    #[schema(value_type = String, format = DateTime)]
    pub since: Timestamp,
}

/// What is wrong at the moment, and how often something went wrong.
#[derive(Debug, Default)]
pub struct Health {
    troubles: Mutex<BTreeMap<TroubleKind, Trouble>>,
    store_errors: AtomicU64,
    damage_found: AtomicU64,
}

impl Health {
    /// Records that something is wrong, or with `None` that it is not anymore. The beginning and the end are logged.
    pub fn set(&self, kind: TroubleKind, detail: Option<String>) {
        let mut troubles = self.troubles();
        let Some(detail) = detail else {
            if let Some(Trouble { kind, detail, .. }) = troubles.remove(&kind) {
                tracing::info!(?kind, detail, "the trouble is over");
            }
            return;
        };
        let known = troubles.get(&kind);
        if known.is_none_or(|known| known.detail != detail) {
            tracing::error!(?kind, detail, "something is wrong; searches are still answered");
        }
        let since = known.map_or_else(Timestamp::now, |known| known.since);
        troubles.insert(kind, Trouble { kind, detail, since });
    }

    /// Everything that is wrong.
    pub fn all(&self) -> Vec<Trouble> {
        self.troubles().values().cloned().collect()
    }

    /// Whether this is wrong.
    pub fn has(&self, kind: TroubleKind) -> bool {
        self.troubles().contains_key(&kind)
    }

    /// Counts a request or a look for newer data that failed because of the store.
    pub(crate) fn count_store_error(&self) {
        self.store_errors.fetch_add(1, Ordering::Relaxed);
    }

    /// How often the store could not be read or written since the start of the process.
    pub fn store_errors(&self) -> u64 {
        self.store_errors.load(Ordering::Relaxed)
    }

    /// Counts listings, files of the store or indexes that were found to be damaged.
    pub(crate) fn count_damage(&self, found: u64) {
        self.damage_found.fetch_add(found, Ordering::Relaxed);
    }

    /// How much damage was found since the start of the process.
    pub fn damage_found(&self) -> u64 {
        self.damage_found.load(Ordering::Relaxed)
    }

    fn troubles(&self) -> MutexGuard<'_, BTreeMap<TroubleKind, Trouble>> {
        self.troubles.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trouble_lasts_from_its_beginning_until_its_end() {
        let health = Health::default();
        health.set(TroubleKind::Clock, Some("a day ahead".to_owned()));
        let first = health.all()[0].since;
        health.set(TroubleKind::Clock, Some("two days ahead".to_owned()));
        health.set(TroubleKind::NotWritable, Some("the disk is full".to_owned()));
        let kinds: Vec<TroubleKind> = health.all().iter().map(|trouble| trouble.kind).collect();
        assert_eq!(kinds, [TroubleKind::NotWritable, TroubleKind::Clock]);
        assert_eq!((health.all()[1].since, health.all()[1].detail.as_str()), (first, "two days ahead"));
        health.set(TroubleKind::Clock, None);
        assert!(!health.has(TroubleKind::Clock) && health.has(TroubleKind::NotWritable));
    }
}
