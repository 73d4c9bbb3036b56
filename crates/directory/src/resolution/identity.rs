//! Ids that stay: today's groups of listings held against yesterday's facilities.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

use uuid::Uuid;

use super::clusters::clusters;
use super::decision::Decision;
use super::evidence::Borderline;
use super::same_place::Identity;
use crate::facility::Placement;
use crate::listing::{Content, ListingId};
use crate::vocabulary::Track;

/// A listing that was placed before, still there or gone.
#[derive(Debug, Clone)]
pub struct Known {
    /// Its name.
    pub id: ListingId,
    /// What it said last.
    pub content: Content,
    /// Where it was placed.
    pub placement: Placement,
}

/// The outcome of [`resolve`].
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Resolution {
    /// The placement of each listing, in the order they were given.
    pub placements: Vec<Placement>,
    /// Facilities that turned out to be another one: the old id, and the one that goes on.
    pub merged: Vec<(Uuid, Uuid)>,
    /// For each listing, in the order they were given, the known one that it continues: the one of the same id, else
    /// one that is gone and that it replaces, respelt, renamed or moved.
    pub former: Vec<Option<ListingId>>,
    /// Pairs near the threshold, the least decided first.
    pub borderline: Vec<Borderline>,
}

/// Namespace of the ids made here (RFC 9562, version 5).
const NAMESPACE: Uuid = Uuid::from_u128(0x8f0e_6a1c_52b7_4d3e_9c41_7a60_d2b5_13fe);

/// Places all present listings of all sources, keeping the ids of the places that are known and the word of people.
pub fn resolve(listings: &[(&ListingId, &Content)], known: &[Known], _decisions: &[Decision]) -> Resolution {
    let identities: Vec<Identity> = listings.iter().map(|(_, content)| Identity::of(content)).collect();
    let clusters = clusters(&identities);
    let continued = former_places(listings, &identities, known);
    let former: Vec<Option<Placement>> =
        continued.iter().map(|known| known.map(|known| known.placement)).collect();
    let (facilities, merged) = facilities(listings, &clusters, &former, known);
    let programs = programs(listings, &former);
    let placements = facilities.into_iter().zip(programs);
    Resolution {
        placements: placements.map(|(facility, program)| Placement { facility, program }).collect(),
        merged,
        former: continued.into_iter().map(|known| known.map(|known| known.id.clone())).collect(),
        borderline: Vec::new(),
    }
}

/// What each listing was before: itself, or the gone listing it replaces.
fn former_places<'a>(
    listings: &[(&ListingId, &Content)],
    identities: &[Identity],
    known: &'a [Known],
) -> Vec<Option<&'a Known>> {
    let by_id: HashMap<&ListingId, &Known> = known.iter().map(|known| (&known.id, known)).collect();
    let mut former: Vec<Option<&Known>> = listings.iter().map(|(id, _)| by_id.get(id).copied()).collect();

    let present: HashSet<&ListingId> = listings.iter().map(|(id, _)| *id).collect();
    let gone: Vec<&Known> = known.iter().filter(|known| !present.contains(&known.id)).collect();
    let gone_identities: Vec<Identity> = gone.iter().map(|known| Identity::of(&known.content)).collect();
    let mut by_block: HashMap<String, Vec<usize>> = HashMap::new();
    let mut by_moving: HashMap<(Track, String), Vec<usize>> = HashMap::new();
    for (at, identity) in gone_identities.iter().enumerate() {
        for block in identity.blocks() {
            by_block.entry(block).or_default().push(at);
        }
        if let Some(moving) = identity.moving() {
            by_moving.entry((gone[at].content.track, moving)).or_default().push(at);
        }
    }

    let mut taken: HashSet<usize> = HashSet::new();
    let unplaced: Vec<usize> = (0..listings.len()).filter(|at| former[*at].is_none()).collect();
    for &at in &unplaced {
        let content = listings[at].1;
        let mut candidates: Vec<usize> =
            identities[at].blocks().filter_map(|b| by_block.get(&b)).flatten().copied().collect();
        candidates.retain(|candidate| {
            gone[*candidate].content.track == content.track
                && !taken.contains(candidate)
                && gone_identities[*candidate].is_same_place(&identities[at])
        });
        let likeness = |candidate: &usize| likeness(&gone[*candidate].content, content);
        if let Some(best) = candidates.into_iter().max_by_key(|c| (likeness(c), Reverse(&gone[*c].id))) {
            taken.insert(best);
            former[at] = Some(gone[best]);
        }
    }
    for &at in unplaced.iter().filter(|at| former[**at].is_none()).collect::<Vec<_>>() {
        let Some(moving) = identities[at].moving() else { continue };
        // Only one site may have moved: an organization's telephone can serve many.
        if let Some([only]) = by_moving.get(&(listings[at].1.track, moving)).map(Vec::as_slice)
            && gone[*only].content.address.state == listings[at].1.address.state
            && taken.insert(*only)
        {
            former[at] = Some(gone[*only]);
        }
    }
    former
}

