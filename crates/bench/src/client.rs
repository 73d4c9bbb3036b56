//! A small HTTP client: one kept-alive connection, one request at a time.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};

/// A server to send requests to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Target {
    pub address: SocketAddr,
    /// How responses may be compressed: the value of `Accept-Encoding`, which is not sent if there is none.
    pub accepts: Option<&'static str>,
}

impl From<SocketAddr> for Target {
    fn from(address: SocketAddr) -> Target {
        Target { address, accepts: None }
    }
}

pub(crate) struct Client {
    stream: BufReader<TcpStream>,
    accepts: String,
    body: Vec<u8>,
}

impl Client {
    pub(crate) fn connect(target: impl Into<Target>) -> anyhow::Result<Client> {
        let Target { address, accepts } = target.into();
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        let accepts = accepts.map(|accepts| format!("Accept-Encoding: {accepts}\r\n")).unwrap_or_default();
        Ok(Client { stream: BufReader::with_capacity(64 << 10, stream), accepts, body: Vec::new() })
    }

    /// Requests a path. Returns the status and the body.
    pub(crate) fn get(&mut self, path: &str) -> anyhow::Result<(u16, &[u8])> {
        // One write, because the server would otherwise get the request in pieces.
        let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n{}\r\n", self.accepts);
        self.stream.get_mut().write_all(request.as_bytes())?;
        let mut line = String::new();
        self.stream.read_line(&mut line)?;
        let status = line
            .split(' ')
            .nth(1)
            .and_then(|status| status.parse().ok())
            .context("the response has no status")?;
        let mut length = 0;
        loop {
            line.clear();
            ensure!(self.stream.read_line(&mut line)? > 0, "the server closed the connection");
            if line == "\r\n" {
                break;
            }
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse()?;
            }
        }
        self.body.resize(length, 0);
        self.stream.read_exact(&mut self.body)?;
        Ok((status, &self.body))
    }
}

/// Latencies of requests over one connection, shortest first.
pub(crate) struct Latencies(Vec<Duration>);

impl Latencies {
    pub(crate) fn from_rounds(rounds: Vec<Vec<Duration>>) -> Latencies {
        let mut all = rounds.concat();
        all.sort();
        Latencies(all)
    }

    /// The latency at a quantile between 0 and 1, in microseconds: `quantile(0.5)` is the median.
    pub(crate) fn quantile(&self, quantile: f64) -> f64 {
        let at = ((self.0.len() as f64 * quantile) as usize).min(self.0.len().saturating_sub(1));
        self.0.get(at).map_or(f64::NAN, |latency| latency.as_secs_f64() * 1e6)
    }
}

/// Requests the paths in turn over one connection, again and again, for a number of seconds.
pub(crate) fn one_connection(
    target: impl Into<Target>,
    paths: &[String],
    seconds: f64,
) -> anyhow::Result<Vec<Duration>> {
    let mut client = Client::connect(target)?;
    let mut latencies = Vec::new();
    let end = Instant::now() + Duration::from_secs_f64(seconds);
    for path in paths.iter().cycle() {
        let sent = Instant::now();
        let (status, _) = client.get(path)?;
        latencies.push(sent.elapsed());
        ensure!(status == 200, "{path} returned {status}");
        if Instant::now() > end {
            break;
        }
    }
    Ok(latencies)
}

/// Requests per second over several connections at once.
pub(crate) fn throughput(
    target: Target,
    paths: &[String],
    connections: usize,
    seconds: f64,
) -> anyhow::Result<f64> {
    let started = Instant::now();
    let counts: Vec<anyhow::Result<usize>> = std::thread::scope(|scope| {
        let connection = |number: usize| {
            // Each connection starts at another path, so that they don't all request the same one at once.
            let (before, after) = paths.split_at(number * paths.len() / connections);
            let paths = [after, before].concat();
            scope.spawn(move || Ok(one_connection(target, &paths, seconds)?.len()))
        };
        let threads: Vec<_> = (0..connections).map(connection).collect();
        let joined = threads.into_iter().map(|thread| thread.join());
        joined
            .map(|count| count.unwrap_or_else(|_| anyhow::bail!("a connection's thread panicked")))
            .collect()
    });
    let took = started.elapsed().as_secs_f64();
    let total: usize = counts.into_iter().sum::<anyhow::Result<usize>>()?;
    Ok(total as f64 / took)
}
