//! Pairs of listings, for people and for machines.

use std::collections::HashMap;

use directory::ListingId;
use directory::resolution::{BorderlinePair, Evidence};
use serde_json::{Value, json};
use store::StoredListing;

use super::Secret;

/// The pairs that are nearly undecided, with what their listings say.
pub(super) struct Pairs<'a> {
    pairs: &'a [BorderlinePair],
    known: HashMap<&'a ListingId, &'a StoredListing>,
    secret: &'a Secret,
}

/// What is shown of a listing.
struct Shown {
    name: String,
    place: String,
    phone: String,
}

impl<'a> Pairs<'a> {
    pub(super) fn new(
        pairs: &'a [BorderlinePair],
        known: &'a [StoredListing],
        secret: &'a Secret,
    ) -> Pairs<'a> {
        Pairs { pairs, known: known.iter().map(|stored| (&stored.id, stored)).collect(), secret }
    }

    pub(super) fn in_words(&self) -> String {
        if self.pairs.is_empty() {
            return "No pair of listings waits for a decision.\n".to_owned();
        }
        let mut text = String::new();
        for (number, pair) in (1..).zip(self.pairs) {
            let why: Vec<String> = self.evidence(pair).map(Evidence::to_string).collect();
            let verdict = if pair.score >= 0.0 { "taken for one place" } else { "taken for two places" };
            text += &format!("{number}. {verdict} ({:+.1}): {}\n", pair.score, why.join(", "));
            for id in [&pair.a, &pair.b] {
                let Shown { name, place, phone } = self.shown(id);
                text += &format!("   {id}\n      {name}\n      {place}  {phone}\n");
            }
        }
        text + "\nTo decide: iopfinder review same A B, or review different A B; the beginning of a name is enough.\n"
    }

    pub(super) fn in_json(&self) -> Value {
        let side = |id: &ListingId| {
            let Shown { name, place, phone } = self.shown(id);
            json!({"listing": id.to_string(), "name": name, "address": place, "phone": phone})
        };
        let pair = |pair: &BorderlinePair| {
            let evidence: Vec<&Evidence> = self.evidence(pair).collect();
            json!({"a": side(&pair.a), "b": side(&pair.b), "score": pair.score, "evidence": evidence})
        };
        self.pairs.iter().map(pair).collect()
    }

    /// What speaks for and against a pair. Where one of the two is to be kept secret, not how their places compare: the
    /// other one's address is shown.
    fn evidence(&self, pair: &'a BorderlinePair) -> impl Iterator<Item = &'a Evidence> {
        let is_secret = [&pair.a, &pair.b]
            .into_iter()
            .any(|id| self.known.get(id).is_some_and(|stored| self.is_secret(stored)));
        pair.evidence.iter().filter(move |evidence| !is_secret || !evidence.field.gives_away())
    }

    fn is_secret(&self, stored: &StoredListing) -> bool {
        stored.is_secret || self.secret.contains(&stored.placement.facility)
    }

    /// Of a place that is to be kept secret telephone and city, and nothing that leads to the door.
    fn shown(&self, id: &ListingId) -> Shown {
        let Some(stored) = self.known.get(id) else {
            return Shown { name: "no longer known".to_owned(), place: String::new(), phone: String::new() };
        };
        let content = &stored.content;
        let address = content.location.address();
        let told = if self.is_secret(stored) { address.city_only() } else { address };
        let name2 = content.name2.as_ref().map(|name2| format!(", {name2}")).unwrap_or_default();
        Shown {
            name: format!("{}{name2}", content.name1),
            place: told.to_string(),
            phone: content.phone.as_ref().map(directory::Phone::display).unwrap_or_default(),
        }
    }
}
