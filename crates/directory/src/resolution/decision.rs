//! A person's decisions about pairs of listings.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::names::name_key;
use super::streets::Street;
use crate::listing::{Content, ListingId};

/// A listing's normalized names, address and telephone number. A decision uses it to find its listing again after a new
/// edition has given the listing another id.
///
/// It is stored as text and compared as a whole, never taken apart.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// The text to store.
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
    /// Restores a stored fingerprint.
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

/// A person's finding about two listings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// They describe one organization at one place.
    Same,
    /// They describe different places or organizations.
    Different,
}

/// One of the two listings of a decision.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DecisionSide {
    /// Its id at the time of the decision.
    pub listing: ListingId,
    /// Its fingerprint at that time.
    pub fingerprint: Fingerprint,
}

/// A person's decision about two listings, which no score overrules. If two decisions contradict each other, the later
/// one in the list holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Decision {
    /// One of the listings.
    pub a: DecisionSide,
    /// The other listing.
    pub b: DecisionSide,
    /// What the person found.
    pub verdict: Verdict,
}
