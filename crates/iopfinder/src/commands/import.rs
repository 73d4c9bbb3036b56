//! `import`, `import findtreatment` and `import sample`.

use std::sync::Arc;

use ingest::FileSource;
use ingest::import::{ImportError, ImportRequest, Origin, Outcome, Stop, run};
use ingest::sources::hsds::Hsds;
use jiff::Timestamp;
use serde_json::json;
use store::Store;

use crate::cli::{FileFlags, FindTreatmentFlags, HsdsFlags};
use crate::config::Config;
use crate::exit::{self, Exit, Failure};
use crate::indexing::Indexer;
use crate::output::{Output, tell};
use crate::progress::{Form, progress};
use crate::signals;
use crate::sources::{KINDS, Kind};

/// Lists the kinds of sources, and what each needs.
///
/// # Errors
/// When it can't be printed.
pub fn kinds(json: bool, output: &mut Output) -> Result<Exit, Failure> {
    if json {
        let kind = |kind: &Kind| json!({"kind": kind.name, "about": kind.about, "needs": kind.needs});
        output.json(&KINDS.iter().map(kind).collect::<Vec<_>>())?;
        return Ok(Exit::Done);
    }
    output.line("Sources, each with what it needs. --help behind one tells more.\n")?;
    for Kind { name, about, needs, .. } in KINDS {
        output.line(format!("  iopfinder import {name:18} {about}\n{:37}needs {needs}", ""))?;
    }
    output.line(format!(
        "  iopfinder import {:18} the fictional listings that come with the program",
        "sample"
    ))?;
    output.line("\nWhat imports found: iopfinder import report, list; to take one back: import undo.")?;
    Ok(Exit::Done)
}

/// Imports the listings of FindTreatment.gov.
///
/// # Errors
/// When the import fails.
pub async fn findtreatment(
    config: &Config,
    flags: &FindTreatmentFlags,
    output: &mut Output,
) -> Result<Exit, Failure> {
    let origin = match &flags.file {
        Some(file) => Origin::FindTreatmentFile(file.clone()),
        None => Origin::FindTreatment {
            url: config.findtreatment_url.clone(),
            options: Box::new(config.fetch_options()),
        },
    };
    import(config, origin, flags.accept_removals, flags.json, output).await
}

/// Imports files of a source.
///
/// # Errors
/// When the import fails.
pub async fn files(
    config: &Config,
    source: Arc<dyn FileSource>,
    flags: &FileFlags,
    output: &mut Output,
) -> Result<Exit, Failure> {
    let origin = Origin::Files { source, paths: flags.files.clone() };
    import(config, origin, flags.accept_removals, flags.json, output).await
}

/// Imports a directory of human services.
///
/// # Errors
/// When its name is none that a source can have, or the import fails.
pub async fn hsds(config: &Config, flags: &HsdsFlags, output: &mut Output) -> Result<Exit, Failure> {
    let publisher = flags.publisher.as_deref().unwrap_or(&flags.name);
    let source = Hsds::new(&flags.name, publisher)
        .map_err(|error| Failure { exit: Exit::BadInput, error: error.into() })?;
    files(config, Arc::new(source), &flags.files, output).await
}

/// Imports the sample.
///
/// # Errors
/// When the import fails.
pub async fn sample(config: &Config, json: bool, output: &mut Output) -> Result<Exit, Failure> {
    import(config, Origin::Sample, false, json, output).await
}

/// Imports from an origin, shows its progress and prints its report.
///
/// # Errors
/// When the import fails.
pub async fn import(
    config: &Config,
    origin: Origin,
    accept_removals: bool,
    json: bool,
    output: &mut Output,
) -> Result<Exit, Failure> {
    let store = super::open(config).await?;
    let request = ImportRequest { origin, accept_removals, stop: stopped_by_signals() };
    let form = if json { Form::Json } else { Form::Words };
    let ended = run_import(config, &store, &request, form).await;
    store.close().await;
    match ended {
        Ok(outcome) => {
            let report = outcome.report();
            if json {
                output.json(report)?
            } else {
                output.text(report)?
            }
            Ok(match outcome {
                Outcome::Published { .. } => Exit::Done,
                Outcome::Held { .. } => Exit::Held,
            })
        }
        Err(error) => {
            let exit = exit::of_import(&error);
            if json {
                let code = exit as u8;
                output.json(&json!({"error": store::with_causes(&error), "exit_code": code}))?;
            }
            if exit == Exit::Unreachable {
                tell(
                    "What was fetched is kept: the next run goes on from there. What was served before still is.",
                );
            }
            Err(Failure { exit, error: error.into() })
        }
    }
}

/// Stops when the process is told to end; told again, it ends at once.
pub fn stopped_by_signals() -> Stop {
    let (stopper, stop) = Stop::pair();
    tokio::spawn(async move {
        signals::told_to_end().await;
        stopper.stop();
        signals::told_to_end().await;
        std::process::exit(Exit::Failed as i32);
    });
    stop
}

/// Runs an import that writes the index of this configuration, and shows its progress.
///
/// # Errors
/// When the import fails.
pub async fn run_import(
    config: &Config,
    store: &Store,
    request: &ImportRequest,
    form: Form,
) -> Result<Outcome, ImportError> {
    let mut indexer = Indexer::new(config.indexes());
    let mut observer = progress(form);
    run(store, request, &mut indexer, &mut *observer, Timestamp::now).await
}
