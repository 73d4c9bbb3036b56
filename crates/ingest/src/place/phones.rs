//! The telephone numbers in a cell: one, or several among other words.

use std::sync::LazyLock;

use directory::{Phone, text};
use regex::Regex;

use super::fraction::{without_exponent, without_fraction};
use crate::phrases::{folded, has_phrase};
use crate::repair::{Repair, Repairs};

/// Telephone numbers by purpose.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct PhonesByPurpose {
    /// The first number for everybody or, if there is none, the first for new clients, or else the first for a crisis.
    pub main: Option<Phone>,
    /// The numbers that are labeled as being for new clients, except the main one.
    pub intake: Vec<Phone>,
    /// The first number that is labeled as being for a crisis, except the main one.
    pub crisis: Option<Phone>,
    /// Whether there are further numbers, for which a listing has no field.
    pub has_others: bool,
}

/// The main telephone number in a cell.
pub(crate) fn phone(raw: Option<&str>, repairs: &mut Repairs) -> Option<Phone> {
    let phones = phones(raw, repairs);
    if phones.has_others || !phones.intake.is_empty() || phones.crisis.is_some() {
        repairs.add(Repair::PhoneDropped);
    }
    phones.main
}

/// The telephone numbers in a cell.
pub(crate) fn phones(raw: Option<&str>, repairs: &mut Repairs) -> PhonesByPurpose {
    let Some(cleaned) = raw.and_then(text::clean) else { return PhonesByPurpose::default() };
    let stored = without_exponent(&cleaned);
    let only = Phone::parse(stored.as_deref().unwrap_or_else(|| without_fraction(&cleaned)));
    let is_only = only.is_some();
    let found = match only {
        Some(only) => vec![(Recipient::Everybody, only)],
        None => among_words(raw.unwrap_or_default()),
    };
    let (premium, found): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|(_, phone)| phone.is_premium_rate());
    let phones = sorted(found);
    match &phones.main {
        Some(_) if is_only => {}
        Some(_) => repairs.add(Repair::PhoneFound),
        None if !premium.is_empty() => {}
        None if is_placeholder(&cleaned) => repairs.add(Repair::PhonePlaceholder),
        None => repairs.add(Repair::PhoneUnreadable),
    }
    if !premium.is_empty() {
        repairs.add(Repair::PhonePremium);
    }
    phones
}

/// Who a number is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Recipient {
    Everybody,
    NewClients,
    Crisis,
    /// A fax machine, teletypewriter or pager, where a voice call reaches nobody.
    Machines,
}

/// Labels next to a number, and who the number is for.
const LABELS: [(Recipient, &[&str]); 3] = [
    (Recipient::Machines, &["fax", "facsimile", "tty", "tdd", "pager"]),
    (Recipient::NewClients, &["intake", "admission", "admissions", "referral", "referrals", "new clients"]),
    (Recipient::Crisis, &["crisis", "hotline", "emergency", "helpline"]),
];

impl Recipient {
    /// The recipient according to the words before a number or, if they say nothing, the words right after it.
    fn from_words(before: &str, after: &str) -> Recipient {
        let says = |words: &str| {
            let words = folded(words);
            let is_there = |label: &&str| has_phrase(&words, label);
            LABELS.iter().find(|(_, labels)| labels.iter().any(is_there)).map(|(whom, _)| *whom)
        };
        says(before).or_else(|| says(after)).unwrap_or(Recipient::Everybody)
    }
}

fn sorted(found: Vec<(Recipient, Phone)>) -> PhonesByPurpose {
    let mut phones = PhonesByPurpose::default();
    for (whom, phone) in found {
        match whom {
            Recipient::Everybody if phones.main.is_none() => phones.main = Some(phone),
            Recipient::NewClients if !phones.intake.contains(&phone) => phones.intake.push(phone),
            Recipient::Crisis if phones.crisis.is_none() => phones.crisis = Some(phone),
            _ if phones.main.as_ref() == Some(&phone) => {}
            _ => phones.has_others = true,
        }
    }
    if phones.main.is_none() {
        phones.main =
            if phones.intake.is_empty() { phones.crisis.take() } else { Some(phones.intake.remove(0)) };
    }
    phones
}

