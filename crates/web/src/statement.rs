//! What a program states about an attribute, in the way that a page may say it: a program that was never asked did not
//! say no.

use std::borrow::Cow;

use directory::derivation::is_asked;
use directory::{AttributeId, Fact, Program, Vocabulary};
use service::Language;

/// What a program states about an attribute. The smallest of several statements stands for all of them;
/// see [`ProgramStatement::about_any`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ProgramStatement {
    /// The program lists it.
    Yes,
    /// The program was asked, and left the question open.
    NotSaid,
    /// None of its sources asks about it.
    NotAsked,
    /// The program was asked, and its answer rules it out.
    No,
}

impl ProgramStatement {
    pub(crate) fn about(program: &Program, id: AttributeId) -> ProgramStatement {
        let mut listings = program.sources.iter().map(|source| &source.listing.content);
        match program.facts.get(id) {
            Fact::Yes => ProgramStatement::Yes,
            _ if !listings.any(|content| is_asked(content, id)) => ProgramStatement::NotAsked,
            Fact::No => ProgramStatement::No,
            Fact::NotStated => ProgramStatement::NotSaid,
        }
    }

    /// What a program states about several attributes when any one of them suffices: "no" only if it says no to each.
    pub(crate) fn about_any(program: &Program, slugs: &[&str]) -> ProgramStatement {
        let ids = slugs.iter().filter_map(|slug| Vocabulary::embedded().find(slug));
        ids.map(|id| ProgramStatement::about(program, id)).min().unwrap_or(ProgramStatement::NotAsked)
    }

    /// Whether a caller still has to ask.
    pub(crate) fn is_open(self) -> bool {
        matches!(self, ProgramStatement::NotSaid | ProgramStatement::NotAsked)
    }

    pub(crate) fn words(self, language: Language) -> Cow<'static, str> {
        match self {
            ProgramStatement::Yes => language.say("facility-yes"),
            ProgramStatement::No => language.say("facility-no"),
            ProgramStatement::NotSaid => language.say("facility-not-said"),
            ProgramStatement::NotAsked => language.say("facility-not-asked"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::facility;

    fn statement(codes: &str, slug: &str) -> ProgramStatement {
        let facility = facility(&[codes]);
        ProgramStatement::about_any(&facility.programs[0], &[slug])
    }

    #[test]
    fn what_nobody_asked_is_not_a_no() {
        assert_eq!(statement("SA OIT", "eating_disorder"), ProgramStatement::NotAsked);
        assert_eq!(statement("SA OIT", "mental_health"), ProgramStatement::NotAsked);
        assert_eq!(statement("SA OIT", "teen"), ProgramStatement::No);
        assert_eq!(statement("SA OIT", "medicaid"), ProgramStatement::NotSaid);
        assert_eq!(statement("MH OP", "intensive_outpatient"), ProgramStatement::NotAsked);
        assert_eq!(statement("MH RES", "intensive_outpatient"), ProgramStatement::NotAsked);
        assert_eq!(statement("MH PED", "eating_disorder"), ProgramStatement::Yes);
    }

    #[test]
    fn one_yes_suffices_and_only_a_no_to_each_is_a_no() {
        let facility = facility(&["SA OIT MD"]);
        let any = |slugs| ProgramStatement::about_any(&facility.programs[0], slugs);
        assert_eq!(any(&["private", "medicaid"]), ProgramStatement::Yes);
        assert_eq!(any(&["private", "medicare"]), ProgramStatement::No);
        assert_eq!(any(&["private", "va"]), ProgramStatement::NotAsked);
    }
}
