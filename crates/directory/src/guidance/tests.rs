//! Checks the table of rules against safety requirements, for every combination of answers.

use std::collections::BTreeSet;
use std::thread;

use super::GuideAnswer::*;
use super::*;
use crate::vocabulary::{Level, ProgramType, Vocabulary};

/// All possible sets of answers to a question.
fn ways_to_answer(question: GuideQuestion) -> Vec<GuideAnswerSet> {
    let answers: Vec<GuideAnswer> = question.answers().collect();
    if !question.takes_several() {
        return answers.into_iter().map(|answer| GuideAnswerSet::new(&[answer])).collect();
    }
    let subset =
        |bits: u32| (0..answers.len()).filter(|at| bits & 1 << at != 0).map(|at| answers[at]).collect();
    (0..1 << answers.len()).map(subset).collect()
}

/// Calls `check` with every complete combination that starts with these answers.
fn every(answers: GuideAnswers, ways: &[Vec<GuideAnswerSet>], check: &mut impl FnMut(GuideAnswers)) {
    let Some(question) = answers.next() else { return check(answers) };
    for answered in &ways[question as usize] {
        every(answers.with(question, *answered).expect("an answer to this question"), ways, check);
    }
}

/// Checks every complete combination, with one thread for each way to answer the first two questions.
fn for_every_combination(check: impl Fn(GuideAnswerSet, &GuideOutcome) + Sync) -> usize {
    let ways: Vec<Vec<GuideAnswerSet>> = GuideQuestion::ALL.into_iter().map(ways_to_answer).collect();
    let mut prefixes = vec![GuideAnswers::default()];
    for _ in 0..2 {
        let further = |prefix: &GuideAnswers| match prefix.next() {
            Some(question) => ways[question as usize]
                .iter()
                .map(|set| prefix.with(question, *set).expect("an answer"))
                .collect(),
            None => vec![*prefix],
        };
        prefixes = prefixes.iter().flat_map(further).collect();
    }
    let count_from = |prefix: GuideAnswers| {
        let mut count = 0;
        every(prefix, &ways, &mut |answers| {
            count += 1;
            check(answers.given(), &GuideOutcome::from_answers(answers));
        });
        count
    };
    thread::scope(|scope| {
        let threads: Vec<_> = prefixes.iter().map(|prefix| scope.spawn(|| count_from(*prefix))).collect();
        threads.into_iter().map(|thread| thread.join().expect("no combination fails")).sum()
    })
}

/// The reasons of an outcome as a bit set, which is fast enough for ten million combinations.
fn said(outcome: &GuideOutcome) -> u64 {
    outcome.rules.iter().fold(0, |set, rule| set | 1 << rule.reason as u64)
}

fn heeds(heeded: &Precautions, reason: Reason) -> bool {
    heeded.named().any(|(known, _)| known == reason)
}

const EMERGENCIES: GuideAnswerSet =
    GuideAnswerSet::new(&[MedicalEmergency, PsychiatricEmergency, EatingDanger]);
const RISKY_TO_STOP: GuideAnswerSet = GuideAnswerSet::new(&[Alcohol, Sedatives, UnknownDrug]);
const OUTPATIENT_CARE: [Care; 4] =
    [Care::IntensiveOutpatient, Care::Outpatient, Care::Housing, Care::GamblingTreatment];
const MEDICATION: [Care; 2] = [Care::OpioidClinic, Care::OpioidMedication];

