//! The pairs that a person should review.

use std::collections::HashMap;

use super::blocking::Pair;
use super::clusters::ScoredPair;
use super::constraints::ListingGroups;
use super::weights::BAND;

/// The pairs close to the threshold for which an answer could change a facility, the closest first.
///
/// Of the pairs between two groups that stayed apart, only the one with the highest score is given. Of the pairs within
/// a group, only those are given that are the strongest tie of one of the two listings to the group. `decided` gives
/// the group of each listing after people's decisions alone; pairs within those groups are left out.
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The pairs to review among listings 0 to 3, of which 0 and 1 are in one group.
    fn reviewed(scored: &[ScoredPair]) -> Vec<Pair> {
        let mut groups = ListingGroups::new(4);
        groups.join(0, 1);
        borderline(&groups, &[0, 1, 2, 3], scored).into_iter().map(|(pair, _)| pair).collect()
    }

    #[test]
    fn pairs_within_three_bits_of_the_threshold_are_reviewed_the_closest_first() {
        assert_eq!(reviewed(&[((0, 1), 3.0), ((0, 2), -3.0), ((1, 3), -1.0)]), [(1, 3), (0, 1), (0, 2)]);
        assert!(reviewed(&[((0, 1), 3.1), ((0, 2), -3.1)]).is_empty());
    }

    #[test]
    fn of_two_groups_only_the_pair_with_the_highest_score_is_reviewed() {
        assert_eq!(reviewed(&[((0, 1), 9.0), ((0, 2), -2.0), ((1, 2), -1.0)]), [(1, 2)]);
    }
}
