//! One fault being inflicted: its settings, its randomness, and what it has done so far.

use std::fmt;
use std::sync::Arc;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use rand::SeedableRng;
use rand::rngs::StdRng;

use crate::witness::Witness;

/// What the environment says about all faults.
pub struct Settings {
    seed: u64,
    is_quick: bool,
    soak_seconds: u64,
}

/// A fault being inflicted.
pub struct Round {
    /// Decides what happens when.
    pub random: StdRng,
    /// What clients have seen.
    pub witness: Arc<Witness>,
    /// What was done, and how often.
    pub done: Vec<(String, u64)>,
    /// What was measured.
    pub measured: Vec<String>,
    /// When it began.
    pub begun: Instant,
    is_quick: bool,
    /// How long the soak takes, in seconds.
    pub soak_seconds: u64,
}

impl Settings {
    /// Reads the environment.
    ///
    /// # Panics
    /// When a variable is not a number.
    pub fn from_environment() -> Settings {
        let is_quick = std::env::var("IOPFINDER_FAULTS").is_ok_and(|kind| kind == "quick");
        Settings {
            seed: number("IOPFINDER_FAULT_SEED").unwrap_or_else(from_the_clock),
            is_quick,
            soak_seconds: number("IOPFINDER_SOAK_SECONDS").unwrap_or(if is_quick { 60 } else { 3600 }),
        }
    }
}

impl fmt::Display for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = if self.is_quick { "quick" } else { "full" };
        write!(f, "{kind} run, IOPFINDER_FAULT_SEED={}, soak of {} s", self.seed, self.soak_seconds)
    }
}

fn number(variable: &str) -> Option<u64> {
    let text = std::env::var(variable).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{variable} is not a number: {text:?}")))
}

fn from_the_clock() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

impl Round {
    /// A round that has done nothing yet. Each fault has randomness of its own, so that it does the same when it is run
    /// alone.
    pub fn new(settings: &Settings, fault: &str) -> Round {
        let own = fault.bytes().fold(settings.seed, |seed, byte| seed.wrapping_mul(31) ^ u64::from(byte));
        Round {
            random: StdRng::seed_from_u64(own),
            witness: Arc::default(),
            done: Vec::new(),
            measured: Vec::new(),
            begun: Instant::now(),
            is_quick: settings.is_quick,
            soak_seconds: settings.soak_seconds,
        }
    }

    /// One of two numbers: for a full run and for a quick one.
    pub fn pick<T>(&self, full: T, quick: T) -> T {
        if self.is_quick { quick } else { full }
    }

    /// Counts that something was done.
    pub fn did(&mut self, what: &str, times: u64) {
        match self.done.iter_mut().find(|(known, _)| known == what) {
            Some((_, count)) => *count += times,
            None => self.done.push((what.to_owned(), times)),
        }
    }
}
