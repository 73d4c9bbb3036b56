//! The response of a search.

use std::borrow::Cow;

use directory::likelihood::PROXY;
use directory::matching::{MatchClass, Reach};
use directory::score::{ScoreParts, ScoredProgram, Scorer};
use directory::{Caution, Criteria, Need, State, Vocabulary};
use indexmap::IndexMap;
use places::PlaceKind;
use search::{FacetCount, Hit, ProgramHit, Snapshot, Sort};
use serde::ser::Error as _;
use serde::{Deserialize, Serialize, Serializer};
use utoipa::ToSchema;

use super::alternatives::{SearchAlternative, TELEHEALTH};
use super::criteria::CriterionMatch;
use super::page::SearchPage;
use super::resolve::ResolvedSearch;
use super::rounded::rounded;
use super::total::Total;
use crate::documents::{Part, facility_part, program_part};
use crate::error::Error;
use crate::facility_summary::FacilitySummary;
use crate::program_summary::ProgramSummary;
use crate::request::{Facet, SearchRequest};
use crate::serving::Serving;
use crate::written::{Distinct, Written, serialize_json};

/// Enough space for most responses, so that a response seldom has to be moved while it grows.
const OVERHEAD_BYTES: usize = 4 << 10;
const RESULT_BYTES: usize = 3 << 10;

/// What a search finds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SearchResponse<'a> {
    /// What to know before relying on anything in it: "listings of 2023, from SAMHSA's National Directory; numbers
    /// may have changed" or "sample data, not real places"; null if there is nothing to know.
    pub notice: Option<String>,
    /// The request as it was understood, with its defaults. It can be sent again as it is.
    #[schema(value_type = SearchRequest)]
    pub need: Cow<'a, SearchRequest>,
    /// The place that `near` stands for; null if there is none.
    pub place: Option<ResolvedPlace>,
    /// How many facilities match, on all pages together.
    pub total: Total,
    /// The facilities of this page.
    pub results: Vec<SearchResult<'a>>,
    /// For each facet and each of its attributes: how many matching facilities have it in a program that meets the need.
    #[schema(value_type = BTreeMap<String, BTreeMap<String, u32>>)]
    pub facets: FacetCounts,
    /// Send this as `cursor`, with the same parameters, to get the next page; null on the last page.
    pub next_cursor: Option<String>,
    /// How the likelihoods on this page were estimated; null if there are none.
    pub likelihood_proxy: Option<String>,
    /// If little or nothing was found: changes to the request that would find more.
    pub alternatives: Vec<SearchAlternative>,
}

impl<'a> SearchResponse<'a> {
    /// Searches.
    ///
    /// # Errors
    /// If [`SearchPage::find`] fails, or if the index is damaged.
    pub fn find(serving: &'a Serving, search: &'a ResolvedSearch) -> Result<SearchResponse<'a>, Error> {
        let page = SearchPage::find(serving, search)?;
        let hits = &page.results.hits;
        let need = &search.query.need;
        let criteria = Criteria::for_need(need);
        let scorer = Scorer { need, criteria: &criteria, shares: serving.snapshot.shares() };
        let has_likelihood =
            hits.iter().flat_map(|hit| &hit.programs).any(|program| program.class == MatchClass::Possible);
        let mut assessments = Distinct::default();
        let alternatives = page.alternatives.iter();
        Ok(SearchResponse {
            notice: serving.notice().map(str::to_owned),
            need: Cow::Borrowed(&search.parameters),
            place: search.place.as_ref().map(ResolvedPlace::new),
            total: page.results.totals.into(),
            results: hits
                .iter()
                .map(|hit| {
                    SearchResult::new(&serving.snapshot, hit, search.query.sort, &scorer, &mut assessments)
                })
                .collect::<Result<_, _>>()?,
            facets: facet_counts(&search.parameters.facets, &page.results.facets),
            next_cursor: page.next_cursor,
            likelihood_proxy: has_likelihood.then(|| PROXY.to_owned()),
            alternatives: alternatives
                .map(|found| SearchAlternative::new(found, &search.parameters))
                .collect(),
        })
    }

    /// The response as JSON.
    ///
    /// Written here and not by the caller, so that the functions that write it are compiled with this crate, as one unit,
    /// and can be inlined.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn to_json(&self) -> Result<Vec<u8>, Error> {
        let mut json = Vec::with_capacity(OVERHEAD_BYTES + self.results.len() * RESULT_BYTES);
        serde_json::to_writer(&mut json, self).map_err(|err| Error::internal("writing a response", &err))?;
        Ok(json)
    }

    /// The same response, with values in place of the index's JSON.
    ///
    /// # Errors
    /// If the index is damaged.
    pub fn with_values(mut self) -> Result<SearchResponse<'a>, Error> {
        for result in &mut self.results {
            result.facility = Part::Value(result.facility.to_value()?);
            for program in &mut result.programs {
                program.program = Part::Value(program.program.to_value()?);
            }
        }
        Ok(self)
    }
}

