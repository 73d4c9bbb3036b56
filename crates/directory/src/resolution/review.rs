//! Pairs for a person to look at.

use std::collections::HashMap;

use super::blocking::Pair;
use super::clusters::ScoredPair;
use super::constraints::ListingGroups;
use super::weights::BAND;

/// The pairs near the threshold whose answer could change a facility, the least decided first.
///
/// Of two groups that stayed apart, the pair that came nearest; within a group, only a pair without which one of its
/// listings would not be there. What people decided already, as told by the groups they made, is not asked again.
pub(super) fn borderline(groups: &ListingGroups, decided: &[u32], scored: &[ScoredPair]) -> Vec<ScoredPair> {
    let mut strongest: HashMap<u32, f64> = HashMap::new();
    let mut between: HashMap<Pair, ScoredPair> = HashMap::new();
    let is_open = |a: u32, b: u32| decided[a as usize] != decided[b as usize];
    for ((a, b), score) in scored {
        let (root_a, root_b) = (groups.root(*a), groups.root(*b));
        if root_a == root_b {
            for at in [*a, *b] {
                let known = strongest.entry(at).or_insert(*score);
                *known = known.max(*score);
            }
        } else if !groups.are_apart(*a, *b) && score.abs() <= BAND {
            let roots = (root_a.min(root_b), root_a.max(root_b));
            let known = between.entry(roots).or_insert(((*a, *b), *score));
            if *score > known.1 {
                *known = ((*a, *b), *score);
            }
        }
    }
    let within = scored.iter().copied().filter(|((a, b), score)| {
        let is_strongest = |at: &u32| strongest.get(at) == Some(score);
        is_open(*a, *b)
            && groups.root(*a) == groups.root(*b)
            && score.abs() <= BAND
            && (is_strongest(a) || is_strongest(b))
    });
    let mut pairs: Vec<ScoredPair> = between.into_values().chain(within).collect();
    pairs.sort_by(|a, b| a.1.abs().total_cmp(&b.1.abs()).then(a.0.cmp(&b.0)));
    pairs
}
