//! Facilities and their programs, put together from listings.
//!
//! Every listing of a program is one of its [`sources`](Program::sources) and keeps the claims it makes, so that it stays
//! visible who agrees and who disagrees. Which of the claims become the program's facts is decided in [`crate::claim`].
//!
//! Names, addresses and telephones are those of the newest listing that has them; on one day the substance-use one's. The
//! coordinate is the most precise, then the newest, then the substance-use listing's, then the smallest listing id's.
//!
//! A listing that its source has replaced by a newer edition's (it is gone, and its program has a present listing of the
//! same source with a later day) is *superseded*: it answers, as the older source it is, what the newer ones leave open,
//! and gives nothing else. It never keeps a place alive. Any other listing that is gone says nothing.
//!
//! A place is to be kept secret as soon as one of its listings asks for it or ever did, present or gone: then of all its
//! listings telephone and city are left. That is decided here and nowhere else.
//!
//! Listings that only tell who is at a place ([`Role::Identity`]) are its [`identities`](Facility::identities). They
//! state no fact, give no name, address or telephone, and alone make no facility.

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

/// A street's coordinate that another listing of the same street and ZIP code gives, maybe one of another facility.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct LentCoordinate {
    /// Where.
    pub coordinate: Coordinate,
    /// The listing that gives it.
    pub lender: ListingId,
}

/// A listing as one of a facility's.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedListing {
    /// The program it describes.
    pub program: Uuid,
    /// The listing.
    pub listing: Listing,
    /// A better coordinate for its address than its own, if somebody has one.
    pub lent: Option<LentCoordinate>,
    /// Whether its source has it no more.
    pub is_gone: bool,
    /// What may be told of where it is, when it asks to keep that secret or ever did.
    pub withheld: Option<Withheld>,
}

impl From<(Uuid, Listing)> for PlacedListing {
    fn from((program, listing): (Uuid, Listing)) -> Self {
        let withheld = listing.content.location.withheld().cloned();
        PlacedListing { program, listing, lent: None, is_gone: false, withheld }
    }
}

impl PlacedListing {
    /// The point where it is: the one that it was lent, if it was.
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
    /// Stable while the place goes on.
    pub id: Uuid,
    /// What it is called.
    pub name: String,
    /// Who runs it.
    pub organization: String,
    /// Where it is. When a source asks to keep that secret, nothing in here says more than the city: not even its listings.
    pub location: Location,
    /// The listing that gives the coordinate.
    pub located_by: ListingId,
    /// The listing, maybe of another facility, that lent that one its coordinate, as both are at the same street.
    pub coordinate_lent_by: Option<ListingId>,
    /// The main number.
    pub phone: Option<Phone>,
    /// The first number for new clients.
    pub intake_phone: Option<Phone>,
    /// A number for a crisis.
    pub hotline: Option<Phone>,
    /// The website's address.
    pub website: Option<String>,
    /// The day on which it was decided what is believed: claims that were dated later were not.
    pub believed_on: Date,
    /// At least one, ordered by track and id.
    pub programs: Vec<Program>,
    /// Listings that only tell who is there, newest first; none when the place is to be kept secret.
    pub identities: Vec<Listing>,
}

/// What a facility offers on one track: the thing a search tests.
#[derive(Debug, Clone, PartialEq)]
pub struct Program {
    /// Stable while the program goes on.
    pub id: Uuid,
    /// Which of the two kinds of treatment it is.
    pub track: Track,
    /// Its own name, where it has one beside the organization's.
    pub name: Option<String>,
    /// What is known of it.
    pub facts: FactSet,
    /// The listings that describe it, the most believed first.
    pub sources: Vec<ProgramSource>,
    /// The cautions that follow from its facts.
    pub cautions: CautionSet,
    /// The evidence for an intensive outpatient program, where its listing does not ask.
    pub iop_evidence: Option<IopEvidence>,
}

/// A listing of a program: what it says, and what of that is believed.
#[derive(Debug, Clone, PartialEq)]
pub struct ProgramSource {
    /// The listing.
    pub listing: Listing,
    /// A better coordinate for its address than its own, if somebody has one.
    pub lent: Option<LentCoordinate>,
    /// Whether a newer edition of its source superseded it.
    pub is_superseded: bool,
    /// All that it says about the program, believed or not.
    pub claims: ClaimSet,
    /// The attributes whose fact comes from it.
    pub believed: AttributeSet,
}

impl Program {
    /// The listings that are there now: all but the superseded ones.
    pub fn present(&self) -> impl Iterator<Item = &Listing> {
        self.sources.iter().filter(|source| !source.is_superseded).map(|source| &source.listing)
    }
}

impl ProgramSource {
    /// What it says about one attribute, if anything.
    pub fn claim(&self, attribute: AttributeId) -> Option<Claim<'_>> {
        let (fact, basis) = self.claims.get(attribute)?;
        let is_believed = self.believed.contains(attribute);
        Some(Claim { claimant: Claimant::Listing(&self.listing), attribute, fact, basis, is_believed })
    }
}

impl Facility {
    /// All its listings, as [`Facility::assemble`] takes them.
    pub fn placed(&self) -> impl Iterator<Item = PlacedListing> {
        let programs = self.programs.iter().flat_map(|program| {
            program.sources.iter().map(|source| PlacedListing {
                lent: source.lent.clone(),
                is_gone: source.is_superseded,
                ..PlacedListing::from((program.id, source.listing.clone()))
            })
        });
        // An identity describes no program of the facility's.
        programs
            .chain(self.identities.iter().map(|listing| PlacedListing::from((Uuid::nil(), listing.clone()))))
    }

    /// The numbers by which health plans know it, with the listings that give them, the most believed first.
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
