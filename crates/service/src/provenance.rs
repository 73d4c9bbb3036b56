//! Where that comes from which is no fact: the coordinate, identifiers, and what is said beside facts.

use directory::details::Details;
use directory::{Facility, Listing, ListingId, Program};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::documents::{AddressSummary, SourceReference};

/// Which listing gives a facility's coordinate.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CoordinateOrigin {
    /// The listing of this facility that is believed.
    pub listing: ListingReference,
    /// The listing, maybe of another facility, that gives the coordinate of the same street and ZIP code; null where the
    /// facility's own listing gives it.
    pub lent_by: Option<ListingReference>,
}

/// The name of a listing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ListingReference {
    /// The source.
    #[schema(example = "findtreatment")]
    pub source: String,
    /// The listing's own id there.
    pub id: String,
}

/// A National Provider Identifier, and who gives it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct NpiDetail {
    /// The ten digits.
    #[schema(example = "1234567893")]
    pub npi: String,
    /// The listings that give it.
    pub sources: Vec<SourceReference>,
}

/// A listing that only tells who is at a place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct IdentityDetail {
    /// The listing.
    pub source: SourceReference,
    /// What it calls the place.
    pub name: String,
    /// Where it says it is: often where bills are sent.
    pub address: AddressSummary,
    /// Its number, E.164.
    pub phone: Option<String>,
    /// The National Provider Identifier.
    pub npi: Option<String>,
}

/// What a listing says of a program beside facts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ProgramDetails {
    /// Which of the program's sources says so, counted from 0.
    pub source: usize,
    /// In the members of HSDS 3.x: `description`, `schedules`, `capacities`, `eligibility`, `minimum_age`, `maximum_age`,
    /// `application_process`, `required_documents`, `cost_options`, `languages`, `accessibility`; each left out where
    /// nothing is said.
    #[schema(value_type = Object)]
    pub details: Details,
}

impl ListingReference {
    /// The name of a listing.
    pub fn of(id: &ListingId) -> ListingReference {
        ListingReference { source: id.source.slug().to_owned(), id: id.id.clone() }
    }
}

impl CoordinateOrigin {
    /// Which listing the coordinate of a facility comes from.
    pub fn of(facility: &Facility) -> CoordinateOrigin {
        CoordinateOrigin {
            listing: ListingReference::of(&facility.located_by),
            lent_by: facility.coordinate_lent_by.as_ref().map(ListingReference::of),
        }
    }
}

impl NpiDetail {
    /// Every NPI of a facility, with the listings that give it.
    pub fn all_of(facility: &Facility) -> Vec<NpiDetail> {
        let npi = |(npi, listings): (&directory::Npi, Vec<&Listing>)| NpiDetail {
            npi: npi.as_str().to_owned(),
            sources: listings.into_iter().map(SourceReference::of).collect(),
        };
        facility.npis().into_iter().map(npi).collect()
    }
}

impl IdentityDetail {
    /// Describes one listing that tells who is at the place.
    pub fn of(listing: &Listing) -> IdentityDetail {
        let content = &listing.content;
        IdentityDetail {
            source: SourceReference::of(listing),
            name: content.full_name(),
            address: AddressSummary::of(content.location.address()),
            phone: content.phone.as_ref().map(|phone| phone.number.clone()),
            npi: content.npi.as_ref().map(|npi| npi.as_str().to_owned()),
        }
    }
}

impl ProgramDetails {
    /// What each listing of a program says about its hours, capacity, eligibility, costs and languages.
    pub fn all_of(program: &Program) -> Vec<ProgramDetails> {
        let sources = program.sources.iter().enumerate();
        let telling =
            sources.filter(|(_, source)| !source.is_superseded && !source.listing.content.details.is_empty());
        let details = |source: &directory::facility::ProgramSource| source.listing.content.details.clone();
        telling.map(|(at, source)| ProgramDetails { source: at, details: details(source) }).collect()
    }
}
