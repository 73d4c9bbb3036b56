//! A reader with limits.

use std::fmt;
use std::io::{self, BufRead, Read};

use crate::file::FileError;

/// A reader that fails after more than `total` bytes in all, or more than `each` bytes since the last call of
/// [`Metered::start_item`].
pub(crate) struct Metered<R> {
    inner: R,
    what: &'static str,
    total: u64,
    each: u64,
    left: u64,
    left_of_each: u64,
    exceeded: Option<Exceeded>,
}

/// A limit was exceeded.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Exceeded {
    /// What is too large, as error messages name it.
    pub what: &'static str,
    /// The limit.
    pub bytes: u64,
}

impl Exceeded {
    /// The limit, with its unit.
    pub fn limit(&self) -> String {
        match self.bytes {
            0..0x10_0000 => format!("{} KiB", self.bytes >> 10),
            bytes => format!("{} MiB", bytes >> 20),
        }
    }
}

impl fmt::Display for Exceeded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is larger than {}", self.what, self.limit())
    }
}

impl std::error::Error for Exceeded {}

impl<R> Metered<R> {
    /// Limits the bytes of the whole input, which errors call `what`, and of each item.
    pub fn new(inner: R, what: &'static str, total: u64, each: u64) -> Self {
        Metered { inner, what, total, each, left: total, left_of_each: each, exceeded: None }
    }

    /// Starts the count of the next item.
    pub fn start_item(&mut self) {
        self.left_of_each = self.each;
    }

    fn count(&mut self, bytes: usize) {
        let bytes = bytes as u64;
        if bytes > self.left {
            self.exceeded = Some(Exceeded { what: self.what, bytes: self.total });
        } else if bytes > self.left_of_each {
            self.exceeded = Some(Exceeded { what: "one row or cell", bytes: self.each });
        }
        self.left = self.left.saturating_sub(bytes);
        self.left_of_each = self.left_of_each.saturating_sub(bytes);
    }

    fn check(&self) -> io::Result<()> {
        self.exceeded.map_or(Ok(()), |exceeded| Err(io::Error::other(exceeded)))
    }
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let bytes = self.inner.read(buffer)?;
        self.count(bytes);
        self.check()?;
        Ok(bytes)
    }
}

impl<R: BufRead> BufRead for Metered<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.check()?;
        self.inner.fill_buf()
    }

    fn consume(&mut self, bytes: usize) {
        // The next call of `fill_buf` reports an excess.
        self.count(bytes);
        self.inner.consume(bytes);
    }
}

/// The error for a file that can't be read, because it is too large or cut off, or because input fails.
pub(crate) fn input_error(file: &str, error: io::Error) -> FileError {
    if let Some(exceeded) = error.get_ref().and_then(|inner| inner.downcast_ref::<Exceeded>()) {
        return FileError::too_large(file, exceeded.what, exceeded.limit());
    }
    match error.kind() {
        io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => {
            FileError::damaged(file, error.to_string())
        }
        _ => FileError::Input { file: file.to_owned(), source: error },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_fails_only_beyond_its_limits() {
        let read = |total, each, passes: bool| {
            let mut input = Metered::new(&[0; 30][..], "it", total, each);
            let mut buffer = [0; 10];
            (0..3).try_for_each(|_| {
                if passes {
                    input.start_item();
                }
                input.read(&mut buffer).map(drop)
            })
        };
        assert!(read(30, 30, false).is_ok());
        assert!(read(30, 10, true).is_ok());
        for (total, each, passes) in [(29, 30, false), (30, 29, false), (30, 9, true)] {
            let error = read(total, each, passes).expect_err("too much");
            assert!(error.get_ref().is_some_and(|inner| inner.is::<Exceeded>()));
        }
    }
}
