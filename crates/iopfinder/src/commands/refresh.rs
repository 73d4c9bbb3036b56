//! `refresh`: imports the configured sources again.

use directory::Source;
use ingest::Report;
use ingest::import::{ImportError, ImportRequest, Outcome, Stop};
use serde_json::{Value, json};
use store::Store;

use super::import::{run_import, stopped_by_signals};
use super::open;
use crate::cli::RunFlags;
use crate::config::{Config, LogFormat};
use crate::exit::{self, Exit, Failure};
use crate::output::{Output, print_message};
use crate::sources::{FindTreatmentSource, SourceSettings};

/// A source, and the result of importing it again.
pub struct Refreshed {
    /// The source's name, such as `hsds demo`.
    pub label: String,
    /// The outcome of the import, or the exit code and the message of its failure.
    pub outcome: Result<Outcome, (Exit, String)>,
}

/// Imports the configured sources again, one after the other. If one fails, the others are still imported.
pub async fn refresh(config: &Config, flags: &RunFlags, output: &mut Output) -> Result<Exit, Failure> {
    let store = open(config).await?;
    let format = LogFormat::for_output(flags.json);
    let stop = stopped_by_signals();
    let refreshed = import_all(config, &store, sources(config), flags.accept_removals, &stop, format).await;
    store.close().await;
    let json: Vec<Value> = refreshed.iter().map(to_json).collect();
    let text: String = refreshed.iter().map(|one| to_text(one) + "\n").collect();
    output.json_or_text(flags.json, &json, text)?;
    Ok(refreshed.iter().map(exit_code).find(|exit| *exit != Exit::Done).unwrap_or(Exit::Done))
}

/// The configured sources, or FindTreatment.gov if none are configured.
pub fn sources(config: &Config) -> Vec<SourceSettings> {
    let default = || vec![SourceSettings::Findtreatment(FindTreatmentSource::default())];
    if config.sources.is_empty() { default() } else { config.sources.clone() }
}

/// The sources that are imported again, without those whose settings are invalid.
pub fn refreshed_sources(config: &Config) -> Vec<Source> {
    let origins = sources(config).into_iter().filter_map(|source| config.origin(&source).ok());
    origins.map(|origin| origin.source()).collect()
}

/// Imports sources, until `stop` is requested.
pub async fn import_all(
    config: &Config,
    store: &Store,
    sources: Vec<SourceSettings>,
    accept_removals: bool,
    stop: &Stop,
    format: LogFormat,
) -> Vec<Refreshed> {
    let mut all = Vec::new();
    for source in sources {
        if stop.is_requested() {
            break;
        }
        let label = source.label();
        let outcome = match config.origin(&source) {
            Ok(origin) => {
                let accepted = config.refresh_accepts.percent(origin.source());
                let mut request = ImportRequest { origin, accept_removals, stop: stop.clone() };
                let mut ended = run_import(config, store, &request, format).await;
                if let Ok(Outcome::Held { report }) = &ended
                    && accepted.is_some_and(|percent| report.removes_at_most(percent))
                {
                    // What it fetched is kept, so it is not fetched again.
                    request.accept_removals = true;
                    ended = run_import(config, store, &request, format).await;
                }
                ended.map_err(|error: ImportError| (exit::for_import(&error), store::with_causes(&error)))
            }
            Err(error) => Err((Exit::BadInput, error.to_string())),
        };
        if let Err((_, why)) = &outcome {
            print_message(&format!("{label}: {why}"));
        }
        all.push(Refreshed { label, outcome });
    }
    all
}

fn exit_code(refreshed: &Refreshed) -> Exit {
    match &refreshed.outcome {
        Ok(Outcome::Published { .. }) => Exit::Done,
        Ok(Outcome::Held { .. }) => Exit::Held,
        Err((exit, _)) => *exit,
    }
}

/// The result for a source, on one line.
pub fn to_text(refreshed: &Refreshed) -> String {
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
                "{label}: on hold, because {}",
                report.held.as_deref().unwrap_or("a person should check it")
            )
        }
        Err((_, why)) => format!("{label}: failed: {why}"),
    }
}

fn to_json(refreshed: &Refreshed) -> Value {
    let (report, error) = match &refreshed.outcome {
        Ok(outcome) => (Some(outcome.report()), None),
        Err((_, why)) => (None, Some(why)),
    };
    json!({
        "source": refreshed.label,
        "exit_code": exit_code(refreshed) as u8,
        "report": report,
        "error": error,
    })
}
