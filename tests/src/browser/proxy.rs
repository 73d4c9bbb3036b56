//! A forward proxy that records every request and reaches only this computer.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// A request that the browser made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The method.
    pub method: String,
    /// The host, and the port if the URL has one or the connection is encrypted.
    pub host: String,
    /// The path; empty for an encrypted connection, which is refused.
    pub path: String,
    /// The headers as sent.
    pub headers: String,
    /// The size of the response in bytes, including its head.
    pub received: usize,
}

/// Hosts that Chromium contacts by itself: the one in its flags, and one that it asks for spelling dictionaries when a text
/// field gets the focus.
const OWN_HOSTS: [&str; 2] = ["chromium.invalid", "redirector.gvt1.com:443"];

/// A proxy that runs until the process ends.
pub(super) struct Proxy {
    port: u16,
    recorded: Arc<Recorded>,
}

#[derive(Default)]
struct Recorded(Mutex<Vec<Request>>);

impl Proxy {
    pub(super) fn start() -> Proxy {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let port = listener.local_addr().expect("the address of the proxy").port();
        let recorded = Arc::new(Recorded::default());
        let recording = Arc::clone(&recorded);
        std::thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                let recorded = Arc::clone(&recording);
                // If the connection breaks, the browser reports it.
                std::thread::spawn(move || serve(client, &recorded));
            }
        });
        Proxy { port, recorded }
    }

    pub(super) fn port(&self) -> u16 {
        self.port
    }

    /// The requests since [`Proxy::forget`] was last called.
    pub(super) fn requests(&self) -> Vec<Request> {
        self.recorded.lock().clone()
    }

    pub(super) fn forget(&self) {
        self.recorded.lock().clear();
    }
}

impl Recorded {
    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Request>> {
        self.0.lock().expect("no thread of the proxy panics")
    }
}

/// Serves one request. With `connection: close`, it is the last of its connection.
fn serve(client: TcpStream, recorded: &Recorded) -> io::Result<()> {
    let mut reader = BufReader::new(client.try_clone()?);
    let Some((request, length)) = read_head(&mut reader)? else { return Ok(()) };
    let host = loopback(&request.host);
    let head = format!("{} {} HTTP/1.1\r\n{}\r\n", request.method, request.path, request.headers);
    if !OWN_HOSTS.contains(&request.host.as_str()) {
        recorded.lock().push(request.clone());
    }
    let Some(host) = host else {
        return (&client).write_all(b"HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n");
    };
    let mut server = TcpStream::connect(host)?;
    server.write_all(head.as_bytes())?;
    io::copy(&mut reader.take(length), &mut server)?;
    let mut response = Vec::new();
    server.read_to_end(&mut response)?;
    record_size(recorded, &request, response.len());
    (&client).write_all(&response)?;
    client.shutdown(Shutdown::Both)
}

/// Reads the head of a request, and the length of its body. Returns `None` if the browser closes an unused connection.
fn read_head(reader: &mut impl BufRead) -> io::Result<Option<(Request, u64)>> {
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let mut words = line.split_whitespace();
    let (Some(method), Some(target)) = (words.next(), words.next()) else { return Ok(None) };
    let (host, path) = match target.strip_prefix("http://") {
        Some(rest) => rest.split_at(rest.find('/').unwrap_or(rest.len())),
        None => (target, ""),
    };
    let (mut headers, mut length) = (String::from("connection: close\r\n"), 0);
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let Some((name, value)) = line.split_once(':') else { break };
        match name.to_ascii_lowercase().as_str() {
            "connection" | "proxy-connection" => continue,
            "content-length" => length = value.trim().parse().unwrap_or(0),
            _ => {}
        }
        headers.push_str(&line);
    }
    let (method, host, path) = (method.to_owned(), host.to_owned(), path.to_owned());
    Ok(Some((Request { method, host, path, headers, received: 0 }, length)))
}

/// The address of the host, if it is on this computer.
fn loopback(host: &str) -> Option<SocketAddr> {
    host.parse().ok().filter(|address: &SocketAddr| address.ip().is_loopback())
}

fn record_size(recorded: &Recorded, request: &Request, received: usize) {
    let mut all = recorded.lock();
    let same = all.iter_mut().rev().find(|known| *known == request);
    if let Some(known) = same {
        known.received = received;
    }
}
