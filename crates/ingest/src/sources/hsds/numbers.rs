//! Telephone numbers by purpose.

use super::model::Phone;
use crate::place::{PhonesByPurpose, phone};
use crate::repair::Repairs;

/// Types of numbers that are not for voice calls, in the words of RFC 6350 and of directories.
const NOT_VOICE: [&str; 9] = ["fax", "text", "sms", "pager", "video", "textphone", "tty", "tdd", "modem"];

/// Adds a number to `phones` under its purpose. A number that is not for voice calls is ignored.
pub(super) fn add(phones: &mut PhonesByPurpose, from: &Phone, repairs: &mut Repairs) {
    if !is_voice(from) {
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
        phones.crisis.get_or_insert(number);
    } else if is_for(&["intake", "admission", "new client", "new patient"]) {
        if !phones.intake.contains(&number) {
            phones.intake.push(number);
        }
    } else {
        phones.main.get_or_insert(number);
    }
}

/// Whether a number is for voice calls. A number of unknown type counts as one, because it may be the only number.
pub(super) fn is_voice(phone: &Phone) -> bool {
    let is_not_voice = |text: &str| {
        let mut words = text.split(|c: char| !c.is_alphanumeric());
        words.any(|word| NOT_VOICE.iter().any(|kind| word.eq_ignore_ascii_case(kind)))
    };
    // The description counts only if there is no type: a number of type "voice" can be described as "call or text".
    !is_not_voice(&phone.r#type) && (!phone.r#type.trim().is_empty() || !is_not_voice(&phone.description))
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
    fn numbers_are_sorted_by_purpose() {
        let mut numbers = PhonesByPurpose::default();
        for phone in [
            number("512-555-0100", "fax", ""),
            number("512-555-0101", "voice", "Intake"),
            number("512-555-0102", "voice", "24-hour crisis line"),
            number("512-555-0103", "", ""),
            number("512-555-0104", "voice", ""),
        ] {
            add(&mut numbers, &phone, &mut Repairs::default());
        }
        assert_eq!(numbers.main, directory::Phone::parse("512-555-0103"));
        assert_eq!(numbers.intake, [directory::Phone::parse("512-555-0101").expect("a number")]);
        assert_eq!(numbers.crisis, directory::Phone::parse("512-555-0102"));
    }

    #[test]
    fn numbers_of_unknown_type_are_for_voice_calls() {
        for (kind, description) in
            [("Primary", ""), ("Toll Free", ""), ("voice", "call or text"), ("", "office")]
        {
            assert!(is_voice(&number("512-555-0100", kind, description)), "{kind} {description}");
        }
        for (kind, description) in [("FAX", ""), ("text", "office"), ("TTY/TDD", ""), ("", "Fax number")] {
            assert!(!is_voice(&number("512-555-0100", kind, description)), "{kind} {description}");
        }
    }
}
