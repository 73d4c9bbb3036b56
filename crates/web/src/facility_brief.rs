//! A facility in brief, as its own page, the list and the comparison show it.

use std::borrow::Cow;

use directory::{CautionSet, CoordinatePrecision, Facility, MapPoint};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use service::facility_path::path_of;
use service::{FactWords, Language};
use uuid::Uuid;

use crate::phones::{FacilityPhones, FirstCall, PhoneButton};

/// A link to another site.
pub(crate) struct OutsideLink {
    pub label: Cow<'static, str>,
    pub url: String,
}

/// A facility in brief.
pub(crate) struct FacilityBrief {
    pub id: Uuid,
    pub name: String,
    /// The path of its page, without the language.
    pub path: String,
    /// Street, city, state and ZIP code, or city and state alone if the street is withheld, or the name of the state.
    pub address: String,
    /// Whether the address must not be shown: it is confidential, or no source gives a street.
    pub is_withheld: bool,
    /// Whether there is no address at all, as for a provider by telephone or video.
    pub is_statewide: bool,
    /// The number to call first.
    pub first_call: Option<FirstCall>,
    /// All numbers, the one to call first at the front.
    pub phones: Vec<PhoneButton>,
    /// The cautions of all its programs.
    pub cautions: Vec<&'static str>,
}

impl FacilityBrief {
    pub(crate) fn new(facility: &Facility, language: Language) -> FacilityBrief {
        let words = FactWords::for_language(language);
        let cautions = facility.programs.iter().fold(CautionSet::default(), |all, program| {
            all.iter().chain(program.cautions.for_any_payment().iter()).collect()
        });
        FacilityBrief {
            id: facility.id,
            name: facility.name.clone(),
            path: path_of(facility),
            address: address(facility),
            is_withheld: is_withheld(facility),
            is_statewide: facility.location.is_statewide(),
            first_call: phones(facility).first_call(language),
            phones: phones(facility).buttons(language),
            cautions: cautions.iter().map(|caution| words.caution(caution)).collect(),
        }
    }

    /// Whether there is more to say about its numbers than which one to call first.
    pub(crate) fn has_more_phones(&self) -> bool {
        self.phones.len() > 1 || self.phones.iter().any(|phone| phone.note.is_some())
    }
}

/// Whether the street is withheld or unknown, so that nothing may lead to the door.
pub(crate) fn is_withheld(facility: &Facility) -> bool {
    facility.location.address().street1.is_none()
}

/// The address on one line.
fn address(facility: &Facility) -> String {
    let address = facility.location.address();
    if facility.location.is_statewide() {
        return address.state.name().to_owned();
    }
    let shown = if is_withheld(facility) { address.city_only() } else { address };
    shown.to_string()
}

fn phones(facility: &Facility) -> FacilityPhones<'_> {
    let Facility { phone, intake_phone, hotline, .. } = facility;
    FacilityPhones { main: phone.as_ref(), intake: intake_phone.as_ref(), hotline: hotline.as_ref() }
}

/// How far away a facility is. If `is_rough`, one of the two points is only the center of its ZIP code.
pub(crate) fn miles(miles: f64, is_rough: bool, language: Language) -> Cow<'static, str> {
    match is_rough {
        true => language.say_with("facility-about-miles", &[("miles", miles.round().max(1.0).into())]),
        false => language.say_with("facility-miles", &[("miles", format!("{miles:.1}").into())]),
    }
}

/// Links that show the way there. There are none if the street is withheld.
pub(crate) fn directions(facility: &Facility, language: Language) -> Vec<OutsideLink> {
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
        // The point is the middle of the ZIP code, so the map has to look up the address.
        CoordinatePrecision::Zip => {
            (format!("geo:0,0?q={to}"), format!("https://www.openstreetmap.org/search?query={to}"))
        }
    };
    let link = |label: Cow<'static, str>, url| OutsideLink { label, url };
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

/// The URL of the website, if a browser opens it as a page.
pub(crate) fn website(facility: &Facility) -> Option<&str> {
    let is_web = |url: &&str| url.starts_with("https://") || url.starts_with("http://");
    facility.website.as_deref().filter(is_web)
}

/// Percent-encodes a text for a URL.
pub(crate) fn escaped(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_distance_is_only_as_exact_as_its_points() {
        let english = Language::ENGLISH;
        assert_eq!(miles(22.34, false, english), "22.3 miles away");
        assert_eq!(miles(22.34, true, english), "about 22 miles away");
        assert_eq!(miles(0.2, true, english), "about 1 mile away");
    }
}
