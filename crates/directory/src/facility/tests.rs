use super::*;
use crate::IopSign;
use crate::contact::Address;
use crate::geo::{Coordinate, CoordinatePrecision, MapPoint};
use crate::listing::{Content, Questionnaire, Role};
use crate::testing::{TODAY, listing};
use crate::vocabulary::{Level, Payment, UnknownService, Vocabulary};
use crate::{Fact, Source, State};
use proptest::prelude::*;

const SU: Uuid = Uuid::from_u128(1);
const MH: Uuid = Uuid::from_u128(2);

#[test]
fn two_listings_of_one_place_become_two_programs() {
    let listings = vec![
        (MH, listing(Track::MentalHealth, "MH OP GT CO")),
        (SU, listing(Track::SubstanceUse, "SA OIT MD")),
    ];
    let facility = Facility::assemble(Uuid::nil(), listings, TODAY).expect("listings");
    let tracks: Vec<_> = facility.programs.iter().map(|program| program.track).collect();
    assert_eq!(tracks, [Track::SubstanceUse, Track::MentalHealth]);
    let evidence = facility.programs[1].iop_evidence.expect("it does not state an IOP");
    assert_eq!(evidence.sign, IopSign::AddictionProgram);
    assert_eq!(facility.programs[0].iop_evidence, None);
}

#[test]
fn the_most_precise_coordinate_is_believed() {
    let mut rough = listing(Track::SubstanceUse, "SA");
    make_approximate(&mut rough.content);
    let mut exact = listing(Track::MentalHealth, "MH");
    let coordinate = Coordinate::new(30.3, -97.7).expect("on the Earth");
    exact.content.location.set_point(MapPoint { coordinate, precision: CoordinatePrecision::Street });
    let facility =
        Facility::assemble(Uuid::nil(), vec![(SU, rough), (MH, exact.clone())], TODAY).expect("listings");
    assert_eq!(facility.location, exact.content.location);
}

#[test]
fn the_middle_of_a_state_is_believed_last() {
    let mut statewide = listing(Track::SubstanceUse, "SA");
    statewide.content.as_of = Some(jiff::civil::date(2026, 1, 1));
    let (address, point) = (statewide.content.location.address(), statewide.content.location.point());
    let address =
        Address { street1: None, street2: None, city: String::new(), state: address.state, zip: None };
    let coordinate = Coordinate::new(31.0, -97.3).expect("on the Earth");
    statewide.content.location =
        Location::new(address, MapPoint { coordinate, precision: CoordinatePrecision::Zip });
    assert_eq!(statewide.content.location.address().to_string(), "TX");
    let mut rough = listing(Track::MentalHealth, "MH");
    make_approximate(&mut rough.content);
    let facility =
        Facility::assemble(Uuid::nil(), vec![(SU, statewide), (MH, rough)], TODAY).expect("listings");
    assert_eq!(facility.location.coordinate(), point.coordinate);
}

#[test]
fn an_unknown_service_of_a_confidential_place_still_leaves_its_category_open() {
    let mut listing = listing(Track::SubstanceUse, "SA OP ORT");
    let service = UnknownService { category: "SET".to_owned(), name: "At 1 Main Street".to_owned() };
    listing.content.unknown_services.push(service);
    listing.content.withhold(withheld_in("Austin"));
    let facility = assembled(vec![(SU, listing).into()]);
    let program = &facility.programs[0];
    assert_eq!(program.facts.get(Level::IntensiveOutpatient.id()), Fact::NotStated);
    assert!(
        program.sources[0].listing.content.unknown_services.iter().all(|service| service.name.is_empty())
    );
}

#[test]
fn a_newer_listing_wins_and_an_older_one_fills_gaps() {
    let vocabulary = Vocabulary::embedded();
    let mut old = listing(Track::SubstanceUse, "SA PI VET");
    old.content.as_of = Some(jiff::civil::date(2022, 1, 1));
    let mut new = listing(Track::SubstanceUse, "SA MD");
    new.id.id = "newer".to_owned();
    new.content.as_of = Some(jiff::civil::date(2023, 1, 1));
    let facility = Facility::assemble(Uuid::nil(), vec![(SU, old), (SU, new)], TODAY).expect("listings");
    let program = &facility.programs[0];
    assert_eq!(program.facts.get(Payment::Private.id()), Fact::No, "the newer one asked");
    let veterans = vocabulary.code("VET").expect("a code");
    assert_eq!(program.facts.get(veterans), Fact::Yes, "only the older one says");
    assert_eq!(program.sources[0].listing.id.id, "newer");
    assert!(program.sources[1].believed.contains(veterans));
}