/// Groups the counts by facet. They are in the order of the facets and their attributes.
fn facet_counts(facets: &[Facet], counts: &[FacetCount]) -> FacetCounts {
    let mut counts = counts.iter();
    let count = |count: &FacetCount| {
        let slug = Vocabulary::embedded().attribute(count.attribute).slug.as_str();
        (Cow::Borrowed(slug), count.facilities)
    };
    let counted = facets.iter().filter(|facet| **facet != Facet::NONE);
    counted
        .map(|facet| {
            let counts = counts.by_ref().take(facet.attributes().len());
            (Cow::Borrowed(facet.slug()), counts.map(count).collect())
        })
        .collect()
}

/// For each facet, the number of facilities with each of its attributes.
type FacetCounts = IndexMap<Cow<'static, str>, IndexMap<Cow<'static, str>, u32>>;

/// A place that was looked up.
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
    /// The state it is in; for a region in several states, the first of them.
    pub state: Option<State>,
    /// For a county or a region: the radius of the circle around the point that contains it, which is searched unless
    /// the request gives another.
    #[schema(example = json!(null))]
    pub radius_miles: Option<f64>,
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
            radius_miles: place.radius,
        }
    }
}

/// A facility that matches.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SearchResult<'a> {
    /// The facility.
    #[schema(value_type = FacilitySummary)]
    pub facility: Part<'a, FacilitySummary>,
    /// Miles from the place; null if the place is a state or none was given. Approximate if `coordinate_precision` is
    /// `zip`.
    pub distance_miles: Option<f64>,
    /// How well its best program matches.
    #[serde(rename = "match")]
    pub class: MatchClass,
    /// How well it fits, from 0 to 1. Given only with `sort=best`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<f64>,
    /// The parts of the score. Given only with `sort=best`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score_parts: Option<ScoreBreakdown>,
    /// The programs that meet the need, the best first.
    pub programs: Vec<ProgramMatch<'a>>,
}

impl<'a> SearchResult<'a> {
    fn new(
        snapshot: &'a Snapshot,
        hit: &Hit,
        sort: Sort,
        scorer: &Scorer<'_>,
        assessments: &mut Distinct<ProgramAssessment>,
    ) -> Result<SearchResult<'a>, Error> {
        let is_scored = sort == Sort::Best;
        let programs = hit.programs.iter();
        Ok(SearchResult {
            facility: facility_part(snapshot, hit.position),
            distance_miles: hit.miles.map(|miles| rounded(miles, 100.0)),
            class: hit.class,
            score: is_scored.then(|| rounded(hit.score, 10_000.0)),
            score_parts: is_scored.then(|| ScoreBreakdown::new(&hit.score_parts)),
            programs: programs
                .map(|program| ProgramMatch::new(snapshot, hit.position, program, scorer, assessments))
                .collect::<Result<_, _>>()?,
        })
    }
}

/// The parts of a score, each from 0 to 1. The score is `fit * reach * nearness`, and `fit` is
/// `criteria * cautions * preferences`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ScoreBreakdown {
    /// The chance that the program fits.
    pub fit: f64,
    /// The product of the likelihoods of what is not stated.
    pub criteria: f64,
    /// The product of the factors of the cautions that apply. 1 with `q`, because a person who types a name
    /// wants that place.
    pub cautions: f64,
    /// From 0.7 (none of `prefer` is listed) to 1 (all of it is).
    pub preferences: f64,
    /// The chance that a call leads to an appointment, judged by the age of the facts: `0.5^(years / 5)`. A source without a
    /// date counts as two years old.
    pub reach: f64,
    /// `1 / (1 + miles / 25)`; for telehealth, the value for 25 miles; null without a point.
    pub nearness: Option<f64>,
    /// How well the name fits `q`. It is not part of the score: better names come first. Null without `q`.
    pub name: Option<f64>,
}

