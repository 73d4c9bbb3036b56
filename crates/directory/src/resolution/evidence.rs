//! What speaks for and against two listings being one place.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::listing::ListingId;

/// What is compared of two listings.
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
    /// Whether how it compares leads to the door of a place that is to be kept secret.
    pub fn gives_away(self) -> bool {
        !matches!(self, ComparedField::Name | ComparedField::Phone)
    }
}

/// How a trait of two listings compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Agreement {
    /// The same, spelling aside.
    Same,
    /// Alike: a typo, a part of the other.
    Alike,
    /// Different.
    Different,
}

/// One thing that speaks for (above 0) or against (below 0) two listings being one place.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// What is compared.
    #[serde(rename = "trait")]
    pub field: ComparedField,
    /// How it compares.
    pub agreement: Agreement,
    /// By how many bits it moves the score.
    pub weight: f64,
}

/// Two listings about which the score is nearly undecided: for a person to look at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BorderlinePair {
    /// The listing with the smaller id.
    pub a: ListingId,
    /// The other.
    pub b: ListingId,
    /// In bits; they were taken for one place from 0 on.
    pub score: f64,
    /// What it is the sum of, beside the -8 that every pair starts from.
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
