//! A search as it was asked for, parsed.

use directory::{
    Area, AttributeId, AttributeKind, Level, MatchClass, Need, PersonGroup, ProgramType, State, Vocabulary,
};
use places::{Gazetteer, Place, PlaceError, PlaceKind};
use search::{MatchFilter, Query, Sort};

use super::facets::Facet;
use super::insurance::insurance;
use super::parameters::Parameters;
use crate::error::{Error, Fault};

/// Miles that are looked when no radius is given.
const DEFAULT_RADIUS: f64 = 25.0;

/// The names of all parameters.
const NAMES: [&str; 18] = [
    "near",
    "radius",
    "state",
    "program",
    "level",
    "insurance",
    "has",
    "unless_no",
    "prefer",
    "first",
    "q",
    "telehealth",
    "for",
    "match",
    "sort",
    "limit",
    "cursor",
    "facets",
];

/// Most values of a list.
pub const MAX_VALUES: usize = 50;

/// A search as it was asked for.
#[derive(Debug)]
pub struct SearchRequest {
    /// The place, where one was given.
    pub place: Option<Place>,
    /// The radius, where there is a point.
    pub radius: Option<f64>,
    /// What is asked of the snapshot.
    pub query: Query,
    /// The facets to count.
    pub facets: Vec<Facet>,
    /// Where to go on.
    pub cursor: Option<String>,
}

impl SearchRequest {
    /// Parses the parameters; every fault in them is told at once.
    pub fn parse(mut parameters: Parameters) -> Result<SearchRequest, Error> {
        let given = &mut parameters;
        let place = place(given);
        let radius = given.number("radius", 1.0..=500.0, "a number of miles");
        let asked_state = state(given);
        let name = name(given);
        let level = level(given, name.is_some());
        let (state, area, radius) = area(given, place.as_ref(), asked_state, radius, name.is_some());
        let home = place.as_ref().and_then(|place| place.state).or(state);
        let need = Need {
            programs: directory::need::normalized(
                given.choices("program", &slugs(ProgramType::ALL, ProgramType::slug)),
            ),
            level,
            insurance: insurance(given, home),
            attributes: attributes(given, "has"),
            unless_no: attributes(given, "unless_no"),
            wishes: attributes(given, "prefer"),
            area,
            state,
            home,
            telehealth: given.flag("telehealth"),
            person: given.choices("for", &slugs(&PersonGroup::ALL, PersonGroup::slug)),
        };
        let keeps = [
            ("any", MatchFilter::Any),
            ("confirmed", MatchFilter::Only(MatchClass::Confirmed)),
            ("possible", MatchFilter::Only(MatchClass::Possible)),
        ];
        let keep = given.choice("match", &keeps).unwrap_or(MatchFilter::Any);
        let sorts = [("best", Sort::Best), ("distance", Sort::Distance), ("name", Sort::Name)];
        let sort = given.choice("sort", &sorts).unwrap_or(Sort::Best);
        let first = attributes(given, "first");
        let limit = given.whole("limit", 1..=100).unwrap_or(20) as usize;
        let cursor = given.text("cursor");
        let facets = Facet::parse(given);
        if sort == Sort::Distance && need.center().is_none() && place.as_ref().is_none_or(is_state) {
            given.fault(
                "sort",
                "is by distance, which needs a point: give near as a ZIP code, a city or lat,lon",
            );
        }
        parameters.finish(&NAMES)?;
        let attributes = facets.iter().flat_map(|facet| facet.attributes.iter().copied()).collect();
        let query = Query { need, name, keep, sort, first, limit, after: None, facets: attributes };
        Ok(SearchRequest { place, radius, query, facets, cursor })
    }

    /// What the pages of one search have in common, for telling another search's cursor.
    pub fn fingerprint(&self) -> String {
        let Query { need, name, keep, sort, first, .. } = &self.query;
        format!("{need:?}{name:?}{keep:?}{sort:?}{first:?}")
    }
}

