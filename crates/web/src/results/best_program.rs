//! The best program of a facility that was found: what it lists and what it leaves open, in words.

use std::borrow::Cow;

use directory::fact::Facts;
use directory::matching::Reach;
use directory::{AttributeId, Coverage, Criteria, Criterion, Fact, MatchClass, Payment, Vocabulary};
use search::{ProgramHit, ProgramRow, Snapshot};
use service::{FactWords, Language};

use crate::answers::{FormAnswers, Payer, PreparedSearch};

/// For languages other than English, the attribute that says they are spoken.
const SPOKEN: [(&str, &str); 1] = [("es", "spanish")];

/// What all cards of a page have in common.
pub(super) struct CardContext<'a> {
    pub snapshot: &'a Snapshot,
    pub language: Language,
    pub answers: &'a FormAnswers,
    pub prepared: &'a PreparedSearch,
    pub criteria: &'a Criteria,
}

impl CardContext<'_> {
    pub(super) fn words(&self) -> &'static FactWords {
        FactWords::for_language(self.language)
    }

    pub(super) fn is_uninsured(&self) -> bool {
        self.prepared.payer.as_ref().is_some_and(Payer::is_nobody)
    }

    fn label(&self, criterion: &Criterion) -> String {
        let label = |id: AttributeId| self.words().label(id).to_owned();
        match criterion {
            Criterion::Program(program) => label(program.id()),
            Criterion::Level(levels) => {
                levels.iter().map(|level| label(level.id())).collect::<Vec<_>>().join(" / ")
            }
            Criterion::Age(age) => label(age.id()),
            Criterion::Insurance { .. } if self.is_uninsured() => {
                self.language.say("card-help-with-cost").into_owned()
            }
            Criterion::Insurance { .. } => {
                let payer = self.prepared.payer.iter().map(|payer| payer.name.clone());
                let also = self.answers.also.iter().map(|payment| label(payment.id()));
                payer.chain(also).collect::<Vec<_>>().join(" / ")
            }
            Criterion::Has(id) | Criterion::UnlessNo(id) => label(*id),
        }
    }
}

/// The best program of a facility that was found.
pub(super) struct BestProgram<'a> {
    pub context: &'a CardContext<'a>,
    pub hit: &'a ProgramHit,
    pub row: ProgramRow<'a>,
}

impl<'a> BestProgram<'a> {
    pub(super) fn new(context: &'a CardContext<'a>, hit: &'a ProgramHit) -> BestProgram<'a> {
        BestProgram { context, hit, row: context.snapshot.row(hit.row) }
    }

    /// The cautions that the person should read.
    pub(super) fn cautions(&self) -> Vec<&'static str> {
        let need = &self.context.prepared.search.query.need;
        let cautions = self.hit.cautions.iter().filter(|caution| caution.is_worth_reading(need));
        cautions.map(|caution| self.context.words().caution(caution)).collect()
    }

