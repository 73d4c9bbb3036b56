//! What a visitor searches for stays between the page and the server.

use serde_json::{Value, json};
use tests::browser::{Tab, Visitor};

use crate::pages::{self, Page};
use crate::site::site;

/// Everything in the browser in which a search could remain after the page was shown.
const LEFT_BEHIND: &str = "
    const entries = storage => { try { return Object.entries(storage) } catch { return [] } };
    return JSON.stringify([location.href, document.title, document.referrer, document.cookie, history.state,
        entries(localStorage), entries(sessionStorage), performance.getEntries().map(entry => entry.name)])";

/// Whether a value reveals a need, and does not appear in URLs and headers anyway.
fn is_telling(value: &str) -> bool {
    value.len() > 3 && value != "none"
}

/// The sent values that reveal a need, in lower case.
fn words(page: &Page) -> Vec<String> {
    let asked = page.asked().iter().map(|(_, value)| value.to_lowercase());
    asked.filter(|value| is_telling(value)).collect()
}

#[test]
fn no_url_title_header_or_storage_contains_what_was_searched() {
    let site = site();
    for visitor in [Visitor::on_phone(), Visitor::at_desk().without_scripts()] {
        let Some(tab) = Tab::open(&site, visitor) else { return };
        for page in pages::all(&site) {
            tab.clear_cache();
            tab.forget_requests();
            page.show(&tab);
            let left = tab.run(LEFT_BEHIND, &[]).as_str().unwrap().to_lowercase();
            let requests = tab.requests();
            assert!(
                requests.iter().any(|request| request.path.starts_with("/static/")),
                "{page}: {requests:?}"
            );
            let sent =
                requests.iter().map(|request| format!("{}{}", request.path, request.headers).to_lowercase());
            for seen in sent.chain([left]) {
                let found = words(&page).into_iter().find(|word| seen.contains(word));
                assert_eq!(found, None, "{page} leaves it in:\n{seen}");
                assert!(!seen.contains("referer:") && !seen.contains("cookie:"), "{page}: {seen}");
            }
        }
        assert_eq!(tab.devtools("Network.getAllCookies", json!({}))["cookies"], json!([]));
        assert_eq!(tab.run("return [localStorage.length, sessionStorage.length]", &[]), json!([0, 0]));
    }
}

#[test]
fn going_back_to_the_results_shows_them_without_sending_the_form_again() {
    let site = site();
    for visitor in [Visitor::on_phone(), Visitor::on_phone().without_scripts()] {
        for page in pages::in_language(&site, "en").into_iter().filter(|page| page.name == "results-many") {
            let Some(tab) = Tab::open(&site, visitor) else { return };
            page.show(&tab);
            let results = tab.text();
            tab.find("article h2 a").click();
            tab.wait_until("a place is shown", |tab| tab.path().contains("/facilities/"));
            tab.forget_requests();
            tab.back();
            tab.wait_until("the results are shown", |tab| tab.path().ends_with("/search"));
            assert_eq!(tab.text(), results);
            assert!(tab.requests().iter().all(|request| request.method != "POST"), "{:?}", tab.requests());
        }
    }
}

#[test]
fn a_printed_page_does_not_reveal_the_search() {
    let site = site();
    let Some(tab) = Tab::open(&site, Visitor::at_desk()) else { return };
    // What a place says of itself is on its page whether or not somebody asked for it.
    let mut said_by_place = String::new();
    for page in pages::all(&site) {
        page.show(&tab);
        tab.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" }));
        let printed = tab.text().to_lowercase();
        assert!(!printed.is_empty(), "{page}");
        let fields = "return [...document.querySelectorAll('input:not([type=hidden]), select, textarea')]
            .filter(part => part.checkVisibility()).map(part => part.outerHTML)";
        assert_eq!(tab.run(fields, &[]), json!([]), "{page} prints what was entered");
        let asked = page.asked().iter().filter(|(name, _)| *name != "near").map(|(_, value)| *value);
        for value in asked.filter(|value| is_telling(value)).map(|value| value.replace('_', " ")) {
            let is_said_anyway = page.name == "facility-asked" && said_by_place.contains(&value);
            assert!(is_said_anyway || !printed.contains(&value), "{page} prints {value}:\n{printed}");
        }
        if page.name == "facility" {
            said_by_place = printed;
        }
        tab.devtools("Emulation.setEmulatedMedia", json!({ "media": "" }));
    }
}

/// At most 40 KB, compressed, in at most four requests: the page, the style sheet, the script and the icon.
const MOST: (usize, usize) = (40 * 1024, 4);

#[test]
fn a_results_page_is_small_and_needs_few_requests() {
    let site = site();
    let Some(tab) = Tab::open(&site, Visitor::on_phone()) else { return };
    for page in pages::all(&site) {
        tab.go("/openapi.json");
        tab.clear_cache();
        tab.forget_requests();
        page.show_from_here(&tab);
        let requests = tab.requests();
        let bytes: usize = requests.iter().map(|request| request.received).sum();
        assert!(bytes > 0, "{page}: {requests:?}");
        assert!(bytes <= MOST.0 && requests.len() <= MOST.1, "{page}: {bytes} bytes in {requests:#?}");
    }
}

#[test]
fn pages_run_nothing_that_their_policy_forbids() {
    let site = site();
    let Some(tab) = Tab::open(&site, Visitor::at_desk()) else { return };
    for page in pages::all(&site) {
        page.show(&tab);
        let entries = tab.browser_log();
        // The log also has an entry for each response with an error status, and some pages have one.
        let entries: Vec<&Value> = entries.iter().filter(|entry| entry["source"] != "network").collect();
        assert!(entries.is_empty(), "{page}: {entries:#?}");
    }
}
