//! Removes everything that reveals where a confidential place is. The phone numbers and the city are kept.

use super::PlacedListing;
use crate::listing::Role;
use crate::location::Withheld;

/// What may be published about the location if at least one listing, present or gone, asks for confidentiality.
pub(super) fn asked_for(listings: &[PlacedListing]) -> Option<Withheld> {
    let asking = listings.iter().filter_map(|placed| Some((&placed.listing.id, placed.withheld.as_ref()?)));
    asking.min_by_key(|(id, _)| *id).map(|(_, withheld)| withheld.clone())
}

/// Removes everything that reveals the location from every listing. Identities are dropped entirely, because they
/// contain little more than an address.
pub(super) fn withhold(listings: &mut Vec<PlacedListing>, withheld: &Withheld) {
    listings.retain(|placed| placed.listing.content.role == Role::Program);
    for placed in listings {
        placed.lent = None;
        let content = &mut placed.listing.content;
        content.withhold(withheld.clone());
        content.npi = None;
        // Only its category matters: nothing in it is "no". The name is the source's own text.
        content.unknown_services.iter_mut().for_each(|service| service.name.clear());
    }
}
