//! Other places: first the nearest for the same people, then those that run the same level of care.

use std::borrow::Cow;

use directory::{
    Area, CoordinatePrecision, Facility, Fact, Level, MatchClass, Need, Program, ProgramType, Track,
};
use search::{Hit, MatchFilter, Query, Snapshot, Sort};

use crate::error::PageError;
use crate::place::miles;
use service::documents::FacilitySummary;
use service::fact_words::FactWords;
use service::language::Language;

/// How many are shown.
const SHOWN: usize = 3;

/// How far away they may be, in miles.
const MILES: f64 = 100.0;

/// Types of a program that few places have: who looks at one of these looks for others of the same.
const RARE: [ProgramType; 2] = [ProgramType::EatingDisorder, ProgramType::Teen];

/// Another place.
pub(super) struct Nearby {
    pub name: String,
    pub path: String,
    pub city: String,
    pub distance: Cow<'static, str>,
    /// What it lists that the place itself lists too.
    pub why: String,
}

/// What another place must list.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Alike {
    programs: Vec<ProgramType>,
    level: Option<Level>,
}

/// The places that are most alike, and of those the nearest.
///
/// # Errors
/// When the index can't be read.
pub(super) fn nearby(
    snapshot: &Snapshot,
    facility: &Facility,
    language: Language,
) -> Result<Vec<Nearby>, PageError> {
    let mut known = vec![facility.id];
    let mut places = Vec::new();
    for alike in alikes(facility) {
        let found = snapshot.search(&query(facility, &alike));
        let mut hits = found.map_err(|err| service::Error::internal("finding places nearby", &err))?.hits;
        hits.retain(|hit| !known.contains(&snapshot.facility_id(hit.position)));
        hits.truncate(SHOWN - places.len());
        known.extend(hits.iter().map(|hit| snapshot.facility_id(hit.position)));
        let new: Result<Vec<_>, _> =
            hits.iter().map(|hit| place(snapshot, hit, facility, &alike, language)).collect();
        places.extend(new.map_err(|err| service::Error::internal("reading a document of the index", &err))?);
    }
    Ok(places)
}

fn query(facility: &Facility, alike: &Alike) -> Query {
    let center = facility.location.coordinate();
    Query {
        keep: MatchFilter::Only(MatchClass::Confirmed),
        sort: Sort::Distance,
        // It finds itself as well, and those that were found before.
        limit: 2 * SHOWN + 1,
        ..Query::for_need(Need {
            level: alike.level,
            programs: alike.programs.clone(),
            area: Area::Within { center, miles: MILES },
            ..Need::anything()
        })
    }
}

/// What others may list to be alike, the most alike first: all the same, the same people at any level, the same level.
fn alikes(facility: &Facility) -> Vec<Alike> {
    let Some(program) =
        facility.programs.iter().min_by_key(|program| (rare(program).is_empty(), level(program)))
    else {
        return Vec::new();
    };
    let (rare, level) = (rare(program), level(program));
    let all = [vec![treated(program)], rare.clone()].concat();
    let mut alikes = Vec::new();
    if !rare.is_empty() {
        alikes.push(Alike { programs: all.clone(), level });
        alikes.push(Alike { programs: all, level: None });
    }
    alikes.push(Alike { programs: vec![treated(program)], level });
    alikes
}

fn rare(program: &Program) -> Vec<ProgramType> {
    RARE.into_iter().filter(|rare| program.facts.get(rare.id()) == Fact::Yes).collect()
}

/// The first level of care that it lists.
fn level(program: &Program) -> Option<Level> {
    Level::ALL.iter().copied().find(|level| program.facts.get(level.id()) == Fact::Yes)
}

fn treated(program: &Program) -> ProgramType {
    match program.track {
        Track::SubstanceUse => ProgramType::Addiction,
        Track::MentalHealth => ProgramType::MentalHealth,
    }
}

fn place(
    snapshot: &Snapshot,
    hit: &Hit,
    from: &Facility,
    alike: &Alike,
    language: Language,
) -> Result<Nearby, serde_json::Error> {
    let summary: FacilitySummary = serde_json::from_str(snapshot.facility_document(hit.position))?;
    let precisions = [from.location.point().precision, summary.coordinate_precision];
    let is_rough = precisions.contains(&CoordinatePrecision::Zip);
    let words = FactWords::of(language.code());
    let ids = alike.programs.iter().map(|program| program.id()).chain(alike.level.map(|level| level.id()));
    Ok(Nearby {
        city: format!("{}, {}", summary.address.city, summary.address.state),
        name: summary.name,
        path: summary.url,
        distance: miles(hit.miles.unwrap_or_default(), is_rough, language),
        why: ids.map(|id| words.label(id)).collect::<Vec<_>>().join(", "),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::facility;

    #[test]
    fn those_for_the_same_people_come_before_those_of_the_same_level() {
        use ProgramType::{Addiction, EatingDisorder, MentalHealth, Teen};
        let alike = |programs: &[ProgramType], level| Alike { programs: programs.to_vec(), level };
        let iop = Some(Level::IntensiveOutpatient);
        assert_eq!(alikes(&facility(&["SA OIT"])), [alike(&[Addiction], iop)]);
        let outpatient = Some(Level::Outpatient);
        let eating = [MentalHealth, EatingDisorder, Teen];
        assert_eq!(
            alikes(&facility(&["SA OIT", "MH OP PED CHLD"])),
            [alike(&eating, outpatient), alike(&eating, None), alike(&[MentalHealth], outpatient)]
        );
        assert_eq!(alikes(&facility(&["MH OP", "SA OIT"])), [alike(&[Addiction], iop)]);
    }
}
