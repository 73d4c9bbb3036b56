//! Compares two listings, or two editions of the same listing.

use serde::{Deserialize, Serialize};

use super::content::{Content, Role};
use crate::contact::Phone;
use crate::fact::AttributeSet;
use crate::location::Location;
use crate::named_enum;
use crate::resolution::are_elsewhere;
use crate::vocabulary::Vocabulary;

named_enum! {
    /// A part of a listing that is compared as a whole.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Field {
        /// The names of the organization and the clinic.
        Name = "name",
        /// The postal address.
        Address = "address",
        /// The coordinate and its precision.
        Coordinate = "coordinate",
        /// The main phone number.
        Phone = "phone",
        /// The phone numbers for new clients.
        IntakePhone = "intake_phone",
        /// The crisis line.
        Hotline = "hotline",
        /// The URL of the website.
        Website = "website",
        /// Service codes, and services that the code book does not contain.
        Services = "services",
        /// Facts that the listing states directly.
        Statements = "statements",
        /// Hours, capacity, eligibility, costs and languages.
        Details = "details",
        /// The National Provider Identifier.
        Npi = "npi",
        /// Whether the place is confidential, and what the listing can be used for.
        Standing = "standing",
    }
}

impl Field {
    /// Whether this part can reveal where a confidential place is.
    pub fn gives_away(self) -> bool {
        !matches!(self, Field::Name | Field::Phone | Field::IntakePhone | Field::Hotline | Field::Standing)
    }
}

/// A part that differs, as text. For services and statements, only the members that differ are given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// The part that differs.
    pub field: Field,
    /// The text before, or `None` if there was none.
    pub from: Option<String>,
    /// The text after, or `None` if there is none.
    pub to: Option<String>,
}

/// Two points at most this far apart (0.1 miles, about 160 m) count as the same place.
const SAME_POINT_MILES: f64 = 0.1;

impl Content {
    /// The parts in which `after` differs from this listing. The date, the edition and the questionnaire are not
    /// compared.
    pub fn differences(&self, after: &Content) -> Vec<Difference> {
        let text = |field, text_of: &dyn Fn(&Content) -> Option<String>| {
            let (from, to) = (text_of(self), text_of(after));
            (from != to).then_some(Difference { field, from, to })
        };
        let mut all: Vec<Option<Difference>> = vec![
            text(Field::Name, &|content| Some(content.full_name())),
            text(Field::Address, &|content| Some(content.location.address().to_string())),
            text(Field::Coordinate, &|content| Some(content.location.point().to_string())),
            text(Field::Phone, &|content| content.phone.as_ref().map(Phone::display)),
            text(Field::IntakePhone, &|content| joined(content.intake_phones.iter().map(Phone::display))),
            text(Field::Hotline, &|content| content.hotline.as_ref().map(Phone::display)),
            text(Field::Website, &|content| content.website.clone()),
        ];
        let (lost, gained) = (services(self, after), services(after, self));
        all.push((lost != gained).then_some(Difference { field: Field::Services, from: lost, to: gained }));
        let (lost, gained) = (statements(self, after), statements(after, self));
        all.push((lost != gained).then_some(Difference { field: Field::Statements, from: lost, to: gained }));
        let details = |content: &Content| {
            let json = serde_json::to_string(&content.details).unwrap_or_default();
            Some(json).filter(|_| !content.details.is_empty())
        };
        all.extend([
            text(Field::Details, &details),
            text(Field::Npi, &|content| content.npi.as_ref().map(|npi| npi.as_str().to_owned())),
            text(Field::Standing, &standing),
        ]);
        all.into_iter().flatten().collect()
    }

    /// Whether `after` is at a different place, which means a different address and a different point. A respelled
    /// street or a corrected ZIP code does not count as a move.
    pub fn has_moved(&self, after: &Content) -> bool {
        let is_near = match (&self.location, &after.location) {
            (Location::Exact { coordinate: from, .. }, Location::Exact { coordinate: to, .. }) => {
                from.miles_to(*to) <= SAME_POINT_MILES
            }
            _ => false,
        };
        are_elsewhere(self.location.address(), after.location.address()) && !is_near
    }
}

