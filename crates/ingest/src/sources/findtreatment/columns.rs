//! The names that SAMHSA gives the fields of a listing, both in the locator and in its tables.

use std::borrow::Cow;

use crate::place::{SiteField, SiteFields};

/// The fields that describe the site.
const FIELDS: [(SiteField, &str); 16] = [
    (SiteField::Name, "name1"),
    (SiteField::Name2, "name2"),
    (SiteField::Street, "street1"),
    (SiteField::Street2, "street2"),
    (SiteField::City, "city"),
    (SiteField::State, "state"),
    (SiteField::Zip, "zip"),
    (SiteField::Phone, "phone"),
    (SiteField::IntakePhone, "intake1"),
    (SiteField::IntakePhone2, "intake2"),
    (SiteField::IntakePhone2, "intake1a"),
    (SiteField::IntakePhone2, "intake2a"),
    (SiteField::Hotline, "hotline1"),
    (SiteField::Website, "website"),
    (SiteField::Latitude, "latitude"),
    (SiteField::Longitude, "longitude"),
];

/// The fields of the site in a row. `text` looks up a column or member of the row by its name.
pub(in crate::sources) fn site_fields<'a, T: Into<Cow<'a, str>>>(
    text: impl Fn(&str) -> Option<T>,
) -> SiteFields<'a> {
    FIELDS.into_iter().filter_map(|(field, name)| Some((field, text(name)?))).collect()
}
