//! Everything can be done with the keyboard.

use serde_json::json;
use tests::browser::{Key, Tab, Visitor};

use crate::pages;
use crate::site::site;

/// The kind of element that has the focus.
const FOCUSED: &str = "const part = document.activeElement;
    return part.hasAttribute('data-exit') ? 'exit' : part.matches('a[href=\"#main\"]') ? 'skip'
        : part.closest('main') ? 'main' : part.tagName";

fn focused(tab: &Tab) -> String {
    tab.run(FOCUSED, &[]).as_str().unwrap().to_owned()
}

#[test]
fn the_quick_exit_gets_the_focus_first_and_then_the_skip_link() {
    let site = site();
    for visitor in [Visitor::at_desk(), Visitor::at_desk().without_scripts()] {
        let Some(tab) = Tab::open(&site, visitor) else { return };
        for page in pages::all(&site) {
            page.show(&tab);
            if has_focus_elsewhere(&tab) {
                continue;
            }
            tab.press(Key::Tab);
            assert_eq!(focused(&tab), "exit", "{page}");
            tab.press(Key::Tab);
            assert_eq!(focused(&tab), "skip", "{page}");
            tab.press(Key::Enter);
            assert_eq!(focused(&tab), "main", "{page}: the skip link leads elsewhere");
        }
    }
}

/// Whether the page's script has moved the focus to what the visitor must correct.
fn has_focus_elsewhere(tab: &Tab) -> bool {
    tab.run("return document.activeElement.matches('[data-focus]')", &[]) == true
}

#[test]
fn what_the_visitor_must_correct_has_the_focus() {
    let site = site();
    let Some(tab) = Tab::open(&site, Visitor::at_desk()) else { return };
    for page in pages::all(&site) {
        page.show(&tab);
        assert_eq!(has_focus_elsewhere(&tab), page.name == "results-errors", "{page}");
    }
}

/// Collects the elements that the Tab key must reach, in order. Of the radio buttons with one name, it reaches only one.
const REACHABLE: &str = "
    const isShown = part => part.checkVisibility({ visibilityProperty: true });
    const parts = [...document.querySelectorAll(
        'a[href], button:enabled, input:enabled:not([type=hidden]), select, textarea, summary, [tabindex=\"0\"]')];
    const radios = new Set();
    const isFirst = part => part.type !== 'radio' || !radios.has(part.name) && radios.add(part.name);
    window.reachable = parts.filter(isShown).filter(isFirst);
    return window.reachable.length";

/// The position of the focus in that order, whether its ring is visible, what covers the element, and the element.
const REACHED: &str = "return (async () => {
    // The browser scrolls to the element in the next frame.
    await new Promise(requestAnimationFrame);
    const part = document.activeElement;
    const same = other => other === part || part.type === 'radio' && other.name === part.name;
    const style = getComputedStyle(part.matches('input:is([type=radio], [type=checkbox])') && part.labels[0]
        && getComputedStyle(part).outlineStyle === 'none' ? part.labels[0] : part);
    // In an SVG, the focus ring is a stroke.
    const drawn = part.closest('svg') && [...part.querySelectorAll('*')].map(each => getComputedStyle(each));
    const hasRing = drawn ? drawn.some(({ stroke, strokeWidth }) => stroke !== 'none' && parseFloat(strokeWidth) > 3)
        : style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    const { left, top, width, height } = part.getBoundingClientRect();
    const atCenter = document.elementFromPoint(left + width / 2, top + height / 2);
    const isCovered = !atCenter || !part.contains(atCenter) && !atCenter.contains(part)
        && ![...part.labels ?? []].some(label => label.contains(atCenter));
    const name = part => part?.outerHTML.slice(0, 100);
    return [window.reachable.findIndex(same), hasRing, isCovered ? name(atCenter) ?? 'the edge' : null, name(part)];
    })()";

/// Tabs through the page's `count` elements, starting at `first` if that is known. Returns what is wrong.
fn tab_through(tab: &Tab, count: u64, first: Option<u64>) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut expected = first;
    while expected.is_none_or(|expected| expected < count) {
        tab.press(Key::Tab);
        let reached = tab.run(REACHED, &[]);
        let (at, part) = (reached[0].as_u64(), reached[3].as_str().unwrap());
        if at.is_none() || expected.is_some_and(|expected| at != Some(expected)) {
            wrong.push(format!("{at:?} is reached as number {expected:?}: {part}"));
            break;
        }
        if reached[1] != true {
            wrong.push(format!("the focus can't be seen on {part}"));
        }
        if let Some(cover) = reached[2].as_str() {
            wrong.push(format!("{cover} covers {part}"));
        }
        expected = at.map(|at| at + 1);
    }
    wrong
}

