//! A facility as schema.org data for search engines: a data block in the page, in the language of the page.

use directory::{Facility, Fact, Level, Location};
use serde_json::{Value, json};
use service::{FactWords, Language};

use crate::facility_brief::{is_withheld, website};

/// The data block, escaped so that it can't close the element that contains it.
pub(super) fn json_ld(facility: &Facility, url: &str, language: Language) -> String {
    let text = clinic(facility, url, language).to_string();
    text.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

fn clinic(facility: &Facility, url: &str, language: Language) -> Value {
    let mut clinic = json!({
        "@context": "https://schema.org",
        "@type": "MedicalClinic",
        "@id": url,
        "url": url,
        "name": facility.name,
        "address": address(facility),
    });
    let is_precise = matches!(facility.location, Location::Exact { .. });
    let point = facility.location.coordinate();
    let services = services(facility, language);
    let members = [
        ("telephone", facility.phone.as_ref().map(|phone| json!(phone.number))),
        ("sameAs", website(facility).map(|url| json!(url))),
        ("geo", (is_precise && !is_withheld(facility)).then(|| {
            json!({"@type": "GeoCoordinates", "latitude": point.latitude(), "longitude": point.longitude()})
        })),
        ("contactPoint", contact_points(facility, language)),
        ("availableService", (!services.is_empty()).then(|| json!(services))),
    ];
    for (name, value) in members {
        if let Some(value) = value {
            clinic[name] = value;
        }
    }
    clinic
}

/// The address, without street and ZIP code if the street is withheld.
fn address(facility: &Facility) -> Value {
    let address = facility.location.address();
    let mut postal = json!({
        "@type": "PostalAddress",
        "addressRegion": address.state.to_string(),
        "addressCountry": "US",
    });
    if !address.city.is_empty() {
        postal["addressLocality"] = json!(address.city);
    }
    if let Some(street) = address.street1 {
        let lines = std::iter::once(street).chain(address.street2);
        postal["streetAddress"] = json!(lines.collect::<Vec<_>>().join(", "));
        postal["postalCode"] = json!(address.zip.map(ToString::to_string));
    }
    postal
}

fn contact_points(facility: &Facility, language: Language) -> Option<Value> {
    let phones = [
        (language.say("facility-data-intake"), &facility.intake_phone),
        (language.say("facility-data-hotline"), &facility.hotline),
    ];
    let points: Vec<Value> = phones
        .into_iter()
        .filter_map(|(kind, phone)| {
            let number = &phone.as_ref()?.number;
            Some(json!({"@type": "ContactPoint", "contactType": kind, "telephone": number}))
        })
        .collect();
    (!points.is_empty()).then(|| json!(points))
}

/// The levels of care that any of the programs lists.
fn services(facility: &Facility, language: Language) -> Vec<Value> {
    let words = FactWords::for_language(language);
    let lists =
        |level: &&Level| facility.programs.iter().any(|program| program.facts.get(level.id()) == Fact::Yes);
    let service = |level: &Level| json!({"@type": "MedicalTherapy", "name": words.label(level.id())});
    Level::ALL.iter().filter(lists).map(service).collect()
}
