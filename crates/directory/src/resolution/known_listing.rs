//! A listing that already has a facility and program.

use crate::facility::Placement;
use crate::listing::{Content, ListingId};

/// A listing that already has a facility and program, whether it is still present or gone.
#[derive(Debug, Clone, Copy)]
pub struct KnownListing<'a> {
    /// Its source and its id there.
    pub id: &'a ListingId,
    /// Its last content.
    pub content: &'a Content,
    /// Its facility and program.
    pub placement: Placement,
}
