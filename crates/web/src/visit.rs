//! What the server knows about a visit: which page was requested, and in which language.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::Method;
use actix_web::http::header::{AcceptLanguage, Header, Quality};
use actix_web::{FromRequest, HttpRequest, web};
use directory::Notice;
use service::{Directory, Language};

use crate::public_url::origin;

/// What every page handler knows about the request.
#[derive(Debug, Clone)]
pub(crate) struct Visit {
    /// The language in the URL or, if there is none, the one that the browser prefers.
    pub language: Language,
    /// Whether the URL names the language.
    pub names_language: bool,
    /// The path without the language, for example `/guide`.
    pub path: String,
    /// The query with its `?`, or an empty string.
    pub query: String,
    /// Whether the URL alone leads to this page again, which is not the case for a page that answers a form.
    pub is_link: bool,
    /// The scheme and host of the site, for URLs that other programs load.
    pub origin: String,
    /// What visitors must know about all listings.
    pub notice: Option<Notice>,
}

impl Visit {
    pub(crate) fn from_request(request: &HttpRequest) -> Visit {
        let path = request.path();
        let first = path[1.min(path.len())..].split('/').next().unwrap_or_default();
        let named = Language::from_code(first).filter(|language| language.code() == first);
        let rest = named.map_or(path, |_| &path[1 + first.len()..]);
        let query = request.query_string();
        let directory = request.app_data::<web::Data<Directory>>();
        let serving = directory.and_then(|directory| directory.serving());
        Visit {
            language: named.unwrap_or_else(|| preferred(request)),
            names_language: named.is_some(),
            path: if rest.is_empty() { "/".to_owned() } else { rest.to_owned() },
            query: if query.is_empty() { String::new() } else { format!("?{query}") },
            is_link: request.method() != Method::POST,
            origin: origin(request),
            notice: serving.and_then(|serving| serving.snapshot.notice()),
        }
    }

    /// Whether the places are made up.
    pub(crate) fn is_sample(&self) -> bool {
        self.notice == Some(Notice::Sample)
    }

    /// Whether the listings are those that come with the program.
    pub(crate) fn is_bundled(&self) -> bool {
        self.notice == Some(Notice::Bundled)
    }

    /// The URL of another page, which names the language if the URL of this visit does.
    pub(crate) fn here(&self, path: &str) -> String {
        if self.names_language { format!("/{}{path}", self.language.code()) } else { path.to_owned() }
    }
}

/// The one of our languages that the browser prefers.
fn preferred(request: &HttpRequest) -> Language {
    let mut accepted = AcceptLanguage::parse(request).unwrap_or(AcceptLanguage(Vec::new()));
    // A quality of 0 means "not acceptable".
    accepted.0.retain(|tag| tag.quality > Quality::ZERO);
    let accepted = accepted.ranked();
    let tags = accepted.iter().filter_map(|tag| tag.item());
    let mut languages = tags.filter_map(|tag| Language::from_code(tag.primary_language()));
    languages.next().unwrap_or_default()
}

impl FromRequest for Visit {
    type Error = std::convert::Infallible;
    type Future = Ready<Result<Visit, Self::Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Visit::from_request(request)))
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn visit(path: &str, accepted: &str) -> (&'static str, String) {
        let request =
            TestRequest::with_uri(path).insert_header(("accept-language", accepted)).to_http_request();
        let visit = Visit::from_request(&request);
        (visit.language.code(), visit.path)
    }

    #[test]
    fn the_language_in_the_url_wins_over_the_browsers() {
        assert_eq!(visit("/es/guide", "en"), ("es", "/guide".to_owned()));
        assert_eq!(visit("/en", "es"), ("en", "/".to_owned()));
        assert_eq!(visit("/essay", "es"), ("es", "/essay".to_owned()));
    }

    #[test]
    fn the_language_that_the_browser_prefers_is_chosen_from_those_we_have() {
        for (accepted, code) in [
            ("es-MX,es;q=0.9,en;q=0.8", "es"),
            ("en;q=0.2,es;q=0.7", "es"),
            ("fr, es;q=0.5", "es"),
            ("fr", "en"),
            ("", "en"),
            ("*", "en"),
            (",,;q=", "en"),
            ("es;q=0", "en"),
            ("es;q=0, en;q=0", "en"),
            ("fr, es;q=0.001", "es"),
        ] {
            assert_eq!(visit("/guide", accepted).0, code, "{accepted}");
        }
    }
}
