//! `serve`: serves the directory over HTTP, and imports listings if there are none.

use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use directory::Source;
use ingest::fetch::FetchOptions;
use ingest::import::{ImportError, ImportRequest, Origin, Outcome, Stop};
use ingest::sources::findtreatment::FindTreatment;
use jiff::Timestamp;
use service::Directory;
use store::{Holder, Store, with_causes};
use tokio::time::sleep;

use super::import::run_import;
use super::open;
use super::refresh::{refresh_all, refreshed_sources, to_text};
use crate::cli::ServeFlags;
use crate::config::{Config, LogFormat};
use crate::exit::{Exit, Failure};
use crate::output::{Output, print_message};
use crate::schedule::next_run;
use crate::signals;

/// How often to look for a new generation, which another process may have published.
const WATCH_INTERVAL: Duration = Duration::from_millis(500);

/// How often to check whether another import has ended.
const BUSY_INTERVAL: Duration = Duration::from_secs(1);

/// The longest sleep before checking the clock again: it may have been set, or the computer suspended.
const LONGEST_SLEEP: Duration = Duration::from_secs(600);

/// Attempts at the first request of the first import. Two are enough: without a network, the sample should load soon.
const FIRST_ATTEMPTS: u32 = 2;

/// How long it may take to connect during the first import. Short for the same reason.
const FIRST_CONNECT_TIMEOUT: Duration = Duration::from_secs(3);

/// Serves until a signal ends the process.
pub async fn serve(config: &Config, flags: &ServeFlags, output: &mut Output) -> Result<Exit, Failure> {
    let listener = TcpListener::bind(&config.listen)
        .with_context(|| format!("listening on {}: it must be ADDR:PORT and free", config.listen))?;
    let address = listener.local_addr()?;
    let store = open(config).await?;
    let directory = Directory::new(store.clone(), config.indexes());
    let server = crate::server::server(Arc::clone(&directory), config.public_url.clone(), listener)?;
    let handle = server.handle();
    let mut serving = tokio::spawn(server);
    output.line(format!("listening on http://{address}"))?;

    let (stopper, stop) = Stop::pair();
    let loader =
        Loader { config: config.clone(), store: store.clone(), directory: Arc::clone(&directory), stop };
    let no_import = flags.no_import;
    let loading = tokio::spawn(async move {
        loader.load(no_import).await;
        loader.refresh_on_schedule().await;
    });
    let watching = directory.watch(WATCH_INTERVAL);

    let ended = tokio::select! {
        ended = &mut serving => Some(ended),
        () = signals::shutdown_requested() => None,
    };
    tracing::info!("shutting down after the current requests are answered");
    tokio::spawn(async {
        signals::shutdown_requested().await;
        std::process::exit(Exit::Failed as i32);
    });
    stopper.stop();
    watching.abort();
    handle.stop(true).await;
    let _ = loading.await;
    store.close().await;
    match ended {
        Some(ended) => ended.context("serving")?.context("serving")?,
        None => serving.await.context("serving")?.context("serving")?,
    }
    Ok(Exit::Done)
}

/// The listings in a store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Contents {
    Nothing,
    Sample,
    Real,
}

/// Loads the directory, and imports the real listings if there are none.
struct Loader {
    config: Config,
    store: Store,
    directory: Arc<Directory>,
    stop: Stop,
}

