//! The editions of the code book.

use super::kinds::Track;

/// One year's questionnaire of one of SAMHSA's two directories.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct Edition {
    /// The track whose directory it is.
    pub track: Track,
    /// The year of the code book.
    pub year: u16,
}
