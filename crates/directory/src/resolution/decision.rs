//! What a person decided about two listings.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::names::name_key;
use super::streets::Street;
use crate::listing::{Content, ListingId};

/// What a listing calls itself, where it is and its telephone, in the form that spellings share. With it a decision
/// still finds its listing when a new edition gave it another id.
///
/// To be kept as text and compared, never taken apart.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// The text to keep.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<String> for Fingerprint {
    /// What was kept.
    fn from(kept: String) -> Self {
        Fingerprint(kept)
    }
}

/// The fingerprint of a listing.
pub fn fingerprint(content: &Content) -> Fingerprint {
    let address = content.location.address();
    let (street, unit) = Street::parse(address.street1.unwrap_or_default(), address.street2);
    let parts = [
        name_key(&content.organization),
        content.program_name.as_deref().map(name_key).unwrap_or_default(),
        street.key(),
        unit.key(),
        address.zip.map_or_else(|| name_key(address.city), |zip| zip.five().to_owned()),
        content.phone.as_ref().map(|phone| phone.number.clone()).unwrap_or_default(),
    ];
    Fingerprint(parts.join("|"))
}

/// What a person found out about two listings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// They are one organization at one place.
    Same,
    /// They are not.
    Different,
}

/// One of the two listings of a decision.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DecisionSide {
    /// Its name when the person decided.
    pub listing: ListingId,
    /// Its fingerprint then.
    pub fingerprint: Fingerprint,
}

/// A person's word on two listings, which no score overrules. Where two decisions contradict each other, the later one
/// in the list holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Decision {
    /// One listing.
    pub a: DecisionSide,
    /// The other.
    pub b: DecisionSide,
    /// What they are to each other.
    pub verdict: Verdict,
}
