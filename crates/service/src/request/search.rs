//! A search, as it is sent.

use directory::{AttributeId, MatchClass, PersonGroup, ProgramType, State};
use search::{MatchFilter, Sort};
use serde::{Deserialize, Serialize};
use utoipa::openapi::path::{Parameter, ParameterIn};
use utoipa::{IntoParams, ToSchema};

use super::facet::Facet;
use super::level_choice::LevelChoice;
use super::schema;
use super::values::{Miles, Text, Whole};

/// Programs that meet a need, by facility.
///
/// In a URL, the values of a list are separated by commas. In a body, a list may be an array or a string with commas, and
/// numbers and booleans may be strings. A member that is null or an empty string counts as left out. The letter case of
/// names does not matter.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({
    "near": "78701", "radius": 50, "state": "TX", "program": ["dual_diagnosis"], "level": "intensive_outpatient",
    "insurance": ["medicaid"], "has": ["spanish"], "unless_no": ["young_adults"], "prefer": ["trauma"],
    "first": ["residential_detox"], "q": "recovery center", "telehealth": true, "for": ["woman"], "match": "confirmed",
    "sort": "distance", "limit": 20, "cursor": null, "facets": ["insurance"],
}))]
pub struct SearchRequest {
    /// Where to search: `lat,lon`; a ZIP code; a city, neighborhood, military base, county or region with its state
    /// (`City, ST`); an address that contains one of these; or a state, which is searched as a whole, without
    /// `radius`. A name that several places have is an error, and so is one that is both a large city and a state
    /// (`New York`, `LA`): the `candidates` of the error can be sent instead. Required unless `q` or `state` is given.
    #[schema(inline)]
    pub near: Option<Text>,
    /// Miles around the place. If it is left out, a county or region is searched within its own circle, any other place
    /// within `25` miles, and a state as a whole.
    #[schema(inline)]
    pub radius: Option<Miles>,
    /// Only this state: its two-letter code or its name. It also decides which of several places `near` means:
    /// a name without a state of its own then means a place in this state.
    pub state: Option<State>,
    /// Program types. A program must be of all of them. `addiction` and `mental_health` together mean `dual_diagnosis`.
    #[schema(max_items = 50)]
    pub program: Vec<ProgramType>,
    /// One level of care, or `any`. If it is left out, `intensive_outpatient`, or `any` with `q`.
    pub level: Option<LevelChoice>,
    /// Kinds of payment or insurers. A program must accept one of them. `GET /v1/insurers` finds them by name. Listings do
    /// not say which insurers a program accepts, so a match by an insurer is never more than possible; a match by a public
    /// program can be confirmed. `no_insurance` asks for ways to get help with the cost.
    #[schema(inline, max_items = 50)]
    pub insurance: Vec<Text>,
    /// Attributes or SAMHSA codes. A program must have all of them.
    #[schema(max_items = 50)]
    pub has: Vec<AttributeId>,
    /// Attributes or SAMHSA codes. A program is ruled out if it says `no` to any of them. If its listing does not state
    /// an attribute, the match does not get worse, and `criteria` has the question to ask.
    #[schema(max_items = 50)]
    pub unless_no: Vec<AttributeId>,
    /// Attributes or SAMHSA codes that would be good to have. They only move a match up.
    #[schema(max_items = 50)]
    pub prefer: Vec<AttributeId>,
    /// Attributes or SAMHSA codes. With `sort=best`, programs that list any of them come before all others.
    #[schema(max_items = 50)]
    pub first: Vec<AttributeId>,
    /// Words of a name. Typos and an unfinished last word are accepted.
    #[schema(inline)]
    pub q: Option<Text>,
    /// Whether to include programs that may reach the place's state by telehealth. They are possible matches, and come
    /// after programs to visit.
    pub telehealth: bool,
    /// Who the person is. It affects only the cautions and the order.
    #[schema(max_items = 50)]
    pub r#for: Vec<PersonGroup>,
    /// Which facilities to return, by the match of their best program.
    pub r#match: MatchChoice,
    /// The order. `best` puts programs that list any of `first` before others, then confirmed matches before possible ones,
    /// in person before telehealth, those with fewer criteria not stated before those with more, and those without cautions
    /// before those with cautions. Programs that are equal in all of this are ordered by score.
    pub sort: Sort,
    /// At most this many facilities on a page.
    #[schema(inline)]
    pub limit: Whole<1, 100, 20>,
    /// The `next_cursor` of the previous page. All other parameters must be the same.
    #[schema(inline, pattern = "^[0-9a-f]{40}$")]
    pub cursor: Option<Text<2_000>>,
    /// What to count. `none` can't be combined with others.
    #[schema(max_items = 50, default = json!(["program", "level", "insurance"]))]
    pub facets: Vec<Facet>,
}

impl IntoParams for SearchRequest {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        schema::query_parameters::<Self>()
    }
}

/// Which matches to return.
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
