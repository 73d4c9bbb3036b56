//! The requested level of care.

use std::sync::LazyLock;

use directory::Level;

use crate::one_of::one_of;

/// A level of care, or any. The default is intensive outpatient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LevelChoice(pub Option<Level>);

static NAMES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    [LevelChoice::ANY].into_iter().chain(Level::ALL.iter().map(|level| level.slug())).collect()
});

impl LevelChoice {
    /// The name that stands for any level.
    pub const ANY: &'static str = "any";

    /// The name in the API.
    pub fn slug(self) -> &'static str {
        self.0.map_or(LevelChoice::ANY, Level::slug)
    }

    /// The choice with this name in the API.
    pub fn from_slug(slug: &str) -> Option<LevelChoice> {
        if slug == LevelChoice::ANY {
            Some(LevelChoice(None))
        } else {
            Level::from_slug(slug).map(|level| LevelChoice(Some(level)))
        }
    }
}

impl Default for LevelChoice {
    fn default() -> Self {
        LevelChoice(Some(Level::IntensiveOutpatient))
    }
}

one_of!(LevelChoice, &NAMES, LevelChoice::slug, LevelChoice::from_slug, "A level of care, or any.");
