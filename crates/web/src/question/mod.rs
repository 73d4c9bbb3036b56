//! The question that a person answers on the search page, as the fields of its form.
//!
//! - `choices.rs`: the answers one can choose, and the wishes that are offered.
//! - `mapping.rs`: what the answers ask of the API. The one place where plain words become parameters.
//! - `understood.rs`: the place and the payer that were typed, looked up; `fault.rs`: what has to be set right first.
//! - `payer.rs`: what a typed insurance means.
//! - `location.rs`: the point where the person is, and what the form shows for it.

mod choices;
mod fault;
mod location;
mod mapping;
mod payer;
mod understood;

pub(super) use choices::{Age, Order, Pay, WISHES, What, Who, languages};
pub(super) use fault::{INSURER, NEAR, PageFault, ToldFault};
pub(super) use payer::{Payer, PayerChoice, shown};
pub(super) use understood::Understood;

use directory::guidance::Precautions;
use directory::{AttributeId, Level, Payment, PersonGroup, Vocabulary};

use super::fields::{CURSOR, Fields, SEEN, unreadable};
use crate::error::PageError;

/// The radius that is offered first, in miles.
pub(super) const USUAL_RADIUS: &str = "25";

/// Kinds of insurance that are offered before anything is typed. What is no insurance is found by typing, too.
pub(super) const INSURANCES: [&str; 8] =
    ["private", "marketplace", "medicaid", "medicare", "tricare", "va", "ihs_tribal", "state_financed"];

/// The field of what a search heeds.
pub(super) const HEED: &str = "heed";

/// More places than there are.
const MOST_SEEN: u32 = 10_000_000;

/// The answers, as they were given. What was not answered asks for nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Question {
    /// `who`: on whose behalf. It changes what is said, not what is searched.
    pub who: Option<Who>,
    /// `age`.
    pub age: Option<Age>,
    /// `near`: where, as typed.
    pub near: Option<String>,
    /// `at`: where the device is, while `near` shows that.
    pub at: Option<String>,
    /// `what`: what for.
    pub what: Option<What>,
    /// `pay`: with insurance, without, or not known.
    pub pay: Option<Pay>,
    /// `insurer`: the insurance, as typed.
    pub insurer: Option<String>,
    /// `also`: ways to pay that are fine as well.
    pub also: Vec<Payment>,
    /// `level`: a level of care, or any.
    pub level: AskedLevel,
    /// `radius`: miles.
    pub radius: Option<String>,
    /// `telehealth`: programs by video, too.
    pub telehealth: bool,
    /// `wish`: what would be good to have.
    pub wishes: Vec<AttributeId>,
    /// `must`: the wishes are conditions.
    pub must: bool,
    /// `filter`: conditions that were added to the results.
    pub filters: Vec<AttributeId>,
    /// `heed`: why the guide led here; it asks for nothing, but less care is not offered.
    pub heed: Precautions,
    /// `for`: who the person is, for cautions.
    pub person: Vec<PersonGroup>,
    /// `listed`: only places that list everything.
    pub only_listed: bool,
    /// `sort`.
    pub order: Order,
    /// `seen` and `cursor`: how many places came before this page, and where it begins.
    pub further: Option<(u32, String)>,
}

/// The level of care that is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct AskedLevel(pub Option<Level>);

impl Default for AskedLevel {
    fn default() -> Self {
        AskedLevel(Some(Level::IntensiveOutpatient))
    }
}

impl AskedLevel {
    /// The value of the field that asks for any level.
    pub(super) const ANY: &str = "any";

    fn of(value: Option<String>) -> Result<AskedLevel, PageError> {
        match value.as_deref() {
            None => Ok(AskedLevel::default()),
            Some(AskedLevel::ANY) => Ok(AskedLevel(None)),
            Some(slug) => Ok(AskedLevel(Some(Level::from_slug(slug).ok_or_else(|| unreadable("level"))?))),
        }
    }
}

impl Question {
    /// Reads the fields of the form. What no form of ours sends is an error.
    pub(super) fn read(fields: &Fields) -> Result<Question, PageError> {
        let mut fields = fields.clone();
        let person = |slug: &str| PersonGroup::ALL.into_iter().find(|group| group.slug() == slug);
        let near = fields.take("near")?;
        let shown = |point: &String| near.as_ref().is_some_and(|near| location::is_shown_for(near, point));
        let question = Question {
            at: fields.take("at")?.filter(shown),
            who: one(&mut fields, "who", Who::of)?,
            age: one(&mut fields, "age", Age::of)?,
            what: one(&mut fields, "what", What::of)?,
            pay: one(&mut fields, "pay", Pay::of)?,
            insurer: fields.take("insurer")?,
            also: several(&mut fields, "also", Payment::from_slug)?,
            level: AskedLevel::of(fields.take("level")?)?,
            radius: fields.take("radius")?,
            telehealth: flag(&mut fields, "telehealth")?,
            wishes: several(&mut fields, "wish", attribute)?,
            must: flag(&mut fields, "must")?,
            filters: several(&mut fields, "filter", attribute)?,
            heed: several(&mut fields, HEED, Precautions::parse_reason)?.into_iter().collect(),
            person: several(&mut fields, "for", person)?,
            only_listed: flag(&mut fields, "listed")?,
            order: one(&mut fields, "sort", Order::of)?.unwrap_or_default(),
            further: further(&mut fields)?,
            near,
        };
        fields.finish()?;
        Ok(question)
    }

    /// Where to look: the point, or what was typed.
    pub(super) fn place(&self) -> Option<&str> {
        self.at.as_deref().or(self.near.as_deref())
    }
}

/// An attribute by its slug. Not by its code: buttons that take a wish back name it by its slug.
fn attribute(slug: &str) -> Option<AttributeId> {
    let vocabulary = Vocabulary::embedded();
    vocabulary.find(slug).filter(|id| vocabulary.attribute(*id).slug == slug)
}

fn one<T>(fields: &mut Fields, name: &str, read: impl Fn(&str) -> Option<T>) -> Result<Option<T>, PageError> {
    let value = fields.take(name)?;
    value.map(|value| read(&value).ok_or_else(|| unreadable(name))).transpose()
}

fn several<T>(
    fields: &mut Fields,
    name: &str,
    read: impl Fn(&str) -> Option<T>,
) -> Result<Vec<T>, PageError> {
    fields.take_all(name).iter().map(|value| read(value).ok_or_else(|| unreadable(name))).collect()
}

/// A box that was ticked.
fn flag(fields: &mut Fields, name: &str) -> Result<bool, PageError> {
    Ok(one(fields, name, |value| (value == "yes").then_some(()))?.is_some())
}

fn further(fields: &mut Fields) -> Result<Option<(u32, String)>, PageError> {
    let few = |value: &str| value.parse().ok().filter(|seen| *seen <= MOST_SEEN);
    match (one(fields, SEEN, few)?, fields.take(CURSOR)?) {
        (Some(seen), Some(cursor)) => Ok(Some((seen, cursor))),
        (None, None) => Ok(None),
        _ => Err(unreadable(CURSOR)),
    }
}

#[cfg(test)]
mod tests;
