//! Looking up one facility by its ID.

use directory::Facility;
use store::{FacilityRecord, HistoryEntry};
use uuid::Uuid;

use crate::error::Error;
use crate::serving::Directory;

/// What is known about a facility's ID.
pub enum FacilityStatus {
    /// It is listed. Holds its facts, and the notice of every response if there is one.
    Listed(Facility, Option<&'static str>),
    /// It was merged into the facility with this ID.
    Merged(Uuid),
    /// No source lists it anymore. Holds its last known facts, and when it was found to be gone.
    Gone(Facility, jiff::Timestamp),
}

/// The error for an ID that was never given out.
pub fn unknown_facility() -> Error {
    Error::NotFound("there is no facility with this ID".to_owned())
}

/// Looks up a facility in the snapshot being served or, if it is not there, in the store.
///
/// # Errors
/// If nothing is loaded yet, if the ID was never given out, or if reading fails.
pub async fn find_facility(directory: &Directory, id: Uuid) -> Result<FacilityStatus, Error> {
    let serving = directory.serving().ok_or(Error::NotReady)?;
    let listed = serving.snapshot.facility(id).map_err(|err| Error::internal("reading a facility", &err))?;
    if let Some(facility) = listed {
        return Ok(FacilityStatus::Listed(facility, serving.notice()));
    }
    match directory.ask("reading a facility", directory.store().facility(id)).await? {
        // It was just published, and is about to be served.
        FacilityRecord::Listed(facility) => Ok(FacilityStatus::Listed(facility, None)),
        FacilityRecord::Merged(to) => Ok(FacilityStatus::Merged(to)),
        FacilityRecord::Gone { last, gone_at } => Ok(FacilityStatus::Gone(last, gone_at)),
        FacilityRecord::Unknown => Err(unknown_facility()),
    }
}

/// Looks up the facility with this ID or, if it was merged into another, that one.
///
/// # Errors
/// If [`find_facility`] fails.
pub async fn find_current_facility(directory: &Directory, id: Uuid) -> Result<FacilityStatus, Error> {
    match find_facility(directory, id).await? {
        FacilityStatus::Merged(to) => find_facility(directory, to).await,
        status => Ok(status),
    }
}

/// Reads what changed about a facility, newest first.
///
/// # Errors
/// If the ID was never given out, or if reading fails.
pub async fn facility_history(directory: &Directory, id: Uuid) -> Result<Vec<HistoryEntry>, Error> {
    let history = directory.ask("reading a facility's history", directory.store().history(id)).await?;
    if history.is_empty() { Err(unknown_facility()) } else { Ok(history) }
}
