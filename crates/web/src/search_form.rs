//! The search form, filled in with the answers given before.

use std::borrow::Cow;

use directory::{AttributeId, Level, PersonGroup, Vocabulary};
use service::request::{LevelChoice, Miles};
use service::{FactWords, Language};

use crate::answers::{
    AgeRange, Concern, FaultView, ForWhom, FormAnswers, FormFault, HEED, INSURER, NAME, NEAR, WISHES,
    WishGroup, languages, payer_choices, payer_label,
};
use crate::choice::FormChoice;
use crate::guidance::heeded;

/// Wishes that are offered together.
pub(super) struct WishChoices {
    pub heading: Cow<'static, str>,
    pub choices: Vec<FormChoice>,
}

/// What the template of the form needs.
pub(super) struct SearchForm {
    pub near: String,
    /// The point where the device is, if `near` still shows the city there.
    pub at: Option<String>,
    pub name: String,
    pub insurer: String,
    pub for_whom: Vec<FormChoice>,
    pub ages: Vec<FormChoice>,
    pub concerns: Vec<FormChoice>,
    /// Who may pay, to choose from before anything is typed.
    pub payers: Vec<String>,
    pub levels: Vec<FormChoice>,
    pub radii: Vec<FormChoice>,
    pub telehealth: bool,
    pub wishes: Vec<WishChoices>,
    /// The languages that are offered in a list instead of as boxes.
    pub languages: Vec<FormChoice>,
    pub must: bool,
    pub person: Vec<FormChoice>,
    /// Whether any of the folded questions was answered.
    pub is_open: bool,
    /// Answers given elsewhere, in the guide or on the results page. They are shown so that they can be removed.
    pub kept: Vec<KeptAnswer>,
    pub faults: Vec<FaultView>,
}

/// An answer to something that the form does not ask.
pub(super) struct KeptAnswer {
    /// The name of the field.
    pub name: &'static str,
    pub value: &'static str,
    pub label: Cow<'static, str>,
}

/// The radii that are offered, in miles.
const RADII: [f64; 5] = [5.0, 10.0, 25.0, 50.0, 100.0];

/// Who the person may be. The other groups follow from other answers.
const PERSONS: [PersonGroup; 6] = [
    PersonGroup::Woman,
    PersonGroup::Man,
    PersonGroup::Native,
    PersonGroup::Dui,
    PersonGroup::OpioidUse,
    PersonGroup::AlcoholUse,
];

/// This many languages have their own box. The others are in a list.
const BOXED_LANGUAGES: usize = 2;

impl SearchForm {
    /// The form with these answers and what is wrong with them.
    pub(super) fn new(answers: &FormAnswers, language: Language, faults: &[FormFault]) -> SearchForm {
        let words = FactWords::for_language(language);
        let (boxed, listed) = languages().split_at(BOXED_LANGUAGES);
        let wish = |id: &AttributeId| wish(*id, words, &answers.wishes);
        let groups = WISHES.iter().map(|group| WishChoices {
            heading: (group.heading)(language),
            choices: group.attributes().map(|id| wish(&id)).collect(),
        });
        let spoken = WishChoices {
            heading: language.say("wishes-languages"),
            choices: boxed.iter().map(wish).collect(),
        };
        SearchForm {
            near: answers.near.clone().unwrap_or_default(),
            at: answers.at.as_ref().map(|location| location.text.clone()),
            insurer: answers.insurer.as_deref().map(|typed| payer_label(typed, language)).unwrap_or_default(),
            name: answers.name.clone().unwrap_or_default(),
            for_whom: choices(ForWhom::ALL, |one| {
                (one.value(), one.label(language), answers.for_whom == Some(one))
            }),
            ages: choices(AgeRange::ALL, |one| (one.value(), one.label(language), answers.age == Some(one))),
            concerns: choices(Concern::ALL, |one| {
                (one.value(), one.label(language), answers.concerns.contains(&one))
            }),
            payers: payer_choices(language).into_iter().map(|kind| kind.label).collect(),
            levels: levels(answers.level, language, words),
            radii: radii(answers.radius, language),
            telehealth: answers.telehealth,
            wishes: groups.chain([spoken]).collect(),
            languages: listed.iter().map(wish).collect(),
            must: answers.must,
            person: choices(&PERSONS, |group| {
                (group.slug(), Cow::Borrowed(words.person(group)), answers.person.contains(&group))
            }),
            is_open: is_open(answers),
            kept: kept(answers, language, words),
            faults: faults.iter().map(|fault| fault.view(language)).collect(),
        }
    }

