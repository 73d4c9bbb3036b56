//! Real situations with made-up listings: which place comes before which, and why.
//!
//! Each situation lists its places in the expected order. They are ranked in reverse order and with ids that would put them
//! the other way around, so that a tie never produces the expected order by accident.

use jiff::civil::Date;
use uuid::Uuid;

use super::{Rank, ScoredProgram, Scorer, reach_after};
use crate::facility::Facility;
use crate::fact::Fact;
use crate::geo::{Coordinate, CoordinatePrecision, MapPoint};
use crate::likelihood::Shares;
use crate::listing::ListingId;
use crate::matching::{Criteria, MatchClass, Reach, cautions_for, evaluate};
use crate::need::{Area, Need, PersonGroup};
use crate::testing::{TODAY, listing};
use crate::vocabulary::{AttributeId, Level, Payment, ProgramType, Track, Vocabulary};
use crate::{Insurers, Source, State};

/// What somebody is looking for around one point in Austin, Texas.
#[derive(Clone)]
struct Asked {
    need: Need,
    first: Vec<AttributeId>,
}

/// A program, and the year of its listing.
struct Offer {
    track: Track,
    codes: &'static str,
    year: i16,
}

/// A place at this distance, and how well its name fits the words searched for, if there were any.
struct ListedPlace {
    name: &'static str,
    miles: f64,
    programs: Vec<Offer>,
    name_fit: Option<f64>,
}

/// A place with one program, listed in 2023.
fn place(name: &'static str, miles: f64, track: Track, codes: &'static str) -> ListedPlace {
    ListedPlace { name, miles, programs: vec![Offer { track, codes, year: 2023 }], name_fit: None }
}

impl ListedPlace {
    fn listed_in(mut self, year: i16) -> ListedPlace {
        self.programs[0].year = year;
        self
    }

    fn and(mut self, track: Track, codes: &'static str) -> ListedPlace {
        self.programs.push(Offer { track, codes, year: 2023 });
        self
    }

    fn whose_name_fits(mut self, quality: f64) -> ListedPlace {
        self.name_fit = Some(quality);
        self
    }

    fn facility(&self, id: Uuid) -> Facility {
        let listings = self.programs.iter().enumerate().map(|(number, offer)| {
            let mut listing = listing(offer.track, offer.codes);
            listing.id = ListingId { source: Source::SamhsaDirectory, id: format!("{id}-{number}") };
            listing.content.as_of = Some(Date::constant(offer.year, 6, 1));
            let coordinate = Coordinate::new(30.27 + self.miles / MILES_PER_DEGREE, -97.74);
            let coordinate = coordinate.expect("on the Earth");
            listing
                .content
                .location
                .set_point(MapPoint { coordinate, precision: CoordinatePrecision::Street });
            (Uuid::from_u128(number as u128), listing)
        });
        Facility::assemble(id, listings.collect(), TODAY).expect("it has a listing")
    }
}

/// Miles per degree of latitude.
const MILES_PER_DEGREE: f64 = crate::geo::EARTH_RADIUS_MILES * std::f64::consts::PI / 180.0;

use Track::{MentalHealth as MH, SubstanceUse as SU};

fn center() -> Coordinate {
    Coordinate::new(30.27, -97.74).expect("on the Earth")
}

/// An intensive outpatient program of this kind within 60 miles.
fn iop(program: ProgramType) -> Asked {
    let need = Need {
        programs: vec![program],
        levels: vec![Level::IntensiveOutpatient],
        area: Area::Within { center: center(), miles: 60.0 },
        home: State::from_code("TX"),
        ..Need::anything()
    };
    Asked { need, first: Vec::new() }
}

impl Asked {
    fn paying_with(mut self, payment: Payment) -> Asked {
        self.need.insurance.push(payment.into());
        self
    }

    fn wishing(mut self, codes: &str) -> Asked {
        self.need.wishes.extend(ids(codes));
        self
    }

    fn having(mut self, codes: &str) -> Asked {
        self.need.attributes.extend(ids(codes));
        self
    }

