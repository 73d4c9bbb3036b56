//! How similar two rows of one track at one place are, to tell whether they are the same program.

use super::comparison::{Comparison, NameAgreement, PhoneAgreement};
use super::features::Features;
use super::units::UnitAgreement;
use crate::listing::Content;

/// The similarity of two rows, in bits. Rows of two surveys with at least 0 describe the same program.
///
/// The clinic's name counts most, then the services: these differ between two programs of one organization, but hardly
/// between two editions of one program.
pub(super) fn likeness(comparison: &Comparison, a: (&Features, &Content), b: (&Features, &Content)) -> f64 {
    clinic(a.0, b.0) + services(a.1, b.1) + rest(comparison)
}

fn clinic(a: &Features, b: &Features) -> f64 {
    match (&a.name2, &b.name2) {
        (None, None) => 2.0,
        (Some(mine), Some(theirs)) if mine.joined == theirs.joined => 4.0,
        (Some(mine), Some(theirs)) => 5.0 * strsim::jaro_winkler(&mine.text, &theirs.text) - 3.0,
        _ => 0.0,
    }
}

/// Compares the services that both surveys ask about.
fn services(a: &Content, b: &Content) -> f64 {
    let (Some(mine), Some(theirs)) = (&a.codes, &b.codes) else { return 0.0 };
    let asked = a.questionnaire.codes().and(&b.questionnaire.codes());
    let (mine, theirs) = (mine.and(&asked), theirs.and(&asked));
    let (both, either) = (mine.and(&theirs).iter().count(), mine.or(&theirs).iter().count());
    if either == 0 { 0.0 } else { 6.0 * both as f64 / either as f64 - 2.0 }
}

fn rest(comparison: &Comparison) -> f64 {
    let name = match comparison.name {
        NameAgreement::Full => 1.0,
        NameAgreement::Other => -1.0,
        _ => 0.0,
    };
    let phone = if matches!(comparison.phone, PhoneAgreement::Main(_)) { 1.0 } else { 0.0 };
    let unit = match comparison.unit {
        UnitAgreement::Same => 1.0,
        UnitAgreement::Different | UnitAgreement::OtherFloor => -2.0,
        UnitAgreement::Unknown => 0.0,
    };
    name + phone + unit
}
