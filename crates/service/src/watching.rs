//! What a server does in the background as long as it serves a directory: look for newer data, for a folder that can't be
//! written, and for damage.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use search::OpenError;
use store::{DamagedVersion, StoreDamage, with_causes};
use tokio::task::{JoinHandle, spawn_blocking};
use tokio::time::Instant;

use crate::health::TroubleKind;
use crate::serving::{Directory, RefreshError};

/// How often to look whether the folder can be written.
const PROBE_INTERVAL: Duration = Duration::from_secs(30);

/// The pause after the first look. Each is twice as long as the one before, up to [`PROBE_INTERVAL`].
const FIRST_PAUSE: Duration = Duration::from_millis(250);

/// How often to look for damage.
const CHECK_INTERVAL: Duration = Duration::from_secs(24 * 60 * 60);

/// This many bytes have to fit on the disk.
const PROBE_BYTES: usize = 256 << 10;

/// How many damaged listings are named.
const MOST_NAMED: usize = 5;

impl Directory {
    /// Refreshes whenever the store has published a new generation, until the task is aborted. PostgreSQL announces
    /// publications, and the task also looks for them at intervals. After each failure, the delay before the next look
    /// doubles, up to a limit.
    pub fn watch(self: &Arc<Self>, every: Duration) -> JoinHandle<()> {
        let directory = Arc::clone(self);
        tokio::spawn(async move {
            let mut failures = Failures::default();
            let mut publications = directory.store.listen();
            loop {
                match directory.refresh().await {
                    Ok(_) => failures = Failures::default(),
                    Err(reason) => failures.record(&reason),
                }
                publications.next(failures.wait(every)).await;
            }
        })
    }

    /// Looks for trouble, until the task is aborted: often whether anything can be stored, and daily for damage.
    pub fn guard(self: &Arc<Self>) -> JoinHandle<()> {
        let directory = Arc::clone(self);
        tokio::spawn(async move {
            let (mut checked, mut pause) = (None, FIRST_PAUSE);
            loop {
                directory.probe().await;
                let is_due = checked.is_none_or(|at: Instant| at.elapsed() >= CHECK_INTERVAL);
                if is_due && directory.is_ready() {
                    directory.check().await;
                    checked = Some(Instant::now());
                }
                tokio::time::sleep(pause).await;
                pause = PROBE_INTERVAL.min(2 * pause);
            }
        })
    }

    /// Looks whether anything can be stored, and whether the clock can be right.
    pub async fn probe(&self) {
        let folder = self.indexes.path().to_owned();
        let written = spawn_blocking(move || try_to_write(&folder)).await;
        let reason = match (self.store.read_only(), written) {
            (Some(why), _) => Some(format!("{why}. Correct this and start the server again")),
            (None, Ok(Err(error))) => Some(format!("the data folder can't be written: {error}")),
            (None, _) => None,
        };
        self.health.set(TroubleKind::NotWritable, reason);
        let newest = self.serving().map(|serving| serving.snapshot.retrieved_at());
        self.health.set(TroubleKind::Clock, newest.and_then(|newest| ahead(newest, Timestamp::now())));
    }

    /// Looks for damage in the store and in the files of the index. Files of the index that are damaged are written again;
    /// meanwhile, and if that fails, the index in memory is served.
    pub async fn check(&self) {
        match self.store.check().await {
            Ok(damage) => self.record_damage(&damage),
            Err(_) if self.store.is_closed() => return,
            Err(error) => {
                self.health.count_store_error();
                tracing::error!(error = with_causes(&error), "the store can't be checked for damage");
            }
        }
        self.check_index().await;
    }

    fn record_damage(&self, damage: &StoreDamage) {
        tracing::info!(
            versions = damage.checked,
            damaged = damage.versions.len(),
            "the store was checked for damage"
        );
        self.health.count_damage(damage.versions.len() as u64 + u64::from(damage.file.is_some()));
        let file = damage.file.as_ref();
        let file = file.map(|what| format!("{what}. Restore a backup: iopfinder restore FILE --force"));
        self.health.set(TroubleKind::DamagedStore, file);
        self.health.set(TroubleKind::DamagedListings, damaged_listings(&damage.versions));
    }

