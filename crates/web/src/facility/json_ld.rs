//! A facility in the words of schema.org, for search engines: a data block in the page, in its language.

use directory::{Facility, Fact, Level, Location};
use serde_json::{Value, json};

use crate::place::{is_withheld, website};
use service::fact_words::FactWords;
use service::language::Language;

/// The data block, which can't end the element it stands in.
pub(super) fn json_ld(facility: &Facility, url: &str, language: Language) -> String {
    let text = described(facility, url, language).to_string();
    text.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

fn described(facility: &Facility, url: &str, language: Language) -> Value {
    let mut described = json!({
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
            described[name] = value;
        }
    }
    described
}

/// The street and the ZIP code only where they are not withheld.
fn address(facility: &Facility) -> Value {
    let address = facility.location.address();
    let mut described = json!({
        "@type": "PostalAddress",
        "addressLocality": address.city,
        "addressRegion": address.state.to_string(),
        "addressCountry": "US",
    });
    if let Some(street) = address.street1 {
        let lines = std::iter::once(street).chain(address.street2);
        described["streetAddress"] = json!(lines.collect::<Vec<_>>().join(", "));
        described["postalCode"] = json!(address.zip.map(ToString::to_string));
    }
    described
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

/// The levels of care that any program lists.
fn services(facility: &Facility, language: Language) -> Vec<Value> {
    let words = FactWords::of(language.code());
    let lists =
        |level: &&Level| facility.programs.iter().any(|program| program.facts.get(level.id()) == Fact::Yes);
    let service = |level: &Level| json!({"@type": "MedicalTherapy", "name": words.label(level.id())});
    Level::ALL.iter().filter(lists).map(service).collect()
}