/// How much two listings of one place and track have in common, to tell several programs there apart.
fn likeness(a: &Content, b: &Content) -> usize {
    let codes = match (&a.codes, &b.codes) {
        (Some(a), Some(b)) => a.and(b).iter().count(),
        _ => 0,
    };
    codes + 1000 * usize::from(a.name2 == b.name2)
}

/// The facility of each listing, and the facilities that were merged away.
fn facilities(
    listings: &[(&ListingId, &Content)],
    clusters: &[usize],
    former: &[Option<Placement>],
    known: &[Known],
) -> (Vec<Uuid>, Vec<(Uuid, Uuid)>) {
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, cluster) in clusters.iter().enumerate() {
        members.entry(*cluster).or_default().push(at);
    }
    // Claims of clusters to former facilities; the most listings win, then the smallest listing id.
    let mut claims: BTreeMap<(Uuid, usize), (usize, &ListingId)> = BTreeMap::new();
    for (cluster, members) in &members {
        for &at in members {
            if let Some(placement) = former[at] {
                let claim = claims.entry((placement.facility, *cluster)).or_insert((0, listings[at].0));
                claim.0 += 1;
                claim.1 = claim.1.min(listings[at].0);
            }
        }
    }
    let mut ranked: Vec<_> = claims.iter().collect();
    ranked.sort_by_key(|((facility, _), (count, smallest))| (Reverse(*count), *smallest, *facility));
    let mut of_cluster: HashMap<usize, Uuid> = HashMap::new();
    let mut in_use: HashSet<Uuid> = HashSet::new();
    for ((facility, cluster), _) in &ranked {
        if !of_cluster.contains_key(cluster) && in_use.insert(*facility) {
            of_cluster.insert(*cluster, *facility);
        }
    }
    let mut used: HashSet<Uuid> = known.iter().map(|known| known.placement.facility).collect();
    for (cluster, members) in &members {
        let smallest = members.iter().map(|at| listings[*at].0).min();
        let new_id = || fresh_id("facility", smallest, &mut used);
        of_cluster.entry(*cluster).or_insert_with(new_id);
    }
    let mut merged: BTreeMap<Uuid, Uuid> = BTreeMap::new();
    for ((facility, cluster), _) in &ranked {
        if !in_use.contains(facility) {
            merged.entry(*facility).or_insert(of_cluster[cluster]);
        }
    }
    (clusters.iter().map(|cluster| of_cluster[cluster]).collect(), merged.into_iter().collect())
}

/// The program of each listing: the one it described before, else a new one of its own.
fn programs(listings: &[(&ListingId, &Content)], former: &[Option<Placement>]) -> Vec<Uuid> {
    let mut used: HashSet<Uuid> = HashSet::new();
    let mut programs: Vec<Option<Uuid>> = Vec::with_capacity(listings.len());
    for placement in former {
        programs.push(placement.map(|placement| placement.program).filter(|program| used.insert(*program)));
    }
    let new_id = |(at, program): (usize, Option<Uuid>)| {
        program.unwrap_or_else(|| fresh_id("program", Some(listings[at].0), &mut used))
    };
    programs.into_iter().enumerate().map(new_id).collect()
}

/// An id made from a listing's, unlike all that are in use.
fn fresh_id(what: &str, listing: Option<&ListingId>, used: &mut HashSet<Uuid>) -> Uuid {
    let listing = listing.map(ToString::to_string).unwrap_or_default();
    let mut salt = 0;
    loop {
        let id = Uuid::new_v5(&NAMESPACE, format!("{what}|{listing}|{salt}").as_bytes());
        if used.insert(id) {
            return id;
        }
        salt += 1;
    }
}
