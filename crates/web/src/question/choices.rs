//! The answers one can choose.

use std::borrow::Cow;
use std::sync::LazyLock;

use directory::{AttributeId, Vocabulary};

use service::language::Language;

/// Declares the answers to a question: the values of a field, with the keys of their words.
macro_rules! answers {
    ($(#[$doc:meta])* $name:ident { $($(#[$member_doc:meta])* $member:ident = $value:literal, say($key:literal),)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum $name { $($(#[$member_doc])* $member,)+ }

        impl $name {
            /// All of them, in the order they are offered.
            pub(crate) const ALL: &[$name] = &[$($name::$member,)+];

            /// The value of the field.
            pub(crate) fn value(self) -> &'static str {
                match self { $($name::$member => $value,)+ }
            }

            /// What people read.
            pub(crate) fn say(self, language: Language) -> Cow<'static, str> {
                match self { $($name::$member => language.say($key),)+ }
            }

            pub(super) fn of(value: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|known| known.value() == value)
            }
        }
    };
}

answers! {
    /// On whose behalf somebody searches.
    Who {
        /// Their own.
        Me = "me", say("who-me"),
        /// Their child's, of whatever age.
        Child = "child", say("who-child"),
        /// Somebody else's.
        Other = "other", say("who-other"),
    }
}

answers! {
    /// How old the person is who needs help.
    Age {
        /// 17 at the most.
        Under18 = "under_18", say("age-under-18"),
        /// A young adult.
        From18To25 = "18_25", say("age-18-25"),
        /// 26 to 64.
        Adult = "adult", say("age-adult"),
        /// 65 at least.
        Older = "older", say("age-older"),
    }
}

answers! {
    /// What help is needed for.
    What {
        /// Alcohol or drugs.
        Substances = "substances", say("what-substances"),
        /// Mental health.
        MentalHealth = "mental_health", say("what-mental-health"),
        /// Both.
        Both = "both", say("what-both"),
        /// An eating disorder.
        Eating = "eating", say("what-eating"),
    }
}

answers! {
    /// How it will be paid for.
    Pay {
        /// With the insurance that was typed.
        Insurance = "insurance", say("pay-insurance"),
        /// There is none.
        None = "none", say("pay-none"),
        /// Not known.
        Unknown = "unknown", say("pay-unknown"),
    }
}

answers! {
    /// The order of the results.
    #[derive(Default)]
    Order {
        /// The best match first.
        #[default]
        Best = "best", say("order-best"),
        /// The nearest first.
        Distance = "distance", say("order-distance"),
        /// By name.
        Name = "name", say("order-name"),
    }
}

/// Wishes that are offered together, by attribute.
pub(crate) struct WishGroup {
    /// The words above them.
    pub say: fn(Language) -> Cow<'static, str>,
    /// The attributes.
    pub slugs: &'static [&'static str],
}

/// The wishes that are offered: what people ask for most, of what a source knows.
pub(crate) const WISHES: [WishGroup; 4] = [
    WishGroup {
        say: |language| language.say("wishes-therapies"),
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
        say: |language| language.say("wishes-medication"),
        slugs: &["opioid_medication", "alcohol_medication", "medication_welcome"],
    },
    WishGroup {
        say: |language| language.say("wishes-groups"),
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
        say: |language| language.say("wishes-help"),
        slugs: &["child_care", "transportation", "school_work", "assessment", "aftercare"],
    },
];

/// The languages that are offered: those asked for most, then the others of the code book.
pub(crate) fn languages() -> &'static [AttributeId] {
    static LANGUAGES: LazyLock<Vec<AttributeId>> = LazyLock::new(|| {
        let vocabulary = Vocabulary::embedded();
        let first = ["SP", "AH"].into_iter().filter_map(|code| vocabulary.code(code));
        let others: Vec<AttributeId> = vocabulary.codes_in("OL").iter().collect();
        first.chain(others).collect()
    });
    &LANGUAGES
}