fn joined(texts: impl Iterator<Item = String>) -> Option<String> {
    let texts: Vec<String> = texts.collect();
    (!texts.is_empty()).then(|| texts.join(", "))
}

/// The services that `content` has and `other` lacks.
fn services(content: &Content, other: &Content) -> Option<String> {
    let vocabulary = Vocabulary::embedded();
    let codes = |content: &Content| content.codes.unwrap_or_default();
    let codes = codes(content).without(&codes(other));
    let codes: Vec<String> = codes.iter().filter_map(|id| vocabulary.attribute(id).code.clone()).collect();
    let unknown = content.unknown_services.iter().filter(|service| !other.unknown_services.contains(service));
    joined(codes.into_iter().chain(unknown.map(|service| service.name.clone())))
}

/// The facts that `content` states directly and `other` does not.
fn statements(content: &Content, other: &Content) -> Option<String> {
    let slugs = |set: AttributeSet, sign: &'static str| {
        let slugs: Vec<String> =
            set.iter().map(|id| format!("{sign}{}", Vocabulary::embedded().attribute(id).slug)).collect();
        slugs
    };
    let yes = slugs(content.stated.yes().without(other.stated.yes()), "");
    let no = slugs(content.stated.no().without(other.stated.no()), "not ");
    joined(yes.into_iter().chain(no))
}

fn standing(content: &Content) -> Option<String> {
    let secret = content.location.is_withheld().then(|| "confidential".to_owned());
    let identity = (content.role == Role::Identity).then(|| "identity only".to_owned());
    joined(secret.into_iter().chain(identity))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::Zip;
    use crate::geo::{CoordinatePrecision, MapPoint};
    use crate::testing::{address, listing};
    use crate::vocabulary::Track;

    #[test]
    fn differences_are_listed_by_part() {
        let before = listing(Track::SubstanceUse, "SA OIT MD").content;
        let mut after = listing(Track::SubstanceUse, "SA OIT PI").content;
        after.program_name = Some("North".to_owned());
        after.phone = Phone::parse("512-555-0100");
        after.as_of = Some(jiff::civil::date(2024, 1, 1));
        let differences: Vec<_> = before
            .differences(&after)
            .into_iter()
            .map(|difference| (difference.field.slug(), difference.from, difference.to))
            .collect();
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(
            differences,
            [
                ("name", some("Example Center"), some("Example Center, North")),
                ("phone", None, some("(512) 555-0100")),
                ("services", some("MD"), some("PI")),
            ]
        );
        assert_eq!(after.differences(&after), []);
    }

    #[test]
    fn only_a_different_street_or_city_is_a_move() {
        let before = listing(Track::SubstanceUse, "SA").content;
        let mut after = before.clone();
        address(&mut after).street1 = Some("100 Main St".to_owned());
        assert!(!before.has_moved(&after));
        address(&mut after).street1 = Some("7 Elm Street".to_owned());
        assert!(!before.has_moved(&after), "it is at the same point");
        after.location.set_point(MapPoint { precision: CoordinatePrecision::Zip, ..after.location.point() });
        assert!(before.has_moved(&after));
        address(&mut after).zip = Zip::parse("78799").ok();
        for street in ["100 Main St", "100 Mian Street", "100 MAIN STREET"] {
            address(&mut after).street1 = Some(street.to_owned());
            assert!(!before.has_moved(&after), "{street}: only its ZIP code was corrected");
        }
        address(&mut after).city = "Elsewhere".to_owned();
        assert!(before.has_moved(&after), "another city can have a street of the same name");
        let zip = before.location.address().zip.cloned();
        (address(&mut after).street1, address(&mut after).zip) = (None, zip);
        assert!(!before.has_moved(&after), "without a street, there is no sign of a move");
    }
}
