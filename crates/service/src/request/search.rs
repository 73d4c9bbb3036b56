//! A search, as it is sent.

use directory::{AttributeId, MatchClass, PersonGroup, ProgramType, State};
use search::{MatchFilter, Sort};
use serde::{Deserialize, Serialize};
use utoipa::openapi::path::{Parameter, ParameterIn};
use utoipa::{IntoParams, ToSchema};

use super::facet::Facet;
use super::level_choice::LevelChoice;
use super::numbers::{NpiNumber, PhoneNumber};
use super::schema;
use super::values::{Miles, Text, Whole, Years};

/// Programs that meet a need, by facility.
///
/// In a URL, the values of a list are separated by commas. In a body, a list may be an array or a string with commas, and
/// numbers and booleans may be strings. A member that is null or an empty string counts as left out. The letter case of
/// names does not matter.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({
    "near": "78701", "radius": 50, "state": "TX", "program": ["dual_diagnosis"], "level": ["intensive_outpatient"], "age": 34,
    "insurance": ["medicaid"], "has": ["spanish"], "unless_no": ["young_adults"], "prefer": ["trauma"],
    "first": ["residential_detox"], "q": "recovery center", "phone": "512-555-0100", "npi": "1234567893", "telehealth": true, "for": ["woman"], "match": "confirmed",
    "sort": "distance", "limit": 20, "cursor": null, "facets": ["insurance"],
}))]
pub struct SearchRequest {
    /// Where to search: `lat,lon`; a ZIP code; a city, neighborhood, military base, county or region with its state
    /// (`City, ST`); an address that contains one of these; or a state, which is searched as a whole, without
    /// `radius`. A name that several places have is an error, and so is one that is both a large city and a state
    /// (`New York`, `LA`): the `candidates` of the error can be sent instead. Required unless `q`, `phone`, `npi` or
    /// `state` is given.
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
    /// Levels of care; any one suffices. Or `any`, which can't be combined with others. If it is left out,
    /// `intensive_outpatient`, or `any` with `q`, `phone` or `npi`.
    #[schema(max_items = 50)]
    pub level: Vec<LevelChoice>,
    /// The person's age in years. A program must take people of that age group: 0 to 11, 12 to 17, 18 to 25, 26 to 64, or 65
    /// and older.
    #[schema(inline)]
    pub age: Option<Years>,
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
    /// Words of a name, or a telephone number, an NPI or a listing's ID. Typos, an unfinished last word, abbreviations
    /// (Ctr for Center) and joined or split words (CleanSlate) are accepted. Whole words come before parts of words, and
    /// those before typos.
    #[schema(inline)]
    pub q: Option<Text>,
    /// A telephone number of the place: its main number, one for new clients, or its hotline.
    #[schema(inline)]
    pub phone: Option<PhoneNumber>,
    /// A National Provider Identifier of the place.
    #[schema(inline)]
    pub npi: Option<NpiNumber>,
    /// Whether to include programs that may reach the place's state by telehealth. They are possible matches, and come
    /// after programs to visit.
    pub telehealth: bool,
    /// Who the person is. It affects only the cautions and the order.
    #[schema(max_items = 50)]
    pub r#for: Vec<PersonGroup>,
    /// Which facilities to return, by the match of their best program.
    pub r#match: MatchChoice,
    /// The order. `best` puts programs that list any of `first` before others, then, with `q`, better names before worse ones,
    /// then programs to visit before telehealth, then the highest score first: the chance that the program fits, times the
    /// chance that a call leads to an appointment, times nearness (see `score_parts`). Ties are broken by distance.
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
