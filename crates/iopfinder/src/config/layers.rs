//! The layers of settings, merged: the file, the environment and the flags.

use std::path::{Path, PathBuf};

use anyhow::anyhow;
use toml::Table;

use super::definition::{Config, FILE_KEY};
use super::given::Given;
use super::{environment, file};

/// The name of the configuration file, unless another file is given.
const FILE_NAME: &str = "iopfinder.toml";

/// The merged settings, with warnings about them.
pub(super) struct Merged {
    pub given: Given,
    pub warnings: Vec<String>,
}

/// Merges the file, the environment and the flags. `flags` has the names of settings as its keys.
pub(super) fn merge(flags: Table) -> anyhow::Result<Merged> {
    let environment = environment::read(std::env::vars_os())?;
    let mut overrides = environment.settings;
    overrides.extend(flags);
    let file = config_file(&overrides);
    overrides.remove(FILE_KEY);
    let mut settings = file.as_deref().map(file::read).transpose()?.unwrap_or_default();
    settings.extend(overrides);
    let folder = file.as_deref().and_then(Path::parent).unwrap_or(Path::new("")).to_owned();
    Ok(Merged { given: Given { settings, folder }, warnings: environment.warnings })
}

/// Reads the configuration from merged settings.
pub fn read(given: Given) -> anyhow::Result<Config> {
    let config = given.settings.clone().try_into::<Config>();
    let mut config = config.map_err(|error: toml::de::Error| anyhow!("{}", error.message()))?;
    config.sources.iter_mut().for_each(|source| source.resolve_paths(&given.folder));
    config.given = given;
    Ok(config)
}

/// The file to read: the given one, or else the first of the two usual files that exists.
fn config_file(overrides: &Table) -> Option<PathBuf> {
    let path = |key: &str| overrides.get(key)?.as_str().map(PathBuf::from);
    let data_dir = path("data_dir").unwrap_or_else(|| Config::default().data_dir);
    let usual = || [data_dir.join(FILE_NAME), FILE_NAME.into()].into_iter().find(|path| path.is_file());
    path(FILE_KEY).or_else(usual)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn merged(settings: &str, overrides: &str) -> anyhow::Result<Config> {
        let mut settings: Table = settings.parse()?;
        settings.extend(overrides.parse::<Table>()?);
        read(Given { settings, folder: PathBuf::new() })
    }

    #[test]
    fn every_setting_has_a_default() {
        let config = merged("", "").unwrap();
        assert_eq!(config.listen, "127.0.0.1:8080");
        assert_eq!(config.database_url().file(), Some(Path::new("iopfinder-data/iopfinder.db")));
        let options = config.fetch_options();
        assert_eq!((options.delay, options.page_size), (Duration::from_secs(1), 2000));
        assert_eq!(config.indexes().path(), Path::new("iopfinder-data/index"));
    }

    #[test]
    fn the_database_is_in_the_data_folder() {
        let config = merged("data_dir = '/srv/iop'", "").unwrap();
        assert_eq!(config.database_url().file(), Some(Path::new("/srv/iop/iopfinder.db")));
    }

    #[test]
    fn overrides_replace_single_settings() {
        let config = merged("delay = 2.5\nlisten = '0.0.0.0:80'", "delay = 1").unwrap();
        assert_eq!(
            (config.fetch_options().delay, config.listen.as_str()),
            (Duration::from_secs(1), "0.0.0.0:80")
        );
    }

    #[test]
    fn errors_say_what_is_wrong_and_never_show_a_password() {
        let error = |settings: &str| merged("", settings).unwrap_err().to_string();
        assert!(error("findtreatment_url = 'ftp://example.org'").contains("http:"));
        assert!(error("findtreatment_url = 'example'").contains("URL"));
        assert!(error("public_url = 'example.org'").contains("https://example.org"));
        assert!(error("delay = -1.0").contains("-1"));
        assert!(error("delay = nan").contains("NaN"));
        assert!(error("page_size = 0").contains("0"));
        assert!(!error("database_url = 'postgres://ann:hush@host:port/x'").contains("hush"));
        let config = merged("database_url = 'postgres://ann:hush@host/x'", "").unwrap();
        assert!(!format!("{config:?}").contains("hush"));
        assert!(error("page_timeout = 0").contains("1 and 86400"));
        assert!(error("min_rate = 0").contains("0"));
        assert!(error("import_memory = 127").contains("at least 128"));
    }

    #[test]
    fn another_process_reads_the_same_configuration() {
        let settings = "delay = 2\nredirect_hosts = 'a.example.org, b.example.org'\npage_timeout = 7\n[[source]]\nkind = 'nppes'\nfiles = ['n.zip']";
        let config = read(Given { settings: settings.parse().unwrap(), folder: "/etc".into() }).unwrap();
        let sent = serde_json::to_string(&config.given).unwrap();
        let received = read(serde_json::from_str(&sent).unwrap()).unwrap();
        assert_eq!(received.fetch_options(), config.fetch_options());
        assert_eq!(received.fetch_options().redirect_hosts, ["a.example.org", "b.example.org"]);
        assert_eq!((received.sources.len(), received.sources), (1, config.sources));
    }

    #[test]
    fn a_named_file_takes_precedence_over_the_data_folder() {
        let folder = tempfile::tempdir().unwrap();
        let mut settings = Table::new();
        settings.insert("data_dir".to_owned(), folder.path().to_str().unwrap().into());
        assert_eq!(config_file(&settings), None);
        let path = folder.path().join(FILE_NAME);
        std::fs::write(&path, "").unwrap();
        assert_eq!(config_file(&settings), Some(path));
        settings.insert(FILE_KEY.to_owned(), "other.toml".into());
        assert_eq!(config_file(&settings), Some("other.toml".into()), "even though it does not exist");
    }
}