impl ScoreBreakdown {
    /// The parts of a score, rounded.
    pub fn new(parts: &ScoreParts) -> ScoreBreakdown {
        let short = |part: f64| rounded(part, 10_000.0);
        ScoreBreakdown {
            fit: short(parts.fit()),
            criteria: short(parts.criteria),
            cautions: short(parts.cautions),
            preferences: short(parts.preferences),
            reach: short(parts.reach),
            nearness: parts.nearness.map(short),
            name: parts.name.map(short),
        }
    }
}

/// A program that meets the need.
#[derive(Debug, Clone, PartialEq, Deserialize, ToSchema)]
pub struct ProgramMatch<'a> {
    /// The program.
    #[serde(flatten)]
    #[schema(value_type = ProgramSummary)]
    pub program: Part<'a, ProgramSummary>,
    /// How well it meets the need.
    #[serde(flatten)]
    #[schema(value_type = ProgramAssessment)]
    pub assessment: Written<ProgramAssessment>,
}

impl<'a> ProgramMatch<'a> {
    fn new(
        snapshot: &'a Snapshot,
        position: u32,
        hit: &ProgramHit,
        scorer: &Scorer<'_>,
        assessments: &mut Distinct<ProgramAssessment>,
    ) -> Result<ProgramMatch<'a>, Error> {
        Ok(ProgramMatch {
            program: program_part(snapshot, position, hit.number),
            assessment: assessments.written(ProgramAssessment::new(snapshot, hit, scorer))?,
        })
    }
}

/// Writes the members of both objects as one object.
impl Serialize for ProgramMatch<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let program = self.program.json().map_err(S::Error::custom)?;
        let (program, assessment) = (program.strip_suffix('}'), self.assessment.json().strip_prefix('{'));
        let (Some(program), Some(assessment)) = (program, assessment) else {
            return Err(S::Error::custom("a program and its assessment are not objects"));
        };
        serialize_json(&[program, ",", assessment].concat(), serializer)
    }
}

/// How well a program meets the need.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ProgramAssessment {
    /// `confirmed` if its sources list everything that was asked for, otherwise `possible`.
    #[serde(rename = "match")]
    pub class: MatchClass,
    /// `visit`, or `telehealth` if it is too far away to visit.
    pub by: Reach,
    /// What "by telehealth" means; null for a visit.
    pub telehealth_note: Option<Cow<'static, str>>,
    /// For a possible match: the product of the likelihoods of its criteria. It affects only the order and the wording.
    pub likelihood: Option<f64>,
    /// What makes it more or less likely that it is an intensive outpatient program, if that is not stated.
    pub evidence: Vec<Cow<'static, str>>,
    /// Each thing that was asked for, with what is known about it.
    pub criteria: Vec<CriterionMatch>,
    /// Reasons why it may not be meant for this person.
    pub cautions: Vec<CautionText>,
}

impl ProgramAssessment {
    fn new(snapshot: &Snapshot, hit: &ProgramHit, scorer: &Scorer<'_>) -> ProgramAssessment {
        let facts = snapshot.row(hit.row);
        let program = ScoredProgram {
            track: hit.track,
            place: hit.place,
            facts: &facts,
            evidence: hit.evidence,
            cautions: hit.cautions,
            reach: 1.0,
        };
        let criteria = scorer.criteria.by(hit.reach).iter();
        let likelihood = || scorer.criteria_met(&program, hit.reach);
        ProgramAssessment {
            class: hit.class,
            by: hit.reach,
            telehealth_note: (hit.reach == Reach::Telehealth).then_some(Cow::Borrowed(TELEHEALTH)),
            likelihood: (hit.class == MatchClass::Possible).then(|| rounded(likelihood(), 1_000.0)),
            evidence: hit
                .evidence
                .and_then(|found| found.sign.text())
                .map(Cow::Borrowed)
                .into_iter()
                .collect(),
            criteria: criteria.map(|one| CriterionMatch::new(one, &program, scorer)).collect(),
            cautions: hit.cautions.iter().map(|caution| CautionText::new(caution, scorer.need)).collect(),
        }
    }
}

/// A reason why a program may not be meant for a person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CautionText {
    /// Its name.
    pub code: Caution,
    /// What people read.
    pub text: Cow<'static, str>,
    /// Whether it concerns the person, as far as the request says who that is.
    pub applies: bool,
    /// What the chance that the program fits is multiplied by; null if it does not apply.
    pub factor: Option<f64>,
}

impl CautionText {
    fn new(caution: Caution, need: &Need) -> CautionText {
        let factor = caution.factor(need);
        CautionText { code: caution, text: Cow::Borrowed(caution.text()), applies: factor.is_some(), factor }
    }
}
