//! Programs that a test needs.

use std::io::{self, Write};

/// Whether a program is on the path. If it is not, prints that the test was not run.
///
/// # Panics
/// When it is not there although the environment variable `CI` is set.
pub fn installed(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path).any(|folder| folder.join(program).is_file());
    if !found {
        report_missing(&format!("{program} is not installed"));
    }
    found
}

/// Prints that a test was skipped because something is not installed.
///
/// # Panics
/// When the environment variable `CI` is set, because then no test may be skipped.
pub(crate) fn report_missing(what: &str) {
    assert!(std::env::var_os("CI").is_none(), "{what}, and CI is set");
    // The test harness would hide the output of `eprintln!`.
    let _ = writeln!(io::stderr(), "{what}: a test that needs it was SKIPPED");
}
