//! What was asked for, in words: the label of a criterion, and what to ask about it on the phone.

use std::borrow::Cow;

use directory::fact::Facts;
use directory::insurer::CoverageQuestion;
use directory::{AttributeId, Coverage, Criterion, Fact, Level, Payment, PlanKind, State};
use service::insurer_words::InsurerWords;
use service::{FactWords, Language};

use crate::answers::{FormAnswers, Payer, PreparedSearch};
use crate::results::program_label;

/// The words for what a search asked for.
#[derive(Clone, Copy)]
pub(crate) struct AskedWords<'a> {
    pub language: Language,
    pub answers: &'a FormAnswers,
    pub prepared: &'a PreparedSearch,
}

impl AskedWords<'_> {
    fn is_uninsured(&self) -> bool {
        self.prepared.payer.as_ref().is_some_and(Payer::is_nobody)
    }

    /// In a few words, as on the cards of the results.
    pub(crate) fn label(&self, criterion: &Criterion) -> Cow<'static, str> {
        match criterion {
            Criterion::Program(program) => program_label(*program, self.language),
            Criterion::Level(levels) => {
                levels.iter().map(|level| self.level(*level)).collect::<Vec<_>>().join(" / ").into()
            }
            Criterion::Age(age) => match self.answers.age {
                Some(answer) => answer.label(self.language),
                None => Cow::Borrowed(self.words().label(age.id())),
            },
            Criterion::Insurance { .. } if self.is_uninsured() => self.language.say("tag-help-with-cost"),
            Criterion::Insurance { .. } => {
                let payer = self.prepared.payer.iter().map(Payer::short_name);
                let also = self.answers.also.iter().map(|payment| self.words().label(payment.id()));
                payer.chain(also).collect::<Vec<_>>().join(" / ").into()
            }
            Criterion::Has(id) | Criterion::UnlessNo(id) => Cow::Borrowed(self.words().label(*id)),
        }
    }

    fn level(&self, level: Level) -> &'static str {
        match level {
            Level::IntensiveOutpatient => "IOP",
            _ => self.words().label(level.id()),
        }
    }

    /// What to ask a program in the state `place` about a criterion that its facts leave open.
    pub(crate) fn questions(
        &self,
        criterion: &Criterion,
        facts: &impl Facts,
        place: State,
    ) -> Vec<Cow<'static, str>> {
        let ask = |id: AttributeId| Cow::Borrowed(self.words().ask(id));
        match criterion {
            Criterion::Program(program) => vec![ask(program.id())],
            Criterion::Level(levels) => {
                let open = levels.iter().filter(|level| facts.fact(level.id()) == Fact::NotStated);
                open.map(|level| ask(level.id())).collect()
            }
            Criterion::Age(age) => vec![ask(age.id())],
            Criterion::Insurance { .. } if self.is_uninsured() => {
                vec![self.language.say("facility-ask-uninsured")]
            }
            Criterion::Insurance { coverages, home } => {
                let question = |coverage: &Coverage| coverage.question(facts, *home, place);
                coverages.iter().filter_map(question).map(|one| self.about_insurance(one)).collect()
            }
            Criterion::Has(id) | Criterion::UnlessNo(id) => vec![ask(*id)],
        }
    }

    fn about_insurance(&self, question: CoverageQuestion) -> Cow<'static, str> {
        use PlanKind::{Commercial, Marketplace, MedicaidPlan, MedicareAdvantage};
        let language = self.language;
        let (plan, is_kind_open) = match question {
            CoverageQuestion::Kind(payment) => return Cow::Borrowed(self.words().ask(payment.id())),
            CoverageQuestion::OtherState(Payment::Medicaid) => {
                return language.say("facility-ask-medicaid-elsewhere");
            }
            CoverageQuestion::OtherState(_) => return language.say("facility-ask-funds-elsewhere"),
            CoverageQuestion::Network(plan) => (plan, false),
            CoverageQuestion::KindAndNetwork(plan) => (plan, true),
        };
        let name = ("plan", InsurerWords::for_language(language).spoken(plan).into());
        let has_network = matches!(plan.kind(), Commercial | Marketplace | MedicaidPlan | MedicareAdvantage);
        match (has_network, is_kind_open) {
            (false, _) => language.say_with("facility-ask-plan", &[name]),
            (true, false) => language.say_with("facility-ask-network", &[name]),
            (true, true) => {
                let kind = ("kind", self.words().label(plan.kind().payment().id()).into());
                language.say_with("facility-ask-kind-and-network", &[name, kind])
            }
        }
    }

    fn words(&self) -> &'static FactWords {
        FactWords::for_language(self.language)
    }
}
