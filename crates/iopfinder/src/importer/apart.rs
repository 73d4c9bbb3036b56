//! An import in a process of its own, as the server sees it.

use std::io::{self, BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::time::Duration;

use ingest::import::{Observer, Outcome, Stop};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use super::job::{ImportFailure, ImportJob, WorkerJob, WorkerMessage};
use crate::config::Config;
use crate::exit::Exit;

/// How long a worker may take to stop before it is killed.
const STOP_WITHIN: Duration = Duration::from_secs(30);

/// Runs an import in a process of its own.
pub(super) async fn run(
    config: &Config,
    job: &ImportJob,
    stop: &Stop,
    observer: &mut dyn Observer,
) -> Result<Outcome, ImportFailure> {
    let failed = |error: io::Error| {
        ImportFailure::other(Exit::Failed, format!("starting a process for the import: {error}"))
    };
    let (mut worker, mut messages) = Worker::start(config, job).map_err(failed)?;
    let mut ended = None;
    loop {
        let message = tokio::select! {
            message = messages.recv() => message,
            () = stop.requested() => {
                worker.ask_to_stop();
                ended = worker.last_words(&mut messages).await;
                break;
            }
        };
        match message {
            Some(WorkerMessage::Step(step)) => observer.observe(step),
            Some(WorkerMessage::Ended(result)) => ended = Some(*result),
            None => break,
        }
    }
    let status = worker.end().await.map_err(failed)?;
    ended.unwrap_or_else(|| Err(died(status, config.import_memory)))
}

/// The failure of an import whose process ended without saying how the import did.
fn died(status: ExitStatus, mebibytes: u32) -> ImportFailure {
    let how = match signal(status) {
        Some(ABORTED) => {
            format!("probably because it ran out of memory: it may use {mebibytes} MiB (import_memory)")
        }
        Some(KILLED) => "because it was killed, perhaps because this computer ran out of memory".to_owned(),
        _ => format!("with {status}"),
    };
    ImportFailure::other(Exit::Failed, format!("the process of the import ended {how}"))
}

/// The signal with which a process ends itself, and the one that nothing survives.
const ABORTED: i32 = 6;
const KILLED: i32 = 9;

fn signal(status: ExitStatus) -> Option<i32> {
    #[cfg(unix)]
    return std::os::unix::process::ExitStatusExt::signal(&status);
    #[cfg(not(unix))]
    None
}

/// The process of an import. It is killed when this is dropped.
struct Worker {
    process: Child,
    /// The worker stops when this is closed.
    input: Option<ChildStdin>,
}

impl Worker {
    /// Starts a process, and sends it what to import. Its log is that of this process.
    fn start(config: &Config, job: &ImportJob) -> io::Result<(Worker, UnboundedReceiver<WorkerMessage>)> {
        let mut command = Command::new(this_program()?);
        command.arg("import-worker").stdin(Stdio::piped()).stdout(Stdio::piped());
        // Otherwise the allocator reserves memory a gigabyte at a time, all of which counts for the limit.
        command.env("MIMALLOC_ARENA_EAGER_COMMIT", "0");
        // Ctrl-C in a terminal is for the server, which then asks the worker to stop.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut process = command.spawn()?;
        let (input, output) = (process.stdin.take(), process.stdout.take());
        let mut worker = Worker { process, input };
        worker.send(&WorkerJob { given: config.given.clone(), job: *job })?;
        let (sender, messages) = unbounded_channel();
        if let Some(output) = output {
            std::thread::spawn(move || receive(output, &sender));
        }
        Ok((worker, messages))
    }

    fn send(&mut self, job: &WorkerJob) -> io::Result<()> {
        let line = serde_json::to_string(job)? + "\n";
        self.input.as_mut().map_or(Ok(()), |input| input.write_all(line.as_bytes()))
    }

    fn ask_to_stop(&mut self) {
        self.input = None;
    }

    /// The result of a worker that was asked to stop; `None` if it takes too long.
    async fn last_words(
        &mut self,
        messages: &mut UnboundedReceiver<WorkerMessage>,
    ) -> Option<Result<Outcome, ImportFailure>> {
        let ended = async {
            loop {
                match messages.recv().await? {
                    WorkerMessage::Step(_) => {}
                    WorkerMessage::Ended(result) => return Some(*result),
                }
            }
        };
        let ended = timeout(STOP_WITHIN, ended).await;
        if ended.is_err() {
            tracing::warn!("the process of an import did not stop, so it is killed");
            // Fails only if it has just ended.
            let _ = self.process.kill();
        }
        ended.ok().flatten()
    }

    /// Waits until the process has ended.
    async fn end(mut self) -> io::Result<ExitStatus> {
        self.ask_to_stop();
        spawn_blocking(move || self.process.wait()).await.map_err(io::Error::other)?
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // Both fail if it has ended and was waited for.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Passes on what a worker sends, until it closes its output.
fn receive(output: ChildStdout, messages: &UnboundedSender<WorkerMessage>) {
    for line in BufReader::new(output).lines().map_while(Result::ok) {
        match serde_json::from_str(&line) {
            // Nobody may be left to receive it.
            Ok(message) => _ = messages.send(message),
            Err(error) => tracing::warn!(%error, "the process of an import sent a line that can't be read"),
        }
    }
}

/// The path of this program. On Linux, it leads to the running program even if its file was replaced by a newer release.
fn this_program() -> io::Result<std::path::PathBuf> {
    if cfg!(target_os = "linux") { Ok("/proc/self/exe".into()) } else { std::env::current_exe() }
}
