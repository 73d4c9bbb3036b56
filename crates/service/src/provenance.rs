//! The parts of a facility's response besides facts: where the coordinate comes from, identifiers and details.

use directory::details::Details;
use directory::{Facility, Listing, ListingId, Program};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::facility_summary::{AddressSummary, SourceReference};

/// Where a facility's coordinate comes from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CoordinateOrigin {
    /// The listing of this facility whose location is believed.
    pub listing: ListingReference,
    /// The listing with the same street and ZIP code, perhaps of another facility, that supplies the coordinate; null if
    /// the facility's own listing has a coordinate.
    pub lent_by: Option<ListingReference>,
}

/// Identifies a listing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ListingReference {
    /// The source.
    #[schema(example = "findtreatment")]
    pub source: String,
    /// The listing's own ID in that source.
    pub id: String,
}

/// A National Provider Identifier, and the listings that state it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct NpiDetail {
    /// The ten digits.
    #[schema(example = "1234567893")]
    pub npi: String,
    /// The listings that state it.
    pub sources: Vec<SourceReference>,
}

/// A listing that says who is at a location, but nothing about treatment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct IdentityDetail {
    /// The listing.
    pub source: SourceReference,
    /// The name it gives.
    pub name: String,
    /// The address it gives, which is often a billing address.
    pub address: AddressSummary,
    /// The telephone number, in E.164 format.
    pub phone: Option<String>,
    /// The National Provider Identifier.
    pub npi: Option<String>,
}

/// What a listing says about a program besides facts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ProgramDetails {
    /// The listing, as an index into the program's `sources`.
    pub source: usize,
    /// The members have the names that HSDS 3.x gives them: `description`, `schedules`, `capacities`, `eligibility`,
    /// `minimum_age`, `maximum_age`, `application_process`, `required_documents`, `cost_options`, `languages`,
    /// `accessibility`, `alert` and `wait_time`. The last two are objects with a `text` and the date `updated`. Each is
    /// left out if the listing does not state it.
    #[schema(value_type = Object)]
    pub details: Details,
}

impl ListingReference {
    /// Identifies a listing.
    pub fn new(id: &ListingId) -> ListingReference {
        ListingReference { source: id.source.slug().to_owned(), id: id.id.clone() }
    }
}

impl CoordinateOrigin {
    /// Which listing the coordinate of a facility comes from.
    pub fn new(facility: &Facility) -> CoordinateOrigin {
        CoordinateOrigin {
            listing: ListingReference::new(&facility.located_by),
            lent_by: facility.coordinate_lent_by.as_ref().map(ListingReference::new),
        }
    }
}

impl NpiDetail {
    /// Every NPI of a facility, with the listings that give it.
    pub fn for_facility(facility: &Facility) -> Vec<NpiDetail> {
        let npi = |(npi, listings): (&directory::Npi, Vec<&Listing>)| NpiDetail {
            npi: npi.as_str().to_owned(),
            sources: listings.into_iter().map(SourceReference::new).collect(),
        };
        facility.npis().into_iter().map(npi).collect()
    }
}

impl IdentityDetail {
    /// Describes a listing that confirms who is at a location.
    pub fn new(listing: &Listing) -> IdentityDetail {
        let content = &listing.content;
        IdentityDetail {
            source: SourceReference::new(listing),
            name: content.full_name(),
            address: AddressSummary::new(content.location.address()),
            phone: content.phone.as_ref().map(|phone| phone.number.clone()),
            npi: content.npi.as_ref().map(|npi| npi.as_str().to_owned()),
        }
    }
}

impl ProgramDetails {
    /// What each listing of a program says about its hours, capacity, eligibility, costs and languages.
    pub fn for_program(program: &Program) -> Vec<ProgramDetails> {
        let sources = program.sources.iter().enumerate();
        let detailed =
            sources.filter(|(_, source)| !source.is_superseded && !source.listing.content.details.is_empty());
        let details = |source: &directory::facility::ProgramSource| source.listing.content.details.clone();
        detailed.map(|(at, source)| ProgramDetails { source: at, details: details(source) }).collect()
    }
}
