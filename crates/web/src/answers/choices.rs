//! The answers that the form offers.

use std::borrow::Cow;
use std::sync::LazyLock;

use directory::{AttributeId, PersonGroup, ProgramType, Vocabulary};
use service::Language;

/// Declares the answers to a question of the form: the values of its field, and the keys of their labels.
macro_rules! answers {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $value:literal, say($key:literal),)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum $name { $($(#[$variant_doc])* $variant,)+ }

        impl $name {
            /// All of them, in the order they are offered.
            pub(crate) const ALL: &[$name] = &[$($name::$variant,)+];

            /// The value of the field.
            pub(crate) fn value(self) -> &'static str {
                match self { $($name::$variant => $value,)+ }
            }

            pub(crate) fn label(self, language: Language) -> Cow<'static, str> {
                match self { $($name::$variant => language.say($key),)+ }
            }

            pub(super) fn from_value(value: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|known| known.value() == value)
            }
        }
    };
}

answers! {
    /// Whom the search is for.
    ForWhom {
        Me = "me", say("who-me"),
        /// The visitor's child, of any age.
        Child = "child", say("who-child"),
        Other = "other", say("who-other"),
    }
}

answers! {
    /// The age of the person who needs help.
    AgeRange {
        Under18 = "under_18", say("age-under-18"),
        From18To25 = "18_25", say("age-18-25"),
        /// From 26 to 64.
        Adult = "adult", say("age-adult"),
        /// 65 or older.
        Older = "older", say("age-older"),
    }
}

answers! {
    /// What help is needed for. Several can be chosen.
    Concern {
        Alcohol = "alcohol", say("what-alcohol"),
        Opioids = "opioids", say("what-opioids"),
        /// Drugs other than opioids.
        OtherDrugs = "drugs", say("what-drugs"),
        MentalHealth = "mental_health", say("what-mental-health"),
        EatingDisorder = "eating", say("what-eating"),
        /// The visitor does not know.
        Unsure = "unsure", say("what-unsure"),
    }
}

impl Concern {
    /// The program type that treats it; `None` if the visitor does not know.
    pub(crate) fn program(self) -> Option<ProgramType> {
        match self {
            Concern::Alcohol | Concern::Opioids | Concern::OtherDrugs => Some(ProgramType::Addiction),
            Concern::MentalHealth => Some(ProgramType::MentalHealth),
            Concern::EatingDisorder => Some(ProgramType::EatingDisorder),
            Concern::Unsure => None,
        }
    }

    /// Who has it, if some programs treat only them or do not treat them.
    pub(super) fn person(self) -> Option<PersonGroup> {
        match self {
            Concern::Alcohol => Some(PersonGroup::AlcoholUse),
            Concern::Opioids => Some(PersonGroup::OpioidUse),
            _ => None,
        }
    }
}

answers! {
    /// The order of the results.
    #[derive(Default)]
    ResultOrder {
        #[default]
        Best = "best", say("order-best"),
        Distance = "distance", say("order-distance"),
        Name = "name", say("order-name"),
    }
}

/// Wishes that are offered together.
pub(crate) struct WishGroup {
    pub heading: fn(Language) -> Cow<'static, str>,
    /// The attributes that can be wished for.
    slugs: &'static [&'static str],
}

impl WishGroup {
    pub(crate) fn attributes(&self) -> impl Iterator<Item = AttributeId> {
        self.slugs.iter().filter_map(|slug| Vocabulary::embedded().find(slug))
    }
}

/// The wishes that the form offers: of the attributes that any source lists, those that people ask for most.
pub(crate) const WISHES: [WishGroup; 4] = [
    WishGroup {
        heading: |language| language.say("wishes-therapies"),
        slugs: &[
            "individual",
            "group",
            "family",
            "cognitive_behavioral_therapy",
            "dialectical_behavior_therapy",
            "motivational_interviewing",
            "trauma",
            "twelve_step_facilitation",
            "contingency_management",
            "relapse_prevention",
            "peer",
            "holistic",
        ],
    },
    WishGroup {
        heading: |language| language.say("wishes-medication"),
        slugs: &["opioid_medication", "alcohol_medication", "medication_welcome"],
    },
    WishGroup {
        heading: |language| language.say("wishes-groups"),
        slugs: &[
            "lgbtq",
            "women",
            "pregnant_postpartum_women",
            "men",
            "veterans",
            "active_duty_military",
            "military_families",
            "criminal_justice",
            "domestic_violence_survivors",
            "sexual_abuse_survivors",
            "hiv_aids",
        ],
    },
    WishGroup {
        heading: |language| language.say("wishes-help"),
        slugs: &["child_care", "transportation", "school_work", "assessment", "aftercare"],
    },
];

/// The languages that are offered: first those that people ask for most, then the others in the code book.
pub(crate) fn languages() -> &'static [AttributeId] {
    static LANGUAGES: LazyLock<Vec<AttributeId>> = LazyLock::new(|| {
        let vocabulary = Vocabulary::embedded();
        let first = ["SP", "AH"].into_iter().filter_map(|code| vocabulary.code(code));
        let others: Vec<AttributeId> = vocabulary.codes_in("OL").iter().collect();
        first.chain(others).collect()
    });
    &LANGUAGES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_offered_wish_is_an_attribute() {
        for group in &WISHES {
            assert_eq!(group.attributes().count(), group.slugs.len(), "{:?}", group.slugs);
        }
        assert!(languages().len() > 10);
    }
}
