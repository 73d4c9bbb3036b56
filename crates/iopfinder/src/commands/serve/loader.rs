//! Loads the directory that is served: at first the listings that come with the program, and then those of its sources.

use std::sync::Arc;
use std::time::Duration;

use directory::{Notice, Source};
use ingest::import::{Accepted, Observer, Outcome, Stop};
use jiff::Timestamp;
use service::Directory;
use store::{Holder, Store, with_causes};
use tokio::time::{Instant, sleep};

use crate::commands::refresh::{import_all, refreshed_sources, to_text};
use crate::config::{Config, LogFormat};
use crate::importer::{FailureKind, ImportFailure, ImportJob, Imported, Importer};
use crate::output::print_message;
use crate::progress::progress;
use crate::schedule::{is_in_future, next_attempt, next_run};

/// How often to check whether another import has ended.
const BUSY_INTERVAL: Duration = Duration::from_secs(1);

/// The longest sleep before checking the clock again: it may have been set, or the computer suspended.
const LONGEST_SLEEP: Duration = Duration::from_secs(600);

/// The listings in a store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Contents {
    Nothing,
    /// Made-up listings, which somebody imported to try the program out.
    Sample,
    /// At least some listings of the bundled edition.
    Bundled,
    Real,
}

/// Loads the directory that is served.
pub(super) struct Loader {
    pub config: Config,
    pub store: Store,
    pub directory: Arc<Directory>,
    pub stop: Stop,
}

impl Loader {
    /// Serves what is loaded. Unless `no_import` is set, first fills an empty directory, and then replaces bundled
    /// listings with today's. Meanwhile, the configured sources are imported on schedule.
    pub async fn run(self, no_import: bool) {
        self.refresh().await;
        match (self.contents().await, no_import) {
            (Some(Contents::Nothing), true) => {
                self.say(
                    "Nothing is loaded yet: run iopfinder import findtreatment, or iopfinder import bundled.",
                );
            }
            (Some(Contents::Nothing), false) => self.load_first().await,
            (Some(Contents::Sample), _) => {
                let notice = Notice::Sample.text();
                self.say(&format!("Serving {notice}. For real ones, run iopfinder import bundled."));
            }
            _ => {}
        }
        let update = async {
            if !no_import {
                self.replace_bundled().await;
            }
        };
        tokio::join!(update, self.refresh_on_schedule());
    }

    /// Fills an empty directory: first with the bundled listings, which load quickly, and then with the configured
    /// sources except FindTreatment.gov. If the configuration names only other sources, the bundled listings are not
    /// wanted.
    async fn load_first(&self) {
        let sources = self.config.imported_sources();
        let (locator, others): (Vec<usize>, Vec<usize>) =
            (0..sources.len()).partition(|at| sources[*at].is_findtreatment());
        if !locator.is_empty() {
            self.load_bundled().await;
        }
        self.import_configured(others).await;
    }

    /// Loads the bundled listings into an empty directory.
    pub async fn load_bundled(&self) {
        self.say("Nothing is loaded yet: loading the listings that come with the program.");
        let mut shown = progress(self.config.log_format);
        match self.import_when_free(Imported::Bundled, Contents::Nothing, &mut *shown).await {
            Some(Ok(outcome)) => {
                drop(shown);
                let (facilities, notice) = (outcome.report().facilities, Notice::Bundled.text());
                self.say(&format!("Loaded {facilities} facilities ({notice})."));
            }
            Some(Err(failure)) => {
                let reason = failure.error;
                self.say(&format!("The listings that come with the program could not be loaded: {reason}."));
            }
            None => {}
        }
    }

    /// Imports the configured sources again, as often as configured, until the server stops.
    async fn refresh_on_schedule(&self) {
        let mut last = match self.last_refresh().await {
            Ok(last) => last,
            Err(error) => {
                return tracing::error!(
                    error = with_causes(&error),
                    "can't read the time of the last import"
                );
            }
        };
        if let Some(last) = last.filter(|last| is_in_future(*last, Timestamp::now())) {
            tracing::warn!(
                %last,
                "the last import was in the future: the clock was wrong then, or is wrong now. Importing again"
            );
        }
        while let Some(next) =
            next_run(self.config.refresh, last, Timestamp::now(), rand::random_range(0.0..1.0))
        {
            tracing::info!(at = %next, "next import of the configured sources");
            if !self.wait_until(next).await {
                return;
            }
            let failed = self.import_configured(0..self.config.imported_sources().len()).await;
            last = Some(Timestamp::now());
            if !self.try_again(failed, last).await {
                return;
            }
        }
    }

