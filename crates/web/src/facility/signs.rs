//! Signs of good care: what is known to help, together, for each program.

use std::borrow::Cow;

use directory::{Facility, Program};

use crate::said::Said;
use service::language::Language;

/// A sign, and the codes or attributes of which any one is it.
pub(crate) struct Sign {
    key: &'static str,
    attributes: &'static [&'static str],
}

/// All of them.
pub(crate) const SIGNS: [Sign; 6] = [
    Sign {
        key: "facility-sign-medication",
        attributes: &[
            "medication_welcome",
            "opioid_medication",
            "alcohol_medication",
            "psychiatric_medication",
            "antipsychotic_medication",
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

impl Sign {
    /// What it is called.
    pub(crate) fn label(&self, language: Language) -> Cow<'static, str> {
        language.say(self.key)
    }

    /// What a program says of it.
    pub(crate) fn said(&self, program: &Program) -> Said {
        Said::of_any(program, self.attributes)
    }
}

/// A sign, as each program of a facility says.
pub(super) struct SignView {
    pub label: Cow<'static, str>,
    pub said: Vec<Said>,
}

/// All signs, as each program of a facility says.
pub(super) fn signs(facility: &Facility, language: Language) -> Vec<SignView> {
    let view = |sign: &Sign| SignView {
        label: sign.label(language),
        said: facility.programs.iter().map(|program| sign.said(program)).collect(),
    };
    SIGNS.iter().map(view).collect()
}

#[cfg(test)]
mod tests {
    use directory::Vocabulary;

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
