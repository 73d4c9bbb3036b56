//! What a program states, by topic: what it lists, what it says no to, what it did not say, and what it was not asked.

use std::borrow::Cow;

use directory::vocabulary::{Attribute, Group};
use directory::{AttributeKind, Fact, Program, Vocabulary};
use service::{FactWords, Language};

use super::details::{SourceDetail, details};
use super::topic::Topic;
use crate::statement::ProgramStatement;

/// Codes that say what a program does not do, or that it treats only one group. If a program does not list such a code,
/// that means nothing.
const LIMITS: [&str; 7] = ["NAUT", "NMAUT", "NMOA", "NOOP", "DUO", "AUDO", "OUDO"];

/// Categories whose codes exclude each other, or that have so many codes that only the listed ones mean anything.
const ONE_OF_MANY: [&str; 8] = ["FOP", "FT", "HOSP", "SMP", "FVP", "OMSC", "SMAT", "OL"];

/// Codes that stand for a whole class of medications.
const MEDICATION_CLASSES: [&str; 2] = ["MMD", "ANTPYCH"];

/// What a program states about a topic, in labels.
pub(super) struct TopicView {
    pub heading: Cow<'static, str>,
    /// A question and its answer, which always come first.
    pub first: Option<(Cow<'static, str>, Cow<'static, str>)>,
    pub listed: Vec<&'static str>,
    /// Also listed, but in more detail than most people need.
    pub finer: Vec<&'static str>,
    pub details: Vec<SourceDetail>,
    pub not_said: Vec<&'static str>,
    pub no: Vec<&'static str>,
    /// None of the program's sources asks about these.
    pub not_asked: Vec<&'static str>,
}

/// Labels about which a program makes the same statement, with the key of their heading.
pub(super) struct OpenLabels<'a> {
    pub heading: &'static str,
    pub labels: &'a [&'static str],
}

/// About this many characters fit on the line that says what is in a topic.
const LINE: usize = 44;

impl TopicView {
    fn new(
        program: &Program,
        topic: Topic,
        details: &mut Vec<SourceDetail>,
        language: Language,
    ) -> TopicView {
        let labels = |statement| labels(program, language, topic, statement);
        let (finer, listed) = listed(program, topic)
            .partition(|attribute| topic == Topic::Medication && is_single_medication(attribute));
        TopicView {
            heading: language.say(topic.heading()),
            first: (topic == Topic::Medication).then(|| from_elsewhere(program, language)),
            listed: in_words(listed, language),
            finer: in_words(finer, language),
            details: details.extract_if(.., |detail| detail.topic == topic).collect(),
            not_said: labels(ProgramStatement::NotSaid),
            no: labels(ProgramStatement::No),
            not_asked: labels(ProgramStatement::NotAsked),
        }
    }

    /// Whether nothing is listed.
    pub(super) fn is_silent(&self) -> bool {
        self.listed.is_empty() && self.finer.is_empty() && self.details.is_empty()
    }

    /// What is in the topic, on about one line: the first of its labels, and how many more there are.
    pub(super) fn some(&self, language: Language) -> Cow<'static, str> {
        let details = self.details.iter().map(|detail| &*detail.label);
        let labels = self.listed.iter().chain(&self.finer).copied().chain(details);
        // What is in parentheses explains the label.
        let labels: Vec<&str> = labels.map(|label| label.split(" (").next().unwrap_or(label)).collect();
        let mut length = 0;
        let fits = |label: &&&str| {
            length += label.chars().count() + 2;
            length <= LINE
        };
        let shown = labels.iter().take_while(fits).count().max(1).min(labels.len());
        let some = labels[..shown].join(", ");
        match labels.len() - shown {
            0 => some.into(),
            more => language.say_with("facility-and-more", &[("some", some.into()), ("count", more.into())]),
        }
    }

    /// What it says no to, what it did not say, and what it was not asked, without those that are empty.
    pub(super) fn open(&self) -> impl Iterator<Item = OpenLabels<'_>> {
        let all = [
            ("facility-ask-these", &self.not_said),
            ("facility-nobody-asked", &self.not_asked),
            ("facility-they-say-no", &self.no),
        ];
        let all = all.into_iter().filter(|(_, labels)| !labels.is_empty());
        all.map(|(heading, labels)| OpenLabels { heading, labels })
    }

    /// Whether it says no to anything, or leaves anything open.
    pub(super) fn is_open(&self) -> bool {
        self.open().next().is_some()
    }
}

/// What a program states, by topic. Topics about which there is nothing to show are left out.
pub(super) fn topics(program: &Program, language: Language) -> Vec<TopicView> {
    let mut details = details(program, language);
    let view = |topic: Topic| TopicView::new(program, topic, &mut details, language);
    let views = Topic::ALL.into_iter().map(view);
    views.filter(|topic| !topic.is_silent() || topic.is_open()).collect()
}

/// Whether people who get their medication elsewhere are welcome.
fn from_elsewhere(program: &Program, language: Language) -> (Cow<'static, str>, Cow<'static, str>) {
    let answer = match ProgramStatement::about_any(program, &["MOA", "ACMA"]) {
        ProgramStatement::Yes => language.say("facility-elsewhere-welcome"),
        _ => language.say("facility-elsewhere-ask"),
    };
    (language.say("facility-elsewhere"), answer)
}

