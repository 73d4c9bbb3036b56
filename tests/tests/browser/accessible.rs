//! The pages are accessible, as far as a program can check.

use std::collections::BTreeMap;

use tests::browser::tools::Axe;
use tests::browser::{Tab, Visitor};

use crate::pages;
use crate::site::site;

/// The devices and color schemes that pages are checked with.
const LOOKS: [(&str, Visitor); 4] = [
    ("phone", Visitor::on_phone()),
    ("dark phone", Visitor::on_phone().in_dark_mode()),
    ("desk", Visitor::at_desk()),
    ("dark desk", Visitor::at_desk().in_dark_mode()),
];

fn assert_axe_finds_nothing(language: &'static str) {
    let (site, Some(axe)) = (site(), Axe::installed()) else { return };
    let Some(tab) = Tab::open(&site, Visitor::on_phone()) else { return };
    // Grouped by violation, because most are on many pages.
    let mut violations: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for page in pages::in_language(&site, language) {
        page.show(&tab);
        for (look, visitor) in LOOKS {
            tab.show_to(visitor);
            for line in axe.violations(&tab) {
                violations.entry(line).or_default().push(format!("{page} ({look})"));
            }
        }
    }
    let lines = violations.iter().map(|(line, pages)| format!("{line}\n    on {}", pages.join(", ")));
    assert!(violations.is_empty(), "{}", lines.collect::<Vec<_>>().join("\n"));
}

#[test]
fn axe_finds_nothing_on_any_page_in_english() {
    assert_axe_finds_nothing("en");
}

#[test]
fn axe_finds_nothing_on_any_page_in_spanish() {
    assert_axe_finds_nothing("es");
}

#[test]
fn axe_runs_and_finds_violations() {
    let (site, Some(axe)) = (site(), Axe::installed()) else { return };
    let Some(tab) = Tab::open(&site, Visitor::at_desk()) else { return };
    tab.go("/");
    tab.run("document.querySelector('main').append(document.createElement('button'))", &[]);
    let violations = axe.violations(&tab);
    assert!(violations.iter().any(|line| line.starts_with("button-name ")), "{violations:?}");
}
