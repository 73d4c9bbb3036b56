//! Telephone numbers and websites of a row.

use directory::{Phone, text};
use reqwest::Url;

use super::without_fraction;
use crate::repair::{Repair, Repairs};

/// A telephone number, if it is one.
pub(crate) fn phone(raw: Option<&str>, repairs: &mut Repairs) -> Option<Phone> {
    let cleaned = text::clean(raw?)?;
    let phone = Phone::parse(without_fraction(&cleaned)).or_else(|| Phone::parse(&spelt(&cleaned)?));
    if phone.is_none() {
        let is_placeholder = is_placeholder(&cleaned);
        repairs.add(if is_placeholder { Repair::PhonePlaceholder } else { Repair::PhoneUnreadable });
    }
    phone
}

/// The digits of a number whose end is a word, as on the keys of a telephone: "877-505HOPE" is 8775054673.
fn spelt(text: &str) -> Option<String> {
    let keys: String = text.chars().filter(|c| !matches!(c, '-' | ' ' | '(' | ')' | '.')).collect();
    let is_number = keys.len() == 10 && keys.bytes().take(3).all(|key| key.is_ascii_digit());
    is_number.then(|| keys.chars().map(digit_of).collect()).flatten()
}

fn digit_of(key: char) -> Option<char> {
    Some(match key.to_ascii_uppercase() {
        'A'..='C' => '2',
        'D'..='F' => '3',
        'G'..='I' => '4',
        'J'..='L' => '5',
        'M'..='O' => '6',
        'P'..='S' => '7',
        'T'..='V' => '8',
        'W'..='Z' => '9',
        digit => Some(digit).filter(char::is_ascii_digit)?,
    })
}

/// Whether a text has ten digits that are all the same.
fn is_placeholder(text: &str) -> bool {
    let mut digits = text.bytes().filter(u8::is_ascii_digit);
    let first = digits.next();
    let rest: Vec<u8> = digits.collect();
    rest.len() == 9 && rest.iter().all(|digit| Some(*digit) == first)
}

/// A website's address, if it is one: `http` or `https` only, `http://` put in front where nothing is.
pub(crate) fn website(raw: Option<&str>, repairs: &mut Repairs) -> Option<String> {
    let cleaned = text::clean(raw?)?;
    let is_complete = cleaned.contains("://");
    let address = if is_complete { address(&cleaned) } else { address(&format!("http://{cleaned}")) };
    match &address {
        Some(_) if is_complete => {}
        Some(_) => repairs.add(Repair::WebsiteCompleted),
        None => repairs.add(Repair::WebsiteUnreadable),
    }
    address
}

fn address(text: &str) -> Option<String> {
    let url = Url::parse(text).ok().filter(|_| !text.contains(' '))?;
    let is_web = matches!(url.scheme(), "http" | "https");
    let is_plain = url.username().is_empty() && url.password().is_none();
    let host_has_dot = url.domain()?.trim_matches('.').contains('.');
    (is_web && is_plain && host_has_dot).then(|| url.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_that_are_none_are_told_from_placeholders() {
        let read = |text| {
            let mut repairs = Repairs::default();
            (phone(text, &mut repairs).map(|phone| phone.display()), repairs.into_vec())
        };
        assert_eq!(read(Some("512-555-0100 x123")), (Some("(512) 555-0100 ext. 123".to_owned()), vec![]));
        assert_eq!(read(Some("512\u{a0}555\u{a0}0100")), (Some("(512) 555-0100".to_owned()), vec![]));
        assert_eq!(read(Some("5125550100.0")), (Some("(512) 555-0100".to_owned()), vec![]));
        assert_eq!(read(Some("877-505HOPE")), (Some("(877) 505-4673".to_owned()), vec![]));
        assert_eq!(read(Some("217-3488DUI")), (Some("(217) 348-8384".to_owned()), vec![]));
        assert_eq!(read(Some("(999) 999-9999")), (None, vec![Repair::PhonePlaceholder]));
        assert_eq!(read(Some("ask for Ann")), (None, vec![Repair::PhoneUnreadable]));
        assert_eq!(read(Some(" ")), (None, vec![]));
        assert_eq!(read(None), (None, vec![]));
    }

    #[test]
    fn only_addresses_of_the_web_are_websites() {
        let read = |text| website(Some(text), &mut Repairs::default());
        assert_eq!(
            read("http://www.example.org/a?b=c&amp;d").as_deref(),
            Some("http://www.example.org/a?b=c&d")
        );
        assert_eq!(read("HTTPS://Example.org/").as_deref(), Some("https://example.org/"));
        assert_eq!(read("www.example.org").as_deref(), Some("http://www.example.org/"));
        assert_eq!(read("example.org:8080/x").as_deref(), Some("http://example.org:8080/x"));
        for bad in [
            "javascript:alert(1)",
            "javascript://example.org/%0aalert(1)",
            "ftp://example.org",
            "N/A",
            "none",
            "someone@example.org",
            "http://user:pass@example.org/",
            "http://127.0.0.1/",
            "see example.org or call",
            "http://",
        ] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}
