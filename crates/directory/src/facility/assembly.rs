//! From listings to a facility.

use jiff::civil::Date;
use uuid::Uuid;

use super::believed::{contact_rank, location_rank, newest_first};
use super::confidential::Secrecy;
use super::programs::{assemble_programs, counting};
use super::{Facility, Placed};
use crate::contact::Phone;
use crate::listing::{Listing, Role};

impl Facility {
    /// Puts together the listings of one facility, with what is believed of it `today`. Of those that are gone only the
    /// superseded ones count; `None` when no present listing tells what is offered. A place that any of them asks to
    /// keep secret is: see [`Secrecy`].
    pub fn assemble<P: Into<Placed>>(id: Uuid, listings: Vec<P>, today: Date) -> Option<Facility> {
        let listings: Vec<Placed> = listings.into_iter().map(Into::into).collect();
        let secrecy = Secrecy::of(&listings);
        let mut listings = counting(listings);
        if let Some(secrecy) = &secrecy {
            secrecy.keep(&mut listings);
        }
        let (identities, listings): (Vec<Placed>, Vec<Placed>) =
            listings.into_iter().partition(|placed| placed.listing.content.role == Role::Identity);
        let mut identities: Vec<Listing> =
            identities.into_iter().filter(|placed| !placed.is_gone).map(|placed| placed.listing).collect();
        identities.sort_by(|a, b| newest_first(a, b, today));
        let mut present: Vec<&Placed> = listings.iter().filter(|placed| !placed.is_gone).collect();
        present.sort_by(|a, b| contact_rank(a, today).cmp(&contact_rank(b, today)));
        let first = &present.first()?.listing.content;
        let located = *present.iter().min_by(|a, b| location_rank(a, today).cmp(&location_rank(b, today)))?;
        let contents = || present.iter().map(|placed| &placed.listing.content);
        let contact = |of: fn(&Listing) -> Option<&Phone>| {
            present.iter().find_map(|placed| of(&placed.listing)).cloned()
        };
        let name = match &first.name2 {
            Some(name2) if contents().all(|content| content.name2 == first.name2) => {
                format!("{}, {name2}", first.name1)
            }
            _ => first.name1.clone(),
        };
        let facility = Facility {
            id,
            name,
            organization: first.name1.clone(),
            address: first.address.clone(),
            location: located.location(),
            located_by: located.listing.id.clone(),
            coordinate_lent_by: located.lent.as_ref().map(|lent| lent.lender.clone()),
            phone: contact(|listing| listing.content.phone.as_ref()),
            intake_phone: contact(|listing| listing.content.intake_phones.first()),
            hotline: contact(|listing| listing.content.hotline.as_ref()),
            website: contents().find_map(|content| content.website.clone()),
            is_confidential: secrecy.is_some(),
            believed_on: today,
            programs: Vec::new(),
            identities: Vec::new(),
        };
        drop(present);
        Some(Facility { programs: assemble_programs(listings, today), identities, ..facility })
    }
}
