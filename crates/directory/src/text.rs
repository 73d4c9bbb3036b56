//! Cleans up text from public listings.

/// Decodes HTML entities, collapses white space and control characters to single spaces, and removes invisible and
/// replacement characters. Returns `None` if nothing is left.
pub fn clean(raw: &str) -> Option<String> {
    // Some listings escape entities twice ("&amp;amp;").
    let once = html_escape::decode_html_entities(raw);
    let decoded = html_escape::decode_html_entities(&once);
    let mut out = String::with_capacity(decoded.len());
    for c in decoded.chars() {
        match c {
            '\u{fffd}' | '\u{ad}' | '\u{feff}' => {}
            // Zero-width characters and those that change the direction of text.
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => {}
            c if c.is_whitespace() || c.is_control() => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    out.truncate(out.trim_end().len());
    (!out.is_empty()).then_some(out)
}

/// Cleans a name, and puts it in title case if it is written entirely in upper or lower case.
pub fn clean_name(raw: &str) -> Option<String> {
    clean(raw).map(|text| if is_one_case(&text) { title_case(&text) } else { text })
}

/// Whether a text is entirely in lower case, or entirely in upper case and more than an acronym.
fn is_one_case(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    let long_words =
        text.split(' ').filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 3).count();
    let all_small = letters.clone().all(char::is_lowercase);
    let all_capital = letters.clone().all(char::is_uppercase);
    letters.count() > 0 && (all_small || (all_capital && long_words > 0 && text.contains(' ')))
}

/// Acronyms that [`title_case`] writes in capitals.
const CAPITALS: &[&str] = &[
    "llc", "pllc", "lcsw", "iop", "php", "va", "vamc", "usa", "us", "ymca", "ywca", "dba", "ii", "iii", "iv",
    "nw", "ne", "sw", "se", "po", "dui", "aids", "hiv", "otp", "mat", "cmhc", "fqhc", "pa", "pc", "md",
    "phd",
];
/// Words that [`title_case`] writes in lower case, except at the beginning.
const SMALL: &[&str] = &["of", "and", "the", "for", "in", "at", "on", "to", "by", "de", "la", "del"];

fn title_case(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, word) in text.split(' ').enumerate() {
        if at > 0 {
            out.push(' ');
        }
        let lower = word.to_lowercase();
        let bare = lower.trim_matches(|c: char| !c.is_alphanumeric());
        let all_letters = bare.chars().all(char::is_alphabetic) && (2..5).contains(&bare.len());
        let no_vowel = all_letters && !bare.contains(['a', 'e', 'i', 'o', 'u', 'y']);
        if at > 0 && SMALL.contains(&bare) {
            out.push_str(&lower);
        } else if CAPITALS.contains(&bare) || (no_vowel && !ABBREVIATIONS.contains(&bare)) {
            out.push_str(&word.to_uppercase());
        } else {
            push_capitalized(&mut out, &lower);
        }
    }
    out
}

/// Words that are not acronyms although they have no vowel.
const ABBREVIATIONS: &[&str] = &[
    "st", "rd", "dr", "mt", "ft", "hwy", "blvd", "pkwy", "ctr", "hlth", "mntl", "svcs", "srvs", "mr", "ms",
    "ltd", "jr", "sr", "bldg", "flr", "th", "nd",
];

/// Appends a word, with a capital at its start and after every separator, but not after an apostrophe or a digit
/// ("Women's", "21st").
fn push_capitalized(out: &mut String, lower: &str) {
    let mut before = ' ';
    for c in lower.chars() {
        if before.is_alphanumeric() || before == '\'' || before == '\u{2019}' {
            out.push(c);
        } else {
            out.extend(c.to_uppercase());
        }
        before = c;
    }
}

/// A kind of text that is compared. Each is folded in its own way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ComparedText {
    /// What people type for a place or an insurer. It becomes ASCII, `&` becomes "and", and a period ends a word.
    Typed,
    /// Names that people search for. `&` becomes "and", and letters of other alphabets stay. Periods are dropped
    /// ("U.S.A." becomes "usa"), but one between two words separates them ("St.Mary").
    Searched,
    /// Names and addresses of listings that are linked. Periods are dropped, letters keep their marks, and `#` becomes
    /// "number". Stored decisions (see [`Fingerprint`](crate::resolution::Fingerprint)) contain texts folded like this.
    Linked,
}

/// The words of a text as they are compared: in lower case, without apostrophes and other punctuation, and separated by
/// single spaces.
pub fn fold(text: &str, kind: ComparedText) -> String {
    use ComparedText::{Linked, Searched, Typed};
    let mut out = String::with_capacity(text.len());
    // How many letters and digits precede. After a single one, a period belongs to an acronym.
    let mut letters = 0;
    for c in text.chars() {
        match c {
            'a'..='z' | '0'..='9' => out.push(c),
            'A'..='Z' => out.push(c.to_ascii_lowercase()),
            '\'' | '’' => {}
            '.' if kind == Searched && letters > 1 => push_space(&mut out),
            '.' if kind != Typed => {}
            '&' if kind != Linked => push_word(&mut out, "and"),
            '#' if kind == Linked => push_word(&mut out, "number"),
            // Other apostrophes, the Hawaiian ʻokina and combining marks.
            '‘' | 'ʻ' | 'ʼ' | '`' | '´' | '\u{300}'..='\u{36f}' if kind != Linked => {}
            c => match ascii(c).filter(|_| kind != Linked) {
                Some(letters) => out.push_str(letters),
                None if kind != Typed && c.is_alphanumeric() => out.extend(c.to_lowercase()),
                None => push_space(&mut out),
            },
        }
        letters = if c.is_alphanumeric() { letters + 1 } else { 0 };
    }
    out.truncate(out.trim_end().len());
    out
}

