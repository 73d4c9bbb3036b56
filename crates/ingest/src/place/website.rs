//! The website of a row.

use directory::text;
use reqwest::Url;

use crate::repair::{Repair, Repairs};

/// The address of a website: the first one in a cell. It must use `http` or `https`; `http://` is put in front if it has no
/// scheme, and common misprints of schemes and domains are corrected.
pub(crate) fn website(raw: Option<&str>, repairs: &mut Repairs) -> Option<String> {
    let cleaned = text::clean(raw?)?;
    if let Some(url) = address(&cleaned).filter(|_| has_scheme(&cleaned)) {
        return Some(url);
    }
    let corrected = read(&cleaned);
    repairs.add(match &corrected {
        Some(url) if has_scheme(&cleaned) || !is_completed(url, &cleaned) => Repair::WebsiteCorrected,
        Some(_) => Repair::WebsiteCompleted,
        None => Repair::WebsiteUnreadable,
    });
    corrected
}

/// The only website in a cell, or else the first of several.
fn read(cell: &str) -> Option<String> {
    let whole = with_periods(cell);
    with_scheme(&whole).or_else(|| {
        let between = |c: char| c.is_whitespace() || matches!(c, ';' | ',' | '|');
        let words = whole.split(between).filter(|word| !word.is_empty() && !CONNECTING.contains(word));
        // Other words can change the meaning, as in "not example.org", but an e-mail address beside a website can't.
        // Neither can the beginning of a website that was typed twice, as in "http://w www.example.org".
        let is_noise = |word: &str| word.contains('@') || (word.starts_with("http") && !word.contains('.'));
        let addresses: Option<Vec<String>> = words.filter(|word| !is_noise(word)).map(with_scheme).collect();
        addresses?.into_iter().next()
    })
}

/// Words between two websites.
const CONNECTING: [&str; 5] = ["and", "or", "&", "/", "-"];

/// Whether nothing but the scheme was added.
fn is_completed(url: &str, cell: &str) -> bool {
    address(&format!("http://{cell}")).as_deref() == Some(url)
}

fn has_scheme(text: &str) -> bool {
    text.contains("://")
}

/// The address of a website, with its scheme added or corrected if it is missing, misprinted or repeated.
fn with_scheme(text: &str) -> Option<String> {
    let (mut rest, mut scheme) = (text, "http");
    while let Some((found, after)) = SCHEMES.iter().find_map(|(misprint, scheme)| {
        let (start, after) = rest.split_at_checked(misprint.len())?;
        start.eq_ignore_ascii_case(misprint).then_some((*scheme, after))
    }) {
        (scheme, rest) = (found, after);
    }
    address(&format!("{scheme}://{rest}"))
}

/// Schemes and their misprints. Each comes before the shorter ones that it begins with.
const SCHEMES: [(&str, &str); 16] = [
    ("https://", "https"),
    ("http://", "http"),
    ("https:/", "https"),
    ("http:/", "http"),
    ("https//:", "https"),
    ("http//:", "http"),
    ("https//", "https"),
    ("http//", "http"),
    ("https;//", "https"),
    ("http;//", "http"),
    ("https:", "https"),
    ("http:", "http"),
    ("htpps://", "https"),
    ("htps://", "https"),
    ("htpp://", "http"),
    ("htp://", "http"),
];

/// The usual last parts of domains.
const ENDINGS: [&str; 12] =
    ["com", "org", "net", "gov", "edu", "us", "info", "health", "care", "co", "biz", "mil"];

/// A text in which commas inside a domain are replaced by periods: `www,example,org`.
fn with_periods(text: &str) -> String {
    let parts: Vec<&str> = text.split(',').collect();
    let mut fixed = parts[0].to_owned();
    for pair in parts.windows(2) {
        let (before, after) = (pair[0], pair[1]);
        let ending = after.split(['/', '?', ' ', ';']).next().unwrap_or_default();
        let starts = before.rsplit(['/', ' ', ';']).next().unwrap_or_default();
        let is_inside =
            ENDINGS.contains(&ending.to_ascii_lowercase().as_str()) || starts.eq_ignore_ascii_case("www");
        fixed.push(if is_inside { '.' } else { ',' });
        fixed.push_str(after);
    }
    fixed
}

fn address(text: &str) -> Option<String> {
    let url = Url::parse(text).ok().filter(|_| !text.contains(' '))?;
    let is_web = matches!(url.scheme(), "http" | "https");
    let is_plain = url.username().is_empty() && url.password().is_none();
    (is_web && is_plain && is_domain(url.domain()?)).then(|| url.into())
}

/// Whether a text is the name of a host with a dot in it.
fn is_domain(host: &str) -> bool {
    let labels: Vec<&str> = host.trim_end_matches('.').split('.').collect();
    let is_label = |label: &&str| {
        !label.is_empty()
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    let ends_in_letters =
        labels.last().is_some_and(|last| last.len() > 1 && last.contains(char::is_alphabetic));
    labels.len() > 1 && labels.iter().all(is_label) && ends_in_letters && labels != ["www", labels[1]]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_http_addresses_with_a_domain_are_websites() {
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
            "www.example",
        ] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }

    #[test]
    fn misprints_are_corrected_and_the_first_of_several_websites_is_taken() {
        let plain = "http://www.example.org/";
        for (text, expected) in [
            ("www.example,org", plain),
            ("www,example.org", plain),
            ("http://www.example,org", plain),
            ("http://http://www.example.org", plain),
            ("http://https://www.example.org", "https://www.example.org/"),
            ("https://http//www.example.org", plain),
            ("http:/www.example.org", plain),
            ("http:www.example.org", plain),
            ("htpp://www.example.org", plain),
            ("www.example.org; www.example.com", plain),
            ("www.example.org, example.com", plain),
            ("http://www.example.org http://example.com", plain),
            ("www.example.org / www.example.com", plain),
            ("www.example.org or www.example.com", plain),
            ("www.example.org\ninfo@example.org", plain),
            ("http://w\twww.example.org", plain),
        ] {
            let mut repairs = Repairs::default();
            assert_eq!(website(Some(text), &mut repairs).as_deref(), Some(expected), "{text}");
            assert_eq!(repairs.into_vec(), [Repair::WebsiteCorrected], "{text}");
        }
        assert_eq!(website(Some("not www.example.org"), &mut Repairs::default()), None);
    }
}
