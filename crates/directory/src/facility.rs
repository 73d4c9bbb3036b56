//! Facilities and their programs, assembled from listings.
//!
//! Every listing of a program is one of its [`sources`](Program::sources) and keeps its claims, so that people can see
//! which sources agree. [`crate::claim`] decides which claims become the program's facts.
//!
//! Names, addresses and phone numbers come from the newest listing that has them. If two listings have the same date,
//! the substance-use listing takes precedence. The coordinate is the most precise one. Ties are broken in favor of
//! a listing's own coordinate over one taken from another listing, then by date, then in favor of the substance-use
//! listing, then by the smallest listing id.
//!
//! A listing is *superseded* if it is gone and its program has a present listing from the same source with a later
//! date. Its claims count like those of any older source, and it is used for nothing else. All other listings that are
//! gone are ignored. A facility needs at least one present listing.
//!
//! A place is confidential if any of its listings, present or gone, asks for confidentiality or ever did. Then
//! everything that could reveal where it is, except the city, is removed from its listings. Only this module decides
//! that.
//!
//! Listings that only identify a provider ([`Role::Identity`]) are the [`identities`](Facility::identities) of a
//! facility. They contribute no facts, name, address or phone number, and cannot form a facility by themselves.

mod assembly;
mod order;
mod programs;
mod withheld;

use jiff::civil::Date;
use uuid::Uuid;

use crate::caution::CautionSet;
use crate::claim::{Claim, ClaimSet, Claimant};
use crate::contact::Phone;
use crate::fact::{AttributeSet, FactSet};
use crate::geo::{Coordinate, CoordinatePrecision, MapPoint};
use crate::likelihood::IopEvidence;
use crate::listing::{Listing, ListingId};
use crate::location::{Location, Withheld};
use crate::npi::Npi;
use crate::vocabulary::{AttributeId, Track};

#[cfg(doc)]
use crate::listing::Role;

/// Which facility and program a listing describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Placement {
    /// The facility's id.
    pub facility: Uuid,
    /// The program's id.
    pub program: Uuid,
}

/// A street-level coordinate taken from another listing with the same street and ZIP code, possibly of another
/// facility.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct LentCoordinate {
    /// The coordinate of the street address.
    pub coordinate: Coordinate,
    /// The listing that the coordinate comes from.
    pub lender: ListingId,
}

/// A listing that has been assigned to a facility.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedListing {
    /// The id of the program that it describes.
    pub program: Uuid,
    /// The listing as its source published it.
    pub listing: Listing,
    /// A better coordinate for the address than the listing's own, if another listing has one.
    pub lent: Option<LentCoordinate>,
    /// Whether the source no longer contains the listing.
    pub is_gone: bool,
    /// What may be published about the location, if the listing asks for confidentiality or ever did.
    pub withheld: Option<Withheld>,
}

impl From<(Uuid, Listing)> for PlacedListing {
    fn from((program, listing): (Uuid, Listing)) -> Self {
        let withheld = listing.content.location.withheld().cloned();
        PlacedListing { program, listing, lent: None, is_gone: false, withheld }
    }
}

impl PlacedListing {
    /// The point of the listing: the coordinate taken from another listing if there is one, otherwise its own.
    pub fn point(&self) -> MapPoint {
        match &self.lent {
            Some(lent) => MapPoint { coordinate: lent.coordinate, precision: CoordinatePrecision::Street },
            None => self.listing.content.location.point(),
        }
    }
}

