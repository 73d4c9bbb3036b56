//! Places that are to be kept secret: telephone and city, and nothing that leads to the door.

use super::Placed;
use crate::details::Details;
use crate::listing::Role;

/// When any of the listings is confidential, takes all that leads to the door out of every one of them. Says whether
/// it was so.
///
/// Free texts go as well: nobody can tell what they give away. So do identities, which are addresses and little else.
pub(super) fn keep_secret(listings: &mut Vec<Placed>) -> bool {
    let secret = listings.iter().filter(|placed| placed.listing.content.is_confidential);
    let Some(city) = secret.min_by_key(|placed| &placed.listing.id).map(|placed| {
        let content = &placed.listing.content;
        (content.location, content.address.city.clone(), content.address.state)
    }) else {
        return false;
    };
    listings.retain(|placed| placed.listing.content.role == Role::Program);
    for placed in listings {
        placed.lent = None;
        let content = &mut placed.listing.content;
        content.is_confidential = true;
        (content.location, content.address.city, content.address.state) = city.clone();
        content.address.street1 = None;
        content.address.street2 = None;
        content.address.zip = None;
        content.website = None;
        content.npi = None;
        content.unknown_services.clear();
        content.details = Details::default();
    }
    true
}
