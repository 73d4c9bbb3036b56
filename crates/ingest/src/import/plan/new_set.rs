//! What an import changes: a set held against the listings that are known.

use std::collections::{HashMap, HashSet};

use directory::listing::Content;
use directory::resolution::Known;
use directory::{ListingId, Source};
use store::{Coverage, RejectedRow, StoredListing, Upsert};

use super::{Before, Plan};
use crate::import::blocking;
use crate::import::error::ImportError;
use crate::import::places::{Places, known_of};
use crate::parsed::{ParsedSet, Scope};
use crate::report::{ListingCounts, PlaceCounts};
use crate::source::RawListing;

/// Whether a known listing is gone unless the set has it.
pub(super) fn covers(scope: &Scope, stored: &StoredListing) -> bool {
    match scope {
        Scope::Whole => true,
        Scope::Tracks(tracks) => tracks.contains(&stored.content.track),
        Scope::Update { removed } => removed.contains(&stored.id.id),
    }
}

/// How many of the known listings a set of this scope would have to have, or else they are gone.
fn covered_before(source: Source, scope: &Scope, known: &[StoredListing]) -> u64 {
    let is_update = matches!(scope, Scope::Update { .. });
    let covered = |stored: &&StoredListing| {
        stored.id.source == source && stored.gone_at.is_none() && (is_update || covers(scope, stored))
    };
    known.iter().filter(covered).count() as u64
}

impl Plan {
    /// Compares the listings of a set of `source`, and places them with all others.
    pub(in crate::import) async fn of_import(
        source: Source,
        set: ParsedSet,
        before: Before,
    ) -> Result<Plan, ImportError> {
        blocking::elsewhere("placing the listings", move || Plan::of_set(source, set, &before)).await
    }

    fn of_set(source: Source, set: ParsedSet, before: &Before) -> Plan {
        let scope = set.scope;
        let new: Vec<(ListingId, RawListing)> = set
            .listings
            .into_iter()
            .map(|listing| (ListingId { source, id: listing.id_in_source.clone() }, listing))
            .collect();
        let in_set: HashSet<&ListingId> = new.iter().map(|(id, _)| id).collect();
        let removed: HashSet<String> = match &scope {
            Scope::Update { removed } => removed.iter().cloned().collect(),
            _ => HashSet::new(),
        };
        let is_gone = |stored: &StoredListing| {
            let is_covered = match &scope {
                Scope::Update { .. } => removed.contains(&stored.id.id),
                scope => covers(scope, stored),
            };
            stored.id.source == source && is_covered && !in_set.contains(&stored.id)
        };
        let (mut gone, mut kept) = (Vec::new(), Vec::new());
        for stored in before.known.iter().filter(|stored| stored.gone_at.is_none()) {
            if is_gone(stored) {
                gone.push(stored.id.clone());
            } else if !in_set.contains(&stored.id) {
                kept.push(stored);
            }
        }
        let present: Vec<(&ListingId, &Content)> = kept
            .iter()
            .map(|stored| (&stored.id, &stored.content))
            .chain(new.iter().map(|(id, listing)| (id, &*listing.content)))
            .collect();
        let known: Vec<Known> = known_of(&before.known);
        let places = Places::of(present, &known, &before.decisions);
        drop(known);

        let by_id: HashMap<&ListingId, &StoredListing> =
            before.known.iter().map(|stored| (&stored.id, stored)).collect();
        let mut plan = Plan {
            present_before: covered_before(source, &scope, &before.known),
            places: PlaceCounts::of(&new, &gone, &by_id, &places.former),
            counts: ListingCounts { gone: gone.len() as u64, ..ListingCounts::default() },
            moved: places.moved(kept.iter().map(|stored| (&stored.id, stored.placement))).collect(),
            lent: places.lent_anew(kept.iter().map(|stored| (&stored.id, stored.lent.as_ref()))).collect(),
            gone,
            rejected: set.rejected.into_iter().map(stored_row).collect(),
            covered: Some((source, coverage(&scope))),
            ..Plan::default()
        };
        let is_update = matches!(scope, Scope::Update { .. });
        for (id, listing) in new {
            plan.add(id, listing, &by_id, &places, is_update);
        }
        plan.settle(places);
        plan
    }

    /// Adds what a listing of the set changes.
    fn add(
        &mut self,
        id: ListingId,
        listing: RawListing,
        by_id: &HashMap<&ListingId, &StoredListing>,
        places: &Places,
        is_update: bool,
    ) {
        self.counts.listings += 1;
        let placement = places.placements[&id];
        let lent = places.lent.get(&id);
        match by_id.get(&id) {
            None => self.counts.new += 1,
            Some(before) if before.gone_at.is_some() => self.counts.back += 1,
            Some(before) if before.content != *listing.content => self.counts.changed += 1,
            Some(before) => {
                self.counts.unchanged += 1;
                if before.placement != placement {
                    self.moved.push((id.clone(), placement));
                }
                if before.lent.as_ref() != lent {
                    self.lent.push((id.clone(), lent.cloned()));
                }
                if is_update {
                    self.restated.push(id);
                }
                return;
            }
        }
        if let Some(lent) = lent {
            self.lent.push((id.clone(), Some(lent.clone())));
        }
        let former = places.former.get(&id).cloned();
        let (content, raw) = (listing.content, listing.raw);
        self.upserts.push(Upsert { id, content, placement, former, raw });
    }
}

fn coverage(scope: &Scope) -> Coverage {
    match scope {
        Scope::Whole => Coverage::Whole,
        Scope::Tracks(tracks) => Coverage::Tracks(tracks.clone()),
        Scope::Update { .. } => Coverage::Named,
    }
}

fn stored_row(row: crate::RejectedRow) -> RejectedRow {
    RejectedRow { row_number: row.row_number, reason: row.reason, raw: row.raw }
}
