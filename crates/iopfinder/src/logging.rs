//! The log on standard error. It contains nothing that people searched for, and nothing about who they are.

use std::io;
use std::panic::PanicHookInfo;

use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Registry, fmt, registry, reload};

use crate::config::{Config, LogFormat, LogLevel};

/// The crates of this program. Other libraries log only warnings and errors, because some would log requests.
const OUR_CRATES: [&str; 9] =
    ["iopfinder", "api", "directory", "ingest", "places", "search", "service", "store", "web"];

/// Changes how much is logged.
pub struct LogControl {
    filter: reload::Handle<Targets, Registry>,
    quiet: bool,
}

impl LogControl {
    /// Logs as much as the configuration says from now on.
    pub fn set(&self, config: &Config) {
        // Fails only if logging was already started by somebody else.
        let _ = self.filter.reload(filter(level(config, self.quiet)));
    }
}

/// Starts logging. A quiet command logs only warnings and errors by default. A panic is logged with its location only.
pub fn start(config: &Config, quiet: bool) -> LogControl {
    let (targets, handle) = reload::Layer::new(filter(level(config, quiet)));
    let subscriber = registry().with(targets);
    let layer = fmt::layer().with_writer(io::stderr);
    // Fails only if logging was already started.
    let _ = match config.log_format {
        LogFormat::Text => subscriber.with(layer.with_ansi(false).with_target(false)).try_init(),
        LogFormat::Json => subscriber.with(layer.json()).try_init(),
    };
    std::panic::set_hook(Box::new(log_panic));
    LogControl { filter: handle, quiet }
}

fn level(config: &Config, quiet: bool) -> LogLevel {
    config.log_level.unwrap_or(if quiet { LogLevel::Warn } else { LogLevel::Info })
}

/// Logs where the panic happened, but not its message, which may quote what somebody typed.
fn log_panic(panic: &PanicHookInfo<'_>) {
    let location = panic.location().map(ToString::to_string).unwrap_or_default();
    let thread = std::thread::current();
    tracing::error!(%location, thread = thread.name(), "a bug in this program: please report this location");
}

fn filter(level: LogLevel) -> Targets {
    Targets::new()
        .with_default(LevelFilter::from(level.min(LogLevel::Warn)))
        // This crate logs an error for every request that is not valid HTTP, which would let anybody fill the log.
        .with_target("actix_http", LevelFilter::OFF)
        .with_targets(OUR_CRATES.map(|name| (name, level)))
}

impl From<LogLevel> for LevelFilter {
    fn from(level: LogLevel) -> Self {
        match level {
            LogLevel::Off => LevelFilter::OFF,
            LogLevel::Error => LevelFilter::ERROR,
            LogLevel::Warn => LevelFilter::WARN,
            LogLevel::Info => LevelFilter::INFO,
            LogLevel::Debug => LevelFilter::DEBUG,
            LogLevel::Trace => LevelFilter::TRACE,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use tracing::Level;

    use super::*;

    /// A writer whose clones share what is written, so that a test can read it.
    #[derive(Clone, Default)]
    struct SharedBuffer(Arc<Mutex<Vec<u8>>>);

    impl io::Write for SharedBuffer {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn panics_are_logged_without_their_message() {
        let written = SharedBuffer::default();
        let writer = written.clone();
        let subscriber = tracing_subscriber::fmt().with_writer(move || writer.clone()).finish();
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(log_panic));
        let panicked = tracing::subscriber::with_default(subscriber, || {
            std::panic::catch_unwind(|| panic!("can't slice \"xqplacemark\""))
        });
        std::panic::set_hook(usual);
        assert!(panicked.is_err());
        let text = String::from_utf8(written.0.lock().unwrap().clone()).unwrap();
        assert!(text.contains("logging.rs:") && text.contains("a bug in this program"), "{text}");
        assert!(!text.contains("xqplacemark"), "{text}");
    }

    #[test]
    fn libraries_never_log_more_than_warnings() {
        let logs = |set, target, level: Level| filter(set).would_enable(target, &level);
        assert!(logs(LogLevel::Trace, "iopfinder::commands", Level::TRACE));
        assert!(
            logs(LogLevel::Trace, "tantivy", Level::WARN) && !logs(LogLevel::Trace, "tantivy", Level::INFO)
        );
        assert!(!logs(LogLevel::Trace, "actix_http::h1", Level::ERROR));
        assert!(
            !logs(LogLevel::Off, "iopfinder", Level::ERROR) && !logs(LogLevel::Off, "tantivy", Level::ERROR)
        );
    }
}
