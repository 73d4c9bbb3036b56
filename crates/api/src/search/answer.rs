//! The answer of a search.

use directory::fact::Facts;
use directory::likelihood::PROXY;
use directory::matching::{Criterion, MatchClass, Reach};
use directory::score::ScoreParts;
use directory::{AttributeId, CautionSet, Fact, PersonGroup, Track, Vocabulary};
use places::PlaceKind;
use search::{Hit, MatchFilter, ProgramHit, Snapshot, Sort, Totals};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use utoipa::ToSchema;

use super::alternatives::{AlternativeAnswer, TELEHEALTH};
use super::facets::Facet;
use super::request::SearchRequest;
use super::{Found, SAMPLE_NOTICE};
use crate::documents::{FacilitySummary, ProgramDocument, SourceReference};

/// What a search finds.
#[derive(Debug, Serialize, ToSchema)]
pub struct SearchAnswer<'a> {
    /// "sample data, not real places", or null.
    pub notice: Option<&'static str>,
    /// What was asked, as it was understood.
    pub need: NeedAnswer,
    /// How many facilities, over all pages.
    pub total: Total,
    /// This page.
    pub results: Vec<ResultAnswer<'a>>,
    /// Facilities by attribute, in the whole result: those of which a program that meets the need lists it.
    #[schema(value_type = std::collections::BTreeMap<String, std::collections::BTreeMap<String, u32>>)]
    pub facets: FacetAnswers<'a>,
    /// Asks for the next page, with the same parameters; null on the last.
    pub next_cursor: Option<&'a str>,
    /// What the likelihoods of this page stand on; null where it has none.
    pub likelihood_proxy: Option<&'static str>,
    /// Changes that would find something, when little or nothing was found.
    pub alternatives: Vec<AlternativeAnswer>,
}

/// What was asked, as it was understood.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NeedAnswer {
    /// Where.
    pub place: Option<PlaceAnswer>,
    /// Miles around the place.
    pub radius_miles: Option<f64>,
    /// Only this state.
    pub state: Option<String>,
    /// Program types; `addiction` and `mental_health` together are `dual_diagnosis`.
    pub program: Vec<String>,
    /// Level of care, or `any`.
    pub level: String,
    /// Ways to pay, of which one suffices.
    pub insurance: Vec<String>,
    /// Attributes, each of which must hold.
    pub has: Vec<String>,
    /// Attributes that move a match up.
    pub prefer: Vec<String>,
    /// Words of a name.
    pub q: Option<String>,
    /// Also by telehealth.
    pub telehealth: bool,
    /// Who the person is.
    #[serde(rename = "for")]
    pub person: Vec<String>,
    /// Which matches are kept.
    #[serde(rename = "match")]
    pub keep: String,
    /// The order.
    pub sort: String,
    /// Facilities on a page.
    pub limit: usize,
}

/// A place on the map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlaceAnswer {
    /// For people to read.
    #[schema(example = "Austin, TX 78701")]
    pub label: String,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// `point`, `zip`, `city` or `state`.
    #[schema(value_type = String, example = "zip")]
    pub kind: PlaceKind,
    /// The state it is in.
    pub state: Option<String>,
}

impl PlaceAnswer {
    pub(crate) fn of(place: &places::Place) -> PlaceAnswer {
        PlaceAnswer {
            label: place.label.clone(),
            latitude: place.coordinate.latitude(),
            longitude: place.coordinate.longitude(),
            kind: place.kind,
            state: place.state.map(|state| state.code().to_owned()),
        }
    }
}

/// How many facilities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Total {
    /// All of them.
    pub facilities: u32,
    /// Those whose best program is confirmed.
    pub confirmed: u32,
    /// Those whose best program is possible.
    pub possible: u32,
}

impl Total {
    pub(crate) fn of(totals: Totals) -> Total {
        Total { facilities: totals.facilities, confirmed: totals.confirmed, possible: totals.possible }
    }
}

/// A facility that matches.
#[derive(Debug, Serialize, ToSchema)]
pub struct ResultAnswer<'a> {
    /// The facility.
    #[schema(value_type = FacilitySummary)]
    pub facility: &'a RawValue,
    /// Miles from the place; null where none was given. About right where the coordinate is the ZIP code's.
    pub distance_miles: Option<f64>,
    /// The match of its best program.
    #[serde(rename = "match")]
    #[schema(value_type = String, example = "confirmed")]
    pub class: MatchClass,
    /// From 0 to 1; with `sort=best` only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score: Option<f64>,
    /// What the score is made of; with `sort=best` only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score_parts: Option<ScorePartsAnswer>,
    /// The programs that meet the need, the best first.
    pub programs: Vec<ProgramAnswer<'a>>,
}

/// The parts of a score, each from 0 to 1; null where it says nothing for this need.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ScorePartsAnswer {
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

