//! What a program says, grouped as people ask: what is offered, what it did not say, and what it says no to.

use directory::vocabulary::{Attribute, Group};
use directory::{AttributeKind, Fact, Program, Vocabulary};

use super::details::{Detail, details};
use crate::pages::facts::FactWords;
use crate::pages::language::Language;

/// A question that people have of a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Topic {
    Treats,
    Week,
    Who,
    Cost,
    Therapies,
    Medication,
    Access,
    Help,
    Accreditation,
}

impl Topic {
    const ALL: [Topic; 9] = [
        Topic::Treats,
        Topic::Week,
        Topic::Who,
        Topic::Cost,
        Topic::Therapies,
        Topic::Medication,
        Topic::Access,
        Topic::Help,
        Topic::Accreditation,
    ];

    fn heading(self) -> &'static str {
        match self {
            Topic::Treats => "facility-treats",
            Topic::Week => "facility-week",
            Topic::Who => "facility-who",
            Topic::Cost => "facility-cost",
            Topic::Therapies => "facility-therapies",
            Topic::Medication => "facility-medication",
            Topic::Access => "facility-access",
            Topic::Help => "facility-help",
            Topic::Accreditation => "facility-accreditation",
        }
    }

    /// The topic that an attribute belongs to; none where another attribute says the same.
    fn of(attribute: &Attribute) -> Option<Topic> {
        match attribute.kind {
            AttributeKind::Program => Some(Topic::Treats),
            AttributeKind::Level => Some(Topic::Week),
            AttributeKind::Insurance => Some(Topic::Cost),
            AttributeKind::Group => Some(Topic::of_group(&attribute.slug)),
            AttributeKind::Code => {
                let code = attribute.code.as_deref().unwrap_or_default();
                Topic::of_code(code, attribute.category.as_deref().unwrap_or_default())
            }
        }
    }

    fn of_group(slug: &str) -> Topic {
        match slug {
            "opioid_medication" | "alcohol_medication" | "medication_welcome" => Topic::Medication,
            "assessment" => Topic::Week,
            "school_work" | "peer" => Topic::Help,
            _ => Topic::Therapies,
        }
    }

    fn of_code(code: &str, category: &str) -> Option<Topic> {
        if REPEATED.contains(&code) {
            return None;
        }
        Some(match (code, category) {
            ("TELE" | "TA" | "CCC", _) | (_, "SL" | "OL") => Topic::Access,
            (_, "OTHR" | "DETOX") => Topic::Treats,
            (_, "SET" | "HOSP" | "FT" | "ASPT" | "TRSRV") => Topic::Week,
            (_, "AGE" | "GN" | "SG" | "EXCL") => Topic::Who,
            (_, "PAY" | "PYAS") => Topic::Cost,
            (_, "TAP" | "ECS") => Topic::Therapies,
            (_, "OM" | "OMSC" | "AUT" | "SMAT" | "OT" | "PHR") => Topic::Medication,
            (_, "LCA" | "FOP") => Topic::Accreditation,
            _ => Topic::Help,
        })
    }
}

/// Codes that program types and levels of care say in plainer words.
const REPEATED: [&str; 17] = [
    "SA", "MH", "SUMH", "DT", "HH", "CO", "PED", "HI", "OP", "RES", "HIT", "ODT", "OIT", "ORT", "PHDT", "PH",
    "OTP",
];

/// Codes that say what a program does not do, or to whom it keeps: not to have them is nothing to tell.
const LIMITS: [&str; 7] = ["NAUT", "NMAUT", "NMOA", "NOOP", "DUO", "AUDO", "OUDO"];

/// Categories whose codes shut each other out, or are so many that only those there are tell something.
const ONE_OF_MANY: [&str; 8] = ["FOP", "FT", "HOSP", "SMP", "FVP", "OMSC", "SMAT", "OL"];

/// What a program says of a topic, in labels.
pub(super) struct TopicView {
    pub heading: std::borrow::Cow<'static, str>,
    pub listed: Vec<&'static str>,
    /// What its sources say beside facts.
    pub details: Vec<Detail>,
    pub not_said: Vec<&'static str>,
    pub no: Vec<&'static str>,
}

/// What a program says of each topic that it says anything of.
pub(super) fn topics(program: &Program, language: Language) -> Vec<TopicView> {
    let mut details = details(program, language);
    let view = |topic: Topic| {
        let (of_topic, others) =
            std::mem::take(&mut details).into_iter().partition(|detail| detail.topic == topic);
        details = others;
        let labels = |fact| labels(program, language, topic, fact);
        TopicView {
            heading: language.say(topic.heading()),
            listed: labels(Fact::Yes),
            details: of_topic,
            not_said: labels(Fact::NotStated),
            no: labels(Fact::No),
        }
    };
    Topic::ALL.into_iter().map(view).collect()
}

/// The labels of the attributes of a topic that have this fact.
fn labels(program: &Program, language: Language, topic: Topic, fact: Fact) -> Vec<&'static str> {
    let words = FactWords::of(language.code());
    let attributes = Vocabulary::embedded().attributes().iter();
    attributes
        .filter(|known| Topic::of(known) == Some(topic))
        .filter(|known| program.facts.get(known.id) == fact)
        .filter(|known| match fact {
            Fact::Yes => !has_code_of(program, known),
            Fact::No | Fact::NotStated => tells_by_absence(known),
        })
        .map(|known| words.label(known.id))
        .collect()
}

/// Whether one of the codes that a group stands for is listed, and so tells more than the group.
fn has_code_of(program: &Program, known: &Attribute) -> bool {
    let group = Group::ALL.iter().find(|group| group.id() == known.id);
    let codes = group.map(|group| group.codes()).unwrap_or_default();
    let mut ids = codes.iter().filter_map(|code| Vocabulary::embedded().code(code));
    ids.any(|id| program.facts.get(id) == Fact::Yes)
}

/// Whether it tells something that a program does not list it.
fn tells_by_absence(known: &Attribute) -> bool {
    let is_limit = known.code.as_deref().is_some_and(|code| LIMITS.contains(&code));
    let is_one_of_many = known.category.as_deref().is_some_and(|category| ONE_OF_MANY.contains(&category));
    known.kind != AttributeKind::Group && !is_limit && !is_one_of_many
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_that_is_named_exists_and_every_heading_has_words() {
        for code in REPEATED.iter().chain(&LIMITS) {
            assert!(Vocabulary::embedded().code(code).is_some(), "{code}");
        }
        for category in ONE_OF_MANY {
            assert!(
                Vocabulary::embedded().categories().iter().any(|known| known.code == category),
                "{category}"
            );
        }
        for topic in Topic::ALL {
            assert_ne!(Language::usual().say(topic.heading()), topic.heading());
        }
    }

    #[test]
    fn everything_but_what_is_said_twice_has_its_topic() {
        let without = Vocabulary::embedded().attributes().iter().filter(|known| Topic::of(known).is_none());
        let codes: Vec<&str> = without.filter_map(|known| known.code.as_deref()).collect();
        assert_eq!(codes.len(), REPEATED.len(), "{codes:?}");
    }
}
