//! The program `iopfinder`: imports listings, serves them over HTTP, and searches them on the command line.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod cli;
mod commands;
mod config;
mod exit;
mod importer;
mod indexing;
mod logging;
mod output;
mod progress;
mod schedule;
mod server;
mod signals;
mod sources;

use std::process::ExitCode;

use clap::Parser;
use ingest::import::Origin;

use cli::{Cli, Command, ImportArgs, ImportCommand};
use commands::serve::Reload;
use config::Config;
use exit::{Exit, Failure, OrExit};
use output::{Output, print_message};

/// Serving makes many small allocations on several threads. mimalloc is faster at that than the system's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    keep_files_private();
    let exit = run(Cli::parse()).unwrap_or_else(|failure| {
        print_message(&format!("error: {}", failure.text()));
        failure.exit
    });
    exit.into()
}

/// Lets only the user who runs the program read the files and folders that it creates: files get mode 0600 and folders 0700.
fn keep_files_private() {
    // SAFETY: `umask` has no preconditions, and no other thread runs yet.
    #[cfg(unix)]
    unsafe {
        libc::umask(0o077);
    }
}

fn run(cli: Cli) -> Result<Exit, Failure> {
    if matches!(cli.command, Some(Command::ImportWorker)) {
        return commands::import_worker::work();
    }
    let loaded = cli.settings().and_then(config::load).or_exit(Exit::BadInput)?;
    let command = cli.command.unwrap_or_default();
    let log = logging::start(&loaded.config, command.is_quiet());
    for warning in &loaded.warnings {
        tracing::warn!("{warning}");
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let reload = Reload { settings: loaded.settings, log };
    let exit = runtime.block_on(execute(command, &loaded.config, reload));
    // Don't wait for tasks that were given up on.
    runtime.shutdown_background();
    exit
}

async fn execute(command: Command, config: &Config, reload: Reload) -> Result<Exit, Failure> {
    let mut output = Output::stdout();
    match command {
        Command::Serve(flags) => commands::serve::serve(config, reload, &flags, &mut output).await,
        Command::Import(args) => import(config, args, &mut output).await,
        Command::Refresh(flags) => commands::refresh::refresh(config, &flags, &mut output).await,
        Command::Review(args) => commands::review::review(config, args, &mut output).await,
        Command::Search(flags) => commands::search::search(config, &flags, &mut output).await,
        Command::Backup(flags) => commands::backup::backup(config, &flags, &mut output).await,
        Command::Restore(flags) => commands::backup::restore(config, &flags, &mut output).await,
        Command::Copy(flags) => commands::backup::copy(&flags, &mut output).await,
        Command::Doctor(flags) => commands::doctor::doctor(config, flags.json, &mut output).await,
        Command::Status(flags) => commands::status::status(config, flags.json, &mut output).await,
        Command::Corrections(flags) => {
            commands::corrections::corrections(config, flags.json, &mut output).await
        }
        Command::ImportWorker => unreachable!("`run` has run it, because it has a configuration of its own"),
    }
}

async fn import(config: &Config, args: ImportArgs, output: &mut Output) -> Result<Exit, Failure> {
    let Some(command) = args.command else { return commands::import::list_sources(args.json, output) };
    match command {
        ImportCommand::Source(command) => commands::import::source(config, &command, output).await,
        ImportCommand::Bundled(flags) => {
            commands::import::built_in(config, Origin::bundled(), flags.json, output).await
        }
        ImportCommand::Sample(flags) => {
            commands::import::built_in(config, Origin::sample(), flags.json, output).await
        }
        ImportCommand::Report(flags) => commands::report::report(config, &flags, output).await,
        ImportCommand::List(flags) => commands::report::list(config, flags.json, output).await,
        ImportCommand::Undo(flags) => commands::undo::undo(config, &flags, output).await,
    }
}
