//! What a search request means: its place and insurers looked up, its defaults filled in.

use directory::{AgeGroup, Area, Coverage, Need, State};
use places::{Gazetteer, Place, PlaceError, PlaceKind};
use search::{Query, Sort};

use super::insurance::{coverages, each_once};
use crate::error::Error;
use crate::request::{
    Facet, Faults, FromInput, Input, LevelChoice, Miles, NpiNumber, PhoneNumber, SearchRequest, Text,
};

/// A search that can be run.
#[derive(Debug, Clone)]
pub struct ResolvedSearch {
    /// The request as it was understood: with its defaults, without repetitions, and with the slugs of the insurers. It
    /// can be sent again as it is.
    pub parameters: SearchRequest,
    /// The place that `near` stands for.
    pub place: Option<Place>,
    /// What is asked of the snapshot.
    pub query: Query,
}

impl FromInput for ResolvedSearch {
    fn from_input(input: Input) -> Result<ResolvedSearch, Error> {
        let (request, mut faults) = input.read_in_part::<SearchRequest>();
        let request = request.unwrap_or_default();
        let place = place(request.near.as_deref(), request.state, &mut faults);
        resolve(request, place, faults)
    }
}

impl ResolvedSearch {
    /// Resolves a request whose place is already known. Its `near` is not looked up.
    ///
    /// # Errors
    /// If anything in the request is wrong. The error lists every fault.
    pub fn at_place(request: SearchRequest, place: Option<Place>) -> Result<ResolvedSearch, Error> {
        resolve(request, place, Faults::in_query())
    }

    /// What all pages of one search have in common. A cursor holds a digest of this, so that it can't continue another
    /// search.
    pub(super) fn fingerprint(&self) -> String {
        let Query { need, name, phone, npi, keep, sort, first, .. } = &self.query;
        format!("{need:?}{name:?}{phone:?}{npi:?}{keep:?}{sort:?}{first:?}")
    }
}

fn resolve(
    mut request: SearchRequest,
    place: Option<Place>,
    mut faults: Faults,
) -> Result<ResolvedSearch, Error> {
    check_name(request.q.as_ref(), &mut faults);
    check_levels(&request.level, &mut faults);
    check_facets(&request.facets, &mut faults);
    check_area(&request, place.as_ref(), &mut faults);
    let state = request
        .state
        .or_else(|| place.as_ref().filter(|place| is_state(place)).and_then(|place| place.state));
    let home = place.as_ref().and_then(|place| place.state).or(state);
    let insurance = coverages(&request.insurance, home, &mut faults);
    if !faults.is_empty() {
        return Err(faults.into());
    }
    request.complete(place.as_ref(), &insurance);
    let need = Need {
        programs: request.program.clone(),
        levels: request.level.iter().filter_map(|choice| choice.0).collect(),
        age: request.age.map(|age| AgeGroup::from_years(age.get())),
        insurance,
        attributes: request.has.clone(),
        unless_no: request.unless_no.clone(),
        wishes: request.prefer.clone(),
        area: area(place.as_ref(), request.radius),
        state,
        home,
        telehealth: request.telehealth,
        person: request.r#for.clone(),
    };
    let query = Query {
        need,
        name: request.q.as_deref().map(str::to_owned),
        phone: request.phone.clone().map(PhoneNumber::into_inner),
        npi: request.npi.clone().map(NpiNumber::into_inner),
        keep: request.r#match.into(),
        sort: request.sort,
        first: request.first.clone(),
        limit: request.limit.get() as usize,
        after: None,
        facets: request.facets.iter().flat_map(|facet| facet.attributes()).copied().collect(),
    };
    Ok(ResolvedSearch { parameters: request, place, query })
}

impl SearchRequest {
    /// Whether it asks for a certain facility, by a name or a number.
    fn is_named(&self) -> bool {
        self.q.is_some() || self.phone.is_some() || self.npi.is_some()
    }

