//! Resolves a text to one place.

use directory::{Coordinate, State};

use crate::coordinates;
use crate::error::PlaceError;
use crate::gazetteer::{Gazetteer, zip_place};
use crate::military::is_military_mail;
use crate::normalize::words;
use crate::place::{Place, PlaceKind};
use crate::table::ZipRow;

/// The longest text that is accepted, in characters.
const MAX_CHARS: usize = 200;
/// The most candidates that an error offers.
pub(crate) const MAX_CANDIDATES: usize = 5;
/// A city within this distance of a ZIP code may be the city of that ZIP code.
const SAME_CITY_MILES: f64 = 50.0;
/// Codes of states that are words too: someone who types "me" or "in" probably doesn't mean the state.
const WORDS: [&str; 6] = ["me", "in", "or", "hi", "oh", "ok"];

const COUNTRY: [&[&str]; 10] = [
    &["estados", "unidos", "de", "america"],
    &["estados", "unidos"],
    &["ee", "uu"],
    &["eeuu"],
    &["united", "states", "of", "america"],
    &["united", "states"],
    &["usa"],
    &["us"],
    &["u", "s", "a"],
    &["u", "s"],
];

impl Gazetteer {
    /// The one place that a text stands for, whatever its case, spaces, punctuation and diacritics.
    ///
    /// It accepts coordinates, latitude first ("30.27,-97.74"); a ZIP code, optionally with four more digits and a
    /// city or an address ("Austin, TX 78701-1234"); a city, county, base or region with its state ("St. Louis, MO",
    /// "saint louis missouri", "Travis County, TX"); a neighborhood with its city ("Capitol Hill, Seattle"); a state
    /// by name or code ("Texas", "PR"); and any of these without its state, if only one place has that name.
    ///
    /// A name that is both a large city and a state is ambiguous: "New York", "Washington", "LA".
    ///
    /// # Errors
    /// If the text is empty or too long, names no place or several, contradicts itself, is an address of military mail, or
    /// has coordinates that are not in the United States. The error offers the most similar candidates.
    pub fn resolve(&self, text: &str) -> Result<Place, PlaceError> {
        self.resolve_in(text, None)
    }

    /// Like [`resolve`](Self::resolve), but if a `home` state was given beside the text, a name without a state means a
    /// place in that state. A text that names its own state, a ZIP code or coordinates may be elsewhere.
    ///
    /// # Errors
    /// Those of [`resolve`](Self::resolve).
    pub fn resolve_in(&self, text: &str, home: Option<State>) -> Result<Place, PlaceError> {
        let length = text.chars().count();
        if length > MAX_CHARS {
            return Err(PlaceError::TooLong { length, limit: MAX_CHARS });
        }
        if !text.chars().any(char::is_alphanumeric) {
            return Err(PlaceError::Empty);
        }
        let query = self.read(text, home);
        if let (Some(code), true) = (&query.zip, query.parts.is_empty()) {
            return self.find_zip(code).map(zip_place).ok_or_else(|| self.refusal(&query));
        }
        if let Some((latitude, longitude)) = coordinates::parse(text) {
            return self.resolve_point(latitude, longitude);
        }
        let mut found = self.matches(&query);
        if found.is_empty() && query.zip.is_none() {
            found = self.contained(&query.parts, home);
        }
        match query.zip.as_deref().map(|code| self.find_zip(code)) {
            // A text that has only numbers, such as "97.74306", does not contain a ZIP code.
            Some(Some(zip)) if query.parts.iter().flatten().any(|word| !is_number(word)) => {
                self.resolve_zip(text, zip, found)
            }
            Some(_) => Err(self.refusal(&query)),
            None if found.len() > 1 || is_word(text) && !found.is_empty() => Err(ambiguous(text, found)),
            None => found.into_iter().next().ok_or_else(|| self.refusal(&query)),
        }
    }

    fn refusal(&self, query: &PlaceQuery<'_>) -> PlaceError {
        if is_military_mail(&words(query.text)) {
            return PlaceError::MilitaryMail { text: query.text.to_owned() };
        }
        self.unknown(query)
    }

