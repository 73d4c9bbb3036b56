//! How many were found, what the lists can't say, and what to know before calling.

use std::borrow::Cow;
use std::ops::Range;

use directory::{Level, Payment};
use places::{Place, PlaceKind};
use search::Totals;
use service::request::Miles;
use service::{FactWords, Language};

use super::said_once::SaidOnce;
use crate::answers::{AgeRange, ForWhom, FormAnswers, Payer, PreparedSearch, ResultOrder};

/// What is above and below the cards.
pub(super) struct ResultsSummary {
    /// How many were found, and where.
    pub heading: Cow<'static, str>,
    /// What they list, and what to ask each of them.
    pub sentences: Vec<Cow<'static, str>>,
    /// What to know before calling.
    pub hints: Vec<Cow<'static, str>>,
    /// Whether there is no insurance. If so, the page says who may pay.
    pub is_uninsured: bool,
}

/// What was found.
pub(super) struct Found {
    pub totals: Totals,
    /// How many list everything but the plan of the insurer, which no list can say.
    pub with_kind: Option<u32>,
    /// The numbers of the cards on this page, from 0.
    pub page: Range<u32>,
}

impl ResultsSummary {
    pub(super) fn new(
        language: Language,
        answers: &FormAnswers,
        prepared: &PreparedSearch,
        said: SaidOnce,
        found: &Found,
    ) -> ResultsSummary {
        let count = found.totals.facilities - found.totals.telehealth;
        let is_further = found.page.start > 0 && !found.page.is_empty();
        let shown = is_further.then(|| shown_numbers(language, &found.page));
        let listed = (count > 0).then(|| listed(language, answers, prepared, said, found));
        let none = (found.totals.facilities == 0).then(|| language.say("results-none-hint"));
        let by_video = by_telehealth(language, prepared, found.totals.telehealth);
        ResultsSummary {
            heading: heading(language, answers, prepared, count),
            sentences: none
                .into_iter()
                .chain(listed.into_iter().flatten())
                .chain(by_video)
                .chain(shown)
                .collect(),
            hints: hints(language, answers, prepared),
            is_uninsured: prepared.payer.as_ref().is_some_and(Payer::is_nobody),
        }
    }
}

fn shown_numbers(language: Language, page: &Range<u32>) -> Cow<'static, str> {
    language.say_with("results-shown", &[("first", (page.start + 1).into()), ("last", page.end.into())])
}

fn heading(
    language: Language,
    answers: &FormAnswers,
    prepared: &PreparedSearch,
    count: u32,
) -> Cow<'static, str> {
    let number = ("count", count.into());
    let Some(place) = &prepared.place else { return language.say_with("results-named", &[number]) };
    let what = if asks_only_for_iops(answers, prepared) { "iop" } else { "any" };
    let miles = prepared.search.parameters.radius.map(Miles::get);
    let values = [
        number,
        ("place", short_name(place).into()),
        ("miles", miles.unwrap_or_default().to_string().into()),
        ("what", what.into()),
    ];
    language.say_with(
        match (place.kind, miles) {
            (PlaceKind::State, _) | (_, None) => "results-in",
            (_, miles) if miles == place.radius => "results-in",
            (PlaceKind::Point, _) => "results-near-you",
            _ => "results-near",
        },
        &values,
    )
}

/// Whether places that were not found have no IOP, as far as is known. Otherwise they may lack something else.
fn asks_only_for_iops(answers: &FormAnswers, prepared: &PreparedSearch) -> bool {
    let need = &prepared.search.query.need;
    let is_open = need.age.is_none() && need.insurance.is_empty() && need.attributes.is_empty();
    is_open && answers.searched_level().0 == Some(Level::IntensiveOutpatient) && !answers.only_listed
}

/// The name without its state and ZIP code.
fn short_name(place: &Place) -> String {
    place.label.split(',').next().unwrap_or_default().to_owned()
}