    fn unless_no(mut self, codes: &str) -> Asked {
        self.need.unless_no.extend(ids(codes));
        self
    }

    fn by_a(mut self, person: PersonGroup) -> Asked {
        self.need.person.push(person);
        self
    }

    fn first(mut self, codes: &str) -> Asked {
        self.first.extend(ids(codes));
        self
    }

    fn by_telehealth_too(mut self) -> Asked {
        self.need.telehealth = true;
        self.need.area = Area::Within { center: center(), miles: 25.0 };
        self
    }

    fn at_level(mut self, level: Level) -> Asked {
        self.need.levels = vec![level];
        self
    }

    /// The ranks of the facility's programs that meet the need, the best first.
    fn ranks(&self, place: &ListedPlace, facility: &Facility) -> Vec<Rank> {
        let need = &self.need;
        let Area::Within { center, miles: radius } = need.area else { panic!("a situation has a point") };
        let miles = facility.location.coordinate().miles_to(center);
        let state = facility.location.address().state;
        let telehealth = ids("TELE")[0];
        let reach = if miles <= radius { Reach::Visit } else { Reach::Telehealth };
        let offers = facility.programs.iter().filter(|program| {
            let reaches = need.telehealth_state() == Some(state);
            reach == Reach::Visit || (reaches && program.facts.get(telehealth) == Fact::Yes)
        });
        let criteria = Criteria::for_need(need);
        // Of the programs that state an attribute, 60 % have it.
        let shares = Shares::from_counts(|_, _| (6, 4));
        let scorer = Scorer { need, criteria: &criteria, shares: &shares };
        let ranks = offers.filter_map(|program| {
            let evaluation = evaluate(criteria.by(reach), &program.facts, state)?;
            let day = program.sources[0].listing.content.as_of.expect("a day");
            let age = f64::from(TODAY.since(day).expect("days").get_days()) / 365.25;
            let scored = ScoredProgram {
                track: program.track,
                place: state,
                facts: &program.facts,
                evidence: program.iop_evidence,
                cautions: cautions_for(need, &program.facts, program.cautions, state),
                reach: reach_after(Some(age)),
            };
            Some(Rank {
                first: self.first.iter().any(|id| program.facts.get(*id) == Fact::Yes),
                by: reach,
                class: if reach == Reach::Visit { evaluation.class } else { MatchClass::Possible },
                name: place.name_fit.unwrap_or_default(),
                score: scorer.parts(&scored, reach, Some(miles), place.name_fit).total(),
                miles: Some(miles),
                id: facility.id,
            })
        });
        let mut ranks: Vec<Rank> = ranks.collect();
        ranks.sort_by(Rank::best_program);
        ranks
    }

    /// The names in the order `by`, without the places that do not match.
    fn names(&self, places: &[ListedPlace], by: fn(&Rank, &Rank) -> std::cmp::Ordering) -> Vec<&'static str> {
        let mut ranked: Vec<(Rank, &'static str)> = Vec::new();
        for (at, place) in places.iter().enumerate().rev() {
            let facility = place.facility(Uuid::from_u128((places.len() - at) as u128));
            ranked.extend(self.ranks(place, &facility).first().map(|rank| (*rank, place.name)));
        }
        ranked.sort_by(|(a, _), (b, _)| by(a, b));
        ranked.into_iter().map(|(_, name)| name).collect()
    }

    /// Checks that `best` puts the places in the order in which they are given.
    fn best(self, places: &[ListedPlace]) {
        let expected: Vec<&str> = places.iter().map(|place| place.name).collect();
        assert_eq!(self.names(places, Rank::best), expected);
    }

    /// Checks that `distance` puts the places in the order in which they are given.
    fn nearest(self, places: &[ListedPlace]) {
        let expected: Vec<&str> = places.iter().map(|place| place.name).collect();
        assert_eq!(self.names(places, Rank::distance), expected);
    }
}

fn ids(codes: &str) -> Vec<AttributeId> {
    let vocabulary = Vocabulary::embedded();
    codes.split_whitespace().map(|code| vocabulary.code(code).expect("a code of the code book")).collect()
}

