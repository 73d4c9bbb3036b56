//! The answers of the search form, read from its fields.

use directory::guidance::Precautions;
use directory::{AttributeId, Payment, PersonGroup, Vocabulary};
use service::request::{LevelChoice, Miles};

use super::choices::{AgeRange, Concern, ForWhom, ResultOrder};
use super::fault::NAME;
use super::location::DeviceLocation;
use crate::error::PageError;
use crate::fields::{CURSOR, FormFields, SEEN, unreadable};

/// The field that says which warnings of the guidance led to the search.
pub(crate) const HEED: &str = "heed";

/// More facilities than any search finds. A form that claims to have seen more is refused.
const MOST_SEEN: u32 = 10_000_000;

/// The answers as they were given. A question without an answer does not narrow the search.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct FormAnswers {
    /// `who`: whom the visitor searches for. It changes the hints, not the search.
    pub for_whom: Option<ForWhom>,
    /// `age`.
    pub age: Option<AgeRange>,
    /// `near`: the place, as typed.
    pub near: Option<String>,
    /// `at`: the point where the device is, if `near` still shows the city there.
    pub at: Option<DeviceLocation>,
    /// `name`: words of a place's name, or its telephone number.
    pub name: Option<String>,
    /// `what`: what help is needed for.
    pub concerns: Vec<Concern>,
    /// `insurer`: the insurance, that there is none, or that the visitor does not know, as typed.
    pub insurer: Option<String>,
    /// `also`: other ways to pay that are also fine.
    pub also: Vec<Payment>,
    /// `level`: a level of care, or any.
    pub level: LevelChoice,
    /// `radius`, in miles.
    pub radius: Option<Miles>,
    /// `telehealth`: also programs by video.
    pub telehealth: bool,
    /// `wish`: what would be good to have.
    pub wishes: Vec<AttributeId>,
    /// `must`: whether the wishes are conditions.
    pub must: bool,
    /// `filter`: conditions that were added on the results page.
    pub filters: Vec<AttributeId>,
    /// `heed`: the warnings of the guidance that led here. They do not change the search, but the results then
    /// suggest no less intensive care.
    pub heed: Precautions,
    /// `for`: who the person is. It decides which cautions apply.
    pub person: Vec<PersonGroup>,
    /// `listed`: only facilities that list everything that was asked for.
    pub only_listed: bool,
    /// `sort`.
    pub order: ResultOrder,
    /// `seen` and `cursor`: how many facilities came before this page, and where it begins.
    pub further: Option<(u32, String)>,
}

impl FormAnswers {
    /// Reads the fields of the form. Anything that none of our forms sends is an error.
    pub(crate) fn read(fields: &FormFields) -> Result<FormAnswers, PageError> {
        let mut fields = fields.clone();
        let person = |slug: &str| PersonGroup::ALL.into_iter().find(|group| group.slug() == slug);
        let near = fields.take("near")?;
        let point = fields.take("at")?;
        let answers = FormAnswers {
            at: point.zip(near.as_deref()).and_then(|(point, near)| DeviceLocation::read(point, near)),
            for_whom: one(&mut fields, "who", ForWhom::from_value)?,
            age: one(&mut fields, "age", AgeRange::from_value)?,
            concerns: several(&mut fields, "what", Concern::from_value)?,
            insurer: fields.take("insurer")?,
            also: several(&mut fields, "also", Payment::from_slug)?,
            level: one(&mut fields, "level", LevelChoice::from_slug)?.unwrap_or_default(),
            radius: one(&mut fields, "radius", |miles| Miles::new(miles.parse().ok()?))?,
            telehealth: flag(&mut fields, "telehealth")?,
            wishes: several(&mut fields, "wish", attribute)?,
            must: flag(&mut fields, "must")?,
            filters: several(&mut fields, "filter", attribute)?,
            heed: several(&mut fields, HEED, Precautions::parse_reason)?.into_iter().collect(),
            person: several(&mut fields, "for", person)?,
            only_listed: flag(&mut fields, "listed")?,
            order: one(&mut fields, "sort", ResultOrder::from_value)?.unwrap_or_default(),
            further: further(&mut fields)?,
            name: fields.take(NAME)?,
            near,
        };
        fields.finish()?;
        Ok(answers)
    }
}

/// An attribute by its slug. The vocabulary would also find it by its code, but a code is refused, because the buttons
/// that remove a wish contain the slug.
fn attribute(slug: &str) -> Option<AttributeId> {
    let vocabulary = Vocabulary::embedded();
    vocabulary.find(slug).filter(|id| vocabulary.attribute(*id).slug == slug)
}

fn one<T>(
    fields: &mut FormFields,
    name: &str,
    read: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, PageError> {
    let value = fields.take(name)?;
    value.map(|value| read(&value).ok_or_else(|| unreadable(name))).transpose()
}

fn several<T>(
    fields: &mut FormFields,
    name: &str,
    read: impl Fn(&str) -> Option<T>,
) -> Result<Vec<T>, PageError> {
    fields.take_all(name).iter().map(|value| read(value).ok_or_else(|| unreadable(name))).collect()
}

/// Whether a box was ticked.
fn flag(fields: &mut FormFields, name: &str) -> Result<bool, PageError> {
    Ok(one(fields, name, |value| (value == "yes").then_some(()))?.is_some())
}

fn further(fields: &mut FormFields) -> Result<Option<(u32, String)>, PageError> {
    let few = |value: &str| value.parse().ok().filter(|seen| *seen <= MOST_SEEN);
    match (one(fields, SEEN, few)?, fields.take(CURSOR)?) {
        (Some(seen), Some(cursor)) => Ok(Some((seen, cursor))),
        (None, None) => Ok(None),
        _ => Err(unreadable(CURSOR)),
    }
}
