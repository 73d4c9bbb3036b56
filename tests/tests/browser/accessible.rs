//! Nothing keeps people out, as far as a program can tell.

use tests::browser::tools::Axe;
use tests::browser::{Tab, Visitor};

use crate::pages;
use crate::site::site;

/// Every way a page can look.
const LOOKS: [(&str, Visitor); 4] = [
    ("on a phone", Visitor::on_phone()),
    ("on a phone, dark", Visitor::on_phone().in_the_dark()),
    ("at a desk", Visitor::at_desk()),
    ("at a desk, dark", Visitor::at_desk().in_the_dark()),
];

#[test]
fn axe_finds_nothing_on_any_page() {
    let (site, Some(axe)) = (site(), Axe::installed()) else { return };
    let Some(tab) = Tab::open(&site, Visitor::on_phone()) else { return };
    let mut violations = Vec::new();
    for page in pages::all(&site) {
        page.show(&tab);
        for (look, visitor) in LOOKS {
            tab.show_to(visitor);
            violations.extend(axe.violations(&tab).iter().map(|line| format!("{} {look}: {line}", page.name)));
        }
    }
    assert!(violations.is_empty(), "{}", violations.join("\n"));
}
