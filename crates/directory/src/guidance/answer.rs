//! What can be answered.

use super::question::GuideQuestion;

/// Declares the answers: their questions, and their names in forms.
macro_rules! answers {
    ($($(#[$doc:meta])* $name:ident of $question:ident = $slug:literal,)+) => {
        /// An answer to one of the questions.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum GuideAnswer { $($(#[$doc])* $name,)+ }

        impl GuideAnswer {
            /// All of them, by question, in the order they are offered.
            pub const ALL: [GuideAnswer; 34] = [$(GuideAnswer::$name,)+];

            /// Its question.
            pub fn question(self) -> GuideQuestion {
                match self { $(GuideAnswer::$name => GuideQuestion::$question,)+ }
            }

            /// Its name in forms, which stands once among the answers to its question.
            pub fn slug(self) -> &'static str {
                match self { $(GuideAnswer::$name => $slug,)+ }
            }
        }
    };
}

answers! {
    /// Somebody's life is in danger at this moment.
    DangerNow of Danger = "now",
    /// Thoughts of suicide or self-harm, without acting on them now.
    SuicidalThoughts of Danger = "thoughts",
    /// Neither.
    NoDanger of Danger = "no",
    /// Something of the body that cannot wait.
    MedicalEmergency of Health = "medical",
    /// Out of touch with what is real, days without sleep, no care for oneself.
    PsychiatricEmergency of Health = "psychiatric",
    /// Alcohol or drugs.
    Substances of Help = "substances",
    /// Mental health.
    MentalHealth of Help = "mental_health",
    /// An eating disorder.
    EatingDisorder of Help = "eating",
    /// Gambling, gaming and the like.
    Gambling of Help = "gambling",
    /// Alcohol, on most days of these months, or ill when stopping.
    Alcohol of Use = "alcohol",
    /// Benzodiazepines, barbiturates or GHB.
    Sedatives of Use = "sedatives",
    /// Heroin, fentanyl, pain pills.
    Opioids of Use = "opioids",
    /// Pills or powder of which nobody knows what they are.
    UnknownDrug of Use = "unknown",
    /// Cocaine, methamphetamine, cannabis and others whose withdrawal is not a danger to life.
    OtherDrug of Use = "other",
    /// Detox is behind the person, and nothing was used since.
    DetoxDone of Detox = "done",
    /// It is not, or nobody is sure.
    DetoxNotDone of Detox = "no",
    /// At least one sign that the body is in danger.
    EatingDanger of Eating = "signs",
    /// None of the signs.
    NoEatingDanger of Eating = "no",
    /// Pregnant, or it may be.
    Pregnant of Pregnancy = "yes",
    /// Not pregnant.
    NotPregnant of Pregnancy = "no",
    /// A safe place to live, with support.
    SafeHome of Home = "safe",
    /// A place to live where others drink or use, or nobody helps.
    HomeWithUse of Home = "use",
    /// No place to live, or not safe there.
    NoHome of Home = "none",
    /// Nothing yet.
    NothingTried of Tried = "nothing",
    /// Weekly visits were not enough.
    OutpatientTried of Tried = "outpatient",
    /// An IOP or day treatment was not enough.
    IntensiveTried of Tried = "intensive",
    /// Detox, a hospital or a live-in program is coming to its end.
    SteppingDown of Tried = "stepping_down",
    /// Work or school has to go on.
    WorkOrSchool of Days = "work",
    /// Cares for children or others.
    Children of Days = "children",
    /// Cannot work, go to school or manage the day.
    CannotManage of Days = "cannot",
    /// 17 at the most.
    Under18 of Age = "under_18",
    /// A young adult.
    From18To25 of Age = "18_25",
    /// 26 to 64.
    Adult of Age = "adult",
    /// 65 at least.
    Older of Age = "older",
}

impl GuideAnswer {
    /// Everything that can be used.
    pub const USED: GuideAnswerSet = GuideAnswerSet::new(&[
        GuideAnswer::Alcohol,
        GuideAnswer::Sedatives,
        GuideAnswer::Opioids,
        GuideAnswer::UnknownDrug,
        GuideAnswer::OtherDrug,
    ]);

    /// What withdrawal makes dangerous when it is stopped suddenly.
    pub const RISKY_TO_STOP: GuideAnswerSet =
        GuideAnswerSet::new(&[GuideAnswer::Alcohol, GuideAnswer::Sedatives, GuideAnswer::UnknownDrug]);
}

/// A set of answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct GuideAnswerSet(u64);

impl GuideAnswerSet {
    /// No answer.
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

    /// Those of either set.
    pub const fn union(self, other: GuideAnswerSet) -> GuideAnswerSet {
        GuideAnswerSet(self.0 | other.0)
    }

    /// Whether an answer is in it.
    pub fn contains(self, answer: GuideAnswer) -> bool {
        self.0 & 1 << answer as u32 != 0
    }

    /// Whether at least one of the other's answers is in it.
    pub fn intersects(self, other: GuideAnswerSet) -> bool {
        self.0 & other.0 != 0
    }

    /// Its answers.
    pub fn iter(self) -> impl Iterator<Item = GuideAnswer> {
        GuideAnswer::ALL.into_iter().filter(move |answer| self.contains(*answer))
    }

    /// Those to a question.
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