#[test]
fn the_tab_key_reaches_everything_in_order_with_a_visible_focus() {
    let site = site();
    let mut wrong = Vec::new();
    // With animations, scrolling would not be finished yet.
    for visitor in [Visitor::at_desk().with_reduced_motion(), Visitor::on_small_phone().with_reduced_motion()]
    {
        let Some(tab) = Tab::open(&site, visitor) else { return };
        for page in pages::in_language(&site, "en") {
            page.show(&tab);
            let count = tab.run(REACHABLE, &[]).as_u64().unwrap();
            let first = if has_focus_elsewhere(&tab) { None } else { Some(0) };
            wrong.extend(tab_through(&tab, count, first).iter().map(|line| format!("{page}: {line}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Presses Escape three times in quick succession.
fn press_escape_three_times(tab: &Tab) {
    (0..3).for_each(|_| tab.press(Key::Escape));
}

/// The host that the quick exit leads to.
const ELSEWHERE: &str = "www.weather.gov:443";

#[test]
fn pressing_escape_three_times_leaves_without_a_way_back() {
    let site = site();
    let Some(tab) = Tab::open(&site, Visitor::at_desk()) else { return };
    let tab = tab.allowing_host(ELSEWHERE);
    for page in pages::in_language(&site, "en") {
        page.show(&tab);
        let before = tab.run("sessionStorage.setItem('kept', 'x'); return history.length", &[]);
        press_escape_three_times(&tab);
        tab.wait_until("the page is left", |tab| tab.url() == "https://www.weather.gov/");
        assert_eq!(tab.run("return history.length", &[]), before, "{page} was not replaced in the history");
        tab.go("/en/");
        assert_eq!(tab.run("return sessionStorage.length", &[]), 0, "{page}");
    }
}

#[test]
fn pressing_escape_three_times_in_an_open_list_leaves_too() {
    let site = site();
    let Some(tab) = Tab::open(&site, Visitor::at_desk()) else { return };
    let tab = tab.allowing_host(ELSEWHERE);
    tab.go("/en/");
    tab.run("document.querySelectorAll('details').forEach(part => { part.open = true })", &[]);
    tab.run("document.getElementById('level').focus()", &[]);
    tab.press(Key::Space);
    press_escape_three_times(&tab);
    tab.wait_until("the page is left", |tab| tab.url() == "https://www.weather.gov/");
}

#[test]
fn pressing_escape_once_or_twice_does_not_leave() {
    let site = site();
    let Some(tab) = Tab::open(&site, Visitor::at_desk()) else { return };
    tab.go("/en/");
    for _ in 0..2 {
        tab.press(Key::Escape);
        tab.press(Key::Escape);
        tab.press(Key::Tab);
    }
    assert_eq!(tab.path(), "/en/");
}

#[test]
fn the_quick_exit_stays_visible_while_scrolling_and_works_without_scripts() {
    let site = site();
    let visitor = Visitor::on_phone().without_scripts();
    let Some(tab) = Tab::open(&site, visitor) else { return };
    let tab = tab.allowing_host(ELSEWHERE);
    for page in pages::in_language(&site, "en") {
        page.show(&tab);
        tab.run("scrollTo(0, document.documentElement.scrollHeight)", &[]);
        const IN_SIGHT: &str =
            "const { top, bottom } = document.querySelector('[data-exit]').getBoundingClientRect();
            return top >= 0 && bottom <= innerHeight";
        assert_eq!(tab.run(IN_SIGHT, &[]), true, "{page}");
        let exit = tab.find("[data-exit]");
        assert!(exit.property("rel").as_str().is_some_and(|rel| rel.contains("noreferrer")), "{page}");
        exit.click();
        tab.wait_until("the page is left", |tab| tab.url() == "https://www.weather.gov/");
    }
}

#[test]
fn the_help_numbers_can_be_tapped_on_every_page() {
    let site = site();
    let Some(tab) = Tab::open(&site, Visitor::on_phone()) else { return };
    const NUMBERS: &str = "const numbers = () => [...document.querySelectorAll('.sos :is(a[href^=\"tel:\"], a[href^=\"sms:\"])')]
            .filter(link => link.checkVisibility()).map(link => link.getAttribute('href'));
        const atOnce = numbers();
        document.querySelector('.sos summary').click();
        return [atOnce, numbers().slice(-2)]";
    for page in pages::all(&site) {
        page.show(&tab);
        let text = if page.language == "es" { "sms:988?body=AYUDA" } else { "sms:988" };
        let expected = json!([["tel:911", "tel:988", text], ["tel:+18006624357", "tel:+18007997233"]]);
        assert_eq!(tab.run(NUMBERS, &[]), expected, "{page}");
    }
}
