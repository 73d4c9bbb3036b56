//! A whole address in one column: "1 Main Street, Suite 4, Austin, TX 78701-1234".

use directory::{State, Zip, text};

use crate::source::ZipPoints;

/// The parts of an address by the names of fields. What can't be told apart is left out; the street is what remains.
pub(super) fn split(whole: &str, zips: &dyn ZipPoints) -> Vec<(&'static str, String)> {
    let lines = whole.split(['\n', '\r', ',', ';']);
    let mut parts: Vec<String> = lines.filter_map(text::clean).collect();
    if parts.last().is_some_and(|last| matches!(&*last.to_uppercase(), "USA" | "US" | "UNITED STATES")) {
        parts.pop();
    }
    let mut found = Vec::new();
    let zip = take_last_word(&mut parts, |word| Zip::parse(word).ok().filter(|_| word.len() >= 5));
    let state = take_state(&mut parts);
    let city = match parts.len() {
        0 => None,
        1 if state.is_some() && !parts[0].contains(|c: char| c.is_ascii_digit()) => parts.pop(),
        // The post office's name tells where the street ends.
        1 => zip.as_ref().and_then(|zip| take_city(&mut parts[0], zips.zip(zip.five())?.city)),
        _ => parts.pop(),
    };
    let mut streets = parts.into_iter();
    found.extend(streets.next().map(|street| ("street1", street)));
    let rest: Vec<String> = streets.collect();
    found.extend((!rest.is_empty()).then(|| ("street2", rest.join(", "))));
    found.extend(city.map(|city| ("city", city)));
    found.extend(state.map(|state| ("state", state.code().to_owned())));
    found.extend(zip.map(|zip| ("zip", zip.to_string())));
    found.retain(|(_, text)| !text.is_empty());
    found
}

/// Takes the last word away, if it is what `read` reads.
fn take_last_word<T>(parts: &mut Vec<String>, read: impl Fn(&str) -> Option<T>) -> Option<T> {
    let last = parts.last_mut()?;
    let (before, word) = last.rsplit_once(' ').unwrap_or(("", last));
    let found = read(word)?;
    let before = before.trim_end().to_owned();
    if before.is_empty() {
        parts.pop();
    } else {
        *last = before;
    }
    Some(found)
}

/// Takes the state away, as a code or a name of up to three words.
fn take_state(parts: &mut Vec<String>) -> Option<State> {
    let code = |word: &str| State::from_code(word.trim_end_matches('.'));
    if let Some(state) = take_last_word(parts, code) {
        return Some(state);
    }
    let last = parts.last()?;
    let words: Vec<&str> = last.split(' ').collect();
    let (count, state) = (1..=words.len().min(3)).rev().find_map(|count| {
        let name = words[words.len() - count..].join(" ");
        State::from_name(&name).map(|state| (count, state))
    })?;
    let before = words[..words.len() - count].join(" ");
    parts.pop();
    if !before.is_empty() {
        parts.push(before);
    }
    Some(state)
}

/// Takes the city off the end of a street.
fn take_city(street: &mut String, city: &str) -> Option<String> {
    let at = street.len().checked_sub(city.len())?;
    let (before, end) = street.split_at_checked(at)?;
    if !end.eq_ignore_ascii_case(city) || !(before.is_empty() || before.ends_with(' ')) {
        return None;
    }
    let (before, end) = (before.trim_end().to_owned(), end.to_owned());
    *street = before;
    Some(end)
}

#[cfg(test)]
mod tests {
    use places::Gazetteer;

    use super::*;

    fn parts(whole: &str) -> String {
        let parts = split(whole, Gazetteer::embedded());
        parts.iter().map(|(name, text)| format!("{name}={text}")).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn addresses_come_apart() {
        let plain = "street1=1 Main Street | city=Austin | state=TX | zip=78701";
        for whole in [
            "1 Main Street, Austin, TX 78701",
            "1 Main Street, Austin, TX, 78701",
            "1 Main Street\nAustin, Texas 78701",
            "1 Main Street, Austin TX 78701, USA",
            "1 Main Street Austin TX 78701",
        ] {
            assert_eq!(parts(whole), plain, "{whole}");
        }
        assert_eq!(
            parts("1 Main Street, Suite 4, Building B, Santa Fe, New Mexico 87501-1234"),
            "street1=1 Main Street | street2=Suite 4, Building B | city=Santa Fe | state=NM | zip=87501-1234"
        );
        assert_eq!(parts("Austin, TX"), "city=Austin | state=TX");
        assert_eq!(parts("PO Box 12, Austin, TX"), "street1=PO Box 12 | city=Austin | state=TX");
        assert_eq!(parts("unknown"), "street1=unknown");
        assert_eq!(parts(""), "");
    }
}
