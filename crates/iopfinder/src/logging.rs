//! The log on standard error. It contains nothing that people searched for, and nothing about who they are.

use std::io;
use std::panic::PanicHookInfo;

use tracing_subscriber::EnvFilter;

use crate::config::{Config, LogFormat, LogLevel};

/// The crates of this program. Other libraries log only warnings and errors, because some would log requests.
const OUR_CRATES: [&str; 7] = ["iopfinder", "api", "directory", "ingest", "places", "search", "store"];

/// Starts logging. A quiet command logs only warnings and errors by default. A panic is logged with its location only.
pub fn start(config: &Config, quiet: bool) {
    let level = config.log_level.unwrap_or(if quiet { LogLevel::Warn } else { LogLevel::Info });
    let filter = EnvFilter::new(directives(level));
    let subscriber = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr);
    // Fails only if logging was already started.
    let _ = match config.log_format {
        LogFormat::Text => subscriber.with_ansi(false).with_target(false).try_init(),
        LogFormat::Json => subscriber.json().try_init(),
    };
    std::panic::set_hook(Box::new(log_panic));
}

/// Logs where the panic happened, but not its message, which may quote what somebody typed.
fn log_panic(panic: &PanicHookInfo<'_>) {
    let location = panic.location().map(ToString::to_string).unwrap_or_default();
    let thread = std::thread::current();
    tracing::error!(%location, thread = thread.name(), "a bug in this program: please report this location");
}

fn directives(level: LogLevel) -> String {
    let libraries = level.min(LogLevel::Warn).name();
    // It logs an error for every request that is not valid HTTP, which would let anybody fill the log.
    let mut text = format!("{libraries},actix_http=off");
    for name in OUR_CRATES {
        text.push_str(&format!(",{name}={}", level.name()));
    }
    text
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;

    /// A writer that keeps what is written, to be read while a clone writes to it.
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
    fn a_panic_is_logged_with_its_location_and_without_its_message() {
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
        assert!(directives(LogLevel::Trace).starts_with("warn,actix_http=off,iopfinder=trace,"));
        assert!(directives(LogLevel::Off).starts_with("off,actix_http=off,iopfinder=off,"));
    }
}
