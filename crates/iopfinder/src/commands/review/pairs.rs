//! Prints pairs of listings, as text or JSON.

use std::collections::{HashMap, HashSet};

use directory::ListingId;
use directory::resolution::{BorderlinePair, Evidence};
use serde_json::{Value, json};
use store::StoredListing;
use uuid::Uuid;

/// Pairs whose score is close to the threshold, with their listings.
pub(super) struct Pairs<'a> {
    pairs: &'a [BorderlinePair],
    known: HashMap<&'a ListingId, &'a StoredListing>,
    confidential: &'a HashSet<Uuid>,
}

/// The part of a listing that is shown.
struct ListingSummary {
    name: String,
    place: String,
    phone: String,
}

impl<'a> Pairs<'a> {
    pub(super) fn new(
        pairs: &'a [BorderlinePair],
        known: &'a [StoredListing],
        confidential: &'a HashSet<Uuid>,
    ) -> Pairs<'a> {
        Pairs { pairs, known: known.iter().map(|stored| (&stored.id, stored)).collect(), confidential }
    }

    pub(super) fn to_text(&self) -> String {
        if self.pairs.is_empty() {
            return "No pair of listings needs a decision.\n".to_owned();
        }
        let mut text = String::new();
        for (number, pair) in (1..).zip(self.pairs) {
            let why: Vec<String> = self.evidence(pair).map(Evidence::to_string).collect();
            let verdict = if pair.score >= 0.0 { "treated as one place" } else { "treated as two places" };
            text += &format!("{number}. {verdict} ({:+.1}): {}\n", pair.score, why.join(", "));
            for id in [&pair.a, &pair.b] {
                let ListingSummary { name, place, phone } = self.summary(id);
                text += &format!("   {id}\n      {name}\n      {place}  {phone}\n");
            }
        }
        text + "\nTo decide: iopfinder review same A B, or iopfinder review different A B. The beginning of a listing's ID is enough.\n"
    }

    pub(super) fn to_json(&self) -> Value {
        let side = |id: &ListingId| {
            let ListingSummary { name, place, phone } = self.summary(id);
            json!({"listing": id.to_string(), "name": name, "address": place, "phone": phone})
        };
        let pair = |pair: &BorderlinePair| {
            let evidence: Vec<&Evidence> = self.evidence(pair).collect();
            json!({"a": side(&pair.a), "b": side(&pair.b), "score": pair.score, "evidence": evidence})
        };
        self.pairs.iter().map(pair).collect()
    }

    /// The evidence for and against a pair. If the place of either listing is confidential, this leaves out how the two
    /// places compare, because the address of the other listing is shown.
    fn evidence(&self, pair: &'a BorderlinePair) -> impl Iterator<Item = &'a Evidence> {
        let is_confidential = [&pair.a, &pair.b]
            .into_iter()
            .any(|id| self.known.get(id).is_some_and(|stored| self.is_confidential(stored)));
        pair.evidence.iter().filter(move |evidence| !is_confidential || !evidence.field.gives_away())
    }

    fn is_confidential(&self, stored: &StoredListing) -> bool {
        stored.is_secret || self.confidential.contains(&stored.placement.facility)
    }

    /// The name, address and telephone number of a listing. For a confidential place, the address is only the city.
    fn summary(&self, id: &ListingId) -> ListingSummary {
        let Some(stored) = self.known.get(id) else {
            return ListingSummary { name: "unknown".to_owned(), place: String::new(), phone: String::new() };
        };
        let content = &stored.content;
        let address = content.location.address();
        let shown = if self.is_confidential(stored) { address.city_only() } else { address };
        ListingSummary {
            name: content.full_name(),
            place: shown.to_string(),
            phone: content.phone.as_ref().map(directory::Phone::display).unwrap_or_default(),
        }
    }
}
