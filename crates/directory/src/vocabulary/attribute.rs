//! Attributes and their categories.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

#[cfg(doc)]
use super::kinds::{Group, Level, Payment, ProgramType};
use crate::attribute_id::AttributeId;

/// The kind of an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AttributeKind {
    /// What is treated, or whom: [`ProgramType`].
    Program,
    /// Level of care: [`Level`].
    Level,
    /// A way to pay: [`Payment`].
    Insurance,
    /// Several codes asked for as one: [`Group`].
    Group,
    /// One code of SAMHSA's code book.
    Code,
}

/// Something that can be known about a program, such as "takes Medicaid", and the texts that describe it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// The position in the vocabulary.
    pub id: AttributeId,
    /// Whether this is a program type, a level of care, a way to pay, a group or a single code.
    pub kind: AttributeKind,
    /// The name in the API, for example `intensive_outpatient`.
    pub slug: String,
    /// SAMHSA's service code, if the attribute stands for exactly one.
    pub code: Option<String>,
    /// The code of the category that SAMHSA lists the service code under.
    pub category: Option<String>,
    /// A short label in plain words that can be shown without any context.
    pub label: String,
    /// One or two sentences in plain words.
    pub description: String,
    /// The question to ask on the phone when the fact is not stated.
    pub ask: String,
}

/// A category of SAMHSA's code book, which groups the codes that answer one question.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Category {
    /// SAMHSA's code for the category, for example `AGE`.
    #[serde(rename = "category")]
    pub code: String,
    /// A short label in plain words.
    pub label: String,
    /// SAMHSA's name for the category.
    pub name: String,
    /// Older codes of the category, separated by `|`.
    aliases: String,
}

impl Category {
    /// The codes that older responses of SAMHSA's locator use for this category.
    pub fn aliases(&self) -> impl Iterator<Item = &str> {
        self.aliases.split('|').filter(|alias| !alias.is_empty())
    }
}
