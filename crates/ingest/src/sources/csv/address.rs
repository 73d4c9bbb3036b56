//! Addresses in one column: "1 Main Street, Suite 4, Austin, TX 78701-1234".

use directory::{State, Zip, text};

use crate::place::{SiteField, written_state};
use crate::zip_points::ZipPoints;

/// The parts of an address, each with its field. ZIP code, state and city are taken from the end if they are recognized;
/// the rest is the street.
pub(super) fn split(whole: &str, zips: &dyn ZipPoints) -> Vec<(SiteField, String)> {
    let lines = whole.split(['\n', '\r', ',', ';']);
    let mut parts: Vec<String> = lines.filter_map(text::clean).collect();
    if parts.last().is_some_and(|last| matches!(&*last.to_uppercase(), "USA" | "US" | "UNITED STATES")) {
        parts.pop();
    }
    let mut found = Vec::new();
    let zip = take_last_word(&mut parts, |word| Zip::parse(word).ok().filter(|_| word.len() >= 5));
    let state = take_state(&mut parts);
    let city = take_city(&mut parts, state, zip.as_ref(), zips);
    let mut streets = parts.into_iter();
    found.extend(streets.next().map(|street| (SiteField::Street, street)));
    let rest: Vec<String> = streets.collect();
    found.extend((!rest.is_empty()).then(|| (SiteField::Street2, rest.join(", "))));
    found.extend(city.map(|city| (SiteField::City, city)));
    found.extend(state.map(|state| (SiteField::State, state.code().to_owned())));
    found.extend(zip.map(|zip| (SiteField::Zip, zip.to_string())));
    found.retain(|(_, text)| !text.is_empty());
    found
}

/// Removes the last word and returns its value, if `read` can read it.
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

/// Removes the state, which is a code, an abbreviation or a name of up to three words.
fn take_state(parts: &mut Vec<String>) -> Option<State> {
    let last = parts.last()?;
    let words: Vec<&str> = last.split(' ').collect();
    let (count, state) = (1..=words.len().min(3)).rev().find_map(|count| {
        let name = words[words.len() - count..].join(" ");
        written_state(&name).map(|state| (count, state))
    })?;
    let before = words[..words.len() - count].join(" ");
    parts.pop();
    if !before.is_empty() {
        parts.push(before);
    }
    Some(state)
}

/// Removes the city: the last part, or the end of a part that begins with a street or a suite.
fn take_city(
    parts: &mut Vec<String>,
    state: Option<State>,
    zip: Option<&Zip>,
    zips: &dyn ZipPoints,
) -> Option<String> {
    let is_only = parts.len() == 1;
    let last = parts.last_mut()?;
    // The name of the post office of the ZIP code, which is usually the city.
    let office = zip.and_then(|zip| zips.zip(zip.five())).map(|point| point.city);
    let is_city_alone = office.is_some_and(|office| last.eq_ignore_ascii_case(office));
    let has_street = last.contains(|c: char| c.is_ascii_digit()) || (is_only && state.is_none());
    if is_city_alone || !has_street {
        return parts.pop();
    }
    // The street ends where the name of the post office begins, or else where a city of the state begins.
    let is_office = |end: &str| office.is_some_and(|office| end.eq_ignore_ascii_case(office));
    let is_city = |end: &str| {
        let is_name = !end.contains(|c: char| c.is_ascii_digit());
        is_name && state.is_some_and(|state| zips.city(end, state).is_some())
    };
    let ends = || (1..=4).rev().filter_map(|count| last_words(last, count));
    let cut = ends().find(|(_, end)| is_office(end)).or_else(|| ends().find(|(_, end)| is_city(end)));
    if let Some((before, end)) = cut.map(|(before, end)| (before.to_owned(), end.to_owned())) {
        *last = before;
        return Some(end);
    }
    if is_only { None } else { parts.pop() }
}

/// Splits a text before its last `count` words; `None` if there is nothing before them.
fn last_words(text: &str, count: usize) -> Option<(&str, &str)> {
    let (at, _) = text.rmatch_indices(' ').nth(count.checked_sub(1)?)?;
    let (before, end) = (text[..at].trim_end(), &text[at + 1..]);
    (!before.is_empty()).then_some((before, end))
}

#[cfg(test)]
mod tests {
    use places::Gazetteer;

    use super::*;

    fn parts(whole: &str) -> String {
        let parts = split(whole, Gazetteer::embedded());
        parts.iter().map(|(field, text)| format!("{}={text}", field.slug())).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn addresses_are_split_into_their_parts() {
        let plain = "street=1 Main Street | city=Austin | state=TX | zip=78701";
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
            "street=1 Main Street | street2=Suite 4, Building B | city=Santa Fe | state=NM | zip=87501-1234"
        );
        assert_eq!(
            parts("1840 N Clybourn Ave, Ste 500 Chicago IL 60614"),
            "street=1840 N Clybourn Ave | street2=Ste 500 | city=Chicago | state=IL | zip=60614"
        );
        assert_eq!(
            parts("12 Hill Road Round Rock, TX 78701"),
            "street=12 Hill Road | city=Round Rock | state=TX | zip=78701",
            "a city of the state that is not the post office's"
        );
        assert_eq!(
            parts("5 Pine Road, Highway 61, MN 55104"),
            "street=5 Pine Road | city=Highway 61 | state=MN | zip=55104",
            "no known city before the state"
        );
        assert_eq!(parts("Austin, TX"), "city=Austin | state=TX");
        assert_eq!(parts("PO Box 12, Austin, TX"), "street=PO Box 12 | city=Austin | state=TX");
        assert_eq!(parts("Austin 78701"), "city=Austin | zip=78701");
        let capital = "street=1200 K Street NW | city=Washington | state=DC | zip=20005";
        for whole in [
            "1200 K Street NW, Washington, D.C. 20005",
            "1200 K Street NW, Washington, D. C. 20005",
            "1200 K Street NW, Washington D.C. 20005",
            "1200 K Street NW, Washington, DC, 20005",
        ] {
            assert_eq!(parts(whole), capital, "{whole}");
        }
        for whole in [
            "5 Elm Street, Raleigh, N.C. 27601",
            "5 Elm Street, Raleigh N.C., 27601",
            "5 Elm Street, Raleigh, N. C. 27601",
        ] {
            assert_eq!(parts(whole), "street=5 Elm Street | city=Raleigh | state=NC | zip=27601", "{whole}");
        }
        assert_eq!(parts("unknown"), "street=unknown");
        assert_eq!(parts(""), "");
    }
}