/// Ten digits, grouped as people write them, and an extension if there is one.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?ix) (?:\+?1[\s.\-/]{0,3})? \(?[2-9]\d{2}\)? [\s.\-/\u{2013}]{0,3} [2-9]\d{2} [\s.\-\u{2013}]{0,3} \d{4}
        (?: [\s,;(]{0,3} (?:extension|extn|ext|x|\#|(?:(?:and|then)\s)?press|option|opt|dial) [\s.:=\#]{0,3} \d{1,8} \)? )?")
        .expect("the pattern is constant, and tests use it")
});

/// Separators between two numbers in a cell.
static BETWEEN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)[;|/,&\n\r]|\bor\b|\band\b").expect("the pattern is constant, and tests use it")
});

fn among_words(raw: &str) -> Vec<(Recipient, Phone)> {
    let whole = |range: std::ops::Range<usize>| {
        let (before, after) = (raw[..range.start].chars().next_back(), raw[range.end..].chars().next());
        ![before, after].into_iter().flatten().any(|c| c.is_ascii_digit())
    };
    let numbers: Vec<_> = NUMBER.find_iter(raw).filter(|found| whole(found.range())).collect();
    if numbers.is_empty() {
        return BETWEEN.split(raw).filter_map(spelled).map(|phone| (Recipient::Everybody, phone)).collect();
    }
    let mut found = Vec::new();
    for (at, number) in numbers.iter().enumerate() {
        let from = at.checked_sub(1).map_or(0, |before| numbers[before].end());
        let to = numbers.get(at + 1).map_or(raw.len(), |next| next.start());
        // Words after a number belong to it, up to the next separator.
        let (before, after) =
            (BETWEEN.split(&raw[from..number.start()]), BETWEEN.split(&raw[number.end()..to]));
        let (before, after) =
            (before.last().unwrap_or_default(), after.into_iter().next().unwrap_or_default());
        let after = if numbers.len() == at + 1 || after.len() < to - number.end() { after } else { "" };
        let whom = Recipient::from_words(before, after);
        if whom != Recipient::Machines {
            found.extend(Phone::parse(number.as_str()).map(|phone| (whom, phone)));
        }
    }
    found
}

/// Minimum number of letters of a word that stands for digits.
const WORD: usize = 3;

/// Letters that stand for unknown digits, or look like digits.
const DIGIT_LIKE: [char; 4] = ['x', 'o', 'i', 'l'];

/// Whether the letters in a number are words, and not placeholders for digits.
fn has_words(keys: &str) -> bool {
    let mut runs = keys.split(|c: char| !c.is_alphabetic()).filter(|run| !run.is_empty());
    let is_word = |run: &str| {
        run.chars().count() >= WORD && !run.to_lowercase().chars().all(|letter| DIGIT_LIKE.contains(&letter))
    };
    runs.all(is_word)
}

