//! All present listings of all sources, placed together.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use directory::listing::{Content, Role};
use directory::resolution::{BorderlinePair, Decision, KnownListing, resolve, street_key};
use directory::{CoordinatePrecision, LentCoordinate, ListingId, Placement, Source, Track};
use store::{Changes, StoredListing};
use uuid::Uuid;

/// Where listings are placed, and what else follows from all of them together.
pub(super) struct ResolvedListings {
    /// The placement of each present listing.
    pub placements: HashMap<ListingId, Placement>,
    /// The other listing, gone by now, that a listing goes on from.
    pub former: HashMap<ListingId, ListingId>,
    /// Where the listings of a source are now that go on from those of a program.
    went_on: HashMap<(Source, Uuid), Placement>,
    /// The coordinate that each listing is lent which needs one and for which there is one.
    pub lent: HashMap<ListingId, LentCoordinate>,
    /// Facilities that turned out to be another one.
    pub merged: Vec<(Uuid, Uuid)>,
    /// Pairs for a person to look at.
    pub borderline: Vec<BorderlinePair>,
}

impl ResolvedListings {
    /// ResolvedListings the listings that are present. Those in `secret` ask to keep their places so, present or gone.
    pub(super) fn of(
        mut present: Vec<(&ListingId, &Content)>,
        known: &[KnownListing<'_>],
        secret: &HashSet<&ListingId>,
        decisions: &[Decision],
    ) -> ResolvedListings {
        // The order in which sources came must not matter.
        present.sort_by_key(|(id, _)| *id);
        let resolution = resolve(&present, known, decisions);
        let ids = || present.iter().map(|(id, _)| (*id).clone());
        let former = ids().zip(resolution.former);
        let mut places = ResolvedListings {
            placements: ids().zip(resolution.placements).collect(),
            former: former
                .filter_map(|(id, former)| Some((id.clone(), former.filter(|it| *it != id)?)))
                .collect(),
            went_on: HashMap::new(),
            lent: HashMap::new(),
            merged: resolution.merged,
            borderline: resolution.borderline,
        };
        places.went_on = places.went_on(&present, known);
        let secret = places.secret(&present, known, secret);
        present.retain(|(id, _)| !secret.contains(&places.placements[*id].facility));
        places.lent = lent(&present);
        places
    }

    /// Where the programs went that the listings of a source had: each with those that go on from them.
    fn went_on(
        &self,
        present: &[(&ListingId, &Content)],
        known: &[KnownListing<'_>],
    ) -> HashMap<(Source, Uuid), Placement> {
        let past: HashMap<&ListingId, Placement> =
            known.iter().map(|known| (known.id, known.placement)).collect();
        let mut went_on = HashMap::new();
        for (id, _) in present {
            let now = self.placements[*id];
            went_on.insert((id.source, now.program), now);
        }
        for (id, _) in present {
            let now = self.placements[*id];
            // One that stays goes before those that go elsewhere.
            if let Some(was) = past.get(self.former.get(*id).unwrap_or(id)) {
                went_on.entry((id.source, was.program)).or_insert(now);
            }
        }
        went_on
    }

    /// The facilities that are to be kept secret.
    fn secret(
        &self,
        present: &[(&ListingId, &Content)],
        known: &[KnownListing<'_>],
        secret: &HashSet<&ListingId>,
    ) -> HashSet<Uuid> {
        let asks =
            present.iter().filter(|(id, content)| content.location.is_withheld() || secret.contains(id));
        let gone = known.iter().filter(|known| secret.contains(known.id));
        let gone = gone.filter(|known| !self.placements.contains_key(known.id));
        let gone = gone.map(|known| self.followed_to(known.id, known.placement, true).facility);
        asks.map(|(id, _)| self.placements[*id].facility).chain(gone).collect()
    }

    /// Where a listing that is gone belongs, which was placed at `was`: with the listing of its source that went on from
    /// it, if there is one. One that asks for secrecy goes on asking for it where its place went.
    fn followed_to(&self, id: &ListingId, was: Placement, is_secret: bool) -> Placement {
        if let Some(now) = self.went_on.get(&(id.source, was.program)) {
            return *now;
        }
        match self.merged.iter().find(|(old, _)| is_secret && *old == was.facility) {
            Some((_, goes_on)) => Placement { facility: *goes_on, ..was },
            None => was,
        }
    }

    /// The listings that are gone and belong elsewhere than they are. With each where it was before this change.
    pub(super) fn followed<'a>(
        &'a self,
        gone: impl Iterator<Item = (&'a StoredListing, Placement)> + 'a,
    ) -> impl Iterator<Item = (ListingId, Placement)> + 'a {
        gone.filter_map(|(stored, was)| {
            let now = self.followed_to(&stored.id, was, stored.is_secret);
            (now != stored.placement).then(|| (stored.id.clone(), now))
        })
    }

    /// Adds what follows from the places of all listings.
    pub(super) fn settle(self, changes: &mut Changes) {
        changes.merged = self.merged;
        changes.borderline = Some(self.borderline);
    }

    /// The listings among `stored` that are placed elsewhere than they were.
    pub(super) fn moved<'a>(
        &'a self,
        stored: impl Iterator<Item = (&'a ListingId, Placement)> + 'a,
    ) -> impl Iterator<Item = (ListingId, Placement)> + 'a {
        stored.filter_map(|(id, was)| {
            let now = *self.placements.get(id)?;
            (now != was).then(|| (id.clone(), now))
        })
    }

    /// The listings that are lent another coordinate than they were.
    pub(super) fn lent_anew<'a>(
        &'a self,
        were: impl Iterator<Item = (&'a ListingId, Option<&'a LentCoordinate>)> + 'a,
    ) -> impl Iterator<Item = (ListingId, Option<LentCoordinate>)> + 'a {
        were.filter_map(|(id, was)| {
            let now = self.lent.get(id);
            (now != was).then(|| (id.clone(), now.cloned()))
        })
    }
}

/// What resolution needs of the listings that are known.
pub(super) fn known_of(listings: &[StoredListing]) -> Vec<KnownListing<'_>> {
    let known = listings.iter();
    known
        .map(|StoredListing { id, content, placement, .. }| KnownListing {
            id,
            content,
            placement: *placement,
        })
        .collect()
}

/// Those of the listings that ask to keep their place secret.
pub(super) fn secret_of(listings: &[StoredListing]) -> HashSet<&ListingId> {
    listings.iter().filter(|stored| stored.is_secret).map(|stored| &stored.id).collect()
}

/// Street and ZIP code in a form that spellings share.
fn address_key(content: &Content) -> Option<(String, &str)> {
    let address = content.location.address();
    Some((street_key(address.street1?), address.zip?.five()))
}

/// For each listing that is placed by its ZIP code alone, the street's coordinate that another listing of the same
/// address gives: the newest, then the substance-use one's, then that of the smallest id.
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