    /// Whether the program lists everything that was asked for, in words.
    pub(super) fn match_words(&self) -> Cow<'static, str> {
        let language = self.context.language;
        match (self.hit.class, self.hit.reach) {
            (_, Reach::Telehealth) => language.say("card-by-telehealth"),
            (MatchClass::Confirmed, Reach::Visit) => self.confirmed_words(),
            (MatchClass::Possible, Reach::Visit) => language.say("card-may-have-it"),
        }
    }

    /// Says that everything that was asked for is listed, or everything except some of the wishes.
    fn confirmed_words(&self) -> Cow<'static, str> {
        let CardContext { language, answers, .. } = self.context;
        let met = answers.wishes.iter().filter(|wish| self.row.fact(**wish) == Fact::Yes).count();
        if met == answers.wishes.len() {
            return language.say("card-lists-everything");
        }
        language.say_with("card-lists-needs", &[("met", met.into()), ("wishes", answers.wishes.len().into())])
    }

    /// What the program does not say, and why it may have it anyway. If it leaves nothing open: what it lists.
    pub(super) fn why(&self) -> Option<Cow<'static, str>> {
        let language = self.context.language;
        let open = self.criteria().iter().filter(|criterion| criterion.is_left_open_by(self.fact(criterion)));
        let open: Vec<String> = open.map(|criterion| self.context.label(criterion)).collect();
        if open.is_empty() {
            return self.listed_criteria();
        }
        let unsaid = language.say_with("card-does-not-say", &[("what", open.join("; ").into())]);
        let evidence = self.hit.evidence.and_then(|found| self.context.words().evidence(found.sign));
        Some(match evidence {
            Some(words) => format!("{unsaid} {}.", capitalized(words)).into(),
            None => unsaid,
        })
    }

    /// The criteria for the way in which the program reaches the person.
    pub(super) fn criteria(&self) -> &'a [Criterion] {
        self.context.criteria.by(self.hit.reach)
    }

    /// What the program says about a criterion.
    pub(super) fn fact(&self, criterion: &Criterion) -> Fact {
        criterion.fact(&self.row, self.hit.place)
    }

    fn listed_criteria(&self) -> Option<Cow<'static, str>> {
        let language = self.context.language;
        let met = self.criteria().iter().filter(|criterion| self.fact(criterion) == Fact::Yes);
        let labels: Vec<String> = met.map(|criterion| self.met_label(criterion)).collect();
        let values = [("what", labels.join("; ").into())];
        (!labels.is_empty()).then(|| language.say_with("card-lists", &values))
    }

    /// The label of a criterion that is met. Of several ways to pay, it names those that the program lists.
    fn met_label(&self, criterion: &Criterion) -> String {
        let Criterion::Insurance { coverages, home } = criterion else {
            return self.context.label(criterion);
        };
        let takes = |coverage: &&Coverage| coverage.fact(&self.row, *home, self.hit.place) == Fact::Yes;
        let met = coverages.iter().filter(takes);
        let labels: Vec<&str> =
            met.map(|coverage| self.context.words().label(coverage.payment().id())).collect();
        labels.join(", ")
    }

    /// The ways to pay that the program lists.
    pub(super) fn payments(&self) -> Option<String> {
        self.labels(Payment::ALL.iter().map(|payment| payment.id()), Fact::Yes)
    }

    /// The wishes and filters that the program lists, without the ways to pay, which have a line of their own.
    pub(super) fn listed_wishes(&self) -> Option<String> {
        let FormAnswers { wishes, filters, .. } = self.context.answers;
        let is_payment = |id: &AttributeId| Payment::ALL.iter().any(|payment| payment.id() == *id);
        let filters = filters.iter().copied().filter(|id| !is_payment(id));
        self.labels(wishes.iter().copied().chain(filters), Fact::Yes)
    }

    /// The wishes for which the program has this fact.
    pub(super) fn wishes(&self, fact: Fact) -> Option<String> {
        self.labels(self.context.answers.wishes.iter().copied(), fact)
    }

    /// The labels of the attributes for which the program has this fact.
    fn labels(&self, ids: impl Iterator<Item = AttributeId>, fact: Fact) -> Option<String> {
        let ids = ids.filter(|id| self.row.fact(*id) == fact);
        let labels: Vec<&str> = ids.map(|id| self.context.words().label(id)).collect();
        (!labels.is_empty()).then(|| labels.join(", "))
    }

    /// Whether the staff speak the language of the page. `None` if that is English.
    pub(super) fn speaks(&self) -> Option<Cow<'static, str>> {
        let language = self.context.language;
        let (_, slug) = SPOKEN.iter().find(|(code, _)| *code == language.code())?;
        let is_listed = self.row.fact(Vocabulary::embedded().find(slug)?) == Fact::Yes;
        Some(language.say(if is_listed { "card-speaks" } else { "card-speaks-ask" }))
    }
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
