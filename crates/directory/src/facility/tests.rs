use super::*;
use crate::geo::{Coordinate, CoordinatePrecision, MapPoint};
use crate::listing::{Content, Questionnaire, Role};
use crate::testing::{TODAY, listing};
use crate::vocabulary::{Level, Payment, Vocabulary};
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
    assert_eq!(facility.programs[1].iop_evidence, Some(IopEvidence::SisterProgram));
    assert_eq!(facility.programs[0].iop_evidence, None);
}

#[test]
fn the_most_precise_coordinate_is_believed() {
    let mut rough = listing(Track::SubstanceUse, "SA");
    about(&mut rough.content);
    let mut exact = listing(Track::MentalHealth, "MH");
    let coordinate = Coordinate::new(30.3, -97.7).expect("on the Earth");
    exact.content.location.set_point(MapPoint { coordinate, precision: CoordinatePrecision::Street });
    let facility =
        Facility::assemble(Uuid::nil(), vec![(SU, rough), (MH, exact.clone())], TODAY).expect("listings");
    assert_eq!(facility.location, exact.content.location);
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

/// A listing of another source, as of a day of that year.
fn of(source: Source, year: i16, codes: &str) -> Listing {
    let mut listing = listing(Track::SubstanceUse, codes);
    listing.id = ListingId { source, id: year.to_string() };
    listing.content.as_of = Some(jiff::civil::date(year, 3, 1));
    listing
}

fn withheld_in(city: &str) -> Withheld {
    let city_coordinate = Coordinate::new(30.0, -97.0).expect("on the Earth");
    Withheld { city: city.to_owned(), state: State::from_code("TX").expect("a state"), city_coordinate }
}

/// Makes the coordinate that of the ZIP code's area.
fn about(content: &mut Content) {
    content.location.set_point(MapPoint { precision: CoordinatePrecision::Zip, ..content.location.point() });
}

fn assembled(listings: Vec<PlacedListing>) -> Facility {
    Facility::assemble(Uuid::nil(), listings, TODAY).expect("a present listing")
}

fn gone(listing: Listing) -> PlacedListing {
    PlacedListing { is_gone: true, ..PlacedListing::from((SU, listing)) }
}

#[test]
fn who_agrees_and_who_disagrees_stays_visible() {
    let state = Source::csv("state").expect("a name");
    let listings = [of(Source::SamhsaDirectory, 2024, "SA MD"), of(state, 2022, "SA PI MD")];
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
fn on_one_day_what_is_stated_outright_goes_before_what_follows_from_codes() {
    let mut outright = of(Source::hsds("b").expect("a name"), 2024, "");
    outright.content.codes = None;
    outright.content.questionnaire = Questionnaire::Own;
    outright.content.stated.set(Payment::Private.id(), Fact::Yes);
    let codes = of(Source::csv("a").expect("a name"), 2024, "SA MD");
    let fact = |listings: [&Listing; 2]| {
        let facility = assembled(listings.map(|listing| (SU, listing.clone()).into()).into());
        facility.programs[0].facts.get(Payment::Private.id())
    };
    assert_eq!(fact([&codes, &outright]), Fact::Yes);
    outright.content.as_of = Some(jiff::civil::date(2023, 1, 1));
    assert_eq!(fact([&codes, &outright]), Fact::No, "a newer day goes before");
}

/// A listing of another source, on the mental-health track, that states outright that there is no IOP.
fn denying_iop(year: i16) -> Listing {
    let mut denying = of(Source::csv("state").expect("a name"), year, "");
    denying.content.track = Track::MentalHealth;
    denying.content.codes = None;
    denying.content.questionnaire = Questionnaire::Own;
    denying.content.stated.set(Level::IntensiveOutpatient.id(), Fact::No);
    denying
}

#[test]
fn a_name_that_says_iop_never_overrules_a_no_that_is_stated_outright() {
    let iop = |listings: Vec<PlacedListing>| {
        assembled(listings).programs[0].facts.get(Level::IntensiveOutpatient.id())
    };
    let denying = denying_iop(2022);
    assert_eq!(iop(vec![(MH, denying.clone()).into()]), Fact::No);

    let mut named_so = denying.clone();
    named_so.content.program_name = Some("Adult IOP".to_owned());
    assert_eq!(iop(vec![(MH, named_so).into()]), Fact::No, "in one listing");

    let mut other = of(Source::SamhsaDirectory, 2024, "");
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
fn codes_never_overrule_a_no_that_is_stated_outright() {
    let mut denying = denying_iop(2022);
    denying.content.track = Track::SubstanceUse;
    let newer = of(Source::SamhsaDirectory, 2024, "SA OIT");
    let facility = assembled(vec![(SU, denying).into(), (SU, newer).into()]);
    assert_eq!(facility.programs[0].facts.get(Level::IntensiveOutpatient.id()), Fact::No);
}

#[test]
fn a_listing_dated_after_today_is_kept_beside_and_stands_behind_all_others() {
    let ahead = of(Source::csv("state").expect("a name"), 2030, "SA PI");
    let known = of(Source::SamhsaDirectory, 2024, "SA MD");
    let facility = assembled(vec![(SU, ahead).into(), (SU, known.clone()).into()]);
    let program = &facility.programs[0];
    assert_eq!(program.sources[0].listing.id, known.id);
    assert_eq!(program.facts.get(Payment::Private.id()), Fact::No);
    let claim = program.sources[1].claim(Payment::Private.id()).expect("it says so");
    assert_eq!((claim.fact, claim.is_believed), (Fact::Yes, false));
}

#[test]
fn a_live_service_speaks_of_the_day_it_was_asked_and_a_file_without_a_day_is_last() {
    let mut live = of(Source::Findtreatment, 2022, "SA PI");
    (live.content.as_of, live.retrieved_at) = (None, "2024-06-01T00:00:00Z".parse().expect("a time"));
    let mut file = of(Source::LocatorExport, 2022, "SA PI");
    (file.content.as_of, file.retrieved_at) = (None, "2026-06-01T00:00:00Z".parse().expect("a time"));
    let book = of(Source::SamhsaDirectory, 2023, "SA PI");
    let facility = assembled([&file, &book, &live].map(|listing| (SU, listing.clone()).into()).into());
    let order: Vec<Source> =
        facility.programs[0].sources.iter().map(|source| source.listing.id.source).collect();
    assert_eq!(order, [Source::Findtreatment, Source::SamhsaDirectory, Source::LocatorExport]);
}

#[test]
fn a_superseded_listing_answers_what_the_newer_edition_leaves_open_and_keeps_no_place_alive() {
    let veterans = Vocabulary::embedded().code("VET").expect("a code");
    let old = of(Source::SamhsaDirectory, 2022, "SA PI VET");
    let new = of(Source::SamhsaDirectory, 2023, "SA MD");
    let facility = assembled(vec![gone(old.clone()), (SU, new.clone()).into()]);
    let program = &facility.programs[0];
    assert_eq!(program.facts.get(veterans), Fact::Yes);
    assert_eq!(program.facts.get(Payment::Private.id()), Fact::No);
    assert_eq!(program.present().count(), 1);
    assert_eq!(Facility::assemble(Uuid::nil(), vec![gone(old.clone())], TODAY), None);

    // Gone without a newer edition of its own source, it says nothing.
    let other = of(Source::Findtreatment, 2023, "SA MD");
    let facility = assembled(vec![gone(old), (SU, other).into()]);
    assert_eq!(facility.programs[0].facts.get(veterans), Fact::NotStated);
    // Nor does an older edition win that is gone because it came in late.
    let facility = assembled(vec![gone(of(Source::SamhsaDirectory, 2024, "SA PI")), (SU, new).into()]);
    assert_eq!(facility.programs[0].sources.len(), 1);
}

#[test]
fn an_identity_states_nothing_and_alone_makes_no_facility() {
    let mut identity = of(Source::Nppes, 2025, "");
    identity.content.role = Role::Identity;
    identity.content.organization = "BILLING OFFICE LLC".to_owned();
    identity.content.npi = Npi::parse("1234567893").ok();
    assert_eq!(Facility::assemble(Uuid::nil(), vec![(SU, identity.clone())], TODAY), None);
    let known = of(Source::SamhsaDirectory, 2023, "SA MD");
    let facility = assembled(vec![(MH, identity).into(), (SU, known).into()]);
    assert_eq!((facility.name.as_str(), facility.programs.len()), ("Example Center", 1));
    assert_eq!(facility.identities.len(), 1);
    assert_eq!(facility.npis()[0].0.as_str(), "1234567893");
}

#[test]
fn one_confidential_listing_keeps_the_whole_place_secret() {
    let mut open = of(Source::SamhsaDirectory, 2024, "SA MD");
    open.content.website = Some("https://example.org/oak-street".to_owned());
    open.content.phone = crate::Phone::parse("512-555-0100");
    open.content.details.description = Some("Ring twice at 100 Main Street".to_owned());
    let mut secret = of(Source::hsds("shelters").expect("a name"), 2020, "SA");
    secret.content.withhold(withheld_in("Austin"));
    let mut identity = of(Source::Nppes, 2025, "");
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
fn a_listing_that_is_gone_or_asked_before_keeps_its_place_secret_and_says_nothing_else() {
    let open = of(Source::SamhsaDirectory, 2024, "SA MD");
    let mut asked = of(Source::hsds("shelters").expect("a name"), 2020, "SA PI");
    let told = PlacedListing { withheld: Some(withheld_in("Bastrop")), ..(SU, asked.clone()).into() };
    asked.content.withhold(withheld_in("Bastrop"));
    let gone = PlacedListing { is_gone: true, ..(SU, asked).into() };
    for asking in [gone, told] {
        let is_gone = asking.is_gone;
        let facility = assembled(vec![(SU, open.clone()).into(), asking]);
        assert_eq!(facility.location, Location::Withheld(withheld_in("Bastrop")));
        assert_eq!(facility.programs[0].sources.len(), if is_gone { 1 } else { 2 });
    }
}

#[test]
fn a_lent_coordinate_goes_before_a_zip_codes_and_behind_the_streets_own() {
    let mut rough = of(Source::SamhsaDirectory, 2024, "SA");
    about(&mut rough.content);
    let lender = ListingId { source: Source::Findtreatment, id: "next door".to_owned() };
    let coordinate = Coordinate::new(30.3, -97.7).expect("on the Earth");
    let lent = Some(LentCoordinate { coordinate, lender: lender.clone() });
    let borrower = PlacedListing { lent, ..(SU, rough).into() };
    let facility = assembled(vec![borrower.clone()]);
    assert_eq!((facility.location.coordinate(), facility.coordinate_lent_by), (coordinate, Some(lender)));
    let own = of(Source::LocatorExport, 2020, "SA");
    let facility = assembled(vec![borrower, (SU, own.clone()).into()]);
    assert_eq!((facility.location, facility.coordinate_lent_by), (own.content.location, None));
    assert_eq!(facility.located_by, own.id);
}

proptest! {
    #[test]
    fn the_order_in_which_listings_come_changes_nothing(
        days in prop::collection::vec((2020i16..2024, 0usize..4, any::<bool>()), 1..8),
        turn in 0usize..8,
    ) {
        let codes = ["SA MD", "SA PI VET", "SA OIT", "SA"];
        let sources = [Source::Findtreatment, Source::SamhsaDirectory, Source::LocatorExport];
        let mut placed: Vec<PlacedListing> = days.iter().enumerate().map(|(at, (year, code, is_gone))| {
            let mut listing = of(sources[at % 3], *year, codes[*code]);
            listing.id.id = at.to_string();
            PlacedListing { is_gone: *is_gone, ..(SU, listing).into() }
        }).collect();
        let before = Facility::assemble(Uuid::nil(), placed.clone(), TODAY);
        let turn = turn % placed.len();
        placed.rotate_left(turn);
        let after = Facility::assemble(Uuid::nil(), placed, TODAY);
        prop_assert_eq!(&before, &after);
        // Put together from what it has, it is what it was.
        let again = before.as_ref().and_then(|it| Facility::assemble(Uuid::nil(), it.placed().collect::<Vec<_>>(), it.believed_on));
        prop_assert_eq!(before, again);
    }
}
