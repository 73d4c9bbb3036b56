//! How many were found, what was searched, and what to know before calling.

use std::borrow::Cow;
use std::ops::Range;

use directory::AttributeId;
use places::PlaceKind;
use search::Totals;

use crate::question::{Age, Order, Pay, Payer, Question, Understood, Who};
use service::fact_words::FactWords;
use service::language::Language;

/// What stands above the cards.
pub(super) struct Summary {
    /// How many were found, and where.
    pub found: Cow<'static, str>,
    /// How many of them list everything, and how many may have it.
    pub split: Option<Cow<'static, str>>,
    /// How many more may reach the person by telehealth.
    pub telehealth: Option<Cow<'static, str>>,
    /// The first and the last on this page, where it has not all.
    pub shown: Option<(u32, u32)>,
    /// What was asked, in the words of the answers.
    pub asked: Vec<Cow<'static, str>>,
    /// What would be good to have.
    pub wished: Vec<&'static str>,
    /// What to know before calling.
    pub hints: Vec<Cow<'static, str>>,
    /// Whether there is no insurance: then it says who may pay.
    pub is_uninsured: bool,
}

impl Summary {
    pub(super) fn of(
        language: Language,
        question: &Question,
        understood: &Understood,
        totals: Totals,
        page: Range<u32>,
    ) -> Summary {
        Summary {
            found: found(language, understood, totals.facilities - totals.telehealth),
            split: split(language, question, totals),
            telehealth: by_telehealth(language, understood, totals.telehealth),
            shown: (page.len() < totals.facilities as usize && !page.is_empty())
                .then_some((page.start + 1, page.end)),
            asked: asked(language, question, understood),
            wished: if question.must { Vec::new() } else { labels(language, &question.wishes).collect() },
            hints: hints(language, question, understood),
            is_uninsured: understood.payer.as_ref().is_some_and(Payer::is_nobody),
        }
    }
}

fn found(language: Language, understood: &Understood, count: u32) -> Cow<'static, str> {
    let place = ("place", understood.place.label.clone().into());
    let count = ("count", count.into());
    match (understood.place.kind, understood.request.radius) {
        (PlaceKind::State, _) | (_, None) => language.say_with("results-found-in", &[count, place]),
        (PlaceKind::Point, Some(miles)) => {
            language.say_with("results-found-near-you", &[count, ("miles", miles.to_string().into())])
        }
        (_, Some(miles)) => {
            language.say_with("results-found-near", &[count, place, ("miles", miles.to_string().into())])
        }
    }
}

/// How many of the places to go to list everything, and how many may have it.
fn split(language: Language, question: &Question, totals: Totals) -> Option<Cow<'static, str>> {
    let possible = totals.possible - totals.telehealth;
    let values = [("listed", totals.confirmed.into()), ("possible", possible.into())];
    let only_needs = !question.wishes.is_empty() && !question.must;
    let key = if only_needs { "results-split-needs" } else { "results-split" };
    (totals.confirmed + possible > 0).then(|| language.say_with(key, &values))
}

fn by_telehealth(language: Language, understood: &Understood, count: u32) -> Option<Cow<'static, str>> {
    let state = understood.request.query.need.telehealth_state().filter(|_| count > 0)?;
    let values = [("count", count.into()), ("state", state.name().into())];
    Some(language.say_with("results-by-telehealth", &values))
}

fn labels(language: Language, ids: &[AttributeId]) -> impl Iterator<Item = &'static str> {
    let words = FactWords::of(language.code());
    ids.iter().map(|id| words.label(*id))
}

/// The answers that decided what was searched.
fn asked(language: Language, question: &Question, understood: &Understood) -> Vec<Cow<'static, str>> {
    let words = FactWords::of(language.code());
    let payer = understood.payer.as_ref().filter(|payer| payer.slug.is_some());
    let payer = payer.map(|payer| Cow::Owned(payer.name.clone()));
    let level = match question.level.0 {
        Some(level) => Cow::Borrowed(words.label(level.id())),
        None => language.say("level-any"),
    };
    let telehealth = question.telehealth.then(|| language.say("ask-telehealth"));
    let listed = question.only_listed.then(|| language.say("narrow-listed"));
    let mut asked: Vec<Cow<'static, str>> = Vec::new();
    asked.extend(question.age.map(|age| age.say(language)));
    asked.extend(question.what.map(|what| what.say(language)));
    asked.push(level);
    asked.extend(payer);
    asked.extend(question.also.iter().map(|payment| Cow::Borrowed(words.label(payment.id()))));
    asked.extend(telehealth);
    let must = if question.must { question.wishes.as_slice() } else { &[] };
    asked.extend(labels(language, must).chain(labels(language, &question.filters)).map(Cow::Borrowed));
    asked.extend(listed);
    asked
}

fn hints(language: Language, question: &Question, understood: &Understood) -> Vec<Cow<'static, str>> {
    let for_self = question.who == Some(Who::Me) && question.age == Some(Age::Under18);
    let for_child = question.who == Some(Who::Child) && question.age == Some(Age::Under18);
    let for_another = matches!(question.who, Some(Who::Child | Who::Other)) && !for_child;
    let unknown = question.pay == Some(Pay::Unknown);
    let day_and_night = !understood.request.query.first.is_empty() && question.order == Order::Best;
    let hints = [
        day_and_night.then(|| language.say("hint-day-and-night")),
        for_self.then(|| language.say("hint-under-18")),
        for_child.then(|| language.say("hint-for-child")),
        for_another.then(|| language.say("hint-for-another")),
        unknown.then(|| language.say("hint-look-for-card")),
    ];
    let note = understood.payer.as_ref().and_then(|payer| payer.note.clone()).map(Cow::Owned);
    hints.into_iter().flatten().chain(note).collect()
}
