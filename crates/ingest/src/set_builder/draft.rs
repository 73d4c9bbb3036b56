//! A listing between its row and the complete set.

use directory::listing::Content;

use crate::place::Digest;
use crate::repair::Repair;

/// Stored instead of a row that reveals where a confidential place is.
pub(crate) const CONFIDENTIAL_ROW: &str =
    r#"{"(confidential)":"this row is not kept, because it reveals where a confidential place is"}"#;

/// A listing as read from a row, before the set is complete and the listing gets its id.
#[derive(Debug)]
pub struct ListingDraft {
    /// The id that the source gives it, if any.
    pub(crate) own_id: Option<String>,
    /// A digest of the row. Of two drafts with the same digest, one is a duplicate.
    pub(crate) digest: Digest,
    /// What it says.
    pub(crate) content: Content,
    /// What was repaired.
    pub(crate) repairs: Vec<Repair>,
    /// If the source can have several rows about one place: a digest of what all these rows share. They become one
    /// listing for each track.
    pub(crate) group: Option<Digest>,
}

impl ListingDraft {
    /// A listing whose id occurs only once in the set.
    pub fn with_unique_id(id: String, content: Content) -> ListingDraft {
        let digest = Digest::from_texts([("id", id.as_str())].into_iter());
        ListingDraft { own_id: Some(id), digest, content, repairs: Vec::new(), group: None }
    }
}

/// What the builder remembers of a listing until ids are given.
#[derive(Debug)]
pub(crate) struct DraftKey {
    pub own_id: Option<String>,
    pub digest: Digest,
    pub group: Option<Digest>,
    /// Which row of the set it was read from.
    pub row: u64,
}
