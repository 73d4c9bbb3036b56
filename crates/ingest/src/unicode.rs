//! Decoding files to UTF-8 from the encodings that publishers use.

use std::io::{self, BufRead, BufReader, Cursor, Read};

use encoding_rs::{UTF_8, WINDOWS_1252};
use encoding_rs_io::DecodeReaderBytesBuilder;

use crate::table::encoding_of;

/// How many bytes the encoding is detected from.
const BEGINNING: u64 = 64 << 10;

/// Decodes a file to UTF-8.
///
/// A file with a UTF-16 byte-order mark, or with the zero bytes typical of UTF-16, is decoded as UTF-16. In other files,
/// only the bytes that are not valid UTF-8 are decoded as Windows-1252, because publishers concatenate files in different
/// encodings.
pub(crate) fn as_utf8<'a>(mut input: impl Read + 'a) -> io::Result<Box<dyn BufRead + 'a>> {
    let mut beginning = Vec::new();
    input.by_ref().take(BEGINNING).read_to_end(&mut beginning)?;
    let encoding = encoding_of(&beginning);
    let bytes = Cursor::new(beginning).chain(input);
    if encoding == UTF_8 {
        return Ok(Box::new(BufReader::with_capacity(
            1 << 16,
            Utf8Reader { inner: bytes, raw: Vec::new(), text: Cursor::default() },
        )));
    }
    let decoded = DecodeReaderBytesBuilder::new().encoding(Some(encoding)).build(bytes);
    Ok(Box::new(BufReader::with_capacity(1 << 16, decoded)))
}

/// A reader that decodes bytes that are not valid UTF-8 as Windows-1252.
struct Utf8Reader<R> {
    inner: R,
    /// The first bytes of a character whose last bytes have not been read yet.
    raw: Vec<u8>,
    /// Decoded text that has not been handed out yet.
    text: Cursor<Vec<u8>>,
}

impl<R: Read> Read for Utf8Reader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let bytes = self.text.read(buffer)?;
            if bytes > 0 || buffer.is_empty() {
                return Ok(bytes);
            }
            let unfinished = self.raw.len();
            let read = self.inner.by_ref().take(BEGINNING).read_to_end(&mut self.raw)?;
            if read == 0 && unfinished == 0 {
                return Ok(0);
            }
            self.text = Cursor::new(decode(&mut self.raw, read == 0));
        }
    }
}

/// Decodes the complete characters of `raw`, and at the end of the file also the rest, and removes them from it.
fn decode(raw: &mut Vec<u8>, is_end: bool) -> Vec<u8> {
    let (mut text, mut from) = (Vec::with_capacity(raw.len()), 0);
    while let Err(error) = std::str::from_utf8(&raw[from..]) {
        let valid = from + error.valid_up_to();
        text.extend_from_slice(&raw[from..valid]);
        let Some(bad) = error.error_len().or(is_end.then_some(raw.len() - valid)) else {
            raw.drain(..valid);
            return text;
        };
        let characters = WINDOWS_1252.decode_without_bom_handling(&raw[valid..valid + bad]).0;
        text.extend_from_slice(characters.as_bytes());
        from = valid + bad;
    }
    text.extend_from_slice(&raw[from..]);
    raw.clear();
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns one byte at a time.
    struct Slow<'a>(&'a [u8]);

    impl Read for Slow<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let bytes = self.0.len().min(buffer.len()).min(1);
            self.0.read(&mut buffer[..bytes])
        }
    }

    fn text(bytes: &[u8]) -> String {
        let mut text = String::new();
        as_utf8(bytes).and_then(|mut input| input.read_to_string(&mut text)).expect("text");
        text
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let said = "{\"name\": \"Niño’s House\"}\n".repeat(9);
        let utf16 = |bytes: fn(u16) -> [u8; 2]| said.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
        assert_eq!(text(said.as_bytes()), said);
        assert_eq!(text(&WINDOWS_1252.encode(&said).0), said);
        assert_eq!(text(&utf16(u16::to_le_bytes)), said);
        assert_eq!(text(&utf16(u16::to_be_bytes)), said);
        let both = [said.as_bytes(), &WINDOWS_1252.encode(&said).0].concat();
        assert_eq!(text(&both), said.repeat(2), "two encodings in one file");
    }

    #[test]
    fn characters_can_span_reads() {
        let said = "é’漢😀".repeat(3);
        let mut reader =
            Utf8Reader { inner: Slow(said.as_bytes()), raw: Vec::new(), text: Cursor::default() };
        let mut found = String::new();
        reader.read_to_string(&mut found).expect("text");
        assert_eq!(found, said);
        assert_eq!(text(b"a\xc3"), "aÃ", "at the end of a file");
    }
}
