//! Names are found in every spelling, and numbers find their places.

use directory::{Facility, Need, Npi, Phone};
use proptest::prelude::*;
use search::{Query, Snapshot};

use super::{generate, snapshot};

/// Made-up names that share words.
const NAMES: [&str; 8] = [
    "Saint Brenda's Behavioral Health Center",
    "Mount Alder Recovery and Wellness Services",
    "Fort Larch Community Hospital, Psychiatric Department",
    "ClearFjord Counseling Associates of Larch County",
    "Alder Grove Healthcare",
    "Mesa VA Medical Center",
    "Larch Valley Treatment Program Inc",
    "Brenda's House of Hope Foundation",
];

/// Spellings of the same words.
const SPELLINGS: [(&str, &str); 20] = [
    ("Saint", "St."),
    ("Brenda's", "Brendas"),
    ("Behavioral", "Behav"),
    ("Health ", "Hlth "),
    ("Center", "Ctr"),
    ("Mount", "Mt"),
    (" and ", " & "),
    ("Services", "Svcs"),
    ("Fort", "Ft."),
    ("Community", "Comm"),
    ("Hospital", "Hosp"),
    ("Department", "Dept"),
    ("ClearFjord", "Clear Fjord"),
    ("Associates", "Assoc"),
    ("Larch County", "Larch Cnty"),
    ("Alder Grove", "AlderGrove"),
    ("Healthcare", "Health Care"),
    ("VA", "Veterans Affairs"),
    ("Treatment", "Trtmt"),
    ("House of Hope", "HouseOfHope"),
];

/// The name in other spellings: of each pair of [`SPELLINGS`], the second one if its bit is set.
fn respelled(name: &str, which: u32) -> String {
    let chosen = SPELLINGS.iter().enumerate().filter(|(at, _)| which >> at & 1 == 1);
    chosen.fold(name.to_owned(), |name, (_, (usual, other))| name.replace(usual, other))
}

fn found(snapshot: &Snapshot, facilities: &[Facility], query: &Query) -> Vec<String> {
    let answer = snapshot.search(query).expect("a query that can be answered");
    let name =
        |id| facilities.iter().find(|facility| facility.id == id).map(|facility| facility.name.clone());
    answer.hits.iter().filter_map(|hit| name(snapshot.facility_id(hit.position))).collect()
}

fn named(name: &str) -> Query {
    Query { name: Some(name.to_owned()), ..Query::for_need(Need::anything()) }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn a_name_comes_first_however_the_query_or_the_listing_spells_it(listed in any::<u32>(), asked in any::<u32>()) {
        let names: Vec<String> = NAMES.iter().map(|name| respelled(name, listed)).collect();
        let facilities = generate::named(&names);
        let (_folder, snapshot) = snapshot(&facilities);
        for (name, listed) in NAMES.iter().zip(&names) {
            let asked = respelled(name, asked);
            let found = found(&snapshot, &facilities, &named(&asked));
            prop_assert_eq!(found.first(), Some(listed), "{}", asked);
        }
    }
}

#[test]
fn whole_words_come_before_beginnings_of_words_and_those_before_typos() {
    let facilities = generate::named(
        &["Hospice Marys", "Valley Hope", "Hoped Center", "Hope", "Hopi House"].map(str::to_owned),
    );
    let (_folder, snapshot) = snapshot(&facilities);
    let found = |name| found(&snapshot, &facilities, &named(name));
    assert_eq!(found("hope"), ["Hope", "Valley Hope", "Hoped Center", "Hopi House"]);
    assert_eq!(found("hope center"), ["Hoped Center"]);
    assert_eq!(found("hosp mary"), ["Hospice Marys"]);
    assert_eq!(found("hos mary"), [""; 0], "only the last word may be unfinished");
}

#[test]
fn each_number_of_a_facility_finds_it() {
    let facilities = generate::named(&NAMES.map(str::to_owned));
    let (_folder, snapshot) = snapshot(&facilities);
    let listing = &facilities[2].programs[0].sources[0].listing;
    let (phone, intake) = (listing.content.phone.clone(), listing.content.intake_phones[0].clone());
    let npi = listing.content.npi.clone().expect("an NPI");
    let (name, anything) = (&facilities[2].name, Query::for_need(Need::anything()));
    let expected = std::slice::from_ref(name);
    for typed in [
        intake.display(),
        intake.number.clone(),
        npi.to_string(),
        listing.id.id.clone(),
        listing.id.to_string(),
    ] {
        assert_eq!(found(&snapshot, &facilities, &named(&typed)), expected, "{typed}");
    }
    assert_eq!(found(&snapshot, &facilities, &Query { phone, ..anything.clone() }), expected);
    assert_eq!(
        found(&snapshot, &facilities, &Query { npi: Some(npi.clone()), ..anything.clone() }),
        expected
    );
    let both = Query { npi: Some(npi), ..named("Mesa VA") };
    assert_eq!(found(&snapshot, &facilities, &both), [""; 0]);
    let unknown =
        Query { phone: Phone::parse("212-555-0199"), npi: Npi::parse("1234567893").ok(), ..anything };
    assert_eq!(found(&snapshot, &facilities, &unknown), [""; 0]);
}
