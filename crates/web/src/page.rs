//! What every page has, whatever it is about. `base.html` is rendered from it.

use std::borrow::Cow;

use actix_web::http::StatusCode;
use actix_web::http::header::{self, ContentType};
use actix_web::{HttpResponse, ResponseError};
use askama::Template;
use fluent_bundle::FluentValue;
use service::Language;

use crate::assets;
use crate::error::PageError;
use crate::visit::Visit;

/// Who may store a copy of a page, and whether search engines may list it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keep {
    /// Anyone: the page is the same for everybody.
    Public,
    /// Only the visitor's own browser, because the page reveals what somebody is looking for. Going back to it needs no
    /// new request. Search engines do not list it.
    Private,
}

/// The same page in another language.
pub(crate) struct OtherLanguage {
    /// The language's code, such as `es`.
    pub code: &'static str,
    /// The language's name in that language: "Español".
    pub name: Cow<'static, str>,
    pub url: String,
}

/// What every page has. In templates: `page.say("key")`.
pub(crate) struct Page {
    pub visit: Visit,
    /// The title, without the name of the site. It never reveals what somebody is looking for.
    pub title: String,
    keep: Keep,
    fields: Vec<(String, String)>,
}

impl Page {
    pub(crate) fn new(visit: &Visit, title: impl Into<String>, keep: Keep) -> Page {
        Page { visit: visit.clone(), title: title.into(), keep, fields: Vec::new() }
    }

    /// Adds the fields of the form that this page answers, so that the same page can be requested in another language.
    pub(crate) fn with_fields(self, fields: Vec<(String, String)>) -> Page {
        Page { fields, ..self }
    }

    /// The text of a key of `data/locales`.
    pub(crate) fn say(&self, key: &str) -> Cow<'static, str> {
        self.visit.language.say(key)
    }

    /// The text of a key, with values for its placeholders.
    pub(crate) fn say_with(&self, key: &str, values: &[(&str, FluentValue<'_>)]) -> Cow<'static, str> {
        self.visit.language.say_with(key, values)
    }

    /// The URL of another page, in the language of this one. `path` is without a language, for example `/guide`.
    pub(crate) fn link(&self, path: &str) -> String {
        format!("/{}{path}", self.visit.language.code())
    }

    /// The URL of a file in `static/`.
    pub(crate) fn asset(&self, name: &str) -> &'static str {
        assets::url(name)
    }

    /// This page in all languages, for search engines.
    pub(crate) fn alternates(&self) -> Vec<OtherLanguage> {
        Language::all().map(|language| self.in_language(language)).collect()
    }

    /// This page in the other languages, for visitors.
    pub(crate) fn other_languages(&self) -> Vec<OtherLanguage> {
        let others = Language::all().filter(|language| *language != self.visit.language);
        others.map(|language| self.in_language(language)).collect()
    }

    /// The fields of the form that this page answers.
    pub(crate) fn fields(&self) -> &[(String, String)] {
        &self.fields
    }

    fn in_language(&self, language: Language) -> OtherLanguage {
        let Visit { path, query, is_link, .. } = &self.visit;
        let code = language.code();
        let url = format!("/{code}{path}{}", if *is_link { query } else { "" });
        OtherLanguage { code, name: language.say("language-name"), url }
    }

    /// Whether search engines may list it.
    pub(crate) fn is_listed(&self) -> bool {
        self.keep == Keep::Public && self.visit.is_link && self.visit.query.is_empty()
    }

    /// Responds with this page, rendered by the template that contains it.
    pub(crate) fn respond(&self, status: StatusCode, template: &impl Template) -> HttpResponse {
        let html = match template.render() {
            Ok(html) => html,
            Err(err) => {
                return PageError::from(service::Error::internal("writing a page", &err)).error_response();
            }
        };
        let mut response = HttpResponse::build(status);
        response.insert_header(ContentType::html());
        response.insert_header((header::CONTENT_LANGUAGE, self.visit.language.code()));
        let cache_control = match self.keep {
            // A query is private to the visitor, whatever is in it.
            Keep::Public if self.visit.query.is_empty() => "no-cache",
            Keep::Public | Keep::Private => "private, no-cache",
        };
        response.insert_header((header::CACHE_CONTROL, cache_control));
        if !self.visit.names_language {
            response.append_header((header::VARY, "accept-language"));
        }
        if !self.is_listed() {
            response.insert_header(("x-robots-tag", "noindex"));
        }
        response.body(html)
    }
}
