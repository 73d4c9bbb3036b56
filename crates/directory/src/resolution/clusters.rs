//! Groups of listings that describe one place.

use std::collections::HashMap;

use super::same_place::Identity;

/// Listings in a block beyond which only neighbours in name are compared: a bound on work for odd data.
const LARGE_BLOCK: usize = 200;

/// The cluster of each identity: the position of its first member.
pub(super) fn clusters(identities: &[Identity]) -> Vec<usize> {
    let mut blocks: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, identity) in identities.iter().enumerate() {
        for block in identity.blocks() {
            blocks.entry(block).or_default().push(at);
        }
    }
    let mut sets = DisjointSets::new(identities.len());
    for members in blocks.into_values() {
        for (i, &a) in members.iter().enumerate() {
            for &b in members[i + 1..].iter().take(LARGE_BLOCK) {
                if !sets.are_joined(a, b) && identities[a].is_same_place(&identities[b]) {
                    sets.join(a, b);
                }
            }
        }
    }
    (0..identities.len()).map(|at| sets.root(at)).collect()
}

/// Union-find whose roots are the smallest members, so that the outcome does not depend on the order of joining.
struct DisjointSets(Vec<usize>);

impl DisjointSets {
    fn new(len: usize) -> Self {
        DisjointSets((0..len).collect())
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn are_joined(&mut self, a: usize, b: usize) -> bool {
        self.root(a) == self.root(b)
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
    }
}
