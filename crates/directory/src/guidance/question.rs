//! The questions, one per page.

/// A question of the guide. They are asked in this order, so that danger comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GuideQuestion {
    /// Whether a life is in danger now.
    Danger,
    /// Whether there is a medical or psychiatric emergency.
    Health,
    /// What help is needed for.
    Help,
    /// What the person uses on most days, or did until some months ago, or was physically hard to stop.
    Use,
    /// Whether detox from substances that are dangerous to stop suddenly is complete.
    Detox,
    /// Whether there are signs that an eating disorder is physically dangerous now.
    Eating,
    /// Whether the person is pregnant.
    Pregnancy,
    /// Whether there is a stable place to live.
    Home,
    /// What treatment was tried before.
    Tried,
    /// What duties the person has, and whether everyday life can be managed.
    Days,
    /// How old the person is.
    Age,
}

impl GuideQuestion {
    /// All of them, in the order they are asked.
    pub const ALL: [GuideQuestion; 11] = [
        GuideQuestion::Danger,
        GuideQuestion::Health,
        GuideQuestion::Help,
        GuideQuestion::Use,
        GuideQuestion::Detox,
        GuideQuestion::Eating,
        GuideQuestion::Pregnancy,
        GuideQuestion::Home,
        GuideQuestion::Tried,
        GuideQuestion::Days,
        GuideQuestion::Age,
    ];

    /// Its name in forms.
    pub fn slug(self) -> &'static str {
        match self {
            GuideQuestion::Danger => "danger",
            GuideQuestion::Health => "health",
            GuideQuestion::Help => "help",
            GuideQuestion::Use => "use",
            GuideQuestion::Detox => "detox",
            GuideQuestion::Eating => "eating",
            GuideQuestion::Pregnancy => "pregnancy",
            GuideQuestion::Home => "home",
            GuideQuestion::Tried => "tried",
            GuideQuestion::Days => "days",
            GuideQuestion::Age => "age",
        }
    }

    /// The question with this name in forms.
    pub fn from_slug(slug: &str) -> Option<GuideQuestion> {
        GuideQuestion::ALL.into_iter().find(|question| question.slug() == slug)
    }

    /// Whether it takes any number of answers, including none, rather than exactly one.
    pub fn takes_several(self) -> bool {
        matches!(self, GuideQuestion::Health | GuideQuestion::Help | GuideQuestion::Use | GuideQuestion::Days)
    }
}
