//! Everything on a page can be seen and clicked, on every device.

use serde_json::Value;
use tests::browser::{Tab, Visitor};

use crate::pages;
use crate::site::site;

/// Runs a script on every page, and fails with the errors that it lists.
fn assert_nothing_wrong(visitor: Visitor, script: &str) {
    let site = site();
    let Some(tab) = Tab::open(&site, visitor) else { return };
    let mut wrong = Vec::new();
    for page in pages::all(&site) {
        page.show(&tab);
        open_all(&tab);
        let found = tab.run(&format!("{HELPERS} {script}"), &[]);
        let lines = found.as_array().unwrap().iter().map(|line| line.as_str().unwrap());
        wrong.extend(lines.map(|line| format!("{page}: {line}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Opens all `details` elements.
fn open_all(tab: &Tab) {
    tab.run("document.querySelectorAll('details').forEach(part => { part.open = true })", &[]);
}

/// Functions for the scripts.
const HELPERS: &str = "
    const name = part => part.outerHTML.replace(/\\s+/g, ' ').slice(0, 120);
    const isClipped = part => part.nodeType === 1 && getComputedStyle(part).clipPath !== 'none';
    const isShown = part => part.checkVisibility({ visibilityProperty: true }) && part.getClientRects().length > 0
        && !isClipped(part);
    const controls = () => [...document.querySelectorAll(
        'a[href], button, input:not([type=hidden]), select, textarea, summary')].filter(isShown);
    const round = number => Math.round(number * 10) / 10;";

/// Lists elements that are too wide, except those within an element that scrolls by itself.
const TOO_WIDE: &str = "
    const limit = 320;
    const scrolls = part => part.parentElement
        && (getComputedStyle(part).overflowX !== 'visible' || scrolls(part.parentElement));
    const wide = [...document.body.querySelectorAll('*')].filter(part => isShown(part)
        && part.getBoundingClientRect().right > limit + 0.5 && !scrolls(part.parentElement));
    const page = document.scrollingElement.scrollWidth > limit
        ? [`the page is ${document.scrollingElement.scrollWidth} wide`] : [];
    return page.concat(wide.map(part => `ends at ${round(part.getBoundingClientRect().right)}: ${name(part)}`))";

#[test]
fn nothing_scrolls_sideways_on_the_narrowest_phone() {
    assert_nothing_wrong(Visitor::on_small_phone(), TOO_WIDE);
}

#[test]
fn nothing_scrolls_sideways_at_a_zoom_of_400_percent() {
    assert_nothing_wrong(Visitor::zoomed_in(), TOO_WIDE);
}

/// Links within a sentence are exempt, and the label of a control counts as part of it.
const TOO_SMALL: &str = "
    const isInSentence = part => part.tagName === 'A' && getComputedStyle(part).display === 'inline'
        && [...part.parentElement.childNodes].some(node => node !== part && node.textContent.trim());
    const box = part => [part, ...(part.labels ?? [])].map(each => each.getBoundingClientRect())
        .reduce((one, other) => one.width * one.height > other.width * other.height ? one : other);
    return controls().filter(part => !isInSentence(part)).map(part => [part, box(part)])
        .filter(([, { width, height }]) => width < 24 || height < 24)
        .map(([part, { width, height }]) => `${round(width)} × ${round(height)}: ${name(part)}`)";

#[test]
fn touch_targets_are_24_pixels_wide_and_high() {
    assert_nothing_wrong(Visitor::on_phone(), TOO_SMALL);
}

#[test]
fn click_targets_are_24_pixels_wide_and_high() {
    assert_nothing_wrong(Visitor::at_desk(), TOO_SMALL);
}

/// The text of buttons must have equal space above and below.
const OFF_CENTER: &str = "
    const boxes = node => node.nodeType === 1 ? isClipped(node) ? [] : [...node.childNodes].flatMap(boxes)
        : (range => { range.selectNodeContents(node); return [...range.getClientRects()]; })(document.createRange());
    const gaps = part => { const [outer, inner] = [part.getBoundingClientRect(), boxes(part)];
        return [Math.min(...inner.map(each => each.top)) - outer.top,
            outer.bottom - Math.max(...inner.map(each => each.bottom))]; };
    return controls().filter(part => part.matches('button, .button, .call') && part.textContent.trim())
        .map(part => [part, gaps(part)]).filter(([, [above, below]]) => Math.abs(above - below) > 3)
        .map(([part, [above, below]]) => `${round(above)} above, ${round(below)} below: ${name(part)}`)";

#[test]
fn the_text_of_buttons_is_centered() {
    assert_nothing_wrong(Visitor::on_phone(), OFF_CENTER);
}

/// With forced colors, all backgrounds are the same, so a button needs a border.
const WITHOUT_EDGE: &str = "
    const hasEdge = ({ borderBottomStyle, borderBottomWidth }) =>
        borderBottomStyle !== 'none' && parseFloat(borderBottomWidth) >= 1;
    const isText = (part, { backgroundColor }) => part.tagName === 'SUMMARY' || part.closest('svg')
        || part.tagName === 'A' && backgroundColor.endsWith(', 0)')
        || part.tagName === 'BUTTON' && getComputedStyle(part).textDecorationLine.includes('underline');
    const isDrawn = part => !['checkbox', 'radio', 'range', 'file'].includes(part.type);
    return controls().filter(isDrawn).filter(part => { const style = getComputedStyle(part);
        return !isText(part, style) && !hasEdge(style); }).map(name)";

#[test]
fn controls_are_visible_with_forced_colors() {
    assert_nothing_wrong(Visitor::at_desk().with_forced_colors(), WITHOUT_EDGE);
}

const MOVING: &str = "
    const seconds = text => Math.max(...text.split(',').map(parseFloat));
    const moves = style => seconds(style.transitionDuration) > 0 || style.animationName !== 'none'
        || style.scrollBehavior === 'smooth';
    return [...document.querySelectorAll('*')].filter(part =>
        [null, '::before', '::after'].some(which => moves(getComputedStyle(part, which)))).map(name)";

#[test]
fn nothing_moves_with_reduced_motion() {
    assert_nothing_wrong(Visitor::on_phone().with_reduced_motion(), MOVING);
}

#[test]
fn the_checks_in_this_file_find_errors() {
    let site = site();
    let Some(tab) = Tab::open(&site, Visitor::on_small_phone()) else { return };
    tab.go("/");
    const SPOIL: &str = "document.querySelector('main').innerHTML =
        '<p id=wide>wide</p><button id=bare><span>x</span></button><a id=low class=button href=/>x</a>';
        const set = (id, values) => Object.assign(document.getElementById(id).style, values);
        set('wide', { width: '400px', transition: 'color 1s' });
        set('bare', { border: '0', padding: '0', minHeight: '0', width: '20px', height: '20px' });
        set('low', { paddingTop: '0' })";
    tab.run(SPOIL, &[]);
    for (script, marker) in [
        (TOO_WIDE, "id=\"wide\""),
        (TOO_SMALL, "id=\"bare\""),
        (OFF_CENTER, "id=\"low\""),
        (WITHOUT_EDGE, "id=\"bare\""),
        (MOVING, "id=\"wide\""),
    ] {
        let found = tab.run(&format!("{HELPERS} {script}"), &[]);
        let is_marked = |line: &Value| line.as_str().unwrap().contains(marker);
        assert!(found.as_array().unwrap().iter().any(is_marked), "{marker}: {found}");
    }
}
