//! Facilities and needs: few distinct places, names and codes, so that ties and empty answers are common.

use directory::contact::{Address, Phone, Zip};
use directory::listing::{Content, Questionnaire};
use directory::{
    AgeGroup, Area, AttributeId, AttributeSet, Coordinate, Coverage, Facility, Insurers, Level, Listing,
    ListingId, Location, MatchClass, Need, Npi, Payment, PersonGroup, ProgramType, Source, State, Track,
    Vocabulary,
};
use jiff::Timestamp;
use jiff::civil::date;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use search::MatchFilter;
use uuid::Uuid;

/// Places with neighbors across a state line or the date line, and places far from anything.
const PLACES: [(f64, f64, &str); 10] = [
    (38.9072, -77.0369, "DC"),
    (38.8816, -77.0910, "VA"),
    (38.9807, -77.1003, "MD"),
    (30.2672, -97.7431, "TX"),
    (30.2672, -97.7431, "TX"),
    (30.5083, -97.6789, "TX"),
    (13.4443, 144.7937, "GU"),
    (52.8333, 173.1667, "AK"),
    (51.8800, -176.6581, "AK"),
    (52.0, 180.0, "AK"),
];

const CODES: [&str; 34] = [
    "SA", "MH", "OIT", "ODT", "ORT", "OP", "PHDT", "RES", "MD", "MC", "PI", "SF", "SS", "SI", "FSA", "CLF",
    "SUMH", "CO", "AD", "CHLD", "ADLT", "SNR", "GT", "TELE", "SP", "VET", "MALE", "FEM", "DUO", "VAMC",
    "FQHC", "PED", "CBT", "YAD",
];

/// Names that share words, beginnings of words, and words that differ by one or two letters.
const NAMES: [&str; 18] = [
    "Hope Adolescent Center",
    "Harbor Senior Hospital",
    "Hope House",
    "Hope Harbor",
    "New Dawn IOP",
    "Dawn Center",
    "Zenith",
    "hope house",
    "St. Mary's Recovery",
    "Clínica Esperanza",
    "Harbour Recoveries",
    "Counseling Centre",
    "Horse House Home",
    "CleanSlate Behav Hlth",
    "Clean Slate Healthcare & Rehab Ctr",
    "House of Hope Health Care, Inc.",
    "VA Valley Clinic",
    "Mt. Ann Veterans Admin Clnc",
];

fn listing() -> impl Strategy<Value = (Track, Content)> {
    let track = prop::sample::select(Track::ALL.to_vec());
    let codes = prop::option::weighted(0.95, prop::sample::subsequence(CODES.to_vec(), 1..CODES.len()));
    let as_of = prop::option::of((2020i16..2024, 1i8..=12).prop_map(|(year, month)| date(year, month, 1)));
    (track, codes, as_of, prop::sample::select(NAMES.to_vec())).prop_map(|(track, codes, as_of, name)| {
        let vocabulary = Vocabulary::embedded();
        let codes: Option<AttributeSet> =
            codes.map(|codes| codes.iter().map(|code| vocabulary.code(code).expect("a code")).collect());
        let content = Content {
            as_of,
            phone: Phone::parse("512-555-0100"),
            codes,
            ..Content::new(
                track,
                Questionnaire::Edition(vocabulary.newest_edition(track)),
                name.to_owned(),
                located(Coordinate::new(0.0, 0.0).expect("on the Earth"), "TX"),
            )
        };
        (track, content)
    })
}

/// A street address in this state, with this point.
pub fn located(coordinate: Coordinate, state: &str) -> Location {
    let address = Address {
        street1: Some("1 Example Street".to_owned()),
        street2: None,
        city: "Example".to_owned(),
        state: State::from_code(state).expect("a state"),
        zip: Zip::parse("78701").ok(),
    };
    Location::Exact { address, coordinate }
}

/// A facility before it is assembled: the index of its place, by how many degrees it is moved from there, and its
/// listings.
type Drawn = (usize, f64, Vec<(Track, Content)>);

