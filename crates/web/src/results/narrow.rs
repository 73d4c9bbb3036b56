//! The filters of the results with their counts, and the order.

use std::borrow::Cow;

use directory::{AttributeId, Payment, Vocabulary};
use places::PlaceKind;
use search::SearchResults;
use service::{FactWords, Language};

use crate::answers::{FormAnswers, PreparedSearch, ResultOrder, WISHES, languages};
use crate::choice::FormChoice;
use crate::fields::FormFields;

/// A condition that can be added.
pub(super) struct ResultFilter {
    pub slug: &'static str,
    pub label: &'static str,
    /// How many of the facilities that were found list it.
    pub count: u32,
    pub chosen: bool,
}

/// A condition that was added, with a button that removes it.
pub(super) struct ChosenFilter {
    pub label: Cow<'static, str>,
    /// The value of the field `change` (see `fields.rs`).
    pub change: String,
}

/// Filters under one heading.
pub(super) struct FilterGroup {
    pub heading: Cow<'static, str>,
    pub filters: Vec<ResultFilter>,
}

/// The part of the page that narrows the results down and orders them.
pub(super) struct NarrowPanel {
    pub orders: Vec<FormChoice>,
    pub only_listed: bool,
    pub groups: Vec<FilterGroup>,
    pub chosen: Vec<ChosenFilter>,
    /// All other fields of the search.
    pub others: FormFields,
}

/// The visible fields of the form. All others are hidden.
const FIELDS: [&str; 3] = ["filter", "sort", "listed"];

/// The attributes to count: the ways to pay, and the wishes that are offered.
pub(super) fn counted(answers: &FormAnswers) -> Vec<AttributeId> {
    let all = groups().flat_map(|(_, ids)| ids);
    all.filter(|id| !answers.wishes.contains(id) || !answers.must).collect()
}

type Heading = fn(Language) -> Cow<'static, str>;

fn groups() -> impl Iterator<Item = (Heading, Vec<AttributeId>)> {
    let payments: (Heading, _) = (
        |language| language.say("narrow-payments"),
        Payment::ALL.iter().map(|payment| payment.id()).collect(),
    );
    let wishes = WISHES.iter().map(|group| (group.heading, group.attributes().collect()));
    let spoken: (Heading, _) = (|language| language.say("wishes-languages"), languages().to_vec());
    [payments].into_iter().chain(wishes).chain([spoken])
}

impl NarrowPanel {
    pub(super) fn new(
        language: Language,
        answers: &FormAnswers,
        prepared: &PreparedSearch,
        results: &SearchResults,
        fields: &FormFields,
    ) -> NarrowPanel {
        let has_distance = prepared.place.as_ref().is_some_and(|place| place.kind != PlaceKind::State);
        let orders = ResultOrder::ALL.iter().filter(|order| has_distance || **order != ResultOrder::Distance);
        let words = FactWords::for_language(language);
        let filter = |id: AttributeId| {
            let count =
                results.facets.iter().find(|count| count.attribute == id).map_or(0, |count| count.facilities);
            let chosen = answers.filters.contains(&id);
            let slug = Vocabulary::embedded().attribute(id).slug.as_str();
            // A filter that all facilities pass would narrow nothing down.
            let divides = count > 0 && count < results.totals.facilities;
            (chosen || divides).then(|| ResultFilter { slug, label: words.label(id), count, chosen })
        };
        let group = |(heading, ids): (Heading, Vec<AttributeId>)| {
            let filters: Vec<ResultFilter> = ids.into_iter().filter_map(filter).collect();
            (!filters.is_empty()).then(|| FilterGroup { heading: heading(language), filters })
        };
        let order = |order: &ResultOrder| FormChoice {
            value: Cow::Borrowed(order.value()),
            label: order.label(language),
            chosen: *order == answers.order,
        };
        NarrowPanel {
            orders: orders.map(order).collect(),
            only_listed: answers.only_listed,
            groups: groups().filter_map(group).collect(),
            chosen: chosen(language, answers),
            others: fields.without(&FIELDS),
        }
    }
}

fn chosen(language: Language, answers: &FormAnswers) -> Vec<ChosenFilter> {
    let words = FactWords::for_language(language);
    let filter = |id: &AttributeId| ChosenFilter {
        label: Cow::Borrowed(words.label(*id)),
        change: format!("drop filter {}", Vocabulary::embedded().attribute(*id).slug),
    };
    let listed = answers
        .only_listed
        .then(|| ChosenFilter { label: language.say("narrow-listed"), change: "drop listed".to_owned() });
    answers.filters.iter().map(filter).chain(listed).collect()
}
