//! `GET` and `POST /v1/search`.

use actix_web::http::header::{self, ContentType};
use actix_web::{HttpRequest, HttpResponse, get, post, web};

use crate::problem::Problem;
use service::Directory;
use service::search::answer::SearchAnswer;
use service::search::answer_json;
use service::search::parameters::Parameters;

/// Most bytes of a search's body.
pub(crate) const MAX_BODY: usize = 64 * 1024;

/// Programs that meet a need, by facility.
#[utoipa::path(
    tag = "search",
    params(
        ("near" = Option<String>, Query, description = "`lat,lon`, a ZIP code, `City, ST`, or a state: then the whole state, without `radius`. Required unless `q` or `state` is given."),
        ("radius" = Option<f64>, Query, description = "Miles, 1 to 500; 25 when left out.", minimum = 1, maximum = 500),
        ("state" = Option<String>, Query, description = "Only this state: two letters or its name."),
        ("program" = Option<String>, Query, description = "Program types, comma-separated: all must hold. `addiction` and `mental_health` together mean `dual_diagnosis`."),
        ("level" = Option<String>, Query, description = "One level of care, or `any`. When left out `intensive_outpatient`, and `any` with `q`."),
        ("insurance" = Option<String>, Query, description = "Kinds of payment or insurers, comma-separated: any one suffices. `GET /v1/insurers` finds them by name. Listings do not say which insurers a program takes, so an insurer is at most possible; public programs are as sure as their kind. `no_insurance` stands for help with paying."),
        ("has" = Option<String>, Query, description = "Attribute slugs or SAMHSA codes, comma-separated: each must hold."),
        ("unless_no" = Option<String>, Query, description = "Like `has`, but only a `no` counts: it rules a program out. Where a listing does not state it the match is no worse, and `criteria` has the question."),
        ("prefer" = Option<String>, Query, description = "Like `has`, but only moves a match up."),
        ("first" = Option<String>, Query, description = "Attribute slugs or SAMHSA codes, comma-separated: in the order `best`, what lists any of them comes before all else."),
        ("q" = Option<String>, Query, description = "Words of a name; forgives typos and unfinished words."),
        ("telehealth" = Option<bool>, Query, description = "`true`: also programs that may reach the place's state by telehealth, as possible matches after those in person."),
        ("for" = Option<String>, Query, description = "Who the person is, comma-separated; for cautions and order only: woman, man, veteran, service_member, native, teen, older_adult, dui, opioid_use, alcohol_use."),
        ("match" = Option<String>, Query, description = "`any`, `confirmed` or `possible`: keeps facilities by their best program."),
        ("sort" = Option<String>, Query, description = "`best`, `distance` or `name`. `best`: what lists any of `first`, then confirmed before possible, in person before telehealth, fewer criteria not stated, no caution before caution, then the score."),
        ("limit" = Option<u32>, Query, description = "Facilities on a page, 1 to 100; 20 when left out.", minimum = 1, maximum = 100),
        ("cursor" = Option<String>, Query, description = "`next_cursor` of the page before, with the same parameters."),
        ("facets" = Option<String>, Query, description = "What to count, comma-separated: program, level, insurance, group, or a category of SAMHSA's code book in small letters; or `none`."),
    ),
    responses(
        (status = 200, description = "What was found", body = SearchAnswer),
        (status = 400, description = "A parameter is wrong", body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "The cursor belongs to data that were replaced", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Nothing is loaded yet", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/v1/search")]
pub(crate) async fn get_search(
    request: HttpRequest,
    directory: web::Data<Directory>,
) -> Result<HttpResponse, Problem> {
    let parameters = Parameters::of_query(request.query_string())?;
    Ok(json(answer_json(&directory, parameters)?))
}

/// The same with the parameters as JSON, so that a search stays out of URLs.
#[utoipa::path(
    tag = "search",
    request_body(content = serde_json::Value, description = "The parameters of `GET /v1/search` as members: numbers, booleans, lists as arrays of strings or as a comma-separated string."),
    responses(
        (status = 200, description = "What was found", body = SearchAnswer),
        (status = 400, description = "A member is wrong", body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "The cursor belongs to data that were replaced", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "The body is too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "The body is no JSON", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Nothing is loaded yet", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/v1/search")]
pub(crate) async fn post_search(
    request: HttpRequest,
    payload: web::Payload,
    directory: web::Data<Directory>,
) -> Result<HttpResponse, Problem> {
    Ok(json(answer_json(&directory, posted(&request, payload).await?)?))
}

/// Reads the parameters of a JSON body.
pub(crate) async fn posted(request: &HttpRequest, payload: web::Payload) -> Result<Parameters, Problem> {
    let is_json =
        request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).is_some_and(
            |value| {
                let media_type = value.split(';').next().unwrap_or_default().trim();
                media_type.eq_ignore_ascii_case("application/json")
            },
        );
    let is_encoded = request.headers().get(header::CONTENT_ENCODING).is_some_and(|value| value != "identity");
    if !is_json || is_encoded {
        return Err(Problem::unsupported_media_type("application/json, not compressed"));
    }
    // Parameters have their place in the body here.
    Parameters::of_query(request.query_string())?.finish(&[])?;
    Ok(Parameters::of_json(&body(payload).await?)?)
}

/// Reads a body that is not larger than any search needs.
pub(crate) async fn body(payload: web::Payload) -> Result<web::Bytes, Problem> {
    match payload.to_bytes_limited(MAX_BODY).await {
        Ok(Ok(body)) => Ok(body),
        Ok(Err(_)) => Err(Problem::from(service::Error::Invalid(vec![service::Fault {
            parameter: None,
            pointer: Some(String::new()),
            detail: "the body ended too early".to_owned(),
            candidates: Vec::new(),
        }]))),
        Err(_) => Err(Problem::too_large(MAX_BODY)),
    }
}

fn json(body: Vec<u8>) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header(ContentType::json())
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(body)
}
