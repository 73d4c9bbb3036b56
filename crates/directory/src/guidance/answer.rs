//! The possible answers.

use std::sync::LazyLock;

use super::question::GuideQuestion;

/// Declares the answers: their questions, and their names in forms.
macro_rules! answers {
    ($($(#[$doc:meta])* $name:ident of $question:ident = $slug:literal,)+) => {
        /// An answer to one of the questions.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum GuideAnswer { $($(#[$doc])* $name,)+ }

        impl GuideAnswer {
            /// All answers, by question, in the order in which they are offered.
            pub const ALL: [GuideAnswer; 34] = [$(GuideAnswer::$name,)+];

            /// The question it answers.
            pub fn question(self) -> GuideQuestion {
                match self { $(GuideAnswer::$name => GuideQuestion::$question,)+ }
            }

            /// Its name in forms, unique among the answers to its question.
            pub fn slug(self) -> &'static str {
                match self { $(GuideAnswer::$name => $slug,)+ }
            }
        }
    };
}

answers! {
    /// Somebody's life is in danger right now.
    DangerNow of Danger = "now",
    /// Thoughts of suicide or self-harm, but no danger right now.
    SuicidalThoughts of Danger = "thoughts",
    /// Neither.
    NoDanger of Danger = "no",
    /// A physical problem that cannot wait.
    MedicalEmergency of Health = "medical",
    /// Out of touch with reality, days without sleep, or unable to care for oneself.
    PsychiatricEmergency of Health = "psychiatric",
    /// Alcohol or drugs.
    Substances of Help = "substances",
    /// Mental health.
    MentalHealth of Help = "mental_health",
    /// An eating disorder.
    EatingDisorder of Help = "eating",
    /// Gambling, gaming or similar.
    Gambling of Help = "gambling",
    /// Alcohol, on most days in recent months, or with illness when stopping.
    Alcohol of Use = "alcohol",
    /// Benzodiazepines, barbiturates or GHB.
    Sedatives of Use = "sedatives",
    /// Heroin, fentanyl, pain pills.
    Opioids of Use = "opioids",
    /// Pills or powder of unknown content.
    UnknownDrug of Use = "unknown",
    /// Cocaine, methamphetamine, cannabis and other drugs whose withdrawal is not life-threatening.
    OtherDrug of Use = "other",
    /// Detox is complete, and nothing has been used since.
    DetoxDone of Detox = "done",
    /// Detox is not complete, or nobody is sure.
    DetoxNotDone of Detox = "no",
    /// At least one sign of physical danger.
    EatingDanger of Eating = "signs",
    /// None of the signs.
    NoEatingDanger of Eating = "no",
    /// Pregnant, or possibly pregnant.
    Pregnant of Pregnancy = "yes",
    /// Not pregnant.
    NotPregnant of Pregnancy = "no",
    /// A safe and supportive place to live.
    SafeHome of Home = "safe",
    /// A place to live where others drink or use drugs, or without support.
    HomeWithUse of Home = "use",
    /// No place to live, or an unsafe one.
    NoHome of Home = "none",
    /// Nothing has been tried yet.
    NothingTried of Tried = "nothing",
    /// Weekly visits were not enough.
    OutpatientTried of Tried = "outpatient",
    /// An IOP or day treatment was not enough.
    IntensiveTried of Tried = "intensive",
    /// A stay in detox, a hospital or a residential program is ending.
    SteppingDown of Tried = "stepping_down",
    /// Work or school must continue.
    WorkOrSchool of Days = "work",
    /// Cares for children or others.
    Children of Days = "children",
    /// Cannot work, go to school or manage the day.
    CannotManage of Days = "cannot",
    /// 17 or younger.
    Under18 of Age = "under_18",
    /// 18 to 25.
    From18To25 of Age = "18_25",
    /// 26 to 64.
    Adult of Age = "adult",
    /// 65 or older.
    Older of Age = "older",
}

impl GuideAnswer {
    /// All substances.
    pub const USED: GuideAnswerSet = GuideAnswerSet::new(&[
        GuideAnswer::Alcohol,
        GuideAnswer::Sedatives,
        GuideAnswer::Opioids,
        GuideAnswer::UnknownDrug,
        GuideAnswer::OtherDrug,
    ]);

    /// Substances that are dangerous to stop suddenly, because of withdrawal.
    pub const RISKY_TO_STOP: GuideAnswerSet =
        GuideAnswerSet::new(&[GuideAnswer::Alcohol, GuideAnswer::Sedatives, GuideAnswer::UnknownDrug]);
}

/// A set of answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct GuideAnswerSet(u64);

impl GuideAnswerSet {
    /// The empty set.
    pub const EMPTY: GuideAnswerSet = GuideAnswerSet(0);

    /// The set of these answers.
    pub const fn new(answers: &[GuideAnswer]) -> GuideAnswerSet {
        let mut bits = 0;
        let mut at = 0;
        while at < answers.len() {
            bits |= 1 << answers[at] as u32;
            at += 1;
        }
        GuideAnswerSet(bits)
    }

    /// The union of both sets.
    pub const fn union(self, other: GuideAnswerSet) -> GuideAnswerSet {
        GuideAnswerSet(self.0 | other.0)
    }

    /// Whether an answer is in it.
    pub fn contains(self, answer: GuideAnswer) -> bool {
        self.0 & 1 << answer as u32 != 0
    }

    /// Whether the sets share an answer.
    pub fn intersects(self, other: GuideAnswerSet) -> bool {
        self.0 & other.0 != 0
    }

    /// Its answers.
    pub fn iter(self) -> impl Iterator<Item = GuideAnswer> {
        GuideAnswer::ALL.into_iter().filter(move |answer| self.contains(*answer))
    }

    /// The answers to one question.
    pub fn for_question(self, question: GuideQuestion) -> GuideAnswerSet {
        GuideAnswerSet(self.0 & question.every_answer().0)
    }
}

impl FromIterator<GuideAnswer> for GuideAnswerSet {
    fn from_iter<T: IntoIterator<Item = GuideAnswer>>(answers: T) -> Self {
        answers
            .into_iter()
            .fold(GuideAnswerSet::EMPTY, |set, answer| set.union(GuideAnswerSet::new(&[answer])))
    }
}

impl GuideQuestion {
    /// Its possible answers, in the order in which they are offered.
    pub fn answers(self) -> impl Iterator<Item = GuideAnswer> {
        GuideAnswer::ALL.into_iter().filter(move |answer| answer.question() == self)
    }

    /// The set of all its answers.
    pub fn every_answer(self) -> GuideAnswerSet {
        static SETS: LazyLock<[GuideAnswerSet; GuideQuestion::ALL.len()]> =
            LazyLock::new(|| GuideQuestion::ALL.map(|question| question.answers().collect()));
        SETS[self as usize]
    }

    /// Whether it is asked after these answers to the earlier questions. Danger right now ends the questions.
    pub fn is_asked_after(self, given: GuideAnswerSet) -> bool {
        let goes_on = !given.contains(GuideAnswer::DangerNow);
        match self {
            GuideQuestion::Danger => true,
            GuideQuestion::Detox => goes_on && given.intersects(GuideAnswer::RISKY_TO_STOP),
            GuideQuestion::Eating => goes_on && given.contains(GuideAnswer::EatingDisorder),
            GuideQuestion::Pregnancy => {
                goes_on && (given.contains(GuideAnswer::Substances) || given.intersects(GuideAnswer::USED))
            }
            _ => goes_on,
        }
    }
}
