//! The filters of the results, with counts.

use std::borrow::Cow;

use directory::{AttributeId, Payment, Vocabulary};
use places::PlaceKind;
use search::SearchResults;

use crate::fields::Fields;
use crate::question::{Order, Question, Understood, WISHES, languages};
use service::fact_words::FactWords;
use service::language::Language;

/// A condition that can be added.
pub(super) struct Filter {
    pub slug: &'static str,
    pub label: &'static str,
    /// How many of the places found list it.
    pub count: u32,
    pub chosen: bool,
}

/// A condition that was added, to be taken back by one button.
pub(super) struct Chosen {
    pub label: Cow<'static, str>,
    /// The value of the field `change`, see `fields.rs`.
    pub change: String,
}

/// Filters that stand together.
pub(super) struct Group {
    pub heading: Cow<'static, str>,
    pub filters: Vec<Filter>,
}

/// An order that can be chosen.
pub(super) struct OrderChoice {
    pub value: &'static str,
    pub label: Cow<'static, str>,
    pub chosen: bool,
}

/// What narrows the results down, and their order.
pub(super) struct Narrow {
    pub orders: Vec<OrderChoice>,
    pub only_listed: bool,
    pub groups: Vec<Group>,
    /// What is chosen of it.
    pub chosen: Vec<Chosen>,
    /// All other fields of the search.
    pub others: Fields,
}

/// The fields of the form that chooses them: it sends all others hidden.
const FIELDS: [&str; 3] = ["filter", "sort", "listed"];

/// What is counted: the ways to pay, and the wishes that are offered.
pub(super) fn counted(question: &Question) -> Vec<AttributeId> {
    let all = groups().flat_map(|(_, ids)| ids);
    all.filter(|id| !question.wishes.contains(id) || !question.must).collect()
}

type Heading = fn(Language) -> Cow<'static, str>;

fn groups() -> impl Iterator<Item = (Heading, Vec<AttributeId>)> {
    let payments: (Heading, _) = (
        |language| language.say("narrow-payments"),
        Payment::ALL.iter().map(|payment| payment.id()).collect(),
    );
    let wishes = WISHES.iter().map(|group| {
        let ids = group.slugs.iter().filter_map(|slug| Vocabulary::embedded().find(slug));
        (group.say, ids.collect())
    });
    let spoken: (Heading, _) = (|language| language.say("wishes-languages"), languages().to_vec());
    [payments].into_iter().chain(wishes).chain([spoken])
}

impl Narrow {
    pub(super) fn of(
        language: Language,
        question: &Question,
        understood: &Understood,
        answer: &SearchResults,
        fields: &Fields,
    ) -> Narrow {
        let has_distance = understood.place.kind != PlaceKind::State;
        let orders = Order::ALL.iter().filter(|order| has_distance || **order != Order::Distance);
        let words = FactWords::of(language.code());
        let filter = |id: AttributeId| {
            let count =
                answer.facets.iter().find(|count| count.attribute == id).map_or(0, |count| count.facilities);
            let chosen = question.filters.contains(&id);
            let slug = Vocabulary::embedded().attribute(id).slug.as_str();
            // What all of them list narrows nothing down.
            let divides = count > 0 && count < answer.totals.facilities;
            (chosen || divides).then(|| Filter { slug, label: words.label(id), count, chosen })
        };
        let group = |(heading, ids): (Heading, Vec<AttributeId>)| {
            let filters: Vec<Filter> = ids.into_iter().filter_map(filter).collect();
            (!filters.is_empty()).then(|| Group { heading: heading(language), filters })
        };
        Narrow {
            orders: orders
                .map(|order| OrderChoice {
                    value: order.value(),
                    label: order.say(language),
                    chosen: *order == question.order,
                })
                .collect(),
            only_listed: question.only_listed,
            groups: groups().filter_map(group).collect(),
            chosen: chosen(language, question),
            others: fields.without(&FIELDS),
        }
    }
}

fn chosen(language: Language, question: &Question) -> Vec<Chosen> {
    let words = FactWords::of(language.code());
    let filter = |id: &AttributeId| Chosen {
        label: Cow::Borrowed(words.label(*id)),
        change: format!("drop filter {}", Vocabulary::embedded().attribute(*id).slug),
    };
    let listed = question
        .only_listed
        .then(|| Chosen { label: language.say("narrow-listed"), change: "drop listed".to_owned() });
    question.filters.iter().map(filter).chain(listed).collect()
}
