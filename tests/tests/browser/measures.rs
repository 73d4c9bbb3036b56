//! Pixels that decide how many taps and how much scrolling a search takes. The font is fixed, because system fonts differ.

use serde_json::Value;
use tests::browser::{Tab, Visitor};

use crate::pages;
use crate::site::{Site, site};

/// Sets a font that is as wide as those of phones. Fields and buttons inherit it.
pub const SET_FONT: &str = "document.body.style.fontFamily = 'Liberation Sans, Arimo, Arial'; return null";

/// Functions for the scripts.
const HELPERS: &str = "const box = part => part.getBoundingClientRect();
    const find = selector => document.querySelector(selector);";

fn measure(tab: &Tab, script: &str) -> f64 {
    tab.run(SET_FONT, &[]);
    let measured = tab.run(&format!("{HELPERS} return {script}"), &[]);
    measured.as_f64().unwrap_or_else(|| panic!("{script}: {measured}"))
}

/// Shows the results of a search on a phone.
fn results(site: &Site, language: &str, asked: &[(&str, &str)]) -> Option<Tab> {
    let tab = Tab::open(site, Visitor::on_phone())?;
    tab.go(&format!("/{language}/"));
    tab.post(&format!("/{language}/search"), asked);
    Some(tab)
}

#[test]
fn the_header_is_48_pixels_high_on_every_page() {
    let site = site();
    for visitor in [Visitor::on_phone(), Visitor::at_desk()] {
        let Some(tab) = Tab::open(&site, visitor) else { return };
        for page in pages::all(&site) {
            page.show(&tab);
            assert_eq!(measure(&tab, "Math.round(box(find('.top')).height)"), 48.0, "{page}");
            assert!(measure(&tab, "box(find('.sos')).height") <= 48.0, "{page}: help takes one row");
        }
    }
}

#[test]
fn the_whole_form_is_on_the_first_screen_of_a_phone() {
    let site = site();
    for language in pages::LANGUAGES {
        for visitor in [Visitor::on_phone(), Visitor::on_phone().without_scripts()] {
            let Some(tab) = Tab::open(&site, visitor) else { return };
            tab.go(&format!("/{language}/"));
            let bottom = measure(&tab, "box(find('[data-submit]')).bottom");
            assert!(bottom <= 740.0, "{language}: the button ends at {bottom}");
        }
    }
}

#[test]
fn the_first_number_to_call_is_on_the_first_screen_with_advice_above_it() {
    let site = site();
    for language in pages::LANGUAGES {
        for asked in [
            &[("near", "78701"), ("what", "alcohol"), ("insurer", "Medicaid"), ("age", "adult")][..],
            &[("near", "78701"), ("what", "opioids"), ("insurer", "Cigna")],
            &[("near", "78701"), ("what", "mental_health"), ("insurer", "Cigna")],
        ] {
            let Some(tab) = results(&site, language, asked) else { return };
            let top = measure(&tab, "box(find('.card .call')).top");
            assert!(top < 480.0, "{language}: {asked:?}: the first button to call starts at {top}");
        }
    }
}

#[test]
fn cards_are_at_most_200_pixels_high() {
    let site = site();
    const TALL: &str = "[...document.querySelectorAll('.card:not(:has(.fold))')]
        .filter(card => box(card).height > 200).map(card => box(card).height + ' ' + card.innerText)";
    for language in pages::LANGUAGES {
        for asked in [
            &[("near", "78701"), ("what", "alcohol"), ("insurer", "Medicaid"), ("age", "adult")][..],
            &[
                ("near", "78701"),
                ("level", "any"),
                ("insurer", "Cigna"),
                ("wish", "spanish"),
                ("wish", "group"),
            ],
            &[("near", "78702"), ("level", "any")],
        ] {
            let Some(tab) = results(&site, language, asked) else { return };
            tab.run(SET_FONT, &[]);
            let tall = tab.run(&format!("{HELPERS} return {TALL}"), &[]);
            assert_eq!(tall, Value::Array(Vec::new()), "{language}: {asked:?}");
        }
    }
}

#[test]
fn the_map_is_beside_the_list_on_a_desktop_and_behind_a_button_on_a_phone() {
    let site = site();
    let asked = [("near", "78702"), ("level", "any")];
    let Some(phone) = results(&site, "en", &asked) else { return };
    assert!(!phone.find("#map").is_shown());
    phone.find(".to-map").click();
    assert!(phone.find("#map").is_shown() && !phone.find(".cards").is_shown());
    phone.find(".to-list").click();
    assert!(!phone.find("#map").is_shown() && phone.find(".cards").is_shown());
    let Some(desk) = Tab::open(&site, Visitor::at_desk()) else { return };
    desk.go("/en/");
    desk.post("/en/search", &asked);
    const BESIDE: &str = "(scrollTo(0, 600), box(find('#map')).left >= box(find('.cards')).right
        && box(find('#map')).top >= 48 && box(find('.map')).bottom <= innerHeight ? 1 : 0)";
    assert_eq!(measure(&desk, BESIDE), 1.0, "the map stays in sight beside the list");
}

#[test]
fn a_card_and_its_pin_highlight_each_other() {
    let site = site();
    let Some(tab) = Tab::open(&site, Visitor::at_desk()) else { return };
    tab.go("/en/");
    tab.post("/en/search", &[("near", "78702"), ("level", "any")]);
    const LIT: &str =
        "return [...document.querySelectorAll('.map-on')].map(pin => pin.dataset.places.split(' ')[0])";
    let number = tab.run("return document.querySelector('[data-places]').dataset.places.split(' ')[0]", &[]);
    let number = number.as_str().unwrap();
    tab.run(&format!("document.querySelector('#place-{number} .call').focus()"), &[]);
    assert_eq!(tab.run(LIT, &[]), serde_json::json!([number]));
    tab.run("document.querySelector('[data-places]').focus()", &[]);
    let card = tab.run("return document.querySelector('.card-on').id", &[]);
    assert_eq!(card, format!("place-{number}"));
}
