//! The HTML is valid, and no link is dead.

use std::collections::BTreeSet;
use std::fs;

use tests::PageText;
use tests::browser::tools::validate;
use tests::http::HttpResponse;

use crate::pages;
use crate::site::site;

#[test]
fn the_html_of_every_page_is_valid() {
    let site = site();
    let folder = tempfile::tempdir().unwrap();
    for page in pages::all(&site) {
        let file = folder.path().join(format!("{page}.html"));
        fs::write(file, page.fetch(&site).body).unwrap();
    }
    let Some(found) = validate(folder.path()) else { return };
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn every_link_within_the_site_works() {
    let site = site();
    let mut seen = BTreeSet::new();
    let mut dead = Vec::new();
    for page in pages::all(&site) {
        let text = PageText::new(page.fetch(&site).text());
        for link in text.values("href").into_iter().chain(text.values("src")) {
            let link = &link.replace("&#38;", "&");
            let (path, id) = link.split_once('#').unwrap_or((link.as_str(), ""));
            let is_within = path.is_empty() || path.starts_with('/');
            let is_known = !path.is_empty() && !seen.insert(link.to_owned());
            if !is_within || is_known {
                continue;
            }
            let is_alive = match path {
                "" => text.values("id").contains(&id),
                // The same page in another language has the same status.
                _ => leads_somewhere(&site.get(path), id, page.status_of(path)),
            };
            if !is_alive {
                dead.push(format!("{page} links to {link}"));
            }
        }
    }
    assert!(dead.is_empty(), "{dead:#?}");
    assert!(seen.len() > 10, "{seen:?}");
}

fn leads_somewhere(answer: &HttpResponse, id: &str, status: u16) -> bool {
    let has_it = || PageText::new(answer.text()).values("id").contains(&id);
    answer.status == status && (id.is_empty() || has_it())
}
