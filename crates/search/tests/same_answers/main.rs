//! Every answer of a snapshot is compared with a plain evaluation of the same query over the same facilities.

mod alternatives;
mod generate;
mod names;
mod reference;
mod respelled;

use directory::contact::Address;
use directory::{Area, AttributeId, Coordinate, Facility, Fact, Location, Need, State, Vocabulary};
use proptest::prelude::*;
use search::{
    Builder, Document, IndexFolder, IndexIdentity, MatchFilter, Query, SearchResults, Snapshot, Sort,
};
use uuid::Uuid;

const IDENTITY: IndexIdentity =
    IndexIdentity { store: Uuid::nil(), import: Uuid::nil(), generation: 1, documents: 1 };

fn snapshot(facilities: &[Facility]) -> (tempfile::TempDir, Snapshot) {
    let folder = tempfile::tempdir().expect("a folder for a test");
    let indexes = IndexFolder::new(folder.path());
    let mut builder = Builder::create(&indexes, IDENTITY).expect("a folder that can be written");
    for facility in facilities {
        let programs = facility.programs.iter().map(|program| format!("\"{}\"", program.id)).collect();
        let document = Document { facility: format!("\"{}\"", facility.id), programs };
        builder.add(facility, &document).expect("a disk that is not full");
    }
    builder.finish().expect("a disk that is not full");
    let snapshot = indexes.open(IDENTITY).expect("the index that was written");
    (folder, snapshot)
}

/// What both sides must agree on.
type Found =
    (String, Option<f64>, f64, Vec<(String, directory::MatchClass, directory::matching::Reach, u16)>);

fn found(snapshot: &Snapshot, answer: &SearchResults) -> Vec<Found> {
    let hit = |hit: &search::Hit| {
        let programs = hit.programs.iter().map(|program| {
            let id = snapshot.program_document(hit.position, program.number).trim_matches('"').to_owned();
            (id, program.class, program.reach, program.cautions.0)
        });
        let id = snapshot.facility_document(hit.position).trim_matches('"').to_owned();
        (id, hit.miles, hit.score, programs.collect())
    };
    answer.hits.iter().map(hit).collect()
}

fn facets() -> Vec<AttributeId> {
    Vocabulary::embedded().attributes().iter().step_by(7).map(|known| known.id).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn answers_are_those_of_a_plain_evaluation(
        facilities in generate::facilities(),
        needs in prop::collection::vec(
            (generate::need(), generate::name(), generate::keep(), generate::first()), 16),
        limit in 1usize..8,
    ) {
        let (_folder, snapshot) = snapshot(&facilities);
        prop_assert_eq!(snapshot.facility_count(), facilities.len());
        for (need, name, keep, first) in needs {
            let asked = Query { name, keep, first, limit, facets: facets(), ..Query::for_need(need) };
            for sort in [Sort::Best, Sort::Distance, Sort::Name] {
                if sort == Sort::Distance && asked.need.center().is_none() {
                    continue;
                }
                let mut query = Query { sort, ..asked.clone() };
                let expected = reference::answer(&facilities, &query);
                let mut pages = Vec::new();
                loop {
                    let answer = snapshot.search(&query).expect("a query that can be answered");
                    prop_assert_eq!(answer.totals, expected.totals, "{:?}", query);
                    let counts: Vec<u32> = answer.facets.iter().map(|count| count.facilities).collect();
                    prop_assert_eq!(&counts, &expected.facets);
                    prop_assert!(answer.hits.len() <= limit);
                    prop_assert_eq!(answer.more, pages.len() + answer.hits.len() < expected.found.len());
                    pages.extend(found(&snapshot, &answer));
                    query.after = answer.hits.last().map(|hit| hit.position);
                    if !answer.more {
                        break;
                    }
                }
                prop_assert_eq!(&pages, &expected.found, "{:?}", query);
            }
        }
    }
}

