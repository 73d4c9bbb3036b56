//! Signs of good care: things that are known to help.

use std::borrow::Cow;

use directory::Program;
use service::Language;

use crate::statement::ProgramStatement;

/// A sign of good care, with the attributes that show it: any one of them suffices.
pub(crate) struct QualitySign {
    key: &'static str,
    attributes: &'static [&'static str],
}

pub(crate) const QUALITY_SIGNS: [QualitySign; 6] = [
    QualitySign {
        key: "facility-sign-medication",
        attributes: &[
            "medication_welcome",
            "opioid_medication",
            "alcohol_medication",
            "psychiatric_medication",
            "antipsychotic_medication",
        ],
    },
    QualitySign { key: "facility-sign-assessment", attributes: &["assessment"] },
    QualitySign { key: "facility-sign-family", attributes: &["family"] },
    QualitySign { key: "facility-sign-aftercare", attributes: &["aftercare", "discharge_follow_up"] },
    QualitySign { key: "facility-sign-naloxone", attributes: &["naloxone_overdose_education"] },
    QualitySign {
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

impl QualitySign {
    pub(crate) fn label(&self, language: Language) -> Cow<'static, str> {
        language.say(self.key)
    }

    pub(crate) fn stated_by(&self, program: &Program) -> ProgramStatement {
        ProgramStatement::about_any(program, self.attributes)
    }
}

#[cfg(test)]
mod tests {
    use directory::Vocabulary;

    use super::*;

    #[test]
    fn every_sign_has_words_and_attributes() {
        for sign in &QUALITY_SIGNS {
            assert_ne!(Language::ENGLISH.say(sign.key), sign.key);
            for slug in sign.attributes {
                assert!(Vocabulary::embedded().find(slug).is_some(), "{slug}");
            }
        }
    }
}
