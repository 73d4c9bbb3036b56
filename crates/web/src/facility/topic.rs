//! The topics that the facts about a program are grouped by, and which attribute belongs to which.

use directory::AttributeKind;
use directory::vocabulary::Attribute;

/// What people want to know about a program. The facts on its page are grouped by topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Topic {
    Treats,
    Week,
    Who,
    Cost,
    Therapies,
    Medication,
    Access,
    Accreditation,
    Course,
    Help,
    Smoking,
}

impl Topic {
    pub(super) const ALL: [Topic; 11] = [
        Topic::Treats,
        Topic::Week,
        Topic::Who,
        Topic::Cost,
        Topic::Therapies,
        Topic::Medication,
        Topic::Access,
        Topic::Accreditation,
        Topic::Course,
        Topic::Help,
        Topic::Smoking,
    ];

    /// The key of the topic's heading.
    pub(super) fn heading(self) -> &'static str {
        match self {
            Topic::Treats => "facility-treats",
            Topic::Week => "facility-week",
            Topic::Who => "facility-who",
            Topic::Cost => "facility-cost",
            Topic::Therapies => "facility-therapies",
            Topic::Medication => "facility-medication",
            Topic::Access => "facility-access",
            Topic::Accreditation => "facility-accreditation",
            Topic::Course => "facility-course",
            Topic::Help => "facility-help",
            Topic::Smoking => "facility-smoking",
        }
    }

    /// The topic that an attribute belongs to. `None` if another attribute says the same thing.
    pub(super) fn for_attribute(attribute: &Attribute) -> Option<Topic> {
        match attribute.kind {
            AttributeKind::Program => Some(Topic::Treats),
            AttributeKind::Level => Some(Topic::Week),
            AttributeKind::Insurance => Some(Topic::Cost),
            AttributeKind::Group => Some(Topic::for_group(&attribute.slug)),
            AttributeKind::Code => {
                let code = attribute.code.as_deref().unwrap_or_default();
                Topic::for_code(code, attribute.category.as_deref().unwrap_or_default())
            }
        }
    }

    fn for_group(slug: &str) -> Topic {
        match slug {
            "opioid_medication" | "alcohol_medication" | "medication_welcome" => Topic::Medication,
            "assessment" => Topic::Course,
            "school_work" | "peer" => Topic::Help,
            _ => Topic::Therapies,
        }
    }

    fn for_code(code: &str, category: &str) -> Option<Topic> {
        if REPEATED.contains(&code) {
            return None;
        }
        Some(match (code, category) {
            ("TELE" | "TA" | "CCC", _) | (_, "SL" | "OL") => Topic::Access,
            (_, "OTHR" | "DETOX") => Topic::Treats,
            (_, "SET" | "HOSP" | "FT") => Topic::Week,
            (_, "ASPT" | "TRSRV") => Topic::Course,
            (_, "AGE" | "GN" | "SG" | "EXCL") => Topic::Who,
            (_, "PAY" | "PYAS") => Topic::Cost,
            (_, "TAP" | "ECS") => Topic::Therapies,
            (_, "OM" | "OMSC" | "AUT" | "SMAT" | "OT" | "PHR") => Topic::Medication,
            (_, "LCA" | "FOP") => Topic::Accreditation,
            (_, "SMP" | "FVP") => Topic::Smoking,
            _ => Topic::Help,
        })
    }
}

/// Codes that are left out because a program type or a level of care says the same in plainer words.
const REPEATED: [&str; 17] = [
    "SA", "MH", "SUMH", "DT", "HH", "CO", "PED", "HI", "OP", "RES", "HIT", "ODT", "OIT", "ORT", "PHDT", "PH",
    "OTP",
];

#[cfg(test)]
mod tests {
    use directory::Vocabulary;
    use service::Language;

    use super::*;

    #[test]
    fn every_topic_has_a_heading_and_every_code_exists() {
        for topic in Topic::ALL {
            assert_ne!(Language::ENGLISH.say(topic.heading()), topic.heading());
        }
        for code in REPEATED {
            assert!(Vocabulary::embedded().code(code).is_some(), "{code}");
        }
    }

    #[test]
    fn every_attribute_has_a_topic_unless_another_says_the_same() {
        let attributes = Vocabulary::embedded().attributes().iter();
        let without = attributes.filter(|attribute| Topic::for_attribute(attribute).is_none());
        let codes: Vec<&str> = without.filter_map(|attribute| attribute.code.as_deref()).collect();
        assert_eq!(codes.len(), REPEATED.len(), "{codes:?}");
    }
}
