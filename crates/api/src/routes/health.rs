//! `GET /healthz`, `/readyz` and `/metrics`: for those who run the service.

use actix_web::http::header::ContentType;
use actix_web::{HttpResponse, get, web};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::metrics::Metrics;
use crate::problem::Problem;
use service::Directory;
use service::SAMPLE_NOTICE;

/// The process is alive.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct HealthAnswer {
    /// Always `alive`.
    pub status: String,
    /// The release.
    pub version: String,
}

/// Searches can be answered.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct ReadyAnswer {
    /// Always `ready`; before that the status is 503.
    pub status: String,
    /// "sample data, not real places", or null.
    pub notice: Option<String>,
    /// The generation of the data.
    pub generation: i64,
    /// Facilities.
    pub facilities: usize,
    /// Programs.
    pub programs: usize,
    /// When the newest listing was retrieved.
    #[schema(value_type = String, format = DateTime)]
    pub retrieved_at: Timestamp,
    /// Seconds since then.
    pub age_seconds: i64,
}

/// Whether the process is alive.
#[utoipa::path(tag = "operation", responses((status = 200, description = "It is", body = HealthAnswer)))]
#[get("/healthz")]
pub(crate) async fn healthz() -> web::Json<HealthAnswer> {
    web::Json(HealthAnswer { status: "alive".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() })
}

/// Whether searches can be answered, with the age of the data.
#[utoipa::path(
    tag = "operation",
    responses(
        (status = 200, description = "They can", body = ReadyAnswer),
        (status = 503, description = "Not yet", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/readyz")]
pub(crate) async fn readyz(directory: web::Data<Directory>) -> Result<web::Json<ReadyAnswer>, Problem> {
    let serving = directory.serving().ok_or(service::Error::NotReady)?;
    let snapshot = &serving.snapshot;
    let retrieved_at = Timestamp::from_second(snapshot.retrieved_at()).unwrap_or(Timestamp::UNIX_EPOCH);
    Ok(web::Json(ReadyAnswer {
        status: "ready".to_owned(),
        notice: snapshot.is_sample().then(|| SAMPLE_NOTICE.to_owned()),
        generation: snapshot.identity().generation,
        facilities: snapshot.facility_count(),
        programs: snapshot.program_count(),
        retrieved_at,
        age_seconds: Timestamp::now().as_second() - retrieved_at.as_second(),
    }))
}

/// Figures for Prometheus.
#[utoipa::path(
    tag = "operation",
    responses((status = 200, description = "The figures", body = String, content_type = "text/plain"))
)]
#[get("/metrics")]
pub(crate) async fn metrics(directory: web::Data<Directory>, metrics: web::Data<Metrics>) -> HttpResponse {
    let mut gauges = vec![(
        "iopfinder_ready",
        "Whether searches can be answered.",
        f64::from(u8::from(directory.is_ready())),
    )];
    if let Some(serving) = directory.serving() {
        let snapshot = &serving.snapshot;
        let age = Timestamp::now().as_second() - snapshot.retrieved_at();
        gauges.push((
            "iopfinder_generation",
            "Generation of the data.",
            snapshot.identity().generation as f64,
        ));
        gauges.push(("iopfinder_facilities", "Facilities served.", snapshot.facility_count() as f64));
        gauges.push(("iopfinder_programs", "Programs served.", snapshot.program_count() as f64));
        gauges.push((
            "iopfinder_data_age_seconds",
            "Seconds since the newest listing was retrieved.",
            age as f64,
        ));
    }
    HttpResponse::Ok().insert_header(ContentType::plaintext()).body(metrics.text(&gauges))
}
