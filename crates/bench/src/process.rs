//! Runs the programs that are measured, each as a process of its own.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};

use crate::client::Client;

/// A running server, killed when it is dropped.
pub(crate) struct ServerProcess {
    child: Child,
    pub address: SocketAddr,
    /// Time from the start of the process until it was ready.
    pub ready_after: Duration,
}

impl ServerProcess {
    /// Starts a server that prints its address, and waits until it answers the path `ready` with 200.
    pub(crate) fn start(program: &Path, arguments: &[&str], ready: &str) -> anyhow::Result<ServerProcess> {
        let started = Instant::now();
        let mut child =
            Command::new(program).args(arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let stdout = child.stdout.take().context("the server has no standard output")?;
        // Built before anything can fail, so that the child is killed whatever happens.
        let mut server =
            ServerProcess { child, address: ([127, 0, 0, 1], 0).into(), ready_after: Duration::ZERO };
        let address = BufReader::new(stdout)
            .lines()
            .find_map(|line| line.ok()?.split_once("http://").map(|(_, address)| address.to_owned()))
            .context("the server did not print its address")?;
        server.address = address.trim().trim_end_matches('/').parse()?;
        let deadline = started + Duration::from_secs(120);
        while !is_ready(server.address, ready) {
            ensure!(Instant::now() < deadline, "the server was not ready within two minutes");
            std::thread::sleep(Duration::from_millis(1));
        }
        server.ready_after = started.elapsed();
        Ok(server)
    }

    /// The anonymous memory it holds, in bytes; `None` where there is no `/proc`.
    pub(crate) fn anonymous_bytes(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"))?;
        Some(line.split_whitespace().next()?.parse::<u64>().ok()? * 1024)
    }
}

impl Drop for ServerProcess {
    fn drop(&mut self) {
        // Both fail harmlessly when the process has already ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn is_ready(address: SocketAddr, path: &str) -> bool {
    Client::connect(address).is_ok_and(|mut client| matches!(client.get(path), Ok((200, _))))
}

/// Runs a program to its end and returns how long it took.
pub(crate) fn run(program: &Path, arguments: &[&str]) -> anyhow::Result<Duration> {
    let started = Instant::now();
    let output = Command::new(program).args(arguments).output()?;
    let errors = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{} {}: {errors}", program.display(), arguments.join(" "));
    Ok(started.elapsed())
}
