//! How values are written, in the same way on both engines: times, ids and deflated bytes.

use std::io::{self, Read, Write};

use directory::listing::Role;
use directory::{ListingId, Placement, Source, Track};
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use uuid::Uuid;

use crate::error::Error;

/// RFC 3339 with all nine fractional digits, so that texts sort like times.
pub(crate) fn time_text(time: Timestamp) -> String {
    format!("{time:.9}")
}

/// The day of a moment, in UTC.
pub(crate) fn day(time: Timestamp) -> Date {
    time.to_zoned(TimeZone::UTC).date()
}

pub(crate) fn time(what: &str, text: &str) -> Result<Timestamp, Error> {
    text.parse().map_err(|error| Error::unreadable(what, error))
}

pub(crate) fn optional_time(what: &str, text: Option<&str>) -> Result<Option<Timestamp>, Error> {
    text.map(|text| time(what, text)).transpose()
}

pub(crate) fn id(what: &str, text: &str) -> Result<Uuid, Error> {
    Uuid::parse_str(text).map_err(|error| Error::unreadable(what, error))
}

pub(crate) fn source(what: &str, text: &str) -> Result<Source, Error> {
    Source::from_slug(text).map_err(|error| Error::unreadable(what, error))
}

pub(crate) fn listing_id(source_slug: &str, id: String) -> Result<ListingId, Error> {
    Ok(ListingId { source: source("a listing", source_slug)?, id })
}

pub(crate) fn role_text(role: Role) -> &'static str {
    match role {
        Role::Program => "program",
        Role::Identity => "identity",
    }
}

pub(crate) fn track(what: &str, slug: &str) -> Result<Track, Error> {
    Track::from_slug(slug).ok_or_else(|| Error::unreadable(what, format!("{slug:?} is not a track")))
}

pub(crate) fn placement(facility: &str, program: &str) -> Result<Placement, Error> {
    const WHAT: &str = "a placement";
    Ok(Placement { facility: id(WHAT, facility)?, program: id(WHAT, program)? })
}

/// The text with each U+0000 replaced, because PostgreSQL's text can't contain that character.
pub(crate) fn without_nul(text: &str) -> std::borrow::Cow<'_, str> {
    if text.contains('\0') { text.replace('\0', "\u{fffd}").into() } else { text.into() }
}

pub(crate) fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::with_capacity(bytes.len() / 3), Compression::fast());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("a vector takes all bytes")
}

pub(crate) fn inflated(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut inflated = Vec::new();
    DeflateDecoder::new(bytes).read_to_end(&mut inflated)?;
    Ok(inflated)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_survives_the_round_trip_and_sorts_as_text() {
        let second = Timestamp::from_second(1_700_000_000).unwrap();
        let later = Timestamp::new(1_700_000_000, 5).unwrap();
        assert!(time_text(second) < time_text(later));
        assert_eq!(time("a time", &time_text(later)).unwrap(), later);
        assert!(time("a time", "yesterday").is_err());
    }

    #[test]
    fn deflated_bytes_inflate_to_the_same_bytes() {
        let bytes: Vec<u8> = (0..10_000u32).map(|at| (at % 251) as u8).collect();
        assert_eq!(inflated(&deflated(&bytes)).unwrap(), bytes);
        assert_eq!(inflated(&deflated(b"")).unwrap(), b"");
        assert!(inflated(&[7, 7, 7]).is_err());
    }
}
