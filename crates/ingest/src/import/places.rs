//! All present listings of all sources, placed together.

use std::cmp::Reverse;
use std::collections::HashMap;

use directory::listing::{Content, Role};
use directory::resolution::{Borderline, Decision, Known, resolve, street_key};
use directory::{CoordinatePrecision, Lent, ListingId, Placement, Track};
use store::StoredListing;
use uuid::Uuid;

/// Where listings are placed, and what else follows from all of them together.
pub(super) struct Places {
    /// The placement of each present listing.
    pub placements: HashMap<ListingId, Placement>,
    /// The other listing, gone by now, that a listing goes on from.
    pub former: HashMap<ListingId, ListingId>,
    /// The coordinate that each listing is lent which needs one and for which there is one.
    pub lent: HashMap<ListingId, Lent>,
    /// Facilities that turned out to be another one.
    pub merged: Vec<(Uuid, Uuid)>,
    /// Pairs for a person to look at.
    pub borderline: Vec<Borderline>,
}

impl Places {
    /// Places the listings that are present.
    pub(super) fn of(
        mut present: Vec<(&ListingId, &Content)>,
        known: &[Known],
        decisions: &[Decision],
    ) -> Places {
        // The order in which sources came must not matter.
        present.sort_by_key(|(id, _)| *id);
        let resolution = resolve(&present, known, decisions);
        let ids = || present.iter().map(|(id, _)| (*id).clone());
        let former = ids().zip(resolution.former);
        Places {
            placements: ids().zip(resolution.placements).collect(),
            former: former
                .filter_map(|(id, former)| Some((id.clone(), former.filter(|it| *it != id)?)))
                .collect(),
            lent: lent(&present),
            merged: resolution.merged,
            borderline: resolution.borderline,
        }
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
        were: impl Iterator<Item = (&'a ListingId, Option<&'a Lent>)> + 'a,
    ) -> impl Iterator<Item = (ListingId, Option<Lent>)> + 'a {
        were.filter_map(|(id, was)| {
            let now = self.lent.get(id);
            (now != was).then(|| (id.clone(), now.cloned()))
        })
    }
}

/// What resolution needs of the listings that are known.
pub(super) fn known_of(listings: &[StoredListing]) -> Vec<Known> {
    let known = |stored: &StoredListing| Known {
        id: stored.id.clone(),
        content: stored.content.clone(),
        placement: stored.placement,
    };
    listings.iter().map(known).collect()
}

/// Street and ZIP code in a form that spellings share.
fn address_key(content: &Content) -> Option<(String, &str)> {
    let street = content.address.street1.as_deref().filter(|_| !content.is_confidential)?;
    Some((street_key(street), content.address.zip.as_ref()?.five()))
}

/// For each listing that is placed by its ZIP code alone, the street's coordinate that another listing of the same
/// address gives: the newest, then the substance-use one's, then that of the smallest id.
fn lent(present: &[(&ListingId, &Content)]) -> HashMap<ListingId, Lent> {
    let by_zip = |content: &Content| content.location.precision == CoordinatePrecision::Zip;
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
            let coordinate = content.location.coordinate;
            lent.insert((*id).clone(), Lent { coordinate, lender: lender.clone() });
        }
    }
    lent
}
