//! A facility, summarized, and references to the sources of its facts.

use std::fmt;

use directory::facility::ProgramSource;
use directory::{CoordinatePrecision, Facility, Listing, Program, State};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::facility_path::path_of;

/// A facility, summarized.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FacilitySummary {
    /// Its ID, which never changes.
    pub id: Uuid,
    /// What it is called.
    pub name: String,
    /// The organization that runs it.
    pub organization: String,
    /// Its address.
    pub address: AddressSummary,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// Whether the coordinate is at the street address or only in the middle of the ZIP code. If it is the latter,
    /// distances are approximate.
    pub coordinate_precision: CoordinatePrecision,
    /// The main telephone number, in E.164 format.
    pub phone: Option<String>,
    /// The extension to dial after that number.
    pub phone_extension: Option<String>,
    /// The telephone number for new clients, in E.164 format.
    pub intake_phone: Option<String>,
    /// The extension to dial after that number.
    pub intake_phone_extension: Option<String>,
    /// The telephone number for a crisis, in E.164 format.
    pub hotline: Option<String>,
    /// The URL of its website.
    pub website: Option<String>,
    /// Whether a source asks to keep the location confidential. The address then has only the city and the state.
    pub confidential: bool,
    /// The path of its page.
    pub url: String,
}

/// A postal address.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AddressSummary {
    /// Number and street; null if the location is confidential or no source gives a street.
    pub street1: Option<String>,
    /// Suite, floor or building.
    pub street2: Option<String>,
    /// City or post-office name.
    pub city: String,
    /// Two-letter postal code.
    pub state: State,
    /// ZIP code.
    pub zip: Option<String>,
}

/// Where a program's facts come from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SourceReference {
    /// The source.
    #[schema(example = "findtreatment")]
    pub source: String,
    /// The publisher's name, for people to read.
    #[schema(example = "FindTreatment.gov (SAMHSA)")]
    pub publisher: String,
    /// The listing's own ID in that source.
    pub id: String,
    /// The date that the source gives for its facts; null where it gives none.
    #[schema(value_type = Option<String>, format = Date)]
    pub as_of: Option<Date>,
    /// When it was retrieved. Its facts may be much older.
    #[schema(value_type = String, format = DateTime)]
    pub retrieved_at: Timestamp,
    /// Whether a newer edition of the source has replaced it. If so, its facts count only where the newer edition states
    /// none.
    pub superseded: bool,
}

impl FacilitySummary {
    /// Summarizes a facility.
    pub fn new(facility: &Facility) -> FacilitySummary {
        let number = |phone: &Option<directory::Phone>| phone.as_ref().map(|phone| phone.number.clone());
        let extension =
            |phone: &Option<directory::Phone>| phone.as_ref().and_then(|phone| phone.extension.clone());
        let point = facility.location.point();
        FacilitySummary {
            id: facility.id,
            name: facility.name.clone(),
            organization: facility.organization.clone(),
            address: AddressSummary::new(facility.location.address()),
            latitude: point.coordinate.latitude(),
            longitude: point.coordinate.longitude(),
            coordinate_precision: point.precision,
            phone: number(&facility.phone),
            phone_extension: extension(&facility.phone),
            intake_phone: number(&facility.intake_phone),
            intake_phone_extension: extension(&facility.intake_phone),
            hotline: number(&facility.hotline),
            website: facility.website.clone(),
            confidential: facility.location.is_withheld(),
            url: path_of(facility),
        }
    }
}

impl AddressSummary {
    /// The parts of an address that may be shown.
    pub fn new(address: directory::AddressView<'_>) -> AddressSummary {
        AddressSummary {
            street1: address.street1.map(str::to_owned),
            street2: address.street2.map(str::to_owned),
            city: address.city.to_owned(),
            state: address.state,
            zip: address.zip.map(ToString::to_string),
        }
    }
}

impl AddressSummary {
    /// The city and the state, or the state alone if the source names no city.
    pub fn town(&self) -> String {
        if self.city.is_empty() { self.state.to_string() } else { format!("{}, {}", self.city, self.state) }
    }
}

impl fmt::Display for AddressSummary {
    /// The address on one line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(street) = &self.street1 {
            write!(f, "{street}, ")?;
        }
        f.write_str(&self.town())?;
        self.zip.as_ref().map_or(Ok(()), |zip| write!(f, " {zip}"))
    }
}

impl SourceReference {
    /// Refers to a listing that has not been superseded.
    pub fn new(listing: &Listing) -> SourceReference {
        SourceReference {
            source: listing.id.source.slug().to_owned(),
            publisher: listing.publisher().to_owned(),
            id: listing.id.id.clone(),
            as_of: listing.content.as_of,
            retrieved_at: listing.retrieved_at,
            superseded: false,
        }
    }
}

/// The sources of a program's facts, newest first.
pub fn sources_of(program: &Program) -> Vec<SourceReference> {
    let reference = |source: &ProgramSource| SourceReference {
        superseded: source.is_superseded,
        ..SourceReference::new(&source.listing)
    };
    program.sources.iter().map(reference).collect()
}
