//! Places that are to be kept secret: telephone and city, and nothing that leads to the door.

use super::PlacedListing;
use crate::listing::Role;
use crate::location::Withheld;

/// What the listings of a place ask for, present or gone: one of them is enough.
pub(super) fn asked_for(listings: &[PlacedListing]) -> Option<Withheld> {
    let asking = listings.iter().filter_map(|placed| Some((&placed.listing.id, placed.withheld.as_ref()?)));
    asking.min_by_key(|(id, _)| *id).map(|(_, withheld)| withheld.clone())
}

/// Takes everything that leads to the door out of every listing. Identities go altogether: they are addresses and little
/// else.
pub(super) fn withhold(listings: &mut Vec<PlacedListing>, withheld: &Withheld) {
    listings.retain(|placed| placed.listing.content.role == Role::Program);
    for placed in listings {
        placed.lent = None;
        let content = &mut placed.listing.content;
        content.withhold(withheld.clone());
        content.npi = None;
        content.unknown_services.clear();
    }
}
