//! Telephone numbers by what they are for.

use directory::Phone as Number;

use super::model::Phone;
use crate::place::phone;
use crate::repair::Repairs;

/// Kinds of numbers that are not for speaking, as RFC 6350 and directories name them.
const SILENT: [&str; 9] = ["fax", "text", "sms", "pager", "video", "textphone", "tty", "tdd", "modem"];

/// Telephone numbers by what they are for.
#[derive(Default)]
pub(super) struct Numbers {
    /// The first for everything.
    pub main: Option<Number>,
    /// Those for new clients.
    pub intake: Vec<Number>,
    /// The first for a crisis.
    pub hotline: Option<Number>,
}

impl Numbers {
    /// Adds a number, if it is for speaking.
    pub fn add(&mut self, from: &Phone, repairs: &mut Repairs) {
        if !is_spoken(from) {
            return;
        }
        let text = match from.extension.trim() {
            "" => from.number.clone(),
            extension => format!("{} x{extension}", from.number),
        };
        let Some(number) = phone(Some(&text), repairs) else { return };
        let purpose = format!("{} {}", from.r#type, from.description).to_lowercase();
        let is_for = |words: &[&str]| words.iter().any(|word| purpose.contains(word));
        if is_for(&["crisis", "hotline"]) {
            self.hotline.get_or_insert(number);
        } else if is_for(&["intake", "admission", "new client", "new patient"]) {
            if !self.intake.contains(&number) {
                self.intake.push(number);
            }
        } else {
            self.main.get_or_insert(number);
        }
    }
}

/// Whether a number is for speaking. A kind that is not known is: it may be the only number there is.
pub(super) fn is_spoken(phone: &Phone) -> bool {
    let is_silent = |text: &str| {
        let mut words = text.split(|c: char| !c.is_alphanumeric());
        words.any(|word| SILENT.iter().any(|silent| word.eq_ignore_ascii_case(silent)))
    };
    // "voice" may well be described as "call or text".
    !is_silent(&phone.r#type) && (!phone.r#type.trim().is_empty() || !is_silent(&phone.description))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(number: &str, kind: &str, description: &str) -> Phone {
        Phone {
            number: number.to_owned(),
            r#type: kind.to_owned(),
            description: description.to_owned(),
            ..Phone::default()
        }
    }

    #[test]
    fn numbers_are_told_apart_by_what_they_are_for() {
        let mut numbers = Numbers::default();
        for phone in [
            number("512-555-0100", "fax", ""),
            number("512-555-0101", "voice", "Intake"),
            number("512-555-0102", "voice", "24-hour crisis line"),
            number("512-555-0103", "", ""),
            number("512-555-0104", "voice", ""),
        ] {
            numbers.add(&phone, &mut Repairs::default());
        }
        assert_eq!(numbers.main, Number::parse("512-555-0103"));
        assert_eq!(numbers.intake, [Number::parse("512-555-0101").expect("a number")]);
        assert_eq!(numbers.hotline, Number::parse("512-555-0102"));
    }

    #[test]
    fn a_number_of_an_unknown_kind_is_for_speaking_and_one_for_machines_is_not() {
        for (kind, description) in
            [("Primary", ""), ("Toll Free", ""), ("voice", "call or text"), ("", "office")]
        {
            assert!(is_spoken(&number("512-555-0100", kind, description)), "{kind} {description}");
        }
        for (kind, description) in [("FAX", ""), ("text", "office"), ("TTY/TDD", ""), ("", "Fax number")] {
            assert!(!is_spoken(&number("512-555-0100", kind, description)), "{kind} {description}");
        }
    }
}