/// A listing from this source, dated in this year.
fn listing_from(source: Source, year: i16, codes: &str) -> Listing {
    let mut listing = listing(Track::SubstanceUse, codes);
    listing.id = ListingId { source, id: year.to_string() };
    listing.content.as_of = Some(jiff::civil::date(year, 3, 1));
    listing
}

fn withheld_in(city: &str) -> Withheld {
    let city_coordinate = Coordinate::new(30.0, -97.0).expect("on the Earth");
    Withheld { city: city.to_owned(), state: State::from_code("TX").expect("a state"), city_coordinate }
}

/// Makes the coordinate only as precise as the ZIP code.
fn make_approximate(content: &mut Content) {
    content.location.set_point(MapPoint { precision: CoordinatePrecision::Zip, ..content.location.point() });
}

fn assembled(listings: Vec<PlacedListing>) -> Facility {
    Facility::assemble(Uuid::nil(), listings, TODAY).expect("a present listing")
}

fn gone(listing: Listing) -> PlacedListing {
    PlacedListing { is_gone: true, ..PlacedListing::from((SU, listing)) }
}

#[test]
fn agreeing_and_disagreeing_sources_stay_visible() {
    let state = Source::csv("state").expect("a name");
    let listings =
        [listing_from(Source::SamhsaDirectory, 2024, "SA MD"), listing_from(state, 2022, "SA PI MD")];
    let facility = assembled(listings.map(|listing| (SU, listing).into()).into());
    let program = &facility.programs[0];
    let who = |id| -> Vec<(i16, Fact, bool)> {
        let claims = program.sources.iter().filter_map(|source| source.claim(id));
        claims
            .map(|Claim { claimant: Claimant::Listing(who), fact, is_believed, .. }| {
                (who.day().expect("a day").year(), fact, is_believed)
            })
            .collect()
    };
    assert_eq!(who(Payment::Medicaid.id()), [(2024, Fact::Yes, true), (2022, Fact::Yes, false)]);
    assert_eq!(who(Payment::Private.id()), [(2024, Fact::No, true), (2022, Fact::Yes, false)]);
    assert_eq!(program.facts.get(Payment::Private.id()), Fact::No);
}

#[test]
fn on_the_same_day_stated_facts_take_precedence_over_derived_ones() {
    let mut outright = listing_from(Source::hsds("b").expect("a name"), 2024, "");
    outright.content.codes = None;
    outright.content.questionnaire = Questionnaire::Own;
    outright.content.stated.set(Payment::Private.id(), Fact::Yes);
    let codes = listing_from(Source::csv("a").expect("a name"), 2024, "SA MD");
    let fact = |listings: [&Listing; 2]| {
        let facility = assembled(listings.map(|listing| (SU, listing.clone()).into()).into());
        facility.programs[0].facts.get(Payment::Private.id())
    };
    assert_eq!(fact([&codes, &outright]), Fact::Yes);
    outright.content.as_of = Some(jiff::civil::date(2023, 1, 1));
    assert_eq!(fact([&codes, &outright]), Fact::No, "a newer day wins");
}

/// A mental-health listing from another source that directly states that there is no IOP.
fn denying_iop(year: i16) -> Listing {
    let mut denying = listing_from(Source::csv("state").expect("a name"), year, "");
    denying.content.track = Track::MentalHealth;
    denying.content.codes = None;
    denying.content.questionnaire = Questionnaire::Own;
    denying.content.stated.set(Level::IntensiveOutpatient.id(), Fact::No);
    denying
}

#[test]
fn a_name_that_says_iop_never_overrides_a_directly_stated_no() {
    let iop = |listings: Vec<PlacedListing>| {
        assembled(listings).programs[0].facts.get(Level::IntensiveOutpatient.id())
    };
    let denying = denying_iop(2022);
    assert_eq!(iop(vec![(MH, denying.clone()).into()]), Fact::No);

    let mut named_so = denying.clone();
    named_so.content.program_name = Some("Adult IOP".to_owned());
    assert_eq!(iop(vec![(MH, named_so).into()]), Fact::No, "in one listing");

    let mut other = listing_from(Source::SamhsaDirectory, 2024, "");
    other.content =
        Content { track: Track::MentalHealth, organization: "Hope IOP".to_owned(), ..other.content };
    assert_eq!(iop(vec![(MH, other.clone()).into()]), Fact::Yes);
    assert_eq!(iop(vec![(MH, other).into(), (MH, denying).into()]), Fact::No, "in two sources");

    let superseded = PlacedListing { program: MH, ..gone(denying_iop(2022)) };
    let mut newer = denying_iop(2024);
    newer.content.stated = FactSet::default();
    newer.content.organization = "Hope IOP".to_owned();
    assert_eq!(iop(vec![superseded, (MH, newer).into()]), Fact::No, "in two editions of one source");
}

