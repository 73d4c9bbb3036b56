//! The simplest evaluation of a need: every program of every facility, one after the other.

use directory::matching::{Reach, cautions_for, evaluate};
use directory::names::words;
use directory::score::{Rank, ScoredProgram, Scorer, reach_after};
use directory::{
    Area, AttributeId, CautionSet, Criteria, Facility, Fact, MatchClass, Program, Shares, Vocabulary,
};
use search::{MatchFilter, Query, Sort, Totals};

use super::{Found, names};

/// What a snapshot must answer.
pub struct Expected {
    pub totals: Totals,
    pub facets: Vec<u32>,
    pub found: Vec<Found>,
}

struct Matching<'a> {
    program: &'a Program,
    class: MatchClass,
    reach: Reach,
    cautions: CautionSet,
    rank: Rank,
}

/// All that a query finds, in order: a snapshot's pages together, with the counts of the query's facets.
pub fn answer(facilities: &[Facility], query: &Query) -> Expected {
    let shares = shares(facilities);
    let mut all: Vec<(&Facility, Vec<Matching<'_>>)> = facilities
        .iter()
        .map(|facility| (facility, matching(facility, query, &shares)))
        .filter(|(_, programs)| !programs.is_empty())
        .collect();
    if let MatchFilter::Only(class) = query.keep {
        all.retain(|(_, programs)| programs[0].class == class);
    }
    all.sort_by(|(a, a_programs), (b, b_programs)| {
        let (a_rank, b_rank) = (&a_programs[0].rank, &b_programs[0].rank);
        match query.sort {
            Sort::Best => a_rank.best(b_rank),
            Sort::Distance => a_rank.distance(b_rank),
            Sort::Name => {
                let key = |facility: &Facility, rank: &Rank| {
                    (rank.is_telehealth(), words(&facility.name).join(" "), facility.id)
                };
                key(a, a_rank).cmp(&key(b, b_rank))
            }
        }
    });
    let count = |keep: &dyn Fn(&[Matching<'_>]) -> bool| {
        all.iter().filter(|(_, programs)| keep(programs)).count() as u32
    };
    let confirmed = count(&|programs| programs[0].class == MatchClass::Confirmed);
    let telehealth = count(&|programs| programs.iter().all(|found| found.rank.is_telehealth()));
    let facet = |attribute: &AttributeId| {
        count(&|programs| programs.iter().any(|found| found.program.facts.get(*attribute) == Fact::Yes))
    };
    Expected {
        totals: Totals {
            facilities: all.len() as u32,
            confirmed,
            possible: all.len() as u32 - confirmed,
            telehealth,
        },
        facets: query.facets.iter().map(facet).collect(),
        found: all.iter().map(|(facility, programs)| found(facility, programs)).collect(),
    }
}

/// Of the programs of each track that state an attribute, the share that has it.
fn shares(facilities: &[Facility]) -> Shares {
    let programs = || facilities.iter().flat_map(|facility| &facility.programs);
    Shares::from_counts(|track, id| {
        let count = |fact| {
            programs().filter(|program| program.track == track && program.facts.get(id) == fact).count()
                as u32
        };
        (count(Fact::Yes), count(Fact::No))
    })
}

fn found(facility: &Facility, programs: &[Matching<'_>]) -> Found {
    let best = &programs[0].rank;
    let program =
        |found: &Matching<'_>| (found.program.id.to_string(), found.class, found.reach, found.cautions.0);
    (facility.id.to_string(), best.miles, best.score, programs.iter().map(program).collect())
}

/// The programs of a facility that a query finds, the best first.
fn matching<'a>(facility: &'a Facility, query: &Query, shares: &Shares) -> Vec<Matching<'a>> {
    let need = &query.need;
    let asked_name = query.name.as_deref().filter(|text| !words(text).is_empty());
    let name = asked_name.map(|text| names::quality(facility, text));
    if name == Some(None) {
        return Vec::new();
    }
    let place = facility.location.address().state;
    if need.state.is_some_and(|state| state != place) {
        return Vec::new();
    }
    let miles = need.center().map(|center| facility.location.coordinate().miles_to(center));
    let in_person = match need.area {
        Area::Within { miles: radius, .. } => miles.is_some_and(|miles| miles <= radius),
        Area::Anywhere => true,
    };
    let telehealth = Vocabulary::embedded().code("TELE").expect("a code");
    let criteria = Criteria::for_need(need);
    let scorer = Scorer { need, criteria: &criteria, shares };
    let mut programs = Vec::new();
    for program in &facility.programs {
        let offered = program.facts.get(telehealth) == Fact::Yes && need.telehealth_state() == Some(place);
        if !in_person && !offered {
            continue;
        }
        let reach = if in_person { Reach::Visit } else { Reach::Telehealth };
        let Some(evaluation) = evaluate(criteria.by(reach), &program.facts, place) else { continue };
        let class = if in_person { evaluation.class } else { MatchClass::Possible };
        let cautions = cautions_for(need, &program.facts, program.cautions, place);
        let newest = program.sources[0].listing.content.as_of;
        let reference = jiff::Timestamp::from_second(1_800_000_000)
            .expect("a time")
            .to_zoned(jiff::tz::TimeZone::UTC)
            .date();
        let age = newest.map(|day| f64::from(reference.since(day).expect("days").get_days()) / 365.25);
        let scored = ScoredProgram {
            track: program.track,
            place,
            facts: &program.facts,
            evidence: program.iop_evidence,
            cautions,
            reach: reach_after(age),
        };
        let rank = Rank {
            first: query.first.iter().any(|id| program.facts.get(*id) == Fact::Yes),
            by: reach,
            class,
            name: name.flatten().unwrap_or_default(),
            score: scorer.parts(&scored, reach, miles, name.flatten()).total(),
            miles,
            id: facility.id,
        };
        programs.push(Matching { program, class, reach, cautions, rank });
    }
    // Programs that rank the same keep the order of the facility.
    programs.sort_by(|a, b| a.rank.best_program(&b.rank));
    programs
}
