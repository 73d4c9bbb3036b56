//! Everybody can see and hit what is on a page, whatever they see it on.

use serde_json::Value;
use tests::browser::{Tab, Visitor};

use crate::pages;
use crate::site::site;

/// Runs a script on every page that lists what is wrong, as a visitor.
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

/// Unfolds what is folded.
fn open_all(tab: &Tab) {
    tab.run("document.querySelectorAll('details').forEach(part => { part.open = true })", &[]);
}

/// For the scripts.
const HELPERS: &str = "
    const name = part => part.outerHTML.replace(/\\s+/g, ' ').slice(0, 120);
    const isClipped = part => part.nodeType === 1 && getComputedStyle(part).clipPath !== 'none';
    const isShown = part => part.checkVisibility({ visibilityProperty: true }) && part.getClientRects().length > 0
        && !isClipped(part);
    const controls = () => [...document.querySelectorAll(
        'a[href], button, input:not([type=hidden]), select, textarea, summary')].filter(isShown);
    const round = number => Math.round(number * 10) / 10;";

/// A part that is cut off by a part around it that scrolls by itself is not in the way of reading.
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
fn nothing_scrolls_sideways_when_everything_is_four_times_as_large() {
    assert_nothing_wrong(Visitor::zoomed_in(), TOO_WIDE);
}

/// A link within a sentence is as high as the sentence; what has a label is hit by that too.
const TOO_SMALL: &str = "
    const isInSentence = part => part.tagName === 'A' && getComputedStyle(part).display === 'inline'
        && [...part.parentElement.childNodes].some(node => node !== part && node.textContent.trim());
    const box = part => [part, ...(part.labels ?? [])].map(each => each.getBoundingClientRect())
        .reduce((one, other) => one.width * one.height > other.width * other.height ? one : other);
    return controls().filter(part => !isInSentence(part)).map(part => [part, box(part)])
        .filter(([, { width, height }]) => width < 24 || height < 24)
        .map(([part, { width, height }]) => `${round(width)} × ${round(height)}: ${name(part)}`)";

#[test]
fn what_is_tapped_is_24_pixels_wide_and_high() {
    assert_nothing_wrong(Visitor::on_phone(), TOO_SMALL);
}

#[test]
fn what_is_clicked_is_24_pixels_wide_and_high() {
    assert_nothing_wrong(Visitor::at_desk(), TOO_SMALL);
}

/// What looks like a button has as much room above its words as below.
const OFF_CENTER: &str = "
    const gaps = part => { const words = document.createRange(); words.selectNodeContents(part);
        const [outer, inner] = [part, words].map(each => each.getBoundingClientRect());
        return [inner.top - outer.top, outer.bottom - inner.bottom]; };
    return controls().filter(part => part.matches('button, .button, .call') && part.textContent.trim())
        .map(part => [part, gaps(part)]).filter(([, [above, below]]) => Math.abs(above - below) > 3)
        .map(([part, [above, below]]) => `${round(above)} above, ${round(below)} below: ${name(part)}`)";

#[test]
fn words_stand_in_the_middle_of_buttons() {
    assert_nothing_wrong(Visitor::on_phone(), OFF_CENTER);
}

/// Where the system sets the colors, all backgrounds are the same: only a border shows where a button is.
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
fn controls_show_when_the_system_sets_the_colors() {
    assert_nothing_wrong(Visitor::at_desk().with_forced_colors(), WITHOUT_EDGE);
}

const MOVING: &str = "
    const seconds = text => Math.max(...text.split(',').map(parseFloat));
    const moves = style => seconds(style.transitionDuration) > 0 || style.animationName !== 'none'
        || style.scrollBehavior === 'smooth';
    return [...document.querySelectorAll('*')].filter(part =>
        [null, '::before', '::after'].some(which => moves(getComputedStyle(part, which)))).map(name)";

#[test]
fn nothing_moves_for_those_who_do_not_want_it() {
    assert_nothing_wrong(Visitor::on_phone().with_reduced_motion(), MOVING);
}

#[test]
fn the_checks_of_this_file_find_what_is_wrong() {
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