use ProgramType::{Addiction, DualDiagnosis, MentalHealth, Teen};

// What a program lists counts more than how near it is.

#[test]
fn a_program_that_lists_everything_comes_before_a_nearer_one_with_a_gap_unless_it_is_far_away() {
    iop(Addiction).paying_with(Payment::Medicaid).best(&[
        place("Lists Medicaid, across town", 15.0, SU, "SA OIT MD"),
        place("Does not say, next door", 1.0, SU, "SA OIT"),
        place("Lists Medicaid, far away", 55.0, SU, "SA OIT MD"),
    ]);
}

#[test]
fn one_open_question_comes_before_two() {
    iop(MentalHealth).paying_with(Payment::Private).best(&[
        place("Only the level is open", 10.0, MH, "MH OP PHDT PI"),
        place("Level and insurance are open", 1.0, MH, "MH OP PHDT"),
    ]);
}

#[test]
fn a_program_that_rules_out_what_was_asked_is_not_shown_at_all() {
    let asked = iop(Addiction).paying_with(Payment::Medicaid);
    let places =
        [place("Private only", 1.0, SU, "SA OIT PI"), place("Outpatient only", 2.0, SU, "SA ORT MD")];
    assert_eq!(asked.names(&places, Rank::best), [""; 0]);
}

#[test]
fn an_attribute_that_only_rules_out_leaves_no_question_open() {
    // A parent of a young adult: most substance-use listings say nothing about ages.
    iop(Addiction).unless_no("YAD").best(&[
        place("Says nothing of ages, nearer", 3.0, SU, "SA OIT"),
        place("Takes young adults, farther", 9.0, SU, "SA OIT YAD"),
    ]);
}

#[test]
fn a_requirement_that_is_not_stated_leaves_a_question_open() {
    iop(Addiction).having("SP").best(&[
        place("Speaks Spanish, farther", 15.0, SU, "SA OIT SP"),
        place("Does not say, nearer", 2.0, SU, "SA OIT"),
    ]);
}

#[test]
fn no_listing_names_an_insurer_so_the_nearer_place_comes_first() {
    let mut asked = iop(Addiction);
    asked.need.insurance = Insurers::embedded().find("aetna").expect("an insurer").coverages();
    asked.best(&[
        place("Private insurance, nearer", 4.0, SU, "SA OIT PI"),
        place("Private insurance, farther", 12.0, SU, "SA OIT PI"),
    ]);
}

#[test]
fn a_facility_is_as_good_as_its_best_program() {
    iop(DualDiagnosis).best(&[
        place("Its addiction program lists both", 8.0, MH, "MH CO OP PHDT").and(SU, "SA CO OIT"),
        place("Its mental-health program may have it", 1.0, MH, "MH CO OP PHDT"),
    ]);
}

#[test]
fn a_teen_program_that_says_so_comes_before_one_that_takes_children() {
    iop(Teen).best(&[
        place("For adolescents", 15.0, SU, "SA OIT AD"),
        place("Takes children", 2.0, SU, "SA OIT CHLD"),
    ]);
}

// Distance, likelihood, wishes and age of the listing weigh against each other where all else is equal.

#[test]
fn of_equal_programs_the_nearer_comes_first() {
    iop(Addiction).best(&[
        place("Across the street", 0.2, SU, "SA OIT"),
        place("Across town", 8.0, SU, "SA OIT"),
        place("In the next city", 40.0, SU, "SA OIT"),
    ]);
}

#[test]
fn a_likely_program_comes_before_a_nearer_unlikely_one() {
    iop(MentalHealth).best(&[
        place("Runs day treatment", 15.0, MH, "MH OP PHDT"),
        place("Nothing more is known", 1.0, MH, "MH OP"),
    ]);
}

#[test]
fn a_likely_program_far_away_does_not_come_before_a_less_likely_one_nearby() {
    iop(MentalHealth).best(&[
        place("Treats both, next door", 1.0, MH, "MH OP CO GT"),
        place("Runs day treatment, thirty miles away", 30.0, MH, "MH OP PHDT"),
    ]);
}

