//! The search form, with what was answered before.

use std::borrow::Cow;

use directory::insurer::Insurers;
use directory::{AttributeId, Level, PersonGroup, Vocabulary};

use super::guidance::heeded;
use super::question::{
    Age, AskedLevel, HEED, INSURANCES, INSURER, NEAR, PageFault, Pay, Question, ToldFault, USUAL_RADIUS,
    WISHES, What, Who, languages, shown,
};
use service::fact_words::FactWords;
use service::insurer_words::InsurerWords;
use service::language::Language;

/// Something to choose.
pub(super) struct Choice {
    /// The value of the field.
    pub value: Cow<'static, str>,
    /// What people read.
    pub label: Cow<'static, str>,
    /// Whether it was chosen.
    pub chosen: bool,
}

/// Wishes that are offered together.
pub(super) struct Wishes {
    pub heading: Cow<'static, str>,
    pub choices: Vec<Choice>,
}

/// The search form.
pub(super) struct SearchForm {
    pub near: String,
    /// Where the device is, while the field shows that.
    pub at: Option<String>,
    pub insurer: String,
    pub who: Vec<Choice>,
    pub ages: Vec<Choice>,
    pub what: Vec<Choice>,
    pub pay: Vec<Choice>,
    /// Kinds of insurance, to choose from while typing.
    pub kinds: Vec<String>,
    pub levels: Vec<Choice>,
    pub radii: Vec<Choice>,
    pub telehealth: bool,
    pub wishes: Vec<Wishes>,
    /// Languages of which one can be chosen.
    pub languages: Vec<Choice>,
    pub must: bool,
    pub person: Vec<Choice>,
    /// Whether anything of what is folded away was answered.
    pub is_open: bool,
    /// What was asked for elsewhere, in the guide or on the results: shown to be taken back.
    pub kept: Vec<Kept>,
    pub faults: Vec<ToldFault>,
}

/// An answer that the form does not ask for.
pub(super) struct Kept {
    /// The name of the field.
    pub name: &'static str,
    pub value: &'static str,
    pub label: Cow<'static, str>,
}

/// Miles that are offered.
const RADII: [&str; 5] = ["5", "10", USUAL_RADIUS, "50", "100"];

/// Who the person is, where no other answer tells it.
const PERSONS: [PersonGroup; 6] = [
    PersonGroup::Woman,
    PersonGroup::Man,
    PersonGroup::Native,
    PersonGroup::Dui,
    PersonGroup::OpioidUse,
    PersonGroup::AlcoholUse,
];

/// Languages with a box of their own; the others stand in a list.
const BOXED_LANGUAGES: usize = 2;

impl SearchForm {
    /// The form with these answers, and what is wrong with them.
    pub(super) fn of(question: &Question, language: Language, faults: Vec<PageFault>) -> SearchForm {
        let words = FactWords::of(language.code());
        let (boxed, listed) = languages().split_at(BOXED_LANGUAGES);
        let wish = |id: &AttributeId| attribute(*id, words, &question.wishes);
        let groups = WISHES.iter().map(|group| Wishes {
            heading: (group.say)(language),
            choices: group
                .slugs
                .iter()
                .filter_map(|slug| Vocabulary::embedded().find(slug))
                .map(|id| wish(&id))
                .collect(),
        });
        let spoken =
            Wishes { heading: language.say("wishes-languages"), choices: boxed.iter().map(wish).collect() };
        SearchForm {
            near: question.near.clone().unwrap_or_default(),
            at: question.at.clone(),
            insurer: question.insurer.as_deref().map(|typed| shown(typed, language)).unwrap_or_default(),
            who: answers(Who::ALL, question.who, |who| (who.value(), who.say(language))),
            ages: answers(Age::ALL, question.age, |age| (age.value(), age.say(language))),
            what: answers(What::ALL, question.what, |what| (what.value(), what.say(language))),
            pay: answers(Pay::ALL, question.pay, |pay| (pay.value(), pay.say(language))),
            kinds: kinds(language),
            levels: levels(question.level, language, words),
            radii: radii(question.radius.as_deref(), language),
            telehealth: question.telehealth,
            wishes: groups.chain([spoken]).collect(),
            languages: listed.iter().map(wish).collect(),
            must: question.must,
            person: answers(&PERSONS, None, |group| (group.slug(), Cow::Borrowed(words.person(group))))
                .into_iter()
                .zip(PERSONS)
                .map(|(choice, group)| Choice { chosen: question.person.contains(&group), ..choice })
                .collect(),
            is_open: is_open(question),
            kept: kept(question, language, words),
            faults: faults.iter().map(|fault| fault.told(language)).collect(),
        }
    }