    /// Imports the sources at these positions again and again until they succeed or the next run is due. `last` is the
    /// time of the last run. Returns `false` if the server stops first.
    async fn try_again(&self, mut failed: Vec<usize>, last: Option<Timestamp>) -> bool {
        let next = next_run(self.config.refresh, last, Timestamp::now(), 0.0);
        while !failed.is_empty() {
            let again = next_attempt(Timestamp::now(), rand::random_range(0.0..1.0));
            if next.is_none_or(|next| again >= next) {
                break;
            }
            tracing::info!(at = %again, "next attempt to import the sources that failed");
            if !self.wait_until(again).await {
                return false;
            }
            failed = self.import_configured(failed).await;
        }
        true
    }

    /// Imports the configured sources at these positions. Returns those that failed.
    async fn import_configured(&self, positions: impl IntoIterator<Item = usize>) -> Vec<usize> {
        let (config, format) = (&self.config, self.config.log_format);
        let imported =
            import_all(config, Importer::Apart, positions, Accepted::default(), &self.stop, format).await;
        for one in &imported {
            self.say(&to_text(one));
        }
        self.refresh().await;
        imported.into_iter().filter(|one| one.outcome.is_err()).map(|one| one.at).collect()
    }

    /// The earliest of the times at which the configured sources were last imported.
    async fn last_refresh(&self) -> Result<Option<Timestamp>, store::Error> {
        let mut last = None;
        for source in refreshed_sources(&self.config) {
            last = last.into_iter().chain(self.store.last_published(source).await?).min();
        }
        Ok(last)
    }

    /// Imports once no other import is running, and serves the result. `None` if the server stops, or if another
    /// import has changed the contents from what they were `before`.
    pub async fn import_when_free(
        &self,
        imported: Imported,
        before: Contents,
        observer: &mut dyn Observer,
    ) -> Option<Result<Outcome, ImportFailure>> {
        let job = ImportJob::new(imported);
        let mut waited = false;
        loop {
            let ended = Importer::Apart.run(&self.config, &job, &self.stop, observer).await;
            match ended.as_ref().map_err(|failure| &failure.kind) {
                Err(FailureKind::Stopped) => return None,
                Err(FailureKind::Busy(holder)) => {
                    if !std::mem::replace(&mut waited, true) {
                        self.say(&waiting_message(holder.as_ref()));
                    }
                    tokio::select! {
                        () = self.stop.requested() => return None,
                        () = sleep(BUSY_INTERVAL) => {}
                    }
                    if self.contents().await != Some(before) {
                        self.refresh().await;
                        return None;
                    }
                }
                _ => {
                    self.refresh().await;
                    return Some(ended);
                }
            }
        }
    }

    /// Serves the newest generation.
    async fn refresh(&self) {
        if let Err(error) = self.directory.refresh().await {
            tracing::error!(error = with_causes(&error), "can't open the index");
        }
    }

    /// The listings in the store; `None` if it can't be read.
    pub async fn contents(&self) -> Option<Contents> {
        let read = self.read_contents().await;
        if let Err(error) = &read {
            tracing::error!(error = with_causes(error), "can't read which listings are loaded");
        }
        read.ok()
    }

    async fn read_contents(&self) -> Result<Contents, store::Error> {
        if self.store.generation().await?.is_none() {
            return Ok(Contents::Nothing);
        }
        let known = self.store.sources().await?;
        let present: Vec<Source> =
            known.iter().filter(|known| known.listings > 0).map(|known| known.source).collect();
        Ok(match Notice::for_sources(present.iter().copied()) {
            _ if present.is_empty() => Contents::Nothing,
            Some(Notice::Sample) => Contents::Sample,
            Some(Notice::Bundled) => Contents::Bundled,
            None => Contents::Real,
        })
    }

    /// Waits until a time. Returns `false` if the server stops first.
    pub async fn wait_until(&self, time: Timestamp) -> bool {
        tokio::select! {
            () = self.stop.requested() => false,
            () = sleep_until(time) => true,
        }
    }

    /// Prints a message for a person, in the format of the log.
    pub fn say(&self, text: &str) {
        match self.config.log_format {
            LogFormat::Text => print_message(text),
            LogFormat::Json => tracing::info!("{text}"),
        }
    }
}

/// Sleeps until the clock shows this time. If the clock is set back meanwhile, the sleep does not get longer.
async fn sleep_until(time: Timestamp) {
    let left = || Duration::try_from(time.duration_since(Timestamp::now())).unwrap_or_default();
    let (begun, longest) = (Instant::now(), left());
    loop {
        let left = left().min(longest.saturating_sub(begun.elapsed()));
        if left.is_zero() {
            return;
        }
        sleep(left.min(LONGEST_SLEEP)).await;
    }
}

fn waiting_message(holder: Option<&Holder>) -> String {
    let who = holder.map(|holder| format!(", {holder}")).unwrap_or_default();
    format!("An import is already running{who}: waiting for it.")
}
