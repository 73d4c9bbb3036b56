//! `import-worker`: runs an import for a server, with a limit on its memory.

use std::io::{self, BufRead, Write};

use anyhow::Context;
use ingest::import::{Observer, Step, Stop, Stopper};

use crate::config::{self, Config};
use crate::exit::{Exit, Failure};
use crate::importer::{ImportFailure, ImportJob, WorkerJob, WorkerMessage, run_here};
use crate::logging;
use crate::signals::Signals;

/// Added to the likelihood that Linux ends this process if the computer runs out of memory: the server should go on.
const OOM_SCORE: &str = "500";

/// Runs the import that standard input describes, and reports on standard output. Stops when standard input ends.
pub fn work() -> Result<Exit, Failure> {
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line).context("reading what to import")?;
    let WorkerJob { given, job } = serde_json::from_str(&line).context("reading what to import")?;
    let config = config::read(given)?;
    logging::start(&config, false);
    limit_memory(config.import_memory);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let ended = runtime.block_on(import(&config, &job));
    // Don't wait for tasks that were given up on.
    runtime.shutdown_background();
    let exit = ended.as_ref().map_or_else(|failure| failure.exit, |_| Exit::Done);
    send(&WorkerMessage::Ended(Box::new(ended)));
    Ok(exit)
}

async fn import(config: &Config, job: &ImportJob) -> Result<ingest::import::Outcome, ImportFailure> {
    let (stopper, stop) = Stop::pair();
    stop_with_server(stopper);
    let store =
        super::open(config).await.map_err(|failure| ImportFailure::other(failure.exit, failure.text()))?;
    let ended = run_here(config, &store, job, stop, &mut Sender).await;
    store.close().await;
    ended
}

/// Asks the import to stop once the server closes standard input, which it also does when it is killed, or once a signal
/// asks this process to end.
fn stop_with_server(stopper: Stopper) {
    let (sender, closed) = tokio::sync::oneshot::channel();
    std::thread::spawn(move || {
        // The server sends nothing more. Nobody may be left to receive this.
        let _ = io::copy(&mut io::stdin().lock(), &mut io::sink());
        let _ = sender.send(());
    });
    tokio::spawn(async move {
        let stop_requested = async {
            match Signals::listen() {
                Ok(mut signals) => signals.stop_requested().await,
                Err(_) => std::future::pending().await,
            }
        };
        tokio::select! {
            _ = closed => {}
            () = stop_requested => {}
        }
        stopper.stop();
    });
}

/// Limits the memory of this process, so that a file made to take all memory ends this process and no other.
fn limit_memory(mebibytes: u32) {
    #[cfg(target_os = "linux")]
    {
        let bytes = u64::from(mebibytes) << 20;
        if let Err(error) = rlimit::Resource::DATA.set(bytes, bytes) {
            tracing::warn!(%error, "can't limit the memory of the import");
        }
        if let Err(error) = std::fs::write("/proc/self/oom_score_adj", OOM_SCORE) {
            tracing::debug!(%error, "can't make Linux prefer to end the import when memory runs out");
        }
    }
    #[cfg(not(target_os = "linux"))]
    tracing::debug!(mebibytes, "the memory of imports is limited on Linux only");
}

/// Sends the steps of the import to the server.
struct Sender;

impl Observer for Sender {
    fn observe(&mut self, step: Step) {
        send(&WorkerMessage::Step(step));
    }
}

fn send(message: &WorkerMessage) {
    // A message has only text keys, and if the server is gone, the end of standard input says so.
    if let Ok(line) = serde_json::to_string(message) {
        let mut output = io::stdout().lock();
        let _ = writeln!(output, "{line}").and_then(|()| output.flush());
    }
}
