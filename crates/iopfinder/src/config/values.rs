//! Types of settings, and how their values are read.

use std::time::Duration;

use clap::ValueEnum;
use ingest::import::Url;
use serde::{Deserialize, Deserializer, Serialize, de};
use store::DatabaseUrl;
use web::PublicUrl;

use crate::sources::parse_locator_url;

/// The longest pause between requests that makes sense, in seconds.
const LONGEST_DELAY: f64 = 3600.0;

/// How often the configured sources are imported again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Refresh {
    /// Never
    Off,
    /// Every day
    Daily,
    /// Every week
    Weekly,
}

/// How much is logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum LogLevel {
    /// Nothing
    Off,
    /// What failed
    Error,
    /// What failed, or may be wrong
    Warn,
    /// What is being done
    Info,
    /// How it is being done
    Debug,
    /// Everything
    Trace,
}

/// The format of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// Lines of text
    Text,
    /// One JSON object per line
    Json,
}

impl LogFormat {
    /// The format of progress for a command that prints its result as JSON (`true`) or as text.
    pub fn for_output(json: bool) -> LogFormat {
        if json { LogFormat::Json } else { LogFormat::Text }
    }
}

pub(super) fn database_url<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<DatabaseUrl>, D::Error> {
    let url = DatabaseUrl::parse(&String::deserialize(deserializer)?);
    url.map(Some).map_err(|error| de::Error::custom(format!("the database URL is wrong: {error}")))
}

pub(super) fn public_url<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<PublicUrl>, D::Error> {
    String::deserialize(deserializer)?.parse().map(Some).map_err(de::Error::custom)
}

pub(super) fn locator_url<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Url, D::Error> {
    let text = String::deserialize(deserializer)?;
    parse_locator_url(&text).map_err(|error| de::Error::custom(format!("{error:#}")))
}

pub(super) fn delay<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
    let seconds = f64::deserialize(deserializer)?;
    if (0.0..=LONGEST_DELAY).contains(&seconds) {
        return Ok(Duration::from_secs_f64(seconds));
    }
    Err(de::Error::custom(format!("the delay {seconds} is not between 0 and {LONGEST_DELAY} seconds")))
}

/// The longest time limit, in seconds.
const LONGEST_LIMIT: u64 = 86_400;

pub(super) fn time_limit<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
    let seconds = u64::deserialize(deserializer)?;
    if (1..=LONGEST_LIMIT).contains(&seconds) {
        return Ok(Duration::from_secs(seconds));
    }
    Err(de::Error::custom(format!("the time limit {seconds} is not between 1 and {LONGEST_LIMIT} seconds")))
}

/// Texts separated by commas.
pub(super) fn list<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    let text = String::deserialize(deserializer)?;
    let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    Ok(parts.map(str::to_owned).collect())
}

/// The least memory with which an import can begin, in MiB.
const LEAST_MEMORY: u32 = 128;

pub(super) fn memory<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    let mebibytes = u32::deserialize(deserializer)?;
    if mebibytes >= LEAST_MEMORY {
        return Ok(mebibytes);
    }
    Err(de::Error::custom(format!(
        "the memory of an import is {mebibytes} MiB, but must be at least {LEAST_MEMORY}"
    )))
}
