//! The evidence for and against two listings describing the same place.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::listing::ListingId;

/// A field in which two listings are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ComparedField {
    /// The names of organization and clinic.
    Name,
    /// Number and street.
    Street,
    /// Suite, floor, building.
    Unit,
    /// ZIP code and city.
    Area,
    /// Telephone numbers.
    Phone,
    /// The website's host.
    Website,
    /// How far apart their points are.
    Distance,
    /// The National Provider Identifier.
    Npi,
}

impl ComparedField {
    /// Whether showing how it compares could help someone find a place whose location is withheld.
    pub fn gives_away(self) -> bool {
        !matches!(self, ComparedField::Name | ComparedField::Phone)
    }
}

/// How two listings compare in one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Agreement {
    /// The same, apart from spelling.
    Same,
    /// Similar: there is a typo, for example, or one is a part of the other.
    Alike,
    /// Nothing in common.
    Different,
}

/// One piece of evidence for (weight above 0) or against (below 0) two listings describing the same place.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// The field that is compared.
    #[serde(rename = "trait")]
    pub field: ComparedField,
    /// How it compares.
    pub agreement: Agreement,
    /// By how many bits it moves the score.
    pub weight: f64,
}

/// Two listings whose score is close to the threshold, for a person to review.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BorderlinePair {
    /// The listing with the smaller id.
    pub a: ListingId,
    /// The other.
    pub b: ListingId,
    /// In bits. With 0 or more, they count as the same place.
    pub score: f64,
    /// The weights that add up to the score, except for the -8 that every pair starts with.
    pub evidence: Vec<Evidence>,
}

impl fmt::Display for ComparedField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ComparedField::Name => "name",
            ComparedField::Street => "street",
            ComparedField::Unit => "suite",
            ComparedField::Area => "area",
            ComparedField::Phone => "phone",
            ComparedField::Website => "website",
            ComparedField::Distance => "distance",
            ComparedField::Npi => "NPI",
        })
    }
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let agreement = match self.agreement {
            Agreement::Same => "same",
            Agreement::Alike => "alike",
            Agreement::Different => "different",
        };
        write!(f, "{} {agreement} ({:+.1})", self.field, self.weight)
    }
}
