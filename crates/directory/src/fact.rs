//! Three-valued facts, and dense sets of them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::attribute_id::AttributeId;
use crate::named_enum;

named_enum! {
    /// What a source says about one attribute of a program.
    #[derive(Serialize, Deserialize, ToSchema)]
    #[serde(rename_all = "snake_case")]
    pub enum Fact {
        /// The program has it, according to the source.
        Yes = "yes",
        /// The source asked, and the program does not list it.
        No = "no",
        /// The source did not ask, or got no answer. This never means "no".
        NotStated = "not_stated",
    }
}

impl Fact {
    /// Combines the facts for codes that together answer one question: `yes` if any is `yes`, otherwise `no` if any is
    /// `no`, otherwise `not_stated`.
    pub fn any_of_codes(facts: impl IntoIterator<Item = Fact>) -> Fact {
        Fact::first_of([Fact::Yes, Fact::No], Fact::NotStated, facts)
    }

    /// Combines the facts for alternatives, any of which suffices: `yes` if any is `yes`, otherwise `not_stated` if any is
    /// `not_stated`, otherwise `no`.
    pub fn any_of_choices(facts: impl IntoIterator<Item = Fact>) -> Fact {
        Fact::first_of([Fact::Yes, Fact::NotStated], Fact::No, facts)
    }

    fn first_of(ranked: [Fact; 2], otherwise: Fact, facts: impl IntoIterator<Item = Fact>) -> Fact {
        let mut best = otherwise;
        for fact in facts {
            if fact == ranked[0] {
                return fact;
            }
            if fact == ranked[1] {
                best = fact;
            }
        }
        best
    }
}

/// Anything that has a fact for every attribute: a set of facts in memory, or a row of the index.
pub trait Facts {
    /// The fact for one attribute.
    fn fact(&self, id: AttributeId) -> Fact;
}

/// The number of 64-bit words in an [`AttributeSet`].
pub const WORDS: usize = AttributeId::CAPACITY / 64;

/// A set of attributes, one bit each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct AttributeSet(pub [u64; WORDS]);

impl AttributeSet {
    /// Whether `id` is in the set.
    pub fn contains(&self, id: AttributeId) -> bool {
        self.0[id.index() / 64] >> (id.index() % 64) & 1 == 1
    }

    /// Adds `id`.
    pub fn insert(&mut self, id: AttributeId) {
        self.0[id.index() / 64] |= 1 << (id.index() % 64);
    }

    /// Whether the sets share an attribute.
    pub fn intersects(&self, other: &AttributeSet) -> bool {
        self.0.iter().zip(other.0).any(|(a, b)| a & b != 0)
    }

    /// Whether the set is empty.
    pub fn is_empty(&self) -> bool {
        self.0 == [0; WORDS]
    }

    /// The attributes that are in both sets.
    #[must_use]
    pub fn and(&self, other: &AttributeSet) -> AttributeSet {
        AttributeSet(std::array::from_fn(|i| self.0[i] & other.0[i]))
    }

    /// The attributes that are in at least one of the sets.
    #[must_use]
    pub fn or(&self, other: &AttributeSet) -> AttributeSet {
        AttributeSet(std::array::from_fn(|i| self.0[i] | other.0[i]))
    }

    /// The attributes that are in this set but not in `other`.
    #[must_use]
    pub fn without(&self, other: &AttributeSet) -> AttributeSet {
        AttributeSet(std::array::from_fn(|i| self.0[i] & !other.0[i]))
    }

    /// The attributes in the set, in the order of the vocabulary.
    pub fn iter(&self) -> impl Iterator<Item = AttributeId> + '_ {
        self.0.iter().enumerate().flat_map(|(at, &word)| {
            let mut rest = word;
            std::iter::from_fn(move || {
                let bit = rest.trailing_zeros();
                (rest != 0).then(|| {
                    rest &= rest - 1;
                    AttributeId::from_index(at * 64 + bit as usize)
                })
            })
        })
    }
}

impl FromIterator<AttributeId> for AttributeSet {
    fn from_iter<I: IntoIterator<Item = AttributeId>>(ids: I) -> Self {
        let mut set = AttributeSet::default();
        ids.into_iter().for_each(|id| set.insert(id));
        set
    }
}

/// A fact for every attribute of the vocabulary; an attribute is never both `yes` and `no`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FactSet {
    yes: AttributeSet,
    no: AttributeSet,
}

impl FactSet {
    /// Facts from the attributes that are `yes` and those that are `no`. An attribute in both is `yes`.
    pub fn new(yes: AttributeSet, no: AttributeSet) -> Self {
        FactSet { yes, no: no.without(&yes) }
    }

    /// The fact for one attribute.
    pub fn get(&self, id: AttributeId) -> Fact {
        if self.yes.contains(id) {
            Fact::Yes
        } else if self.no.contains(id) {
            Fact::No
        } else {
            Fact::NotStated
        }
    }

    /// Replaces the fact for one attribute.
    pub fn set(&mut self, id: AttributeId, fact: Fact) {
        let one = AttributeSet::from_iter([id]);
        self.yes = self.yes.without(&one);
        self.no = self.no.without(&one);
        match fact {
            Fact::Yes => self.yes.insert(id),
            Fact::No => self.no.insert(id),
            Fact::NotStated => {}
        }
    }

    /// Copies from `other` the facts that are not stated here. Returns the attributes that were filled in.
    pub fn fill_gaps(&mut self, other: &FactSet) -> AttributeSet {
        let gaps = other.stated().without(&self.stated());
        self.yes = self.yes.or(&other.yes.and(&gaps));
        self.no = self.no.or(&other.no.and(&gaps));
        gaps
    }

    /// The attributes that are `yes`.
    pub fn yes(&self) -> &AttributeSet {
        &self.yes
    }

    /// The attributes that are `no`.
    pub fn no(&self) -> &AttributeSet {
        &self.no
    }

    /// The attributes that are `yes` or `no`.
    pub fn stated(&self) -> AttributeSet {
        self.yes.or(&self.no)
    }
}

impl Facts for FactSet {
    fn fact(&self, id: AttributeId) -> Fact {
        self.get(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn among_codes_of_one_question_no_beats_not_stated() {
        use Fact::*;
        assert_eq!(Fact::any_of_codes([NotStated, No]), No);
        assert_eq!(Fact::any_of_codes([No, Yes]), Yes);
        assert_eq!(Fact::any_of_codes([]), NotStated);
    }

    #[test]
    fn among_choices_not_stated_beats_no() {
        use Fact::*;
        assert_eq!(Fact::any_of_choices([No, NotStated]), NotStated);
        assert_eq!(Fact::any_of_choices([No, No]), No);
        assert_eq!(Fact::any_of_choices([NotStated, Yes]), Yes);
    }

    #[test]
    fn a_set_gives_back_its_members_in_order() {
        let ids: Vec<_> = [0, 63, 64, 200, 383].map(AttributeId::from_index).into();
        let set: AttributeSet = ids.iter().copied().collect();
        assert_eq!(set.iter().collect::<Vec<_>>(), ids);
        assert!(!set.contains(AttributeId::from_index(1)));
    }

    #[test]
    fn setting_a_fact_replaces_the_old_one() {
        let id = AttributeId::from_index(70);
        let mut facts = FactSet::default();
        for fact in [Fact::Yes, Fact::No, Fact::NotStated] {
            facts.set(id, fact);
            assert_eq!(facts.get(id), fact);
        }
    }
}
