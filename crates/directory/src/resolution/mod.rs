//! Which listings describe one place, and which place of before it is: record linkage.
//!
//! [`resolve`] is the story. Pairs that share a block (`blocking`) are compared field by field (`comparison`, over
//! what `features` prepares with `names`, `streets`, `units`), and each agreement has a weight (`weights`). The pairs
//! from the threshold on are joined, the best first, as long as the groups agree as wholes (`clusters`) and no
//! decision of a person forbids it (`decision`, `constraints`). Those near it are for a person to look at (`review`).
//! Then the rows of each place are sorted into programs (`programs`), and groups get the ids they had before
//! (`former`, `identity`).
//!
//! The groups depend on the present listings and the decisions alone: what is known only tells their ids. Ids are made
//! from the smallest listing id of a new facility, so that the same data gives the same ids on every machine.

mod blocking;
mod clusters;
mod comparison;
mod constraints;
mod corpus;
mod decision;
mod evidence;
mod features;
mod former;
mod identity;
mod likeness;
mod names;
mod programs;
mod review;
mod streets;
mod units;
mod weights;
mod words;

use uuid::Uuid;

pub use decision::{Decision, DecisionSide, Fingerprint, Verdict, fingerprint};
pub use evidence::{Agreement, BorderlinePair, ComparedField, Evidence};
pub use identity::KnownListing;
pub use streets::{are_elsewhere, street_key};

use crate::facility::Placement;
use crate::listing::{Content, ListingId};
use clusters::ScoredPair;
use comparison::Comparison;
use constraints::ListingGroups;
use corpus::Corpus;
use features::Features;
use former::Former;
use programs::ComparedListings;

/// The outcome of [`resolve`].
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Resolution {
    /// The placement of each listing, in the order they were given.
    pub placements: Vec<Placement>,
    /// Facilities that turned out to be another one: the old id, and the one that goes on.
    pub merged: Vec<(Uuid, Uuid)>,
    /// For each listing, in the order they were given, the known one that it continues: the one of the same id, else
    /// one of the same source and track that is gone and that it replaces, respelt, renamed or moved.
    pub former: Vec<Option<ListingId>>,
    /// Pairs near the threshold, the least decided first.
    pub borderline: Vec<BorderlinePair>,
}

/// Places all present listings of all sources, keeping the ids of the places that are known and the word of people.
pub fn resolve(
    listings: &[(&ListingId, &Content)],
    known: &[KnownListing<'_>],
    decisions: &[Decision],
) -> Resolution {
    // Sorted by id, so that the outcome does not depend on the order they came in.
    let mut order: Vec<usize> = (0..listings.len()).collect();
    order.sort_by_key(|at| listings[*at].0);
    let sorted: Vec<(&ListingId, &Content)> = order.iter().map(|at| listings[*at]).collect();
    let resolved = resolve_sorted(&sorted, known, decisions);
    let mut back: Vec<usize> = vec![0; order.len()];
    order.iter().enumerate().for_each(|(to, from)| back[*from] = to);
    Resolution {
        placements: back.iter().map(|at| resolved.placements[*at]).collect(),
        former: back.iter().map(|at| resolved.former[*at].clone()).collect(),
        ..resolved
    }
}

fn resolve_sorted(
    listings: &[(&ListingId, &Content)],
    known: &[KnownListing<'_>],
    decisions: &[Decision],
) -> Resolution {
    let (features, mut corpus) = prepare(listings);
    let former = Former::find(listings, &features, known, &mut corpus);
    let corpus = corpus;
    let compare =
        |a: u32, b: u32| Comparison::new(&features[a as usize], &features[b as usize], &corpus, true);
    let score = |a: u32, b: u32| weights::score(&compare(a, b));

    let mut groups = constraints::decided(listings, &former, known, decisions);
    let roots = |groups: &ListingGroups| -> Vec<u32> {
        (0..listings.len() as u32).map(|at| groups.root(at)).collect()
    };
    let decided = roots(&groups);
    let pairs = blocking::pairs(&features, &corpus);
    let scored: Vec<ScoredPair> = pairs.into_iter().map(|(a, b)| ((a, b), score(a, b))).collect();
    clusters::join(&mut groups, &features, &scored, &score);

    let of_place = roots(&groups);
    let of_program =
        programs::programs(&ComparedListings { listings, features: &features, corpus: &corpus }, &of_place);
    let facilities = identity::facilities(listings, &of_place, &former, known);
    let programs = identity::programs(listings, &of_program, &former, known);
    let placements = facilities.of_listing.into_iter().zip(programs.of_listing);
    let borderline =
        review::borderline(&groups, &decided, &scored).into_iter().map(|((a, b), score)| BorderlinePair {
            a: listings[a as usize].0.clone(),
            b: listings[b as usize].0.clone(),
            score,
            evidence: weights::evidence(&compare(a, b)),
        });
    Resolution {
        placements: placements.map(|(facility, program)| Placement { facility, program }).collect(),
        merged: facilities.merged,
        former: former.continued.iter().map(|known| known.map(|known| known.id.clone())).collect(),
        borderline: borderline.collect(),
    }
}

/// What is compared of each listing, weighed by how rare it is among them.
fn prepare(listings: &[(&ListingId, &Content)]) -> (Vec<Features>, Corpus) {
    let mut corpus = Corpus::default();
    let mut features: Vec<Features> =
        listings.iter().map(|(id, content)| Features::new(id, content, &mut corpus)).collect();
    for one in &features {
        corpus.count(one);
    }
    corpus.weigh();
    features.iter_mut().for_each(|one| one.weigh(&corpus));
    (features, corpus)
}

#[cfg(test)]
mod tests;
