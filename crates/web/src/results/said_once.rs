//! What the page says once about all places, so that no card repeats it.

use directory::{Coverage, Level, ProgramType};
use service::ResolvedSearch;

/// What the page says once, above all cards.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct SaidOnce {
    /// Public lists do not record such IOPs.
    pub iop: bool,
    /// No list says which plans of an insurer a place takes.
    pub plan: bool,
}

impl SaidOnce {
    pub(super) fn new(search: &ResolvedSearch) -> SaidOnce {
        let need = &search.query.need;
        // Only the survey of substance-use programs asks for IOPs.
        let unrecorded = [ProgramType::MentalHealth, ProgramType::EatingDisorder];
        SaidOnce {
            iop: need.levels == [Level::IntensiveOutpatient]
                && need.programs.iter().any(|program| unrecorded.contains(program)),
            plan: matches!(need.insurance[..], [plan @ Coverage::Plan(_)] if !plan.is_sure()),
        }
    }
}
