//! The places to call if nobody answers. Without a search, they are the nearest that treat the same people, and then those
//! with the same level of care.

use std::borrow::Cow;

use directory::{
    Area, CoordinatePrecision, Facility, Fact, Level, MatchClass, Need, Program, ProgramType, Track,
};
use search::{Hit, MatchFilter, Query, Snapshot, Sort};
use service::documents::facility_part;
use service::{FactWords, Language};

use crate::error::PageError;
use crate::facility_brief::miles;

/// At most this many are shown.
pub(super) const MOST: usize = 2;

/// They are at most this far away, in miles.
const MILES: f64 = 100.0;

/// Program types that few facilities have. Somebody who looks at such a facility wants others with the same type.
const RARE: [ProgramType; 2] = [ProgramType::EatingDisorder, ProgramType::Teen];

/// Another facility to call.
pub(super) struct NextPlace {
    pub name: String,
    pub path: String,
    pub city: String,
    pub distance: Option<Cow<'static, str>>,
    /// Whether it lists what was asked for; without a search, what both facilities list.
    pub why: String,
}

/// What another facility must list to be similar.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Similarity {
    programs: Vec<ProgramType>,
    level: Option<Level>,
}

/// The most similar facilities, and of those the nearest.
///
/// # Errors
/// If the index can't be read.
pub(super) fn nearby(
    snapshot: &Snapshot,
    facility: &Facility,
    language: Language,
) -> Result<Vec<NextPlace>, PageError> {
    let mut known = vec![facility.id];
    let mut facilities = Vec::new();
    for similarity in similarities(facility) {
        let found = snapshot.search(&query(facility, &similarity));
        let mut hits = found.map_err(|err| service::Error::internal("finding places nearby", &err))?.hits;
        hits.retain(|hit| !known.contains(&snapshot.facility_id(hit.position)));
        hits.truncate(MOST - facilities.len());
        known.extend(hits.iter().map(|hit| snapshot.facility_id(hit.position)));
        for hit in &hits {
            facilities.push(nearby_facility(snapshot, hit, facility, &similarity, language)?);
        }
    }
    Ok(facilities)
}

fn query(facility: &Facility, similarity: &Similarity) -> Query {
    let center = facility.location.coordinate();
    Query {
        keep: MatchFilter::Only(MatchClass::Confirmed),
        sort: Sort::Distance,
        // The search also finds the facility itself, and those that were found before.
        limit: 2 * MOST + 1,
        ..Query::for_need(Need {
            levels: similarity.level.into_iter().collect(),
            programs: similarity.programs.clone(),
            area: Area::Within { center, miles: MILES },
            ..Need::anything()
        })
    }
}

/// What others must list, the most similar first: everything the same, then the same people at any level, then the same
/// track and level.
fn similarities(facility: &Facility) -> Vec<Similarity> {
    let Some(program) =
        facility.programs.iter().min_by_key(|program| (rare(program).is_empty(), level(program)))
    else {
        return Vec::new();
    };
    let (rare, level) = (rare(program), level(program));
    let all = [vec![treated(program)], rare.clone()].concat();
    let mut similarities = Vec::new();
    if !rare.is_empty() {
        similarities.push(Similarity { programs: all.clone(), level });
        similarities.push(Similarity { programs: all, level: None });
    }
    similarities.push(Similarity { programs: vec![treated(program)], level });
    similarities
}

fn rare(program: &Program) -> Vec<ProgramType> {
    RARE.into_iter().filter(|rare| program.facts.get(rare.id()) == Fact::Yes).collect()
}

/// The first level of care that the program lists.
fn level(program: &Program) -> Option<Level> {
    Level::ALL.iter().copied().find(|level| program.facts.get(level.id()) == Fact::Yes)
}

fn treated(program: &Program) -> ProgramType {
    match program.track {
        Track::SubstanceUse => ProgramType::Addiction,
        Track::MentalHealth => ProgramType::MentalHealth,
    }
}

fn nearby_facility(
    snapshot: &Snapshot,
    hit: &Hit,
    from: &Facility,
    similarity: &Similarity,
    language: Language,
) -> Result<NextPlace, service::Error> {
    let summary = facility_part(snapshot, hit.position).to_value()?;
    let precisions = [from.location.point().precision, summary.coordinate_precision];
    let is_rough = precisions.contains(&CoordinatePrecision::Zip);
    let words = FactWords::for_language(language);
    let ids = similarity
        .programs
        .iter()
        .map(|program| program.id())
        .chain(similarity.level.map(|level| level.id()));
    Ok(NextPlace {
        city: summary.address.town(),
        name: summary.name,
        path: summary.url,
        distance: hit.miles.map(|distance| miles(distance, is_rough, language)),
        why: ids.map(|id| words.label(id)).collect::<Vec<_>>().join(", "),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::facility;

    #[test]
    fn facilities_for_the_same_people_come_before_those_with_the_same_level() {
        use ProgramType::{Addiction, EatingDisorder, MentalHealth, Teen};
        let similarity = |programs: &[ProgramType], level| Similarity { programs: programs.to_vec(), level };
        let iop = Some(Level::IntensiveOutpatient);
        assert_eq!(similarities(&facility(&["SA OIT"])), [similarity(&[Addiction], iop)]);
        let outpatient = Some(Level::Outpatient);
        let eating = [MentalHealth, EatingDisorder, Teen];
        assert_eq!(
            similarities(&facility(&["SA OIT", "MH OP PED CHLD"])),
            [
                similarity(&eating, outpatient),
                similarity(&eating, None),
                similarity(&[MentalHealth], outpatient)
            ]
        );
        assert_eq!(similarities(&facility(&["MH OP", "SA OIT"])), [similarity(&[Addiction], iop)]);
    }
}
