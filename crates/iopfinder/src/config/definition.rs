//! The one definition of the settings.

use std::num::{NonZeroU32, NonZeroUsize};
use std::path::{Path, PathBuf};
use std::time::Duration;

use ingest::fetch::FetchOptions;
use ingest::import::{Origin, Url};
use ingest::sources::findtreatment::LOCATOR_URL;
use search::IndexFolder;
use serde::Deserialize;
use store::DatabaseUrl;
use web::PublicUrl;

use super::accepted_removals::AcceptedRemovals;
use super::given::Given;
use super::values::{self, LogFormat, LogLevel, Refresh};
use crate::sources::{FindTreatmentSource, SourceSettings};

/// The key of the configuration file's path. It can be set by the environment and by a flag.
pub(super) const FILE_KEY: &str = "config";

/// The default for how much memory an import inside a server may take, in MiB: ten times what the whole country needs.
const IMPORT_MEBIBYTES: u32 = 2048;

/// The default of [`Config::max_connections`].
const MAX_CONNECTIONS: NonZeroUsize = NonZeroUsize::new(8192).expect("it is not zero");

/// The default of [`Config::max_requests`].
const MAX_REQUESTS: NonZeroUsize = NonZeroUsize::new(256).expect("it is not zero");

/// Everything that can be set.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Folder of the database file and the search index.
    pub data_dir: PathBuf,
    #[serde(deserialize_with = "values::database_url")]
    database_url: Option<DatabaseUrl>,
    /// Address and port to listen on.
    pub listen: String,
    /// Where visitors reach the pages; `None` to use the `Host` header of each request.
    #[serde(deserialize_with = "values::public_url")]
    pub public_url: Option<PublicUrl>,
    /// How many connections may be open at once. Each takes about 20 kB.
    pub max_connections: NonZeroUsize,
    /// How many requests may be in progress at once; further ones are refused with status 503.
    pub max_requests: NonZeroUsize,
    /// Address of the locator's export.
    #[serde(deserialize_with = "values::locator_url")]
    pub findtreatment_url: Url,
    /// The pause between two requests to the locator, in seconds.
    #[serde(deserialize_with = "values::delay")]
    delay: Duration,
    /// Rows per request to the locator.
    page_size: NonZeroU32,
    /// How long a page of the locator may take to arrive, in seconds.
    #[serde(deserialize_with = "values::time_limit")]
    page_timeout: Duration,
    /// How long fetching all pages may take, in seconds.
    #[serde(deserialize_with = "values::time_limit")]
    fetch_timeout: Duration,
    /// How slowly a page may arrive, in bytes per second.
    min_rate: NonZeroU32,
    /// Hosts to which the locator may redirect requests, in addition to its own domain, separated by commas.
    #[serde(deserialize_with = "values::list")]
    redirect_hosts: Vec<String>,
    /// How much memory an import inside a server may take, in MiB.
    #[serde(deserialize_with = "values::memory")]
    pub import_memory: u32,
    /// For how long a server that was asked to stop still answers, while `/readyz` says that it is about to stop.
    #[serde(deserialize_with = "values::delay")]
    pub drain: Duration,
    /// How much is logged; `None` for the default of the command.
    pub log_level: Option<LogLevel>,
    /// The format of the log.
    pub log_format: LogFormat,
    /// How often `serve` imports the configured sources again.
    pub refresh: Refresh,
    /// Which held imports `refresh` publishes anyway: `SOURCE=PERCENT`, separated by commas, for the share of a source's
    /// places that may disappear. `all` stands for the sources that are not named.
    pub refresh_accepts: AcceptedRemovals,
    /// The sources to import again. Only the file can set them.
    #[serde(rename = "source")]
    pub sources: Vec<SourceSettings>,
    /// What it was read from, for an import in a process of its own.
    #[serde(skip)]
    pub given: Given,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            data_dir: "iopfinder-data".into(),
            database_url: None,
            listen: "127.0.0.1:8080".to_owned(),
            public_url: None,
            max_connections: MAX_CONNECTIONS,
            max_requests: MAX_REQUESTS,
            findtreatment_url: LOCATOR_URL.parse().expect("the locator's URL is valid"),
            delay: FetchOptions::default().delay,
            page_size: NonZeroU32::new(FetchOptions::default().page_size).expect("a page has rows"),
            page_timeout: FetchOptions::default().answer_timeout,
            fetch_timeout: FetchOptions::default().fetch_timeout,
            min_rate: FetchOptions::default().min_rate,
            redirect_hosts: Vec::new(),
            import_memory: IMPORT_MEBIBYTES,
            drain: Duration::ZERO,
            log_level: None,
            log_format: LogFormat::Text,
            refresh: Refresh::Off,
            refresh_accepts: AcceptedRemovals::default(),
            sources: Vec::new(),
            given: Given::default(),
        }
    }
}

/// The database file in a data folder.
pub fn file_in(data_dir: &Path) -> DatabaseUrl {
    DatabaseUrl::sqlite(data_dir.join("iopfinder.db"))
}

impl Config {
    /// Where the listings are stored: by default a file in the data folder.
    pub fn database_url(&self) -> DatabaseUrl {
        self.database_url.clone().unwrap_or_else(|| file_in(&self.data_dir))
    }

    /// The folder of the search indexes.
    pub fn indexes(&self) -> IndexFolder {
        IndexFolder::new(self.data_dir.join("index"))
    }

    /// The configured sources, or FindTreatment.gov if none are configured.
    pub fn imported_sources(&self) -> Vec<SourceSettings> {
        let default = || vec![SourceSettings::Findtreatment(FindTreatmentSource::default())];
        if self.sources.is_empty() { default() } else { self.sources.clone() }
    }

    /// Where to import a source from.
    pub fn origin(&self, source: &SourceSettings) -> anyhow::Result<Origin> {
        source.origin(&self.findtreatment_url, self.fetch_options())
    }

    /// How to send requests to the locator.
    pub fn fetch_options(&self) -> FetchOptions {
        FetchOptions {
            delay: self.delay,
            page_size: self.page_size.get(),
            answer_timeout: self.page_timeout,
            fetch_timeout: self.fetch_timeout,
            min_rate: self.min_rate,
            redirect_hosts: self.redirect_hosts.clone(),
            ..FetchOptions::default()
        }
    }
}
