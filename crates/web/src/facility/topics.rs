//! What a program says, grouped as people ask: what is offered, what it did not say, what it says no to, and what
//! nobody asked it.

use std::borrow::Cow;

use directory::vocabulary::{Attribute, Group};
use directory::{AttributeKind, Fact, Program, Vocabulary};

use super::details::{Detail, details};
use crate::said::Said;
use service::fact_words::FactWords;
use service::language::Language;

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
    Accreditation,
    Course,
    Help,
    Smoking,
}

impl Topic {
    const ALL: [Topic; 11] = [
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

    fn heading(self) -> &'static str {
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
            "assessment" => Topic::Course,
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

/// Codes that program types and levels of care say in plainer words.
const REPEATED: [&str; 17] = [
    "SA", "MH", "SUMH", "DT", "HH", "CO", "PED", "HI", "OP", "RES", "HIT", "ODT", "OIT", "ORT", "PHDT", "PH",
    "OTP",
];

/// Codes that say what a program does not do, or to whom it keeps: not to have them is nothing to tell.
const LIMITS: [&str; 7] = ["NAUT", "NMAUT", "NMOA", "NOOP", "DUO", "AUDO", "OUDO"];

/// Categories whose codes shut each other out, or are so many that only those there are tell something.
const ONE_OF_MANY: [&str; 8] = ["FOP", "FT", "HOSP", "SMP", "FVP", "OMSC", "SMAT", "OL"];

/// Medications that stand for a kind of them.
const KINDS: [&str; 2] = ["MMD", "ANTPYCH"];

/// What a program says of a topic, in labels.
pub(super) struct TopicView {
    pub heading: Cow<'static, str>,
    /// What comes first, whatever it says.
    pub first: Option<(Cow<'static, str>, Cow<'static, str>)>,
    pub listed: Vec<&'static str>,
    /// What is listed too, but says it in more detail than most people need.
    pub finer: Vec<&'static str>,
    /// What its sources say beside facts.
    pub details: Vec<Detail>,
    pub not_said: Vec<&'static str>,
    pub no: Vec<&'static str>,
    /// What none of its lists asks about.
    pub not_asked: Vec<&'static str>,
}

/// Labels that are folded: the words for how many, and for what they are.
pub(super) struct Folded<'a> {
    pub count: &'static str,
    pub heading: &'static str,
    pub labels: &'a [&'static str],
}

impl TopicView {
    /// Whether nothing is listed.
    pub(super) fn is_silent(&self) -> bool {
        self.listed.is_empty() && self.finer.is_empty() && self.details.is_empty()
    }

    /// What is folded: how many there are, what they are, and which.
    pub(super) fn folded(&self) -> impl Iterator<Item = Folded<'_>> {
        let folded = [
            Folded { count: "facility-folded-finer", heading: "facility-finer", labels: &self.finer },
            Folded {
                count: "facility-folded-not-said",
                heading: "facility-ask-these",
                labels: &self.not_said,
            },
            Folded { count: "facility-folded-no", heading: "facility-they-say-no", labels: &self.no },
            Folded {
                count: "facility-folded-not-asked",
                heading: "facility-nobody-asked",
                labels: &self.not_asked,
            },
        ];
        folded.into_iter().filter(|folded| !folded.labels.is_empty())
    }

    /// Whether it has anything that is folded.
    pub(super) fn is_folded(&self) -> bool {
        self.folded().next().is_some()
    }
}

/// What a program says of each topic that there is anything to say of.
pub(super) fn topics(program: &Program, language: Language) -> Vec<TopicView> {
    let mut details = details(program, language);
    let view = |topic: Topic| {
        let (of_topic, others) =
            std::mem::take(&mut details).into_iter().partition(|detail| detail.topic == topic);
        details = others;
        let labels = |said| labels(program, language, topic, said);
        let (finer, listed) =
            listed(program, topic).partition(|known| topic == Topic::Medication && is_fine(known));
        TopicView {
            heading: language.say(topic.heading()),
            first: (topic == Topic::Medication).then(|| from_elsewhere(program, language)),
            listed: in_words(listed, language),
            finer: in_words(finer, language),
            details: of_topic,
            not_said: labels(Said::Silent),
            no: labels(Said::No),
            not_asked: labels(Said::Unasked),
        }
    };
    let views = Topic::ALL.into_iter().map(view);
    views.filter(|topic| !topic.is_silent() || topic.is_folded()).collect()
}

