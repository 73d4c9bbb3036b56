//! Serializes a [`Content`] for storage. Attributes are written by name, because their ids change with the vocabulary.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::content::{Content, Questionnaire, Role};
use crate::contact::{Address, Phone};
use crate::details::Details;
use crate::fact::{AttributeSet, FactSet};
use crate::geo::{CoordinatePrecision, MapPoint};
use crate::location::{AddressView, Location, Withheld};
use crate::npi::Npi;
use crate::vocabulary::{AttributeId, Edition, Track, UnknownService, Vocabulary};

#[derive(Serialize, Deserialize)]
struct WrittenContent {
    #[serde(default, skip_serializing_if = "is_program")]
    role: Role,
    track: Track,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    edition: Option<Edition>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    asked: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    publisher: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    as_of: Option<Date>,
    name1: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name2: Option<String>,
    address: Address,
    location: MapPoint,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    phone: Option<Phone>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    intake_phones: Vec<Phone>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    hotline: Option<Phone>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    website: Option<String>,
    codes: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    unknown_services: Vec<UnknownService>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    stated_yes: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    stated_no: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    npi: Option<Npi>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    is_confidential: bool,
    #[serde(default, skip_serializing_if = "Details::is_empty")]
    details: Details,
}

fn is_program(role: &Role) -> bool {
    *role == Role::Program
}

impl Serialize for Content {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let content = self.clone();
        let (edition, asked) = match content.questionnaire {
            Questionnaire::Edition(edition) => (Some(edition), None),
            Questionnaire::Codes(codes) => (None, Some(codes_text(&codes))),
            Questionnaire::Own => (None, None),
        };
        WrittenContent {
            role: content.role,
            track: content.track,
            edition,
            asked,
            publisher: content.publisher,
            as_of: content.as_of,
            name1: content.organization,
            name2: content.program_name,
            address: written_address(&content.location),
            location: content.location.point(),
            phone: content.phone,
            intake_phones: content.intake_phones,
            hotline: content.hotline,
            website: content.website,
            codes: content.codes.as_ref().map(codes_text),
            unknown_services: content.unknown_services,
            stated_yes: slugs_text(content.stated.yes()),
            stated_no: slugs_text(content.stated.no()),
            npi: content.npi,
            is_confidential: content.location.is_withheld(),
            details: content.details,
        }
        .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Content {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = WrittenContent::deserialize(deserializer)?;
        let mut unknown_services = written.unknown_services;
        let mut dropped = |code: &str| {
            unknown_services.push(UnknownService { category: String::new(), name: code.to_owned() });
        };
        let codes = written.codes.map(|codes| read_codes(&codes, &mut dropped));
        let questionnaire = match (written.edition, written.asked) {
            (Some(edition), _) => Questionnaire::Edition(edition),
            (None, Some(asked)) => Questionnaire::Codes(read_codes(&asked, &mut |_| ())),
            (None, None) => Questionnaire::Own,
        };
        Ok(Content {
            role: written.role,
            track: written.track,
            questionnaire,
            publisher: written.publisher,
            as_of: written.as_of,
            organization: written.name1,
            program_name: written.name2,
            location: read_location(written.address, written.location, written.is_confidential),
            phone: written.phone,
            intake_phones: written.intake_phones,
            hotline: written.hotline,
            website: written.website,
            codes,
            stated: FactSet::new(
                read_slugs(&written.stated_yes, &mut dropped),
                read_slugs(&written.stated_no, &mut |_| ()),
            ),
            unknown_services,
            npi: written.npi,
            details: written.details,
        })
    }
}

fn written_address(location: &Location) -> Address {
    let AddressView { street1, street2, city, state, zip } = location.address();
    Address {
        street1: street1.map(str::to_owned),
        street2: street2.map(str::to_owned),
        city: city.to_owned(),
        state,
        zip: zip.cloned(),
    }
}

/// Drops the street, the ZIP code and the precise coordinate of a confidential place, even if the stored document has
/// them: earlier releases wrote them.
fn read_location(address: Address, point: MapPoint, is_confidential: bool) -> Location {
    if !is_confidential {
        return Location::new(address, point);
    }
    let Address { city, state, .. } = address;
    let city_coordinate = match point.precision {
        CoordinatePrecision::Zip => point.coordinate,
        CoordinatePrecision::Street => point.coordinate.to_tenth_of_degree(),
    };
    Location::Withheld(Withheld { city, state, city_coordinate })
}

