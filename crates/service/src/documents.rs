//! The parts of responses that depend on a facility alone. They are written as JSON once, when the index is built.

use directory::facility::ProgramSource;
use directory::{CoordinatePrecision, Facility, Listing, Program, State, Track};
use jiff::Timestamp;
use jiff::civil::Date;
use search::{BuildError, Builder, Document, IndexFolder, IndexIdentity, Indexed, Snapshot};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::error::Error;
use crate::facility_path::path_of;

/// A facility, summarized.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FacilitySummary {
    /// Stays the same as long as the facility is listed.
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
    /// Whether the coordinate is that of the street address or the middle of the ZIP code. Distances are approximate with
    /// the latter.
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
    /// Number and street; null where the location is confidential.
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
    /// Who publishes it, for people to read.
    #[schema(example = "FindTreatment.gov (SAMHSA)")]
    pub publisher: String,
    /// The listing's own ID in that source.
    pub id: String,
    /// The date that the source gives for its facts; null where it gives none.
    #[schema(value_type = Option<String>, format = Date)]
    pub as_of: Option<Date>,
    /// When it was retrieved, which says nothing about how old its facts are.
    #[schema(value_type = String, format = DateTime)]
    pub retrieved_at: Timestamp,
    /// Whether a newer edition of the source has replaced it. Its facts count only where the newer edition is silent.
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

impl FacilitySummary {
    /// Reads the summary of a facility from the index, by the position that a hit gives.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn read(snapshot: &Snapshot, position: u32) -> Result<FacilitySummary, Error> {
        read(snapshot.facility_document(position))
    }
}

/// What the index holds about a program, apart from its facts.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct ProgramSummary {
    /// What it treats.
    pub track: Track,
    /// Where its facts come from, the most trusted first.
    pub sources: Vec<SourceReference>,
}

impl ProgramSummary {
    /// Reads the summary of a program from the index, by the position and the number that a hit gives.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn read(snapshot: &Snapshot, position: u32, number: usize) -> Result<ProgramSummary, Error> {
        read(&format!("{{{}}}", snapshot.program_document(position, number)))
    }
}

fn read<T: DeserializeOwned>(document: &str) -> Result<T, Error> {
    serde_json::from_str(document).map_err(|err| Error::internal("reading a document of the index", &err))
}

/// The sources of a program's facts, the most trusted first.
pub fn sources_of(program: &Program) -> Vec<SourceReference> {
    let reference = |source: &ProgramSource| SourceReference {
        superseded: source.is_superseded,
        ..SourceReference::new(&source.listing)
    };
    program.sources.iter().map(reference).collect()
}

/// Writes a facility's documents: an object for the facility, and for each program the first members of an object, to
/// which a search adds those that depend on the need.
fn document_of(facility: &Facility) -> Result<Document, serde_json::Error> {
    let program = |program: &Program| {
        let id = serde_json::to_string(&program.id)?;
        let track = program.track.slug();
        let name = serde_json::to_string(&program.name)?;
        let sources = serde_json::to_string(&sources_of(program))?;
        Ok(format!("\"id\":{id},\"track\":\"{track}\",\"name\":{name},\"sources\":{sources}"))
    };
    Ok(Document {
        facility: serde_json::to_string(&FacilitySummary::new(facility))?,
        programs: facility.programs.iter().map(program).collect::<Result<_, serde_json::Error>>()?,
    })
}

/// The version of these documents. Raise it whenever they change, so that older indexes are rebuilt.
const DOCUMENTS_VERSION: u32 = 3;

/// Identifies the index of a generation.
pub fn index_identity(store: Uuid, import: Uuid, generation: i64) -> IndexIdentity {
    IndexIdentity { store, import, generation, documents: DOCUMENTS_VERSION }
}

/// Writes the index of a generation, with these documents.
pub struct IndexWriter(Builder);

impl IndexWriter {
    /// Starts an index.
    ///
    /// # Errors
    /// When the folder can't be written.
    pub fn create(indexes: &IndexFolder, identity: IndexIdentity) -> Result<IndexWriter, BuildError> {
        Ok(IndexWriter(Builder::create(indexes, identity)?))
    }

    /// Adds a facility.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn add(&mut self, facility: &Facility) -> Result<(), BuildError> {
        self.0.add(facility, &document_of(facility)?)
    }

    /// Completes the index, so that it can be opened.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn finish(self) -> Result<Indexed, BuildError> {
        self.0.finish()
    }
}
