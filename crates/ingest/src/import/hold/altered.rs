//! How many places an import would alter in what people act on: names, telephone numbers and websites.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use directory::listing::Content;
use directory::{ListingId, Phone, Source, names};
use store::StoredListing;
use uuid::Uuid;

use super::lost::expected_percent;
use super::reason::{AlteredField, HoldReason};
use crate::parsed::ParsedListing;

/// The share of places in which a field may always change, in percent.
const ALWAYS_PERCENT: u64 = 5;

/// The share in which it may change at most, however old the last edition is.
const MOST_PERCENT: u64 = 40;

/// If a field changes in at most this many places, that is never too many, unless it is most places of a short list.
const ALWAYS_PLACES: usize = 10;

/// A list is short, but not too short to judge, if most of its places are at least this many.
const LEAST_PLACES: usize = 5;

/// How many examples are given.
const EXAMPLES: usize = 5;

/// The share of places in which a field usually changes within a year. Of SAMHSA's directories of 2022 and 2023, 7% of
/// the places changed their main number, 11% their other numbers, and 8% their name.
fn usual_yearly_share(field: AlteredField) -> f64 {
    match field {
        AlteredField::Phone => 0.09,
        AlteredField::OtherPhones => 0.15,
        AlteredField::Name | AlteredField::Website => 0.10,
    }
}

/// The places that an import would alter, by field.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct AlteredPlaces {
    places: BTreeMap<AlteredField, HashSet<Uuid>>,
    examples: BTreeMap<AlteredField, Vec<String>>,
}

impl AlteredPlaces {
    /// Compares each new listing of `source` with the listing it follows: the known one with the same ID, or the one that
    /// it replaces according to `former`.
    pub(in crate::import) fn compare(
        source: Source,
        new: &[(ListingId, ParsedListing)],
        known: &HashMap<&ListingId, &StoredListing>,
        former: &HashMap<ListingId, ListingId>,
    ) -> AlteredPlaces {
        let mut altered = AlteredPlaces::default();
        for (id, listing) in new {
            let followed = known.get(id).or_else(|| known.get(former.get(id)?));
            let Some(before) =
                followed.filter(|before| before.id.source == source && before.gone_at.is_none())
            else {
                continue;
            };
            for field in AlteredField::ALL {
                altered.add(field, before.placement.facility, &before.content, &listing.content);
            }
        }
        altered
    }

    fn add(&mut self, field: AlteredField, place: Uuid, before: &Content, after: &Content) {
        if !is_altered(field, before, after) || !self.places.entry(field).or_default().insert(place) {
            return;
        }
        let examples = self.examples.entry(field).or_default();
        let is_secret = field == AlteredField::Website && after.location.is_withheld();
        if examples.len() < EXAMPLES && !is_secret {
            examples.push(format!(
                "{}: {} -> {}",
                place_name(after),
                shown(field, before),
                shown(field, after)
            ));
        }
    }

    /// Why a person should look at the import. `before` is the number of places of the source that it covers, and `days`
    /// says by how much the listings are newer.
    pub(in crate::import) fn reasons_to_hold(&self, before: u64, days: Option<i64>) -> Vec<HoldReason> {
        let reason = |(field, places): (&AlteredField, &HashSet<Uuid>)| {
            let (field, count) = (*field, places.len());
            let limit = expected_percent(usual_yearly_share(field), days).clamp(ALWAYS_PERCENT, MOST_PERCENT);
            let is_share = count > ALWAYS_PLACES && count as u64 * 100 > before * limit;
            let is_most = count >= LEAST_PLACES && count as u64 * 2 > before;
            let examples = self.examples.get(&field).cloned().unwrap_or_default();
            let places = count as u64;
            (is_share || is_most).then_some(HoldReason::Alterations {
                field,
                places,
                before,
                limit,
                examples,
            })
        };
        self.places.iter().filter_map(reason).collect()
    }
}

/// Whether a field that was there before is different or gone. Another way to write the same is no difference.
fn is_altered(field: AlteredField, before: &Content, after: &Content) -> bool {
    match field {
        AlteredField::Name => organization_key(before) != organization_key(after),
        AlteredField::Phone => {
            before.phone.is_some() && number(before.phone.as_ref()) != number(after.phone.as_ref())
        }
        AlteredField::OtherPhones => {
            let (before, after) = (other_numbers(before), other_numbers(after));
            !before.is_empty() && before != after
        }
        AlteredField::Website => before.website.is_some() && host(before) != host(after),
    }
}

/// A key that is the same for every way to abbreviate an organization's name. Two organizations have different keys.
pub(super) fn organization_key(content: &Content) -> String {
    names::key(&names::words(&content.organization))
}

fn number(phone: Option<&Phone>) -> Option<&str> {
    phone.map(|phone| phone.number.as_str())
}

/// The numbers other than the main one.
pub(super) fn other_numbers(content: &Content) -> BTreeSet<&str> {
    let phones = content.intake_phones.iter().chain(&content.hotline);
    phones.map(|phone| phone.number.as_str()).collect()
}

/// The host of the website, without `www.`.
fn host(content: &Content) -> Option<String> {
    let url = content.website.as_deref()?.parse::<reqwest::Url>().ok()?;
    let host = url.host_str()?;
    Some(host.strip_prefix("www.").unwrap_or(host).to_owned())
}

/// The name and the city of a place.
pub(super) fn place_name(content: &Content) -> String {
    let address = content.location.address();
    format!("{}, {}, {}", content.organization, address.city, address.state.code())
}

fn shown(field: AlteredField, content: &Content) -> String {
    let phones =
        |phones: &mut dyn Iterator<Item = &Phone>| phones.map(Phone::display).collect::<Vec<_>>().join(", ");
    let text = match field {
        AlteredField::Name => content.organization.clone(),
        AlteredField::Phone => phones(&mut content.phone.iter()),
        AlteredField::OtherPhones => phones(&mut content.intake_phones.iter().chain(&content.hotline)),
        AlteredField::Website => content.website.clone().unwrap_or_default(),
    };
    if text.is_empty() { "nothing".to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn altered(count: usize) -> AlteredPlaces {
        let places = (0..count).map(|at| Uuid::from_u128(at as u128)).collect();
        AlteredPlaces { places: BTreeMap::from([(AlteredField::Phone, places)]), examples: BTreeMap::new() }
    }

    #[test]
    fn more_than_a_twentieth_of_the_places_is_too_many() {
        for (count, before, days, is_held) in [
            (50, 1000, None, false),
            (51, 1000, None, true),
            (51, 1000, Some(1), true),
            // SAMHSA's directories of 2022 and 2023.
            (1244, 17_885, Some(365), false),
            (3000, 17_885, Some(365), true),
            (401, 1000, Some(36_500), true),
            // Short lists.
            (10, 100, None, false),
            (11, 100, None, true),
            (5, 9, None, true),
            (4, 4, None, false),
        ] {
            let reasons = altered(count).reasons_to_hold(before, days);
            assert_eq!(!reasons.is_empty(), is_held, "{count} of {before} after {days:?} days");
        }
    }
}
