//! `search`: the response of `GET /v1/search`, without a server.

mod flags;
mod table;

use std::io;

use api::Problem;
use service::request::{FromInput, Input};
use service::search::SearchResponse;
use service::{Directory, Error, ResolvedSearch};

pub use flags::SearchFlags;

use super::{nothing_loaded, open_existing};
use crate::config::Config;
use crate::exit::{Exit, Failure};
use crate::output::Output;

/// Searches, and prints the results.
pub async fn search(config: &Config, flags: &SearchFlags, output: &mut Output) -> Result<Exit, Failure> {
    let store = open_existing(config).await?;
    let directory = Directory::new(store, config.indexes());
    if directory.refresh().await?.is_none() {
        return Err(nothing_loaded(config));
    }
    let mut parameters = flags.parameters.clone();
    if !flags.json && !parameters.iter().any(|(name, _)| name == "facets") {
        // A table shows no counts.
        parameters.push(("facets".to_owned(), "none".to_owned()));
    }
    match respond(&directory, parameters, flags.json, output) {
        Ok(printed) => printed.map(|()| Exit::Done).map_err(Failure::from),
        Err(error) => {
            if flags.json {
                output.json(&Problem::from(error.clone()))?;
            }
            Err(failure(&error))
        }
    }
}

/// Prints the response of `GET /v1/search`.
fn respond(
    directory: &Directory,
    parameters: Vec<(String, String)>,
    json: bool,
    output: &mut Output,
) -> Result<io::Result<()>, Error> {
    let search = ResolvedSearch::from_input(Input::from_pairs(parameters)?)?;
    let serving = directory.serving().ok_or(Error::NotReady)?;
    let response = SearchResponse::find(&serving, &search)?.with_values()?;
    Ok(output.json_or_text(json, &response, table::table(&response)?))
}

fn failure(error: &Error) -> Failure {
    let exit = match error {
        Error::Invalid(_) | Error::NotFound(_) | Error::Gone(_) | Error::TooMany { .. } => Exit::BadInput,
        Error::NotReady | Error::Busy | Error::Unavailable(_) => Exit::NothingLoaded,
        Error::Internal => Exit::Failed,
    };
    Failure::new(exit, error.to_string())
}
