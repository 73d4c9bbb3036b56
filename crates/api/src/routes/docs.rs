//! `GET /openapi.json` and `/docs`: Swagger UI, from the binary.

use actix_web::{HttpResponse, web};
use utoipa::openapi::OpenApi;
use utoipa_swagger_ui::SwaggerUi;

pub(crate) fn configure(config: &mut web::ServiceConfig, api: OpenApi) {
    let to_folder =
        || async { HttpResponse::PermanentRedirect().insert_header(("Location", "/docs/")).finish() };
    config
        .route("/docs", web::get().to(to_folder))
        .service(SwaggerUi::new("/docs/{_:.*}").url("/openapi.json", api));
}
