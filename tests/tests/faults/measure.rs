//! Measurements of a server: its memory, and how long it takes to answer.

use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use tests::Server;

/// The memory that a server uses (its resident set), in megabytes.
pub fn memory(server: &Server) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.id())).expect("a running process");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("a resident set");
    line.trim().trim_end_matches(" kB").parse::<u64>().expect("a number") / 1024
}

/// How many clients measure, and how many requests each of them sends.
const CLIENTS: usize = 4;
const REQUESTS: usize = 100;

/// The time in which 99 of 100 searches are answered, all of which must succeed.
pub fn p99(server: &Server) -> Duration {
    let times = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..CLIENTS {
            scope.spawn(|| {
                for _ in 0..REQUESTS {
                    let begun = Instant::now();
                    server.get("/v1/search?near=78702&level=any").expect(200);
                    times.lock().unwrap().push(begun.elapsed());
                }
            });
        }
    });
    let mut times = times.into_inner().unwrap();
    times.sort_unstable();
    times[times.len() * 99 / 100]
}

/// Whether an answer that took `usual` at rest may take `now` under attack: five times as long, or a time that nobody
/// notices and that a busy computer may take anyway.
pub fn is_bearable(now: Duration, usual: Duration) -> bool {
    const UNNOTICED: Duration = Duration::from_millis(100);
    now <= (5 * usual).max(UNNOTICED)
}
