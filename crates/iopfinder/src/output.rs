//! What is printed. Nobody listening any more is no failure.

use std::borrow::Cow;
use std::fmt::Display;
use std::io::{self, ErrorKind, Write};

use serde::Serialize;

/// Where results are printed.
pub struct Output<W = io::Stdout> {
    inner: W,
    /// Whoever was listening is gone.
    closed: bool,
}

impl Output {
    /// Standard output.
    pub fn stdout() -> Output {
        Output::new(io::stdout())
    }
}

impl<W: Write> Output<W> {
    /// Prints into a writer.
    pub fn new(inner: W) -> Output<W> {
        Output { inner, closed: false }
    }

    /// Prints a text and ends the line.
    ///
    /// # Errors
    /// When it can't be written, for another reason than that nobody listens.
    pub fn line(&mut self, text: impl Display) -> io::Result<()> {
        self.write(&format!("{text}\n"))
    }

    /// Prints a text that ends its lines itself.
    ///
    /// # Errors
    /// As for [`Output::line`].
    pub fn text(&mut self, text: impl Display) -> io::Result<()> {
        self.write(&text.to_string())
    }

    /// Prints a value as JSON that people can read too.
    ///
    /// # Errors
    /// As for [`Output::line`].
    pub fn json(&mut self, value: &impl Serialize) -> io::Result<()> {
        let text = serde_json::to_string_pretty(value).map_err(io::Error::other)?;
        self.line(text)
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

/// Tells a person something, on standard error.
pub fn tell(text: &str) {
    // There is nobody to tell that it can't be told.
    let _ = writeln!(io::stderr(), "{}", printable(text));
}

/// The text without characters that would command a terminal: names of files can have them, and cells of tables.
fn printable(text: &str) -> Cow<'_, str> {
    let commands = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    if text.contains(commands) { text.replace(commands, "\u{fffd}").into() } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Fails(ErrorKind);

    impl Write for Fails {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn what_would_command_a_terminal_is_not_printed() -> io::Result<()> {
        let mut printed = Vec::new();
        Output::new(&mut printed).line("esc\u{1b}[31m.csv\tok")?;
        assert_eq!(String::from_utf8_lossy(&printed), "esc\u{fffd}[31m.csv\tok\n");
        Ok(())
    }

    #[test]
    fn a_broken_pipe_is_no_failure_and_a_full_disk_is_one() {
        let mut gone = Output::new(Fails(ErrorKind::BrokenPipe));
        assert!(gone.line("a").is_ok() && gone.json(&1).is_ok());
        assert!(Output::new(Fails(ErrorKind::StorageFull)).line("a").is_err());
    }
}