/// The attributes of a topic that a program lists. A group is left out if one of its codes is listed and says more,
/// except for medication, where the groups are in plainer words.
fn listed(program: &Program, topic: Topic) -> impl Iterator<Item = &'static Attribute> {
    let listed = in_topic(topic).filter(|attribute| program.facts.get(attribute.id) == Fact::Yes);
    listed.filter(move |attribute| topic == Topic::Medication || !lists_code_of(program, attribute))
}

/// Whether the attribute is a single medication, rather than a class of medications or a limit. Most people need not read
/// about single medications.
fn is_single_medication(attribute: &Attribute) -> bool {
    let code = attribute.code.as_deref().unwrap_or_default();
    attribute.kind == AttributeKind::Code && !MEDICATION_CLASSES.contains(&code) && !LIMITS.contains(&code)
}

/// The labels of the topic's attributes about which the program makes this statement. For those that it lists, see
/// [`listed`].
fn labels(
    program: &Program,
    language: Language,
    topic: Topic,
    statement: ProgramStatement,
) -> Vec<&'static str> {
    let attributes = in_topic(topic).filter(|attribute| means_something_if_absent(attribute));
    let stated = attributes.filter(|attribute| ProgramStatement::about(program, attribute.id) == statement);
    in_words(stated.collect(), language)
}

fn in_topic(topic: Topic) -> impl Iterator<Item = &'static Attribute> {
    let attributes = Vocabulary::embedded().attributes().iter();
    attributes.filter(move |attribute| Topic::for_attribute(attribute) == Some(topic))
}

fn in_words(attributes: Vec<&'static Attribute>, language: Language) -> Vec<&'static str> {
    let words = FactWords::for_language(language);
    attributes.into_iter().map(|attribute| words.label(attribute.id)).collect()
}

/// Whether the attribute is a group and one of its codes is listed.
fn lists_code_of(program: &Program, attribute: &Attribute) -> bool {
    let group = Group::ALL.iter().find(|group| group.id() == attribute.id);
    let codes = group.map(|group| group.codes()).unwrap_or_default();
    let mut ids = codes.iter().filter_map(|code| Vocabulary::embedded().code(code));
    ids.any(|id| program.facts.get(id) == Fact::Yes)
}

/// Whether it means anything if a program does not list the attribute.
fn means_something_if_absent(attribute: &Attribute) -> bool {
    let is_limit = attribute.code.as_deref().is_some_and(|code| LIMITS.contains(&code));
    let is_one_of_many =
        attribute.category.as_deref().is_some_and(|category| ONE_OF_MANY.contains(&category));
    attribute.kind != AttributeKind::Group && !is_limit && !is_one_of_many
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::facility;

    #[test]
    fn every_code_and_category_exists() {
        let vocabulary = Vocabulary::embedded();
        for code in LIMITS.iter().chain(&MEDICATION_CLASSES) {
            assert!(vocabulary.code(code).is_some(), "{code}");
        }
        for category in ONE_OF_MANY {
            assert!(vocabulary.categories().iter().any(|known| known.code == category), "{category}");
        }
    }

    /// What a program with these codes states about a topic.
    fn view(codes: &str, topic: Topic) -> TopicView {
        let facility = facility(&[codes]);
        let english = Language::ENGLISH;
        let topics = topics(&facility.programs[0], english);
        topics.into_iter().find(|view| view.heading == english.say(topic.heading())).unwrap()
    }

    #[test]
    fn what_nobody_asked_is_not_a_no() {
        let treats = view("SA OIT", Topic::Treats);
        assert_eq!(treats.no, ["Addiction and mental health together", "Teens"]);
        assert_eq!(treats.not_asked, ["Mental health care", "Eating disorders"]);
        let week = view("MH OP", Topic::Week);
        assert!(week.not_asked.contains(&"Intensive outpatient program (IOP)"), "{:?}", week.not_asked);
        assert!(week.not_said.is_empty() && !week.no.contains(&"Detox (help with withdrawal)"));
    }

    #[test]
    fn levels_of_care_belong_to_the_week_and_smoking_rules_are_not_help() {
        let codes = "SA OIT ORT STU OPC DP NOE CSAA SMPD VPPD";
        assert_eq!(
            view(codes, Topic::Week).listed,
            ["Intensive outpatient program (IOP)", "Regular outpatient care"]
        );
        assert_eq!(view(codes, Topic::Smoking).listed, ["Smoking area", "Vaping area"]);
        assert!(view(codes, Topic::Help).listed.is_empty());
        assert_eq!(view(codes, Topic::Course).listed.len(), 5);
    }

    #[test]
    fn the_medication_topic_is_short_and_begins_with_medication_from_elsewhere() {
        let first = |codes| view(codes, Topic::Medication).first.unwrap().1;
        assert_eq!(first("SA MOA"), "Welcome");
        assert_eq!(first("SA BU UB"), "Ask");
        assert_eq!(first("MH OP"), "Ask");
        let medication = view("SA BU UB MOA BWN MMD", Topic::Medication);
        let short = [
            "Medication for opioid use disorder",
            "Addiction medication welcome",
            "Medication for mental health conditions",
        ];
        assert_eq!(medication.listed, short);
        assert_eq!(medication.finer.len(), 4);
        assert_eq!(
            view("SA NMOA", Topic::Medication).listed,
            ["Does not use medication for opioid use disorder"]
        );
    }
}