fn facility() -> impl Strategy<Value = Drawn> {
    // Now and then more programs than fit into one word.
    let programs = prop_oneof![30 => 1usize..4, 1 => 60usize..140];
    let listings = programs.prop_flat_map(|programs| prop::collection::vec(listing(), programs));
    (0..PLACES.len(), prop_oneof![Just(0.0), -0.3..0.3f64], listings)
}

/// Any number of facilities.
pub fn facilities() -> impl Strategy<Value = Vec<Facility>> {
    prop::collection::vec(facility(), 0..90)
        .prop_map(|rows| rows.into_iter().enumerate().map(assembled).collect())
}

/// This many facilities, always the same ones.
pub fn some(count: usize) -> Vec<Facility> {
    let mut runner = TestRunner::deterministic();
    let rows = prop::collection::vec(facility(), count).new_tree(&mut runner).expect("a value").current();
    rows.into_iter().enumerate().map(assembled).collect()
}

/// This many facilities with one program each, all near Austin, always the same ones.
pub fn near_austin(count: usize) -> Vec<Facility> {
    let rows = prop::collection::vec((-0.3..0.3f64, listing()), count);
    let rows = rows.new_tree(&mut TestRunner::deterministic()).expect("a value").current();
    rows.into_iter().map(|(moved, listing)| (3, moved, vec![listing])).enumerate().map(assembled).collect()
}

/// Facilities with these names, with numbers of their own, that are the same in everything else.
pub fn named(names: &[String]) -> Vec<Facility> {
    let (track, content) = listing().new_tree(&mut TestRunner::deterministic()).expect("a value").current();
    let named = |(at, name): (usize, &String)| {
        let mut npis = (at * 1_000..).filter_map(|number| Npi::parse(&format!("1{number:09}")).ok());
        let content = Content {
            organization: name.clone(),
            phone: Phone::parse(&format!("512-555-01{at:02}")),
            intake_phones: Phone::parse(&format!("713-555-01{at:02}")).into_iter().collect(),
            npi: npis.next(),
            ..content.clone()
        };
        assembled((at, (0, 0.0, vec![(track, content)])))
    };
    names.iter().enumerate().map(named).collect()
}

fn assembled((at, (place, moved, listings)): (usize, Drawn)) -> Facility {
    let (latitude, longitude, state) = PLACES[place];
    // The ids are in a different order from the places.
    let id = Uuid::from_u128((at as u128 * 7919) % 104_729 + 1);
    let listings = listings.into_iter().enumerate().map(|(number, (_, mut content))| {
        let longitude = (longitude + moved + 180.0).rem_euclid(360.0) - 180.0;
        let coordinate = Coordinate::new(latitude + moved / 2.0, longitude).expect("on the Earth");
        content.location = located(coordinate, state);
        let listing = Listing {
            id: ListingId { source: Source::Findtreatment, id: format!("{at}-{number}") },
            retrieved_at: Timestamp::from_second(1_800_000_000).expect("a time"),
            content,
        };
        (Uuid::from_u128(id.as_u128() * 1000 + number as u128), listing)
    });
    Facility::assemble(id, listings.collect(), jiff::civil::date(2030, 1, 1)).expect("at least one listing")
}

fn attributes() -> Vec<AttributeId> {
    let vocabulary = Vocabulary::embedded();
    ["SP", "VET", "CBT", "TELE", "YAD", "family", "OIT"]
        .map(|name| vocabulary.find(name).expect("known"))
        .to_vec()
}

fn area() -> impl Strategy<Value = Area> {
    let near = (0..PLACES.len(), -0.2..0.2f64).prop_map(|(place, moved)| {
        let longitude = (PLACES[place].1 + moved + 180.0).rem_euclid(360.0) - 180.0;
        Coordinate::new(PLACES[place].0 + moved, longitude).expect("on the Earth")
    });
    let within = (near, prop_oneof![1.0..60.0f64, 60.0..=500.0f64]);
    prop_oneof![4 => within.prop_map(|(center, miles)| Area::Within { center, miles }), 1 => Just(Area::Anywhere)]
}