    /// Fills in the defaults that depend on other parameters, and removes repetitions.
    fn complete(&mut self, place: Option<&Place>, insurance: &[Coverage]) {
        if let Some(place) = place.filter(|place| !is_state(place)) {
            let own = place.radius.and_then(Miles::new);
            self.radius = self.radius.or(own).or(Some(Miles::DEFAULT));
        }
        each_once(&mut self.level);
        if self.level.is_empty() {
            self.level = vec![if self.is_named() { LevelChoice(None) } else { LevelChoice::default() }];
        }
        self.program = directory::need::normalized(std::mem::take(&mut self.program));
        let slugs = insurance.iter().filter_map(|coverage| Text::parse(coverage.slug()).ok());
        self.insurance = slugs.collect();
        for list in [&mut self.has, &mut self.unless_no, &mut self.prefer, &mut self.first] {
            each_once(list);
        }
        each_once(&mut self.r#for);
        each_once(&mut self.facets);
        if self.facets.is_empty() {
            self.facets = Facet::DEFAULT.to_vec();
        }
    }
}

/// The error for an order by distance without a point.
pub(super) fn no_point() -> Error {
    let mut faults = Faults::in_query();
    faults.add("sort", "is by distance, which needs a point");
    faults.into()
}

fn is_state(place: &Place) -> bool {
    place.kind == PlaceKind::State
}

/// The place that `near` stands for. A `state` beside it decides which of several places is meant.
fn place(near: Option<&str>, state: Option<State>, faults: &mut Faults) -> Option<Place> {
    match Gazetteer::embedded().resolve_in(near?, state) {
        Ok(place) => Some(place),
        Err(err) => {
            let candidates = err.candidates().iter().map(|place| place.label.clone()).collect();
            let detail = match &err {
                PlaceError::Empty => "is empty".to_owned(),
                err => err.to_string(),
            };
            faults.add_with("near", detail, candidates);
            None
        }
    }
}

/// Adds a fault if the words of a name have no letter or digit.
fn check_name(q: Option<&Text>, faults: &mut Faults) {
    if q.is_some_and(|q| !q.chars().any(char::is_alphanumeric)) {
        faults.add("q", "has no letter or digit");
    }
}

fn check_levels(levels: &[LevelChoice], faults: &mut Faults) {
    if levels.len() > 1 && levels.contains(&LevelChoice(None)) {
        faults.add("level", "has `any` together with other values; leave out `any` or the others");
    }
}

fn check_facets(facets: &[Facet], faults: &mut Faults) {
    if facets.len() > 1 && facets.contains(&Facet::NONE) {
        faults.add("facets", "has `none` together with other values; leave out `none` or the others");
    }
}

/// Adds a fault if nothing says where to search, or if other parameters don't fit the place.
fn check_area(request: &SearchRequest, place: Option<&Place>, faults: &mut Faults) {
    let SearchRequest { radius, state, sort, .. } = request;
    let whole_state = place.filter(|place| is_state(place));
    if whole_state.is_some() && radius.is_some() {
        faults.add("radius", "can't be given with a state: the whole state is searched");
    }
    if whole_state.is_some_and(|place| state.is_some() && *state != place.state) {
        faults.add("state", "is not the state that near names");
    }
    if place.is_none() && radius.is_some() && !faults.has("near") {
        faults.add("radius", "needs near: a ZIP code, a city, a county or lat,lon");
    }
    if place.is_none()
        && state.is_none()
        && !request.is_named()
        && !["near", "state", "q", "phone", "npi"].iter().any(|name| faults.has(name))
    {
        faults.add(
            "near",
            "is required unless state, q, phone or npi is given: a ZIP code, \"City, ST\", a state or lat,lon",
        );
    }
    let is_point = place.is_some_and(|place| !is_state(place));
    if *sort == Sort::Distance && !is_point && !faults.has("near") {
        faults.add("sort", "is by distance, which needs a point: give near as a ZIP code, a city or lat,lon");
    }
}

fn area(place: Option<&Place>, radius: Option<Miles>) -> Area {
    match (place, radius) {
        (Some(place), Some(miles)) => Area::Within { center: place.coordinate, miles: miles.get() },
        _ => Area::Anywhere,
    }
}