/// A program that meets the need.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProgramAnswer<'a> {
    /// Stable while the program goes on.
    #[schema(value_type = uuid::Uuid)]
    pub id: std::borrow::Cow<'a, str>,
    /// `substance_use` or `mental_health`.
    #[schema(value_type = String, example = "substance_use")]
    pub track: Track,
    /// Its own name, where it has one.
    pub name: Option<std::borrow::Cow<'a, str>>,
    /// `confirmed` where the source lists all that was asked, else `possible`.
    #[serde(rename = "match")]
    #[schema(value_type = String, example = "confirmed")]
    pub class: MatchClass,
    /// `visit`, or `telehealth` where it is out of reach in person.
    #[schema(value_type = String, example = "visit")]
    pub by: Reach,
    /// What "by telehealth" means, where that is how it matches.
    pub telehealth_note: Option<&'static str>,
    /// For a possible match: how likely the intensive outpatient program is, by a stand-in. For order and
    /// wording only.
    pub likelihood: Option<f64>,
    /// What the likelihood stands on, in words.
    pub evidence: Vec<&'static str>,
    /// Each thing asked, with what is known of it.
    pub criteria: Vec<CriterionAnswer<'a>>,
    /// Who it is not meant for, or what to ask first.
    pub cautions: Vec<CautionAnswer>,
    /// Where the facts come from, the newest first.
    #[schema(value_type = Vec<SourceReference>)]
    pub sources: &'a RawValue,
}

/// One thing asked.
#[derive(Debug, Serialize, ToSchema)]
pub struct CriterionAnswer<'a> {
    /// The parameter: `program`, `level`, `insurance` or `has`.
    pub criterion: &'static str,
    /// What was asked; several ways to pay joined by commas.
    pub asked: &'a str,
    /// `yes` or `not_stated`.
    #[schema(value_type = String, example = "yes")]
    pub fact: Fact,
    /// Of several ways to pay, those that are listed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub met_by: Vec<&'static str>,
    /// What to ask on the phone, where it is not stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ask: Option<&'a str>,
}

/// A caution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct CautionAnswer {
    /// Its name.
    pub code: &'static str,
    /// What people read.
    pub text: &'static str,
}

impl CautionAnswer {
    pub(crate) fn all(cautions: CautionSet) -> Vec<CautionAnswer> {
        cautions.iter().map(|caution| CautionAnswer { code: caution.slug(), text: caution.text() }).collect()
    }
}

/// Counts by facet and attribute.
#[derive(Debug)]
pub struct FacetAnswers<'a> {
    facets: &'a [Facet],
    counts: &'a [search::FacetCount],
}

impl Serialize for FacetAnswers<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        struct One<'a>(&'a [search::FacetCount]);
        impl Serialize for One<'_> {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let slug = |id: AttributeId| &Vocabulary::embedded().attribute(id).slug;
                serializer.collect_map(self.0.iter().map(|count| (slug(count.attribute), count.facilities)))
            }
        }
        let mut rest = self.counts;
        serializer.collect_map(self.facets.iter().map(|facet| {
            let (these, others) = rest.split_at(facet.attributes.len());
            rest = others;
            (&facet.name, One(these))
        }))
    }
}

/// A criterion in words, made once for an answer.
struct CriterionWords {
    criterion: Criterion,
    parameter: &'static str,
    asked: String,
    ask: String,
}

impl CriterionWords {
    fn of(criterion: Criterion) -> CriterionWords {
        let vocabulary = Vocabulary::embedded();
        let (parameter, ids): (_, Vec<AttributeId>) = match &criterion {
            Criterion::Program(program) => ("program", vec![program.id()]),
            Criterion::Level(level) => ("level", vec![level.id()]),
            Criterion::Insurance(payments) => {
                ("insurance", payments.iter().map(|payment| payment.id()).collect())
            }
            Criterion::Has(id) => ("has", vec![*id]),
        };
        let join = |word: fn(&directory::vocabulary::Attribute) -> &str, between: &str| {
            ids.iter().map(|id| word(vocabulary.attribute(*id))).collect::<Vec<_>>().join(between)
        };
        let asked = join(|known| &known.slug, ",");
        let ask = join(|known| &known.ask, " ");
        CriterionWords { criterion, parameter, asked, ask }
    }

    fn answer(&self, facts: &impl Facts) -> CriterionAnswer<'_> {
        let fact = self.criterion.fact(facts);
        let met_by = match &self.criterion {
            Criterion::Insurance(payments) if payments.len() > 1 => {
                let met = payments.iter().filter(|payment| facts.fact(payment.id()) == Fact::Yes);
                met.map(|payment| payment.slug()).collect()
            }
            _ => Vec::new(),
        };
        let ask = (fact == Fact::NotStated).then_some(self.ask.as_str());
        CriterionAnswer { criterion: self.parameter, asked: &self.asked, fact, met_by, ask }
    }
}

/// Everything an answer borrows from.
pub(crate) struct AnswerWords {
    criteria: Vec<CriterionWords>,
}

impl AnswerWords {
    pub(crate) fn of(request: &SearchRequest) -> AnswerWords {
        AnswerWords {
            criteria: Criterion::of(&request.query.need).into_iter().map(CriterionWords::of).collect(),
        }
    }
}

