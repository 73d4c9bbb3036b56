//! What to ask a facility on the phone, on its card.

use std::borrow::Cow;

use directory::fact::Facts;
use directory::insurer::CoverageQuestion;
use directory::matching::Reach;
use directory::{Coverage, Criterion, Fact, Payment, PlanKind, State};
use service::insurer_words::InsurerWords;

use super::best_program::{BestProgram, CardContext};

/// What to ask about the program: everything that it leaves open.
pub(super) fn questions(program: &BestProgram<'_>) -> Vec<Cow<'static, str>> {
    let CardContext { language, answers, .. } = program.context;
    let words = program.context.words();
    let telehealth = (program.hit.reach == Reach::Telehealth).then(|| Cow::Borrowed(words.telehealth()));
    let unsaid = program.criteria().iter().filter(|criterion| program.fact(criterion) == Fact::NotStated);
    let questions = unsaid.flat_map(|criterion| match criterion {
        Criterion::Program(program_type) => vec![Cow::Borrowed(words.ask(program_type.id()))],
        Criterion::Level(levels) => {
            let open = levels.iter().filter(|level| program.row.fact(level.id()) == Fact::NotStated);
            open.map(|level| Cow::Borrowed(words.ask(level.id()))).collect()
        }
        Criterion::Age(age) => vec![Cow::Borrowed(words.ask(age.id()))],
        Criterion::Insurance { coverages, home } => about_paying(program, coverages, *home),
        Criterion::Has(id) | Criterion::UnlessNo(id) => vec![Cow::Borrowed(words.ask(*id))],
    });
    // A source states what a facility has, but not whether one person can get all of it together.
    let together =
        (answers.wishes.len() + answers.filters.len() > 1).then(|| language.say("card-ask-together"));
    telehealth.into_iter().chain(questions).chain(together).collect()
}

fn about_paying(
    program: &BestProgram<'_>,
    coverages: &[Coverage],
    home: Option<State>,
) -> Vec<Cow<'static, str>> {
    if program.context.is_uninsured() {
        return vec![program.context.language.say("card-ask-uninsured")];
    }
    let open =
        coverages.iter().filter_map(|coverage| coverage.question(&program.row, home, program.hit.place));
    open.map(|question| about_insurance(program.context, question)).collect()
}

fn about_insurance(context: &CardContext<'_>, question: CoverageQuestion) -> Cow<'static, str> {
    use PlanKind::{Commercial, Marketplace, MedicaidPlan, MedicareAdvantage};
    let (language, words) = (context.language, context.words());
    let (plan, is_kind_open) = match question {
        CoverageQuestion::Kind(payment) => return Cow::Borrowed(words.ask(payment.id())),
        CoverageQuestion::OtherState(Payment::Medicaid) => {
            return language.say("card-ask-medicaid-elsewhere");
        }
        CoverageQuestion::OtherState(_) => return language.say("card-ask-funds-elsewhere"),
        CoverageQuestion::Network(plan) => (plan, false),
        CoverageQuestion::KindAndNetwork(plan) => (plan, true),
    };
    let name = ("plan", InsurerWords::for_language(language).spoken(plan).into());
    let has_network = matches!(plan.kind(), Commercial | Marketplace | MedicaidPlan | MedicareAdvantage);
    match (has_network, is_kind_open) {
        (false, _) => language.say_with("card-ask-plan", &[name]),
        (true, false) => language.say_with("card-ask-network", &[name]),
        (true, true) => {
            let kind = ("kind", words.label(plan.kind().payment().id()).into());
            language.say_with("card-ask-kind-and-network", &[name, kind])
        }
    }
}