    /// Splits a text into its parts. A five-digit number at the end is a ZIP code. At the start, it may be a house number, so
    /// it is a ZIP code only if the rest is the name of a place.
    fn read<'a>(&self, text: &'a str, home: Option<State>) -> PlaceQuery<'a> {
        let mut parts: Vec<Vec<String>> = text.split([',', ';', '\n']).map(words).collect();
        parts.retain(|part| !part.is_empty());
        drop_country(&mut parts);
        let mut zip = take_zip(&mut parts);
        if let (None, Some([first, rest @ ..])) = (&zip, parts.first().map(Vec::as_slice)) {
            let named = || !self.named(&[rest, &parts[1..].concat()].concat(), home).is_empty();
            if is_digits(first, 5) && named() {
                zip = Some(parts[0].remove(0));
            }
        }
        parts.retain(|part| !part.is_empty());
        PlaceQuery { text, zip, parts, home }
    }

    fn resolve_point(&self, latitude: f64, longitude: f64) -> Result<Place, PlaceError> {
        let inside = |latitude, longitude| self.point_place(Coordinate::new(latitude, longitude).ok()?);
        if let Some(place) = inside(latitude, longitude) {
            return Ok(place);
        }
        let swapped = inside(longitude, latitude).map(Box::new);
        let is_on_earth = Coordinate::new(latitude, longitude).is_ok();
        Err(PlaceError::OutOfRange { latitude, longitude, is_on_earth, swapped })
    }

    /// Resolves a ZIP code together with the places that the rest of the text names. The result is the ZIP code, or an
    /// error if all of these places are elsewhere.
    fn resolve_zip(&self, text: &str, zip: &ZipRow, others: Vec<Place>) -> Result<Place, PlaceError> {
        let city = format!("{}, {}", zip.city, zip.state);
        let agrees = |place: &Place| match place.kind {
            PlaceKind::State => place.state == Some(zip.state),
            _ => place.label == city || place.coordinate.miles_to(zip.at) <= SAME_CITY_MILES,
        };
        if others.is_empty() || others.iter().any(agrees) {
            return Ok(zip_place(zip));
        }
        Err(ambiguous(text, std::iter::once(zip_place(zip)).chain(others).collect()))
    }

    /// The places with exactly this name, the most populous first. For an address, the part after the street counts.
    fn matches(&self, query: &PlaceQuery<'_>) -> Vec<Place> {
        let mut parts = &query.parts[..];
        loop {
            let found = self.named(&parts.concat(), query.home);
            match parts {
                [street, rest @ ..] if found.is_empty() && street.iter().any(|word| is_number(word)) => {
                    parts = rest
                }
                _ => return found,
            }
        }
    }
}

/// A text split into words, without its ZIP code.
pub(crate) struct PlaceQuery<'a> {
    pub(crate) text: &'a str,
    pub(crate) zip: Option<String>,
    /// The parts between commas, without the ZIP code. No part is empty.
    pub(crate) parts: Vec<Vec<String>>,
    /// The state that was named beside the text.
    pub(crate) home: Option<State>,
}

/// Removes a ZIP code, with or without four more digits, from the end.
fn take_zip(parts: &mut [Vec<String>]) -> Option<String> {
    let last = parts.last_mut()?;
    let taken = match &last[..] {
        [.., zip, more] if is_digits(zip, 5) && is_digits(more, 4) => 2,
        [.., zip] if is_digits(zip, 5) || is_digits(zip, 9) => 1,
        _ => return None,
    };
    let mut zip = last.drain(last.len() - taken..).next()?;
    zip.truncate(5);
    Some(zip)
}

/// Removes the name of the country from the end if something comes before it.
fn drop_country(parts: &mut Vec<Vec<String>>) {
    let alone = parts.len() == 1;
    let Some(last) = parts.last_mut() else { return };
    let start = COUNTRY.iter().find_map(|country| {
        let start = last.len().checked_sub(country.len())?;
        (last[start..] == **country).then_some(start)
    });
    if let Some(start) = start.filter(|start| *start > 0 || !alone) {
        last.truncate(start);
    }
    parts.retain(|part| !part.is_empty());
}

fn is_digits(word: &str, length: usize) -> bool {
    word.len() == length && is_number(word)
}

pub(crate) fn is_number(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a text is a code of a state that is also a word, and is not written in capitals like a code.
pub(crate) fn is_word(text: &str) -> bool {
    let text = text.trim();
    text.chars().any(char::is_lowercase) && WORDS.contains(&text.to_ascii_lowercase().as_str())
}

fn ambiguous(text: &str, mut candidates: Vec<Place>) -> PlaceError {
    candidates.truncate(MAX_CANDIDATES);
    PlaceError::Ambiguous { text: text.to_owned(), candidates }
}

#[cfg(test)]
mod tests;