fn codes_text(codes: &AttributeSet) -> String {
    let vocabulary = Vocabulary::embedded();
    let codes: Vec<&str> = codes.iter().filter_map(|id| vocabulary.attribute(id).code.as_deref()).collect();
    codes.join(" ")
}

fn slugs_text(attributes: &AttributeSet) -> String {
    let vocabulary = Vocabulary::embedded();
    let slugs: Vec<&str> = attributes.iter().map(|id| vocabulary.attribute(id).slug.as_str()).collect();
    slugs.join(" ")
}

/// Reads codes separated by spaces. Calls `dropped` for each code that the vocabulary no longer contains.
fn read_codes(codes: &str, dropped: &mut dyn FnMut(&str)) -> AttributeSet {
    read(codes, |code| Vocabulary::embedded().code(code), dropped)
}

fn read_slugs(slugs: &str, dropped: &mut dyn FnMut(&str)) -> AttributeSet {
    read(slugs, |slug| Vocabulary::embedded().find(slug), dropped)
}

fn read(
    names: &str,
    find: impl Fn(&str) -> Option<AttributeId>,
    dropped: &mut dyn FnMut(&str),
) -> AttributeSet {
    let mut set = AttributeSet::default();
    for name in names.split_whitespace() {
        match find(name) {
            Some(id) => set.insert(id),
            None => dropped(name),
        }
    }
    set
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::Fact;
    use crate::state::State;
    use crate::testing::listing;

    #[test]
    fn stored_content_is_read_back_unchanged() {
        let vocabulary = Vocabulary::embedded();
        let mut content = listing(Track::MentalHealth, "MH OP").content;
        let mut variants = vec![content.clone()];
        content.questionnaire = Questionnaire::Codes(content.codes.expect("codes"));
        variants.push(content.clone());
        content.questionnaire = Questionnaire::Own;
        content.codes = None;
        content.role = Role::Identity;
        let withheld = Withheld {
            city: "Austin".to_owned(),
            state: State::from_code("TX").expect("a state"),
            city_coordinate: content.location.coordinate(),
        };
        content.withhold(withheld);
        content.npi = Npi::parse("1234567893").ok();
        content.stated.set(vocabulary.find("intensive_outpatient").expect("a slug"), Fact::Yes);
        content.stated.set(vocabulary.find("medicaid").expect("a slug"), Fact::No);
        content.details.eligibility = Some("adults".to_owned());
        variants.push(content);
        for content in variants {
            let written = serde_json::to_string(&content).expect("JSON");
            assert_eq!(serde_json::from_str::<Content>(&written).expect(&written), content);
        }
    }

    #[test]
    fn an_earlier_releases_document_is_readable_and_its_confidential_address_is_dropped() {
        let document = r#"{
            "track": "substance_use", "edition": {"track": "substance_use", "year": 2023}, "as_of": "2023-03-31",
            "name1": "Hope House", "name2": "Women's Program",
            "address": {"street1": "12 Secret Lane", "street2": null, "city": "Austin", "state": "TX", "zip": "78702"},
            "location": {"coordinate": {"latitude": 30.2634, "longitude": -97.7214}, "precision": "street"},
            "phone": {"number": "+15125550100"}, "website": "https://example.org/", "codes": "SA OIT"
        }"#;
        let open: Content = serde_json::from_str(document).expect("it is readable");
        assert_eq!(open.location.address().to_string(), "12 Secret Lane, Austin, TX 78702");
        assert_eq!(open.location.point().to_string(), "30.26340, -97.72140");
        let confidential = document.replace(r#""codes""#, r#""is_confidential": true, "codes""#);
        let secret: Content = serde_json::from_str(&confidential).expect("it is readable");
        assert_eq!(secret.location.address().to_string(), "Austin, TX");
        assert_eq!(secret.location.point().to_string(), "about 30.30000, -97.70000");
        let again = serde_json::to_string(&secret).expect("JSON");
        assert!(again.contains(r#""is_confidential":true"#) && !again.contains("Secret Lane"), "{again}");
    }

    #[test]
    fn a_code_missing_from_the_vocabulary_is_kept_as_an_unknown_service() {
        let content = listing(Track::SubstanceUse, "SA").content;
        let written = serde_json::to_string(&content).expect("JSON").replace("\"SA\"", "\"SA XYZZY\"");
        let read: Content = serde_json::from_str(&written).expect("JSON");
        assert_eq!(read.codes, content.codes);
        assert_eq!(read.unknown_services[0].name, "XYZZY");
    }
}
