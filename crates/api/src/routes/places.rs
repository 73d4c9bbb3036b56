//! `GET /v1/places`.

use actix_web::{HttpRequest, get, web};
use places::Gazetteer;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::problem::Problem;
use crate::search::answer::PlaceAnswer;
use crate::search::parameters::Parameters;

/// Places for what was typed, the likeliest first.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct PlacesAnswer {
    /// The places.
    pub places: Vec<PlaceAnswer>,
}

/// Places for a typed prefix: ZIP codes, cities and states.
#[utoipa::path(
    tag = "places",
    params(
        ("q" = String, Query, description = "What was typed so far"),
        ("limit" = Option<u32>, Query, description = "Places at the most, 1 to 50; 10 when left out.", minimum = 1, maximum = 50),
    ),
    responses(
        (status = 200, description = "The places", body = PlacesAnswer),
        (status = 400, description = "A parameter is wrong", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/v1/places")]
pub(crate) async fn get_places(request: HttpRequest) -> Result<web::Json<PlacesAnswer>, Problem> {
    let mut parameters = Parameters::of_query(request.query_string())?;
    let typed = parameters.text("q");
    let limit = parameters.whole("limit", 1..=50).unwrap_or(10) as usize;
    if typed.is_none() {
        parameters.missing("q", "is required: what was typed so far");
    }
    parameters.finish(&["q", "limit"])?;
    let found = Gazetteer::embedded().suggest(&typed.unwrap_or_default(), limit);
    Ok(web::Json(PlacesAnswer { places: found.iter().map(PlaceAnswer::of).collect() }))
}
