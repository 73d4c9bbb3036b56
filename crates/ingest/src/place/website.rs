//! The website of a row.

use directory::text;
use reqwest::Url;

use crate::repair::{Repair, Repairs};

/// The address of a website. It must use `http` or `https`; `http://` is put in front if it has no scheme.
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
        ] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}
