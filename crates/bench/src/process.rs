//! The program under measurement, as processes of its own.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};

use crate::client::Client;

/// A server that is stopped when it is dropped.
pub(crate) struct Served {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
    /// From its start until it answered a search.
    pub ready_after: Duration,
}

impl Served {
    /// Starts a server and waits until `ready` is answered.
    pub(crate) fn start(program: &Path, arguments: &[&str], ready: &str) -> anyhow::Result<Served> {
        let started = Instant::now();
        let mut child =
            Command::new(program).args(arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let stdout = child.stdout.take().context("its standard output")?;
        let mut served =
            Served { child, address: SocketAddr::from(([127, 0, 0, 1], 0)), ready_after: Duration::ZERO };
        let said = BufReader::new(stdout)
            .lines()
            .find_map(|line| line.ok()?.split_once("http://").map(|(_, at)| at.to_owned()));
        let address = said.context("the server did not say where it listens")?;
        served.address = address.trim().trim_end_matches('/').parse()?;
        let end = started + Duration::from_secs(120);
        while !matches!(Client::connect(served.address).and_then(|mut c| Ok(c.get(ready)?.0)), Ok(200)) {
            ensure!(Instant::now() < end, "the server was not ready in time");
            std::thread::sleep(Duration::from_millis(1));
        }
        served.ready_after = started.elapsed();
        Ok(served)
    }

    /// Anonymous memory it holds, in bytes; where the system tells.
    pub(crate) fn anonymous_bytes(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"))?;
        Some(line.split_whitespace().next()?.parse::<u64>().ok()? * 1024)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Runs the program to its end. Gives what it took.
pub(crate) fn run(program: &Path, arguments: &[&str]) -> anyhow::Result<Duration> {
    let started = Instant::now();
    let output = Command::new(program).args(arguments).output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{} {}: {said}", program.display(), arguments.join(" "));
    Ok(started.elapsed())
}
