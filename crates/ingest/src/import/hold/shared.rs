//! Telephone numbers that an import would give to many organizations.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use directory::{ListingId, Phone, Placement};
use store::StoredListing;
use uuid::Uuid;

use super::altered::{organization_key, other_numbers, place_name};
use super::reason::{HoldReason, SharedKind};
use crate::parsed::ParsedListing;

/// How many different organizations may get the same number. In SAMHSA's directories of 2022 and 2023, the places of at
/// most 13 have the same main number, and at most 28 have another number in common: a company that treats under many
/// names.
fn most_organizations(shared: SharedKind) -> usize {
    match shared {
        SharedKind::Phone | SharedKind::Series => 20,
        SharedKind::OtherPhone => 40,
    }
}

/// How many examples are given for a number.
const EXAMPLES: usize = 5;

/// How many numbers are reported.
const NUMBERS: usize = 5;

/// How many digits at the end of a number differ within a series.
const SERIES_DIGITS: usize = 2;

/// The places that would get a number.
#[derive(Debug, Clone, Default, PartialEq)]
struct Receivers {
    organizations: BTreeSet<String>,
    places: HashSet<Uuid>,
    examples: Vec<String>,
}

/// Telephone numbers that an import would give to places that did not have them, with these places.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct SharedNumbers(BTreeMap<(SharedKind, String), Receivers>);

impl SharedNumbers {
    /// Compares the numbers of each new listing with those that its place had, according to listings of any source.
    pub(in crate::import) fn compare(
        new: &[(ListingId, ParsedListing)],
        known: &[StoredListing],
        placements: &HashMap<ListingId, Placement>,
    ) -> SharedNumbers {
        let mut had: HashMap<Uuid, BTreeSet<&str>> = HashMap::new();
        for stored in known {
            let numbers = had.entry(stored.placement.facility).or_default();
            numbers.extend(other_numbers(&stored.content));
            numbers.extend(stored.content.phone.iter().map(|phone| phone.number.as_str()));
        }
        let mut shared = SharedNumbers::default();
        for (id, listing) in new {
            let place = placements[id].facility;
            let had = had.get(&place);
            let is_new = |number: &&str| had.is_none_or(|had| !had.contains(number));
            let main = listing.content.phone.as_ref().map(|phone| phone.number.as_str());
            if let Some(main) = main.filter(is_new) {
                shared.add(SharedKind::Phone, main, place, listing);
                if had.is_some_and(|had| !had.is_empty()) {
                    shared.add(SharedKind::Series, &main[..main.len() - SERIES_DIGITS], place, listing);
                }
            }
            for other in other_numbers(&listing.content).into_iter().filter(is_new) {
                shared.add(SharedKind::OtherPhone, other, place, listing);
            }
        }
        shared.0.retain(|(kind, _), receivers| receivers.organizations.len() > most_organizations(*kind));
        shared
    }

    fn add(&mut self, kind: SharedKind, number: &str, place: Uuid, listing: &ParsedListing) {
        let receivers = self.0.entry((kind, number.to_owned())).or_default();
        receivers.organizations.insert(organization_key(&listing.content));
        if receivers.places.insert(place) && receivers.examples.len() < EXAMPLES {
            receivers.examples.push(place_name(&listing.content));
        }
    }

    /// Why a person should look at the import, for at most a few numbers.
    pub(in crate::import) fn reasons_to_hold(&self) -> Vec<HoldReason> {
        let reason =
            |((kind, number), receivers): (&(SharedKind, String), &Receivers)| HoldReason::SharedNumber {
                shared: *kind,
                number: shown(*kind, number),
                organizations: receivers.organizations.len() as u64,
                places: receivers.places.len() as u64,
                examples: receivers.examples.clone(),
            };
        // One number that many have is a series of its own.
        let is_same = |series: &str| {
            self.0.keys().any(|(kind, number)| *kind == SharedKind::Phone && number.starts_with(series))
        };
        let told =
            self.0.iter().filter(|((kind, number), _)| *kind != SharedKind::Series || !is_same(number));
        told.take(NUMBERS).map(reason).collect()
    }
}

fn shown(kind: SharedKind, number: &str) -> String {
    match kind {
        SharedKind::Series => format!("{number}{}", "x".repeat(SERIES_DIGITS)),
        SharedKind::Phone | SharedKind::OtherPhone => {
            Phone::parse(number).map_or_else(|| number.to_owned(), |phone| phone.display())
        }
    }
}
