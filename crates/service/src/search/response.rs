//! The answer of a search: its shape. It is written by [`super::write`].

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
    /// The request as it was understood: it can be sent again as it is.
    pub need: SearchRequest,
    /// The place that `near` stands for; null where there was none.
    pub place: Option<ResolvedPlace>,
    /// How many facilities, over all pages.
    pub total: Total,
    /// This page.
    pub results: Vec<SearchResult>,
    /// Facilities by attribute, in the whole result: those of which a program that meets the need lists it.
    pub facets: BTreeMap<String, BTreeMap<String, u32>>,
    /// Asks for the next page, with the same parameters; null on the last.
    pub next_cursor: Option<String>,
    /// What the likelihoods of this page stand on; null where it has none.
    pub likelihood_proxy: Option<String>,
    /// Changes that would find something, when little or nothing was found.
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
    /// `point`, `zip`, `city` or `state`.
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
    /// Miles from the place; null where none was given. About right where the coordinate is the ZIP code's.
    pub distance_miles: Option<f64>,
    /// The match of its best program.
    #[serde(rename = "match")]
    pub class: MatchClass,
    /// From 0 to 1; with `sort=best` only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<f64>,
    /// What the score is made of; with `sort=best` only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score_parts: Option<ScoreBreakdown>,
    /// The programs that meet the need, the best first.
    pub programs: Vec<ProgramMatch>,
}

/// The parts of a score, each from 0 to 1; null where it says nothing for this need.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ScoreBreakdown {
    /// How well the name fits `q`.
    pub name: Option<f64>,
    /// `1 / (1 + miles / 25)`.
    pub distance: Option<f64>,
    /// Share of `prefer` that is listed.
    pub wishes: Option<f64>,
    /// How likely the asked intensive outpatient program is: 1 where it is listed.
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
    /// Stable while the program goes on.
    pub id: uuid::Uuid,
    /// `substance_use` or `mental_health`.
    pub track: Track,
    /// Its own name, where it has one.
    pub name: Option<String>,
    /// Where the facts come from, the newest first.
    pub sources: Vec<SourceReference>,
    /// `confirmed` where the source lists all that was asked, else `possible`.
    #[serde(rename = "match")]
    pub class: MatchClass,
    /// `visit`, or `telehealth` where it is out of reach in person.
    pub by: Reach,
    /// What "by telehealth" means, where that is how it matches.
    pub telehealth_note: Option<String>,
    /// For a possible match: how likely the intensive outpatient program is, by a stand-in. For order and
    /// wording only.
    pub likelihood: Option<f64>,
    /// What the likelihood stands on, in words.
    pub evidence: Vec<String>,
    /// Each thing asked, with what is known of it.
    pub criteria: Vec<CriterionMatch>,
    /// Who it is not meant for, or what to ask first.
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

/// One thing asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CriterionMatch {
    /// The parameter that asks for it.
    pub criterion: CriterionParameter,
    /// What was asked; several ways to pay joined by commas.
    pub asked: String,
    /// `yes` or `not_stated`.
    pub fact: Fact,
    /// Of several ways to pay, those that are listed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub met_by: Vec<String>,
    /// What to ask on the phone, where it is not stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ask: Option<String>,
}

/// A caution.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CautionText {
    /// Its name.
    pub code: Caution,
    /// What people read.
    pub text: String,
}

/// A number without digits nobody needs: `steps` of them in one.
pub fn rounded(number: f64, steps: f64) -> f64 {
    (number * steps).round() / steps
}
