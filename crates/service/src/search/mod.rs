//! One search, from the request to its response.

mod alternatives;
mod cursor;
mod insurance;
mod resolve;
pub mod response;
mod write;

use search::{SearchError, Snapshot};

use crate::error::Error;
use crate::serving::Directory;
pub use alternatives::{SearchAlternative, TELEHEALTH};
pub use resolve::ResolvedSearch;
use response::SearchResponse;

/// The notice of every response while the sample data is served.
pub const SAMPLE_NOTICE: &str = "sample data, not real places";

/// Searches.
///
/// # Errors
/// When nothing is loaded yet, or the cursor is not one of this search.
pub fn respond(directory: &Directory, request: &ResolvedSearch) -> Result<SearchResponse, Error> {
    let json = respond_in_json(directory, request)?;
    serde_json::from_slice(&json).map_err(|err| Error::internal("reading a response", &err))
}

/// Searches, and writes the [`SearchResponse`] as JSON. It is written from pieces rather than built first, because
/// most of its bytes are kept ready in the index and only have to be copied.
///
/// # Errors
/// When nothing is loaded yet, or the cursor is not one of this search.
pub fn respond_in_json(directory: &Directory, request: &ResolvedSearch) -> Result<Vec<u8>, Error> {
    let serving = directory.serving().ok_or(Error::NotReady)?;
    let secret = &directory.store().identity().secret;
    let found = run(&serving.snapshot, request, secret)?;
    write::response(&serving.snapshot, request, &found)
        .map_err(|err| Error::internal("writing a response", &err))
}

/// What a search found, and how it could find more.
pub struct Found {
    /// The matches of this page, with totals and facets.
    pub answer: search::SearchResults,
    /// The cursor of the next page; `None` on the last one.
    pub next_cursor: Option<String>,
    /// The changes to the request that would find something.
    pub alternatives: Vec<search::Alternative>,
}

/// Runs a search against a snapshot.
pub fn run(snapshot: &Snapshot, request: &ResolvedSearch, secret: &[u8; 32]) -> Result<Found, Error> {
    let mut query = request.query.clone();
    if let Some(cursor) = &request.request.cursor {
        query.after = Some(cursor::read(cursor, snapshot.identity(), request, secret)?);
    }
    let answer = snapshot.search(&query).map_err(search_problem)?;
    let alternatives = match request.request.cursor {
        None => snapshot.alternatives(&query, answer.totals).map_err(search_problem)?,
        Some(_) => Vec::new(),
    };
    let last = answer.hits.last().filter(|_| answer.more);
    let next_cursor = last.map(|hit| cursor::write(hit.position, snapshot.identity(), request, secret));
    Ok(Found { answer, next_cursor, alternatives })
}

fn search_problem(err: SearchError) -> Error {
    match err {
        SearchError::Position => cursor::bad(),
        SearchError::NoPoint => resolve::no_point(),
        SearchError::Names(_) => Error::internal("searching", &err),
    }
}