impl<'a> SearchAnswer<'a> {
    /// Puts the answer together.
    pub(crate) fn of(
        snapshot: &'a Snapshot,
        request: &'a SearchRequest,
        found: &'a Found,
        words: &'a AnswerWords,
    ) -> SearchAnswer<'a> {
        let best = request.query.sort == Sort::Best;
        let results: Vec<ResultAnswer<'a>> =
            found.answer.hits.iter().map(|hit| result(snapshot, hit, words, best)).collect();
        let has_likelihood =
            results.iter().any(|result| result.programs.iter().any(|program| program.likelihood.is_some()));
        SearchAnswer {
            notice: snapshot.is_sample().then_some(SAMPLE_NOTICE),
            need: need(request),
            total: Total::of(found.answer.totals),
            results,
            facets: FacetAnswers { facets: &request.facets, counts: &found.answer.facets },
            next_cursor: found.next_cursor.as_deref(),
            likelihood_proxy: has_likelihood.then_some(PROXY),
            alternatives: found.alternatives.iter().map(AlternativeAnswer::of).collect(),
        }
    }
}

fn need(request: &SearchRequest) -> NeedAnswer {
    let need = &request.query.need;
    let slug = |id: &AttributeId| Vocabulary::embedded().attribute(*id).slug.clone();
    NeedAnswer {
        place: request.place.as_ref().map(PlaceAnswer::of),
        radius_miles: request.radius,
        state: need.state.map(|state| state.code().to_owned()),
        program: need.programs.iter().map(|program| program.slug().to_owned()).collect(),
        level: need.level.map_or("any", |level| level.slug()).to_owned(),
        insurance: need.insurance.iter().map(|payment| payment.slug().to_owned()).collect(),
        has: need.attributes.iter().map(slug).collect(),
        prefer: need.wishes.iter().map(slug).collect(),
        q: request.query.name.clone(),
        telehealth: need.telehealth,
        person: need.person.iter().copied().map(PersonGroup::slug).map(str::to_owned).collect(),
        keep: match request.query.keep {
            MatchFilter::Any => "any",
            MatchFilter::Only(MatchClass::Confirmed) => "confirmed",
            MatchFilter::Only(MatchClass::Possible) => "possible",
        }
        .to_owned(),
        sort: match request.query.sort {
            Sort::Best => "best",
            Sort::Distance => "distance",
            Sort::Name => "name",
        }
        .to_owned(),
        limit: request.query.limit,
    }
}

/// JSON that was written when the index was built.
fn ready_made(json: &str) -> &RawValue {
    // What the index holds was checked against its checksum when it was opened.
    serde_json::from_str(json).unwrap_or(RawValue::NULL)
}

fn result<'a>(snapshot: &'a Snapshot, hit: &Hit, words: &'a AnswerWords, best: bool) -> ResultAnswer<'a> {
    ResultAnswer {
        facility: ready_made(snapshot.facility_document(hit.position)),
        distance_miles: hit.miles.map(|miles| rounded(miles, 100.0)),
        class: hit.class,
        score: best.then(|| rounded(hit.score, 10_000.0)),
        score_parts: best.then(|| score_parts(&hit.score_parts)),
        programs: hit.programs.iter().map(|program| program_answer(snapshot, hit, program, words)).collect(),
    }
}

fn program_answer<'a>(
    snapshot: &'a Snapshot,
    hit: &Hit,
    program: &ProgramHit,
    words: &'a AnswerWords,
) -> ProgramAnswer<'a> {
    let document = snapshot.program_document(hit.position, program.number);
    let document: ProgramDocument<'a> = serde_json::from_str(document).unwrap_or(ProgramDocument {
        id: std::borrow::Cow::Borrowed(""),
        track: Track::SubstanceUse,
        name: None,
        sources: RawValue::NULL,
    });
    let facts = snapshot.row(program.row);
    ProgramAnswer {
        id: document.id,
        track: document.track,
        name: document.name,
        class: program.class,
        by: program.reach,
        telehealth_note: (program.reach == Reach::Telehealth).then_some(TELEHEALTH),
        likelihood: program.evidence.map(|evidence| evidence.likelihood()),
        evidence: program.evidence.iter().map(|evidence| evidence.text()).collect(),
        criteria: words.criteria.iter().map(|criterion| criterion.answer(&facts)).collect(),
        cautions: CautionAnswer::all(program.cautions),
        sources: document.sources,
    }
}

fn score_parts(parts: &ScoreParts) -> ScorePartsAnswer {
    let short = |part: Option<f64>| part.map(|part| rounded(part, 10_000.0));
    ScorePartsAnswer {
        name: short(parts.name),
        distance: short(parts.distance),
        wishes: short(parts.wishes),
        likelihood: short(parts.likelihood),
        freshness: short(parts.freshness),
    }
}

fn rounded(number: f64, steps: f64) -> f64 {
    (number * steps).round() / steps
}