/// Whether those who take medication from elsewhere can come.
fn from_elsewhere(program: &Program, language: Language) -> (Cow<'static, str>, Cow<'static, str>) {
    let says = match Said::of_any(program, &["MOA", "ACMA"]) {
        Said::Yes => language.say("facility-elsewhere-welcome"),
        _ => language.say("facility-elsewhere-ask"),
    };
    (language.say("facility-elsewhere"), says)
}

/// The attributes of a topic that a program lists: a group only where no code of it says more. Medication is told by
/// groups, which say it in plainer words.
fn listed(program: &Program, topic: Topic) -> impl Iterator<Item = &'static Attribute> {
    let listed = of_topic(topic).filter(|known| program.facts.get(known.id) == Fact::Yes);
    listed.filter(move |known| topic == Topic::Medication || !has_code_of(program, known))
}

fn is_fine(known: &Attribute) -> bool {
    let code = known.code.as_deref().unwrap_or_default();
    known.kind == AttributeKind::Code && !KINDS.contains(&code) && !LIMITS.contains(&code)
}

/// The labels of the attributes of a topic of which a program says this, other than that it lists them.
fn labels(program: &Program, language: Language, topic: Topic, said: Said) -> Vec<&'static str> {
    let attributes = of_topic(topic).filter(|known| tells_by_absence(known));
    in_words(attributes.filter(|known| Said::of(program, known.id) == said).collect(), language)
}

fn of_topic(topic: Topic) -> impl Iterator<Item = &'static Attribute> {
    let attributes = Vocabulary::embedded().attributes().iter();
    attributes.filter(move |known| Topic::of(known) == Some(topic))
}

fn in_words(attributes: Vec<&'static Attribute>, language: Language) -> Vec<&'static str> {
    let words = FactWords::of(language.code());
    attributes.into_iter().map(|known| words.label(known.id)).collect()
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
    use crate::testing::facility;

    #[test]
    fn every_code_that_is_named_exists_and_every_heading_has_words() {
        for code in REPEATED.iter().chain(&LIMITS).chain(&KINDS) {
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

    /// What a program with these codes says of a topic.
    fn said(codes: &str, topic: Topic) -> TopicView {
        let facility = facility(&[codes]);
        let english = Language::usual();
        let topics = topics(&facility.programs[0], english);
        topics.into_iter().find(|view| view.heading == english.say(topic.heading())).unwrap()
    }

    #[test]
    fn what_nobody_asked_is_no_no() {
        let treats = said("SA OIT", Topic::Treats);
        assert_eq!(treats.no, ["Addiction and mental health together", "Teens"]);
        assert_eq!(treats.not_asked, ["Mental health care", "Eating disorders"]);
        let week = said("MH OP", Topic::Week);
        assert!(week.not_asked.contains(&"Intensive outpatient program (IOP)"), "{:?}", week.not_asked);
        assert!(week.not_said.is_empty() && !week.no.contains(&"Detox (help with withdrawal)"));
    }

    #[test]
    fn a_week_is_levels_and_settings_and_rules_on_smoking_are_no_help() {
        let codes = "SA OIT ORT STU OPC DP NOE CSAA SMPD VPPD";
        assert_eq!(
            said(codes, Topic::Week).listed,
            ["Intensive outpatient program (IOP)", "Regular outpatient care"]
        );
        assert_eq!(said(codes, Topic::Smoking).listed, ["Smoking area", "Vaping area"]);
        assert!(said(codes, Topic::Help).listed.is_empty());
        assert_eq!(said(codes, Topic::Course).listed.len(), 5);
    }

    #[test]
    fn medication_begins_with_what_others_prescribe_and_is_short() {
        let first = |codes| said(codes, Topic::Medication).first.unwrap().1;
        assert_eq!(first("SA MOA"), "Welcome");
        assert_eq!(first("SA BU UB"), "Ask");
        assert_eq!(first("MH OP"), "Ask");
        let medication = said("SA BU UB MOA BWN MMD", Topic::Medication);
        let short = [
            "Medication for opioid use disorder",
            "Addiction medication welcome",
            "Medication for mental health conditions",
        ];
        assert_eq!(medication.listed, short);
        assert_eq!(medication.finer.len(), 4);
        assert_eq!(
            said("SA NMOA", Topic::Medication).listed,
            ["Does not use medication for opioid use disorder"]
        );
    }

    #[test]
    fn everything_but_what_is_said_twice_has_its_topic() {
        let without = Vocabulary::embedded().attributes().iter().filter(|known| Topic::of(known).is_none());
        let codes: Vec<&str> = without.filter_map(|known| known.code.as_deref()).collect();
        assert_eq!(codes.len(), REPEATED.len(), "{codes:?}");
    }
}
