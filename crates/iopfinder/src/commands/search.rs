//! `search`: the answer of `GET /v1/search`, without a server.

mod table;

use api::Problem;
use serde_json::Value;
use service::{Directory, Error};

use super::{nothing_loaded, open_existing};
use crate::cli::SearchFlags;
use crate::config::Config;
use crate::exit::{Exit, Failure};
use crate::output::Output;

/// Searches, and prints what is found.
///
/// # Errors
/// When a parameter is wrong, nothing is loaded, or the store can't be read.
pub async fn search(config: &Config, flags: &SearchFlags, output: &mut Output) -> Result<Exit, Failure> {
    let store = open_existing(config).await?;
    let directory = Directory::new(store, config.indexes());
    if directory.refresh().await?.is_none() {
        return Err(nothing_loaded(config));
    }
    let mut parameters = flags.parameters();
    if !flags.json && flags.facets.is_empty() {
        // A table shows no counts.
        parameters.push(("facets".to_owned(), "none".to_owned()));
    }
    match service::cli_search(&directory, parameters) {
        Ok(answer) => print(&answer, flags.json, output),
        Err(error) => {
            if flags.json {
                output.json(&Problem::from(error.clone()))?;
            }
            Err(failure(&error))
        }
    }
}

fn print(answer: &Value, json: bool, output: &mut Output) -> Result<Exit, Failure> {
    if json {
        output.json(answer)?
    } else {
        output.text(table::table(answer))?
    }
    Ok(Exit::Done)
}

fn failure(error: &Error) -> Failure {
    let exit = match error {
        Error::Invalid(_) | Error::NotFound(_) | Error::Gone(_) | Error::TooMany(_) => Exit::BadInput,
        Error::NotReady | Error::Busy => Exit::NothingLoaded,
        Error::Internal => Exit::Failed,
    };
    Failure::new(exit, error.to_string())
}