    async fn check_index(&self) {
        let Some(serving) = self.serving() else { return };
        let (indexes, identity) = (self.indexes.clone(), serving.snapshot.identity());
        let checked = spawn_blocking(move || indexes.check(identity)).await;
        let Ok(Err(OpenError::Damaged { reason, .. })) = checked else { return };
        self.health.count_damage(1);
        tracing::warn!(reason, "the files of the index are damaged; building it again");
        let built = self.build(&self.indexes, identity).await;
        let failure = built.err().map(|error| format!("{reason}; building it again failed: {error}"));
        self.health.set(TroubleKind::DamagedIndex, failure);
    }
}

/// Fails unless a file of some size can be written to the folder. It is removed again.
///
/// # Errors
/// If the disk is full, or the folder is read-only.
pub fn try_to_write(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let path = folder.join(format!(".probe-{}", std::process::id()));
    let written = std::fs::File::create(&path).and_then(|mut file| file.write_all(&[0; PROBE_BYTES]));
    let removed = std::fs::remove_file(&path);
    written.and(removed)
}

/// What is wrong if the newest listing was retrieved in the future. Both times are given in seconds since 1970.
fn ahead(newest: i64, now: Timestamp) -> Option<String> {
    /// The clocks of several servers may differ a little.
    const TOLERANCE: i64 = 300;
    let is_ahead = newest.saturating_sub(now.as_second()) > TOLERANCE;
    is_ahead.then(|| {
        let newest = Timestamp::from_second(newest).unwrap_or(Timestamp::MAX);
        format!("the newest listing was retrieved at {newest}, which is in the future: set the clock, and import again")
    })
}

fn damaged_listings(damaged: &[DamagedVersion]) -> Option<String> {
    let current: Vec<&str> =
        damaged.iter().filter(|version| version.is_current).map(|version| version.listing.as_str()).collect();
    let named = current.iter().take(MOST_NAMED).copied().collect::<Vec<_>>().join(", ");
    let what = match (current.len(), damaged.len()) {
        (0, 0) => return None,
        (0, count) => {
            return Some(format!("{count} earlier versions of listings are damaged: see iopfinder doctor"));
        }
        (1, _) => format!("the listing {named} is damaged"),
        (count, _) => format!("{count} listings are damaged, among them {named}"),
    };
    Some(format!("{what}: import the source again, or restore a backup"))
}

/// The delay between two attempts is doubled at most this many times.
const DOUBLINGS: u32 = 7;

/// The same while the store can't be reached, so that its return is noticed soon.
const DOUBLINGS_WITHOUT_STORE: u32 = 3;

/// Consecutive failed attempts.
#[derive(Default)]
struct Failures {
    count: u32,
    reason: String,
    is_store: bool,
}

impl Failures {
    /// Counts a failure, and logs it unless the previous one had the same reason.
    fn record(&mut self, error: &RefreshError) {
        self.count += 1;
        self.is_store = matches!(error, RefreshError::Store(_));
        let reason = with_causes(error);
        if self.reason != reason {
            tracing::error!(reason, "the newest data can't be served yet; trying again");
            self.reason = reason;
        }
    }

    /// The delay before the next attempt, which is `every` after a success.
    fn wait(&self, every: Duration) -> Duration {
        let most = if self.is_store { DOUBLINGS_WITHOUT_STORE } else { DOUBLINGS };
        every * 2_u32.pow(self.count.min(most))
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
            failures.record(&RefreshError::Changing);
            waits.push(failures.wait(every));
        }
        let seconds: Vec<f64> = waits.iter().map(Duration::as_secs_f64).collect();
        assert_eq!(seconds, [0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 64.0, 64.0]);
    }

    #[test]
    fn a_listing_from_the_future_is_reported_and_one_of_a_few_seconds_is_not() {
        let now: Timestamp = "2026-11-30T08:00:00Z".parse().expect("a time");
        for fine in [i64::MIN, -62_135_596_800, 0, now.as_second(), now.as_second() + 300] {
            assert_eq!(ahead(fine, now), None, "{fine}");
        }
        for wrong in [now.as_second() + 301, 253_402_300_799, i64::MAX] {
            assert!(ahead(wrong, now).is_some_and(|text| text.contains("in the future")), "{wrong}");
        }
    }
}
