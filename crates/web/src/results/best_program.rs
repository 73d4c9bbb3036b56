//! The best program of a facility that was found: what it says about what was asked for.

use std::borrow::Cow;

use directory::{Criteria, Criterion, Fact};
use search::{ProgramHit, ProgramRow, Snapshot};
use service::{FactWords, Language};

use super::said_once::SaidOnce;
use crate::answers::{FormAnswers, Payer, PreparedSearch};

/// What all cards of a page have in common.
pub(super) struct CardContext<'a> {
    pub snapshot: &'a Snapshot,
    pub language: Language,
    pub answers: &'a FormAnswers,
    pub prepared: &'a PreparedSearch,
    pub criteria: &'a Criteria,
    /// What the page says of all places.
    pub said: SaidOnce,
}

impl CardContext<'_> {
    pub(super) fn words(&self) -> &'static FactWords {
        FactWords::for_language(self.language)
    }

    pub(super) fn is_uninsured(&self) -> bool {
        self.prepared.payer.as_ref().is_some_and(Payer::is_nobody)
    }

    /// Who pays, or that help with the cost is needed.
    pub(super) fn payer_label(&self) -> Cow<'static, str> {
        match &self.prepared.payer {
            Some(payer) if !payer.is_nobody() => payer.short_name().to_owned().into(),
            _ => self.language.say("tag-help-with-cost"),
        }
    }
}

/// The best program of a facility that was found.
pub(super) struct BestProgram<'a> {
    pub context: &'a CardContext<'a>,
    pub hit: &'a ProgramHit,
    pub row: ProgramRow<'a>,
}

impl<'a> BestProgram<'a> {
    pub(super) fn new(context: &'a CardContext<'a>, hit: &'a ProgramHit) -> BestProgram<'a> {
        BestProgram { context, hit, row: context.snapshot.row(hit.row) }
    }

    /// The names of the cautions that the person should read.
    pub(super) fn cautions(&self) -> Vec<&'static str> {
        let need = &self.context.prepared.search.query.need;
        let cautions = self.hit.cautions.iter().filter(|caution| caution.is_worth_reading(need));
        cautions.map(|caution| self.context.words().caution_label(caution)).collect()
    }

    /// The criteria for the way in which the program reaches the person.
    pub(super) fn criteria(&self) -> &'a [Criterion] {
        self.context.criteria.by(self.hit.reach)
    }

    /// What the program says about a criterion.
    pub(super) fn fact(&self, criterion: &Criterion) -> Fact {
        criterion.fact(&self.row, self.hit.place)
    }
}
