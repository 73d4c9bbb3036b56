//! Suggests insurers, public programs and other ways to pay for what somebody has typed so far.

use directory::insurer::{InsurerEntry, InsurerMeaning, Insurers};
use directory::{Payment, State};
use places::Gazetteer;
use serde::{Deserialize, Serialize};
use utoipa::openapi::path::{Parameter, ParameterIn};
use utoipa::{IntoParams, ToSchema};

use crate::insurer_words::InsurerWords;
use crate::language::Language;
use crate::request::{Text, Whole, schema};

/// What somebody has typed so far to name an insurer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"q": "medi-cal", "state": "CA", "near": "San Diego", "language": "en", "limit": 10}))]
pub struct InsurersRequest {
    /// What was typed so far. Typos and unfinished words are forgiven.
    #[schema(inline)]
    pub q: Text,
    /// The person's state, by its two-letter code or its name. Insurance that is sold there comes first.
    pub state: Option<State>,
    /// Instead of `state`: the place of the search, as typed so far.
    #[schema(inline)]
    pub near: Option<Text>,
    /// The language of names and notes.
    #[serde(default)]
    #[schema(default = "en")]
    pub language: Language,
    /// At most this many insurers.
    #[serde(default)]
    #[schema(inline)]
    pub limit: Whole<1, 50, 10>,
}

impl IntoParams for InsurersRequest {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        schema::query_parameters::<Self>()
    }
}

/// Insurers for what was typed, likeliest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct InsurersResponse {
    /// Insurers, public programs and other ways to pay.
    pub insurers: Vec<SuggestedInsurer>,
}

/// An insurer, a public program or another way to pay.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SuggestedInsurer {
    /// What people read.
    #[schema(example = "Medi-Cal (California Medicaid)")]
    pub name: String,
    /// Its name in a search's `insurance` parameter. If `asks` is true, send the slug of one of the `choices` instead.
    /// This slug is then accepted only if `plan` is not null, and it stands for what most people mean by the name.
    #[schema(example = "medicaid_ca")]
    pub slug: String,
    /// What kind of insurance it is; null if it is neither a product of an insurer nor a public program.
    pub plan: Option<NamedKind>,
    /// The kinds of payment it belongs to, in the terms of the listings; empty if it does not pay for treatment.
    pub kinds: Vec<NamedKind>,
    /// The states it is known to be sold in; empty if it is sold in all states.
    pub states: Vec<State>,
    /// Whether the name is ambiguous. If so, ask which insurance is meant, because a search for the wrong one finds the
    /// wrong places.
    pub asks: bool,
    /// What the name can mean; if a state is known, only insurance that is sold there.
    pub choices: Vec<InsurerChoice>,
    /// What to know about it.
    pub note: Option<String>,
}

/// A kind of payment, or of insurance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct NamedKind {
    /// Its name in the API.
    #[schema(example = "medicaid")]
    pub slug: String,
    /// A few plain words.
    #[schema(example = "Medicaid")]
    pub label: String,
}

/// One of several kinds of insurance that share a name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct InsurerChoice {
    /// What people read.
    pub name: String,
    /// Its name in the parameter `insurance` of a search.
    pub slug: String,
    /// What kind of insurance it is; null if it is a kind of payment.
    pub plan: Option<NamedKind>,
}

impl InsurersResponse {
    /// Suggests insurers.
    pub fn new(request: &InsurersRequest) -> InsurersResponse {
        let near = request
            .near
            .as_deref()
            .and_then(|near| Gazetteer::embedded().resolve_in(near, request.state).ok());
        let state = request.state.or(near.and_then(|place| place.state));
        let words = InsurerWords::for_language(request.language);
        let found = Insurers::embedded().suggest(&request.q, state, request.limit.get() as usize);
        InsurersResponse {
            insurers: found.into_iter().map(|entry| SuggestedInsurer::new(entry, state, words)).collect(),
        }
    }
}

impl SuggestedInsurer {
    fn new(entry: &InsurerEntry, state: Option<State>, words: &InsurerWords) -> SuggestedInsurer {
        let choices = Insurers::embedded().choices(entry, state);
        SuggestedInsurer {
            name: words.name(entry),
            slug: entry.slug.clone(),
            plan: plan(entry, words),
            kinds: kinds(entry, words),
            states: entry.states.clone(),
            asks: !choices.is_empty(),
            choices: choices.into_iter().map(|entry| InsurerChoice::new(entry, words)).collect(),
            note: words.note(entry).map(str::to_owned),
        }
    }
}

impl InsurerChoice {
    fn new(entry: &InsurerEntry, words: &InsurerWords) -> InsurerChoice {
        InsurerChoice { name: words.name(entry), slug: entry.slug.clone(), plan: plan(entry, words) }
    }
}

fn plan(entry: &InsurerEntry, words: &InsurerWords) -> Option<NamedKind> {
    let InsurerMeaning::Plan(kind) = entry.meaning else { return None };
    Some(NamedKind { slug: kind.slug().to_owned(), label: words.kind(kind) })
}

/// The kinds of payment of an entry, each once. If its name is ambiguous, those of everything it can mean.
fn kinds(entry: &InsurerEntry, words: &InsurerWords) -> Vec<NamedKind> {
    let named =
        |payment: Payment| NamedKind { slug: payment.slug().to_owned(), label: words.payment(payment) };
    Insurers::embedded().payments(entry).into_iter().map(named).collect()
}
