//! What a program says of something, as a page may tell it: nobody "said no" to what nobody asked.

use std::borrow::Cow;

use directory::derivation::is_asked;
use directory::{AttributeId, Fact, Program, Vocabulary};

use service::language::Language;

/// What a program says of an attribute. The order is that of [`Said::of_any`]: the first that any of several says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Said {
    /// It lists it.
    Yes,
    /// It was asked, and did not say.
    Silent,
    /// None of its lists asks about it.
    Unasked,
    /// It was asked, and does not list it.
    No,
}

impl Said {
    /// What a program says of an attribute.
    pub(super) fn of(program: &Program, id: AttributeId) -> Said {
        let mut listings = program.sources.iter().map(|source| &source.listing.content);
        match program.facts.get(id) {
            Fact::Yes => Said::Yes,
            _ if !listings.any(|content| is_asked(content, id)) => Said::Unasked,
            Fact::No => Said::No,
            Fact::NotStated => Said::Silent,
        }
    }

    /// What a program says of several attributes of which any one suffices: "no" only when it says no to each.
    pub(super) fn of_any(program: &Program, slugs: &[&str]) -> Said {
        let ids = slugs.iter().filter_map(|slug| Vocabulary::embedded().find(slug));
        ids.map(|id| Said::of(program, id)).min().unwrap_or(Said::Unasked)
    }

    /// Whether it is still to be asked.
    pub(super) fn is_open(self) -> bool {
        matches!(self, Said::Silent | Said::Unasked)
    }

    /// In a few words.
    pub(super) fn words(self, language: Language) -> Cow<'static, str> {
        match self {
            Said::Yes => language.say("facility-yes"),
            Said::No => language.say("facility-no"),
            Said::Silent => language.say("facility-not-said"),
            Said::Unasked => language.say("facility-not-asked"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::facility;

    fn said(codes: &str, slug: &str) -> Said {
        let facility = facility(&[codes]);
        Said::of_any(&facility.programs[0], &[slug])
    }

    #[test]
    fn nobody_says_no_to_what_nobody_asked() {
        assert_eq!(said("SA OIT", "eating_disorder"), Said::Unasked);
        assert_eq!(said("SA OIT", "mental_health"), Said::Unasked);
        assert_eq!(said("SA OIT", "teen"), Said::No);
        assert_eq!(said("SA OIT", "medicaid"), Said::Silent);
        assert_eq!(said("MH OP", "intensive_outpatient"), Said::Unasked);
        assert_eq!(said("MH RES", "intensive_outpatient"), Said::Unasked);
        assert_eq!(said("MH PED", "eating_disorder"), Said::Yes);
    }

    #[test]
    fn of_several_one_suffices_and_all_must_be_denied() {
        let facility = facility(&["SA OIT MD"]);
        let said = |slugs| Said::of_any(&facility.programs[0], slugs);
        assert_eq!(said(&["private", "medicaid"]), Said::Yes);
        assert_eq!(said(&["private", "medicare"]), Said::No);
        assert_eq!(said(&["private", "va"]), Said::Unasked);
    }
}
