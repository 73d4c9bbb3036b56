//! Thousands of connections that do nothing, or as little as they can.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Barrier;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::fleet::Fleet;
use crate::measure::{is_bearable, p99};
use crate::round::Round;
use crate::slot::Slot;
use crate::table::Ending;

/// How many connections are opened.
const CONNECTIONS: usize = 10_000;

/// How many of those that read nothing: the operating system keeps what they don't read.
const READING: usize = 2_000;

/// How often the others' time is measured while they are open.
const MEASURED: usize = 5;

/// Within this time, a server must have closed every connection whose request does not end: 10 seconds, and some time for a
/// busy computer.
const CLOSED_WITHIN: Duration = Duration::from_secs(30);

/// Opens slow connections to a server while other clients measure how fast it answers them.
pub fn inflict(round: &mut Round) -> Ending {
    let fleet = Fleet::on_sqlite();
    let slot = &fleet.slots[0];
    // The first searches are slower.
    slot.with(p99);
    let at_rest = slot.with(p99);
    for kind in [Slowness::Idle, Slowness::Head, Slowness::Body] {
        attack(round, slot, at_rest, kind, CONNECTIONS);
    }
    attack(round, slot, at_rest, Slowness::Reading, READING);
    fleet.import_and_see(0);
    fleet.compare_with_fresh();
    Ending::Held
}

/// What a slow connection does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slowness {
    /// Nothing.
    Idle,
    /// It sends the head of a request, a byte a second.
    Head,
    /// It sends the body of a request, a byte a second.
    Body,
    /// It asks for much and reads nothing.
    Reading,
}

fn attack(round: &mut Round, slot: &Slot, at_rest: Duration, kind: Slowness, count: usize) {
    let url = slot.visit().expect("a running server").url;
    let address = url.trim_start_matches("http://");
    let (is_open, is_measured) = (Barrier::new(2), AtomicBool::new(false));
    let (during, open) = thread::scope(|scope| {
        let attacker = scope.spawn(|| {
            let open = connect(address, kind, count);
            is_open.wait();
            hold(open, kind, &is_measured)
        });
        is_open.wait();
        let during = (0..MEASURED).map(|_| slot.with(p99)).max().unwrap_or_default();
        is_measured.store(true, Ordering::Relaxed);
        (during, attacker.join().expect("the attacker does not panic"))
    });
    round.did(&format!("slow connections: {kind:?}"), count as u64);
    round.measured.push(format!("{kind:?}: others wait {during:.1?} (p99), and {at_rest:.1?} at rest"));
    assert!(is_bearable(during, at_rest), "{kind:?}: p99 is {during:?}, and {at_rest:?} at rest");
    assert!(kind == Slowness::Idle || open == 0, "{open} of {count} connections ({kind:?}) are still open");
    // A new connection is welcome.
    slot.with(|server| server.get("/v1/search?near=78702&level=any").expect(200));
}

/// Opens connections. A server may refuse some.
fn connect(address: &str, kind: Slowness, count: usize) -> Vec<TcpStream> {
    let connect = |_| {
        let mut stream = TcpStream::connect(address).ok()?;
        stream.write_all(&kind.beginning()).ok()?;
        stream.set_nonblocking(true).ok()?;
        Some(stream)
    };
    (0..count).filter_map(connect).collect()
}

/// Keeps connections busy with as little as possible, for as long as a server may let them. Returns how many are still open.
fn hold(mut open: Vec<TcpStream>, kind: Slowness, is_measured: &AtomicBool) -> usize {
    let begun = Instant::now();
    let is_enough = || match kind {
        Slowness::Idle => is_measured.load(Ordering::Relaxed),
        _ => begun.elapsed() > CLOSED_WITHIN,
    };
    while !open.is_empty() && !is_enough() {
        open.retain_mut(|stream| kind.continues(stream));
        thread::sleep(Duration::from_secs(1));
    }
    open.len()
}

impl Slowness {
    /// What is sent at once.
    fn beginning(self) -> Vec<u8> {
        match self {
            Slowness::Idle => Vec::new(),
            Slowness::Head => b"GET / HTTP/1.1\r\n".to_vec(),
            Slowness::Body => {
                let form = "content-type: application/x-www-form-urlencoded\r\ncontent-length: 1000";
                format!("POST /en/search HTTP/1.1\r\nhost: x\r\n{form}\r\n\r\n").into_bytes()
            }
            Slowness::Reading => b"GET /openapi.json HTTP/1.1\r\nhost: x\r\n\r\n".repeat(40),
        }
    }

    /// Sends the next byte, and says whether the server has left the connection open.
    fn continues(self, stream: &mut TcpStream) -> bool {
        match self {
            // What arrives stays unread, so only an error shows that the server has closed the connection.
            Slowness::Reading => stream.take_error().is_ok_and(|error| error.is_none()) && !is_reset(stream),
            Slowness::Idle => !has_ended(stream),
            Slowness::Head | Slowness::Body => stream.write_all(b"a").is_ok() && !has_ended(stream),
        }
    }
}

/// Whether the server has closed a connection. What it sent before is read.
fn has_ended(stream: &mut TcpStream) -> bool {
    match stream.read(&mut [0; 1024]) {
        Ok(0) => true,
        Ok(_) => false,
        Err(error) => error.kind() != std::io::ErrorKind::WouldBlock,
    }
}

/// Whether the server has reset a connection.
fn is_reset(stream: &mut TcpStream) -> bool {
    matches!(stream.write(b"\r\n"), Err(error) if error.kind() != std::io::ErrorKind::WouldBlock)
}
