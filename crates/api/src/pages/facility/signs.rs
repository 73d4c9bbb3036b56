//! Signs of good care: what is known to help, together, for each program.

use std::borrow::Cow;

use directory::{AttributeId, Facility, Fact, Program, Vocabulary};

use crate::pages::language::Language;

/// A sign, and the codes or attributes of which any one is it.
struct Sign {
    key: &'static str,
    attributes: &'static [&'static str],
}

const SIGNS: [Sign; 6] = [
    Sign {
        key: "facility-sign-medication",
        attributes: &[
            "medication_welcome",
            "opioid_medication",
            "alcohol_medication",
            "psychiatric_medication",
        ],
    },
    Sign { key: "facility-sign-assessment", attributes: &["assessment"] },
    Sign { key: "facility-sign-family", attributes: &["family"] },
    Sign { key: "facility-sign-aftercare", attributes: &["aftercare", "discharge_follow_up"] },
    Sign { key: "facility-sign-naloxone", attributes: &["naloxone_overdose_education"] },
    Sign {
        key: "facility-sign-accreditation",
        attributes: &[
            "joint_commission_accreditation",
            "carf_accreditation",
            "council_on_accreditation",
            "ncqa_accreditation",
            "hfap_accreditation",
        ],
    },
];

/// A sign, as each of some programs says.
pub(in crate::pages) struct SignView {
    pub label: Cow<'static, str>,
    pub said: Vec<Fact>,
}

/// All signs, as each program of a facility says.
pub(in crate::pages) fn signs(facility: &Facility, language: Language) -> Vec<SignView> {
    let view = |sign: &Sign| SignView {
        label: language.say(sign.key),
        said: facility.programs.iter().map(|program| said(program, sign)).collect(),
    };
    SIGNS.iter().map(view).collect()
}

/// Any one suffices; "no" only when it says no to each.
fn said(program: &Program, sign: &Sign) -> Fact {
    let ids = sign.attributes.iter().filter_map(|slug| Vocabulary::embedded().find(slug));
    Fact::of_choices(ids.map(|id: AttributeId| program.facts.get(id)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_has_words_and_attributes() {
        for sign in &SIGNS {
            assert_ne!(Language::usual().say(sign.key), sign.key);
            for slug in sign.attributes {
                assert!(Vocabulary::embedded().find(slug).is_some(), "{slug}");
            }
        }
    }
}
