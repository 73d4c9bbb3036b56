//! Whole maps, as a browser gets them.

use std::collections::BTreeSet;
use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use roxmltree::{Document, Node};

use directory::{Area, Coordinate, State};

use super::outlines::Outlines;
use super::*;

const WORDS: MapWords<'static> = MapWords {
    label: "Map of the places in the list",
    miles: "miles",
    center: "where you searched",
    circle: "within 25 miles",
    shown: "the part above",
    approximate: "about here",
};

/// A map of twenty facilities has at most this many bytes when compressed.
const MOST_BYTES: usize = 6 * 1024;
/// What can be tapped is at least this many units wide and high: 24 pixels if the map is 275 pixels wide.
const SMALLEST_TARGET: f64 = 56.0;

fn coordinate(latitude: f64, longitude: f64) -> Coordinate {
    Coordinate::new(latitude, longitude).unwrap()
}

fn within(center: Coordinate, miles: f64) -> Area {
    Area::Within { center, miles }
}

fn map(area: Area, state: Option<&str>, pins: &[Pin<'_>]) -> String {
    let state = state.and_then(State::from_code);
    render(&MapRequest { area, state, pins, words: WORDS }).svg
}

fn pin(number: usize, at: Coordinate) -> Pin<'static> {
    Pin { number, coordinate: at, name: "Harbor House", href: "#place", approximate: false }
}

fn links<'a>(map: &'a Document<'a>) -> Vec<Node<'a, 'a>> {
    map.descendants().filter(|node| node.has_tag_name("a")).collect()
}

fn text_of(node: Node<'_, '_>, tag: &str) -> Vec<String> {
    let tagged = node.descendants().filter(|child| child.has_tag_name(tag));
    tagged.filter_map(|child| child.text().map(str::to_owned)).collect()
}

/// The area of a link that can be tapped.
fn target(link: Node<'_, '_>) -> Rect {
    let rect = link.children().find(|child| child.attribute("class") == Some("map-target")).unwrap();
    let number = |name| rect.attribute(name).unwrap().parse().unwrap();
    Rect { x: number("x"), y: number("y"), width: number("width"), height: number("height") }
}

/// The numbers of the facilities that a link stands for: those in its name or, for a single facility, the one that is
/// shown.
fn numbers(link: Node<'_, '_>) -> Vec<usize> {
    let name = text_of(link, "title").join(" ");
    let (seen, places) = name.split_once(": ").unwrap();
    assert_eq!(text_of(link, "text"), [seen]);
    let numbered = places.split("; ").filter_map(|place| place.split_once(". ")?.0.parse().ok());
    let numbered: Vec<usize> = numbered.collect();
    if numbered.is_empty() { vec![seen.parse().unwrap()] } else { numbered }
}

fn towns_of(map: &Document<'_>) -> Vec<String> {
    let named = map.descendants().find(|node| node.attribute("class") == Some("map-towns")).unwrap();
    text_of(named, "text")
}

fn compressed(text: &str) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap().len()
}

