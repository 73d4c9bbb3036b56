//! Which facility a path leads to, and whether the path is the current one of the facility's page.

use directory::Facility;
use serde::Deserialize;
use service::Directory;
use service::facility_lookup::{FacilityStatus, find_facility, unknown_facility};
use service::facility_path::{FacilityRef, path_of, slug_of};
use uuid::Uuid;

use crate::error::PageError;

/// The parts of the path of a page about a facility.
#[derive(Deserialize)]
pub(crate) struct FacilityPath {
    pub(super) id: String,
}

/// What a path leads to.
pub(super) enum LocatedPage {
    /// The page of a facility.
    Here(Box<Facility>),
    /// A page that is now at this path.
    Elsewhere(String),
    /// A facility that no source lists anymore, as it was last listed.
    Gone(Box<Facility>),
}

/// What `/facilities/{part}` leads to.
///
/// # Errors
/// If there never was such a facility, if no directory is loaded yet, or if reading it fails.
pub(super) async fn locate(directory: &Directory, part: &str) -> Result<LocatedPage, PageError> {
    let (first, last, slug) = match FacilityRef::parse(part).ok_or_else(unknown_facility)? {
        FacilityRef::Id(id) => return at(directory, id, None).await,
        FacilityRef::Readable { first, last, slug } => (first, last, slug),
    };
    let serving = directory.serving().ok_or(service::Error::NotReady)?;
    for id in serving.snapshot.facility_ids(first, last) {
        if let here @ LocatedPage::Here(_) = at(directory, id, Some(&slug)).await? {
            return Ok(here);
        }
    }
    let ids = directory.ask("reading facilities", directory.store().facility_ids(first, last)).await?;
    match ids[..] {
        [id] => at(directory, id, Some(&slug)).await,
        // There are none, or several, and nobody can tell which one was meant.
        _ => Err(unknown_facility().into()),
    }
}

/// What an ID leads to. `slug` is the name in the path, if the path has one besides the ID.
async fn at(directory: &Directory, id: Uuid, slug: Option<&str>) -> Result<LocatedPage, PageError> {
    Ok(match find_facility(directory, id).await? {
        FacilityStatus::Listed(facility, _) if slug.is_none_or(|slug| slug == slug_of(&facility)) => {
            LocatedPage::Here(Box::new(facility))
        }
        FacilityStatus::Listed(facility, _) => LocatedPage::Elsewhere(path_of(&facility)),
        FacilityStatus::Merged(to) => LocatedPage::Elsewhere(match find_facility(directory, to).await? {
            FacilityStatus::Listed(facility, _) => path_of(&facility),
            FacilityStatus::Merged(_) | FacilityStatus::Gone(..) => format!("/facilities/{to}"),
        }),
        FacilityStatus::Gone(last, _) => LocatedPage::Gone(Box::new(last)),
    })
}
