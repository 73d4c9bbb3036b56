//! What an import changes: a set held against the listings that are known.

use std::collections::{HashMap, HashSet};

use directory::listing::Content;
use directory::{ListingId, Source};
use jiff::Timestamp;
use store::{Changes, RejectedRow, StoredListing, Upsert};

use super::{ImportPlan, KnownState};
use crate::import::blocking;
use crate::import::error::ImportError;
use crate::import::places::{ResolvedListings, known_of, secret_of};
use crate::parsed::ParsedListing;
use crate::parsed::{ParsedSet, Scope};
use crate::report::{ListingCounts, PlaceCounts};

/// How many of the known listings a set of this scope speaks of.
fn spoken_of(source: Source, scope: &Scope, known: &[StoredListing]) -> u64 {
    let is_spoken_of = |stored: &&StoredListing| {
        stored.id.source == source && stored.gone_at.is_none() && scope.speaks_of(stored.content.track)
    };
    known.iter().filter(is_spoken_of).count() as u64
}

/// The known listings, as a set finds them that has others.
struct Sorted<'a> {
    /// They are there no more since this set.
    gone: Vec<&'a StoredListing>,
    /// They were gone before, and the set does not have them.
    gone_before: Vec<&'a StoredListing>,
    /// They are there, and the set does not have them.
    kept: Vec<&'a StoredListing>,
}

impl<'a> Sorted<'a> {
    fn of(source: Source, scope: &Scope, known: &'a [StoredListing], in_set: &HashSet<&ListingId>) -> Self {
        let mut sorted = Sorted { gone: Vec::new(), gone_before: Vec::new(), kept: Vec::new() };
        for stored in known.iter().filter(|stored| !in_set.contains(&stored.id)) {
            let takes_away = || scope.takes_away(&stored.id.id, stored.content.track);
            let pile = match stored.gone_at {
                Some(_) => &mut sorted.gone_before,
                None if stored.id.source == source && takes_away() => &mut sorted.gone,
                None => &mut sorted.kept,
            };
            pile.push(stored);
        }
        sorted
    }
}

impl ImportPlan {
    /// Compares the listings of a set of `source`, retrieved at `at`, and places them with all others.
    pub(in crate::import) async fn of_import(
        source: Source,
        set: ParsedSet,
        before: KnownState,
        at: Timestamp,
    ) -> Result<ImportPlan, ImportError> {
        blocking::elsewhere("placing the listings", move || ImportPlan::of_set(source, set, &before, at))
            .await
    }

    fn of_set(source: Source, set: ParsedSet, before: &KnownState, at: Timestamp) -> ImportPlan {
        let scope = set.scope;
        let name = |listing: &ParsedListing| ListingId { source, id: listing.id_in_source.clone() };
        let new: Vec<(ListingId, ParsedListing)> =
            set.listings.into_iter().map(|listing| (name(&listing), listing)).collect();
        let in_set: HashSet<&ListingId> = new.iter().map(|(id, _)| id).collect();
        let Sorted { gone, gone_before, kept } = Sorted::of(source, &scope, &before.known, &in_set);
        let contents = new.iter().map(|(id, listing)| (id, &*listing.content));
        let present: Vec<(&ListingId, &Content)> =
            kept.iter().map(|stored| (&stored.id, &stored.content)).chain(contents).collect();
        let known = known_of(&before.known);
        let places = ResolvedListings::of(present, &known, &secret_of(&before.known), &before.decisions);

        let by_id: HashMap<&ListingId, &StoredListing> =
            before.known.iter().map(|stored| (&stored.id, stored)).collect();
        let gone_ids: Vec<ListingId> = gone.iter().map(|stored| stored.id.clone()).collect();
        let all_gone = gone.iter().chain(&gone_before);
        // An update finds gone what it names, and nothing else: it has to say so of what was gone already.
        let is_update = matches!(scope, Scope::Update { .. });
        let still_gone = gone_before.iter().filter(|stored| {
            let takes_away = || scope.takes_away(&stored.id.id, stored.content.track);
            is_update && stored.id.source == source && takes_away()
        });
        let mut plan = ImportPlan {
            present_before: spoken_of(source, &scope, &before.known),
            places: PlaceCounts::compare(&new, &gone_ids, &by_id, &places.former),
            counts: ListingCounts { gone: gone.len() as u64, ..ListingCounts::default() },
            changes: Changes {
                moved: places.moved(kept.iter().map(|stored| (&stored.id, stored.placement))).collect(),
                followed: places.followed(all_gone.map(|stored| (*stored, stored.placement))).collect(),
                lent: places
                    .lent_anew(kept.iter().map(|stored| (&stored.id, stored.lent.as_ref())))
                    .collect(),
                gone: gone_ids.into_iter().chain(still_gone.map(|stored| stored.id.clone())).collect(),
                rejected: set.rejected.into_iter().map(stored_row).collect(),
                covered: Some((source, scope.coverage())),
                ..Changes::new(at)
            },
        };
        for (id, listing) in new {
            plan.add(id, listing, &by_id, &places, is_update);
        }
        places.settle(&mut plan.changes);
        plan
    }

    /// Adds what a listing of the set changes.
    fn add(
        &mut self,
        id: ListingId,
        listing: ParsedListing,
        by_id: &HashMap<&ListingId, &StoredListing>,
        places: &ResolvedListings,
        is_update: bool,
    ) {
        let (counts, changes) = (&mut self.counts, &mut self.changes);
        counts.listings += 1;
        let placement = places.placements[&id];
        let lent = places.lent.get(&id);
        match by_id.get(&id) {
            None => counts.new += 1,
            Some(before) if before.gone_at.is_some() => counts.back += 1,
            Some(before) if before.content != *listing.content => counts.changed += 1,
            Some(before) => {
                counts.unchanged += 1;
                if before.placement != placement {
                    changes.moved.push((id.clone(), placement));
                }
                if before.lent.as_ref() != lent {
                    changes.lent.push((id.clone(), lent.cloned()));
                }
                if is_update {
                    changes.restated.push(id);
                }
                return;
            }
        }
        if let Some(lent) = lent {
            changes.lent.push((id.clone(), Some(lent.clone())));
        }
        let former = places.former.get(&id).cloned();
        let (content, raw) = (listing.content, listing.raw);
        changes.upserts.push(Upsert { id, content, placement, former, raw });
    }
}

fn stored_row(row: crate::RejectedRow) -> RejectedRow {
    RejectedRow { row_number: row.row_number, reason: row.reason, raw: row.raw }
}
