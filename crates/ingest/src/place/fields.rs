//! The fields of a row that all sources have, under common names.

use std::borrow::Cow;

use directory::named_enum;

use super::no_street::{NoStreet, asks_for_confidentiality};

named_enum! {
    /// A field of a row that describes a site, with its name in mappings and in stored rows.
    pub(crate) enum SiteField {
        Name = "name",
        Name2 = "name2",
        Street = "street",
        Street2 = "street2",
        City = "city",
        State = "state",
        Zip = "zip",
        Phone = "phone",
        IntakePhone = "intake_phone",
        /// A further telephone number for new clients; a row may have several.
        IntakePhone2 = "intake_phone2",
        Hotline = "hotline",
        Website = "website",
        Latitude = "latitude",
        Longitude = "longitude",
    }
}

/// The fields of a row that are not blank.
#[derive(Debug, Default)]
pub(crate) struct SiteFields<'a>(Vec<(SiteField, Cow<'a, str>)>);

impl<'a, T: Into<Cow<'a, str>>> FromIterator<(SiteField, T)> for SiteFields<'a> {
    /// Blank texts are left out.
    fn from_iter<I: IntoIterator<Item = (SiteField, T)>>(fields: I) -> Self {
        let fields = fields.into_iter().map(|(field, text)| (field, text.into()));
        SiteFields(fields.filter(|(_, text)| !text.trim().is_empty()).collect())
    }
}

impl<'a> SiteFields<'a> {
    pub fn iter(&self) -> impl Iterator<Item = (SiteField, &str)> {
        self.0.iter().map(|(field, text)| (*field, &**text))
    }

    /// The text of a field, if it has one.
    pub fn get(&self, field: SiteField) -> Option<&str> {
        self.iter().find(|(known, _)| *known == field).map(|(_, text)| text)
    }

    /// Whether there is nothing that says where the site is, as for a provider who treats people by telephone.
    pub fn lack_place(&self) -> bool {
        let says = |field| self.get(field).is_some_and(|text| NoStreet::recognize(text).is_none());
        ![SiteField::Street, SiteField::City, SiteField::State, SiteField::Zip].into_iter().any(says)
    }

    /// Adds the text of a field, unless the field has one already.
    pub fn add(&mut self, field: SiteField, text: String) {
        if self.get(field).is_none() {
            self.0.push((field, text.into()));
        }
    }

    /// Whether a text in place of the street asks to keep the site confidential.
    pub fn ask_for_confidentiality(&self) -> bool {
        [SiteField::Street, SiteField::Street2]
            .into_iter()
            .filter_map(|field| self.get(field))
            .any(asks_for_confidentiality)
    }
}
