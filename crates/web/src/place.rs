//! A place in short, as the facility's page, the list and the comparison show it.

use std::borrow::Cow;

use directory::{CautionSet, CoordinatePrecision, Facility, MapPoint};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use uuid::Uuid;

use super::phones::{Call, Phones};
use service::facility_path::path_of;
use service::fact_words::FactWords;
use service::language::Language;

/// A link to another site.
pub(super) struct Outside {
    pub label: Cow<'static, str>,
    pub url: String,
}

/// A place in short.
pub(super) struct Place {
    pub id: Uuid,
    pub name: String,
    /// The path of its page, without the language.
    pub path: String,
    /// Street, city, state, ZIP code; the city alone where the street is withheld.
    pub address: String,
    /// Whether somebody keeps the street secret.
    pub is_withheld: bool,
    pub calls: Vec<Call>,
    /// Of all its programs.
    pub cautions: Vec<&'static str>,
}

impl Place {
    /// A facility in short, in a language.
    pub(super) fn of(facility: &Facility, language: Language) -> Place {
        let words = FactWords::of(language.code());
        let cautions = facility
            .programs
            .iter()
            .fold(CautionSet::default(), |all, program| all.iter().chain(program.cautions.iter()).collect());
        Place {
            id: facility.id,
            name: facility.name.clone(),
            path: path_of(facility),
            address: address(facility),
            is_withheld: is_withheld(facility),
            calls: phones(facility).calls(language),
            cautions: cautions.iter().map(|caution| words.caution(caution)).collect(),
        }
    }
}

/// Whether nobody may be led to its door.
pub(super) fn is_withheld(facility: &Facility) -> bool {
    facility.location.address().street1.is_none()
}

/// The address on one line.
fn address(facility: &Facility) -> String {
    let address = facility.location.address();
    let told = if is_withheld(facility) { address.city_only() } else { address };
    told.to_string()
}

fn phones(facility: &Facility) -> Phones<'_> {
    let Facility { phone, intake_phone, hotline, .. } = facility;
    Phones { main: phone.as_ref(), intake: intake_phone.as_ref(), hotline: hotline.as_ref() }
}

/// How far away it is. `is_rough`: the point of one of the two is only its ZIP code's.
pub(super) fn miles(miles: f64, is_rough: bool, language: Language) -> Cow<'static, str> {
    match is_rough {
        true => language.say_with("facility-about-miles", &[("miles", miles.round().max(1.0).into())]),
        false => language.say_with("facility-miles", &[("miles", format!("{miles:.1}").into())]),
    }
}

/// Links that show the way there; none where the street is withheld.
pub(super) fn directions(facility: &Facility, language: Language) -> Vec<Outside> {
    if is_withheld(facility) {
        return Vec::new();
    }
    let to = escaped(&address(facility));
    let MapPoint { coordinate: point, precision } = facility.location.point();
    let (latitude, longitude) = (point.latitude(), point.longitude());
    let (app, street_map) = match precision {
        CoordinatePrecision::Street => (
            format!("geo:{latitude},{longitude}?q={to}"),
            format!("https://www.openstreetmap.org/directions?to={latitude}%2C{longitude}"),
        ),
        // The point is not the door's: the address has to be found.
        CoordinatePrecision::Zip => {
            (format!("geo:0,0?q={to}"), format!("https://www.openstreetmap.org/search?query={to}"))
        }
    };
    let link = |label: Cow<'static, str>, url| Outside { label, url };
    vec![
        link(language.say("place-map-app"), app),
        link(Cow::Borrowed("OpenStreetMap"), street_map),
        link(
            Cow::Borrowed("Google Maps"),
            format!("https://www.google.com/maps/dir/?api=1&destination={to}"),
        ),
        link(Cow::Borrowed("Apple Maps"), format!("https://maps.apple.com/?daddr={to}")),
    ]
}

/// The website, when its address is one that a browser opens as a page.
pub(super) fn website(facility: &Facility) -> Option<&str> {
    let is_web = |url: &&str| url.starts_with("https://") || url.starts_with("http://");
    facility.website.as_deref().filter(is_web)
}

/// A text as a part of a URL.
pub(super) fn escaped(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_distance_is_as_exact_as_its_points() {
        let english = Language::usual();
        assert_eq!(miles(22.34, false, english), "22.3 miles away");
        assert_eq!(miles(22.34, true, english), "about 22 miles away");
        assert_eq!(miles(0.2, true, english), "about 1 mile away");
    }
}
