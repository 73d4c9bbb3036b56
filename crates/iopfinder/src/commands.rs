//! The commands.

pub mod backup;
pub mod corrections;
pub mod csv;
pub mod doctor;
pub mod import;
pub mod import_worker;
pub mod refresh;
pub mod report;
pub mod review;
pub mod search;
pub mod serve;
pub mod status;
pub mod undo;

use anyhow::Context;
use ingest::import::ReviseError;
use jiff::Timestamp;
use store::{Store, UndoError};

use crate::config::Config;
use crate::exit::{self, Exit, Failure};
use crate::schedule::is_in_future;

/// Opens the store. Creates it if it does not exist.
async fn open(config: &Config) -> Result<Store, Failure> {
    create_data_dir(config)?;
    Ok(Store::open(&config.database_url()).await?)
}

fn create_data_dir(config: &Config) -> anyhow::Result<()> {
    let folder = &config.data_dir;
    std::fs::create_dir_all(folder).with_context(|| format!("creating the data folder {}", folder.display()))
}

/// Opens the store for a command that needs an existing one, and must not create files.
async fn open_existing(config: &Config) -> Result<Store, Failure> {
    let url = config.database_url();
    match url.file() {
        Some(file)
            if !file.try_exists().with_context(|| format!("looking for the store {}", file.display()))? =>
        {
            Err(nothing_loaded(config))
        }
        _ => Ok(Store::open(&url).await?),
    }
}

fn nothing_loaded(config: &Config) -> Failure {
    let text = format!(
        "nothing is loaded yet in {}: run iopfinder import findtreatment, or iopfinder import bundled",
        config.database_url()
    );
    Failure::new(Exit::NothingLoaded, text)
}

/// The failure for a revision (an undo or a decision) that failed.
fn revision_failure(error: ReviseError) -> Failure {
    let exit = match &error {
        ReviseError::Undo(UndoError::Store(_)) => Exit::Failed,
        ReviseError::Undo(_) => Exit::BadInput,
        ReviseError::Publish(error) => exit::for_import(error),
    };
    Failure { exit, error: error.into() }
}

fn directory_now(facilities: u64, programs: u64) -> String {
    format!("The directory now has {facilities} facilities with {programs} programs.")
}

/// How long ago something was, such as "2 hours ago".
fn ago(then: Timestamp, now: Timestamp) -> String {
    if is_in_future(then, now) {
        return "in the future: a clock is or was wrong".to_owned();
    }
    let seconds = now.duration_since(then).as_secs().max(0);
    let (count, unit) = match seconds {
        ..120 => return "just now".to_owned(),
        120..7200 => (seconds / 60, "minutes"),
        7200..172_800 => (seconds / 3600, "hours"),
        _ => (seconds / 86_400, "days"),
    };
    format!("{count} {unit} ago")
}

/// A time, such as "2026-11-22 08:00 UTC".
fn time(time: Timestamp) -> String {
    time.strftime("%Y-%m-%d %H:%M UTC").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_have_a_suitable_unit() {
        let then: Timestamp = "2026-11-22T08:00:00Z".parse().unwrap();
        let after = |seconds| ago(then, Timestamp::from_second(then.as_second() + seconds).unwrap());
        let shown = [-5, 60, 600, 7200, 400_000].map(after);
        assert_eq!(shown, ["just now", "just now", "10 minutes ago", "2 hours ago", "4 days ago"]);
        assert_eq!(after(-400), "in the future: a clock is or was wrong");
    }
}