#[test]
fn every_combination_has_an_outcome_that_is_safe() {
    let count = for_every_combination(|given, outcome| {
        let offers = |care: Care| outcome.cares.contains(&care);
        let has = |answer: GuideAnswer| given.contains(answer);
        let said = said(outcome);
        let says = |reason: Reason| said & 1 << reason as u64 != 0;

        // Danger now: emergency help and nothing else. Everybody else is shown something.
        assert_eq!(outcome.cares.is_empty(), has(DangerNow), "{given:?}");
        if has(DangerNow) {
            assert!(outcome.rules.len() == 1 && says(Reason::DangerNow), "{outcome:?}");
        }

        // Danger never leads to an IOP or to less care.
        let withdrawing = given.intersects(RISKY_TO_STOP) && !has(DetoxDone);
        let is_danger = given.intersects(EMERGENCIES) || withdrawing || has(SuicidalThoughts);
        if is_danger {
            assert!(!OUTPATIENT_CARE.into_iter().any(offers), "{outcome:?}");
            assert!(outcome.rules_of_kind(RuleKind::Alert).next().is_some(), "{outcome:?}");
            assert!(outcome.rules_of_kind(RuleKind::Practical).next().is_none(), "{outcome:?}");
        }
        // Nor does the search that follows.
        let heeded = Precautions::from_outcome(outcome);
        if !has(DangerNow) {
            assert_eq!(heeded.is_danger(), is_danger, "{outcome:?}");
            assert!(
                outcome.rules_of_kind(RuleKind::Alert).all(|rule| heeds(&heeded, rule.reason)),
                "{outcome:?}"
            );
            let iop = heeded.allows_level(Level::IntensiveOutpatient);
            assert!(!iop || !(is_danger || has(IntensiveTried) || has(CannotManage)), "{outcome:?}");
        }

        // Everybody who is shown something also gets the reason.
        assert_eq!(outcome.rules_of_kind(RuleKind::Why).next().is_none(), has(DangerNow), "{outcome:?}");

        // Possible withdrawal is never treated as a mental illness alone.
        let delirium = has(PsychiatricEmergency) && given.intersects(RISKY_TO_STOP);
        assert_eq!(says(Reason::WithdrawalDelirium), delirium, "{outcome:?}");
        let psychiatric = has(PsychiatricEmergency) && !delirium;
        assert_eq!(says(Reason::PsychiatricEmergency), psychiatric, "{outcome:?}");
        if delirium {
            assert_ne!(outcome.program, Some(ProgramType::MentalHealth), "{outcome:?}");
        }
        if given.intersects(EMERGENCIES) {
            assert_eq!(outcome.cares, [Care::Hospital], "{outcome:?}");
        }
        if has(SuicidalThoughts) {
            assert!(offers(Care::Hospital) && says(Reason::SuicidalThoughts), "{outcome:?}");
        }

        // Withdrawal that can kill: always the warning and, except in an emergency, detox that lists the substance.
        // Completed detox removes these and nothing else.
        assert_eq!(says(Reason::Withdrawal), withdrawing, "{outcome:?}");
        assert_eq!(says(Reason::DetoxDone), has(DetoxDone), "{outcome:?}");
        let detox =
            [(Alcohol, Care::DetoxAlcohol), (Sedatives, Care::DetoxSedatives), (UnknownDrug, Care::Detox)];
        for (answer, care) in detox {
            assert_eq!(
                offers(care),
                has(answer) && withdrawing && !given.intersects(EMERGENCIES),
                "{outcome:?}"
            );
        }
        if withdrawing {
            let others = outcome.cares.iter().filter(|care| !MEDICATION.contains(care));
            let least = others.map(|care| care.level().map(Intensity::from_level)).min();
            assert!(least >= Some(Some(Intensity::Withdrawal)), "{outcome:?}");
        }

        // Opioids: medication first, the warning about overdoses, and the advice for pregnancy.
        let opioids = has(Opioids) || has(UnknownDrug);
        assert_eq!(says(Reason::OpioidMedication), opioids, "{outcome:?}");
        assert_eq!(says(Reason::OverdoseRisk), opioids, "{outcome:?}");
        assert_eq!(says(Reason::PregnantOpioids), opioids && has(Pregnant), "{outcome:?}");
        assert_eq!(says(Reason::Pregnancy), has(Pregnant), "{outcome:?}");
        let asked = has(Pregnant) || has(NotPregnant);
        let substances = has(Substances) || given.intersects(GuideAnswer::USED);
        assert_eq!(asked, substances && !has(DangerNow), "{given:?}");
        for care in MEDICATION {
            assert_eq!(offers(care), opioids && !given.intersects(EMERGENCIES), "{outcome:?}");
        }
        // Tolerance is lowest after a stay in treatment, so naloxone is mentioned whatever was ticked.
        if substances && has(SteppingDown) {
            assert!(says(Reason::OverdoseRisk) || says(Reason::AfterBreak), "{outcome:?}");
        }
        if opioids && !is_danger {
            let first = if has(Under18) { Care::OpioidMedication } else { Care::OpioidClinic };
            assert_eq!(outcome.cares[0], first, "{outcome:?}");
            let iop = !has(IntensiveTried) && !has(CannotManage);
            assert_eq!(offers(Care::IntensiveOutpatient), iop, "it may go together with an IOP: {outcome:?}");
        }

        // An eating disorder without signs of danger: a medical check.
        assert_eq!(says(Reason::EatingCheck), has(NoEatingDanger), "{outcome:?}");
        assert_eq!(says(Reason::EatingEmergency), has(EatingDanger), "{outcome:?}");

        // Treatment for gambling is always offered, except when a life is in danger.
        assert_eq!(
            offers(Care::GamblingTreatment),
            has(Gambling) && !is_danger && !has(DangerNow),
            "{outcome:?}"
        );
        assert_eq!(says(Reason::Gambling), offers(Care::GamblingTreatment), "{outcome:?}");

        // What was not enough is not offered again.
        if has(IntensiveTried) || has(CannotManage) {
            assert!(!offers(Care::IntensiveOutpatient) && !offers(Care::Outpatient), "{outcome:?}");
        }
        // One visit a week is offered only if nothing speaks against it.
        if offers(Care::Outpatient) {
            assert!(
                has(NothingTried) && has(SafeHome) && !given.intersects(GuideAnswer::USED),
                "{outcome:?}"
            );
            assert!(!has(EatingDisorder), "{outcome:?}");
        }
        if has(Under18) {
            assert!(!offers(Care::Housing), "{outcome:?}");
        }
        assert!(outcome.cares.len() <= 6, "too much to choose from: {outcome:?}");
    });
    // The number of ways to answer which substances are used, and what is asked because of it: the empty set; 3 sets
    // that are not risky to stop, with 2 answers about pregnancy; and 28 sets that are, with 2 more answers about
    // detox. After the empty set, there are `nothing` ways: pregnancy is asked about only if the person needs help with
    // substances.
    let used = |nothing: usize| nothing + 3 * 2 + 28 * 2 * 2;
    // Danger now is one combination. All others: 2 answers about danger · 4 about health · 12 about help other than
    // with substances (4 without an eating disorder, and 4 with one, each with 2 answers about its signs) · the
    // substances used, without and with a need for help with them · 3 about home · 4 about what was tried · 8 about
    // days · 4 about age.
    assert_eq!(count, 1 + 2 * 4 * 12 * (used(1) + used(2)) * 3 * 4 * 8 * 4);
}

