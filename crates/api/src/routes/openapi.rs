//! The description of the API.

use actix_web::http::header::ContentType;
use actix_web::{HttpResponse, web};
use utoipa::OpenApi;
use utoipa::openapi::{OpenApi as Description, PathItem};
use utoipa_actix_web::service_config::ServiceConfig;

/// What stands at the top of the description.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "iopfinder",
        description = "Intensive outpatient and other treatment programs for addiction and mental health in the United States: which meet a need, why, and where each fact comes from. In danger now: call 911. Thoughts of suicide: call or text 988. Looking for treatment: SAMHSA's helpline 1-800-662-4357.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0"),
    ),
    tags(
        (name = "search", description = "Find programs"),
        (name = "facilities", description = "One facility"),
        (name = "vocabulary", description = "What the names mean"),
        (name = "places", description = "ZIP codes, cities and states"),
        (name = "insurers", description = "Insurers, public programs and other ways to pay"),
        (name = "operation", description = "For those who run the service"),
    )
)]
struct Top;

pub fn described() -> Description {
    Top::openapi()
}

/// The whole description, as `GET /openapi.json` answers it.
pub fn openapi() -> Description {
    use utoipa_actix_web::AppExt;
    let app = actix_web::App::new().into_utoipa_app().openapi(described());
    app.configure(|config: &mut ServiceConfig<'_>| super::configure(config)).split_for_parts().1
}

/// Paths that are not part of the API: its description. The pages say for themselves which methods they have.
const OTHERS: [(&str, &str); 2] = [("/openapi.json", "GET, HEAD"), ("/static/{name}", "GET, HEAD")];

/// Which methods the paths of the API have, to tell a wrong method from a wrong path.
pub struct Described {
    methods: Vec<(Vec<String>, Vec<&'static str>)>,
    /// The description as it is sent.
    json: web::Bytes,
}

/// `GET /openapi.json`.
pub async fn json(described: web::Data<Described>) -> HttpResponse {
    HttpResponse::Ok().insert_header(ContentType::json()).body(described.json.clone())
}

impl Described {
    pub fn new(api: &Description) -> Described {
        let methods = |item: &PathItem| {
            let named = [("GET, HEAD", item.get.is_some()), ("POST", item.post.is_some())];
            named.into_iter().filter(|(_, there)| *there).map(|(name, _)| name).collect()
        };
        let parts = |path: &str| path.split('/').map(str::to_owned).collect();
        let described = api.paths.paths.iter().map(|(path, item)| (parts(path), methods(item)));
        let others = OTHERS.iter().map(|(path, method)| (parts(path), vec![*method]));
        let json = api.to_json().expect("a description is written as JSON");
        Described { methods: described.chain(others).collect(), json: json.into() }
    }

    /// The methods of a path; `None` when it does not exist.
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
