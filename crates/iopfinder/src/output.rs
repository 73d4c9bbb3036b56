//! Printing. If the reader of standard output goes away, as in `iopfinder search | head`, that is not an error.

use std::borrow::Cow;
use std::fmt::Display;
use std::io::{self, ErrorKind, Write};

use serde::Serialize;

/// Prints results.
pub struct Output<W = io::Stdout> {
    inner: W,
    /// Whether the reader went away.
    closed: bool,
}

impl Output {
    /// Prints to standard output.
    pub fn stdout() -> Output {
        Output::new(io::stdout())
    }
}

impl<W: Write> Output<W> {
    /// Prints to a writer.
    pub fn new(inner: W) -> Output<W> {
        Output { inner, closed: false }
    }

    /// Prints a text and a line break.
    pub fn line(&mut self, text: impl Display) -> io::Result<()> {
        self.write(&format!("{text}\n"))
    }

    /// Prints a text that has its own line breaks.
    pub fn text(&mut self, text: impl Display) -> io::Result<()> {
        self.write(&text.to_string())
    }

    /// Prints a value as indented JSON.
    pub fn json(&mut self, value: &impl Serialize) -> io::Result<()> {
        let text = serde_json::to_string_pretty(value).map_err(io::Error::other)?;
        self.line(text)
    }

    /// Prints a value as JSON or as text.
    pub fn json_or_text(&mut self, json: bool, value: &impl Serialize, text: impl Display) -> io::Result<()> {
        if json { self.json(value) } else { self.text(text) }
    }

    fn write(&mut self, text: &str) -> io::Result<()> {
        if self.closed {
            return Ok(());
        }
        match self.inner.write_all(printable(text).as_bytes()).and_then(|()| self.inner.flush()) {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(())
            }
            written => written,
        }
    }
}

/// Prints a message for a person to standard error.
pub fn print_message(text: &str) {
    // There is nowhere left to report an error to.
    let _ = writeln!(io::stderr(), "{}", printable(text));
}

/// The text with its control characters replaced, since names of files and cells of tables may contain escape codes.
fn printable(text: &str) -> Cow<'_, str> {
    let is_unsafe = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    if text.contains(is_unsafe) { text.replace(is_unsafe, "\u{fffd}").into() } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct FailingWriter(ErrorKind);

    impl Write for FailingWriter {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn control_characters_are_not_printed() -> io::Result<()> {
        let mut printed = Vec::new();
        Output::new(&mut printed).line("esc\u{1b}[31m.csv\tok")?;
        assert_eq!(String::from_utf8_lossy(&printed), "esc\u{fffd}[31m.csv\tok\n");
        Ok(())
    }

    #[test]
    fn a_full_disk_is_an_error_but_a_broken_pipe_is_not() {
        let mut gone = Output::new(FailingWriter(ErrorKind::BrokenPipe));
        assert!(gone.line("a").is_ok() && gone.json(&1).is_ok());
        assert!(Output::new(FailingWriter(ErrorKind::StorageFull)).line("a").is_err());
    }
}