    /// What is wrong with the place.
    pub(super) fn near_fault(&self) -> Option<&FaultView> {
        self.faults.iter().find(|fault| fault.field == NEAR)
    }

    /// What is wrong with the name.
    pub(super) fn name_fault(&self) -> Option<&FaultView> {
        self.faults.iter().find(|fault| fault.field == NAME)
    }

    /// What is wrong with the insurance.
    pub(super) fn insurer_fault(&self) -> Option<&FaultView> {
        self.faults.iter().find(|fault| fault.field == INSURER)
    }
}

/// Choices from the value, the label, and whether it was chosen.
fn choices<T: Copy>(
    all: &[T],
    parts: impl Fn(T) -> (&'static str, Cow<'static, str>, bool),
) -> Vec<FormChoice> {
    let choice = |one: &T| {
        let (value, label, chosen) = parts(*one);
        FormChoice { value: Cow::Borrowed(value), label, chosen }
    };
    all.iter().map(choice).collect()
}

fn wish(id: AttributeId, words: &'static FactWords, chosen: &[AttributeId]) -> FormChoice {
    let slug = Vocabulary::embedded().attribute(id).slug.as_str();
    FormChoice {
        value: Cow::Borrowed(slug),
        label: Cow::Borrowed(words.label(id)),
        chosen: chosen.contains(&id),
    }
}

fn levels(answer: LevelChoice, language: Language, words: &'static FactWords) -> Vec<FormChoice> {
    let level = |level: &Level| FormChoice {
        value: Cow::Borrowed(level.slug()),
        label: Cow::Borrowed(words.label(level.id())),
        chosen: answer.0 == Some(*level),
    };
    let any = FormChoice {
        value: Cow::Borrowed(LevelChoice::ANY),
        label: language.say("level-any"),
        chosen: answer.0.is_none(),
    };
    Level::ALL.iter().map(level).chain([any]).collect()
}

/// The radii that are offered, and the one that was chosen.
fn radii(answer: Option<Miles>, language: Language) -> Vec<FormChoice> {
    let usual = Miles::DEFAULT.get();
    let chosen = answer.map_or(usual, Miles::get);
    let own = (!RADII.contains(&chosen)).then_some(chosen);
    let choice = |miles: f64| {
        let key = if miles == usual { "radius-usual" } else { "miles" };
        FormChoice {
            // The usual radius is not sent, because a county or region has one of its own.
            value: Cow::Owned(if miles == usual { String::new() } else { miles.to_string() }),
            label: language.say_with(key, &[("miles", miles.to_string().into())]),
            chosen: miles == chosen,
        }
    };
    RADII.into_iter().chain(own).map(choice).collect()
}

fn is_open(answers: &FormAnswers) -> bool {
    let FormAnswers { for_whom, level, radius, telehealth, wishes, must, person, .. } = answers;
    let is_narrowed = *level != LevelChoice::default() || radius.is_some() || for_whom.is_some();
    is_narrowed || *telehealth || *must || !wishes.is_empty() || !person.is_empty()
}

fn kept(answers: &FormAnswers, language: Language, words: &'static FactWords) -> Vec<KeptAnswer> {
    let attribute = |name, id: &AttributeId| KeptAnswer {
        name,
        value: Vocabulary::embedded().attribute(*id).slug.as_str(),
        label: Cow::Borrowed(words.label(*id)),
    };
    let also = answers.also.iter().map(|payment| KeptAnswer {
        name: "also",
        value: payment.slug(),
        label: Cow::Borrowed(words.label(payment.id())),
    });
    let filters = answers.filters.iter().map(|id| attribute("filter", id));
    let wishes = answers.wishes.iter().filter(|id| !is_offered(**id)).map(|id| attribute("wish", id));
    let heed = answers.heed.named().filter_map(|(reason, value)| {
        heeded(reason).map(|key| KeptAnswer { name: HEED, value, label: language.say(key) })
    });
    also.chain(filters).chain(wishes).chain(heed).collect()
}

/// Whether the form offers a wish. The guide may lead here with other wishes.
fn is_offered(id: AttributeId) -> bool {
    languages().contains(&id) || WISHES.iter().flat_map(WishGroup::attributes).any(|offered| offered == id)
}
