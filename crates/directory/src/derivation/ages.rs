//! Ages that a program does not take, according to its name.

use crate::age::AgeCode;
use crate::fact::Fact;
use crate::listing::Content;
use crate::vocabulary::{AttributeId, Track, Vocabulary};

/// The age codes that a listing's name rules out and that the listing itself says nothing about: "Adolescent IOP" does
/// not take adults. The program's own name takes precedence over the organization's.
pub(super) fn ages_excluded_by_name(content: &Content) -> Vec<AttributeId> {
    let own = content.program_name.as_deref().map(AgeCode::named_in).unwrap_or_default();
    let named = if own.is_empty() { AgeCode::named_in(&content.organization) } else { own };
    if named.is_empty() || answers_about_ages(content) {
        return Vec::new();
    }
    let is_listed = |age: &AttributeId| {
        content.codes.is_some_and(|codes| codes.contains(*age)) || content.stated.get(*age) != Fact::NotStated
    };
    let others = AgeCode::ALL.into_iter().filter(|age| !named.contains(age)).map(AgeCode::id);
    others.filter(|age| !is_listed(age)).collect()
}

/// Whether the ages that a listing lacks count as "no". In substance-use listings they never are.
fn answers_about_ages(content: &Content) -> bool {
    let ages = Vocabulary::embedded().codes_in("AGE");
    content.track == Track::MentalHealth && content.codes.is_some_and(|codes| codes.intersects(&ages))
}
