//! `serve`: the directory over HTTP, loaded first where nothing is.

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
use super::refresh::{in_words, refresh_all, refreshed_sources};
use crate::cli::ServeFlags;
use crate::config::{Config, LogFormat};
use crate::exit::{Exit, Failure};
use crate::output::{Output, tell};
use crate::progress::Form;
use crate::schedule::next_run;
use crate::signals;

/// How soon an import of another process is noticed.
const WATCH: Duration = Duration::from_millis(500);

/// How often is looked whether another import has ended.
const WAIT: Duration = Duration::from_secs(1);

/// The longest sleep at a time: clocks are set, and computers sleep too.
const LONGEST_SLEEP: Duration = Duration::from_secs(600);

/// Without a network, the sample must be there soon.
const FIRST_ATTEMPTS: u32 = 2;

/// As [`FIRST_ATTEMPTS`].
const FIRST_CONNECT: Duration = Duration::from_secs(3);

/// Serves until the process is told to end.
///
/// # Errors
/// When the store can't be opened or the address not be listened on.
pub async fn serve(config: &Config, flags: &ServeFlags, output: &mut Output) -> Result<Exit, Failure> {
    let listener = TcpListener::bind(&config.listen)
        .with_context(|| format!("listening on {}: is it ADDR:PORT, and free?", config.listen))?;
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
        loader.refresh_now_and_then().await;
    });
    let watching = directory.watch(WATCH);

    let ended = tokio::select! {
        ended = &mut serving => Some(ended),
        () = signals::told_to_end() => None,
    };
    tracing::info!("ending: requests that are being answered are finished first");
    tokio::spawn(async {
        signals::told_to_end().await;
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

/// What a store holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    Nothing,
    Sample,
    Real,
}

/// Loads what there is, and imports where there is nothing real.
struct Loader {
    config: Config,
    store: Store,
    directory: Arc<Directory>,
    stop: Stop,
}

impl Loader {
    async fn load(&self, no_import: bool) {
        self.refresh().await;
        let holds = match self.holds().await {
            Ok(holds) => holds,
            Err(error) => {
                return tracing::error!(error = with_causes(&error), "what is loaded can't be read");
            }
        };
        match holds {
            Holds::Real => {}
            Holds::Nothing if no_import => {
                self.say("Nothing is loaded yet: run iopfinder import findtreatment.");
            }
            Holds::Sample if no_import => {}
            holds => self.import(holds).await,
        }
    }

    /// Imports the configured sources anew, as often as was asked for, until it is told to stop.
    async fn refresh_now_and_then(&self) {
        let mut last = match self.last_refresh().await {
            Ok(last) => last,
            Err(error) => {
                return tracing::error!(
                    error = with_causes(&error),
                    "when the last import was can't be read"
                );
            }
        };
        while let Some(next) =
            next_run(self.config.refresh, last, Timestamp::now(), rand::random_range(0.0..1.0))
        {
            tracing::info!(at = %next, "the sources are imported anew");
            tokio::select! {
                () = self.stop.requested() => return,
                () = sleep_until(next) => {}
            }
            let form = self.form();
            for refreshed in refresh_all(&self.config, &self.store, false, &self.stop, form).await {
                self.say(&in_words(&refreshed));
            }
            self.refresh().await;
            // Whatever failed is tried again in time, not at once.
            last = Some(Timestamp::now());
        }
    }

    /// When that of the sources to import anew was imported last whose turn it is.
    async fn last_refresh(&self) -> Result<Option<Timestamp>, store::Error> {
        let mut last = None;
        for source in refreshed_sources(&self.config) {
            last = last.into_iter().chain(self.store.last_published(source).await?).min();
        }
        Ok(last)
    }

    /// Serves what is published.
    async fn refresh(&self) {
        if let Err(error) = self.directory.refresh().await {
            tracing::error!(error = with_causes(&error), "the index can't be opened");
        }
    }

    async fn holds(&self) -> Result<Holds, store::Error> {
        if self.store.generation().await?.is_none() {
            return Ok(Holds::Nothing);
        }
        let sources = self.store.sources().await?;
        let mut present = sources.iter().filter(|known| known.listings > 0).map(|known| known.source);
        Ok(match present.next() {
            None => Holds::Nothing,
            Some(Source::Sample) if present.all(|source| source == Source::Sample) => Holds::Sample,
            Some(_) => Holds::Real,
        })
    }

    /// Imports the real listings; where nothing is loaded and that fails, the sample.
    async fn import(&self, mut holds: Holds) {
        if holds == Holds::Nothing {
            let host = self.config.findtreatment_url.host_str().unwrap_or_default();
            self.say(&format!("Nothing is loaded yet: importing the listings of {host}."));
        }
        let mut waited = false;
        let (mut origin, mut real_failed) = (self.real(), false);
        loop {
            match self.run(origin.clone()).await {
                Ok(Outcome::Published { report, .. }) => {
                    self.refresh().await;
                    return self.say(&published(&report, real_failed));
                }
                Ok(Outcome::Held { report }) => return self.say(&report.to_string()),
                Err(ImportError::Stopped) => return,
                Err(ImportError::Busy { holder }) => {
                    if !std::mem::replace(&mut waited, true) {
                        self.say(&waiting(holder.as_ref()));
                    }
                    tokio::select! {
                        () = self.stop.requested() => return,
                        () = sleep(WAIT) => {}
                    }
                    holds = self.holds().await.unwrap_or(holds);
                    if holds == Holds::Real || (real_failed && holds == Holds::Sample) {
                        return self.refresh().await;
                    }
                }
                Err(error) if origin.source() != Source::Sample => {
                    real_failed = true;
                    self.say(&format!("The listings could not be imported: {}.", with_causes(&error)));
                    if holds == Holds::Sample {
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

    fn real(&self) -> Origin {
        let options = FetchOptions {
            first_attempts: FIRST_ATTEMPTS,
            connect_timeout: FIRST_CONNECT,
            ..self.config.fetch_options()
        };
        Origin::service(FindTreatment::LOCATOR, self.config.findtreatment_url.clone(), options)
    }

    async fn run(&self, origin: Origin) -> Result<Outcome, ImportError> {
        let request = ImportRequest { origin, accept_removals: false, stop: self.stop.clone() };
        run_import(&self.config, &self.store, &request, self.form()).await
    }

    fn form(&self) -> Form {
        match self.config.log_format {
            LogFormat::Text => Form::Words,
            LogFormat::Json => Form::Json,
        }
    }

    /// Tells a person something, in the form of the log.
    fn say(&self, text: &str) {
        match self.config.log_format {
            LogFormat::Text => tell(text),
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

fn published(report: &ingest::Report, real_failed: bool) -> String {
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
        report.rows_read
    )
}

fn waiting(holder: Option<&Holder>) -> String {
    let who = holder.map(|holder| format!(", {holder}")).unwrap_or_default();
    format!("An import is already running{who}: waiting for it.")
}
