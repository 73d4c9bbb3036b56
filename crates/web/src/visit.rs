//! A visit: the language it is spoken to in, and which page it is of.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::Method;
use actix_web::http::header::{AcceptLanguage, Header, Quality};
use actix_web::{FromRequest, HttpRequest, web};

use super::page::{Keep, Page};
use service::Directory;
use service::language::Language;

/// What every handler of a page knows of the request.
#[derive(Debug, Clone)]
pub(crate) struct Visit {
    /// The language of the URL, else the one the browser asks for.
    pub(crate) language: Language,
    /// Whether the URL names the language.
    pub(super) names_language: bool,
    /// The path without the language: `/guide`.
    pub(super) path: String,
    /// The query, with its `?`; else empty.
    pub(super) query: String,
    /// Whether the same page can be had again by its URL alone.
    pub(super) is_link: bool,
    pub(super) is_sample: bool,
}

impl Visit {
    pub(super) fn of(request: &HttpRequest) -> Visit {
        let path = request.path();
        let first = path[1.min(path.len())..].split('/').next().unwrap_or_default();
        let named = Language::of_code(first).filter(|language| language.code() == first);
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
            is_sample: serving.is_some_and(|serving| serving.snapshot.is_sample()),
        }
    }

    /// Another page, addressed as this one is: with its language where this one names it.
    pub(crate) fn here(&self, path: &str) -> String {
        if self.names_language { format!("/{}{path}", self.language.code()) } else { path.to_owned() }
    }

    /// The page that answers this visit.
    pub(crate) fn page(&self, title: impl Into<String>, keep: Keep) -> Page {
        Page::new(self, title.into(), keep, self.is_sample)
    }
}

/// The language the browser asks for first, of those that are spoken here.
fn preferred(request: &HttpRequest) -> Language {
    let mut asked = AcceptLanguage::parse(request).unwrap_or(AcceptLanguage(Vec::new()));
    // Quality 0 is a no.
    asked.0.retain(|tag| tag.quality > Quality::ZERO);
    let asked = asked.ranked();
    let tags = asked.iter().filter_map(|tag| tag.item());
    let mut spoken = tags.filter_map(|tag| Language::of_code(tag.primary_language()));
    spoken.next().unwrap_or_else(Language::usual)
}

impl FromRequest for Visit {
    type Error = std::convert::Infallible;
    type Future = Ready<Result<Visit, Self::Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Visit::of(request)))
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn visit(path: &str, accepted: &str) -> (&'static str, String) {
        let request =
            TestRequest::with_uri(path).insert_header(("accept-language", accepted)).to_http_request();
        let visit = Visit::of(&request);
        (visit.language.code(), visit.path)
    }

    #[test]
    fn the_url_decides_before_the_browser() {
        assert_eq!(visit("/es/guide", "en"), ("es", "/guide".to_owned()));
        assert_eq!(visit("/en", "es"), ("en", "/".to_owned()));
        assert_eq!(visit("/essay", "es"), ("es", "/essay".to_owned()));
    }

    #[test]
    fn the_browser_is_answered_in_the_first_language_that_is_spoken_here() {
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
