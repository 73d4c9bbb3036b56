//! The HTTP server.

use std::net::TcpListener;
use std::sync::Arc;
use std::time::Instant;

use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{Server, Service, ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::middleware::Compress;
use actix_web::{App, Error, HttpRequest, HttpServer, ResponseError, web};
use utoipa_actix_web::AppExt;

use ::web::{PageError, PublicUrl};
use api::{ApiDescription, Metrics, Problem};
use service::Directory;

/// On shutdown, requests in progress get this many seconds to finish.
const SHUTDOWN_SECONDS: u64 = 10;

/// Serves a directory on a listener, until it is stopped. Visitors reach the pages at `public_url`.
pub fn server(
    directory: Arc<Directory>,
    public_url: Option<PublicUrl>,
    listener: TcpListener,
) -> std::io::Result<Server> {
    let directory = web::Data::from(directory);
    let public_url = web::Data::new(public_url);
    let metrics = web::Data::new(Metrics::default());
    let server = HttpServer::new(move || {
        let recorded = metrics.clone();
        let (app, api) = App::new()
            .into_utoipa_app()
            .openapi(api::described())
            .app_data(directory.clone())
            .app_data(metrics.clone())
            .app_data(public_url.clone())
            .configure(api::configure)
            .split_for_parts();
        let api = api::completed(api);
        let described = web::Data::new(ApiDescription::new(&api));
        app.app_data(described)
            .app_data(web::Data::new(::web::ApiReference::new(&api)))
            .route("/openapi.json", web::get().to(api::openapi_json))
            .configure(::web::configure)
            .default_service(web::to(unknown))
            .wrap(Compress::default())
            .wrap_fn(move |request, service| {
                let started = Instant::now();
                let recorded = recorded.clone();
                let answer = service.call(head_as_get(request));
                async move {
                    let mut answer = presentable(answer.await?);
                    secure(&mut answer);
                    // Unknown paths are not recorded, because they may contain anything.
                    let pattern = answer.request().match_pattern().unwrap_or_else(|| "unknown".to_owned());
                    recorded.record(&pattern, answer.status().as_u16(), started.elapsed());
                    Ok::<_, Error>(answer)
                }
            })
    });
    // The caller handles signals, because it has more to stop than the server.
    Ok(server.listen(listener)?.shutdown_timeout(SHUTDOWN_SECONDS).disable_signals().run())
}

/// Handles HEAD like GET; the connection omits the body.
fn head_as_get(mut request: ServiceRequest) -> ServiceRequest {
    if request.method() == Method::HEAD {
        request.head_mut().method = Method::GET;
    }
    request
}

/// Turns errors into pages for browsers, and the framework's own errors into problems.
fn presentable<B: MessageBody>(answer: ServiceResponse<B>) -> ServiceResponse<EitherBody<B>> {
    let status = answer.status();
    let is_error = status.is_client_error() || status.is_server_error();
    let media_type = answer.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let has_words =
        media_type.is_some_and(|media_type| media_type.contains("json") || media_type.contains("html"));
    let is_page = media_type.is_some_and(|media_type| media_type.contains("html"));
    if is_error && !is_page && ::web::wants_page(answer.request()) {
        let (request, _) = answer.into_parts();
        let page = ::web::failure_page(&request, status);
        return ServiceResponse::new(request, page).map_into_right_body();
    }
    let page_error = answer.response().error().and_then(|error| error.as_error::<PageError>()).cloned();
    if let Some(error) = page_error {
        let (request, _) = answer.into_parts();
        return ServiceResponse::new(request, problem(error).error_response()).map_into_right_body();
    }
    if !status.is_client_error() || has_words {
        return answer.map_into_left_body();
    }
    let (request, _) = answer.into_parts();
    ServiceResponse::new(request, Problem::from_status(status).error_response()).map_into_right_body()
}

/// The problem for an error of a page, for clients that don't show pages.
fn problem(error: PageError) -> Problem {
    match error {
        PageError::Service(error) => error.into(),
        PageError::MethodNotAllowed(methods) => Problem::method_not_allowed(methods),
        PageError::TooLarge(limit) => Problem::too_large(limit),
    }
}

/// Adds the security headers to a response: pages load nothing from other servers, can't be framed, and reveal nothing to
/// other sites.
fn secure<B: MessageBody>(answer: &mut ServiceResponse<B>) {
    let policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    let headers = answer.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (
            HeaderName::from_static("permissions-policy"),
            "geolocation=(self), interest-cohort=(), browsing-topics=()",
        ),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
}

/// Responds to an unknown path or method.
async fn unknown(
    request: HttpRequest,
    described: web::Data<ApiDescription>,
) -> Result<&'static str, Problem> {
    match described.methods(request.path()) {
        Some(methods) => Err(Problem::method_not_allowed(&methods.join(", "))),
        None => Err(Problem::unknown_path()),
    }
}