/// What is true of every map.
fn check(svg: &str, pins: &[Pin<'_>]) -> Result<(), TestCaseError> {
    let map = Document::parse(svg).map_err(|err| TestCaseError::fail(format!("{err}: {svg}")))?;
    for attribute in map.descendants().flat_map(|node| node.attributes()) {
        prop_assert!(attribute.name() != "style");
        match attribute.name() {
            "x" | "y" | "cx" | "cy" | "r" | "rx" | "width" | "height" => {
                prop_assert!(attribute.value().parse::<i32>().is_ok_and(|n| n.abs() < i32::MAX), "{svg}");
            }
            "d" => prop_assert!(
                attribute.value().chars().all(|c| "Mmlhvz -0123456789".contains(c))
                    && !attribute.value().contains("2147483647"),
                "{svg}"
            ),
            _ => {}
        }
    }
    let frame = map.descendants().filter(|node| node.has_tag_name("svg")).nth(1).unwrap();
    let [width, height] =
        ["width", "height"].map(|name| frame.attribute(name).unwrap().parse::<f64>().unwrap());
    let targets: Vec<Rect> = links(&map).into_iter().map(target).collect();
    for (i, target) in targets.iter().enumerate() {
        prop_assert!(target.fits(width, height), "{target:?} in {width} {height}");
        prop_assert!(target.width >= SMALLEST_TARGET && target.height >= SMALLEST_TARGET);
        prop_assert!(!targets[..i].iter().any(|other| other.overlaps(target)), "{targets:?}");
    }
    let mut shown: Vec<usize> = links(&map).into_iter().flat_map(numbers).collect();
    shown.sort_unstable();
    prop_assert_eq!(shown, pins.iter().map(|pin| pin.number).collect::<Vec<_>>());
    let names = text_of(map.root(), "title").join("; ");
    prop_assert!(pins.iter().all(|pin| names.contains(pin.name)));
    Ok(())
}

/// Points in all parts of the country, including the islands.
fn center() -> impl Strategy<Value = Coordinate> {
    let fixed = [
        (61.2, -149.9),
        (51.88, -176.65),
        (71.29, -156.79),
        (21.3, -157.86),
        (18.47, -66.1),
        (13.47, 144.75),
        (-14.28, -170.7),
        (7.34, 134.48),
        (40.71, -74.0),
        (45.52, -122.68),
    ];
    let islands = prop::sample::select(fixed.to_vec());
    let anywhere = (25.0..49.0, -124.0..-67.0);
    prop_oneof![islands, anywhere].prop_map(|(latitude, longitude)| coordinate(latitude, longitude))
}

/// Facilities around a point, at most this many miles away in each direction.
fn places(
    center: Coordinate,
    miles: f64,
    most: usize,
) -> impl Strategy<Value = Vec<(Coordinate, String, bool)>> {
    let offset = -miles / 100.0..=miles / 100.0;
    let place = (offset.clone(), offset, r#"[A-Za-z&<>'" ]{1,30}"#, any::<bool>());
    let place = place.prop_map(move |(north, east, name, approximate)| {
        let latitude = (center.latitude() + north).clamp(-90.0, 90.0);
        let longitude = (center.longitude() + east + 540.0).rem_euclid(360.0) - 180.0;
        (coordinate(latitude, longitude), name, approximate)
    });
    prop::collection::vec(place, 0..=most)
}

fn search(most: usize) -> impl Strategy<Value = (Coordinate, f64, Vec<(Coordinate, String, bool)>)> {
    (center(), 1.0..=500.0, 0.01..=1.0).prop_flat_map(move |(center, miles, spread)| {
        (Just(center), Just(miles), places(center, miles * spread, most))
    })
}

fn pins_of<'a>(places: &'a [(Coordinate, String, bool)], hrefs: &'a [String]) -> Vec<Pin<'a>> {
    let numbered = places.iter().zip(hrefs).zip(1..);
    numbered
        .map(|(((at, name, approximate), href), number)| Pin {
            number,
            coordinate: *at,
            name,
            href,
            approximate: *approximate,
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_map_is_valid_and_small((center, miles, places) in search(20), ids in prop::collection::vec(any::<u128>(), 20)) {
        let hrefs: Vec<String> = ids.iter().map(|id| format!("/facilities/{:x}", id)).collect();
        let pins = pins_of(&places, &hrefs);
        let svg = map(within(center, miles), None, &pins);
        check(&svg, &pins)?;
        prop_assert!(compressed(&svg) <= MOST_BYTES, "{} bytes: {svg}", compressed(&svg));
    }

    #[test]
    fn a_hundred_facilities_are_all_on_the_map((center, miles, places) in search(100)) {
        let hrefs: Vec<String> = (0..100).map(|id| format!("/facilities/{id}")).collect();
        let pins = pins_of(&places, &hrefs);
        check(&map(within(center, miles), None, &pins), &pins)?;
    }

    #[test]
    fn any_point_on_earth_makes_a_map(latitude in -90.0..=90.0, longitude in -180.0..=180.0, miles in 1.0..=500.0) {
        let center = coordinate(latitude, longitude);
        let pins = [pin(1, center)];
        check(&map(within(center, miles), None, &pins), &pins)?;
    }

    #[test]
    fn facilities_all_over_the_country_make_a_map(centers in prop::collection::vec(center(), 0..20)) {
        let pins: Vec<Pin<'_>> = centers.iter().zip(1..).map(|(at, number)| pin(number, *at)).collect();
        check(&map(Area::Anywhere, None, &pins), &pins)?;
    }
}

#[test]
fn every_state_makes_a_small_map() {
    for state in State::all() {
        let svg = map(Area::Anywhere, Some(state.code()), &[]);
        check(&svg, &[]).unwrap();
        assert!(compressed(&svg) <= MOST_BYTES, "{state}: {}", compressed(&svg));
    }
}

#[test]
fn the_picture_shows_the_whole_state() {
    for state in State::all() {
        let request = MapRequest { area: Area::Anywhere, state: Some(state), pins: &[], words: WORDS };
        let frame = Picture::draw(&request).frame;
        assert!(frame.bounds.encloses(Outlines::embedded().extent(state)), "{state}");
    }
}

#[test]
fn pins_that_would_cover_each_other_become_one_link_to_their_names() {
    let austin = coordinate(30.27, -97.74);
    let mut pins = [pin(2, austin), pin(5, austin), pin(7, austin), pin(8, coordinate(30.5, -97.74))];
    (pins[0].href, pins[1].href) = ("#first", "#second");
    (pins[0].name, pins[1].name, pins[2].name) = ("A & B", "<C>", "D");
    pins[1].approximate = true;
    let svg = map(within(austin, 25.0), None, &pins);
    let map = Document::parse(&svg).unwrap();
    let links = links(&map);
    assert_eq!(links.len(), 2);
    assert_eq!(links[0].attribute("href"), Some("#pin-2"));
    assert_eq!(text_of(links[0], "text"), ["2 +2"]);
    assert_eq!(text_of(links[0], "title"), ["2 +2: 2. A & B; 5. <C> (about here); 7. D"]);
    assert_eq!(text_of(links[1], "title"), ["8: Harbor House"]);
    let request = MapRequest { area: within(austin, 25.0), state: None, pins: &pins, words: WORDS };
    assert_eq!(render(&request).together, [("2 +2".to_owned(), vec![2, 5, 7])]);
}

#[test]
fn branches_with_one_number_share_a_pin_that_leads_to_their_card() {
    let austin = coordinate(30.27, -97.74);
    let pins = [pin(2, austin), pin(2, austin)];
    let svg = map(within(austin, 25.0), None, &pins);
    let map = Document::parse(&svg).unwrap();
    let links = links(&map);
    assert_eq!(text_of(links[0], "text"), ["2"]);
    assert_eq!((links.len(), links[0].attribute("href")), (1, Some("#place")));
}

#[test]
fn facilities_in_a_row_do_not_all_become_one_pin() {
    let pins: Vec<Pin<'_>> =
        (1..=20).map(|number| pin(number, coordinate(30.27, -98.2 + number as f64 * 0.05))).collect();
    let svg = map(within(coordinate(30.27, -97.7), 50.0), None, &pins);
    let map = Document::parse(&svg).unwrap();
    assert!(links(&map).len() >= 3, "{:?}", text_of(map.root(), "title"));
}

#[test]
fn only_an_approximate_pin_is_dashed_and_explained() {
    let austin = coordinate(30.27, -97.74);
    let mut pins = [pin(1, austin), pin(2, coordinate(30.5, -97.74))];
    assert!(!map(within(austin, 25.0), None, &pins).contains("about here"));
    pins[1].approximate = true;
    let svg = map(within(austin, 25.0), None, &pins);
    let map = Document::parse(&svg).unwrap();
    let classes: Vec<_> = links(&map).iter().map(|link| link.attribute("class").unwrap()).collect();
    assert_eq!(classes, ["map-pin", "map-pin map-about"]);
    assert!(text_of(map.root(), "text").contains(&"about here".to_owned()));
}

#[test]
fn the_picture_zooms_in_if_all_facilities_are_close_together() {
    let center = coordinate(30.27, -97.74);
    let [near, far] = [coordinate(30.3, -97.7), coordinate(30.6, -97.7)];
    assert!(map(within(center, 25.0), None, &[pin(1, near)]).contains("the part above"));
    assert!(!map(within(center, 25.0), None, &[pin(1, near), pin(2, far)]).contains("the part above"));
    assert!(!map(within(center, 25.0), None, &[]).contains("the part above"));
}

#[test]
fn neighbors_across_the_date_line_are_neighbors_on_the_map() {
    let [west, east] = [coordinate(51.9, 179.9), coordinate(51.9, -179.9)];
    let svg = map(within(west, 25.0), None, &[pin(1, west), pin(2, east)]);
    let map = Document::parse(&svg).unwrap();
    let [first, second] =
        <[Rect; 2]>::try_from(links(&map).into_iter().map(target).collect::<Vec<_>>()).unwrap();
    assert!(first.x < second.x, "{first:?} {second:?}");
    assert!(svg.contains("2 miles"), "{svg}");
}

#[test]
fn the_city_that_was_searched_is_named() {
    let cases = [
        ("Austin", 30.2672, -97.7431),
        ("New York", 40.7127, -74.006),
        ("Anchorage", 61.2181, -149.9003),
        ("Honolulu", 21.3069, -157.8583),
        ("Dayton", 39.7589, -84.1916),
    ];
    for (name, latitude, longitude) in cases {
        let center = coordinate(latitude, longitude);
        let svg = map(within(center, 25.0), None, &[pin(1, center)]);
        let named = towns_of(&Document::parse(&svg).unwrap());
        assert!(named.iter().any(|town| town == name), "{named:?}");
        assert_eq!(named.iter().collect::<BTreeSet<_>>().len(), named.len(), "{named:?}");
    }
}

#[test]
fn everything_except_links_is_hidden_from_screen_readers() {
    let austin = coordinate(30.27, -97.74);
    let svg = map(within(austin, 25.0), None, &[pin(1, austin)]);
    let map = Document::parse(&svg).unwrap();
    let root = map.root_element();
    assert_eq!((root.attribute("role"), root.attribute("aria-label")), (Some("group"), Some(WORDS.label)));
    for part in root.children().filter(Node::is_element) {
        assert!(part.has_tag_name("a") || part.attribute("aria-hidden") == Some("true"));
    }
}
