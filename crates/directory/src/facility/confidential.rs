//! Places that are to be kept secret: telephone and city, and nothing that leads to the door.

use super::Placed;
use crate::details::Details;
use crate::listing::{Content, Location, Role};
use crate::state::State;

/// What may be told of where a place is that is to be kept secret: its city.
#[derive(Debug, Clone, PartialEq)]
pub struct Secrecy {
    location: Location,
    city: String,
    state: State,
}

impl Secrecy {
    /// What a listing asks for; none when it has no secret.
    pub fn asked_by(content: &Content) -> Option<Secrecy> {
        content.is_confidential.then(|| Secrecy {
            location: content.location,
            city: content.address.city.clone(),
            state: content.address.state,
        })
    }

    /// What the listings of a place ask for, present or gone: one of them is enough.
    pub(super) fn of(listings: &[Placed]) -> Option<Secrecy> {
        let asking =
            listings.iter().filter_map(|placed| Some((&placed.listing.id, placed.secrecy.as_ref()?)));
        asking.min_by_key(|(id, _)| *id).map(|(_, secrecy)| secrecy.clone())
    }

    /// Takes all that leads to the door out of every listing.
    ///
    /// Free texts go as well: nobody can tell what they give away. So do identities, which are addresses and little
    /// else.
    pub(super) fn keep(&self, listings: &mut Vec<Placed>) {
        listings.retain(|placed| placed.listing.content.role == Role::Program);
        for placed in listings {
            placed.lent = None;
            let content = &mut placed.listing.content;
            content.is_confidential = true;
            content.location = self.location;
            content.address.city.clone_from(&self.city);
            content.address.state = self.state;
            content.address.street1 = None;
            content.address.street2 = None;
            content.address.zip = None;
            content.website = None;
            content.npi = None;
            content.unknown_services.clear();
            content.details = Details::default();
        }
    }
}
