//! Contact data: telephone numbers, ZIP codes and addresses.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::state::State;

/// A telephone number of the North American Numbering Plan.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Phone {
    /// The number in E.164: `+1` and ten digits.
    pub number: String,
    /// The digits to dial once the call is answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extension: Option<String>,
}

impl Phone {
    /// Parses a number in any common format, optionally followed by an extension: "x123", "ext. 123", ";ext=123", "#123" or
    /// "press 3".
    ///
    /// Returns `None` if the text is not a number of the plan, is a placeholder such as (999) 999-9999, or has anything
    /// but an extension after the number.
    pub fn parse(text: &str) -> Option<Phone> {
        let lower = text.to_lowercase();
        let end = lower.find(|c: char| c.is_alphabetic() || matches!(c, '#' | ';')).unwrap_or(lower.len());
        let (main, rest) = lower.split_at(end);
        let extension = if rest.is_empty() { None } else { Some(extension(rest)?) };
        let digits: String = main.chars().filter(char::is_ascii_digit).collect();
        let ten = match digits.len() {
            10 => &digits[..],
            11 => digits.strip_prefix('1')?,
            _ => return None,
        };
        let starts = [ten.as_bytes()[0], ten.as_bytes()[3]];
        let is_placeholder = ten.bytes().all(|digit| digit == ten.as_bytes()[0]);
        if is_placeholder || starts.iter().any(|digit| *digit < b'2') {
            return None;
        }
        Some(Phone { number: format!("+1{ten}"), extension })
    }

    /// Whether a call costs extra: numbers of the area codes 900 and 976, numbers of the exchange 976 unless they are toll-free,
    /// numbers whose price any carrier can set (700), and numbers in countries that are billed as international calls
    /// although they are dialed like calls within the United States.
    pub fn is_premium_rate(&self) -> bool {
        let (area, exchange) = (&self.number[2..5], &self.number[5..8]);
        PREMIUM_AREAS.contains(&area) || exchange == "976" && !TOLL_FREE.contains(&area)
    }

    /// The number for a `tel:` link, with its extension: `+15125550100,12`. The comma makes a phone pause and then dial
    /// the extension; phones ignore RFC 3966's `;ext=`.
    pub fn dialed(&self) -> String {
        let extension = self.extension.iter().flat_map(|digits| [",", digits]);
        std::iter::once(self.number.as_str()).chain(extension).collect()
    }

    /// The number as people write it: `(512) 555-0100 ext. 12`.
    pub fn display(&self) -> String {
        let ten = &self.number[2..];
        let mut text = format!("({}) {}-{}", &ten[..3], &ten[3..6], &ten[6..]);
        if let Some(extension) = &self.extension {
            text.push_str(" ext. ");
            text.push_str(extension);
        }
        text
    }
}

/// Area codes of premium-rate numbers, and of the countries in the plan other than the United States and Canada.
const PREMIUM_AREAS: [&str; 24] = [
    "900", "976", "700", "242", "246", "264", "268", "284", "345", "441", "473", "649", "658", "664", "721",
    "758", "767", "784", "809", "829", "849", "868", "869", "876",
];

/// Area codes of toll-free numbers.
const TOLL_FREE: [&str; 7] = ["800", "833", "844", "855", "866", "877", "888"];

/// What comes before the digits of an extension, in lower case.
const EXTENSION_WORDS: [&str; 12] =
    ["extension", "extn", "ext", "ex", "x", "#", "then press", "and press", "press", "option", "opt", "dial"];

/// Maximum number of digits of an extension.
const MAX_EXTENSION: usize = 8;

/// The digits of an extension: " x123", ";ext=123".
fn extension(text: &str) -> Option<String> {
    let text = text.trim_matches([' ', ',', ';', '(', ')', '.']);
    let rest = EXTENSION_WORDS.iter().find_map(|word| text.strip_prefix(word))?;
    let digits = rest.trim_start_matches([' ', '.', ':', '=', '#']);
    let is_plain =
        (1..=MAX_EXTENSION).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit());
    is_plain.then(|| digits.to_owned())
}

/// A ZIP code: five digits, and the four digits of ZIP+4 if known.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Zip {
    five: String,
    plus_four: Option<String>,
}

/// The error for text that is not a ZIP code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a ZIP code")]
pub struct NotAZip(pub String);

