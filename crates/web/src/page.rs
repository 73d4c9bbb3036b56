//! What every page has, whatever it is about: `base.html` is written from it.

use std::borrow::Cow;

use actix_web::http::StatusCode;
use actix_web::http::header::{self, ContentType};
use actix_web::{HttpResponse, ResponseError};
use askama::Template;
use fluent_bundle::FluentValue;

use super::assets;
use service::language::Language;

use super::visit::Visit;
use crate::error::PageError;

/// Who may keep a page, and whether search engines may list it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keep {
    /// It is the same for everybody.
    Public,
    /// It tells what somebody looks for. Their own browser keeps it, to go back to it without asking again; nobody
    /// else does, and search engines do not list it.
    Answer,
}

/// The same page in another language.
pub(crate) struct OtherLanguage {
    /// Its code.
    pub code: &'static str,
    /// What it calls itself.
    pub name: Cow<'static, str>,
    /// Where the page is.
    pub url: String,
}

/// What every page has. In templates: `page.say("key")`.
pub(crate) struct Page {
    /// The language it is in.
    pub language: Language,
    /// The title, without the name of the site. It never tells of a need.
    pub title: String,
    /// Whether the data are fictional.
    pub is_sample: bool,
    /// Whether the URL alone leads to it again, in any language.
    pub is_link: bool,
    fields: Vec<(String, String)>,
    keep: Keep,
    names_language: bool,
    path: String,
    query: String,
}

impl Page {
    pub(super) fn new(visit: &Visit, title: String, keep: Keep, is_sample: bool) -> Page {
        Page {
            language: visit.language,
            title,
            is_sample,
            is_link: visit.is_link,
            fields: Vec::new(),
            keep,
            names_language: visit.names_language,
            path: visit.path.clone(),
            query: visit.query.clone(),
        }
    }

    /// The same page, which answers a form with these fields.
    pub(crate) fn with_fields(self, fields: Vec<(String, String)>) -> Page {
        Page { fields, ..self }
    }

    /// The words of a key of `data/locales`.
    pub(crate) fn say(&self, key: &str) -> Cow<'static, str> {
        self.language.say(key)
    }

    /// The words of a key, with values for its placeholders.
    pub(crate) fn say_with(&self, key: &str, values: &[(&str, FluentValue<'_>)]) -> Cow<'static, str> {
        self.language.say_with(key, values)
    }

    /// The URL of another page in the language of this one. `path`: as `/guide`.
    pub(crate) fn link(&self, path: &str) -> String {
        format!("/{}{path}", self.language.code())
    }

    /// The URL of a file of `static/`, which changes with what is in it.
    pub(crate) fn asset(&self, name: &str) -> &'static str {
        assets::url(name)
    }

    /// This page in all languages, for search engines.
    pub(crate) fn alternates(&self) -> Vec<OtherLanguage> {
        Language::all().map(|language| self.in_language(language)).collect()
    }

    /// This page in the other languages, for people.
    pub(crate) fn other_languages(&self) -> Vec<OtherLanguage> {
        let others = Language::all().filter(|language| *language != self.language);
        others.map(|language| self.in_language(language)).collect()
    }

    /// For a page that answers a form: what was sent, with which the same is asked in another language.
    pub(crate) fn fields(&self) -> &[(String, String)] {
        &self.fields
    }

    fn in_language(&self, language: Language) -> OtherLanguage {
        let code = language.code();
        let url = format!("/{code}{}{}", self.path, if self.is_link { self.query.as_str() } else { "" });
        OtherLanguage { code, name: language.say("language-name"), url }
    }

    /// Whether search engines may list it.
    pub(crate) fn is_listed(&self) -> bool {
        self.keep == Keep::Public && self.is_link && self.query.is_empty()
    }

    /// Answers with this page, written by the template that it is a part of.
    pub(crate) fn answer(&self, status: StatusCode, template: &impl Template) -> HttpResponse {
        let html = match template.render() {
            Ok(html) => html,
            Err(err) => {
                return PageError::from(service::Error::internal("writing a page", &err)).error_response();
            }
        };
        let mut response = HttpResponse::build(status);
        response.insert_header(ContentType::html());
        response.insert_header((header::CONTENT_LANGUAGE, self.language.code()));
        let keep = match self.keep {
            // A query is somebody's own, whatever it holds.
            Keep::Public if self.query.is_empty() => "no-cache",
            Keep::Public | Keep::Answer => "private, no-cache",
        };
        response.insert_header((header::CACHE_CONTROL, keep));
        if !self.names_language {
            response.append_header((header::VARY, "accept-language"));
        }
        if !self.is_listed() {
            response.insert_header(("x-robots-tag", "noindex"));
        }
        response.body(html)
    }
}