#[test]
fn a_short_page_of_many_nearly_equal_facilities_has_the_best_of_them() {
    let facilities = generate::near_austin(400);
    let (_folder, snapshot) = snapshot(&facilities);
    for step in 0..40 {
        let center = Coordinate::new(30.27, -97.94 + f64::from(step) / 100.0).expect("on the Earth");
        let need = Need { area: Area::Within { center, miles: 50.0 }, ..Need::anything() };
        let query = Query { limit: 1 + step as usize % 4, ..Query::for_need(need) };
        let mut expected = reference::answer(&facilities, &query).found;
        expected.truncate(query.limit);
        let answer = snapshot.search(&query).expect("a query that can be answered");
        assert_eq!(found(&snapshot, &answer), expected, "{step}");
    }
}

#[test]
fn pages_of_telehealth_matches_lose_none_of_many_that_are_equal() {
    let facilities = generate::near_austin(400);
    let (_folder, snapshot) = snapshot(&facilities);
    let center = Coordinate::new(33.0, -97.0).expect("on the Earth");
    let need = Need {
        area: Area::Within { center, miles: 5.0 },
        home: State::from_code("TX"),
        telehealth: true,
        attributes: vec![Vocabulary::embedded().code("SP").expect("a code")],
        ..Need::anything()
    };
    for limit in [1, 3, 7, 40] {
        let query = Query { limit, ..Query::for_need(need.clone()) };
        let mut expected = reference::answer(&facilities, &query).found;
        assert!(expected.len() > limit);
        expected.truncate(limit);
        let answer = snapshot.search(&query).expect("a query that can be answered");
        assert_eq!(found(&snapshot, &answer), expected, "{limit}");
    }
}

#[test]
fn a_provider_of_which_only_the_state_is_known_reaches_people_by_telehealth_only() {
    let mut facilities = generate::near_austin(3);
    let state = State::from_code("TX").expect("a state");
    let coordinate = Coordinate::new(30.27, -97.74).expect("on the Earth");
    let telehealth = Vocabulary::embedded().code("TELE").expect("a code");
    for facility in &mut facilities {
        let address = Address { street1: None, street2: None, city: String::new(), state, zip: None };
        facility.location = Location::Exact { address, coordinate };
        facility.programs[0].facts.set(telehealth, Fact::Yes);
    }
    let (_folder, snapshot) = snapshot(&facilities);
    let area = Area::Within { center: coordinate, miles: 25.0 };
    let need = Need { area, home: Some(state), ..Need::anything() };
    let total = |need: Need| {
        let answer = snapshot.search(&Query::for_need(need)).expect("a query that can be answered");
        assert!(answer.hits.iter().all(|hit| hit.miles.is_none()));
        (answer.totals.facilities, answer.totals.telehealth)
    };
    assert_eq!(total(need.clone()), (0, 0));
    assert_eq!(total(Need { telehealth: true, ..need }), (3, 3));
}

#[test]
fn a_snapshot_of_nothing_finds_nothing() {
    let (_folder, snapshot) = snapshot(&[]);
    let answer = snapshot.search(&Query::for_need(Need::anything())).expect("an answer");
    assert_eq!(answer.hits, []);
    assert_eq!(answer.totals.facilities, 0);
}

#[test]
fn a_position_outside_of_the_answer_is_an_error() {
    let (_folder, snapshot) = snapshot(&generate::some(3));
    let keep = MatchFilter::Any;
    for position in [3, u32::MAX] {
        let query = Query { after: Some(position), keep, ..Query::for_need(Need::anything()) };
        assert!(snapshot.search(&query).is_err());
    }
}

#[test]
fn a_facility_is_read_back_as_it_was_put_together() {
    let facilities = generate::some(20);
    let (_folder, snapshot) = snapshot(&facilities);
    for facility in &facilities {
        assert_eq!(snapshot.facility(facility.id).expect("a readable index").as_ref(), Some(facility));
    }
    assert!(snapshot.facility(Uuid::max()).expect("a readable index").is_none());
}
