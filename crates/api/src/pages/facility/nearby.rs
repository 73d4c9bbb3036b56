//! Other places: the nearest that run the same level of care.

use std::borrow::Cow;

use directory::{Area, Facility, Fact, Level, MatchClass, Need, ProgramType, Track};
use search::{Hit, MatchFilter, Query, Snapshot, Sort};

use crate::documents::FacilitySummary;
use crate::pages::language::Language;
use crate::problem::Problem;

/// How many are shown.
const SHOWN: usize = 3;

/// How far away they may be, in miles.
const MILES: f64 = 100.0;

/// The nearest places that run the same level of care.
pub(super) struct Nearby {
    /// What they run.
    pub level: Level,
    pub places: Vec<NearbyPlace>,
}

/// One of them.
pub(super) struct NearbyPlace {
    pub name: String,
    pub path: String,
    pub city: String,
    pub distance: Cow<'static, str>,
}

/// The nearest places that list the level of care this one lists; none when it lists none.
///
/// # Errors
/// When the index can't be read.
pub(super) fn nearby(
    snapshot: &Snapshot,
    facility: &Facility,
    language: Language,
) -> Result<Option<Nearby>, Problem> {
    let Some((level, program)) = runs(facility) else { return Ok(None) };
    let center = facility.location.coordinate;
    let query = Query {
        keep: MatchFilter::Only(MatchClass::Confirmed),
        sort: Sort::Distance,
        // It finds itself as well.
        limit: SHOWN + 1,
        ..Query::of(Need {
            level: Some(level),
            programs: vec![program],
            area: Area::Within { center, miles: MILES },
            ..Need::anything()
        })
    };
    let found = snapshot.search(&query).map_err(|err| Problem::internal("finding places nearby", &err))?;
    let others = found.hits.iter().filter(|hit| snapshot.facility_id(hit.position) != facility.id);
    let places: Result<Vec<_>, _> = others.take(SHOWN).map(|hit| place(snapshot, hit, language)).collect();
    let places = places.map_err(|err| Problem::internal("reading a document of the index", &err))?;
    Ok((!places.is_empty()).then_some(Nearby { level, places }))
}

/// The first level of care that a program lists, and what that program treats.
fn runs(facility: &Facility) -> Option<(Level, ProgramType)> {
    let lists = |level: &Level| {
        let mut programs = facility.programs.iter();
        programs.find(|program| program.facts.get(level.id()) == Fact::Yes)
    };
    let (level, program) = Level::ALL.iter().find_map(|level| Some((*level, lists(level)?)))?;
    let treats = match program.track {
        Track::SubstanceUse => ProgramType::Addiction,
        Track::MentalHealth => ProgramType::MentalHealth,
    };
    Some((level, treats))
}

fn place(snapshot: &Snapshot, hit: &Hit, language: Language) -> Result<NearbyPlace, serde_json::Error> {
    let summary: FacilitySummary = serde_json::from_str(snapshot.facility_document(hit.position))?;
    let miles = format!("{:.1}", hit.miles.unwrap_or_default());
    Ok(NearbyPlace {
        city: format!("{}, {}", summary.address.city, summary.address.state),
        name: summary.name,
        path: summary.url,
        distance: language.say_with("facility-miles", &[("miles", miles.into())]),
    })
}
