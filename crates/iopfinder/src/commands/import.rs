//! `import`: lists the sources, or imports one.

use ingest::import::{ImportError, ImportRequest, Observer, Origin, Outcome, Stop, run};
use jiff::Timestamp;
use serde_json::json;
use store::Store;

use super::csv;
use crate::cli::{RunFlags, SourceCommand};
use crate::config::{Config, LogFormat};
use crate::exit::{self, Exit, Failure, OrExit};
use crate::indexing::Indexer;
use crate::output::{Output, print_message};
use crate::progress::progress;
use crate::signals::Signals;
use crate::sources::SourceSettings;

/// The listings that come with the program.
const BUILT_IN: [(&str, &str); 2] = [
    ("bundled", "The national listings of 2023 that come with the program"),
    ("sample", "Fictional listings that come with the program"),
];

/// Lists the sources and what each needs.
pub fn list_sources(json: bool, output: &mut Output) -> Result<Exit, Failure> {
    let kinds = SourceSettings::commands().into_iter().map(|command| {
        let text =
            |text: Option<&clap::builder::StyledStr>| text.map(ToString::to_string).unwrap_or_default();
        let needs = text(command.get_after_help()).replacen("Needs ", "", 1);
        (command.get_name().to_owned(), text(command.get_about()), needs)
    });
    if json {
        let kind = |(kind, about, needs)| json!({"kind": kind, "about": about, "needs": needs});
        output.json(&kinds.map(kind).collect::<Vec<_>>())?;
        return Ok(Exit::Done);
    }
    output.line("Sources, and what each needs. For more about one, run it with --help.\n")?;
    for (kind, about, needs) in kinds {
        output.line(format!("  iopfinder import {kind:18} {about}\n{:37}needs {needs}", ""))?;
    }
    for (kind, about) in BUILT_IN {
        output.line(format!("  iopfinder import {kind:18} {about}"))?;
    }
    output.line(
        "\nTo see what imports found: iopfinder import list or report. To undo one: iopfinder import undo.",
    )?;
    Ok(Exit::Done)
}

/// Imports a source, or drafts a mapping for one.
pub async fn source(config: &Config, command: &SourceCommand, output: &mut Output) -> Result<Exit, Failure> {
    if let SourceSettings::Csv(flags) = &*command.source
        && flags.infer
    {
        return csv::infer(&flags.files.paths, flags.sheet.as_deref(), output);
    }
    let origin = config.origin(&command.source).or_exit(Exit::BadInput)?;
    import(config, origin, command.run, output).await
}

/// Imports listings that come with the program.
pub async fn built_in(
    config: &Config,
    origin: Origin,
    json: bool,
    output: &mut Output,
) -> Result<Exit, Failure> {
    import(config, origin, RunFlags { json, ..RunFlags::default() }, output).await
}

/// Imports from an origin, showing the progress, and prints the report.
async fn import(
    config: &Config,
    origin: Origin,
    flags: RunFlags,
    output: &mut Output,
) -> Result<Exit, Failure> {
    let json = flags.json;
    let store = super::open(config).await?;
    let request = ImportRequest { origin, accepted: flags.accepted(), stop: stopped_by_signals() };
    let mut shown = progress(LogFormat::for_output(json));
    let ended = run_import(config, &store, &request, &mut *shown).await;
    drop(shown);
    store.close().await;
    match ended {
        Ok(outcome) => {
            let report = outcome.report();
            output.json_or_text(json, report, report)?;
            Ok(match outcome {
                Outcome::Published { .. } => Exit::Done,
                Outcome::Held { .. } => Exit::Held,
            })
        }
        Err(error) => {
            let exit = exit::for_import(&error);
            if json {
                let code = exit as u8;
                output.json(&json!({"error": store::with_causes(&error), "exit_code": code}))?;
            }
            if exit == Exit::Unreachable {
                print_message(
                    "What was fetched so far is stored, and the next run resumes from there. The previous listings are still served.",
                );
            }
            Err(Failure { exit, error: error.into() })
        }
    }
}

/// A `Stop` that Ctrl-C or SIGTERM requests. If either comes a second time, the process ends at once.
pub fn stopped_by_signals() -> Stop {
    let (stopper, stop) = Stop::pair();
    tokio::spawn(async move {
        let Ok(mut signals) = Signals::listen() else { return tracing::warn!("can't wait for signals") };
        signals.stop_requested().await;
        stopper.stop();
        signals.stop_requested().await;
        std::process::exit(Exit::Failed as i32);
    });
    stop
}

/// Runs an import and writes its index. `observer` receives the progress.
pub async fn run_import(
    config: &Config,
    store: &Store,
    request: &ImportRequest,
    observer: &mut dyn Observer,
) -> Result<Outcome, ImportError> {
    let mut indexer = Indexer::new(config.indexes());
    run(store, request, &mut indexer, observer, Timestamp::now).await
}