#[test]
fn the_evidence_for_an_iop_orders_mental_health_programs_at_one_distance() {
    iop(MentalHealth).best(&[
        place("Day treatment, and an IOP for alcohol and drugs", 5.0, MH, "MH OP PHDT").and(SU, "SA OIT"),
        place("Day treatment", 5.0, MH, "MH OP PHDT"),
        place("An IOP for alcohol and drugs", 5.0, MH, "MH OP").and(SU, "SA OIT"),
        place("Treats both in one program", 5.0, MH, "MH OP GT CO"),
        place("Nothing more is known", 5.0, MH, "MH OP GT"),
        place("No group therapy", 5.0, MH, "MH OP CBT"),
    ]);
}

#[test]
fn of_programs_with_one_open_question_the_likelier_comes_first() {
    iop(DualDiagnosis).paying_with(Payment::Medicaid).best(&[
        place("Lists an IOP and Medicaid", 5.0, SU, "SA CO OIT MD"),
        place("Day treatment, takes Medicaid", 5.0, MH, "MH CO OP PHDT MD"),
        place("Lists an IOP, says nothing of Medicaid", 5.0, SU, "SA CO OIT"),
    ]);
}

#[test]
fn evidence_for_a_teen_program_counts_more_if_it_is_about_teens() {
    iop(Teen).best(&[
        place("An IOP for teens with alcohol and drug problems", 5.0, MH, "MH OP CHLD")
            .and(SU, "SA OIT AD ADLT MH"),
        place("Day treatment, perhaps for adults", 5.0, MH, "MH OP PHDT CHLD"),
        place("Takes children", 5.0, MH, "MH OP CHLD"),
    ]);
}

#[test]
fn the_evidence_for_an_iop_says_nothing_about_another_level() {
    // Whether a mental-health program has transitional housing is not stated where it has supported housing.
    iop(MentalHealth).at_level(Level::TransitionalHousing).best(&[
        place("Nearer, no group therapy", 5.0, MH, "MH OP SH CBT"),
        place("Farther, treats both", 10.0, MH, "MH OP SH GT CO"),
    ]);
}

#[test]
fn a_wish_that_is_met_is_worth_a_drive_across_town() {
    iop(Addiction).wishing("TWFA").best(&[
        place("Twelve steps, across town", 15.0, SU, "SA OIT TWFA"),
        place("No twelve steps, nearer", 5.0, SU, "SA OIT CBT"),
    ]);
}

#[test]
fn a_wish_is_worth_a_short_drive_but_not_a_long_one() {
    iop(Addiction).wishing("TWFA CBT").best(&[
        place("Both wishes", 3.0, SU, "SA OIT TWFA CBT"),
        place("One wish, next door", 1.0, SU, "SA OIT CBT"),
        place("Both wishes, in the next city", 22.0, SU, "SA OIT TWFA CBT"),
    ]);
}

#[test]
fn a_newer_listing_comes_before_an_older_one_at_about_the_same_distance() {
    iop(Addiction).best(&[
        place("Listed in 2025", 3.0, SU, "SA OIT").listed_in(2025),
        place("Listed in 2021", 2.0, SU, "SA OIT").listed_in(2021),
    ]);
}

#[test]
fn a_newer_listing_does_not_come_before_a_clearly_nearer_one() {
    iop(Addiction).best(&[
        place("Listed in 2021", 2.0, SU, "SA OIT").listed_in(2021),
        place("Listed in 2025", 40.0, SU, "SA OIT").listed_in(2025),
    ]);
}

#[test]
fn a_name_that_was_searched_for_outweighs_everything_else() {
    iop(MentalHealth).wishing("TWFA").best(&[
        place("Hope House", 50.0, MH, "MH OP CBT").whose_name_fits(1.0),
        place("Hope Housing, day treatment next door", 1.0, MH, "MH OP PHDT").whose_name_fits(0.8),
    ]);
}