/// An order by distance without a point.
pub fn no_point() -> Error {
    Error::Invalid(vec![Fault {
        parameter: Some("sort".to_owned()),
        pointer: None,
        detail: "is by distance, which needs a point".to_owned(),
        candidates: Vec::new(),
    }])
}

fn slugs<T: Copy>(all: &[T], slug: fn(T) -> &'static str) -> Vec<(&'static str, T)> {
    all.iter().map(|member| (slug(*member), *member)).collect()
}

fn is_state(place: &Place) -> bool {
    place.kind == PlaceKind::State
}

fn place(given: &mut Parameters) -> Option<Place> {
    let text = given.text("near")?;
    match Gazetteer::embedded().resolve(&text) {
        Ok(place) => Some(place),
        Err(err) => {
            let candidates = err.candidates().iter().map(|place| place.label.clone()).collect();
            let detail = match &err {
                PlaceError::Empty => "is empty".to_owned(),
                err => err.to_string(),
            };
            given.fault_with("near", detail, candidates);
            None
        }
    }
}

/// The parameter `state`: two letters or a name.
pub fn state(given: &mut Parameters) -> Option<State> {
    let text = given.text("state")?;
    let found = State::from_code(&text).or_else(|| State::from_name(&text));
    if found.is_none() {
        let names: Vec<&str> = State::all().flat_map(|state| [state.code(), state.name()]).collect();
        given.unknown_value("state", &text, names.into_iter());
    }
    found
}

/// Words of a name: at least one letter or digit.
fn name(given: &mut Parameters) -> Option<String> {
    let text = given.text("q")?;
    if text.chars().any(char::is_alphanumeric) {
        return Some(text);
    }
    given.fault("q", "has no letter or digit");
    None
}

fn level(given: &mut Parameters, by_name: bool) -> Option<Level> {
    let any = ("any", None);
    let levels = Level::ALL.iter().map(|level| (level.slug(), Some(*level)));
    let choices: Vec<(&str, Option<Level>)> = levels.chain([any]).collect();
    let default = if by_name { None } else { Some(Level::IntensiveOutpatient) };
    given.choice("level", &choices).unwrap_or(default)
}

/// The state filter, the area and its radius: a state as the place is the whole state.
fn area(
    given: &mut Parameters,
    place: Option<&Place>,
    state: Option<State>,
    radius: Option<f64>,
    by_name: bool,
) -> (Option<State>, Area, Option<f64>) {
    match place {
        Some(place) if is_state(place) => {
            if radius.is_some() {
                given.fault("radius", "can't be given with a state: the whole state is searched");
            }
            if state.is_some() && state != place.state {
                given.fault("state", "is another state than near");
            }
            (place.state, Area::Anywhere, None)
        }
        Some(place) => {
            let miles = radius.unwrap_or(DEFAULT_RADIUS);
            (state, Area::Within { center: place.coordinate, miles }, Some(miles))
        }
        None => {
            if radius.is_some() {
                given.fault("radius", "needs near: a ZIP code, a city or lat,lon");
            }
            if state.is_none() && !by_name {
                given.missing(
                    "near",
                    "is required unless q or state is given: a ZIP code, \"City, ST\", a state or lat,lon",
                );
            }
            (state, Area::Anywhere, None)
        }
    }
}

/// Attributes by slug or SAMHSA code, each once.
fn attributes(given: &mut Parameters, name: &str) -> Vec<AttributeId> {
    let vocabulary = Vocabulary::embedded();
    let mut found = Vec::new();
    let texts = given.list(name);
    if texts.len() > MAX_VALUES {
        given.fault(name, format!("has more than {MAX_VALUES} values"));
        return found;
    }
    for text in texts {
        match vocabulary.find(&text) {
            Some(id) if found.contains(&id) => {}
            Some(id) => found.push(id),
            None => {
                let slugs =
                    vocabulary.attributes().iter().filter(|known| known.kind != AttributeKind::Program);
                let slugs: Vec<&str> = slugs.map(|known| known.slug.as_str()).collect();
                given.unknown_value(name, &text, slugs.into_iter());
            }
        }
    }
    found
}
