//! `iopfinder bench`: what the service does on this machine.

use std::net::TcpListener;

use anyhow::Context;

use crate::cli::BenchFlags;
use crate::exit::{Exit, Failure};
use crate::output::Output;

/// Measures, and prints the table.
///
/// # Errors
/// When something can't be started, written or read.
pub fn bench(flags: &BenchFlags, output: &mut Output) -> Result<Exit, Failure> {
    let options = bench::Options {
        program: std::env::current_exe().context("finding this program's own file")?,
        sizes: flags.sizes.clone(),
        rows: flags.rows.clone(),
        rounds: flags.rounds.max(1),
        seconds: flags.seconds,
    };
    let mut table = Vec::new();
    // It waits for processes and connections: other tasks go on elsewhere.
    tokio::task::block_in_place(|| bench::run(&options, &mut table))?;
    output.text(String::from_utf8_lossy(&table))?;
    Ok(Exit::Done)
}

/// Serves a fixed body until the process is ended.
///
/// # Errors
/// When no address is free.
pub async fn fixed(bytes: usize, output: &mut Output) -> Result<Exit, Failure> {
    let listener = TcpListener::bind("127.0.0.1:0").context("listening on a free port")?;
    let address = listener.local_addr()?;
    let server = bench::serve_fixed(listener, bytes)?;
    output.line(format!("listening on http://{address}"))?;
    server.await?;
    Ok(Exit::Done)
}