impl Loader {
    async fn load(&self, no_import: bool) {
        self.refresh().await;
        let contents = match self.contents().await {
            Ok(contents) => contents,
            Err(error) => {
                return tracing::error!(error = with_causes(&error), "can't read which listings are loaded");
            }
        };
        match contents {
            Contents::Real => {}
            Contents::Nothing if no_import => {
                self.say("Nothing is loaded yet: run iopfinder import findtreatment.");
            }
            Contents::Sample if no_import => {}
            contents => self.import(contents).await,
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
        while let Some(next) =
            next_run(self.config.refresh, last, Timestamp::now(), rand::random_range(0.0..1.0))
        {
            tracing::info!(at = %next, "next import of the configured sources");
            tokio::select! {
                () = self.stop.requested() => return,
                () = sleep_until(next) => {}
            }
            let format = self.config.log_format;
            for refreshed in refresh_all(&self.config, &self.store, false, &self.stop, format).await {
                self.say(&to_text(&refreshed));
            }
            self.refresh().await;
            // A source that failed is tried again at the next run, not at once.
            last = Some(Timestamp::now());
        }
    }

    /// The earliest of the times at which the configured sources were last imported.
    async fn last_refresh(&self) -> Result<Option<Timestamp>, store::Error> {
        let mut last = None;
        for source in refreshed_sources(&self.config) {
            last = last.into_iter().chain(self.store.last_published(source).await?).min();
        }
        Ok(last)
    }

    /// Serves the newest generation.
    async fn refresh(&self) {
        if let Err(error) = self.directory.refresh().await {
            tracing::error!(error = with_causes(&error), "can't open the index");
        }
    }

    async fn contents(&self) -> Result<Contents, store::Error> {
        if self.store.generation().await?.is_none() {
            return Ok(Contents::Nothing);
        }
        let sources = self.store.sources().await?;
        let mut present = sources.iter().filter(|known| known.listings > 0).map(|known| known.source);
        Ok(match present.next() {
            None => Contents::Nothing,
            Some(Source::Sample) if present.all(|source| source == Source::Sample) => Contents::Sample,
            Some(_) => Contents::Real,
        })
    }

    /// Imports the real listings. If that fails and nothing is loaded, imports the sample.
    async fn import(&self, mut contents: Contents) {
        if contents == Contents::Nothing {
            let host = self.config.findtreatment_url.host_str().unwrap_or_default();
            self.say(&format!("Nothing is loaded yet: importing the listings of {host}."));
        }
        let mut waited = false;
        let (mut origin, mut real_failed) = (self.real_origin(), false);
        loop {
            match self.run(origin.clone()).await {
                Ok(Outcome::Published { report, .. }) => {
                    self.refresh().await;
                    return self.say(&published_message(&report, real_failed));
                }
                Ok(Outcome::Held { report }) => return self.say(&report.to_string()),
                Err(ImportError::Stopped) => return,
                Err(ImportError::Busy { holder }) => {
                    if !std::mem::replace(&mut waited, true) {
                        self.say(&waiting_message(holder.as_ref()));
                    }
                    tokio::select! {
                        () = self.stop.requested() => return,
                        () = sleep(BUSY_INTERVAL) => {}
                    }
                    contents = self.contents().await.unwrap_or(contents);
                    if contents == Contents::Real || (real_failed && contents == Contents::Sample) {
                        return self.refresh().await;
                    }
                }
                Err(error) if origin.source() != Source::Sample => {
                    real_failed = true;
                    self.say(&format!("The listings could not be imported: {}.", with_causes(&error)));
                    if contents == Contents::Sample {
                        return self.say("The sample data is still served; the next start tries again.");
                    }
                    origin = Origin::sample();
                }
                Err(error) => {
                    return self.say(&format!("The sample could not be loaded: {}.", with_causes(&error)));
                }
            }
        }
    }

    fn real_origin(&self) -> Origin {
        let options = FetchOptions {
            first_attempts: FIRST_ATTEMPTS,
            connect_timeout: FIRST_CONNECT_TIMEOUT,
            ..self.config.fetch_options()
        };
        Origin::service(FindTreatment::LOCATOR, self.config.findtreatment_url.clone(), options)
    }

    async fn run(&self, origin: Origin) -> Result<Outcome, ImportError> {
        let request = ImportRequest { origin, accept_removals: false, stop: self.stop.clone() };
        run_import(&self.config, &self.store, &request, self.config.log_format).await
    }

    /// Prints a message for a person, in the format of the log.
    fn say(&self, text: &str) {
        match self.config.log_format {
            LogFormat::Text => print_message(text),
            LogFormat::Json => tracing::info!("{text}"),
        }
    }
}

async fn sleep_until(time: Timestamp) {
    while let Ok(left) = Duration::try_from(time.duration_since(Timestamp::now()))
        && !left.is_zero()
    {
        sleep(left.min(LONGEST_SLEEP)).await;
    }
}

fn published_message(report: &ingest::Report, real_failed: bool) -> String {
    let facilities = report.facilities;
    if real_failed || report.source == Source::Sample {
        let notice = service::SAMPLE_NOTICE;
        return format!(
            "Loaded {facilities} fictional facilities instead ({notice}). The next start tries the real import again."
        );
    }
    let rejected = report.rejected.total;
    format!(
        "Loaded {facilities} facilities from {} rows, {rejected} rejected: see iopfinder import report.",
        report.rows.read
    )
}

fn waiting_message(holder: Option<&Holder>) -> String {
    let who = holder.map(|holder| format!(", {holder}")).unwrap_or_default();
    format!("An import is already running{who}: waiting for it.")
}
