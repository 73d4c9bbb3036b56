//! Settings: from flags, the environment, a file, and defaults, in this order.

mod environment;
mod file;
mod settings;

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, bail};
use ingest::fetch::FetchOptions;
use ingest::import::Url;
use ingest::sources::findtreatment::LOCATOR_URL;
use search::IndexFolder;
use store::DatabaseUrl;
use web::PublicUrl;

use crate::sources::SourceSettings;

pub use settings::{LogFormat, LogLevel, Refresh, Settings};

/// The name of the configuration file where none is given.
const FILE_NAME: &str = "iopfinder.toml";

/// The longest pause between requests that makes sense, in seconds.
const LONGEST_DELAY: f64 = 3600.0;

/// What the program runs with.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where the database file and the index are.
    pub data_dir: PathBuf,
    /// Where the listings are kept.
    pub database_url: DatabaseUrl,
    /// Address and port to listen on.
    pub listen: String,
    /// Where visitors reach the pages; none where each request tells.
    pub public_url: Option<PublicUrl>,
    /// Address of the locator's export.
    pub findtreatment_url: Url,
    /// The pause between two requests.
    pub delay: Duration,
    /// Rows asked for at a time.
    pub page_size: u32,
    /// How much is logged; each command has its own default.
    pub log_level: Option<LogLevel>,
    /// The form of the log.
    pub log_format: LogFormat,
    /// How often `serve` imports the configured sources anew.
    pub refresh: Refresh,
    /// The sources that are imported anew.
    pub sources: Vec<SourceSettings>,
}

impl Default for Config {
    fn default() -> Self {
        let data_dir = PathBuf::from("iopfinder-data");
        let options = FetchOptions::default();
        Config {
            database_url: default_database(&data_dir),
            data_dir,
            listen: "127.0.0.1:8080".to_owned(),
            public_url: None,
            findtreatment_url: LOCATOR_URL.parse().expect("the locator's address is one"),
            delay: options.delay,
            page_size: options.page_size,
            log_level: None,
            log_format: LogFormat::Text,
            refresh: Refresh::Off,
            sources: Vec::new(),
        }
    }
}

impl Config {
    /// The folder of the indexes.
    pub fn indexes(&self) -> IndexFolder {
        IndexFolder::new(self.data_dir.join("index"))
    }

    /// How to ask the locator.
    pub fn fetch_options(&self) -> FetchOptions {
        FetchOptions { delay: self.delay, page_size: self.page_size, ..FetchOptions::default() }
    }
}

/// A configuration, and what is odd about where it came from.
#[derive(Debug)]
pub struct Loaded {
    /// The configuration.
    pub config: Config,
    /// For the log.
    pub warnings: Vec<String>,
}

/// Puts the configuration together.
///
/// # Errors
/// When a setting is wrong, or the file can't be read. The text never repeats a database's address.
pub fn load(flags: Settings) -> anyhow::Result<Loaded> {
    let environment = environment::read(std::env::vars_os())?;
    let above = flags.or(environment.settings);
    let file = match config_file(&above) {
        Some(path) => file::read(&path)?,
        None => Settings::default(),
    };
    Ok(Loaded { config: resolve(above.or(file))?, warnings: environment.warnings })
}

/// The file to read: the one that is named, or else one that is there.
fn config_file(above: &Settings) -> Option<PathBuf> {
    if let Some(named) = &above.config {
        return Some(named.clone());
    }
    let data_dir = above.data_dir.clone().unwrap_or_else(|| Config::default().data_dir);
    [data_dir.join(FILE_NAME), PathBuf::from(FILE_NAME)].into_iter().find(|path| path.is_file())
}

