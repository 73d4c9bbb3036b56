//! What can be set, by whichever way.

use std::fmt;
use std::path::PathBuf;

use clap::ValueEnum;
use serde::Deserialize;

use crate::sources::SourceSettings;

/// What was set.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Where the database file and the index are.
    pub data_dir: Option<PathBuf>,
    /// Where the listings are kept.
    pub database_url: Option<Secret>,
    /// The configuration file; it can't be set in one.
    #[serde(skip)]
    pub config: Option<PathBuf>,
    /// Address and port to listen on.
    pub listen: Option<String>,
    /// Address of the locator's export.
    pub findtreatment_url: Option<String>,
    /// Seconds between two requests.
    pub delay: Option<f64>,
    /// Rows asked for at a time.
    pub page_size: Option<u32>,
    /// How much is logged.
    pub log_level: Option<LogLevel>,
    /// The form of the log.
    pub log_format: Option<LogFormat>,
    /// How often `serve` imports the configured sources anew.
    pub refresh: Option<Refresh>,
    /// The sources that are imported anew; they can be set in a file only.
    pub source: Vec<SourceSettings>,
}

/// How often something is imported anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Refresh {
    /// Never
    Off,
    /// Each day
    Daily,
    /// Each week
    Weekly,
}

impl Settings {
    /// These settings, and where they leave something open, others.
    pub fn or(self, below: Settings) -> Settings {
        Settings {
            data_dir: self.data_dir.or(below.data_dir),
            database_url: self.database_url.or(below.database_url),
            config: self.config.or(below.config),
            listen: self.listen.or(below.listen),
            findtreatment_url: self.findtreatment_url.or(below.findtreatment_url),
            delay: self.delay.or(below.delay),
            page_size: self.page_size.or(below.page_size),
            log_level: self.log_level.or(below.log_level),
            log_format: self.log_format.or(below.log_format),
            refresh: self.refresh.or(below.refresh),
            source: if self.source.is_empty() { below.source } else { self.source },
        }
    }
}

/// A text that may hold a password, and is not shown.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// The text.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Secret(text)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// How much is logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum LogLevel {
    /// Nothing
    Off,
    /// What failed
    Error,
    /// What is odd
    Warn,
    /// What happens
    Info,
    /// How it happens
    Debug,
    /// Everything
    Trace,
}

impl LogLevel {
    /// The name in settings and filters.
    pub fn name(self) -> &'static str {
        match self {
            LogLevel::Off => "off",
            LogLevel::Error => "error",
            LogLevel::Warn => "warn",
            LogLevel::Info => "info",
            LogLevel::Debug => "debug",
            LogLevel::Trace => "trace",
        }
    }
}

/// The form of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// Lines for people
    Text,
    /// One JSON object a line
    Json,
}
