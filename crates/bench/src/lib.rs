//! Measures the service on the machine it runs on.
//!
//! It makes up listings (or takes given ones), imports and serves them with the real program, drives it over HTTP,
//! and drives beside it a server of the same framework that sends fixed bodies of the same size: what it takes to
//! send the bytes. Rounds take turns, so that both feel the machine's moods alike, and figures are medians.

mod client;
mod fixed;
mod generate;
mod load;
mod needs;
mod process;
mod report;

use std::io::Write;
use std::path::PathBuf;

pub use fixed::serve_fixed;

/// What to measure.
#[derive(Debug, Clone)]
pub struct Options {
    /// The program: it imports, serves, and serves fixed bodies as `bench-fixed BYTES`.
    pub program: PathBuf,
    /// How many listings to make up, for each run.
    pub sizes: Vec<usize>,
    /// Files of listings to measure with as well, before those that are made up: one JSON row a line.
    pub rows: Vec<PathBuf>,
    /// Rounds of each measurement.
    pub rounds: usize,
    /// Seconds of each round.
    pub seconds: f64,
}

/// Measures everything and writes the table.
///
/// # Errors
/// When something can't be started, written or read.
pub fn run(options: &Options, out: &mut dyn Write) -> anyhow::Result<()> {
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
        figures.push(load::measure(options, label, &rows, folder.path())?);
    }
    report::write(&figures, out)
}
