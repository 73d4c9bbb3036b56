//! Metrics for Prometheus. Requests are counted by the pattern of their route and by status, and by nothing else.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Upper bounds of the histogram of durations, in seconds.
const BUCKETS: [f64; 9] = [0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.025, 0.1, 1.0];

/// What is turned away so that the service can go on.
#[derive(Debug, Clone, Copy)]
pub enum TurnedAway {
    /// A new connection, because all others are being answered.
    RefusedConnection,
    /// A connection whose client was too slow, or that waited longest when a new one needed room.
    DroppedConnection,
    /// A request, because too many were in progress.
    ShedRequest,
}

impl TurnedAway {
    const ALL: [TurnedAway; 3] =
        [TurnedAway::RefusedConnection, TurnedAway::DroppedConnection, TurnedAway::ShedRequest];

    /// The name of the metric, and what it counts.
    fn described(self) -> [&'static str; 2] {
        match self {
            TurnedAway::RefusedConnection => {
                ["iopfinder_connections_refused_total", "Connections refused because there was no room."]
            }
            TurnedAway::DroppedConnection => [
                "iopfinder_connections_dropped_total",
                "Connections closed because their clients were too slow, or idle while others needed room.",
            ],
            TurnedAway::ShedRequest => {
                ["iopfinder_requests_shed_total", "Requests refused because too many were in progress."]
            }
        }
    }
}

/// The requests of one route.
#[derive(Default)]
struct RouteFigures {
    by_status: BTreeMap<u16, u64>,
    buckets: [u64; BUCKETS.len()],
    count: u64,
    seconds: f64,
}

/// The requests since the start of the process.
#[derive(Default)]
pub struct Metrics {
    routes: Mutex<BTreeMap<String, RouteFigures>>,
    turned_away: [AtomicU64; TurnedAway::ALL.len()],
}

impl Metrics {
    /// Counts something that is turned away.
    pub fn count(&self, what: TurnedAway) {
        self.turned_away[what as usize].fetch_add(1, Ordering::Relaxed);
    }

    /// Counts one response. `pattern` is the pattern of its route, never the path itself.
    pub fn record(&self, pattern: &str, status: u16, took: Duration) {
        // At worst, a panic while counting leaves one request uncounted.
        let mut routes = self.routes.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if !routes.contains_key(pattern) {
            routes.insert(pattern.to_owned(), RouteFigures::default());
        }
        let Some(route) = routes.get_mut(pattern) else { return };
        let seconds = took.as_secs_f64();
        *route.by_status.entry(status).or_default() += 1;
        for (bucket, bound) in route.buckets.iter_mut().zip(BUCKETS) {
            *bucket += u64::from(seconds <= bound);
        }
        route.count += 1;
        route.seconds += seconds;
    }

    /// The figures in Prometheus's text format.
    pub(crate) fn text(&self, gauges: &[(&str, &str, f64)], counters: &[(&str, &str, u64)]) -> String {
        let mut out = String::new();
        for (name, help, value) in gauges {
            let _ = writeln!(out, "# HELP {name} {help}\n# TYPE {name} gauge\n{name} {value}");
        }
        let turned_away = TurnedAway::ALL.map(|what| {
            let [name, help] = what.described();
            (name, help, self.turned_away[what as usize].load(Ordering::Relaxed))
        });
        for (name, help, value) in counters.iter().chain(&turned_away) {
            let _ = writeln!(out, "# HELP {name} {help}\n# TYPE {name} counter\n{name} {value}");
        }
        let routes = self.routes.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        out.push_str("# HELP iopfinder_requests_total Requests by route and status.\n");
        out.push_str("# TYPE iopfinder_requests_total counter\n");
        for (pattern, route) in routes.iter() {
            for (status, count) in &route.by_status {
                let _ = writeln!(
                    out,
                    "iopfinder_requests_total{{route=\"{pattern}\",status=\"{status}\"}} {count}"
                );
            }
        }
        out.push_str("# HELP iopfinder_request_seconds Time to answer, by route.\n");
        out.push_str("# TYPE iopfinder_request_seconds histogram\n");
        for (pattern, route) in routes.iter() {
            for (bound, count) in BUCKETS.iter().zip(route.buckets) {
                let _ = writeln!(
                    out,
                    "iopfinder_request_seconds_bucket{{route=\"{pattern}\",le=\"{bound}\"}} {count}"
                );
            }
            let (count, seconds) = (route.count, route.seconds);
            let _ =
                writeln!(out, "iopfinder_request_seconds_bucket{{route=\"{pattern}\",le=\"+Inf\"}} {count}");
            let _ = writeln!(out, "iopfinder_request_seconds_sum{{route=\"{pattern}\"}} {seconds}");
            let _ = writeln!(out, "iopfinder_request_seconds_count{{route=\"{pattern}\"}} {count}");
        }
        out
    }
}
