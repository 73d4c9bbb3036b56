//! A small HTTP client: one kept connection, one request after the other.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};

/// A kept connection.
pub(crate) struct Client {
    stream: BufReader<TcpStream>,
    body: Vec<u8>,
}

impl Client {
    pub(crate) fn connect(to: SocketAddr) -> anyhow::Result<Client> {
        let stream = TcpStream::connect(to)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        Ok(Client { stream: BufReader::with_capacity(64 << 10, stream), body: Vec::new() })
    }

    /// Asks for a path. Gives the status and the body.
    pub(crate) fn get(&mut self, path: &str) -> anyhow::Result<(u16, &[u8])> {
        write!(self.stream.get_mut(), "GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n")?;
        let mut line = String::new();
        self.stream.read_line(&mut line)?;
        let status = line
            .split(' ')
            .nth(1)
            .and_then(|status| status.parse().ok())
            .context("an answer without a status")?;
        let mut length = 0;
        loop {
            line.clear();
            ensure!(self.stream.read_line(&mut line)? > 0, "the connection was closed");
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

/// Latencies of one connection, sorted.
pub(crate) struct Latencies(Vec<Duration>);

impl Latencies {
    /// Those of several rounds together.
    pub(crate) fn of(rounds: Vec<Vec<Duration>>) -> Latencies {
        let mut all: Vec<Duration> = rounds.into_iter().flatten().collect();
        all.sort();
        Latencies(all)
    }

    /// So much of them is not slower, in microseconds.
    pub(crate) fn micros(&self, share: f64) -> f64 {
        let at = ((self.0.len() as f64 * share) as usize).min(self.0.len().saturating_sub(1));
        self.0.get(at).map_or(f64::NAN, |latency| latency.as_secs_f64() * 1e6)
    }
}

/// Asks for paths in turn over one connection for so many seconds.
pub(crate) fn one_connection(
    to: SocketAddr,
    paths: &[String],
    seconds: f64,
) -> anyhow::Result<Vec<Duration>> {
    let mut client = Client::connect(to)?;
    let mut latencies = Vec::new();
    let end = Instant::now() + Duration::from_secs_f64(seconds);
    for path in paths.iter().cycle() {
        let asked = Instant::now();
        let (status, _) = client.get(path)?;
        latencies.push(asked.elapsed());
        ensure!(status == 200, "{path} was answered with {status}");
        if Instant::now() > end {
            break;
        }
    }
    Ok(latencies)
}

/// Requests a second over several connections.
pub(crate) fn throughput(
    to: SocketAddr,
    paths: &[String],
    connections: usize,
    seconds: f64,
) -> anyhow::Result<f64> {
    let started = Instant::now();
    let counts: Vec<anyhow::Result<usize>> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..connections)
            .map(|number| {
                // Each begins elsewhere, so that they do not all ask the same at once.
                let shifted = [
                    &paths[number * paths.len() / connections..],
                    &paths[..number * paths.len() / connections],
                ];
                scope.spawn(move || {
                    one_connection(to, &shifted.concat(), seconds).map(|latencies| latencies.len())
                })
            })
            .collect();
        let joined = threads.into_iter().map(|thread| thread.join());
        joined.map(|count| count.unwrap_or_else(|_| anyhow::bail!("a connection's thread failed"))).collect()
    });
    let took = started.elapsed().as_secs_f64();
    let total: usize = counts.into_iter().collect::<anyhow::Result<Vec<usize>>>()?.into_iter().sum();
    Ok(total as f64 / took)
}
