//! The response of a search. It is written by [`super::write`].

use std::collections::BTreeMap;

use directory::matching::{MatchClass, Reach};
use directory::score::ScoreParts;
use directory::{Caution, Fact, State, Track};
use places::PlaceKind;
use search::Totals;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::alternatives::SearchAlternative;
use crate::documents::{FacilitySummary, SourceReference};
use crate::request::SearchRequest;

/// What a search finds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SearchResponse {
    /// "sample data, not real places", or null.
    pub notice: Option<String>,
    /// The request as it was understood, with its defaults. It can be sent again as it is.
    pub need: SearchRequest,
    /// The place that `near` stands for; null where there was none.
    pub place: Option<ResolvedPlace>,
    /// How many facilities match, on all pages together.
    pub total: Total,
    /// The facilities of this page.
    pub results: Vec<SearchResult>,
    /// For each attribute, how many of the matching facilities have it in a program that meets the need.
    pub facets: BTreeMap<String, BTreeMap<String, u32>>,
    /// Send this as `cursor`, with the same parameters, to get the next page; null on the last page.
    pub next_cursor: Option<String>,
    /// What the likelihoods on this page are based on; null if there are none.
    pub likelihood_proxy: Option<String>,
    /// If little or nothing was found: changes to the request that would find more.
    pub alternatives: Vec<SearchAlternative>,
}

/// A place on the map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ResolvedPlace {
    /// For people to read.
    #[schema(example = "Austin, TX 78701")]
    pub label: String,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// What kind of place it is.
    pub kind: PlaceKind,
    /// The state it is in.
    pub state: Option<State>,
}

impl ResolvedPlace {
    /// A place, as a response shows it.
    pub fn new(place: &places::Place) -> ResolvedPlace {
        ResolvedPlace {
            label: place.label.clone(),
            latitude: place.coordinate.latitude(),
            longitude: place.coordinate.longitude(),
            kind: place.kind,
            state: place.state,
        }
    }
}

/// How many facilities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Total {
    /// All of them.
    pub facilities: u32,
    /// Those whose best program is confirmed.
    pub confirmed: u32,
    /// Those whose best program is possible.
    pub possible: u32,
}

impl Total {
    /// The totals of a search.
    pub fn new(totals: Totals) -> Total {
        Total { facilities: totals.facilities, confirmed: totals.confirmed, possible: totals.possible }
    }
}

/// A facility that matches.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SearchResult {
    /// The facility.
    pub facility: FacilitySummary,
    /// Miles from the place; null where there is no point to measure from. Approximate where `coordinate_precision` is
    /// `zip`.
    pub distance_miles: Option<f64>,
    /// The match of its best program.
    #[serde(rename = "match")]
    pub class: MatchClass,
    /// How well it fits, from 0 to 1; only with `sort=best`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<f64>,
    /// What the score is made of; only with `sort=best`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score_parts: Option<ScoreBreakdown>,
    /// The programs that meet the need, the best first.
    pub programs: Vec<ProgramMatch>,
}

/// The parts of a score, each from 0 to 1; null where a part does not apply to the need.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ScoreBreakdown {
    /// How well the name fits `q`.
    pub name: Option<f64>,
    /// `1 / (1 + miles / 25)`.
    pub distance: Option<f64>,
    /// The share of the attributes in `prefer` that are listed.
    pub wishes: Option<f64>,
    /// How likely the intensive outpatient program is; 1 where it is listed.
    pub likelihood: Option<f64>,
    /// `1 / (1 + years / 2)` since the source's date.
    pub freshness: Option<f64>,
}

impl ScoreBreakdown {
    /// The parts of a score, rounded.
    pub fn new(parts: &ScoreParts) -> ScoreBreakdown {
        let short = |part: Option<f64>| part.map(|part| rounded(part, 10_000.0));
        ScoreBreakdown {
            name: short(parts.name),
            distance: short(parts.distance),
            wishes: short(parts.wishes),
            likelihood: short(parts.likelihood),
            freshness: short(parts.freshness),
        }
    }
}

/// A program that meets the need.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ProgramMatch {
    /// Stays the same as long as the program is listed.
    pub id: uuid::Uuid,
    /// What kind of treatment it is listed for.
    pub track: Track,
    /// The program's own name; null where it has none.
    pub name: Option<String>,
    /// The sources of its facts, the newest first.
    pub sources: Vec<SourceReference>,
    /// `confirmed` if its sources list everything that was asked for, otherwise `possible`.
    #[serde(rename = "match")]
    pub class: MatchClass,
    /// `visit`, or `telehealth` if it is too far away to visit.
    pub by: Reach,
    /// What "by telehealth" means; null for a visit.
    pub telehealth_note: Option<String>,
    /// For a possible match, how likely the intensive outpatient program is, estimated from a proxy. It only affects order
    /// and wording.
    pub likelihood: Option<f64>,
    /// What the likelihood is based on.
    pub evidence: Vec<String>,
    /// Each thing that was asked for, with what is known about it.
    pub criteria: Vec<CriterionMatch>,
    /// Whom it may not be meant for, or what to ask first.
    pub cautions: Vec<CautionText>,
}

/// A parameter that asks for something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is the parameter of its name")]
pub enum CriterionParameter {
    Program,
    Level,
    Insurance,
    Has,
    UnlessNo,
}

/// One thing that was asked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CriterionMatch {
    /// The parameter that asks for it.
    pub criterion: CriterionParameter,
    /// What was asked for; several ways to pay are separated by commas.
    pub asked: String,
    /// What is known about it.
    pub fact: Fact,
    /// Of several ways to pay, those that are listed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub met_by: Vec<String>,
    /// What to ask on the phone if it is not stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ask: Option<String>,
}

/// A caution: whom a program may not be meant for, or what to ask first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CautionText {
    /// Its name.
    pub code: Caution,
    /// What people read.
    pub text: String,
}

/// A number rounded to a fraction of one: hundredths for 100 `steps`.
pub fn rounded(number: f64, steps: f64) -> f64 {
    (number * steps).round() / steps
}
