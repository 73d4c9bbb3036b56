//! The log, on standard error. It holds nothing of what people search for, nor who they are.

use std::io;

use tracing_subscriber::EnvFilter;

use crate::config::{Config, LogFormat, LogLevel};

/// The crates of this program. Libraries only log what goes wrong: some log requests otherwise.
const OURS: [&str; 7] = ["iopfinder", "api", "directory", "ingest", "places", "search", "store"];

/// Begins logging. A quiet command logs only what goes wrong, unless it is told otherwise.
pub fn start(config: &Config, quiet: bool) {
    let level = config.log_level.unwrap_or(if quiet { LogLevel::Warn } else { LogLevel::Info });
    let filter = EnvFilter::new(directives(level));
    let subscriber = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr);
    // Fails only when logging was begun before.
    let _ = match config.log_format {
        LogFormat::Text => subscriber.with_ansi(false).with_target(false).try_init(),
        LogFormat::Json => subscriber.json().try_init(),
    };
}

fn directives(level: LogLevel) -> String {
    let libraries = level.min(LogLevel::Warn).name();
    // It tells of what is no HTTP as of an error of ours, so that anybody could fill the log.
    let mut text = format!("{libraries},actix_http=off");
    for name in OURS {
        text.push_str(&format!(",{name}={}", level.name()));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn libraries_never_log_more_than_warnings() {
        assert!(directives(LogLevel::Trace).starts_with("warn,actix_http=off,iopfinder=trace,"));
        assert!(directives(LogLevel::Off).starts_with("off,actix_http=off,iopfinder=off,"));
    }
}
