//! `GET` and `POST /v1/insurers`.

use actix_web::{HttpRequest, HttpResponse, get, post, web};
use directory::insurer::{InsurerEntry, InsurerMeaning, Insurers};
use directory::{Payment, State};
use places::Gazetteer;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::places::{kept_nowhere, language};
use super::search::posted;
use crate::problem::Problem;
use service::insurer_words::InsurerWords;
use service::search::parameters::Parameters;
use service::search::request::state;

/// Insurers for what was typed, the likeliest first.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct InsurersAnswer {
    /// Insurers, public programs and other ways to pay.
    pub insurers: Vec<InsurerAnswer>,
}

/// An insurer, a public program or another way to pay.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct InsurerAnswer {
    /// What people read.
    #[schema(example = "Medi-Cal (California Medicaid)")]
    pub name: String,
    /// Its name in the parameter `insurance` of a search. Of one that asks which the search takes the choices; it takes
    /// the name itself only where that has a `plan`, which most people mean by it.
    #[schema(example = "medicaid_ca")]
    pub slug: String,
    /// What sort of insurance it is; null where it is not one product of an insurer or one public program.
    pub plan: Option<KindAnswer>,
    /// The kinds of payment it belongs to, as listings know them; none where it pays for no treatment.
    pub kinds: Vec<KindAnswer>,
    /// The states it is sold in, as far as is known; everywhere when empty.
    pub states: Vec<String>,
    /// Whether people can mean several insurances by it. Ask which: a search for another finds the wrong places.
    pub asks: bool,
    /// What to choose from, where it asks which; what is sold in `state`, where that was given.
    pub choices: Vec<ChoiceAnswer>,
    /// What to know of it, where there is something.
    pub note: Option<String>,
}

/// A kind of payment, or of insurance.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct KindAnswer {
    /// Its name.
    #[schema(example = "medicaid")]
    pub slug: String,
    /// A few plain words.
    pub label: String,
}

/// One of several insurances of one name.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct ChoiceAnswer {
    /// What people read.
    pub name: String,
    /// Its name in the parameter `insurance` of a search.
    pub slug: String,
    /// What sort of insurance it is; null where it is a kind of payment.
    pub plan: Option<KindAnswer>,
}

/// Insurers, state programs and other ways to pay for a typed prefix, by any name people have for them.
#[utoipa::path(
    tag = "insurers",
    params(
        ("q" = String, Query, description = "What was typed so far; forgives typos and unfinished words."),
        ("state" = Option<String>, Query, description = "The person's state, two letters or its name: what is sold there comes first."),
        ("near" = Option<String>, Query, description = "Instead of `state`: the place of a search as typed so far. A text that is no place is no state."),
        ("language" = Option<String>, Query, description = "The language of names and notes: `en` or `es`; `en` when left out."),
        ("limit" = Option<u32>, Query, description = "Insurers at the most, 1 to 50; 10 when left out.", minimum = 1, maximum = 50),
    ),
    responses(
        (status = 200, description = "The insurers", body = InsurersAnswer),
        (status = 400, description = "A parameter is wrong", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/v1/insurers")]
pub(crate) async fn get_insurers(request: HttpRequest) -> Result<HttpResponse, Problem> {
    insurers(Parameters::of_query(request.query_string())?)
}

/// The same with the parameters as JSON, so that what is typed stays out of URLs.
#[utoipa::path(
    tag = "insurers",
    request_body(content = serde_json::Value, description = "The parameters of `GET /v1/insurers` as members."),
    responses(
        (status = 200, description = "The insurers", body = InsurersAnswer),
        (status = 400, description = "A member is wrong", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "The body is too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "The body is no JSON", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/v1/insurers")]
pub(crate) async fn post_insurers(
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, Problem> {
    insurers(posted(&request, payload).await?)
}

fn insurers(mut parameters: Parameters) -> Result<HttpResponse, Problem> {
    let typed = parameters.text("q");
    let near = parameters.text("near").and_then(|near| Gazetteer::embedded().resolve(&near).ok());
    let state = state(&mut parameters).or(near.and_then(|place| place.state));
    let words = InsurerWords::of(language(&mut parameters));
    let limit = parameters.whole("limit", 1..=50).unwrap_or(10) as usize;
    if typed.is_none() {
        parameters.missing("q", "is required: what was typed so far");
    }
    parameters.finish(&["q", "state", "near", "language", "limit"])?;
    let found = Insurers::embedded().suggest(&typed.unwrap_or_default(), state, limit);
    let insurers = found.into_iter().map(|entry| answer(entry, state, words)).collect();
    Ok(kept_nowhere(&InsurersAnswer { insurers }))
}

fn answer(entry: &InsurerEntry, state: Option<State>, words: &InsurerWords) -> InsurerAnswer {
    let choices = Insurers::embedded().choices(entry, state);
    InsurerAnswer {
        name: words.name(entry),
        slug: entry.slug.clone(),
        plan: plan(entry, words),
        kinds: kinds(entry, words),
        states: entry.states.iter().map(|state| state.code().to_owned()).collect(),
        asks: !choices.is_empty(),
        choices: choices.into_iter().map(|entry| choice(entry, words)).collect(),
        note: words.note(entry).map(str::to_owned),
    }
}

fn choice(entry: &InsurerEntry, words: &InsurerWords) -> ChoiceAnswer {
    ChoiceAnswer { name: words.name(entry), slug: entry.slug.clone(), plan: plan(entry, words) }
}

fn plan(entry: &InsurerEntry, words: &InsurerWords) -> Option<KindAnswer> {
    let InsurerMeaning::Plan(kind) = entry.meaning else { return None };
    Some(KindAnswer { slug: kind.slug().to_owned(), label: words.kind(kind) })
}

/// The kinds of payment of an entry, or of all that it asks to choose from, each once.
fn kinds(entry: &InsurerEntry, words: &InsurerWords) -> Vec<KindAnswer> {
    let payments = Insurers::embedded().payments(entry);
    let answer =
        |payment: Payment| KindAnswer { slug: payment.slug().to_owned(), label: words.payment(payment) };
    payments.into_iter().map(answer).collect()
}