#[test]
fn codes_never_override_a_directly_stated_no() {
    let mut denying = denying_iop(2022);
    denying.content.track = Track::SubstanceUse;
    let newer = listing_from(Source::SamhsaDirectory, 2024, "SA OIT");
    let facility = assembled(vec![(SU, denying).into(), (SU, newer).into()]);
    assert_eq!(facility.programs[0].facts.get(Level::IntensiveOutpatient.id()), Fact::No);
}

#[test]
fn a_listing_dated_in_the_future_is_kept_but_ranks_last() {
    let ahead = listing_from(Source::csv("state").expect("a name"), 2030, "SA PI");
    let known = listing_from(Source::SamhsaDirectory, 2024, "SA MD");
    let facility = assembled(vec![(SU, ahead).into(), (SU, known.clone()).into()]);
    let program = &facility.programs[0];
    assert_eq!(program.sources[0].listing.id, known.id);
    assert_eq!(program.facts.get(Payment::Private.id()), Fact::No);
    let claim = program.sources[1].claim(Payment::Private.id()).expect("it says so");
    assert_eq!((claim.fact, claim.is_believed), (Fact::Yes, false));
}

#[test]
fn a_live_listing_is_dated_when_retrieved_and_an_undated_file_ranks_last() {
    let mut live = listing_from(Source::Findtreatment, 2022, "SA PI");
    (live.content.as_of, live.retrieved_at) = (None, "2024-06-01T00:00:00Z".parse().expect("a time"));
    let mut file = listing_from(Source::LocatorExport, 2022, "SA PI");
    (file.content.as_of, file.retrieved_at) = (None, "2026-06-01T00:00:00Z".parse().expect("a time"));
    let book = listing_from(Source::SamhsaDirectory, 2023, "SA PI");
    let facility = assembled([&file, &book, &live].map(|listing| (SU, listing.clone()).into()).into());
    let order: Vec<Source> =
        facility.programs[0].sources.iter().map(|source| source.listing.id.source).collect();
    assert_eq!(order, [Source::Findtreatment, Source::SamhsaDirectory, Source::LocatorExport]);
}

#[test]
fn a_superseded_listing_fills_gaps_but_cannot_form_a_facility() {
    let veterans = Vocabulary::embedded().code("VET").expect("a code");
    let old = listing_from(Source::SamhsaDirectory, 2022, "SA PI VET");
    let new = listing_from(Source::SamhsaDirectory, 2023, "SA MD");
    let facility = assembled(vec![gone(old.clone()), (SU, new.clone()).into()]);
    let program = &facility.programs[0];
    assert_eq!(program.facts.get(veterans), Fact::Yes);
    assert_eq!(program.facts.get(Payment::Private.id()), Fact::No);
    assert_eq!(program.present().count(), 1);
    assert_eq!(Facility::assemble(Uuid::nil(), vec![gone(old.clone())], TODAY), None);

    // A listing that is gone without a newer edition of the same source is ignored.
    let other = listing_from(Source::Findtreatment, 2023, "SA MD");
    let facility = assembled(vec![gone(old), (SU, other).into()]);
    assert_eq!(facility.programs[0].facts.get(veterans), Fact::NotStated);
    // The same holds if the present listing comes from an older edition that was imported late.
    let facility =
        assembled(vec![gone(listing_from(Source::SamhsaDirectory, 2024, "SA PI")), (SU, new).into()]);
    assert_eq!(facility.programs[0].sources.len(), 1);
}

#[test]
fn an_identity_states_no_facts_and_cannot_form_a_facility() {
    let mut identity = listing_from(Source::Nppes, 2025, "");
    identity.content.role = Role::Identity;
    identity.content.organization = "BILLING OFFICE LLC".to_owned();
    identity.content.npi = Npi::parse("1234567893").ok();
    assert_eq!(Facility::assemble(Uuid::nil(), vec![(SU, identity.clone())], TODAY), None);
    let known = listing_from(Source::SamhsaDirectory, 2023, "SA MD");
    let facility = assembled(vec![(MH, identity).into(), (SU, known).into()]);
    assert_eq!((facility.name.as_str(), facility.programs.len()), ("Example Center", 1));
    assert_eq!(facility.identities.len(), 1);
    assert_eq!(facility.npis()[0].0.as_str(), "1234567893");
}

