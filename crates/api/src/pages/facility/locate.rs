//! Which facility a path leads to, and whether by its own address.

use directory::Facility;
use uuid::Uuid;

use crate::directory_state::Directory;
use crate::facility_path::{FacilityRef, path_of, slug_of};
use crate::problem::Problem;
use crate::routes::facilities::{Known, find, unknown};

/// What is at a path.
pub(super) enum Located {
    /// The page of a facility.
    Here(Box<Facility>),
    /// Nothing; the page has this path.
    Elsewhere(String),
    /// A facility that no source lists any more, as it was when it was last listed.
    Gone(Box<Facility>),
}

/// What is at `/facilities/{part}`.
///
/// # Errors
/// When there never was anything, nothing is loaded yet, or reading fails.
pub(super) async fn locate(directory: &Directory, part: &str) -> Result<Located, Problem> {
    let (first, last, slug) = match FacilityRef::parse(part).ok_or_else(unknown)? {
        FacilityRef::Id(id) => return at(directory, id, None).await,
        FacilityRef::Readable { first, last, slug } => (first, last, slug),
    };
    let serving = directory.serving().ok_or_else(Problem::not_ready)?;
    for id in serving.snapshot.facility_ids(first, last) {
        if let here @ Located::Here(_) = at(directory, id, Some(&slug)).await? {
            return Ok(here);
        }
    }
    let ids = directory.store().facility_ids(first, last).await;
    match ids.map_err(|err| Problem::internal("reading facilities", &err))?[..] {
        [id] => at(directory, id, Some(&slug)).await,
        // Nobody can tell which of several was meant.
        _ => Err(unknown()),
    }
}

/// What is at the page of an id. `slug`: what the path says, where it says more than the id.
async fn at(directory: &Directory, id: Uuid, slug: Option<&str>) -> Result<Located, Problem> {
    Ok(match find(directory, id).await? {
        Known::Listed(facility, _) if slug.is_none_or(|slug| slug == slug_of(&facility)) => {
            Located::Here(Box::new(facility))
        }
        Known::Listed(facility, _) => Located::Elsewhere(path_of(&facility)),
        Known::Moved(to) => Located::Elsewhere(match find(directory, to).await? {
            Known::Listed(facility, _) => path_of(&facility),
            Known::Moved(_) | Known::Gone(..) => format!("/facilities/{to}"),
        }),
        Known::Gone(last, _) => Located::Gone(Box::new(last)),
    })
}
