//! The log, on standard error. It holds nothing of what people search for, nor who they are.

use std::io;
use std::panic::PanicHookInfo;

use tracing_subscriber::EnvFilter;

use crate::config::{Config, LogFormat, LogLevel};

/// The crates of this program. Libraries only log what goes wrong: some log requests otherwise.
const OURS: [&str; 7] = ["iopfinder", "api", "directory", "ingest", "places", "search", "store"];

/// Begins logging. A quiet command logs only what goes wrong, unless it is told otherwise. Of a panic the log has the
/// place and no more.
pub fn start(config: &Config, quiet: bool) {
    let level = config.log_level.unwrap_or(if quiet { LogLevel::Warn } else { LogLevel::Info });
    let filter = EnvFilter::new(directives(level));
    let subscriber = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr);
    // Fails only when logging was begun before.
    let _ = match config.log_format {
        LogFormat::Text => subscriber.with_ansi(false).with_target(false).try_init(),
        LogFormat::Json => subscriber.json().try_init(),
    };
    std::panic::set_hook(Box::new(tell_of_panic));
}

/// The message of a panic may quote what somebody typed.
fn tell_of_panic(panic: &PanicHookInfo<'_>) {
    let place = panic.location().map(ToString::to_string).unwrap_or_default();
    let thread = std::thread::current();
    tracing::error!(%place, thread = thread.name(), "a fault of this program: please report this place");
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
    use std::sync::{Arc, Mutex};

    use super::*;

    /// Everything that is logged while something is done on this thread.
    #[derive(Clone, Default)]
    struct Written(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Written {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn of_a_panic_the_log_has_the_place_and_no_message() {
        let written = Written::default();
        let writer = written.clone();
        let subscriber = tracing_subscriber::fmt().with_writer(move || writer.clone()).finish();
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(tell_of_panic));
        let panicked = tracing::subscriber::with_default(subscriber, || {
            std::panic::catch_unwind(|| panic!("can't slice \"xqplacemark\""))
        });
        std::panic::set_hook(usual);
        assert!(panicked.is_err());
        let text = String::from_utf8(written.0.lock().unwrap().clone()).unwrap();
        assert!(text.contains("logging.rs:") && text.contains("a fault of this program"), "{text}");
        assert!(!text.contains("xqplacemark"), "{text}");
    }

    #[test]
    fn libraries_never_log_more_than_warnings() {
        assert!(directives(LogLevel::Trace).starts_with("warn,actix_http=off,iopfinder=trace,"));
        assert!(directives(LogLevel::Off).starts_with("off,actix_http=off,iopfinder=off,"));
    }
}
