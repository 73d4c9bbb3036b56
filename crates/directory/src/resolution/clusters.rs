//! Groups of listings that describe one place.

use super::blocking::Pair;
use super::constraints::ListingGroups;
use super::weights::CONFLICT;
use crate::listing::Role;

use super::features::Features;

/// At most this many listings of each group are compared when groups are joined.
const SAMPLE: usize = 16;

/// A pair of listings with its score.
pub(super) type ScoredPair = (Pair, f64);

/// Joins groups, starting with the best pair, if their listings score at least 0 on average and no two of them
/// contradict each other.
///
/// Listings with [`Role::Identity`] come last, and each joins only the group it fits best, so they never connect two
/// groups.
pub(super) fn join(
    groups: &mut ListingGroups,
    features: &[Features],
    scored: &[ScoredPair],
    score: &impl Fn(u32, u32) -> f64,
) {
    let is_program = |at: u32| features[at as usize].role == Role::Program;
    let mut best: Vec<ScoredPair> = scored.iter().filter(|(_, score)| *score >= 0.0).copied().collect();
    best.sort_by(|(a_pair, a), (b_pair, b)| b.total_cmp(a).then(a_pair.cmp(b_pair)));
    let (programs, others): (Vec<ScoredPair>, Vec<ScoredPair>) =
        best.into_iter().partition(|((a, b), _)| is_program(*a) && is_program(*b));
    for ((a, b), _) in programs {
        join_if_same_place(groups, a, b, score);
    }
    let (mixed, identities): (Vec<ScoredPair>, Vec<ScoredPair>) =
        others.into_iter().partition(|((a, b), _)| is_program(*a) || is_program(*b));
    let mut attached = vec![false; features.len()];
    for at in (0..features.len() as u32).filter(|at| !is_program(*at)) {
        attached[at as usize] = groups.members(groups.root(at)).iter().any(|member| is_program(*member));
    }
    for ((a, b), _) in mixed {
        let identity = if is_program(a) { b } else { a };
        if !attached[identity as usize] && !groups.are_apart(a, b) {
            let with: Vec<u32> = groups.members(groups.root(identity)).to_vec();
            groups.join(a, b);
            with.iter().for_each(|member| attached[*member as usize] = true);
        }
    }
    for ((a, b), _) in identities {
        if !attached[a as usize] && !attached[b as usize] {
            join_if_same_place(groups, a, b, score);
        }
    }
}

fn join_if_same_place(groups: &mut ListingGroups, a: u32, b: u32, score: &impl Fn(u32, u32) -> f64) {
    let (a, b) = (groups.root(a), groups.root(b));
    if a != b && !groups.are_apart(a, b) && are_same_place(groups.members(a), groups.members(b), score) {
        groups.join(a, b);
    }
}

fn are_same_place(a: &[u32], b: &[u32], score: &impl Fn(u32, u32) -> f64) -> bool {
    let mut sum = 0.0;
    for a in a.iter().take(SAMPLE) {
        for b in b.iter().take(SAMPLE) {
            let score = score(*a, *b);
            if score < CONFLICT {
                return false;
            }
            sum += score;
        }
    }
    sum >= 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_join_if_their_mean_is_not_negative_and_nothing_contradicts() {
        let is_joined =
            |weaker: f64| are_same_place(&[0, 1], &[2], &|a, _| if a == 0 { 20.0 } else { weaker });
        assert!(is_joined(0.0) && is_joined(-12.0));
        assert!(!is_joined(-12.5), "two listings contradict each other, although the mean is positive");
        assert!(
            !are_same_place(&[0, 1], &[2], &|a, _| if a == 0 { 5.0 } else { -5.5 }),
            "the mean is negative"
        );
    }
}
