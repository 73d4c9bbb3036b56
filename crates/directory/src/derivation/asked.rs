//! Whether a listing was asked about an attribute. If it wasn't, a "no" is our conclusion and not the place's answer.

use super::ages::ages_excluded_by_name;
use super::codes::{level_codes, payment_codes, program_codes};
use crate::age::AgeCode;
use crate::fact::Fact;
use crate::listing::{Content, Questionnaire, Role};
use crate::vocabulary::{AttributeId, Group, Level, Payment, ProgramType, Track, Vocabulary};

/// Whether a listing was asked about an attribute: its questionnaire has a code for the attribute, or the listing
/// states the fact directly. A source with its own questionnaire may have asked about anything.
///
/// Matching also uses facts that were never asked about, for example that a substance-use program does not treat eating
/// disorders. Such a fact must not be presented as something the place said.
pub fn is_asked(content: &Content, id: AttributeId) -> bool {
    if content.role == Role::Identity {
        return false;
    }
    if content.questionnaire == Questionnaire::Own || content.stated.get(id) != Fact::NotStated {
        return true;
    }
    // Only ages are looked for in the name, which takes long.
    let is_age = AgeCode::ALL.into_iter().any(|age| age.id() == id);
    if is_age && ages_excluded_by_name(content).contains(&id) {
        return false;
    }
    let asked = content.questionnaire.codes();
    let codes = codes_for(content.track, id).iter();
    asked.contains(id)
        || codes.filter_map(|code| Vocabulary::embedded().code(code)).any(|id| asked.contains(id))
}

/// The codes from which an attribute is derived on this track. Empty if the attribute is itself a single code.
fn codes_for(track: Track, id: AttributeId) -> &'static [&'static str] {
    let program = ProgramType::ALL.iter().find(|known| known.id() == id);
    let level = Level::ALL.iter().find(|known| known.id() == id);
    let payment = Payment::ALL.iter().find(|known| known.id() == id);
    let group = Group::ALL.iter().find(|known| known.id() == id);
    match (program, level, payment, group) {
        (Some(program), ..) => program_codes(*program, track),
        (_, Some(level), ..) => level_codes(*level, track),
        (_, _, Some(payment), _) => payment_codes(*payment, track),
        (_, _, _, Some(group)) => group.codes(),
        _ => &[],
    }
}
