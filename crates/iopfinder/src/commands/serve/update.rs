//! Replaces the bundled listings with those of FindTreatment.gov, while the bundled ones are still served.

use std::sync::Arc;

use directory::Source;
use directory::source::BUNDLED_YEAR;
use ingest::Report;
use ingest::import::{Observer, Outcome, Step};
use jiff::Timestamp;
use service::{Directory, Update, UpdateStep};

use super::loader::{Contents, Loader};
use crate::importer::Imported;
use crate::progress::progress;
use crate::schedule::next_attempt;
use crate::sources::SourceSettings;

impl Loader {
    /// Imports FindTreatment.gov as long as bundled listings, or none, are served, again and again until it succeeds or the
    /// server stops. Does nothing if the configuration names other sources only.
    pub async fn replace_bundled(&self) {
        let sources = self.config.imported_sources();
        let Some(at) = sources.iter().position(SourceSettings::is_findtreatment) else { return };
        let mut contents = self.contents().await;
        while let Some(before @ (Contents::Bundled | Contents::Nothing)) = contents {
            let Some(failure) = self.try_to_replace(at, before).await else { break };
            if !self.wait_after(failure, before).await {
                break;
            }
            if self.contents().await == Some(Contents::Nothing) {
                self.load_bundled().await;
            }
            contents = self.contents().await;
        }
        self.directory.set_update(None);
    }

    /// Says why an attempt failed, and waits for the next one. Returns `false` if the server stops first.
    async fn wait_after(&self, failure: String, contents: Contents) -> bool {
        let next = next_attempt(Timestamp::now(), rand::random_range(0.0..1.0));
        let at = next.strftime("%H:%M UTC");
        let served = match contents {
            Contents::Nothing => "Nothing is served yet".to_owned(),
            _ => format!("The listings of {BUNDLED_YEAR} are still served"),
        };
        self.say(&format!("{failure}. {served}; the next attempt is at {at}."));
        self.directory.set_update(Some(Update {
            step: UpdateStep::Waiting,
            error: Some(failure),
            next_attempt_at: Some(next),
            ..Update::beginning(Source::Findtreatment.slug())
        }));
        self.wait_until(next).await
    }

    /// Tries once to import the configured source at this position. Returns why it failed, if another attempt may succeed.
    async fn try_to_replace(&self, at: usize, before: Contents) -> Option<String> {
        self.say("Importing today's listings.");
        let mut observer = UpdateObserver {
            directory: Arc::clone(&self.directory),
            update: Update::beginning(Source::Findtreatment.slug()),
            shown: progress(self.config.log_format),
        };
        let imported = Imported::Source { at, is_update: true };
        let ended = self.import_when_free(imported, before, &mut observer).await?;
        drop(observer);
        match ended {
            Ok(Outcome::Published { report, .. }) => self.say(&published_message(&report)),
            Ok(Outcome::Held { report }) => self.say(&report.to_string()),
            Err(failure) => {
                return Some(format!("Today's listings could not be imported: {}", failure.error));
            }
        }
        None
    }
}

fn published_message(report: &Report) -> String {
    let rejected = report.rejected.total;
    format!(
        "Today's listings have taken the place of those of {BUNDLED_YEAR}: {} facilities from {} rows, {rejected} \
         rejected. See iopfinder import report.",
        report.facilities, report.rows.read
    )
}

/// Shows the progress of the import, and tells the directory about it.
struct UpdateObserver {
    directory: Arc<Directory>,
    update: Update,
    shown: Box<dyn Observer>,
}

impl Observer for UpdateObserver {
    fn observe(&mut self, step: Step) {
        let before = self.update.clone();
        advance(&mut self.update, step);
        if self.update != before || matches!(step, Step::Begun { .. }) {
            self.directory.set_update(Some(self.update.clone()));
        }
        self.shown.observe(step);
    }
}

fn advance(update: &mut Update, step: Step) {
    update.step = match step {
        Step::Begun { .. } => UpdateStep::Fetching,
        Step::Fetching(at) => {
            if at.waiting.is_none() {
                update.pages_fetched = update.pages_fetched.max(at.page);
            }
            (update.pages, update.rows) = (at.total_pages.or(update.pages), at.rows);
            UpdateStep::Fetching
        }
        Step::Parsing { .. } | Step::Resolving { .. } => UpdateStep::Reading,
        Step::Storing { .. } | Step::Indexing { .. } | Step::Publishing | Step::Done => UpdateStep::Writing,
    };
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use ingest::fetch::Progress;

    use super::*;

    #[test]
    fn an_update_counts_the_pages_that_have_arrived() {
        let page = |page, waiting| {
            Step::Fetching(Progress { page, total_pages: Some(11), rows: 4000, retries: 1, waiting })
        };
        let mut update = Update::beginning("findtreatment");
        advance(&mut update, page(2, None));
        advance(&mut update, page(3, Some(Duration::from_secs(1))));
        assert_eq!((update.step, update.pages_fetched, update.pages), (UpdateStep::Fetching, 2, Some(11)));
        // The last request is for the first page again.
        advance(&mut update, page(1, None));
        advance(&mut update, Step::Resolving { listings: 4000 });
        assert_eq!((update.step, update.pages_fetched, update.rows), (UpdateStep::Reading, 2, 4000));
    }
}
