//! The counts of facilities by attribute, which are computed once for each snapshot.

use directory::{AttributeId, Vocabulary};
use search::Snapshot;

/// How many facilities of a snapshot have each attribute.
pub struct AttributeCounts(Vec<u32>);

impl AttributeCounts {
    /// Counts the facilities of a snapshot.
    pub fn new(snapshot: &Snapshot) -> AttributeCounts {
        let ids: Vec<AttributeId> =
            Vocabulary::embedded().attributes().iter().map(|known| known.id).collect();
        AttributeCounts(snapshot.counts(&ids).into_iter().map(|count| count.facilities).collect())
    }

    /// How many facilities have a program with this attribute.
    pub fn get(&self, id: AttributeId) -> u32 {
        self.0[id.index()]
    }
}
