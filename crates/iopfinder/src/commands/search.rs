//! `search`: the answer of `GET /v1/search`, without a server.

mod table;

use api::{Directory, Problem};
use serde_json::Value;

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
    match api::cli_search(&directory, parameters) {
        Ok(answer) => print(&answer, flags.json, output),
        Err(problem) => {
            if flags.json {
                output.json(&problem)?;
            }
            Err(failure(&problem))
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

fn failure(problem: &Problem) -> Failure {
    let exit = match problem.status {
        400..500 => Exit::BadInput,
        503 => Exit::NothingLoaded,
        _ => Exit::Failed,
    };
    Failure::new(exit, problem.to_string())
}
