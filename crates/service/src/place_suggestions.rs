//! Suggests places for what somebody has typed so far.

use directory::State;
use places::{Gazetteer, Place, PlaceKind};
use serde::{Deserialize, Serialize};
use utoipa::openapi::path::{Parameter, ParameterIn};
use utoipa::{IntoParams, ToSchema};

use crate::language::Language;
use crate::place_words::city_near;
use crate::request::{Text, Whole, schema};

/// What somebody has typed so far to name a place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"q": "aust", "language": "en", "limit": 10}))]
pub struct PlacesRequest {
    /// What was typed so far.
    #[schema(inline)]
    pub q: Text,
    /// The language of `name`.
    #[serde(default)]
    #[schema(default = "en")]
    pub language: Language,
    /// At most this many places.
    #[serde(default)]
    #[schema(inline)]
    pub limit: Whole<1, 50, 10>,
}

impl IntoParams for PlacesRequest {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        schema::query_parameters::<Self>()
    }
}

/// Places for what was typed, likeliest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PlacesResponse {
    /// The places.
    pub places: Vec<SuggestedPlace>,
}

/// A place that may be meant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SuggestedPlace {
    /// For people to read.
    #[schema(example = "Austin, TX 78701")]
    pub label: String,
    /// The label in the requested language. For a state, it says that the whole state is meant.
    #[schema(example = "Texas (the whole state)")]
    pub name: String,
    /// What to send as a search's `near`. It is unambiguous, even where a city and a state have the same name.
    #[schema(example = "Austin, TX 78701")]
    pub text: String,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// What kind of place it is.
    pub kind: PlaceKind,
    /// The state it is in; for a region in several states, the first of them.
    pub state: Option<State>,
    /// For a county or a region: the radius of the circle around the point that contains it.
    #[schema(example = json!(null))]
    pub radius_miles: Option<f64>,
    /// For coordinates: the nearest city.
    #[schema(example = "Austin, TX")]
    pub near: Option<String>,
}

impl PlacesResponse {
    /// Suggests places.
    pub fn new(request: &PlacesRequest) -> PlacesResponse {
        let places = Gazetteer::embedded().suggest(&request.q, request.limit.get() as usize);
        PlacesResponse {
            places: places.iter().map(|place| SuggestedPlace::new(place, request.language)).collect(),
        }
    }
}

impl SuggestedPlace {
    fn new(place: &Place, language: Language) -> SuggestedPlace {
        let whole = place.state.filter(|_| place.kind == PlaceKind::State);
        let name =
            whole.map(|state| language.say_with("place-whole-state", &[("state", state.name().into())]));
        SuggestedPlace {
            name: name.map_or_else(|| place.label.clone(), |name| name.into_owned()),
            text: place.label.clone(),
            label: place.label.clone(),
            latitude: place.coordinate.latitude(),
            longitude: place.coordinate.longitude(),
            kind: place.kind,
            state: place.state,
            radius_miles: place.radius,
            near: (place.kind == PlaceKind::Point).then(|| city_near(place.coordinate)).flatten(),
        }
    }
}