#[test]
fn places_whose_names_fit_equally_are_ordered_by_distance_and_not_by_cautions() {
    iop(Addiction).best(&[
        place("Hope for Veterans, next door", 1.0, SU, "SA OIT VAMC").whose_name_fits(1.0),
        place("Hope House, across town", 10.0, SU, "SA OIT").whose_name_fits(1.0),
        place("Hopewell, around the corner", 0.2, SU, "SA OIT").whose_name_fits(0.9),
    ]);
}

// Whom a place is for, and how it is reached.

#[test]
fn a_place_for_another_group_comes_after_places_for_everybody() {
    iop(Addiction).best(&[
        place("For everybody", 30.0, SU, "SA OIT"),
        place("For people sent by a court", 1.0, SU, "SA OIT DUO"),
    ]);
}

#[test]
fn a_place_for_women_is_no_worse_for_a_woman() {
    let places = || [place("For women", 2.0, SU, "SA OIT FEM"), place("For everybody", 9.0, SU, "SA OIT")];
    iop(Addiction).by_a(PersonGroup::Woman).best(&places());
    let [for_women, for_everybody] = places();
    iop(Addiction).by_a(PersonGroup::Man).best(&[for_everybody, for_women]);
}

#[test]
fn a_place_of_the_va_comes_last_for_those_who_are_not_veterans() {
    let places = || {
        [
            place("For everybody, far away", 55.0, SU, "SA OIT"),
            place("Of the VA, next door", 1.0, SU, "SA OIT VAMC"),
        ]
    };
    iop(Addiction).best(&places());
    let [for_everybody, of_the_va] = places();
    iop(Addiction).by_a(PersonGroup::Veteran).best(&[of_the_va, for_everybody]);
}

#[test]
fn a_weak_caution_weighs_less_than_several_open_questions() {
    iop(MentalHealth).paying_with(Payment::Private).having("SP").best(&[
        place("For women, lists Spanish and the insurance", 5.0, MH, "MH OP PHDT PI SP FEM"),
        place("For everybody, says nothing of either", 5.0, MH, "MH OP PHDT"),
    ]);
}

#[test]
fn a_caution_that_all_places_share_leaves_the_order_to_distance() {
    let mut asked = iop(Addiction).paying_with(Payment::Medicaid);
    let places = [
        place("Takes Medicaid, nearer", 2.0, SU, "SA OIT MD"),
        place("Takes Medicaid, farther", 9.0, SU, "SA OIT MD"),
    ];
    asked.clone().best(&places);
    // The person is from another state: all places have the same caution, and distance decides again.
    asked.need.home = State::from_code("OK");
    asked.best(&places);
}

#[test]
fn telehealth_comes_after_every_place_that_can_be_visited() {
    iop(MentalHealth).by_telehealth_too().best(&[
        place("To be visited, unlikely", 24.0, MH, "MH OP CBT"),
        place("By video, day treatment", 40.0, MH, "MH OP PHDT TELE"),
    ]);
}

#[test]
fn programs_asked_to_come_first_come_before_better_matches() {
    iop(Addiction).paying_with(Payment::Medicaid).first("VAMC").best(&[
        place("Of the VA, says nothing of Medicaid", 50.0, SU, "SA OIT VAMC"),
        place("Lists everything, next door", 1.0, SU, "SA OIT MD"),
    ]);
}

#[test]
fn by_distance_the_nearest_comes_first_whatever_it_lists() {
    iop(MentalHealth).paying_with(Payment::Private).nearest(&[
        place("Nothing points either way", 1.0, MH, "MH OP"),
        place("Takes the insurance", 2.0, MH, "MH OP PI"),
        place("Day treatment, takes the insurance", 3.0, MH, "MH OP PI PHDT"),
    ]);
}

#[test]
fn telehealth_comes_last_by_distance_too() {
    let mut asked = iop(MentalHealth).by_telehealth_too();
    asked.need.area = Area::Within { center: center(), miles: 2.0 };
    asked.nearest(&[
        place("To be visited", 1.5, MH, "MH OP"),
        place("By video, three miles away", 3.0, MH, "MH OP TELE"),
        place("By video, in the next city", 90.0, MH, "MH OP TELE"),
    ]);
}