fn push_space(out: &mut String) {
    if !out.is_empty() && !out.ends_with(' ') {
        out.push(' ');
    }
}

fn push_word(out: &mut String, word: &str) {
    push_space(out);
    out.push_str(word);
    out.push(' ');
}

/// A Latin letter without its mark, in lower case.
fn ascii(c: char) -> Option<&'static str> {
    Some(match c {
        'à'..='å' | 'À'..='Å' | 'ā' | 'Ā' | 'ă' | 'Ă' | 'ą' | 'Ą' => "a",
        'æ' | 'Æ' => "ae",
        'ç' | 'Ç' | 'ć' | 'Ć' | 'č' | 'Č' => "c",
        'è'..='ë' | 'È'..='Ë' | 'ē' | 'Ē' | 'ě' | 'Ě' | 'ę' | 'Ę' => "e",
        'ì'..='ï' | 'Ì'..='Ï' | 'ī' | 'Ī' => "i",
        'ł' | 'Ł' => "l",
        'ñ' | 'Ñ' | 'ń' | 'Ń' => "n",
        'ò'..='ö' | 'ø' | 'Ò'..='Ö' | 'Ø' | 'ō' | 'Ō' => "o",
        'š' | 'Š' | 'ś' | 'Ś' => "s",
        'ù'..='ü' | 'Ù'..='Ü' | 'ū' | 'Ū' => "u",
        'ý' | 'ÿ' | 'Ý' => "y",
        'ž' | 'Ž' | 'ż' | 'Ż' => "z",
        'ß' => "ss",
        _ => return None,
    })
}

/// A 64-bit FNV-1a hash of the parts. It is stable across machines and releases, so it can be stored. Changing any one
/// byte changes it.
pub fn digest<P: AsRef<[u8]>>(parts: &[P]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in parts.iter().flat_map(|part| part.as_ref().iter().chain(&[0x1f])) {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash
}

/// The 32 bytes that 64 hexadecimal digits stand for. `None` if the text is anything else.
pub fn bytes_from_hex(hex: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(hex.get(2 * at..2 * at + 2)?, 16).ok()?;
    }
    (hex.len() == 64).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_and_odd_spaces_are_cleaned() {
        assert_eq!(clean(" A\u{a0}&amp;&nbsp; B\u{fffd}\t").as_deref(), Some("A & B"));
        assert_eq!(clean("A\u{202e}cba\u{202c} \u{2067}B\u{1b}[31m").as_deref(), Some("Acba B [31m"));
        assert_eq!(clean("&amp;amp; you").as_deref(), Some("& you"));
        assert_eq!(clean("\u{a0}\u{fffd} "), None);
    }

    #[test]
    fn names_in_capitals_become_title_case() {
        assert_eq!(clean_name("HOUSE OF HOPE LLC").as_deref(), Some("House of Hope LLC"));
        assert_eq!(clean_name("WOMEN'S CENTER 21ST ST").as_deref(), Some("Women's Center 21st St"));
        assert_eq!(clean_name("ARC").as_deref(), Some("ARC"), "one word may be an acronym");
        assert_eq!(clean_name("SpectraCare IOP").as_deref(), Some("SpectraCare IOP"));
    }

    #[test]
    fn each_kind_of_text_is_folded_in_its_own_way() {
        for (text, typed, searched, linked) in [
            (
                " St. Mary's  Clínica—Norte ",
                "st marys clinica norte",
                "st marys clinica norte",
                "st marys clínica norte",
            ),
            ("A&B #4", "a and b 4", "a and b 4", "a b number 4"),
            ("U.S.A.", "u s a", "usa", "usa"),
            ("St.Mary", "st mary", "st mary", "stmary"),
            ("Hale‘iwa Ōla", "haleiwa ola", "haleiwa ola", "hale iwa ōla"),
            ("Mayagu\u{308}ez", "mayaguez", "mayaguez", "mayagu ez"),
            ("Ясно", "", "ясно", "ясно"),
            ("!!!", "", "", ""),
        ] {
            let folded = [ComparedText::Typed, ComparedText::Searched, ComparedText::Linked]
                .map(|kind| fold(text, kind));
            assert_eq!(folded, [typed, searched, linked], "{text}");
        }
    }

    #[test]
    fn a_digest_depends_on_where_parts_end() {
        assert_ne!(digest(&["ab", "c"]), digest(&["a", "bc"]));
    }
}
