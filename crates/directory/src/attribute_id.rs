//! The ids by which facts and sets of facts name attributes.

/// The position of an attribute in the built-in vocabulary. It can change between releases, so store slugs instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AttributeId(u16);

impl AttributeId {
    /// The number of ids that an [`AttributeSet`](crate::AttributeSet) has room for.
    pub(crate) const CAPACITY: usize = 384;

    pub(crate) const fn from_index(index: usize) -> Self {
        assert!(index < AttributeId::CAPACITY, "the vocabulary has more attributes than a set has room for");
        AttributeId(index as u16)
    }

    /// The position, counted from 0.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}
