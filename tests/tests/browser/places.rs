//! Pages of places: what matters about a place is on the first screen, compared places are visible together, and a printed
//! list fits the page.

use serde_json::json;
use tests::browser::{Tab, Visitor};

use crate::measures::SET_FONT;
use crate::pages;
use crate::site::{Site, site};

/// So many places as fields of a form.
fn places(site: &Site, count: usize) -> Vec<(&'static str, String)> {
    let found = site.search(&[("state", "TX"), ("level", "any"), ("limit", "100")]).results;
    let chosen: Vec<String> = site.chosen.iter().map(|(_, id)| (*id).to_owned()).collect();
    let others = found.iter().map(|result| result.facility.id.to_string());
    let others: Vec<String> = others.filter(|id| !chosen.contains(id)).collect();
    [chosen, others].concat().into_iter().take(count).map(|id| ("id", id)).collect()
}

/// Posts so many places to a page.
fn post(tab: &Tab, site: &Site, path: &str, count: usize) {
    tab.go("/en/");
    let ids = places(site, count);
    let fields: Vec<(&str, &str)> = ids.iter().map(|(name, id)| (*name, id.as_str())).collect();
    tab.post(path, &fields);
}

/// Posts the search of a visitor to the page of a place.
fn come_from_results(tab: &Tab, site: &Site) {
    tab.go("/en/");
    tab.post(&format!("/en{}", site.facility), &[("near", "78701"), ("insurer", "Medicaid")]);
}

#[test]
fn a_place_takes_at_most_three_phone_screens_and_begins_with_what_matters() {
    let site = site();
    let Some(tab) = Tab::open(&site, Visitor::on_phone()) else { return };
    come_from_results(&tab, &site);
    tab.run(SET_FONT, &[]);
    const SEEN: &str = "
        const bottom = part => document.querySelector(part).getBoundingClientRect().bottom;
        const first = ['.back', 'h1', '.place-head .call', '.fit', '.where', '.asks > li'];
        return { below: first.filter(part => bottom(part) > innerHeight),
            screens: document.querySelector('main').getBoundingClientRect().bottom / innerHeight }";
    let seen = tab.run(SEEN, &[]);
    assert_eq!(seen["below"], json!([]), "{seen}");
    assert!(seen["screens"].as_f64().unwrap() <= 3.0, "{seen}");
}

#[test]
fn a_place_is_opened_from_the_results_with_what_was_asked_and_leads_back() {
    let site = site();
    let Some(tab) = Tab::open(&site, Visitor::on_phone()) else { return };
    tab.go("/en/");
    tab.post("/en/search", &[("near", "78701")]);
    tab.find("article h2 a").click();
    tab.wait_until("the place is shown", |tab| tab.path().contains("/facilities/"));
    assert!(tab.text().contains("What you asked for"), "{}", tab.text());
    assert_eq!(tab.run("return location.search", &[]), "", "nothing that was asked is in the URL");
    tab.find(".back button").click();
    tab.wait_until("the results are shown", |tab| tab.path().ends_with("/search"));
}

#[test]
fn three_places_fit_side_by_side_on_a_desktop() {
    let site = site();
    let Some(tab) = Tab::open(&site, Visitor::at_desk()) else { return };
    post(&tab, &site, "/en/compare", 3);
    const SEEN: &str = "
        const box = part => part.getBoundingClientRect();
        const table = document.querySelector('table.compare');
        const heads = [...table.querySelectorAll('thead th')].map(box);
        const calls = [...table.querySelectorAll('.call')];
        return { heads: heads.length, tops: new Set(heads.map(head => Math.round(head.top))).size,
            isWhole: box(table).right <= innerWidth && document.scrollingElement.scrollWidth <= innerWidth,
            outside: calls.filter(call => box(call).right > box(call.closest('th')).right).length,
            broken: [...table.querySelectorAll('.tel')].filter(part => part.getClientRects().length > 1).length,
            unnamed: calls.filter(call => !/^[A-Z]/.test(call.textContent)).length }";
    let expected = json!({ "heads": 3, "tops": 1, "isWhole": true, "outside": 0, "broken": 0, "unnamed": 0 });
    assert_eq!(tab.run(SEEN, &[]), expected);
}

#[test]
fn on_a_phone_each_cell_of_the_comparison_says_whose_it_is() {
    let site = site();
    let Some(tab) = Tab::open(&site, Visitor::on_phone()) else { return };
    post(&tab, &site, "/en/compare", 3);
    const SEEN: &str = "
        const cells = [...document.querySelector('table.compare').querySelectorAll('tbody td')];
        const number = cell => cell.querySelector('.num').firstChild.textContent;
        const isSeen = cell => cell.querySelector('.num').checkVisibility();
        return { rows: cells.length / 3, numbers: cells.slice(0, 3).map(number), unseen: cells.filter(cell => !isSeen(cell)).length,
            wide: document.scrollingElement.scrollWidth - innerWidth }";
    let seen = tab.run(SEEN, &[]);
    assert!(seen["rows"].as_f64().unwrap() >= 2.0, "{seen}");
    assert_eq!(
        (&seen["numbers"], &seen["unseen"], &seen["wide"]),
        (&json!(["1", "2", "3"]), &json!(0), &json!(0))
    );
}

