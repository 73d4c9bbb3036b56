//! What a listing was asked: without a question, "no" and silence are nobody's answer.

use super::{level_codes, payment_codes, program_codes};
use crate::fact::Fact;
use crate::listing::{Content, Questionnaire, Role};
use crate::vocabulary::{AttributeId, Group, Level, Payment, ProgramType, Track, Vocabulary};

/// Whether a listing was asked about an attribute: by its questionnaire, whose codes tell of it, or else it says so
/// outright. A source with a questionnaire of its own may have been asked about anything.
///
/// What follows for a program that was not asked (a substance-use program is no place for eating disorders) holds for
/// matching, but is not what the place says.
pub fn is_asked(content: &Content, id: AttributeId) -> bool {
    if content.role == Role::Identity {
        return false;
    }
    if content.questionnaire == Questionnaire::Own || content.stated.get(id) != Fact::NotStated {
        return true;
    }
    let asked = content.questionnaire.codes();
    let codes = telling_codes(content.track, id).iter();
    asked.contains(id)
        || codes.filter_map(|code| Vocabulary::embedded().code(code)).any(|id| asked.contains(id))
}

/// The codes that tell of an attribute in a directory; none for a code itself.
fn telling_codes(track: Track, id: AttributeId) -> &'static [&'static str] {
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
