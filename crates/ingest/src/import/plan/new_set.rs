//! What an import changes: a set of listings, compared with those in the store.

use std::collections::{HashMap, HashSet};

use directory::listing::Content;
use directory::{ListingId, Source, Track};
use jiff::Timestamp;
use store::{Changes, RejectedRow, StoredListing, Upsert};

use super::edition::days_since;
use super::{ImportPlan, KnownState};
use crate::counts::{ListingCounts, PlaceCounts};
use crate::import::error::ImportError;
use crate::import::hold::{AlteredPlaces, LostPlaces, SharedNumbers};
use crate::import::places::{ResolvedListings, confidential_listings, known_listings};
use crate::import::{blocking, bundled};
use crate::parsed::{ParsedListing, ParsedSet, Scope};

/// The known listings that a set does not have.
struct MissingListings<'a> {
    /// They were present, and the set removes them.
    gone: Vec<&'a StoredListing>,
    /// They are bundled, and the set takes their place.
    taken_over: Vec<&'a StoredListing>,
    /// They were gone before.
    gone_before: Vec<&'a StoredListing>,
    /// They stay present, because the set does not cover them.
    kept: Vec<&'a StoredListing>,
}

impl<'a> MissingListings<'a> {
    /// Finds them among the `known` listings. The set is of `source`, and takes the place of the bundled listings of
    /// the tracks in `taken_over`.
    fn find(
        source: Source,
        scope: &Scope,
        taken_over: &[Track],
        known: &'a [StoredListing],
        in_set: &HashSet<&ListingId>,
    ) -> Self {
        let mut missing = MissingListings {
            gone: Vec::new(),
            taken_over: Vec::new(),
            gone_before: Vec::new(),
            kept: Vec::new(),
        };
        for stored in known.iter().filter(|stored| !in_set.contains(&stored.id)) {
            let takes_away = || scope.takes_away(&stored.id.id, stored.content.track);
            let list = match stored.gone_at {
                Some(_) => &mut missing.gone_before,
                None if stored.id.source == Source::Bundled && taken_over.contains(&stored.content.track) => {
                    &mut missing.taken_over
                }
                None if stored.id.source == source && takes_away() => &mut missing.gone,
                None => &mut missing.kept,
            };
            list.push(stored);
        }
        missing
    }
}

impl ImportPlan {
    /// The plan for a set of `source` that was retrieved at `at`.
    pub(in crate::import) async fn for_set(
        source: Source,
        set: ParsedSet,
        before: KnownState,
        at: Timestamp,
    ) -> Result<ImportPlan, ImportError> {
        blocking::on_other_thread("placing the listings", move || {
            ImportPlan::compare(source, set, &before, at)
        })
        .await
    }

    fn compare(source: Source, set: ParsedSet, before: &KnownState, at: Timestamp) -> ImportPlan {
        let days = days_since(source, &set, &before.known);
        let tracks = bundled::taken_over(source, &set);
        let scope = set.scope;
        let full_id = |listing: &ParsedListing| ListingId { source, id: listing.id_in_source.clone() };
        let new: Vec<(ListingId, ParsedListing)> =
            set.listings.into_iter().map(|listing| (full_id(&listing), listing)).collect();
        let in_set: HashSet<&ListingId> = new.iter().map(|(id, _)| id).collect();
        let MissingListings { gone, taken_over, gone_before, kept } =
            MissingListings::find(source, &scope, &tracks, &before.known, &in_set);
        let contents = new.iter().map(|(id, listing)| (id, &*listing.content));
        let present: Vec<(&ListingId, &Content)> =
            kept.iter().map(|stored| (&stored.id, &stored.content)).chain(contents).collect();
        let known = known_listings(&before.known);
        let places = ResolvedListings::resolve(
            present,
            &known,
            &confidential_listings(&before.known),
            &before.decisions,
        );

        let by_id: HashMap<&ListingId, &StoredListing> =
            before.known.iter().map(|stored| (&stored.id, stored)).collect();
        let mut gone_ids: Vec<ListingId> = gone.iter().map(|stored| stored.id.clone()).collect();
        let place_counts = PlaceCounts::compare(&new, &gone_ids, &by_id, &places.former);
        gone_ids.extend(taken_over.iter().map(|stored| stored.id.clone()));
        let all_gone =
            gone.iter().chain(&taken_over).chain(&gone_before).map(|stored| (*stored, stored.placement));
        let is_update = matches!(scope, Scope::Update { .. });
        let mut plan = ImportPlan {
            lost: LostPlaces::count(source, &scope, &before.known, &places, days),
            altered: AlteredPlaces::compare(source, &new, &by_id, &places.former),
            shared: SharedNumbers::compare(&new, &before.known, &places.placements),
            places: place_counts,
            counts: ListingCounts { gone: gone.len() as u64, ..ListingCounts::default() },
            changes: Changes {
                gone: gone_ids,
                rejected: set.rejected.into_iter().map(stored_row).collect(),
                covered: Some((source, scope.coverage())),
                ..Changes::new(at)
            },
        };
        places.add_to(&mut plan.changes, &kept, all_gone);
        for (id, listing) in new {
            plan.add(id, listing, &by_id, &places, is_update);
        }
        plan
    }

    /// Adds what one listing of the set changes.
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
