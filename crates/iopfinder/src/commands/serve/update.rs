//! Replaces the bundled listings with those of FindTreatment.gov, while the bundled ones are still served.

use std::sync::Arc;
use std::time::Duration;

use directory::source::BUNDLED_YEAR;
use ingest::Report;
use ingest::fetch::FetchOptions;
use ingest::import::{Observer, Origin, Outcome, Step};
use jiff::Timestamp;
use service::{Directory, Update, UpdateStep};
use store::with_causes;

use super::loader::{Contents, Loader};
use crate::commands::refresh::sources;
use crate::progress::progress;
use crate::schedule::next_attempt;
use crate::sources::SourceSettings;

/// How many times the first page is requested in each attempt. Few, because without a network, it is better to wait for
/// the next attempt.
const FIRST_ATTEMPTS: u32 = 2;

/// How long it may take to connect.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);

impl Loader {
    /// Imports FindTreatment.gov as long as bundled listings are served, again and again until it succeeds or the
    /// server stops. Does nothing if the configuration names other sources only.
    pub async fn replace_bundled(&self) {
        let Some(origin) = self.locator() else { return };
        while self.contents().await == Some(Contents::Bundled) {
            let Some(failure) = self.try_to_replace(origin.clone()).await else { break };
            let next = next_attempt(Timestamp::now(), rand::random_range(0.0..1.0));
            let at = next.strftime("%H:%M UTC");
            self.say(&format!(
                "{failure}. The listings of {BUNDLED_YEAR} are still served; the next attempt is at {at}."
            ));
            self.directory.set_update(Some(Update {
                step: UpdateStep::Waiting,
                error: Some(failure),
                next_attempt_at: Some(next),
                ..Update::beginning(origin.source().slug())
            }));
            if !self.wait_until(next).await {
                break;
            }
        }
        self.directory.set_update(None);
    }

    /// Tries once. Returns why it failed, if another attempt may succeed.
    async fn try_to_replace(&self, origin: Origin) -> Option<String> {
        self.say("Importing today's listings.");
        let mut observer = UpdateObserver {
            directory: Arc::clone(&self.directory),
            update: Update::beginning(origin.source().slug()),
            shown: progress(self.config.log_format),
        };
        let ended = self.import_when_free(origin, Contents::Bundled, &mut observer).await?;
        drop(observer);
        match ended {
            Ok(Outcome::Published { report, .. }) => self.say(&published_message(&report)),
            Ok(Outcome::Held { report }) => self.say(&report.to_string()),
            Err(error) => {
                return Some(format!("Today's listings could not be imported: {}", with_causes(&error)));
            }
        }
        None
    }

    /// Where today's listings are: as the configuration says or, if it names no sources, at FindTreatment.gov.
    fn locator(&self) -> Option<Origin> {
        let source = sources(&self.config).into_iter().find(SourceSettings::is_findtreatment)?;
        let options = FetchOptions {
            first_attempts: FIRST_ATTEMPTS,
            connect_timeout: CONNECT_TIMEOUT,
            ..self.config.fetch_options()
        };
        match source.origin(&self.config.findtreatment_url, options) {
            Ok(origin) => Some(origin),
            Err(error) => {
                self.say(&format!("{}: {error}", source.label()));
                None
            }
        }
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
