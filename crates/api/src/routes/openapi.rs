//! The description of the API (OpenAPI).

use actix_web::http::header::ContentType;
use actix_web::{HttpResponse, web};
use service::request::{NoParameters, schema};
use utoipa::OpenApi;
use utoipa::openapi::path::{Operation, PathItem};
use utoipa::openapi::{
    ContentBuilder, HeaderBuilder, OpenApi as Description, Ref, RefOr, Response, ResponseBuilder,
};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::extract::QueryRequest;
use crate::problem::{MEDIA_TYPE, Problem};
use crate::problem_kind::ProblemKind;
use crate::routes::health::NEVER_SHED;

/// The general part of the description.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "iopfinder",
        description = "Intensive outpatient and other treatment programs for addiction and mental health in the United States: which meet a need, why, and where each fact comes from. Reading needs no key. In danger now: call 911. Thoughts of suicide: call or text 988. Looking for treatment: SAMHSA's helpline 1-800-662-4357.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0"),
    ),
    servers((url = "/", description = "The server that this description comes from")),
    security(()),
    components(schemas(Problem)),
    tags(
        (name = "search", description = "Find programs"),
        (name = "facilities", description = "One facility"),
        (name = "places", description = "ZIP codes, cities and states"),
        (name = "insurers", description = "Insurers, public programs and other ways to pay"),
        (name = "vocabulary", description = "What the names mean"),
        (name = "problems", description = "What went wrong"),
        (name = "operation", description = "For those who run the service"),
    )
)]
struct Top;

/// The description before any path is added to it.
pub fn described() -> Description {
    Top::openapi()
}

/// The requests that are sent as JSON bodies.
const BODIES: [&str; 3] = ["SearchRequest", "PlacesRequest", "InsurersRequest"];

/// Adds what applies to many paths: the problems that every operation can return, and that members of bodies can be null.
pub fn completed(mut api: Description) -> Description {
    for (path, item) in &mut api.paths.paths {
        for operation in [item.get.as_mut(), item.post.as_mut()].into_iter().flatten() {
            add_problems(operation, !NEVER_SHED.contains(&path.as_str()));
        }
    }
    for schema in api.components.iter_mut().flat_map(|components| &mut components.schemas) {
        if BODIES.contains(&schema.0.as_str()) {
            *schema.1 = schema::nullable(schema.1);
        }
    }
    api
}

fn add_problems(operation: &mut Operation, can_be_shed: bool) {
    let always = [ProblemKind::BadRequest, ProblemKind::UrlTooLong, ProblemKind::Internal];
    let if_shed = can_be_shed.then_some(ProblemKind::Overloaded);
    let with_body = [ProblemKind::TooSlow, ProblemKind::TooLarge, ProblemKind::UnsupportedMediaType];
    let with_body = with_body.into_iter().filter(|_| operation.request_body.is_some());
    let responses = &mut operation.responses.responses;
    for kind in always.into_iter().chain(if_shed).chain(with_body) {
        let status = kind.status().as_u16().to_string();
        responses
            .entry(status)
            .or_insert_with(|| ResponseBuilder::new().description(kind.title()).build().into());
    }
    for (status, response) in responses {
        if let RefOr::T(response) = response
            && status.starts_with(['4', '5'])
            && response.content.is_empty()
        {
            fill_in_problem(status, response);
        }
    }
}

fn fill_in_problem(status: &str, response: &mut Response) {
    let schema = Ref::from_schema_name("Problem");
    response.content.insert(MEDIA_TYPE.to_owned(), ContentBuilder::new().schema(Some(schema)).build().into());
    if status == ProblemKind::NotReady.status().as_str() {
        let header = HeaderBuilder::new().description(Some("Seconds after which to try again")).build();
        response.headers.insert("Retry-After".to_owned(), header.into());
    }
}

/// The whole description, as `GET /openapi.json` returns it.
pub fn openapi() -> Description {
    use utoipa_actix_web::AppExt;
    let app = actix_web::App::new().into_utoipa_app().openapi(described());
    completed(app.configure(|config: &mut ServiceConfig<'_>| super::configure(config)).split_for_parts().1)
}

/// Other paths whose methods must be known. Pages are not among them, because they reject wrong methods themselves.
const OTHERS: [(&str, &str); 2] = [("/openapi.json", "GET, HEAD"), ("/static/{name}", "GET, HEAD")];

/// The description as it is sent, and the methods of each path, which distinguish a wrong method from a wrong path.
pub struct ApiDescription {
    methods: Vec<(Vec<String>, Vec<&'static str>)>,
    json: web::Bytes,
}

/// `GET /openapi.json`.
pub async fn json(_: QueryRequest<NoParameters>, described: web::Data<ApiDescription>) -> HttpResponse {
    HttpResponse::Ok().insert_header(ContentType::json()).body(described.json.clone())
}

impl ApiDescription {
    /// Prepares a description to be sent.
    pub fn new(api: &Description) -> ApiDescription {
        let methods = |item: &PathItem| {
            let named = [("GET, HEAD", item.get.is_some()), ("POST", item.post.is_some())];
            named.into_iter().filter(|(_, exists)| *exists).map(|(name, _)| name).collect()
        };
        let parts = |path: &str| path.split('/').map(str::to_owned).collect();
        let described = api.paths.paths.iter().map(|(path, item)| (parts(path), methods(item)));
        let others = OTHERS.iter().map(|(path, method)| (parts(path), vec![*method]));
        let json = api.to_json().expect("a description is written as JSON");
        ApiDescription { methods: described.chain(others).collect(), json: json.into() }
    }

    /// The methods of a path; `None` if it does not exist.
    pub fn methods(&self, path: &str) -> Option<&[&'static str]> {
        let given: Vec<&str> = path.split('/').collect();
        let fits = |parts: &Vec<String>| {
            let fit = |(part, given): (&String, &&str)| {
                part == given || (part.starts_with('{') && !given.is_empty())
            };
            parts.len() == given.len() && parts.iter().zip(&given).all(fit)
        };
        self.methods.iter().find(|(parts, _)| fits(parts)).map(|(_, methods)| methods.as_slice())
    }
}
