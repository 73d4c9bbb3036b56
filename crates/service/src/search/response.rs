//! The response of a search.

use std::borrow::Cow;

use directory::likelihood::PROXY;
use directory::matching::{MatchClass, Reach};
use directory::score::ScoreParts;
use directory::{Caution, Criterion, State, Vocabulary};
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
    /// "sample data, not real places", or null.
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
        let criteria = Criterion::for_need(&search.query.need);
        let has_likelihood =
            hits.iter().flat_map(|hit| &hit.programs).any(|program| program.evidence.is_some());
        let mut assessments = Distinct::default();
        Ok(SearchResponse {
            notice: serving.notice().map(str::to_owned),
            need: Cow::Borrowed(&search.parameters),
            place: search.place.as_ref().map(ResolvedPlace::new),
            total: page.results.totals.into(),
            results: hits
                .iter()
                .map(|hit| {
                    SearchResult::new(&serving.snapshot, hit, search.query.sort, &criteria, &mut assessments)
                })
                .collect::<Result<_, _>>()?,
            facets: facet_counts(&search.parameters.facets, &page.results.facets),
            next_cursor: page.next_cursor,
            likelihood_proxy: has_likelihood.then(|| PROXY.to_owned()),
            alternatives: page.alternatives.iter().map(SearchAlternative::new).collect(),
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
        criteria: &[Criterion],
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
                .map(|program| ProgramMatch::new(snapshot, hit.position, program, criteria, assessments))
                .collect::<Result<_, _>>()?,
        })
    }
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
    /// The probability that the program is an intensive outpatient program; 1 where it is listed.
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
        criteria: &[Criterion],
        assessments: &mut Distinct<ProgramAssessment>,
    ) -> Result<ProgramMatch<'a>, Error> {
        Ok(ProgramMatch {
            program: program_part(snapshot, position, hit.number),
            assessment: assessments.written(ProgramAssessment::new(snapshot, hit, criteria))?,
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
    /// For a possible match: the estimated probability that the program is an intensive outpatient program. It affects
    /// only the order and the wording.
    pub likelihood: Option<f64>,
    /// What the likelihood is based on.
    pub evidence: Vec<Cow<'static, str>>,
    /// Each thing that was asked for, with what is known about it.
    pub criteria: Vec<CriterionMatch>,
    /// Reasons why it may not be meant for this person.
    pub cautions: Vec<CautionText>,
}

impl ProgramAssessment {
    fn new(snapshot: &Snapshot, hit: &ProgramHit, criteria: &[Criterion]) -> ProgramAssessment {
        let facts = snapshot.row(hit.row);
        ProgramAssessment {
            class: hit.class,
            by: hit.reach,
            telehealth_note: (hit.reach == Reach::Telehealth).then_some(Cow::Borrowed(TELEHEALTH)),
            likelihood: hit.evidence.map(|evidence| evidence.likelihood()),
            evidence: hit.evidence.iter().map(|evidence| Cow::Borrowed(evidence.text())).collect(),
            criteria: criteria.iter().map(|criterion| CriterionMatch::new(criterion, &facts)).collect(),
            cautions: hit.cautions.iter().map(CautionText::new).collect(),
        }
    }
}

/// A reason why a program may not be meant for a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CautionText {
    /// Its name.
    pub code: Caution,
    /// What people read.
    pub text: Cow<'static, str>,
}

impl CautionText {
    fn new(caution: Caution) -> CautionText {
        CautionText { code: caution, text: Cow::Borrowed(caution.text()) }
    }
}

/// Rounds a number to a multiple of `1 / steps`: to hundredths if `steps` is 100.
fn rounded(number: f64, steps: f64) -> f64 {
    (number * steps).round() / steps
}
