//! The list of pages, in one place.

use tests::browser::Tab;
use tests::http::Answer;

use crate::site::Site;

/// A page, and how one gets there.
pub struct Page {
    /// What it is called here.
    pub name: &'static str,
    /// The status of the answer that it is.
    pub status: u16,
    path: String,
    /// What is sent; nothing for a page that has an address.
    form: Option<&'static [(&'static str, &'static str)]>,
}

/// Every page.
pub fn all(site: &Site) -> Vec<Page> {
    let page = |name, path: &str| Page { name, status: 200, path: path.to_owned(), form: None };
    let results = |name, form| Page { form: Some(form), ..page(name, "/search") };
    vec![
        page("start", "/"),
        results("results-many", &[("near", "78702"), ("level", "any")]),
        results("results-teen", &[("near", "78701"), ("program", "teen"), ("insurance", "medicaid")]),
        results("results-none", &[("near", "Eureka, CA"), ("program", "eating_disorder")]),
        Page { status: 400, ..results("results-errors", &[("near", "Austn, TX"), ("insurance", "medicaid")]) },
        page("facility", &site.facility),
        Page { status: 410, ..page("facility-gone", &site.gone) },
    ]
}

impl Page {
    /// Shows it in a tab.
    pub fn show(&self, tab: &Tab) {
        match self.form {
            None => tab.go(&self.path),
            Some(form) => {
                tab.go("/");
                tab.post(&self.path, form);
            }
        }
    }

    /// It, as it is served.
    pub fn fetch(&self, site: &Site, language: &str) -> Answer {
        let headers =
            [("accept-language", language), ("content-type", "application/x-www-form-urlencoded")];
        let answer = match self.form {
            None => site.send("GET", &self.path, &headers, b""),
            Some(form) => site.send("POST", &self.path, &headers, tests::http::query(form).as_bytes()),
        };
        answer.expect(self.status)
    }
}
