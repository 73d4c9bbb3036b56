//! `refresh`: imports the configured sources anew.

use directory::Source;
use ingest::Report;
use ingest::import::{ImportError, ImportRequest, Outcome, Stop};
use serde_json::{Value, json};
use store::Store;

use super::import::{run_import, stopped_by_signals};
use super::open;
use crate::cli::RefreshFlags;
use crate::config::Config;
use crate::exit::{self, Exit, Failure};
use crate::output::{Output, tell};
use crate::progress::Form;
use crate::sources::{FindTreatmentSource, SourceSettings};

/// What became of one source.
pub struct Refreshed {
    /// What it is called.
    pub label: String,
    /// How its import ended; the text says why it failed.
    pub outcome: Result<Outcome, (Exit, String)>,
}

/// Imports the configured sources anew, one after the other; one that fails does not stop the others.
///
/// # Errors
/// When the store can't be opened, or a report not be printed.
pub async fn refresh(config: &Config, flags: &RefreshFlags, output: &mut Output) -> Result<Exit, Failure> {
    let store = open(config).await?;
    let form = if flags.json { Form::Json } else { Form::Words };
    let stop = stopped_by_signals();
    let refreshed = refresh_all(config, &store, flags.accept_removals, &stop, form).await;
    store.close().await;
    if flags.json {
        output.json(&refreshed.iter().map(in_json).collect::<Vec<_>>())?;
    } else {
        for one in &refreshed {
            output.line(in_words(one))?;
        }
    }
    Ok(refreshed.iter().map(exit_of).find(|exit| *exit != Exit::Done).unwrap_or(Exit::Done))
}

/// The sources to import anew: those that are configured, or else the one that the first start imports.
fn sources(config: &Config) -> Vec<SourceSettings> {
    let default = || vec![SourceSettings::Findtreatment(FindTreatmentSource::default())];
    if config.sources.is_empty() { default() } else { config.sources.clone() }
}

/// The sources that are imported anew, as far as their settings can be used.
pub fn refreshed_sources(config: &Config) -> Vec<Source> {
    let origins = sources(config).into_iter().filter_map(|source| source.origin(config).ok());
    origins.map(|origin| origin.source()).collect()
}

/// Imports the configured sources anew, until it is told to stop.
pub async fn refresh_all(
    config: &Config,
    store: &Store,
    accept_removals: bool,
    stop: &Stop,
    form: Form,
) -> Vec<Refreshed> {
    let mut all = Vec::new();
    for source in sources(config) {
        if stop.is_requested() {
            break;
        }
        let label = source.label();
        let outcome = match source.origin(config) {
            Ok(origin) => {
                let request = ImportRequest { origin, accept_removals, stop: stop.clone() };
                let ended = run_import(config, store, &request, form).await;
                ended.map_err(|error: ImportError| (exit::of_import(&error), store::with_causes(&error)))
            }
            Err(error) => Err((Exit::BadInput, error.to_string())),
        };
        if let Err((_, why)) = &outcome {
            tell(&format!("{label}: {why}"));
        }
        all.push(Refreshed { label, outcome });
    }
    all
}

fn exit_of(refreshed: &Refreshed) -> Exit {
    match &refreshed.outcome {
        Ok(Outcome::Published { .. }) => Exit::Done,
        Ok(Outcome::Held { .. }) => Exit::Held,
        Err((exit, _)) => *exit,
    }
}

/// What became of one source, in one line.
pub fn in_words(refreshed: &Refreshed) -> String {
    let label = &refreshed.label;
    match &refreshed.outcome {
        Ok(Outcome::Published { report, .. }) => {
            let Report { listings, places, rejected, .. } = report;
            format!(
                "{label}: {} listings, {} new, {} changed, {} moved, {} gone, {} rows rejected",
                listings.listings, places.new, places.changed, places.moved, places.gone, rejected.total
            )
        }
        Ok(Outcome::Held { report }) => {
            format!(
                "{label}: held, because {}",
                report.held.as_deref().unwrap_or("a person should look at it")
            )
        }
        Err((_, why)) => format!("{label}: failed: {why}"),
    }
}

fn in_json(refreshed: &Refreshed) -> Value {
    let (report, error) = match &refreshed.outcome {
        Ok(outcome) => (Some(outcome.report()), None),
        Err((_, why)) => (None, Some(why)),
    };
    json!({
        "source": refreshed.label,
        "exit_code": exit_of(refreshed) as u8,
        "report": report,
        "error": error,
    })
}
