//! Joining the rows about a place into one listing for each track.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use directory::Withheld;
use directory::details::Details;
use directory::fact::FactSet;
use directory::listing::Content;
use directory::vocabulary::Track;

use super::draft::{CONFIDENTIAL_ROW, DraftKey};
use crate::parsed::{ParsedListing, RowCounts};
use crate::place::Digest;
use crate::repair::{Repair, Repairs};

type KeyedListing = (ParsedListing, DraftKey);

/// Joins the listings of each place, and counts the rows that were joined. The order of listings does not matter.
pub(super) fn join(
    listings: impl Iterator<Item = KeyedListing>,
    counts: &mut RowCounts,
) -> Vec<KeyedListing> {
    let (mut joined, mut groups) = (Vec::new(), BTreeMap::<Digest, Vec<KeyedListing>>::new());
    for known in listings {
        match known.1.group {
            Some(group) => groups.entry(group).or_default().push(known),
            None => joined.push(known),
        }
    }
    for (key, group) in groups {
        let rows = group.iter().map(|(_, key)| key.row).collect::<BTreeSet<u64>>().len();
        let further = group.len() - rows;
        let place = one_place(key, group);
        counts.joined += rows as u64 - 1;
        counts.further_listings += place.len() as u64 - 1;
        counts.further_listings -= further as u64;
        joined.extend(place);
    }
    joined
}

/// Joins the rows of one place into a listing for each track.
fn one_place(key: Digest, group: Vec<KeyedListing>) -> Vec<KeyedListing> {
    let withheld = withheld_place(&group);
    let own_id = own_id(key, &group, withheld.is_some());
    let mut tracks: BTreeMap<Track, Vec<KeyedListing>> = BTreeMap::new();
    for known in group {
        tracks.entry(known.0.content.track).or_default().push(known);
    }
    let is_several = tracks.len() > 1;
    let listings = tracks.into_iter().map(|(track, rows)| {
        let id = own_id.clone().map(|id| if is_several { format!("{id}.{}", track.slug()) } else { id });
        one_listing(id, rows, withheld.as_ref())
    });
    listings.collect()
}

/// The withheld location of the place, if any of its rows is confidential.
fn withheld_place(group: &[KeyedListing]) -> Option<Withheld> {
    let withheld = group.iter().filter_map(|(listing, _)| listing.content.location.withheld());
    withheld.min_by_key(|withheld| (&withheld.city, withheld.state)).cloned()
}

/// The id that all rows have or, if they differ or have none, an id made of what they share. For a confidential
/// place, such an id could reveal the address, so the smallest of its rows' ids is used instead, if they have any.
fn own_id(key: Digest, group: &[KeyedListing], is_confidential: bool) -> Option<String> {
    let ids: BTreeSet<&String> = group.iter().filter_map(|(_, read)| read.own_id.as_ref()).collect();
    match ids.first() {
        Some(id) if ids.len() == 1 || is_confidential => Some((*id).clone()),
        None if is_confidential => None,
        _ => Some(format!("group-{}", key.hex(24))),
    }
}

fn one_listing(
    own_id: Option<String>,
    mut rows: Vec<KeyedListing>,
    withheld: Option<&Withheld>,
) -> KeyedListing {
    // The order of rows must not matter.
    rows.sort_unstable_by(|(a, _), (b, _)| a.raw.cmp(&b.raw));
    let mut repairs = Repairs::default();
    rows.iter().flat_map(|(listing, _)| &listing.repairs).for_each(|repair| repairs.add(*repair));
    let contents: Vec<&Content> = rows.iter().map(|(listing, _)| &*listing.content).collect();
    let mut content = Box::new(combined(&contents, &mut repairs));
    if let Some(withheld) = withheld {
        content.withhold(withheld.clone());
    }
    let raws: Vec<&str> = rows.iter().map(|(listing, _)| listing.raw.as_str()).collect();
    let raw = match raws.as_slice() {
        _ if withheld.is_some() => CONFIDENTIAL_ROW.to_owned(),
        [one] => (*one).to_owned(),
        several => format!("[{}]", several.join(",")),
    };
    let digest = Digest::combine(rows.iter().map(|(_, read)| read.digest));
    let row = rows[0].1.row;
    let listing = ParsedListing { id_in_source: String::new(), content, raw, repairs: repairs.into_vec() };
    (listing, DraftKey { own_id, digest, group: None, row })
}