impl Zip {
    /// Parses a ZIP code and restores the leading zeros that spreadsheets drop: `1001` becomes `01001`.
    ///
    /// # Errors
    /// If the text is neither a ZIP code of three to five digits nor a ZIP+4.
    pub fn parse(text: &str) -> Result<Zip, NotAZip> {
        let bad = || NotAZip(text.to_owned());
        let text = text.trim();
        if text.is_empty() || !text.chars().all(|c| c.is_ascii_digit() || c == '-' || c == ' ') {
            return Err(bad());
        }
        let (five, rest) = match text.split_once(['-', ' ']) {
            Some((five, rest)) => (five, rest.trim_start_matches(['-', ' '])),
            None if text.len() > 5 => {
                let has_plus_four = text.len() == 8 || text.len() == 9;
                text.split_at_checked(text.len() - 4).filter(|_| has_plus_four).ok_or_else(bad)?
            }
            None => (text, ""),
        };
        let digits = |part: &str| part.chars().all(|c| c.is_ascii_digit());
        if !(3..=5).contains(&five.len()) || !digits(five) || !digits(rest) || five.chars().all(|c| c == '0')
        {
            return Err(bad());
        }
        let plus_four = (rest.len() == 4 && rest != "0000").then(|| rest.to_owned());
        Ok(Zip { five: format!("{five:0>5}"), plus_four })
    }

    /// The five digits, without those of ZIP+4.
    pub fn five(&self) -> &str {
        &self.five
    }
}

impl fmt::Display for Zip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.five)?;
        self.plus_four.iter().try_for_each(|four| write!(f, "-{four}"))
    }
}

impl TryFrom<String> for Zip {
    type Error = NotAZip;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Zip::parse(&text)
    }
}

impl From<Zip> for String {
    fn from(zip: Zip) -> Self {
        zip.to_string()
    }
}

/// A postal address. [`Location`](crate::Location) contains one only where it may be disclosed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Address {
    /// House number and street; `None` if the source withholds them.
    pub street1: Option<String>,
    /// Suite, floor or building.
    pub street2: Option<String>,
    /// The city or the name of the post office.
    pub city: String,
    /// The state or territory.
    pub state: State,
    /// The ZIP code, if known.
    pub zip: Option<Zip>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn premium_rate_numbers_are_recognized() {
        let is_premium = |number| Phone::parse(number).expect(number).is_premium_rate();
        for number in ["900-555-0100", "(512) 976-0100", "1-976-555-0100", "876-555-0100", "809 555 0100"] {
            assert!(is_premium(number), "{number}");
        }
        // Puerto Rico, Canada, and toll-free numbers.
        for number in ["512-555-0976", "844-976-0100", "787-555-0100", "416-555-0100", "512-900-0100"] {
            assert!(!is_premium(number), "{number}");
        }
    }

    #[test]
    fn phones_become_e164() {
        let number = |text| Phone::parse(text).map(|phone| (phone.number, phone.extension));
        let plain = Some(("+15125550100".to_owned(), None));
        for text in ["512-555-0100", "(512) 555-0100", "+1 512.555.0100", "1-512-555-0100", "5125550100"] {
            assert_eq!(number(text), plain, "{text}");
        }
        for text in ["512-555-0100 x12", "512-555-0100 ext. 12", "(512)555-0100 Ext 12", "512-555-0100 #12"] {
            assert_eq!(number(text), Some(("+15125550100".to_owned(), Some("12".to_owned()))), "{text}");
        }
        for text in
            ["512-555-0100;ext=12", "512-555-0100 (ext. 12)", "512-555-0100, press 12", "5125550100 extn 12"]
        {
            assert_eq!(number(text), Some(("+15125550100".to_owned(), Some("12".to_owned()))), "{text}");
        }
        for text in ["512-555-0100 x12 / 512-555-0101 x34", "512-555-0100 x12 or 13", "512-555-0100 x"] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn placeholders_and_impossible_numbers_are_none() {
        for text in
            ["(999) 999-9999", "000-000-0000", "555-0100", "112-555-0100", "512-155-0100", "", "call us"]
        {
            assert_eq!(Phone::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_number_reads_as_people_write_it() {
        let phone = Phone::parse("512-555-0100x7").map(|phone| phone.display());
        assert_eq!(phone.as_deref(), Some("(512) 555-0100 ext. 7"));
    }

    #[test]
    fn a_telephone_dials_the_extension_after_a_pause() {
        let dialed = |text| Phone::parse(text).map(|phone| phone.dialed());
        assert_eq!(dialed("937-813-1737 ext. 371").as_deref(), Some("+19378131737,371"));
        assert_eq!(dialed("937-813-1737").as_deref(), Some("+19378131737"));
    }

    #[test]
    fn dropped_leading_zeros_of_zip_codes_are_restored() {
        let read = |text| Zip::parse(text).map(|zip| zip.to_string());
        assert_eq!(read("1001").as_deref(), Ok("01001"));
        assert_eq!(read("00926-1234").as_deref(), Ok("00926-1234"));
        assert_eq!(read("787011234").as_deref(), Ok("78701-1234"));
        assert_eq!(read("10011234").as_deref(), Ok("01001-1234"));
        for bad in ["", "abc", "7870A", "123456", "00000", "12-34"] {
            assert!(Zip::parse(bad).is_err(), "{bad}");
        }
    }
}