/// A number with words dialed by their letters: "877-505HOPE" is 8775054673. Text before a colon, and in parentheses at
/// the end, is ignored.
fn spelled(segment: &str) -> Option<Phone> {
    let segment = segment.rsplit_once(':').map_or(segment, |(_, number)| number).trim();
    let segment = match segment.rfind(" (").filter(|_| segment.ends_with(')')) {
        Some(at) => &segment[..at],
        None => segment,
    };
    let keys: String = segment.chars().filter(|c| !matches!(c, '-' | ' ' | '(' | ')' | '.' | '+')).collect();
    let keys = keys.strip_prefix('1').filter(|rest| rest.len() == 10).unwrap_or(&keys);
    let is_number = keys.len() == 10 && keys.bytes().take(3).all(|key| key.is_ascii_digit());
    let digits: Option<String> =
        (is_number && has_words(keys)).then(|| keys.chars().map(digit_of).collect()).flatten();
    Phone::parse(&digits?)
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

/// Whether a text has ten digits, all of them the same.
fn is_placeholder(text: &str) -> bool {
    let mut digits = text.bytes().filter(u8::is_ascii_digit);
    let first = digits.next();
    let rest: Vec<u8> = digits.collect();
    rest.len() == 9 && rest.iter().all(|digit| Some(*digit) == first)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> (Option<String>, Vec<String>, Option<String>, bool) {
        let phones = phones(Some(text), &mut Repairs::default());
        let shown = |phone: &Phone| phone.display();
        (
            phones.main.as_ref().map(shown),
            phones.intake.iter().map(shown).collect(),
            phones.crisis.as_ref().map(shown),
            phones.has_others,
        )
    }

    #[test]
    fn premium_rate_numbers_are_dropped() {
        for (text, expected, repaired) in [
            ("900-555-0100", None, vec![Repair::PhonePremium]),
            ("Call 900-555-0100", None, vec![Repair::PhonePremium]),
            (
                "(900) 555-0100 or 512-555-0100",
                Some("(512) 555-0100"),
                vec![Repair::PhoneFound, Repair::PhonePremium],
            ),
        ] {
            let mut repairs = Repairs::default();
            let phones = phones(Some(text), &mut repairs);
            assert_eq!(phones.main.map(|phone| phone.display()).as_deref(), expected, "{text}");
            assert_eq!(repairs.into_vec(), repaired, "{text}");
        }
    }

    #[test]
    fn placeholders_and_unreadable_numbers_are_distinguished() {
        let read = |text| {
            let mut repairs = Repairs::default();
            (phone(text, &mut repairs).map(|phone| phone.display()), repairs.into_vec())
        };
        let found = vec![Repair::PhoneFound];
        assert_eq!(read(Some("512-555-0100 x123")), (Some("(512) 555-0100 ext. 123".to_owned()), vec![]));
        assert_eq!(read(Some("512\u{a0}555\u{a0}0100")), (Some("(512) 555-0100".to_owned()), vec![]));
        assert_eq!(read(Some("5125550100.0")), (Some("(512) 555-0100".to_owned()), vec![]));
        assert_eq!(read(Some("877-505HOPE")), (Some("(877) 505-4673".to_owned()), found.clone()));
        assert_eq!(read(Some("217-3488DUI")), (Some("(217) 348-8384".to_owned()), found));
        assert_eq!(read(Some("(999) 999-9999")), (None, vec![Repair::PhonePlaceholder]));
        assert_eq!(read(Some("ask for Ann")), (None, vec![Repair::PhoneUnreadable]));
        assert_eq!(read(Some(" ")), (None, vec![]));
        assert_eq!(read(None), (None, vec![]));
    }

    #[test]
    fn the_first_number_among_words_is_taken() {
        for text in [
            "512-444-1212 or 512-444-1213",
            "512-444-1212 / 512-444-1213",
            "(512) 444-1212, (512) 444-1213",
            "512-444-1212\n512-444-1213",
            "Main: 512.444.1212; Other: 512.444.1213",
            "512-444-1212 and 512-444-1213",
            "fax 512-444-1299, 512-444-1212, 512-444-1213",
        ] {
            assert_eq!(read(text), (Some("(512) 444-1212".to_owned()), vec![], None, true), "{text:?}");
        }
        for text in [
            "512-444-1212 (main)",
            "Ph: 512-444-1212",
            "Tel. (512)444-1212 - ask for Ann",
            "512-444-1212; fax 512-444-1299",
            "512-444-1212 (fax: 512-444-1299)",
            "512-444-1212, 512-444-1299 (fax)",
            "512-444-1212 or 512-444-1212",
            "+1 (512) 444 1212 call or text",
        ] {
            assert_eq!(read(text), (Some("(512) 444-1212".to_owned()), vec![], None, false), "{text:?}");
        }
        assert_eq!(read("Ph: 512-444-1212 ext. 7").0.as_deref(), Some("(512) 444-1212 ext. 7"));
    }

    #[test]
    fn each_of_several_numbers_keeps_its_own_extension() {
        for text in [
            "512-444-1212 x12 / 512-444-1213 x34",
            "512-444-1212 ext. 12, 512-444-1213 ext. 34",
            "512-444-1212;ext=12 or 512-444-1213;ext=34",
            "(512) 444-1212 (x12); (512) 444-1213",
            "512-444-1212 #12 & 512-444-1213 #34",
        ] {
            assert_eq!(
                read(text),
                (Some("(512) 444-1212 ext. 12".to_owned()), vec![], None, true),
                "{text:?}"
            );
        }
        for text in [
            "512-444-1212, press 3 for admissions",
            "512-444-1212 press 3 for admissions",
            "512-444-1212 (press 3)",
            "512-444-1212 then press 3",
            "tel:+1-512-444-1212;ext=3",
        ] {
            assert_eq!(
                read(text),
                (Some("(512) 444-1212 ext. 3".to_owned()), vec![], None, false),
                "{text:?}"
            );
        }
    }

    #[test]
    fn a_number_that_a_spreadsheet_wrote_with_an_exponent_is_read_only_if_it_is_complete() {
        for text in ["5.124441212E+09", "5.124441212e9", "5.124441212E9", "5124441212.0"] {
            assert_eq!(read(text).0.as_deref(), Some("(512) 444-1212"), "{text}");
        }
        assert_eq!(read("5.1244412E9").0.as_deref(), Some("(512) 444-1200"), "zeros at the end are left out");
        for rounded in ["5.12444E+09", "5.12E+09", "5E+09", "5.124441212E+08", "5.12444E+11"] {
            assert_eq!(read(rounded).0, None, "{rounded}");
        }
    }

    #[test]
    fn labels_say_who_a_number_is_for() {
        let (main, intake) = (Some("(512) 444-1212".to_owned()), vec!["(512) 444-1213".to_owned()]);
        for text in [
            "Office: 512-444-1212\nIntake: 512-444-1213",
            "Intake: 512-444-1213 / Office: 512-444-1212",
            "512-444-1212; 512-444-1213 (admissions)",
        ] {
            assert_eq!(read(text), (main.clone(), intake.clone(), None, false), "{text:?}");
        }
        assert_eq!(read("512-444-1212, crisis 512-444-1213").2.as_deref(), Some("(512) 444-1213"));
        assert_eq!(read("Intake 512-444-1213").0.as_deref(), Some("(512) 444-1213"), "it is the only number");
    }

    #[test]
    fn words_are_dialed_by_their_letters() {
        for text in ["1-800-NEW-HOPE", "(800) NEW HOPE", "Call: 1-800-NEW-HOPE", "1-800-NEW-HOPE (639-4673)"]
        {
            assert_eq!(read(text).0.as_deref(), Some("(800) 639-4673"), "{text:?}");
        }
        for text in ["1-800-662-HELP", "+1 800 662 HELP", "800.662.HELP"] {
            assert_eq!(read(text).0.as_deref(), Some("(800) 662-4357"), "{text:?}");
        }
        for text in [
            "512-555-01xx",
            "512-555-01X9",
            "512-555-XXXX",
            "512-555-01O1",
            "512-555-0l01",
            "512-555-OIOI",
            "512-5S5-0101",
            "512-555-01AB",
        ] {
            assert_eq!(read(text).0, None, "{text:?}");
        }
        for text in ["see our website", "512 call us", "12345678901234567890", "512-444-12123", ""] {
            assert_eq!(read(text).0, None, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn no_digits_are_made_up(text in "[0-9a-zA-Z()+./,;:#\n é-]{0,60}") {
            let phones = phones(Some(&text), &mut Repairs::default());
            for phone in phones.main.iter().chain(&phones.intake).chain(&phones.crisis) {
                let keys: String = text.chars().filter_map(digit_of).collect();
                prop_assert!(keys.contains(&phone.number[2..]), "{} of {text:?}", phone.number);
            }
        }

        #[test]
        fn a_number_is_found_among_other_words(
            before in "(|Ph: |Main |Tel\\. |Office - )",
            after in "(| \\(main\\)| or call back|, ask for Ann|\n)",
            line in 2_000_000_u32..9_999_999,
        ) {
            let number = format!("512{line}");
            prop_assume!(!Phone::parse(&number).is_some_and(|phone| phone.is_premium_rate()));
            let text = format!("{before}({}) {}-{}{after}", &number[..3], &number[3..6], &number[6..]);
            prop_assert_eq!(read(&text).0, Phone::parse(&number).map(|phone| phone.display()), "{}", text);
        }
    }
}
