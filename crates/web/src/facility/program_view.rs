//! A program on the page of its facility: what it lists, by topic, and what it says no to or leaves open.

use std::borrow::Cow;

use directory::Program;
use service::Language;

use super::topics::{TopicView, topics};
use crate::source_words::contradictions;

/// A program and what it states.
pub(super) struct ProgramView {
    /// What it treats.
    pub heading: String,
    /// The topics about which it lists anything.
    pub listed: Vec<TopicView>,
    /// The topics about which it says no or says nothing. A topic can be among both.
    pub open: Vec<TopicView>,
    /// Services that are not in the code book, as the sources name them.
    pub unknown: Vec<String>,
    /// Where sources contradict what is believed.
    pub contradictions: Vec<Cow<'static, str>>,
}

impl ProgramView {
    pub(super) fn new(program: &Program, heading: String, language: Language) -> ProgramView {
        let contents = program.sources.iter().map(|source| &source.listing.content);
        let topics = || topics(program, language).into_iter();
        ProgramView {
            heading,
            listed: topics().filter(|topic| !topic.is_silent()).collect(),
            open: topics().filter(TopicView::is_open).collect(),
            contradictions: contradictions(program, language),
            unknown: contents
                .flat_map(|content| &content.unknown_services)
                .map(|service| service.name.clone())
                .filter(|name| !name.is_empty())
                .collect(),
        }
    }

    /// What it offers, on about one line: its levels of care or, if none is listed, whatever is.
    pub(super) fn some(&self, language: Language) -> Cow<'static, str> {
        let week = self.listed.iter().find(|topic| topic.heading == language.say("facility-week"));
        let topic = week.or(self.listed.first());
        topic.map_or_else(|| language.say("facility-nothing-listed"), |topic| topic.some(language))
    }
}
