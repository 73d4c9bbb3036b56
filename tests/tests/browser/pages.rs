//! The list of all pages.

use std::fmt;

use tests::browser::Tab;
use tests::http::HttpResponse;

use crate::site::Site;

/// The languages of the pages, as in URLs.
pub const LANGUAGES: [&str; 2] = ["en", "es"];

/// A page, and how to get there.
pub struct Page {
    /// A name for it in messages.
    pub name: &'static str,
    /// The language of the page.
    pub language: &'static str,
    /// The status of the response.
    pub status: u16,
    path: String,
    /// The form to send; empty for a page with a URL of its own.
    form: Option<&'static [(&'static str, &'static str)]>,
}

/// Answers whose outcome has every part that an outcome can have.
const OUTCOME: [(&str, &str); 10] = [
    ("danger", "no"),
    ("health", "none"),
    ("help", "substances"),
    ("help", "gambling"),
    ("use", "opioids"),
    ("pregnancy", "yes"),
    ("home", "none"),
    ("tried", "nothing"),
    ("days", "children"),
    ("age", "adult"),
];

/// A search whose answers a facility lists, leaves open and says no to.
const ASKED: [(&str, &str); 5] = [
    ("near", "78701"),
    ("what", "alcohol"),
    ("insurer", "Cigna"),
    ("wish", "veterans"),
    ("wish", "child_care"),
];

/// Every page, in every language.
pub fn all(site: &Site) -> Vec<Page> {
    LANGUAGES.iter().flat_map(|language| in_language(site, language)).collect()
}

/// Every page, in a language.
pub fn in_language(site: &Site, language: &'static str) -> Vec<Page> {
    let page = |name, path: &str| Page {
        name,
        language,
        status: 200,
        path: format!("/{language}{path}"),
        form: None,
    };
    let results = |name, form| Page { form: Some(form), ..page(name, "/search") };
    let guidance = |name, form| Page { form: Some(form), ..page(name, "/guide/right") };
    vec![
        page("start", "/"),
        page("guide", "/guide"),
        page("guidance-first", "/guide/right"),
        guidance("guidance-alert", &[("danger", "no"), ("health", "psychiatric")]),
        Page {
            status: 400,
            ..guidance(
                "guidance-missing",
                &[
                    ("danger", "no"),
                    ("health", "none"),
                    ("help", "none"),
                    ("use", "none"),
                    ("home", "use"),
                    ("asked", "tried"),
                ],
            )
        },
        guidance("guidance-danger", &[("danger", "now")]),
        guidance("guidance-outcome", &OUTCOME),
        guidance(
            "guidance-detox",
            &[("danger", "no"), ("health", "none"), ("help", "none"), ("use", "alcohol")],
        ),
        results("results-many", &[("near", "78702"), ("level", "any")]),
        results("results-teen", &[("near", "78701"), ("age", "under_18")]),
        results(
            "results-asked",
            &[
                ("near", "78701"),
                ("what", "alcohol"),
                ("insurer", "Cigna"),
                ("age", "adult"),
                ("telehealth", "yes"),
                ("wish", "spanish"),
            ],
        ),
        results(
            "results-mental-health",
            &[("near", "78701"), ("what", "mental_health"), ("insurer", "none")],
        ),
        results(
            "results-heeding",
            &[("near", "78702"), ("level", "detox"), ("filter", "alcohol_detox"), ("heed", "withdrawal")],
        ),
        results("results-none", &[("near", "Eureka, CA"), ("what", "eating")]),
        Page { status: 400, ..results("results-errors", &[("near", "Austn, TX"), ("what", "alcohol")]) },
        page("privacy", "/privacy"),
        page("docs", "/docs"),
        page("list-empty", "/list"),
        page("compare-empty", "/compare"),
        Page { form: Some(site.chosen), ..page("list", "/list") },
        Page { form: Some(site.lettered), ..page("list-letters", "/list") },
        Page { form: Some(site.chosen), ..page("compare", "/compare") },
        page("facility", &site.facility),
        Page { form: Some(&ASKED), ..page("facility-asked", &site.facility) },
        page("coordinators", "/coordinators"),
        Page { status: 410, ..page("facility-gone", &site.gone) },
    ]
}

impl Page {
    /// Shows the page in a tab.
    pub fn show(&self, tab: &Tab) {
        if self.form.is_some() {
            tab.go(&format!("/{}/", self.language));
        }
        self.show_from_here(tab);
    }

    /// Shows the page in a tab that is already on the site.
    pub fn show_from_here(&self, tab: &Tab) {
        match self.form {
            None => tab.go(&self.path),
            Some(form) => tab.post(&self.path, form),
        }
    }

    /// The form that leads to the page; empty for a page with a URL of its own.
    pub fn asked(&self) -> &'static [(&'static str, &'static str)] {
        self.form.unwrap_or_default()
    }

    /// The status that a path must have when this page links to it.
    pub fn status_of(&self, path: &str) -> u16 {
        let without_language = |path: &str| path.get(3..).map(str::to_owned);
        if without_language(path) == without_language(&self.path) { self.status } else { 200 }
    }

    /// Fetches the page.
    pub fn fetch(&self, site: &Site) -> HttpResponse {
        let answer = match self.form {
            None => site.get(&self.path),
            Some(form) => site.post_form(&self.path, form),
        };
        answer.expect(self.status)
    }
}

impl fmt::Display for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.name, self.language)
    }
}
