//! Suggestions for places and insurers while typing: with the keyboard, touch and a screen reader, and never in a URL.

use serde_json::{Value, json};
use tests::browser::tools::Axe;
use tests::browser::{Key, Tab, Visitor};

use crate::site::site;

/// What a screen reader learns about the field: its role, whether the list is open, the selected option, all options, the
/// announcement and the text.
const FIELD: &str = "const input = document.getElementById(arguments[0]);
    const active = document.getElementById(input.getAttribute('aria-activedescendant'));
    const list = document.getElementById(input.getAttribute('aria-controls'));
    const isMarked = active && active.getAttribute('aria-selected') === 'true';
    return { role: input.getAttribute('role'), open: input.getAttribute('aria-expanded') === 'true' && !list.hidden,
        active: isMarked ? active.textContent : null, options: [...list.children].map(each => each.textContent),
        status: list.parentElement.querySelector('[role=status]').textContent, text: input.value }";

fn field(tab: &Tab, id: &str) -> Value {
    tab.run(FIELD, &[json!(id)])
}

/// Opens the search page, which has the field for the insurer.
fn open_insurer_field(tab: &Tab, language: &str) {
    tab.go(&format!("/{language}/"));
}

/// Types into a field and waits for the suggestions.
fn type_into(tab: &Tab, id: &str, text: &str) {
    const EMPTY: &str = "const input = document.getElementById(arguments[0]);
        input.value = input.closest('.suggest').querySelector('[role=status]').textContent = '';
        input.focus()";
    tab.run(EMPTY, &[json!(id)]);
    tab.type_text(text);
    tab.wait_until("suggestions are announced", |tab| field(tab, id)["status"] != "");
}

#[test]
fn common_names_are_suggested_and_can_be_chosen_with_the_keyboard() {
    let site = site();
    let Some(tab) = Tab::open(&site, Visitor::at_desk()) else { return };
    open_insurer_field(&tab, "en");
    for (typed, name) in [
        ("obamacare", "Marketplace plan (Affordable Care Act)"),
        ("medicade", "Medicaid"),
        ("state insurance", "Medicaid"),
        ("uhc", "UnitedHealthcare"),
        ("Peach Care", "PeachCare for Kids (Georgia CHIP)"),
        ("bcbs of tex", "Blue Cross and Blue Shield of Texas"),
    ] {
        type_into(&tab, "insurer", typed);
        let seen = field(&tab, "insurer");
        assert_eq!(
            (&seen["role"], &seen["active"], &seen["text"]),
            (&json!("combobox"), &Value::Null, &json!(typed))
        );
        assert!(seen["status"].as_str().unwrap().starts_with("Found:"), "{seen}");
        tab.press(Key::Down);
        assert_eq!(field(&tab, "insurer")["active"], name, "{typed}");
        tab.press(Key::Enter);
        let taken = field(&tab, "insurer");
        assert_eq!((&taken["open"], &taken["text"]), (&json!(false), &json!(name)), "{typed}");
    }
    assert_eq!(tab.path(), "/en/", "Enter chose the suggestion, and must not send the form");
    assert_eq!(tab.run("return document.activeElement.id", &[]), "insurer");
}

#[test]
fn leaving_the_list_without_choosing_keeps_the_typed_text() {
    let site = site();
    let Some(tab) = Tab::open(&site, Visitor::at_desk()) else { return };
    open_insurer_field(&tab, "en");
    type_into(&tab, "insurer", "molina");
    tab.press(Key::Down);
    tab.press(Key::Escape);
    let closed = field(&tab, "insurer");
    assert_eq!(
        (&closed["open"], &closed["active"], &closed["text"]),
        (&json!(false), &Value::Null, &json!("molina"))
    );
    tab.press(Key::Down);
    assert_eq!(field(&tab, "insurer")["open"], true);
    tab.press(Key::Tab);
    let left = field(&tab, "insurer");
    assert_eq!((&left["open"], &left["text"]), (&json!(false), &json!("molina")));
}

#[test]
fn kinds_of_insurance_are_suggested_before_anything_is_typed() {
    let site = site();
    let Some(tab) = Tab::open(&site, Visitor::at_desk()) else { return };
    open_insurer_field(&tab, "es");
    tab.run("document.getElementById('insurer').focus()", &[]);
    tab.press(Key::Down);
    let seen = field(&tab, "insurer");
    assert_eq!((&seen["open"], &seen["active"]), (&json!(true), &json!("Seguro privado")), "{seen}");
    assert!(seen["options"].as_array().unwrap().len() > 5, "{seen}");
}

#[test]
fn suggestions_have_the_language_of_the_page_and_depend_on_the_place() {
    let site = site();
    let Some(tab) = Tab::open(&site, Visitor::at_desk()) else { return };
    open_insurer_field(&tab, "es");
    type_into(&tab, "near", "new york");
    assert_eq!(field(&tab, "near")["options"][0], "New York (todo el estado)");
    tab.run("document.getElementById('near').value = '45402'", &[]);
    type_into(&tab, "insurer", "obamacare");
    assert_eq!(field(&tab, "insurer")["options"][0], "Plan del mercado de seguros (Obamacare)");
    type_into(&tab, "insurer", "medicaid o");
    assert_eq!(field(&tab, "insurer")["options"][0], "Medicaid de Ohio", "what is sold there comes first");
}

