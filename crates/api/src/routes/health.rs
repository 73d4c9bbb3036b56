//! `GET /readyz`, `/healthz` and `/metrics`, for those who run the service.

use actix_web::http::header::ContentType;
use actix_web::{HttpResponse, get, web};
use jiff::Timestamp;
use serde::Serialize;
use service::health::{Trouble, TroubleKind};
use service::request::NoParameters;
use service::{Directory, Update};
use utoipa::ToSchema;

use crate::extract::QueryRequest;
use crate::import_metrics::import_metrics;
use crate::metrics::Metrics;
use crate::problem::Problem;

/// These paths are answered even if too many requests are in progress.
pub const NEVER_SHED: [&str; 2] = ["/healthz", "/metrics"];

/// The process is alive.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HealthResponse {
    status: Alive,
    /// The version of the program.
    #[schema(example = "0.1.0")]
    version: &'static str,
}

/// The state of a process that responds.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Alive {
    Alive,
}

/// Searches can be answered.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReadyResponse {
    status: Ready,
    /// What is wrong, if the status is `degraded`: searches are answered, but something else may not work.
    troubles: Vec<Trouble>,
    /// What to know before relying on anything in it: "listings of 2023, from SAMHSA's National Directory; numbers
    /// may have changed" or "sample data, not real places"; null if there is nothing to know.
    notice: Option<&'static str>,
    /// The generation of the data.
    generation: i64,
    /// How many facilities are listed.
    facilities: usize,
    /// How many programs are listed.
    programs: usize,
    /// When the newest listing was retrieved.
    #[schema(value_type = String, format = DateTime)]
    retrieved_at: Timestamp,
    /// Seconds since `retrieved_at`; 0 if that is in the future.
    age_seconds: i64,
    /// While listings of the bundled edition are served: the progress of the import that will replace them. Null if
    /// this server does not import any.
    update: Option<Update>,
}

/// The state of a service that can answer searches; until then the status is 503.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Ready {
    /// Everything works.
    Ready,
    /// Searches are answered, but something is wrong.
    Degraded,
}

/// Tell whether searches can be answered, and how old the data is
///
/// Load balancers send requests only to servers that answer with 200 here.
#[utoipa::path(
    tag = "operation",
    responses(
        (status = 200, description = "Searches can be answered", body = ReadyResponse),
        (status = 503, description = "Nothing is loaded yet, or the server is about to stop"),
    )
)]
#[get("/readyz")]
pub(crate) async fn readyz(
    _: QueryRequest<NoParameters>,
    directory: web::Data<Directory>,
) -> Result<web::Json<ReadyResponse>, Problem> {
    if directory.is_stopping() {
        return Err(Problem::stopping());
    }
    let serving = directory.serving().ok_or(service::Error::NotReady)?;
    let snapshot = &serving.snapshot;
    let retrieved_at = Timestamp::from_second(snapshot.retrieved_at()).unwrap_or(Timestamp::UNIX_EPOCH);
    let troubles = directory.health().all();
    Ok(web::Json(ReadyResponse {
        status: if troubles.is_empty() { Ready::Ready } else { Ready::Degraded },
        troubles,
        notice: serving.notice(),
        generation: snapshot.identity().generation,
        facilities: snapshot.facility_count(),
        programs: snapshot.program_count(),
        retrieved_at,
        age_seconds: age_seconds(retrieved_at.as_second()),
        update: directory.update().map(|update| (*update).clone()),
    }))
}

/// Tell whether the process is alive
///
/// The response is the same whether or not data is loaded.
#[utoipa::path(tag = "operation", responses((status = 200, description = "The process is alive", body = HealthResponse)))]
#[get("/healthz")]
pub(crate) async fn healthz(_: QueryRequest<NoParameters>) -> web::Json<HealthResponse> {
    web::Json(HealthResponse { status: Alive::Alive, version: env!("CARGO_PKG_VERSION") })
}

/// Read metrics for Prometheus
///
/// Requests are counted by route and status, and by nothing else. Of the imports, only the newest of each source is shown.
#[utoipa::path(
    tag = "operation",
    responses((status = 200, description = "The metrics", body = String, content_type = "text/plain"))
)]
#[get("/metrics")]
pub(crate) async fn metrics(
    _: QueryRequest<NoParameters>,
    directory: web::Data<Directory>,
    metrics: web::Data<Metrics>,
) -> HttpResponse {
    let ready = f64::from(u8::from(directory.is_ready()));
    let health = directory.health();
    let is = |kind| f64::from(u8::from(health.has(kind)));
    let mut gauges = vec![
        ("iopfinder_ready", "Whether searches can be answered.", ready),
        (
            "iopfinder_store_reachable",
            "Whether the database can be reached.",
            1.0 - is(TroubleKind::StoreUnreachable),
        ),
        ("iopfinder_writable", "Whether anything can be stored.", 1.0 - is(TroubleKind::NotWritable)),
        (
            "iopfinder_damaged_listings",
            "Whether listings in the store are damaged.",
            is(TroubleKind::DamagedListings),
        ),
        (
            "iopfinder_damaged_store",
            "Whether the file of the store is damaged.",
            is(TroubleKind::DamagedStore),
        ),
        (
            "iopfinder_damaged_index",
            "Whether the index is damaged and can't be built.",
            is(TroubleKind::DamagedIndex),
        ),
        ("iopfinder_clock_wrong", "Whether the newest listing is from the future.", is(TroubleKind::Clock)),
    ];
    if let Some(serving) = directory.serving() {
        let snapshot = &serving.snapshot;
        let age = age_seconds(snapshot.retrieved_at()) as f64;
        gauges.extend([
            ("iopfinder_generation", "Generation of the data.", snapshot.identity().generation as f64),
            ("iopfinder_facilities", "Facilities served.", snapshot.facility_count() as f64),
            ("iopfinder_programs", "Programs served.", snapshot.program_count() as f64),
            ("iopfinder_data_age_seconds", "Seconds since the newest listing was retrieved.", age),
        ]);
    }
    let counters = [
        (
            "iopfinder_store_errors_total",
            "Requests and looks for newer data that failed because of the store.",
            health.store_errors(),
        ),
        (
            "iopfinder_damage_found_total",
            "Damaged listings, stores and indexes that checks have found.",
            health.damage_found(),
        ),
    ];
    let text = metrics.text(&gauges, &counters) + &import_metrics(&directory).await;
    HttpResponse::Ok().insert_header(ContentType::plaintext()).body(text)
}

/// Seconds since a time, which is given in seconds since 1970. The clock may have been set back since.
fn age_seconds(time: i64) -> i64 {
    Timestamp::now().as_second().saturating_sub(time).max(0)
}