/// The combined content of the rows of one place and track.
fn combined(rows: &[&Content], repairs: &mut Repairs) -> Content {
    let mut differ = false;
    let addresses = rows.iter().map(|row| Some(row.location.address().to_string()));
    let place = most_frequent(addresses, &mut differ);
    let is_there = |row: &&&Content| place.as_ref() == Some(&row.location.address().to_string());
    let at = rows.iter().find(is_there).or(rows.first()).expect("a place has a row");
    let mut content = (**at).clone();
    let mut text =
        |field: fn(&Content) -> Option<String>| most_frequent(rows.iter().map(|row| field(row)), &mut differ);
    content.organization = text(|row| Some(row.organization.clone())).unwrap_or_default();
    content.program_name = text(|row| row.program_name.clone());
    content.website = text(|row| row.website.clone());
    content.details.description = text(|row| row.details.description.clone());
    content.details.eligibility = text(|row| row.details.eligibility.clone());
    content.npi = most_frequent(rows.iter().map(|row| row.npi.clone()), &mut differ);
    content.phone = most_frequent(rows.iter().map(|row| row.phone.clone()), &mut differ);
    content.hotline = most_frequent(rows.iter().map(|row| row.hotline.clone()), &mut differ);
    content.intake_phones = distinct(rows.iter().flat_map(|row| &row.intake_phones));
    if differ {
        repairs.add(Repair::RowsDiffer);
    }
    // The combined content is only as recent as the oldest row.
    let days = rows.iter().map(|row| row.as_of);
    content.as_of = days.clone().all(|day| day.is_some()).then(|| days.min().flatten()).flatten();
    content.stated = facts(rows);
    content.unknown_services = distinct(rows.iter().flat_map(|row| &row.unknown_services));
    content.unknown_services.sort_unstable();
    collect_details(rows, &mut content.details);
    content
}

/// Collects the details that each row may add to.
fn collect_details(rows: &[&Content], details: &mut Details) {
    details.schedules = distinct(rows.iter().flat_map(|row| &row.details.schedules));
    details.capacities = distinct(rows.iter().flat_map(|row| &row.details.capacities));
    details.cost_options = distinct(rows.iter().flat_map(|row| &row.details.cost_options));
    details.languages = distinct(rows.iter().flat_map(|row| &row.details.languages));
    // A place takes anyone that one of its rows takes.
    let ages =
        |field: fn(&Content) -> Option<u8>| rows.iter().map(|row| field(row)).collect::<Option<Vec<u8>>>();
    details.minimum_age = ages(|row| row.details.minimum_age).and_then(|ages| ages.into_iter().min());
    details.maximum_age = ages(|row| row.details.maximum_age).and_then(|ages| ages.into_iter().max());
}

/// Yes where any row says yes, and no where all rows say no.
fn facts(rows: &[&Content]) -> FactSet {
    let mut facts = rows.iter().map(|row| (*row.stated.yes(), *row.stated.no()));
    let first = facts.next().unwrap_or_default();
    let (yes, no) = facts.fold(first, |(yes, no), (more, less)| (yes.or(&more), no.and(&less)));
    FactSet::new(yes, no)
}

/// The most frequent value, or the smallest of equally frequent ones. Sets `differ` if there are other values.
fn most_frequent<T: Ord + Clone + std::hash::Hash>(
    values: impl Iterator<Item = Option<T>>,
    differ: &mut bool,
) -> Option<T> {
    let mut counts: HashMap<T, u64> = HashMap::new();
    values.flatten().for_each(|value| *counts.entry(value).or_default() += 1);
    *differ |= counts.len() > 1;
    let best = counts.into_iter().max_by(|(a, often), (b, more)| often.cmp(more).then_with(|| b.cmp(a)));
    best.map(|(value, _)| value)
}

/// All values, without duplicates.
fn distinct<'a, T: PartialEq + Clone + 'a>(values: impl Iterator<Item = &'a T>) -> Vec<T> {
    let mut found: Vec<T> = Vec::new();
    for value in values {
        if !found.contains(value) {
            found.push(value.clone());
        }
    }
    found
}
