//! "Use my location": the form shows the city that the visitor is near, and holds the point.

use places::{Gazetteer, PlaceKind};
use service::Language;
use service::place_words::city_near;

/// Whether a text is what the form shows for a point, in any language. If so, nobody has typed another place since.
pub(super) fn is_shown_for(shown: &str, point: &str) -> bool {
    let place = Gazetteer::embedded().resolve(point).ok().filter(|place| place.kind == PlaceKind::Point);
    let city = place.and_then(|place| city_near(place.coordinate));
    city.is_some_and(|city| Language::all().any(|language| near(&city, language) == shown))
}

/// For example "near Dayton, OH".
fn near(city: &str, language: Language) -> String {
    language.say_with("place-near", &[("city", city.into())]).into_owned()
}