#[test]
fn one_confidential_listing_makes_the_whole_facility_confidential() {
    let mut open = listing_from(Source::SamhsaDirectory, 2024, "SA MD");
    open.content.website = Some("https://example.org/oak-street".to_owned());
    open.content.phone = crate::Phone::parse("512-555-0100");
    open.content.details.description = Some("Ring twice at 100 Main Street".to_owned());
    let mut secret = listing_from(Source::hsds("shelters").expect("a name"), 2020, "SA");
    secret.content.withhold(withheld_in("Austin"));
    let mut identity = listing_from(Source::Nppes, 2025, "");
    identity.content.role = Role::Identity;
    let lent = Some(LentCoordinate {
        coordinate: Coordinate::new(30.1, -97.1).expect("on the Earth"),
        lender: open.id.clone(),
    });
    let facility = assembled(vec![
        PlacedListing { lent, ..(SU, open).into() },
        (MH, identity).into(),
        (SU, secret.clone()).into(),
    ]);
    assert!(facility.location.is_withheld() && facility.identities.is_empty() && facility.phone.is_some());
    assert_eq!(facility.location, secret.content.location);
    assert_eq!((facility.location.address().city, &facility.website), ("Austin", &None));
    let all = format!("{facility:?}");
    for given_away in ["Main Street", "78701", "30.27", "30.1", "oak-street"] {
        assert!(!all.contains(given_away), "{given_away} in {all}");
    }
}

#[test]
fn a_facility_stays_confidential_if_the_listing_that_asked_for_it_is_gone_or_no_longer_asks() {
    let open = listing_from(Source::SamhsaDirectory, 2024, "SA MD");
    let mut asked = listing_from(Source::hsds("shelters").expect("a name"), 2020, "SA PI");
    let no_longer_asks =
        PlacedListing { withheld: Some(withheld_in("Bastrop")), ..(SU, asked.clone()).into() };
    asked.content.withhold(withheld_in("Bastrop"));
    let gone = PlacedListing { is_gone: true, ..(SU, asked).into() };
    for asking in [gone, no_longer_asks] {
        let is_gone = asking.is_gone;
        let facility = assembled(vec![(SU, open.clone()).into(), asking]);
        assert_eq!(facility.location, Location::Withheld(withheld_in("Bastrop")));
        assert_eq!(facility.programs[0].sources.len(), if is_gone { 1 } else { 2 });
    }
}

#[test]
fn a_lent_coordinate_ranks_above_a_zip_code_and_below_a_listings_own_street_coordinate() {
    let mut rough = listing_from(Source::SamhsaDirectory, 2024, "SA");
    make_approximate(&mut rough.content);
    let lender = ListingId { source: Source::Findtreatment, id: "next door".to_owned() };
    let coordinate = Coordinate::new(30.3, -97.7).expect("on the Earth");
    let lent = Some(LentCoordinate { coordinate, lender: lender.clone() });
    let borrower = PlacedListing { lent, ..(SU, rough).into() };
    let facility = assembled(vec![borrower.clone()]);
    assert_eq!((facility.location.coordinate(), facility.coordinate_lent_by), (coordinate, Some(lender)));
    let own = listing_from(Source::LocatorExport, 2020, "SA");
    let facility = assembled(vec![borrower, (SU, own.clone()).into()]);
    assert_eq!((facility.location, facility.coordinate_lent_by), (own.content.location, None));
    assert_eq!(facility.located_by, own.id);
}

proptest! {
    #[test]
    fn the_order_of_listings_does_not_matter(
        days in prop::collection::vec((2020i16..2024, 0usize..4, any::<bool>()), 1..8),
        turn in 0usize..8,
    ) {
        let codes = ["SA MD", "SA PI VET", "SA OIT", "SA"];
        let sources = [Source::Findtreatment, Source::SamhsaDirectory, Source::LocatorExport];
        let mut placed: Vec<PlacedListing> = days.iter().enumerate().map(|(at, (year, code, is_gone))| {
            let mut listing = listing_from(sources[at % 3], *year, codes[*code]);
            listing.id.id = at.to_string();
            PlacedListing { is_gone: *is_gone, ..(SU, listing).into() }
        }).collect();
        let before = Facility::assemble(Uuid::nil(), placed.clone(), TODAY);
        let turn = turn % placed.len();
        placed.rotate_left(turn);
        let after = Facility::assemble(Uuid::nil(), placed, TODAY);
        prop_assert_eq!(&before, &after);
        // Assembling the facility again from its own listings gives the same facility.
        let again = before.as_ref().and_then(|it| Facility::assemble(Uuid::nil(), it.placed().collect::<Vec<_>>(), it.believed_on));
        prop_assert_eq!(before, again);
    }
}