fn resolve(settings: Settings) -> anyhow::Result<Config> {
    let default = Config::default();
    let data_dir = settings.data_dir.unwrap_or(default.data_dir);
    let database_url = match settings.database_url {
        Some(url) => DatabaseUrl::parse(url.reveal()).context("the database URL is wrong")?,
        None => default_database(&data_dir),
    };
    let findtreatment_url = match settings.findtreatment_url {
        Some(url) => locator_url(&url)?,
        None => default.findtreatment_url,
    };
    let delay = match settings.delay {
        Some(seconds) if (0.0..=LONGEST_DELAY).contains(&seconds) => Duration::from_secs_f64(seconds),
        Some(seconds) => bail!("the delay {seconds} is not from 0 to {LONGEST_DELAY} seconds"),
        None => default.delay,
    };
    let page_size = settings.page_size.unwrap_or(default.page_size);
    if page_size == 0 {
        bail!("the page size must be at least 1");
    }
    Ok(Config {
        data_dir,
        database_url,
        listen: settings.listen.unwrap_or(default.listen),
        public_url: settings.public_url.map(|url| url.parse()).transpose()?,
        findtreatment_url,
        delay,
        page_size,
        log_level: settings.log_level,
        log_format: settings.log_format.unwrap_or(default.log_format),
        refresh: settings.refresh.unwrap_or(default.refresh),
        sources: settings.source,
    })
}

/// Reads the address of a service that answers as the locator does.
///
/// # Errors
/// When it is none.
pub fn locator_url(text: &str) -> anyhow::Result<Url> {
    let url: Url = text.parse().context("the locator's URL is wrong")?;
    match url.scheme() {
        "http" | "https" => Ok(url),
        scheme => bail!("the locator's URL is wrong: it starts with {scheme}: instead of http: or https:"),
    }
}

fn default_database(data_dir: &Path) -> DatabaseUrl {
    DatabaseUrl::sqlite(data_dir.join("iopfinder.db"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_settings_there_are_defaults() {
        let config = resolve(Settings::default()).unwrap();
        assert_eq!(config.listen, "127.0.0.1:8080");
        assert_eq!(config.database_url.file(), Some(Path::new("iopfinder-data/iopfinder.db")));
        assert_eq!((config.delay, config.page_size), (Duration::from_secs(1), 2000));
        assert_eq!(config.indexes().path(), Path::new("iopfinder-data/index"));
    }

    #[test]
    fn the_database_follows_the_data_folder() {
        let settings = Settings { data_dir: Some("/srv/iop".into()), ..Settings::default() };
        let config = resolve(settings).unwrap();
        assert_eq!(config.database_url.file(), Some(Path::new("/srv/iop/iopfinder.db")));
    }

    #[test]
    fn what_is_wrong_is_told_and_no_password() {
        let text = |settings| format!("{:#}", resolve(settings).unwrap_err());
        let url = |url: &str| Settings { findtreatment_url: Some(url.to_owned()), ..Settings::default() };
        assert!(text(url("ftp://example.org")).contains("http:"));
        assert!(text(url("example")).contains("URL"));
        let public = Settings { public_url: Some("example.org".to_owned()), ..Settings::default() };
        assert!(text(public).contains("https://example.org"));
        assert!(text(Settings { delay: Some(-1.0), ..Settings::default() }).contains("-1"));
        assert!(text(Settings { delay: Some(f64::NAN), ..Settings::default() }).contains("NaN"));
        assert!(text(Settings { page_size: Some(0), ..Settings::default() }).contains("page size"));
        let database = "postgres://ann:hush@host:port/x".to_owned();
        let settings = Settings { database_url: Some(database.into()), ..Settings::default() };
        assert!(!format!("{settings:?}").contains("hush"));
        assert!(!text(settings).contains("hush"));
    }

    #[test]
    fn a_file_is_found_in_the_data_folder() {
        let folder = tempfile::tempdir().unwrap();
        let settings = Settings { data_dir: Some(folder.path().to_owned()), ..Settings::default() };
        assert_eq!(config_file(&settings), None);
        let path = folder.path().join(FILE_NAME);
        std::fs::write(&path, "").unwrap();
        assert_eq!(config_file(&settings), Some(path));
        let named = Settings { config: Some("other.toml".into()), ..settings };
        assert_eq!(config_file(&named), Some("other.toml".into()), "a file that is named must be there");
    }
}
