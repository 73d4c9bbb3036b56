//! `GET` and `POST /v1/places`.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use places::{Gazetteer, Place, PlaceKind};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::search::posted;
use crate::problem::Problem;
use service::Language;
use service::place_words::{city_near, is_a_city_too};
use service::search::parameters::Parameters;

/// Places for what was typed, the likeliest first.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct PlacesAnswer {
    /// The places.
    pub places: Vec<SuggestedPlace>,
}

/// A place that may be meant.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct SuggestedPlace {
    /// For people to read.
    #[schema(example = "Austin, TX 78701")]
    pub label: String,
    /// The same in the language asked for, saying of a state that it is the whole.
    #[schema(example = "Texas (the whole state)")]
    pub name: String,
    /// What to give as `near` of a search. It stands for this place alone, also where its label is a city's and a
    /// state's.
    #[schema(example = "Austin, TX 78701")]
    pub text: String,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// `point`, `zip`, `city` or `state`.
    #[schema(value_type = String, example = "zip")]
    pub kind: PlaceKind,
    /// The state it is in.
    pub state: Option<String>,
    /// Of coordinates, the city they are near.
    #[schema(example = "Austin, TX")]
    pub near: Option<String>,
}

/// Places for a typed prefix: ZIP codes, cities and states.
#[utoipa::path(
    tag = "places",
    params(
        ("q" = String, Query, description = "What was typed so far"),
        ("language" = Option<String>, Query, description = "The language of `name`: `en` or `es`; `en` when left out."),
        ("limit" = Option<u32>, Query, description = "Places at the most, 1 to 50; 10 when left out.", minimum = 1, maximum = 50),
    ),
    responses(
        (status = 200, description = "The places", body = PlacesAnswer),
        (status = 400, description = "A parameter is wrong", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/v1/places")]
pub(crate) async fn get_places(request: HttpRequest) -> Result<HttpResponse, Problem> {
    answer(Parameters::of_query(request.query_string())?)
}

/// The same with the parameters as JSON, so that what is typed stays out of URLs.
#[utoipa::path(
    tag = "places",
    request_body(content = serde_json::Value, description = "The parameters of `GET /v1/places` as members."),
    responses(
        (status = 200, description = "The places", body = PlacesAnswer),
        (status = 400, description = "A member is wrong", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "The body is too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "The body is no JSON", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/v1/places")]
pub(crate) async fn post_places(
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, Problem> {
    answer(posted(&request, payload).await?)
}

fn answer(mut parameters: Parameters) -> Result<HttpResponse, Problem> {
    let typed = parameters.text("q");
    let language = language(&mut parameters);
    let limit = parameters.whole("limit", 1..=50).unwrap_or(10) as usize;
    if typed.is_none() {
        parameters.missing("q", "is required: what was typed so far");
    }
    parameters.finish(&["q", "language", "limit"])?;
    let found = Gazetteer::embedded().suggest(&typed.unwrap_or_default(), limit);
    let places = found.iter().map(|place| suggested(place, language)).collect();
    Ok(kept_nowhere(&PlacesAnswer { places }))
}

/// The parameter `language`.
pub(super) fn language(parameters: &mut Parameters) -> Language {
    let languages: Vec<(&str, Language)> = Language::all().map(|known| (known.code(), known)).collect();
    parameters.choice("language", &languages).unwrap_or_else(Language::usual)
}

/// An answer that tells what was typed.
pub(super) fn kept_nowhere(answer: &impl Serialize) -> HttpResponse {
    HttpResponse::Ok().insert_header((header::CACHE_CONTROL, "no-store")).json(answer)
}

fn suggested(place: &Place, language: Language) -> SuggestedPlace {
    let whole = place.state.filter(|_| place.kind == PlaceKind::State);
    let name = whole.map(|state| language.say_with("place-whole-state", &[("state", state.name().into())]));
    let code = whole.filter(|state| is_a_city_too(*state)).map(|state| state.code().to_owned());
    SuggestedPlace {
        name: name.map_or_else(|| place.label.clone(), |name| name.into_owned()),
        text: code.unwrap_or_else(|| place.label.clone()),
        label: place.label.clone(),
        latitude: place.coordinate.latitude(),
        longitude: place.coordinate.longitude(),
        kind: place.kind,
        state: place.state.map(|state| state.code().to_owned()),
        near: (place.kind == PlaceKind::Point).then(|| city_near(place.coordinate)).flatten(),
    }
}