#[test]
fn no_url_or_header_contains_typed_text() {
    let site = site();
    let Some(tab) = Tab::open(&site, Visitor::on_phone()) else { return };
    open_insurer_field(&tab, "en");
    tab.forget_requests();
    type_into(&tab, "near", "dayton");
    type_into(&tab, "insurer", "molina");
    let requests = tab.requests();
    let asked: Vec<(&str, &str)> =
        requests.iter().map(|request| (request.method.as_str(), request.path.as_str())).collect();
    assert!(
        asked.contains(&("POST", "/v1/places")) && asked.contains(&("POST", "/v1/insurers")),
        "{asked:?}"
    );
    for request in &requests {
        let sent = format!("{}{}", request.path, request.headers).to_lowercase();
        assert!(!sent.contains("dayton") && !sent.contains("molina"), "{sent}");
    }
    let known = tab.run("return performance.getEntries().map(entry => entry.name).join(' ')", &[]);
    assert!(!known.as_str().unwrap().contains("dayton"), "{known}");
}

#[test]
fn a_tap_chooses_an_option_and_the_list_fits_the_narrowest_phone() {
    let site = site();
    for visitor in [Visitor::on_small_phone(), Visitor::zoomed_in(), Visitor::at_desk().with_forced_colors()]
    {
        let Some(tab) = Tab::open(&site, visitor) else { return };
        open_insurer_field(&tab, "en");
        type_into(&tab, "insurer", "baylor scott");
        const WRONG: &str = "const wide = document.scrollingElement.scrollWidth > innerWidth ? ['the page is wide'] : [];
            const small = [...document.querySelectorAll('#insurer-list li')]
                .filter(option => option.getBoundingClientRect().height < 44).map(option => option.textContent);
            return wide.concat(small)";
        assert_eq!(tab.run(WRONG, &[]), json!([]));
        let second = field(&tab, "insurer")["options"][1].clone();
        tab.find("#insurer-list li:nth-child(2)").click();
        assert_eq!(field(&tab, "insurer")["text"], second);
    }
}

#[test]
fn axe_finds_nothing_in_an_open_list() {
    let (site, Some(axe)) = (site(), Axe::installed()) else { return };
    for visitor in [Visitor::on_phone(), Visitor::at_desk().in_dark_mode()] {
        let Some(tab) = Tab::open(&site, visitor) else { return };
        open_insurer_field(&tab, "en");
        type_into(&tab, "insurer", "molina");
        tab.press(Key::Down);
        assert_eq!(axe.violations(&tab), [""; 0]);
    }
}

#[test]
fn without_scripts_the_insurer_is_an_ordinary_field() {
    let site = site();
    let Some(plain) = Tab::open(&site, Visitor::on_phone().without_scripts()) else { return };
    plain.go("/en/");
    assert!(plain.find("#insurer").is_shown());
    assert_eq!(plain.find("#insurer").property("role"), Value::Null);
    assert!(!plain.find("[data-here]").is_shown(), "the location needs a script");
}

#[test]
fn the_position_of_the_device_is_shown_as_the_city_nearby() {
    let site = site();
    let Some(tab) = Tab::open(&site, Visitor::on_phone()) else { return };
    tab.go("/en/");
    tab.stand_at(30.2672, -97.7431);
    tab.forget_requests();
    tab.find("[data-here]").click();
    tab.wait_until("the city is shown", |tab| field(tab, "near")["text"] == "near Austin, TX");
    assert_eq!(tab.find("input[name=at]").property("value"), "30.27,-97.74");
    assert!(
        tab.requests().iter().all(|request| !format!("{request:?}").contains("97.7")),
        "{:?}",
        tab.requests()
    );
    tab.find("#near").type_text("x");
    assert_eq!(tab.find_all("input[name=at]").len(), 0, "the position is dropped");
}

#[test]
fn the_heading_of_errors_is_in_view_and_fields_describe_their_errors() {
    let site = site();
    let Some(tab) = Tab::open(&site, Visitor::on_small_phone()) else { return };
    tab.go("/en/");
    tab.post("/en/search", &[("near", "Dayton"), ("insurer", "molina")]);
    const SEEN: &str = "const { top } = document.querySelector('[data-focus] h2').getBoundingClientRect();
        return top >= document.querySelector('[data-exit]').getBoundingClientRect().bottom && top < innerHeight / 2";
    assert_eq!(tab.run(SEEN, &[]), true);
    const DESCRIBED: &str = "return ['near', 'insurer'].map(id => document.getElementById(id)).map(input =>
        input.getAttribute('aria-invalid') + ' ' + input.getAttribute('aria-describedby').split(' ')
            .map(id => document.getElementById(id).innerText).pop())";
    let plan = "Molina Healthcare can be more than one kind of plan. Which do you have?";
    assert_eq!(tab.run(DESCRIBED, &[]), json!(["true Which Dayton?", format!("true {plan}")]));
    tab.find_named("Dayton, OH").click();
    tab.wait_until("the place is known", |tab| !tab.text().contains("Which Dayton?"));
    tab.find_named("Medicare").click();
    tab.wait_until("places are found", |tab| tab.find_all("#search").is_empty());
    assert!(tab.text().contains("Molina Medicare"), "{}", tab.text());
}