/// Kinds of payment mixed with products of insurers, which are often of the same kinds.
fn insurance() -> impl Strategy<Value = Vec<Coverage>> {
    let kinds = Payment::ALL.iter().copied().map(Coverage::Kind);
    let plans = Insurers::embedded().entries().iter().flat_map(|entry| entry.coverages());
    let plans: Vec<Coverage> = plans.filter(|coverage| matches!(coverage, Coverage::Plan(_))).collect();
    let kinds = prop::sample::subsequence(kinds.collect::<Vec<_>>(), 0..=3);
    (kinds, prop::collection::vec(prop::sample::select(plans), 0..=2)).prop_map(|(mut asked, plans)| {
        asked.extend(plans);
        asked
    })
}

/// Any need.
pub fn need() -> impl Strategy<Value = Need> {
    let state = || {
        prop::sample::select(vec!["TX", "DC", "VA", "AK"])
            .prop_map(|code| State::from_code(code).expect("a state"))
    };
    let what = (
        prop::sample::subsequence(ProgramType::ALL.to_vec(), 0..=2),
        prop::sample::subsequence(Level::ALL.to_vec(), 0..=2),
        prop::option::weighted(0.3, prop::sample::select(AgeGroup::ALL.to_vec())),
        insurance(),
        prop::sample::subsequence(attributes(), 0..=2),
        prop::sample::subsequence(attributes(), 0..=1),
        prop::sample::subsequence(attributes(), 0..=3),
    );
    let who = (area(), prop::option::weighted(0.2, state()), prop::option::of(state()), any::<bool>());
    let person = prop::sample::subsequence(PersonGroup::ALL.to_vec(), 0..=2);
    (what, who, person).prop_map(
        |(
            (programs, levels, age, insurance, attributes, unless_no, wishes),
            (area, state, home, telehealth),
            person,
        )| Need {
            programs: directory::need::normalized(programs),
            levels,
            age,
            insurance,
            attributes,
            unless_no,
            wishes,
            area,
            state,
            home,
            telehealth,
            person,
        },
    )
}

/// Words that no name has, or that names have in another spelling.
const OTHER_WORDS: [&str; 9] =
    ["Xylophone", "Saint", "Mount", "Center", "Behavioral", "Affairs", "Health", "Care", "HouseHope"];

/// A word of a name as people type it: whole, unfinished, with a letter wrong, missing or added, with two letters
/// swapped, or both unfinished and with a letter wrong.
fn typed_word() -> impl Strategy<Value = String> {
    let words: Vec<&str> = NAMES.iter().flat_map(|name| name.split(' ')).chain(OTHER_WORDS).collect();
    (prop::sample::select(words), 0..8_usize, any::<prop::sample::Index>()).prop_map(|(word, edit, at)| {
        let mut letters: Vec<char> = word.chars().collect();
        let at = at.index(letters.len());
        match edit {
            0 => letters.truncate(at + 1),
            1 => letters[at] = 'x',
            2 => drop(letters.remove(at)),
            3 => letters.insert(at, 'e'),
            4 if at > 0 => letters.swap(at - 1, at),
            5 if at > 1 => {
                letters[1] = 'x';
                letters.truncate(at + 1);
            }
            6 => letters = word.to_uppercase().chars().collect(),
            _ => {}
        }
        letters.into_iter().collect()
    })
}

/// Words of a name, or none. In a few, the words are joined.
pub fn name() -> impl Strategy<Value = Option<String>> {
    let between = prop_oneof![4 => Just(" "), 1 => Just("")];
    let words = prop::collection::vec(typed_word(), 0..=3);
    prop::option::weighted(0.6, (words, between).prop_map(|(words, between)| words.join(between)))
}

/// What comes first: nothing in half of the cases.
pub fn first() -> impl Strategy<Value = Vec<AttributeId>> {
    prop_oneof![1 => Just(Vec::new()), 1 => prop::sample::subsequence(attributes(), 1..=2)]
}

/// Any filter by match.
pub fn keep() -> impl Strategy<Value = MatchFilter> {
    prop_oneof![
        3 => Just(MatchFilter::Any),
        1 => Just(MatchFilter::Only(MatchClass::Confirmed)),
        1 => Just(MatchFilter::Only(MatchClass::Possible)),
    ]
}
