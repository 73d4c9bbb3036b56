//! Measures the service on the machine it runs on.
//!
//! The real program imports and serves listings (made up or from a file), and is sent requests over HTTP. Beside it
//! runs a server on the same framework that only sends a fixed body of the same size: no response can cost less. The two
//! are measured in alternating rounds, so that other load on the machine affects both alike.

mod client;
mod fixed;
mod generate;
mod load;
mod needs;
mod process;
mod report;

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, ensure};
use clap::{Parser, Subcommand};

/// The allocator of the program under test, so that the fixed server can be compared with it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Measures how fast iopfinder answers on this machine, and prints a Markdown table
///
/// Build iopfinder with the same profile first: cargo build --profile dist
#[derive(Debug, Parser)]
#[command(name = "bench")]
struct Cli {
    #[command(flatten)]
    options: Options,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Answer every request with a fixed body, as the server that iopfinder is compared with
    #[command(hide = true)]
    Fixed {
        /// Length of the body in bytes
        bytes: usize,
    },
}

#[derive(Debug, clap::Args)]
struct Options {
    /// The iopfinder to measure [default: the one built into the same folder as this program]
    #[arg(long, value_name = "FILE")]
    program: Option<PathBuf>,
    /// How many listings to make up; one column for each number
    #[arg(long, value_name = "N,N", value_delimiter = ',', default_value = "20000,200000")]
    sizes: Vec<usize>,
    /// Also measure with this file of listings, one JSON row of the locator per line; can be repeated
    #[arg(long, value_name = "FILE")]
    rows: Vec<PathBuf>,
    /// Rounds of each measurement
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
    /// Seconds of each round
    #[arg(long, value_name = "SECONDS", default_value_t = 1.0)]
    seconds: f64,
}

fn main() -> anyhow::Result<()> {
    let cli = Cli::parse();
    let mut out = std::io::stdout();
    match cli.command {
        Some(Command::Fixed { bytes }) => fixed::serve(bytes, &mut out),
        None => measure(&cli.options, &mut out),
    }
}

fn measure(options: &Options, out: &mut impl Write) -> anyhow::Result<()> {
    let program = program(options)?;
    let folder = tempfile::tempdir()?;
    let mut runs = Vec::new();
    for path in &options.rows {
        let label = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        runs.push((label, path.clone()));
    }
    for size in &options.sizes {
        let path = folder.path().join(format!("{size}.ndjson"));
        generate::write(&path, *size)?;
        runs.push((format!("{size} made up"), path));
    }
    let mut figures = Vec::new();
    for (label, rows) in runs {
        writeln!(out, "measuring {label} …")?;
        let load = load::Load { program: &program, rounds: options.rounds, seconds: options.seconds };
        figures.push(load.measure(label, &rows, folder.path())?);
    }
    report::write(&figures, out)
}

fn program(options: &Options) -> anyhow::Result<PathBuf> {
    let program = match &options.program {
        Some(program) => program.clone(),
        None => {
            std::env::current_exe().context("finding this program's own file")?.with_file_name("iopfinder")
        }
    };
    ensure!(
        program.is_file(),
        "there is no program {}: build it with the same profile, such as cargo build --profile dist",
        program.display()
    );
    Ok(program)
}
