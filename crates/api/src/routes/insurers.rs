//! `GET /v1/insurers`.

use actix_web::{HttpRequest, get, web};
use directory::insurer::{Entry, Insurers, Meaning};
use directory::{Payment, State, Vocabulary};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::problem::Problem;
use crate::search::parameters::Parameters;
use crate::search::request::state;

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
    /// Its name in the parameter `insurance` of a search, unless it asks which.
    #[schema(example = "medicaid_ca")]
    pub slug: String,
    /// What sort of insurance it is; null where it is not one product of an insurer or one public program.
    pub plan: Option<KindAnswer>,
    /// The kinds of payment it belongs to, as listings know them; none where it pays for no treatment.
    pub kinds: Vec<KindAnswer>,
    /// The states it is sold in, as far as is known; everywhere when empty.
    pub states: Vec<String>,
    /// Whether it stands for several insurances, of which one must be chosen for a search.
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
        ("limit" = Option<u32>, Query, description = "Insurers at the most, 1 to 50; 10 when left out.", minimum = 1, maximum = 50),
    ),
    responses(
        (status = 200, description = "The insurers", body = InsurersAnswer),
        (status = 400, description = "A parameter is wrong", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/v1/insurers")]
pub(crate) async fn get_insurers(request: HttpRequest) -> Result<web::Json<InsurersAnswer>, Problem> {
    let mut parameters = Parameters::of_query(request.query_string())?;
    let typed = parameters.text("q");
    let state = state(&mut parameters);
    let limit = parameters.whole("limit", 1..=50).unwrap_or(10) as usize;
    if typed.is_none() {
        parameters.missing("q", "is required: what was typed so far");
    }
    parameters.finish(&["q", "state", "limit"])?;
    let found = Insurers::embedded().suggest(&typed.unwrap_or_default(), state, limit);
    Ok(web::Json(InsurersAnswer { insurers: found.iter().map(|entry| answer(entry, state)).collect() }))
}

fn answer(entry: &Entry, state: Option<State>) -> InsurerAnswer {
    let choices = Insurers::embedded().choices(entry, state);
    InsurerAnswer {
        name: entry.name().to_owned(),
        slug: entry.slug.clone(),
        plan: plan(entry),
        kinds: kinds(entry),
        states: entry.states.iter().map(|state| state.code().to_owned()).collect(),
        asks: !choices.is_empty(),
        choices: choices.into_iter().map(choice).collect(),
        note: entry.note.clone(),
    }
}

fn choice(entry: &Entry) -> ChoiceAnswer {
    ChoiceAnswer { name: entry.name().to_owned(), slug: entry.slug.clone(), plan: plan(entry) }
}

fn plan(entry: &Entry) -> Option<KindAnswer> {
    match entry.meaning {
        Meaning::Plan(kind) => {
            Some(KindAnswer { slug: kind.slug().to_owned(), label: kind.label().to_owned() })
        }
        _ => None,
    }
}

/// The kinds of payment of an entry, or of all that it asks to choose from, each once.
fn kinds(entry: &Entry) -> Vec<KindAnswer> {
    let payments = Insurers::embedded().payments(entry);
    let answer = |payment: Payment| KindAnswer {
        slug: payment.slug().to_owned(),
        label: Vocabulary::embedded().attribute(payment.id()).label.clone(),
    };
    payments.into_iter().map(answer).collect()
}
