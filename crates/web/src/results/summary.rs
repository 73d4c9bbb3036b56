//! How many were found, what was searched, and what to know before calling.

use std::borrow::Cow;
use std::ops::Range;

use directory::AttributeId;
use places::PlaceKind;
use search::Totals;
use service::request::Miles;
use service::{FactWords, Language};

use crate::answers::{AgeRange, ForWhom, FormAnswers, PayAnswer, Payer, PreparedSearch, ResultOrder};

/// What is above the cards.
pub(super) struct ResultsSummary {
    /// How many were found, and where.
    pub found: Cow<'static, str>,
    /// How many of them list everything that was asked for, and how many may have it.
    pub split: Option<Cow<'static, str>>,
    /// How many others may reach the person by telehealth.
    pub telehealth: Option<Cow<'static, str>>,
    /// The first and the last number on this page. `None` if the page shows all facilities.
    pub shown: Option<(u32, u32)>,
    /// What was searched for, in the words of the form.
    pub asked: Vec<Cow<'static, str>>,
    /// What would be good to have.
    pub wished: Vec<&'static str>,
    /// What to know before calling.
    pub hints: Vec<Cow<'static, str>>,
    /// Whether there is no insurance. If so, the page says who may pay.
    pub is_uninsured: bool,
}

impl ResultsSummary {
    pub(super) fn new(
        language: Language,
        answers: &FormAnswers,
        prepared: &PreparedSearch,
        totals: Totals,
        page: Range<u32>,
    ) -> ResultsSummary {
        ResultsSummary {
            found: found(language, prepared, totals.facilities - totals.telehealth),
            split: split(language, answers, totals),
            telehealth: by_telehealth(language, prepared, totals.telehealth),
            shown: (page.len() < totals.facilities as usize && !page.is_empty())
                .then_some((page.start + 1, page.end)),
            asked: asked(language, answers, prepared),
            wished: if answers.must { Vec::new() } else { labels(language, &answers.wishes).collect() },
            hints: hints(language, answers, prepared),
            is_uninsured: prepared.payer.as_ref().is_some_and(Payer::is_nobody),
        }
    }
}

fn found(language: Language, prepared: &PreparedSearch, count: u32) -> Cow<'static, str> {
    let count = ("count", count.into());
    let Some(place) = &prepared.place else { return language.say_with("results-found-named", &[count]) };
    let (kind, own_radius) = (place.kind, place.radius);
    let place = ("place", place.label.clone().into());
    match (kind, prepared.search.parameters.radius.map(Miles::get)) {
        (PlaceKind::State, _) | (_, None) => language.say_with("results-found-in", &[count, place]),
        (_, miles) if miles == own_radius => language.say_with("results-found-in-area", &[count, place]),
        (PlaceKind::Point, Some(miles)) => {
            language.say_with("results-found-near-you", &[count, ("miles", miles.to_string().into())])
        }
        (_, Some(miles)) => {
            language.say_with("results-found-near", &[count, place, ("miles", miles.to_string().into())])
        }
    }
}

/// How many facilities list everything that was asked for, and how many may have it, not counting those found only by
/// telehealth.
fn split(language: Language, answers: &FormAnswers, totals: Totals) -> Option<Cow<'static, str>> {
    let possible = totals.possible - totals.telehealth;
    let values = [("listed", totals.confirmed.into()), ("possible", possible.into())];
    let only_needs = !answers.wishes.is_empty() && !answers.must;
    let key = if only_needs { "results-split-needs" } else { "results-split" };
    (totals.confirmed + possible > 0).then(|| language.say_with(key, &values))
}

fn by_telehealth(language: Language, prepared: &PreparedSearch, count: u32) -> Option<Cow<'static, str>> {
    let state = prepared.search.query.need.telehealth_state().filter(|_| count > 0)?;
    let values = [("count", count.into()), ("state", state.name().into())];
    Some(language.say_with("results-by-telehealth", &values))
}

fn labels(language: Language, ids: &[AttributeId]) -> impl Iterator<Item = &'static str> {
    let words = FactWords::for_language(language);
    ids.iter().map(|id| words.label(*id))
}

/// The answers that decided the search.
fn asked(language: Language, answers: &FormAnswers, prepared: &PreparedSearch) -> Vec<Cow<'static, str>> {
    let words = FactWords::for_language(language);
    let payer = prepared.payer.as_ref().filter(|payer| payer.slug.is_some());
    let payer = payer.map(|payer| Cow::Owned(payer.name.clone()));
    let level = match answers.searched_level().0 {
        Some(level) => Cow::Borrowed(words.label(level.id())),
        None => language.say("level-any"),
    };
    let telehealth = answers.telehealth.then(|| language.say("ask-telehealth"));
    let listed = answers.only_listed.then(|| language.say("narrow-listed"));
    let mut asked: Vec<Cow<'static, str>> = Vec::new();
    asked.extend(answers.age.map(|age| age.label(language)));
    asked.extend(answers.concern.map(|concern| concern.label(language)));
    asked.push(level);
    asked.extend(answers.name.as_deref().map(|name| Cow::Owned(format!("“{name}”"))));
    asked.extend(payer);
    asked.extend(answers.also.iter().map(|payment| Cow::Borrowed(words.label(payment.id()))));
    asked.extend(telehealth);
    let must = if answers.must { answers.wishes.as_slice() } else { &[] };
    asked.extend(labels(language, must).chain(labels(language, &answers.filters)).map(Cow::Borrowed));
    asked.extend(listed);
    asked
}

fn hints(language: Language, answers: &FormAnswers, prepared: &PreparedSearch) -> Vec<Cow<'static, str>> {
    let for_self = answers.for_whom == Some(ForWhom::Me) && answers.age == Some(AgeRange::Under18);
    let for_child = answers.for_whom == Some(ForWhom::Child) && answers.age == Some(AgeRange::Under18);
    let for_another = matches!(answers.for_whom, Some(ForWhom::Child | ForWhom::Other)) && !for_child;
    let unknown = answers.pay == Some(PayAnswer::Unknown);
    let day_and_night = !prepared.search.query.first.is_empty() && answers.order == ResultOrder::Best;
    let hints = [
        day_and_night.then(|| language.say("hint-day-and-night")),
        for_self.then(|| language.say("hint-under-18")),
        for_child.then(|| language.say("hint-for-child")),
        for_another.then(|| language.say("hint-for-another")),
        unknown.then(|| language.say("hint-look-for-card")),
    ];
    let note = prepared.payer.as_ref().and_then(|payer| payer.note.clone()).map(Cow::Owned);
    hints.into_iter().flatten().chain(note).collect()
}
