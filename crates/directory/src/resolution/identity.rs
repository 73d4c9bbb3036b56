//! Stable ids: gives the new groups of listings the ids of the facilities and programs they had before.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use uuid::Uuid;

use super::former::Former;
use super::known_listing::KnownListing;
use crate::listing::{Content, ListingId, Role};

/// The namespace of the ids made here (RFC 9562, version 5).
const NAMESPACE: Uuid = Uuid::from_u128(0x8f0e_6a1c_52b7_4d3e_9c41_7a60_d2b5_13fe);

/// Which group has which id, and which ids were given up.
pub(super) struct GroupIds {
    /// The id of each listing's group.
    pub of_listing: Vec<Uuid>,
    /// Ids that are no longer used: the old id, and the id of the group that its listings are in now.
    pub merged: Vec<(Uuid, Uuid)>,
}

/// The id that a listing's past suggests for its group, and the weight of that suggestion.
type IdClaim = Option<(Uuid, u32)>;

/// The facility of each listing. For each listing, `groups` has the position of the first listing of its group.
pub(super) fn facilities(
    listings: &[(&ListingId, &Content)],
    groups: &[u32],
    former: &Former<'_>,
    known: &[KnownListing<'_>],
) -> GroupIds {
    let claim = |at: usize| {
        let weight: u32 = match (listings[at].1.role, former.moved[at]) {
            (Role::Program, false) => 16,
            // A listing that stayed at a place counts more than one that moved away.
            (Role::Program, true) => 2,
            (Role::Identity, _) => 1,
        };
        let continued = former.continued[at].map(|known| (known.placement.facility, weight));
        continued.or_else(|| former.inherited[at].map(|known| (known.placement.facility, weight.div_ceil(4))))
    };
    let claims: Vec<IdClaim> = (0..listings.len()).map(claim).collect();
    assign("facility", listings, groups, &claims, known.iter().map(|known| known.placement.facility))
}

/// The program of each listing. For each listing, `groups` has the position of the first listing of its group.
pub(super) fn programs(
    listings: &[(&ListingId, &Content)],
    groups: &[u32],
    former: &Former<'_>,
    known: &[KnownListing<'_>],
) -> GroupIds {
    let claim = |at: usize| {
        let content = listings[at].1;
        let is_same_kind = |known: &&KnownListing<'_>| {
            known.content.track == content.track
                && known.content.role == Role::Program
                && content.role == Role::Program
        };
        let continued = former.continued[at].map(|known| (known.placement.program, 4));
        continued
            .or_else(|| former.inherited[at].filter(is_same_kind).map(|known| (known.placement.program, 1)))
    };
    let claims: Vec<IdClaim> = (0..listings.len()).map(claim).collect();
    assign("program", listings, groups, &claims, known.iter().map(|known| known.placement.program))
}

/// Gives each group the id with the most weight among its listings, and each id to one group only. Groups without an id
/// get a new one.
fn assign(
    what: &str,
    listings: &[(&ListingId, &Content)],
    groups: &[u32],
    claims: &[IdClaim],
    in_use_before: impl Iterator<Item = Uuid>,
) -> GroupIds {
    // The greatest weight wins; ties go to the smallest listing id.
    let mut by_group: BTreeMap<(Uuid, u32), (u32, usize)> = BTreeMap::new();
    for (at, claim) in claims.iter().enumerate() {
        if let Some((id, weight)) = claim {
            by_group.entry((*id, groups[at])).or_insert((0, at)).0 += weight;
        }
    }
    let mut ranked: Vec<_> = by_group.into_iter().collect();
    ranked.sort_by_key(|((id, _), (weight, first))| (Reverse(*weight), *first, *id));
    let mut of_group: HashMap<u32, Uuid> = HashMap::new();
    let mut in_use: HashSet<Uuid> = HashSet::new();
    for ((id, group), _) in &ranked {
        if !of_group.contains_key(group) && in_use.insert(*id) {
            of_group.insert(*group, *id);
        }
    }
    let mut used: HashSet<Uuid> = in_use_before.collect();
    // A new id is derived from the first listing of the group, which has the smallest id.
    for group in groups.iter().copied().collect::<BTreeSet<u32>>() {
        let new_id = || fresh_id(what, listings[group as usize].0, &mut used);
        of_group.entry(group).or_insert_with(new_id);
    }
    let mut merged: BTreeMap<Uuid, Uuid> = BTreeMap::new();
    for ((id, group), _) in ranked.iter().filter(|((id, _), _)| !in_use.contains(id)) {
        merged.entry(*id).or_insert(of_group[group]);
    }
    GroupIds {
        of_listing: groups.iter().map(|group| of_group[group]).collect(),
        merged: merged.into_iter().collect(),
    }
}

/// A new id derived from a listing's id, different from all in use.
fn fresh_id(what: &str, listing: &ListingId, used: &mut HashSet<Uuid>) -> Uuid {
    let mut salt = 0;
    loop {
        let id = Uuid::new_v5(&NAMESPACE, format!("{what}|{listing}|{salt}").as_bytes());
        if used.insert(id) {
            return id;
        }
        salt += 1;
    }
}
