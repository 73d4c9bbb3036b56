//! `refresh`: imports the configured sources again.

use directory::Source;
use ingest::Report;
use ingest::import::{Accepted, Outcome, Stop};
use serde_json::{Value, json};

use super::import::stopped_by_signals;
use super::open;
use crate::cli::RunFlags;
use crate::config::{Config, LogFormat};
use crate::exit::{Exit, Failure};
use crate::importer::{ImportFailure, ImportJob, Imported, Importer};
use crate::output::{Output, print_message};
use crate::progress::progress;

/// A source, and the result of importing it again.
pub struct Refreshed {
    /// The source's name, such as `hsds demo`.
    pub label: String,
    /// The position of the source among the configured ones.
    pub at: usize,
    /// The outcome of the import.
    pub outcome: Result<Outcome, ImportFailure>,
}

/// Imports the configured sources again, one after the other. If one fails, the others are still imported.
pub async fn refresh(config: &Config, flags: &RunFlags, output: &mut Output) -> Result<Exit, Failure> {
    let store = open(config).await?;
    let format = LogFormat::for_output(flags.json);
    let stop = stopped_by_signals();
    let here = Importer::Here(&store);
    let all = 0..config.imported_sources().len();
    let refreshed = import_all(config, here, all, flags.accepted(), &stop, format).await;
    store.close().await;
    let json: Vec<Value> = refreshed.iter().map(to_json).collect();
    let text: String = refreshed.iter().map(|one| to_text(one) + "\n").collect();
    output.json_or_text(flags.json, &json, text)?;
    Ok(refreshed.iter().map(exit_code).find(|exit| *exit != Exit::Done).unwrap_or(Exit::Done))
}

/// The sources that are imported again, without those whose settings are invalid.
pub fn refreshed_sources(config: &Config) -> Vec<Source> {
    let origins = config.imported_sources().into_iter().filter_map(|source| config.origin(&source).ok());
    origins.map(|origin| origin.source()).collect()
}

/// Imports the configured sources at these positions, until `stop` is requested.
pub async fn import_all(
    config: &Config,
    importer: Importer<'_>,
    positions: impl IntoIterator<Item = usize>,
    accepted: Accepted,
    stop: &Stop,
    format: LogFormat,
) -> Vec<Refreshed> {
    let sources = config.imported_sources();
    let mut all = Vec::new();
    for at in positions {
        if stop.is_requested() {
            break;
        }
        let job = ImportJob { imported: Imported::Source { at, is_update: false }, accepted };
        let outcome = import_again(config, importer, job, stop, format).await;
        let label = sources[at].label();
        if let Err(failure) = &outcome {
            print_message(&format!("{label}: {}", failure.error));
        }
        all.push(Refreshed { label, at, outcome });
    }
    all
}

/// Imports a source. If the import is held, but the configuration accepts what it would remove, runs it again.
async fn import_again(
    config: &Config,
    importer: Importer<'_>,
    mut job: ImportJob,
    stop: &Stop,
    format: LogFormat,
) -> Result<Outcome, ImportFailure> {
    let ended = importer.run(config, &job, stop, &mut *progress(format)).await?;
    let accepted = config.refresh_accepts.percent(ended.report().source);
    match &ended {
        Outcome::Held { report } if accepted.is_some_and(|percent| report.removes_at_most(percent)) => {
            // What it fetched is kept, so it is not fetched again.
            job.accepted.removals = true;
            importer.run(config, &job, stop, &mut *progress(format)).await
        }
        _ => Ok(ended),
    }
}

fn exit_code(refreshed: &Refreshed) -> Exit {
    match &refreshed.outcome {
        Ok(Outcome::Published { .. }) => Exit::Done,
        Ok(Outcome::Held { .. }) => Exit::Held,
        Err(failure) => failure.exit,
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
        Err(failure) => format!("{label}: failed: {}", failure.error),
    }
}

fn to_json(refreshed: &Refreshed) -> Value {
    let (report, error) = match &refreshed.outcome {
        Ok(outcome) => (Some(outcome.report()), None),
        Err(failure) => (None, Some(&failure.error)),
    };
    json!({
        "source": refreshed.label,
        "exit_code": exit_code(refreshed) as u8,
        "report": report,
        "error": error,
    })
}
