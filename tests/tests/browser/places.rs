//! Comparisons and call sheets: compared places are visible together, and a printed sheet fits the page.

use serde_json::json;
use tests::browser::{Tab, Visitor};

use crate::pages;
use crate::site::{Site, site};

/// Four places as fields of the comparison's form.
fn four(site: &Site) -> Vec<(&'static str, String)> {
    let found = site.search(&[("state", "TX"), ("level", "any"), ("limit", "100")]).results;
    let chosen = site.chosen.iter().map(|(_, id)| (*id).to_owned());
    let mut ids: Vec<String> =
        chosen.chain(found.iter().map(|result| result.facility.id.to_string())).collect();
    ids.dedup();
    ids.into_iter().take(4).map(|id| ("id", id)).collect()
}

fn compare(site: &Site, visitor: Visitor) -> Option<Tab> {
    let tab = Tab::open(site, visitor)?;
    tab.go("/en/");
    let ids = four(site);
    let fields: Vec<(&str, &str)> = ids.iter().map(|(name, id)| (*name, id.as_str())).collect();
    tab.post("/en/compare", &fields);
    Some(tab)
}

#[test]
fn four_places_fit_side_by_side_on_a_desktop() {
    let site = site();
    let Some(tab) = compare(&site, Visitor::at_desk()) else { return };
    const SEEN: &str = "
        const box = part => part.getBoundingClientRect();
        const table = document.querySelector('table.compare');
        const heads = [...table.querySelectorAll('thead th:not(:first-child)')].map(box);
        const calls = [...table.querySelectorAll('.call')];
        return { heads: heads.length, tops: new Set(heads.map(head => Math.round(head.top))).size,
            isWhole: box(table).right <= innerWidth && document.scrollingElement.scrollWidth <= innerWidth,
            outside: calls.filter(call => box(call).right > box(call.closest('td')).right).length,
            broken: [...table.querySelectorAll('.number')].filter(part => part.getClientRects().length > 1).length,
            unnamed: calls.filter(call => !/^[A-Z]/.test(call.textContent)).length }";
    let expected = json!({ "heads": 4, "tops": 1, "isWhole": true, "outside": 0, "broken": 0, "unnamed": 0 });
    assert_eq!(tab.run(SEEN, &[]), expected);
}

#[test]
fn on_a_phone_names_stay_visible_and_the_comparison_is_short() {
    let site = site();
    let Some(tab) = compare(&site, Visitor::on_phone()) else { return };
    const SEEN: &str = "
        const table = document.querySelector('table.compare');
        const row = table.querySelector('tbody tr:nth-child(6)');
        row.scrollIntoView({ block: 'center' });
        const [head, exit] = ['thead', '.exit'].map(part => (part === 'thead' ? table : document).querySelector(part));
        const names = [...head.querySelectorAll('a')].map(name => name.getBoundingClientRect());
        const way = exit.getBoundingClientRect();
        return { inSight: names.every(name => name.top >= 0 && name.bottom < innerHeight),
            covered: names.filter(name => name.top < way.bottom && name.right > way.left && name.bottom > way.top).length,
            isShort: table.getBoundingClientRect().height < 5 * innerHeight }";
    assert_eq!(tab.run(SEEN, &[]), json!({ "inSight": true, "covered": 0, "isShort": true }));
}

#[test]
fn a_call_sheet_fits_one_page_with_room_to_write() {
    /// The height of a letter page in pixels without its margins.
    const ROOM: f64 = 1056.0 - 91.0;
    let site = site();
    let Some(tab) = Tab::open(&site, Visitor::at_desk()) else { return };
    for language in pages::LANGUAGES {
        tab.go(&format!("/{language}/"));
        tab.post(&format!("/{language}/list"), site.chosen);
        let metrics = json!({ "width": 816, "height": 1056, "deviceScaleFactor": 1, "mobile": false });
        tab.devtools("Emulation.setDeviceMetricsOverride", metrics);
        tab.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" }));
        const SEEN: &str = "
            const height = part => part.getBoundingClientRect().height;
            const shown = part => part.checkVisibility();
            const sheets = [...document.querySelectorAll('.sheet')];
            const advice = [...document.querySelectorAll('h2')].filter(shown)
                .findIndex(head => head.nextElementSibling?.matches('ul'));
            const rooms = sheets.flatMap(sheet => [...sheet.querySelectorAll('td')]).map(height);
            return { sheets: sheets.map(height), isFirst: advice === 0, rows: rooms.length, least: Math.min(...rooms) }";
        let seen = tab.run(SEEN, &[]);
        let heights: Vec<f64> =
            seen["sheets"].as_array().unwrap().iter().filter_map(|each| each.as_f64()).collect();
        assert_eq!((heights.len(), seen["rows"].as_u64()), (3, Some(66)), "{seen}");
        // In other languages, each question is also printed in English.
        let pages = if language == "en" { 1.0 } else { 2.0 };
        assert!(heights.iter().all(|height| *height <= pages * ROOM), "{language}: {seen}");
        assert!(seen["least"].as_f64().unwrap() >= 28.0, "{seen}");
        assert_eq!(seen["isFirst"], true, "{language}: {seen}");
        tab.devtools("Emulation.setEmulatedMedia", json!({ "media": "" }));
    }
}
