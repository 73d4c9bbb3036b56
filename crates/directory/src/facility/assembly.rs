//! Assembles a facility from its listings.

use jiff::civil::Date;
use uuid::Uuid;

use super::order::{contact_rank, location_rank, newest_first};
use super::programs::{assemble_programs, used_listings};
use super::withheld::{asked_for, withhold};
use super::{Facility, PlacedListing};
use crate::contact::Phone;
use crate::listing::{Listing, Role};

impl Facility {
    /// Assembles the listings of one facility and decides which claims are believed as of `today`.
    ///
    /// Of the listings that are gone, only superseded ones are used. Returns `None` if no present listing describes
    /// what is offered. If any listing asks for confidentiality, the location is
    /// [`Location::Withheld`](crate::Location::Withheld).
    pub fn assemble<P: Into<PlacedListing>>(id: Uuid, listings: Vec<P>, today: Date) -> Option<Facility> {
        let listings: Vec<PlacedListing> = listings.into_iter().map(Into::into).collect();
        let withheld = asked_for(&listings);
        let mut listings = used_listings(listings);
        if let Some(withheld) = &withheld {
            withhold(&mut listings, withheld);
        }
        let (identities, listings): (Vec<PlacedListing>, Vec<PlacedListing>) =
            listings.into_iter().partition(|placed| placed.listing.content.role == Role::Identity);
        let mut identities: Vec<Listing> =
            identities.into_iter().filter(|placed| !placed.is_gone).map(|placed| placed.listing).collect();
        identities.sort_by(|a, b| newest_first(a, b, today));
        let mut present: Vec<&PlacedListing> = listings.iter().filter(|placed| !placed.is_gone).collect();
        present.sort_by(|a, b| contact_rank(a, today).cmp(&contact_rank(b, today)));
        let first = &present.first()?.listing.content;
        let located = *present.iter().min_by(|a, b| location_rank(a, today).cmp(&location_rank(b, today)))?;
        let contents = || present.iter().map(|placed| &placed.listing.content);
        let contact = |phone_of: fn(&Listing) -> Option<&Phone>| {
            present.iter().find_map(|placed| phone_of(&placed.listing)).cloned()
        };
        let name = match contents().all(|content| content.program_name == first.program_name) {
            true => first.full_name(),
            false => first.organization.clone(),
        };
        let mut location = first.location.clone();
        location.set_point(located.point());
        let facility = Facility {
            id,
            name,
            organization: first.organization.clone(),
            location,
            located_by: located.listing.id.clone(),
            coordinate_lent_by: located.lent.as_ref().map(|lent| lent.lender.clone()),
            phone: contact(|listing| listing.content.phone.as_ref()),
            intake_phone: contact(|listing| listing.content.intake_phones.first()),
            hotline: contact(|listing| listing.content.hotline.as_ref()),
            website: contents().find_map(|content| content.website.clone()),
            believed_on: today,
            programs: Vec::new(),
            identities: Vec::new(),
        };
        drop(present);
        Some(Facility { programs: assemble_programs(listings, today), identities, ..facility })
    }
}
