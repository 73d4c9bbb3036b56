//! In what two listings, or two editions of one, differ.

use serde::Serialize;

use super::Content;
use crate::contact::Phone;
use crate::fact::AttributeSet;
use crate::location::Location;
use crate::resolution::are_elsewhere;
use crate::vocabulary::Vocabulary;

/// What a listing says, by the part that people compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The names of organization and clinic.
    Name,
    /// The address in words.
    Address,
    /// The point on the Earth.
    Coordinate,
    /// The main number.
    Phone,
    /// Numbers for new clients.
    IntakePhone,
    /// The number for a crisis.
    Hotline,
    /// The website's address.
    Website,
    /// Service codes, and services that the code book lacks.
    Services,
    /// What it states outright.
    Statements,
    /// Hours, room, who may come, costs, languages.
    Details,
    /// The National Provider Identifier.
    Npi,
    /// Whether the place is to be kept secret, and what the listing is good for.
    Standing,
}

impl Field {
    /// The name in JSON and in reports.
    pub fn slug(self) -> &'static str {
        match self {
            Field::Name => "name",
            Field::Address => "address",
            Field::Coordinate => "coordinate",
            Field::Phone => "phone",
            Field::IntakePhone => "intake_phone",
            Field::Hotline => "hotline",
            Field::Website => "website",
            Field::Services => "services",
            Field::Statements => "statements",
            Field::Details => "details",
            Field::Npi => "npi",
            Field::Standing => "standing",
        }
    }

    /// Whether it leads to the door of a place that is to be kept secret.
    pub fn gives_away(self) -> bool {
        !matches!(self, Field::Name | Field::Phone | Field::IntakePhone | Field::Hotline | Field::Standing)
    }
}

/// One part that differs, as text. Of sets only what one has and the other lacks is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Which part.
    pub field: Field,
    /// What it was; none where it was not there.
    pub from: Option<String>,
    /// What it is.
    pub to: Option<String>,
}

/// Points no farther apart than this (0.1 miles, some 160 m) are one place's.
const SAME_POINT_MILES: f64 = 0.1;

impl Content {
    /// In what `after` differs. That it is of another day, edition or questionnaire is no difference.
    pub fn differences(&self, after: &Content) -> Vec<Difference> {
        let text = |field, of: &dyn Fn(&Content) -> Option<String>| {
            let (from, to) = (of(self), of(after));
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
        let (lost, won) = (services(self, after), services(after, self));
        all.push((lost != won).then_some(Difference { field: Field::Services, from: lost, to: won }));
        let (lost, won) = (statements(self, after), statements(after, self));
        all.push((lost != won).then_some(Difference { field: Field::Statements, from: lost, to: won }));
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

    /// Whether `after` is at another place: at another address, and not at the same point either. A street that is
    /// respelt, and a ZIP code that is corrected, are no move.
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

/// The services of one that another lacks.
fn services(of: &Content, lacking: &Content) -> Option<String> {
    let vocabulary = Vocabulary::embedded();
    let codes = |content: &Content| content.codes.unwrap_or_default();
    let codes = codes(of).without(&codes(lacking));
    let codes: Vec<String> = codes.iter().filter_map(|id| vocabulary.attribute(id).code.clone()).collect();
    let unknown = of.unknown_services.iter().filter(|service| !lacking.unknown_services.contains(service));
    joined(codes.into_iter().chain(unknown.map(|service| service.name.clone())))
}

/// What one states outright and another does not.
fn statements(of: &Content, lacking: &Content) -> Option<String> {
    let slugs = |set: AttributeSet, sign: &'static str| {
        let slugs: Vec<String> =
            set.iter().map(|id| format!("{sign}{}", Vocabulary::embedded().attribute(id).slug)).collect();
        slugs
    };
    let yes = slugs(of.stated.yes().without(lacking.stated.yes()), "");
    let no = slugs(of.stated.no().without(lacking.stated.no()), "not ");
    joined(yes.into_iter().chain(no))
}

fn standing(content: &Content) -> Option<String> {
    let secret = content.location.is_withheld().then(|| "confidential".to_owned());
    let identity = (content.role == super::Role::Identity).then(|| "identity only".to_owned());
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
    fn what_differs_is_told_by_part() {
        let before = listing(Track::SubstanceUse, "SA OIT MD").content;
        let mut after = listing(Track::SubstanceUse, "SA OIT PI").content;
        after.program_name = Some("North".to_owned());
        after.phone = Phone::parse("512-555-0100");
        after.as_of = Some(jiff::civil::date(2024, 1, 1));
        let told: Vec<_> = before
            .differences(&after)
            .into_iter()
            .map(|difference| (difference.field.slug(), difference.from, difference.to))
            .collect();
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(
            told,
            [
                ("name", some("Example Center"), some("Example Center, North")),
                ("phone", None, some("(512) 555-0100")),
                ("services", some("MD"), some("PI")),
            ]
        );
        assert_eq!(after.differences(&after), []);
    }

    #[test]
    fn a_respelt_street_is_no_move_and_another_one_is() {
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
        assert!(before.has_moved(&after), "another town has such a street too");
        let zip = before.location.address().zip.cloned();
        (address(&mut after).street1, address(&mut after).zip) = (None, zip);
        assert!(!before.has_moved(&after), "nobody says where to");
    }
}
