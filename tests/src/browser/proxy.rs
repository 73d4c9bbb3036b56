//! A forward proxy that notes what it is asked for and reaches nothing but this computer.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// A request that the browser made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Its method.
    pub method: String,
    /// The host that it was for, with the port.
    pub host: String,
    /// What of the host was asked for. Empty for an encrypted connection, which is refused.
    pub path: String,
    /// Its headers, as they were sent.
    pub headers: String,
    /// Bytes of the answer as they were sent, its head included.
    pub received: usize,
}

/// What Chromium asks for by itself, whatever page it shows: where it is told to send most of it, and where it looks
/// for dictionaries when a field with words in it gets the focus.
const ITSELF: [&str; 2] = ["chromium.invalid", "redirector.gvt1.com:443"];

/// A running proxy. It serves until the process ends.
pub(super) struct Proxy {
    port: u16,
    seen: Arc<Seen>,
}

#[derive(Default)]
struct Seen(Mutex<Vec<Request>>);

impl Proxy {
    pub(super) fn start() -> Proxy {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let port = listener.local_addr().expect("the address of the proxy").port();
        let seen = Arc::new(Seen::default());
        let noting = Arc::clone(&seen);
        std::thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                let seen = Arc::clone(&noting);
                // A connection that breaks is for the browser to tell.
                std::thread::spawn(move || serve(client, &seen));
            }
        });
        Proxy { port, seen }
    }

    pub(super) fn port(&self) -> u16 {
        self.port
    }

    /// What was asked for since it was last forgotten.
    pub(super) fn requests(&self) -> Vec<Request> {
        self.seen.lock().clone()
    }

    pub(super) fn forget(&self) {
        self.seen.lock().clear();
    }
}

impl Seen {
    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Request>> {
        self.0.lock().expect("no thread of the proxy panics")
    }
}

/// Serves one request: each is asked to be the last of its connection.
fn serve(client: TcpStream, seen: &Seen) -> io::Result<()> {
    let mut reader = BufReader::new(client.try_clone()?);
    let Some((request, length)) = read_head(&mut reader)? else { return Ok(()) };
    let host = loopback(&request.host);
    let head = format!("{} {} HTTP/1.1\r\n{}\r\n", request.method, request.path, request.headers);
    if !ITSELF.contains(&request.host.as_str()) {
        seen.lock().push(request.clone());
    }
    let Some(host) = host else {
        return (&client).write_all(b"HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n");
    };
    let mut server = TcpStream::connect(host)?;
    server.write_all(head.as_bytes())?;
    io::copy(&mut reader.take(length), &mut server)?;
    let mut answer = Vec::new();
    server.read_to_end(&mut answer)?;
    note_received(seen, &request, answer.len());
    (&client).write_all(&answer)?;
    client.shutdown(Shutdown::Both)
}

/// The head of a request, and how long its body is. `None` when the browser closes what it opened in advance.
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

/// The address, when it is of this computer and not encrypted.
fn loopback(host: &str) -> Option<SocketAddr> {
    host.parse().ok().filter(|address: &SocketAddr| address.ip().is_loopback())
}

fn note_received(seen: &Seen, request: &Request, received: usize) {
    let mut all = seen.lock();
    let same = all.iter_mut().rev().find(|known| *known == request);
    if let Some(known) = same {
        known.received = received;
    }
}
