//! The questions, one per page.

use crate::named_enum;

named_enum! {
    /// A question of the guide. They are asked in this order, so that danger comes first.
    pub enum GuideQuestion {
        /// Whether a life is in danger now.
        Danger = "danger",
        /// Whether there is a medical or psychiatric emergency.
        Health = "health",
        /// What help is needed for.
        Help = "help",
        /// What the person uses on most days, used until a few months ago, or found physically hard to stop.
        Use = "use",
        /// Whether detox from substances that are dangerous to stop suddenly is complete.
        Detox = "detox",
        /// Whether there are signs that an eating disorder is physically dangerous now.
        Eating = "eating",
        /// Whether the person is pregnant.
        Pregnancy = "pregnancy",
        /// Whether there is a stable place to live.
        Home = "home",
        /// What treatment was tried before.
        Tried = "tried",
        /// What duties the person has, and whether everyday life can be managed.
        Days = "days",
        /// How old the person is.
        Age = "age",
    }
}

impl GuideQuestion {
    /// Whether it takes any number of answers, including none, rather than exactly one.
    pub fn takes_several(self) -> bool {
        matches!(self, GuideQuestion::Health | GuideQuestion::Help | GuideQuestion::Use | GuideQuestion::Days)
    }
}