/// What the places list. What the lists can't say is said once, and not as a lack of the places.
fn listed(
    language: Language,
    answers: &FormAnswers,
    prepared: &PreparedSearch,
    said: SaidOnce,
    found: &Found,
) -> Vec<Cow<'static, str>> {
    let plan = prepared.payer.as_ref().filter(|_| said.plan).map(|payer| payer.short_name().to_owned());
    let possible = found.totals.possible - found.totals.telehealth;
    let split = || split(language, answers, found.totals.confirmed, possible);
    match (said.iop, plan) {
        (true, Some(plan)) => vec![
            language.say("results-unrecorded"),
            language.say_with("results-ask-iop-and-plan", &[("plan", plan.into())]),
        ],
        (true, None) if found.totals.confirmed == 0 => {
            vec![language.say("results-unrecorded"), language.say("results-ask-iop")]
        }
        (true, None) => vec![split(), language.say("results-unrecorded")],
        (false, Some(plan)) => vec![with_plan(language, answers, prepared, plan, found.with_kind)],
        (false, None) => vec![split()],
    }
}

/// How many list the level of care and the plan's kind of insurance.
fn with_plan(
    language: Language,
    answers: &FormAnswers,
    prepared: &PreparedSearch,
    plan: String,
    with_kind: Option<u32>,
) -> Cow<'static, str> {
    let coverage = prepared.search.query.need.insurance.first().map(|coverage| coverage.payment());
    let kind = match coverage {
        Some(Payment::Private) | None => language.say("payment-private"),
        Some(payment) => Cow::Borrowed(FactWords::for_language(language).label(payment.id())),
    };
    let is_iop = answers.searched_level().0 == Some(Level::IntensiveOutpatient);
    let key = if is_iop { "results-iop-and-kind" } else { "results-all-and-kind" };
    let count = with_kind.unwrap_or_default();
    language.say_with(key, &[("count", count.into()), ("kind", kind.into()), ("plan", plan.into())])
}

/// How many list everything that was asked for, and how many may have it.
fn split(language: Language, answers: &FormAnswers, listed: u32, possible: u32) -> Cow<'static, str> {
    let only_needs = !answers.wishes.is_empty() && !answers.must;
    let what = if only_needs { "needs" } else { "all" };
    let values = [("listed", listed.into()), ("possible", possible.into()), ("what", what.into())];
    language.say_with(
        match (listed, possible) {
            (0, _) => "results-may-have",
            (_, 0) => "results-list-all",
            _ => "results-split",
        },
        &values,
    )
}

fn by_telehealth(language: Language, prepared: &PreparedSearch, count: u32) -> Option<Cow<'static, str>> {
    let state = prepared.search.query.need.telehealth_state().filter(|_| count > 0)?;
    let values = [("count", count.into()), ("state", state.name().into())];
    Some(language.say_with("results-by-telehealth", &values))
}

fn hints(language: Language, answers: &FormAnswers, prepared: &PreparedSearch) -> Vec<Cow<'static, str>> {
    let for_self = answers.for_whom == Some(ForWhom::Me) && answers.age == Some(AgeRange::Under18);
    let for_child = answers.for_whom == Some(ForWhom::Child) && answers.age == Some(AgeRange::Under18);
    let for_another = matches!(answers.for_whom, Some(ForWhom::Child | ForWhom::Other)) && !for_child;
    let day_and_night = !prepared.search.query.first.is_empty() && answers.order == ResultOrder::Best;
    let together = answers.wishes.len() + answers.filters.len() > 1;
    let hints = [
        day_and_night.then(|| language.say("hint-day-and-night")),
        for_self.then(|| language.say("hint-under-18")),
        for_child.then(|| language.say("hint-for-child")),
        for_another.then(|| language.say("hint-for-another")),
        // A source states what a facility has, but not whether one person can get all of it together.
        together.then(|| language.say("hint-together")),
    ];
    let note = prepared.payer.as_ref().and_then(|payer| payer.note.clone()).map(Cow::Owned);
    hints.into_iter().flatten().chain(note).collect()
}