fn answers(pairs: &[(&str, &str)]) -> GuideAnswers {
    GuideAnswers::parse(pairs.iter().copied()).expect("answers to the questions")
}

const SAFE: [(&str, &str); 8] = [
    ("danger", "no"),
    ("health", "none"),
    ("help", "mental_health"),
    ("use", "none"),
    ("home", "safe"),
    ("tried", "outpatient"),
    ("days", "work"),
    ("age", "adult"),
];

#[test]
fn answers_are_read_back_from_their_names_after_each_question() {
    let mut so_far = GuideAnswers::default();
    let ways = [
        GuideAnswerSet::new(&[NoDanger]),
        GuideAnswerSet::EMPTY,
        GuideAnswerSet::new(&[Substances, EatingDisorder]),
        GuideAnswerSet::new(&[Opioids, Alcohol]),
        GuideAnswerSet::new(&[DetoxDone]),
        GuideAnswerSet::new(&[NoEatingDanger]),
        GuideAnswerSet::new(&[Pregnant]),
        GuideAnswerSet::new(&[SafeHome]),
        GuideAnswerSet::new(&[NothingTried]),
        GuideAnswerSet::new(&[WorkOrSchool, Children]),
        GuideAnswerSet::new(&[Adult]),
    ];
    for (question, answered) in GuideQuestion::ALL.into_iter().zip(ways) {
        assert_eq!(so_far.next(), Some(question));
        so_far = so_far.with(question, answered).expect("an answer");
        assert_eq!(GuideAnswers::parse(so_far.pairs()), Ok(so_far));
        assert_eq!(so_far.answered().last(), Some((question, answered)));
        assert_eq!(so_far.before(question).next(), Some(question), "going back leads to this question");
    }
    assert_eq!(so_far.next(), None);
}

#[test]
fn questions_that_do_not_matter_are_not_asked() {
    let asked: Vec<&str> = answers(&SAFE).answered().map(|(question, _)| question.slug()).collect();
    for name in ["detox", "eating", "pregnancy"] {
        assert!(!asked.contains(&name), "{asked:?}");
    }
    let danger = answers(&[("danger", "now")]);
    assert_eq!(danger.next(), None, "danger now ends the questions");
}

