//! The markup is what it claims to be, and no link is dead.

use std::collections::BTreeSet;
use std::fs;

use tests::PageText;
use tests::browser::tools::validate;

use crate::pages;
use crate::site::site;

#[test]
fn the_html_of_every_page_is_valid() {
    let site = site();
    let folder = tempfile::tempdir().unwrap();
    for page in pages::all(&site) {
        let file = folder.path().join(page.name).with_extension("html");
        fs::write(file, page.fetch(&site, "en").body).unwrap();
    }
    let Some(found) = validate(folder.path()) else { return };
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn every_link_within_the_site_is_alive() {
    let site = site();
    let mut seen = BTreeSet::new();
    for page in pages::all(&site) {
        let text = PageText::of(page.fetch(&site, "en").text());
        let ids = text.values("id");
        for link in text.values("href").into_iter().chain(text.values("src")) {
            if let Some(id) = link.strip_prefix('#') {
                assert!(ids.contains(&id), "{}: nothing on the page has the id {id}", page.name);
            }
            let is_within = link.starts_with('/') && seen.insert(link.to_owned());
            if is_within {
                let answer = site.get(link);
                assert_eq!(answer.status, 200, "{} links to {link}", page.name);
            }
        }
    }
    assert!(seen.len() > 10, "{seen:?}");
}