    /// What is wrong with the place.
    pub(super) fn near_fault(&self) -> Option<&ToldFault> {
        self.faults.iter().find(|fault| fault.field == NEAR)
    }

    /// What is wrong with the insurance.
    pub(super) fn insurer_fault(&self) -> Option<&ToldFault> {
        self.faults.iter().find(|fault| fault.field == INSURER)
    }
}

fn kinds(language: Language) -> Vec<String> {
    let words = InsurerWords::of(language);
    let entries = INSURANCES.iter().filter_map(|slug| Insurers::embedded().find(slug));
    entries.map(|entry| words.name(entry)).collect()
}

fn answers<T: Copy + PartialEq>(
    all: &[T],
    chosen: Option<T>,
    words: impl Fn(T) -> (&'static str, Cow<'static, str>),
) -> Vec<Choice> {
    let choice = |answer: &T| {
        let (value, label) = words(*answer);
        Choice { value: Cow::Borrowed(value), label, chosen: chosen == Some(*answer) }
    };
    all.iter().map(choice).collect()
}

fn attribute(id: AttributeId, words: &'static FactWords, chosen: &[AttributeId]) -> Choice {
    let slug = Vocabulary::embedded().attribute(id).slug.as_str();
    Choice { value: Cow::Borrowed(slug), label: Cow::Borrowed(words.label(id)), chosen: chosen.contains(&id) }
}

fn levels(asked: AskedLevel, language: Language, words: &'static FactWords) -> Vec<Choice> {
    let level = |level: &Level| Choice {
        value: Cow::Borrowed(level.slug()),
        label: Cow::Borrowed(words.label(level.id())),
        chosen: asked.0 == Some(*level),
    };
    let any = Choice {
        value: Cow::Borrowed(AskedLevel::ANY),
        label: language.say("level-any"),
        chosen: asked.0.is_none(),
    };
    Level::ALL.iter().map(level).chain([any]).collect()
}

/// The radii that are offered, and the one that was asked for.
fn radii(asked: Option<&str>, language: Language) -> Vec<Choice> {
    let asked = asked.unwrap_or(USUAL_RADIUS);
    let own = (!RADII.contains(&asked)).then(|| asked.to_owned());
    let offered = RADII.iter().map(|miles| (*miles).to_owned()).chain(own);
    let choice = |miles: String| Choice {
        label: language.say_with("miles", &[("miles", miles.clone().into())]),
        chosen: miles == asked,
        value: Cow::Owned(miles),
    };
    offered.map(choice).collect()
}

fn is_open(question: &Question) -> bool {
    let usual = Question {
        who: question.who,
        age: question.age,
        near: question.near.clone(),
        at: question.at.clone(),
        what: question.what,
        pay: question.pay,
        insurer: question.insurer.clone(),
        ..kept_answers(question)
    };
    *question != usual
}

/// What was chosen on the results page, of which the form has no field.
fn kept_answers(question: &Question) -> Question {
    Question {
        also: question.also.clone(),
        filters: question.filters.clone(),
        heed: question.heed.clone(),
        order: question.order,
        only_listed: question.only_listed,
        further: question.further.clone(),
        ..Question::default()
    }
}

fn kept(question: &Question, language: Language, words: &'static FactWords) -> Vec<Kept> {
    let attribute = |name, id: &AttributeId| Kept {
        name,
        value: Vocabulary::embedded().attribute(*id).slug.as_str(),
        label: Cow::Borrowed(words.label(*id)),
    };
    let also = question.also.iter().map(|payment| Kept {
        name: "also",
        value: payment.slug(),
        label: Cow::Borrowed(words.label(payment.id())),
    });
    let filters = question.filters.iter().map(|id| attribute("filter", id));
    let wishes = question.wishes.iter().filter(|id| !is_offered(**id)).map(|id| attribute("wish", id));
    let heed = question.heed.named().filter_map(|(reason, value)| {
        heeded(reason).map(|key| Kept { name: HEED, value, label: language.say(key) })
    });
    also.chain(filters).chain(wishes).chain(heed).collect()
}

/// Whether the form has a box for a wish. The guide may wish for more.
fn is_offered(id: AttributeId) -> bool {
    let vocabulary = Vocabulary::embedded();
    let boxes = WISHES.iter().flat_map(|group| group.slugs);
    languages().contains(&id) || boxes.filter_map(|slug| vocabulary.find(slug)).any(|offered| offered == id)
}
