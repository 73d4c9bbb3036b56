//! One search, from its parameters to its answer.

mod alternatives;
pub mod answer;
mod cursor;
mod facets;
mod insurance;
pub mod parameters;
pub mod request;
mod write;

use search::{SearchError, Snapshot};

use crate::error::Error;
use crate::serving::Directory;
pub use alternatives::TELEHEALTH;
use parameters::Parameters;
use request::SearchRequest;

/// What the answer says when the data are fictional.
pub const SAMPLE_NOTICE: &str = "sample data, not real places";

/// Parses the parameters of a search and writes its answer as JSON.
pub fn answer_json(directory: &Directory, parameters: Parameters) -> Result<Vec<u8>, Error> {
    let serving = directory.serving().ok_or(Error::NotReady)?;
    let request = SearchRequest::parse(parameters)?;
    let secret = &directory.store().identity().secret;
    let found = run(&serving.snapshot, &request, secret)?;
    write::answer(&serving.snapshot, &request, &found)
        .map_err(|err| Error::internal("writing an answer", &err))
}

/// Answers a search of the command line, as `GET /v1/search` does.
///
/// # Errors
/// When a parameter is wrong, or nothing is loaded.
pub fn cli_search(
    directory: &Directory,
    parameters: Vec<(String, String)>,
) -> Result<serde_json::Value, Error> {
    let answer = answer_json(directory, Parameters::of_pairs(parameters)?)?;
    serde_json::from_slice(&answer).map_err(|err| Error::internal("reading an answer", &err))
}

/// What was found, and what else could be.
pub struct Found {
    pub answer: search::SearchResults,
    pub next_cursor: Option<String>,
    pub alternatives: Vec<search::Alternative>,
}

/// Runs a search against a snapshot.
pub fn run(snapshot: &Snapshot, request: &SearchRequest, secret: &[u8; 32]) -> Result<Found, Error> {
    let mut query = request.query.clone();
    if let Some(cursor) = &request.cursor {
        query.after = Some(cursor::read(cursor, snapshot.identity(), request, secret)?);
    }
    let answer = snapshot.search(&query).map_err(search_problem)?;
    let alternatives = match request.cursor {
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
        SearchError::NoPoint => request::no_point(),
        SearchError::Names(_) => Error::internal("searching", &err),
    }
}