#[test]
fn answers_that_no_form_sends_are_refused() {
    let refused =
        |pairs: &[(&str, &str)]| GuideAnswers::parse(pairs.iter().copied()).expect_err("no answers");
    assert_eq!(refused(&[("color", "red")]), GuideAnswersError::UnknownQuestion("color".to_owned()));
    assert!(matches!(refused(&[("danger", "perhaps")]), GuideAnswersError::UnknownAnswer { .. }));
    assert!(matches!(refused(&[("danger", "none")]), GuideAnswersError::UnknownAnswer { .. }));
    assert_eq!(refused(&[("danger", "no"), ("danger", "now")]), GuideAnswersError::Several("danger"));
    assert_eq!(refused(&[("home", "safe")]), GuideAnswersError::NotAsked("home"));
    assert_eq!(refused(&[("danger", "now"), ("health", "none")]), GuideAnswersError::NotAsked("health"));
    let pregnant =
        [("danger", "no"), ("health", "none"), ("help", "none"), ("use", "none"), ("pregnancy", "yes")];
    assert_eq!(refused(&pregnant), GuideAnswersError::NotAsked("pregnancy"));
}

#[test]
fn the_program_type_fits_the_help_that_is_needed() {
    let program = |help: &[&'static str]| {
        let rest = SAFE.iter().copied().filter(|(name, _)| *name != "help");
        let pregnancy = help.contains(&"substances").then_some(("pregnancy", "no"));
        let pairs: Vec<_> = rest.chain(help.iter().map(|value| ("help", *value))).chain(pregnancy).collect();
        GuideOutcome::from_answers(answers(&pairs)).program
    };
    assert_eq!(program(&["mental_health"]), Some(ProgramType::MentalHealth));
    assert_eq!(program(&["substances"]), Some(ProgramType::Addiction));
    assert_eq!(program(&["substances", "mental_health"]), Some(ProgramType::DualDiagnosis));
    assert_eq!(program(&["gambling"]), None);
    assert_eq!(Care::Detox.program(Some(ProgramType::EatingDisorder)), None);
    assert_eq!(Care::IntensiveOutpatient.program(Some(ProgramType::Addiction)), Some(ProgramType::Addiction));
}

#[test]
fn opioids_that_were_stopped_lead_to_medicine_and_naloxone() {
    let pairs = [("help", "substances"), ("use", "opioids"), ("pregnancy", "no"), ("tried", "stepping_down")];
    let rest = SAFE.iter().copied().filter(|(name, _)| !pairs.iter().any(|(given, _)| given == name));
    let outcome = GuideOutcome::from_answers(answers(&rest.chain(pairs).collect::<Vec<_>>()));
    assert_eq!(outcome.cares, [Care::OpioidClinic, Care::OpioidMedication, Care::IntensiveOutpatient]);
    let said: Vec<Reason> = outcome.rules.iter().map(|rule| rule.reason).collect();
    assert!(said.contains(&Reason::OverdoseRisk) && said.contains(&Reason::OpioidMedication), "{said:?}");
}

#[test]
fn detox_is_searched_by_substance() {
    let vocabulary = Vocabulary::embedded();
    for (care, code) in [(Care::DetoxAlcohol, "ADTX"), (Care::DetoxSedatives, "BDTX")] {
        assert_eq!(care.level(), Some(Level::Detox));
        assert_eq!(care.condition().and_then(|slug| vocabulary.find(slug)), vocabulary.code(code));
    }
}

#[test]
fn every_row_has_a_source_and_every_slug_is_in_the_vocabulary() {
    let mut reasons = BTreeSet::new();
    for rule in RULES {
        assert!(!rule.source.is_empty(), "{rule:?}");
        assert!(reasons.insert(rule.reason), "{:?} has two rows", rule.reason);
        assert!(rule.when.iter().all(|any| *any != GuideAnswerSet::EMPTY), "{rule:?} never applies");
    }
    let wishes = RULES.iter().flat_map(|rule| rule.wishes);
    let of_care = Care::ALL.iter().filter_map(|care| care.condition());
    for slug in wishes.copied().chain(of_care) {
        assert!(Vocabulary::embedded().find(slug).is_some(), "{slug}");
    }
}

#[test]
fn the_answers_to_a_question_have_different_names() {
    let names: BTreeSet<_> =
        GuideAnswer::ALL.iter().map(|answer| (answer.question(), answer.slug())).collect();
    assert_eq!(names.len(), GuideAnswer::ALL.len());
    assert!(
        GuideAnswer::ALL
            .iter()
            .all(|answer| answer.slug() != GuideAnswers::NONE || !answer.question().takes_several())
    );
}