#[test]
fn a_printed_list_of_eight_places_fits_one_page_with_room_to_write() {
    let site = site();
    let Some(tab) = Tab::open(&site, Visitor::at_desk()) else { return };
    for language in pages::LANGUAGES {
        post(&tab, &site, &format!("/{language}/list"), 8);
        tab.run(SET_FONT, &[]);
        let metrics = json!({ "width": 816, "height": 1056, "deviceScaleFactor": 1, "mobile": false });
        tab.devtools("Emulation.setDeviceMetricsOverride", metrics);
        tab.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" }));
        const SEEN: &str = "
            const shown = [...document.querySelectorAll('body *')].filter(part => part.checkVisibility());
            const lines = [...document.querySelectorAll('.sheet .write dd')].map(part => part.getBoundingClientRect());
            const bottom = Math.max(...shown.filter(part => part.closest('main > *'))
                .map(part => part.getBoundingClientRect().bottom));
            return { rows: document.querySelectorAll('.sheet tbody tr').length, lines: lines.length,
                narrowest: Math.min(...lines.map(line => line.width)), bottom, wide: document.scrollingElement.scrollWidth }";
        let seen = tab.run(SEEN, &[]);
        assert_eq!((&seen["rows"], &seen["lines"]), (&json!(8), &json!(24)), "{seen}");
        assert!(seen["bottom"].as_f64().unwrap() <= 1056.0, "{language}: {seen}");
        assert!(
            seen["narrowest"].as_f64().unwrap() >= 80.0 && seen["wide"].as_f64().unwrap() <= 816.0,
            "{seen}"
        );
        assert_eq!(tab.printed_sheets(), 1, "{language}");
        tab.devtools("Emulation.setEmulatedMedia", json!({ "media": "" }));
    }
}

#[test]
fn a_dense_list_has_fourteen_places_on_a_desktop_screen() {
    let site = site();
    let Some(tab) = Tab::open(&site, Visitor::at_desk()) else { return };
    post(&tab, &site, "/en/list", 16);
    tab.run(SET_FONT, &[]);
    tab.find(".dense input").click();
    const SEEN: &str = "return [...document.querySelectorAll('.sheet tbody tr')]
        .filter(row => row.getBoundingClientRect().bottom <= innerHeight).length";
    let rows = tab.run(SEEN, &[]).as_u64().unwrap();
    assert!(rows >= 14, "{rows}");
}

#[test]
fn dense_results_have_fourteen_places_on_a_desktop_screen() {
    let site = site();
    let Some(tab) = Tab::open(&site, Visitor::at_desk()) else { return };
    tab.go("/en/");
    tab.post("/en/search", &[("near", "78702"), ("level", "any"), ("insurer", "Medicaid")]);
    tab.run(SET_FONT, &[]);
    tab.find(".dense input").click();
    const SEEN: &str = "const cards = [...document.querySelectorAll('.card')];
        return [cards.filter(card => card.getBoundingClientRect().bottom <= innerHeight).length,
            cards.filter(card => card.querySelector('.call').getBoundingClientRect().right > innerWidth).length]";
    let seen = tab.run(SEEN, &[]);
    assert!(seen[0].as_u64().unwrap() >= 14, "{seen}");
    assert_eq!(seen[1], 0, "no number is cut off");
}

#[test]
fn without_a_script_a_button_of_the_card_says_how_the_place_fits() {
    let site = site();
    let Some(tab) = Tab::open(&site, Visitor::on_phone().without_scripts()) else { return };
    tab.go("/en/");
    tab.post("/en/search", &[("near", "78701")]);
    tab.find(".card noscript button").click();
    tab.wait_until("the place is shown", |tab| tab.path().contains("/facilities/"));
    assert!(tab.text().contains("What you asked for"), "{}", tab.text());
}

#[test]
fn a_place_can_be_saved_and_left_with_one_key() {
    let site = site();
    let Some(tab) = Tab::open(&site, Visitor::at_desk()) else { return };
    tab.go("/en/");
    tab.post("/en/search", &[("near", "78702"), ("level", "any")]);
    const PRESS: &str = "const press = key => document.activeElement
            .dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
        const cards = [...document.querySelectorAll('.card')];
        cards[0].querySelector('a').focus();
        press('s'); press('j');
        const isNext = cards[1].contains(document.activeElement);
        press('k');
        return [cards[0].querySelector('[data-choose]').checked, isNext, cards[0].contains(document.activeElement)]";
    assert_eq!(tab.run(PRESS, &[]), json!([true, true, true]));
}

#[test]
fn letters_stay_with_their_places() {
    let site = site();
    let Some(tab) = Tab::open(&site, Visitor::at_desk()) else { return };
    tab.go(&format!("/en{}", site.facility));
    tab.find(".save input").click();
    tab.go("/en/list");
    tab.wait_until("the list is filled in", |tab| tab.text().contains("For several clients"));
    tab.find("button[name=letters]").click();
    tab.wait_until("the letters are shown", |tab| {
        tab.text().contains("FOR CLIENT") || tab.text().contains("For client")
    });
    tab.find(".sheet [data-letter][value^=B]").click();
    const PRESSED: &str =
        "return [...document.querySelectorAll('.sheet [data-letter]')].map(letter => letter.ariaPressed)";
    tab.wait_until("the place is on list B", |tab| tab.run(PRESSED, &[]) == json!(["true", "true", "false"]));
    tab.go("/en/list");
    tab.wait_until("the browser remembers it", |tab| {
        tab.run(PRESSED, &[]) == json!(["true", "true", "false"])
    });
}
