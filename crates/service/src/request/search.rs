//! A search, as it is sent.

use directory::{AttributeId, Level, MatchClass, PersonGroup, ProgramType, State};
use search::{MatchFilter, Sort};
use serde::{Deserialize, Serialize};
use utoipa::openapi::path::{Parameter, ParameterIn};
use utoipa::{IntoParams, ToSchema};

use super::{Facet, Miles, Text, Whole, schema};

/// Programs that meet a need, by facility.
///
/// In a URL, lists are separated by commas. In a body, a list may be an array or such a text; numbers and booleans may
/// be texts; null and an empty text are the same as leaving a member out. Names are accepted in any letter case.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({
    "near": "78701", "radius": 50, "state": "TX", "program": ["dual_diagnosis"], "level": "intensive_outpatient",
    "insurance": ["medicaid"], "has": ["spanish"], "unless_no": ["young_adults"], "prefer": ["trauma"],
    "first": ["residential_detox"], "q": "recovery center", "telehealth": true, "for": ["woman"], "match": "confirmed",
    "sort": "distance", "limit": 20, "cursor": null, "facets": ["insurance"],
}))]
pub struct SearchRequest {
    /// Where: `lat,lon`, a ZIP code, `City, ST`, or a state, which is then searched as a whole, without `radius`.
    /// Required unless `q` or `state` is given.
    #[schema(inline)]
    pub near: Option<Text>,
    /// Miles around the place; 25 where there is a place that is not a state.
    #[schema(inline)]
    pub radius: Option<Miles>,
    /// Only this state: its two-letter code or its name. It also decides which of several cities `near` means.
    pub state: Option<State>,
    /// Program types, all of which must hold. `addiction` and `mental_health` together mean `dual_diagnosis`.
    #[schema(max_items = 50)]
    pub program: Vec<ProgramType>,
    /// One level of care, or `any`. Where it is left out, `intensive_outpatient`, or `any` with `q`.
    pub level: Option<LevelChoice>,
    /// Kinds of payment or insurers, any one of which suffices. `GET /v1/insurers` finds them by name. Listings do not
    /// say which insurers a program takes, so an insurer is at most possible; public programs are as sure as their
    /// kind. `no_insurance` stands for help with paying.
    #[schema(inline, max_items = 50)]
    pub insurance: Vec<Text>,
    /// Attributes or SAMHSA codes, each of which must hold.
    #[schema(max_items = 50)]
    pub has: Vec<AttributeId>,
    /// Like `has`, but only a `no` counts: it rules a program out. Where a listing does not state the attribute, the
    /// match is no worse, and `criteria` has the question to ask.
    #[schema(max_items = 50)]
    pub unless_no: Vec<AttributeId>,
    /// Like `has`, but only moves a match up.
    #[schema(max_items = 50)]
    pub prefer: Vec<AttributeId>,
    /// Attributes or SAMHSA codes: in the order `best`, programs that list any of them come before all others.
    #[schema(max_items = 50)]
    pub first: Vec<AttributeId>,
    /// Words of a name. Forgives typos and an unfinished last word.
    #[schema(inline)]
    pub q: Option<Text>,
    /// Also programs that may reach the place's state by telehealth, as possible matches after those in person.
    pub telehealth: bool,
    /// Who the person is, for cautions and order only.
    #[schema(max_items = 50)]
    pub r#for: Vec<PersonGroup>,
    /// Which facilities are kept, by their best program.
    pub r#match: MatchChoice,
    /// The order. `best`: programs that list any of `first`, then confirmed before possible, in person before
    /// telehealth, fewer criteria not stated, no caution before a caution, then the score.
    pub sort: Sort,
    /// Facilities on a page.
    #[schema(inline)]
    pub limit: Whole<1, 100, 20>,
    /// The `next_cursor` of the previous page, with the same parameters.
    #[schema(inline, pattern = "^[0-9a-f]{40}$")]
    pub cursor: Option<Text<2_000>>,
    /// What to count; `none` stands alone.
    #[schema(max_items = 50, default = json!(["program", "level", "insurance"]))]
    pub facets: Vec<Facet>,
}

impl IntoParams for SearchRequest {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        schema::query_parameters::<Self>()
    }
}

/// A level of care, or any.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LevelChoice {
    /// Whatever the level.
    Any,
    /// [`Level::IntensiveOutpatient`].
    IntensiveOutpatient,
    /// [`Level::PartialHospitalization`].
    PartialHospitalization,
    /// [`Level::Outpatient`].
    Outpatient,
    /// [`Level::OpioidTreatmentProgram`].
    OpioidTreatmentProgram,
    /// [`Level::Detox`].
    Detox,
    /// [`Level::Residential`].
    Residential,
    /// [`Level::Inpatient`].
    Inpatient,
    /// [`Level::TransitionalHousing`].
    TransitionalHousing,
}

impl From<Option<Level>> for LevelChoice {
    fn from(level: Option<Level>) -> Self {
        match level {
            None => LevelChoice::Any,
            Some(Level::IntensiveOutpatient) => LevelChoice::IntensiveOutpatient,
            Some(Level::PartialHospitalization) => LevelChoice::PartialHospitalization,
            Some(Level::Outpatient) => LevelChoice::Outpatient,
            Some(Level::OpioidTreatmentProgram) => LevelChoice::OpioidTreatmentProgram,
            Some(Level::Detox) => LevelChoice::Detox,
            Some(Level::Residential) => LevelChoice::Residential,
            Some(Level::Inpatient) => LevelChoice::Inpatient,
            Some(Level::TransitionalHousing) => LevelChoice::TransitionalHousing,
        }
    }
}

impl LevelChoice {
    /// The level; `None` for any.
    pub fn level(self) -> Option<Level> {
        Level::ALL.iter().copied().find(|level| LevelChoice::from(Some(*level)) == self)
    }
}

/// Which matches are kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MatchChoice {
    /// All of them.
    #[default]
    Any,
    /// Only facilities with a program that lists everything that was asked for.
    Confirmed,
    /// Only facilities whose best program leaves something open.
    Possible,
}

impl From<MatchChoice> for MatchFilter {
    fn from(choice: MatchChoice) -> Self {
        match choice {
            MatchChoice::Any => MatchFilter::Any,
            MatchChoice::Confirmed => MatchFilter::Only(MatchClass::Confirmed),
            MatchChoice::Possible => MatchFilter::Only(MatchClass::Possible),
        }
    }
}
