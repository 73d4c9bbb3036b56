//! The last page: what people in the visitor's situation usually look at first, and why.

use std::borrow::Cow;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;
use directory::ProgramType;
use directory::guidance::{
    Care, GuideAnswer, GuideAnswerSet, GuideAnswers, GuideOutcome, GuideQuestion, Precautions, RuleKind,
};
use service::Language;

use super::page::{Alerts, page};
use super::words;
use crate::answers::{Concern, HEED};
use crate::page::Page;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "outcome.html")]
struct OutcomePage {
    page: Page,
    heading: Cow<'static, str>,
    alerts: Alerts,
    offers: Vec<CareOffer>,
    why: Vec<Cow<'static, str>>,
    practical: Vec<Cow<'static, str>>,
    given: Vec<(&'static str, &'static str)>,
    answered: Vec<AnsweredQuestion>,
    sources: Vec<&'static str>,
}

/// A kind of care to look at, with the fields of the search form that find it.
struct CareOffer {
    title: Cow<'static, str>,
    text: Cow<'static, str>,
    fields: Vec<(&'static str, &'static str)>,
}

/// A question and how it was answered.
struct AnsweredQuestion {
    name: &'static str,
    question: Cow<'static, str>,
    answers: Vec<Cow<'static, str>>,
}

pub(super) fn respond(visit: &Visit, answers: GuideAnswers) -> HttpResponse {
    let language = visit.language;
    let outcome = GuideOutcome::from_answers(answers);
    let say =
        |kind| outcome.rules_of_kind(kind).map(|rule| language.say(words::reason(rule.reason))).collect();
    let heading = match outcome.cares.is_empty() {
        true => language.say("guidance-danger-title"),
        false => language.say("guidance-outcome-title"),
    };
    let view = OutcomePage {
        page: page(visit, answers),
        heading,
        alerts: Alerts::for_answers(language, answers),
        offers: outcome.cares.iter().map(|care| offer(language, &outcome, *care, answers)).collect(),
        why: say(RuleKind::Why),
        practical: say(RuleKind::Practical),
        given: answers.pairs(),
        answered: answers.answered().map(|(question, set)| answered(language, question, set)).collect(),
        sources: sources(&outcome),
    };
    view.page.respond(StatusCode::OK, &view)
}

fn offer(language: Language, outcome: &GuideOutcome, care: Care, answers: GuideAnswers) -> CareOffer {
    let (title, text) = words::care(care);
    CareOffer {
        title: language.say(title),
        text: language.say(text),
        fields: fields(outcome, care, answers.given()),
    }
}

/// The fields of the search form (see `answers`). A condition is a `filter` there.
fn fields(outcome: &GuideOutcome, care: Care, given: GuideAnswerSet) -> Vec<(&'static str, &'static str)> {
    let level = care.level().map_or("any", |level| level.slug());
    let concerns = care.program(outcome.program).map(|program| concerns(program, given)).unwrap_or_default();
    let age = given.for_question(GuideQuestion::Age).iter().next().map(GuideAnswer::slug);
    let mut fields = vec![("level", level)];
    fields.extend(concerns.into_iter().map(|concern| ("what", concern.value())));
    fields.extend(age.map(|age| ("age", age)));
    fields.extend(care.condition().map(|slug| ("filter", slug)));
    fields.extend(Precautions::from_outcome(outcome).named().map(|(_, slug)| (HEED, slug)));
    fields.extend(outcome.wishes(care).into_iter().map(|slug| ("wish", slug)));
    fields
}

/// What a program of this type is needed for.
fn concerns(program: ProgramType, given: GuideAnswerSet) -> Vec<Concern> {
    match program {
        ProgramType::Addiction => substances(given),
        ProgramType::MentalHealth => vec![Concern::MentalHealth],
        ProgramType::DualDiagnosis => [substances(given), vec![Concern::MentalHealth]].concat(),
        ProgramType::EatingDisorder => vec![Concern::EatingDisorder],
        // The form asks for an age instead.
        ProgramType::Teen => Vec::new(),
    }
}

/// The substances that were named, or drugs if none was.
fn substances(given: GuideAnswerSet) -> Vec<Concern> {
    let named = given.for_question(GuideQuestion::Use);
    let substance = |answer: GuideAnswer| match answer {
        GuideAnswer::Alcohol => Concern::Alcohol,
        GuideAnswer::Opioids => Concern::Opioids,
        _ => Concern::OtherDrugs,
    };
    let is_named = |concern: &Concern| named.iter().any(|answer| substance(answer) == *concern);
    let concerns: Vec<Concern> = Concern::ALL.iter().copied().filter(is_named).collect();
    if concerns.is_empty() { vec![Concern::OtherDrugs] } else { concerns }
}

fn answered(language: Language, question: GuideQuestion, given: GuideAnswerSet) -> AnsweredQuestion {
    let mut answers: Vec<_> = given.iter().map(|answer| language.say(words::answer(answer))).collect();
    if answers.is_empty() {
        answers.push(language.say("guidance-none"));
    }
    AnsweredQuestion { name: question.slug(), question: language.say(words::question(question)), answers }
}

/// Where the rules that applied come from, without duplicates.
fn sources(outcome: &GuideOutcome) -> Vec<&'static str> {
    let mut sources = Vec::new();
    for source in outcome.rules.iter().flat_map(|rule| rule.source.split("; ")) {
        if !sources.contains(&source) {
            sources.push(source);
        }
    }
    sources
}
