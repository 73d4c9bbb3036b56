//! Who holds the lock on imports.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Who runs an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The computer.
    pub host: String,
    /// The process.
    pub pid: u32,
    /// When it took the lock.
    pub since: Timestamp,
}

impl Holder {
    /// This process, which took the lock at `since`.
    pub(crate) fn here(since: Timestamp) -> Holder {
        Holder { host: host_name(), pid: std::process::id(), since }
    }
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "by process {} on {} since {}", self.pid, self.host, self.since)
    }
}

/// The name of this computer, as the records of imports give it.
pub fn host_name() -> String {
    let kernel = std::fs::read_to_string("/proc/sys/kernel/hostname").ok();
    let name = kernel.or_else(|| std::env::var("HOSTNAME").ok()).unwrap_or_default();
    match name.trim() {
        "" => "an unnamed computer".to_owned(),
        name => name.to_owned(),
    }
}
