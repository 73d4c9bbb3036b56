//! Record linkage: which listings describe the same place, and which known facility that place is.
//!
//! Start with [`resolve`]. Pairs of listings that share a block (`blocking`) are compared field by field
//! (`comparison`, on data that `features` prepares with `names`, `streets` and `units`), and each agreement has a
//! weight (`weights`). Pairs that reach the threshold are joined, best first, if their groups agree as a whole
//! (`clusters`) and no person's decision forbids it (`decision`, `constraints`). Pairs close to the threshold are
//! listed for a person to review (`review`). The listings of each place are then sorted into programs (`programs`),
//! and facilities and programs keep the ids they had (`former`, `identity`). A listing is also called a *row* of the
//! survey that it comes from.
//!
//! The groups depend only on the present listings and the decisions; what was known before only decides their ids. A
//! new facility's id is derived from its smallest listing id, so the same data gives the same ids on every machine.

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
mod known_listing;
mod likeness;
mod names;
mod number_words;
mod programs;
mod review;
mod streets;
mod units;
mod weights;
mod words;

use uuid::Uuid;

pub use decision::{Decision, DecisionSide, Fingerprint, Verdict, fingerprint};
pub use evidence::{Agreement, BorderlinePair, ComparedField, Evidence};
pub use known_listing::KnownListing;
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
    /// Facilities that turned out to be the same as another one: the old id, and the id that remains.
    pub merged: Vec<(Uuid, Uuid)>,
    /// For each listing, in the order they were given, the known listing that it continues: the one with the same id,
    /// or else a listing of the same source and track that is gone and that this one replaces, because it was
    /// respelled, renamed or moved.
    pub former: Vec<Option<ListingId>>,
    /// Pairs close to the threshold, the closest first.
    pub borderline: Vec<BorderlinePair>,
}

/// Assigns all present listings of all sources to facilities and programs. Known facilities and programs keep their
/// ids, and people's decisions are followed.
pub fn resolve(
    listings: &[(&ListingId, &Content)],
    known: &[KnownListing<'_>],
    decisions: &[Decision],
) -> Resolution {
    // Sorting by id makes the outcome independent of the input order.
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

/// Prepares the listings for comparison.
fn prepare(listings: &[(&ListingId, &Content)]) -> (Vec<Features>, Corpus) {
    let mut corpus = Corpus::default();
    let features: Vec<Features> =
        listings.iter().map(|(id, content)| Features::new(id, content, &mut corpus)).collect();
    for one in &features {
        corpus.count(one.state, one.place(), &one.phones, one.host.as_deref());
    }
    (features, corpus)
}

#[cfg(test)]
mod tests;
