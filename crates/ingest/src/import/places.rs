//! Placing all present listings of all sources together.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use directory::listing::{Content, Role};
use directory::resolution::{BorderlinePair, Decision, KnownListing, resolve, street_key};
use directory::{CoordinatePrecision, LentCoordinate, ListingId, Placement, Source, Track};
use store::{Changes, StoredListing};
use uuid::Uuid;

/// Where listings are placed, and what else follows from looking at all of them together.
pub(super) struct ResolvedListings {
    pub placements: HashMap<ListingId, Placement>,
    /// For each listing that continues a gone one, the id of the gone one.
    pub former: HashMap<ListingId, ListingId>,
    /// Where a program of a source is now, by its former id.
    program_moves: HashMap<(Source, Uuid), Placement>,
    /// The coordinates that are lent to listings without a street coordinate of their own.
    pub lent: HashMap<ListingId, LentCoordinate>,
    /// Facilities that turn out to be the same as another one: the old id, and the id that remains.
    pub merged: Vec<(Uuid, Uuid)>,
    /// Pairs that a person should decide about.
    pub borderline: Vec<BorderlinePair>,
}

impl ResolvedListings {
    /// Places the present listings. Those in `confidential`, present or gone, ask to keep their place confidential.
    pub(super) fn resolve(
        mut present: Vec<(&ListingId, &Content)>,
        known: &[KnownListing<'_>],
        confidential: &HashSet<&ListingId>,
        decisions: &[Decision],
    ) -> ResolvedListings {
        // The order in which sources were imported must not matter.
        present.sort_by_key(|(id, _)| *id);
        let resolution = resolve(&present, known, decisions);
        let ids = || present.iter().map(|(id, _)| (*id).clone());
        let former = ids().zip(resolution.former);
        let mut places = ResolvedListings {
            placements: ids().zip(resolution.placements).collect(),
            former: former
                .filter_map(|(id, former)| Some((id.clone(), former.filter(|it| *it != id)?)))
                .collect(),
            program_moves: HashMap::new(),
            lent: HashMap::new(),
            merged: resolution.merged,
            borderline: resolution.borderline,
        };
        places.program_moves = places.program_moves(&present, known);
        let confidential = places.confidential(&present, known, confidential);
        present.retain(|(id, _)| !confidential.contains(&places.placements[*id].facility));
        places.lent = lent(&present);
        places
    }

    /// Where the programs of each source are now: where the listings are that described them, or that continue such a
    /// listing.
    fn program_moves(
        &self,
        present: &[(&ListingId, &Content)],
        known: &[KnownListing<'_>],
    ) -> HashMap<(Source, Uuid), Placement> {
        let past: HashMap<&ListingId, Placement> =
            known.iter().map(|known| (known.id, known.placement)).collect();
        let mut moves = HashMap::new();
        for (id, _) in present {
            let now = self.placements[*id];
            moves.insert((id.source, now.program), now);
        }
        for (id, _) in present {
            let now = self.placements[*id];
            // A listing that stays with the program takes precedence over those that leave it.
            if let Some(was) = past.get(self.former.get(*id).unwrap_or(id)) {
                moves.entry((id.source, was.program)).or_insert(now);
            }
        }
        moves
    }

    /// The facilities whose place is to be kept confidential.
    fn confidential(
        &self,
        present: &[(&ListingId, &Content)],
        known: &[KnownListing<'_>],
        confidential: &HashSet<&ListingId>,
    ) -> HashSet<Uuid> {
        let asks = present
            .iter()
            .filter(|(id, content)| content.location.is_withheld() || confidential.contains(id));
        let gone = known.iter().filter(|known| confidential.contains(known.id));
        let gone = gone.filter(|known| !self.placements.contains_key(known.id));
        let gone = gone.map(|known| self.placement_of_gone(known.id, known.placement, true).facility);
        asks.map(|(id, _)| self.placements[*id].facility).chain(gone).collect()
    }

    /// Where a gone listing that was placed at `was` belongs: with the listing of its source that continues it, if there is
    /// one. A listing that asks for confidentiality follows its facility when that is merged, so that the merged facility
    /// stays confidential.
    fn placement_of_gone(&self, id: &ListingId, was: Placement, is_confidential: bool) -> Placement {
        if let Some(now) = self.program_moves.get(&(id.source, was.program)) {
            return *now;
        }
        match self.merged.iter().find(|(old, _)| is_confidential && *old == was.facility) {
            Some((_, remaining)) => Placement { facility: *remaining, ..was },
            None => was,
        }
    }

    /// Whether a listing is present, or another listing of its source continues its program.
    pub(super) fn is_continued(&self, id: &ListingId, was: Placement) -> bool {
        self.placements.contains_key(id) || self.program_moves.contains_key(&(id.source, was.program))
    }

    /// Adds to `changes` what follows for listings whose content stays the same: those in `present` that are placed
    /// elsewhere or lent a different coordinate, and those in `gone` that follow their program. `gone` gives each listing
    /// with its placement before this change. Also adds the merged facilities and the borderline pairs.
    pub(super) fn add_to<'a>(
        &self,
        changes: &mut Changes,
        present: &[&StoredListing],
        gone: impl Iterator<Item = (&'a StoredListing, Placement)>,
    ) {
        for stored in present {
            if let Some(now) = self.placements.get(&stored.id).filter(|now| **now != stored.placement) {
                changes.moved.push((stored.id.clone(), *now));
            }
            let lent = self.lent.get(&stored.id);
            if lent != stored.lent.as_ref() {
                changes.lent.push((stored.id.clone(), lent.cloned()));
            }
        }
        for (stored, was) in gone {
            let now = self.placement_of_gone(&stored.id, was, stored.is_secret);
            if now != stored.placement {
                changes.followed.push((stored.id.clone(), now));
            }
        }
        changes.merged.clone_from(&self.merged);
        changes.borderline = Some(self.borderline.clone());
    }
}

/// The known listings in the form that resolution needs.
pub(super) fn known_listings(listings: &[StoredListing]) -> Vec<KnownListing<'_>> {
    let known = listings.iter();
    known
        .map(|StoredListing { id, content, placement, .. }| KnownListing {
            id,
            content,
            placement: *placement,
        })
        .collect()
}

pub(super) fn confidential_listings(listings: &[StoredListing]) -> HashSet<&ListingId> {
    listings.iter().filter(|stored| stored.is_secret).map(|stored| &stored.id).collect()
}

/// The street and ZIP code, normalized so that different spellings are equal.
fn address_key(content: &Content) -> Option<(String, &str)> {
    let address = content.location.address();
    Some((street_key(address.street1?), address.zip?.five()))
}

/// For each listing placed by its ZIP code alone, the street coordinate of another listing at the same address. If several
/// have one, the newest lends it; of equally new ones, one for substance use; of those, the one with the smallest id.
fn lent(present: &[(&ListingId, &Content)]) -> HashMap<ListingId, LentCoordinate> {
    let by_zip = |content: &Content| content.location.point().precision == CoordinatePrecision::Zip;
    let mut wanted: HashMap<(String, &str), Vec<&ListingId>> = HashMap::new();
    for (id, content) in
        present.iter().filter(|(_, content)| by_zip(content) && content.role == Role::Program)
    {
        if let Some(key) = address_key(content) {
            wanted.entry(key).or_default().push(id);
        }
    }
    let mut lenders: HashMap<(String, &str), (&ListingId, &Content)> = HashMap::new();
    let rank = |(id, content): (&ListingId, &Content)| {
        (Reverse(content.as_of), content.track != Track::SubstanceUse, id.clone())
    };
    for (id, content) in present.iter().filter(|(_, content)| !by_zip(content)) {
        let Some(key) = address_key(content).filter(|key| wanted.contains_key(key)) else { continue };
        let best = lenders.entry(key).or_insert((id, content));
        if rank((id, content)) < rank(*best) {
            *best = (id, content);
        }
    }
    let mut lent = HashMap::new();
    for (key, (lender, content)) in lenders {
        for id in wanted.get(&key).into_iter().flatten() {
            let coordinate = content.location.coordinate();
            lent.insert((*id).clone(), LentCoordinate { coordinate, lender: lender.clone() });
        }
    }
    lent
}