/// One place where one organization treats people.
#[derive(Debug, Clone, PartialEq)]
pub struct Facility {
    /// Stays the same as long as the place exists.
    pub id: Uuid,
    /// The name to show for the facility.
    pub name: String,
    /// The organization that runs it.
    pub organization: String,
    /// Where it is. If a source asks for confidentiality, nothing in the facility, including its listings, reveals more
    /// than the city.
    pub location: Location,
    /// The listing that provides the coordinate.
    pub located_by: ListingId,
    /// The listing at the same street address, possibly of another facility, from which `located_by` takes its
    /// coordinate.
    pub coordinate_lent_by: Option<ListingId>,
    /// The main phone number.
    pub phone: Option<Phone>,
    /// The first phone number for new clients.
    pub intake_phone: Option<Phone>,
    /// The crisis line.
    pub hotline: Option<Phone>,
    /// The URL of the website.
    pub website: Option<String>,
    /// The day for which the facility was assembled. Claims with a later date are not believed.
    pub believed_on: Date,
    /// The programs, ordered by track and id. There is at least one.
    pub programs: Vec<Program>,
    /// Listings that only identify the provider, newest first. Empty if the place is confidential.
    pub identities: Vec<Listing>,
}

/// What a facility offers on one track. Searches are matched against programs.
#[derive(Debug, Clone, PartialEq)]
pub struct Program {
    /// Stays the same as long as the program exists.
    pub id: Uuid,
    /// The kind of treatment.
    pub track: Track,
    /// The program's own name, if it has one in addition to the organization's.
    pub name: Option<String>,
    /// The believed facts about the program.
    pub facts: FactSet,
    /// The listings that describe it, the most believed first.
    pub sources: Vec<ProgramSource>,
    /// The cautions that follow from its facts.
    pub cautions: CautionSet,
    /// What the facts suggest about intensive outpatient care, if this is a mental-health program that leaves it open.
    pub iop_evidence: Option<IopEvidence>,
}

/// A listing of a program, with its claims and which of them are believed.
#[derive(Debug, Clone, PartialEq)]
pub struct ProgramSource {
    /// The listing as its source published it.
    pub listing: Listing,
    /// A better coordinate for the address than the listing's own, if another listing has one.
    pub lent: Option<LentCoordinate>,
    /// Whether a newer edition of its source superseded it.
    pub is_superseded: bool,
    /// All claims of the listing about the program, believed or not.
    pub claims: ClaimSet,
    /// The attributes whose facts come from this listing.
    pub believed: AttributeSet,
}

impl Program {
    /// The listings that are still present in their sources, which are all except the superseded ones.
    pub fn present(&self) -> impl Iterator<Item = &Listing> {
        self.sources.iter().filter(|source| !source.is_superseded).map(|source| &source.listing)
    }
}

impl ProgramSource {
    /// The claim of this listing about one attribute, if it makes one.
    pub fn claim(&self, attribute: AttributeId) -> Option<Claim<'_>> {
        let (fact, basis) = self.claims.get(attribute)?;
        let is_believed = self.believed.contains(attribute);
        Some(Claim { claimant: Claimant::Listing(&self.listing), attribute, fact, basis, is_believed })
    }
}

impl Facility {
    /// All listings of the facility, in the form that [`Facility::assemble`] accepts.
    pub fn placed(&self) -> impl Iterator<Item = PlacedListing> {
        let programs = self.programs.iter().flat_map(|program| {
            program.sources.iter().map(|source| PlacedListing {
                lent: source.lent.clone(),
                is_gone: source.is_superseded,
                ..PlacedListing::from((program.id, source.listing.clone()))
            })
        });
        // Identities do not belong to a program, so they get the nil id.
        programs
            .chain(self.identities.iter().map(|listing| PlacedListing::from((Uuid::nil(), listing.clone()))))
    }

    /// The facility's National Provider Identifiers, each with the listings that give it. The most believed come first.
    pub fn npis(&self) -> Vec<(&Npi, Vec<&Listing>)> {
        let mut npis: Vec<(&Npi, Vec<&Listing>)> = Vec::new();
        for listing in self.programs.iter().flat_map(Program::present).chain(&self.identities) {
            let Some(npi) = &listing.content.npi else { continue };
            match npis.iter_mut().find(|(known, _)| *known == npi) {
                Some((_, listings)) => listings.push(listing),
                None => npis.push((npi, vec![listing])),
            }
        }
        npis
    }
}

#[cfg(test)]
mod tests;
