//! "Use my location": the form sends the point where the device is, and shows the city near it.

use places::{Gazetteer, Place, PlaceKind};
use service::Language;
use service::place_words::city_near;

/// The point where the device is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct DeviceLocation {
    /// As sent.
    pub text: String,
    pub(super) place: Place,
}

impl DeviceLocation {
    /// Reads the point. `None` if `shown`, the text in the place field, is not what the form shows for this point in
    /// any language: the visitor has typed another place since.
    pub(super) fn read(text: String, shown: &str) -> Option<DeviceLocation> {
        let place =
            Gazetteer::embedded().resolve(&text).ok().filter(|place| place.kind == PlaceKind::Point)?;
        let city = city_near(place.coordinate)?;
        let near = |language: Language| language.say_with("place-near", &[("city", city.as_str().into())]);
        Language::all().any(|language| near(language) == shown).then_some(DeviceLocation { text, place })
    }
}
