//! Settings from a TOML file.

use std::path::Path;

use anyhow::{Context, anyhow};
use directory::nearest::nearest;
use serde::de::DeserializeOwned;
use toml::Table;

use super::definition::Config;

/// Reads a configuration file.
pub fn read(path: &Path) -> anyhow::Result<Table> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("reading the configuration file {}", path.display()))?;
    let settings = parse::<Config>(&text).and_then(|_| parse(&text));
    settings.map_err(|error| anyhow!("{}{error}", path.display()))
}

/// Parses settings. An error contains the number of the line but not its text, which may contain a password.
fn parse<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    toml::from_str(text).map_err(|error| {
        let before = error.span().and_then(|span| text.get(..span.start));
        let line = before.map(|before| format!(", line {}", before.matches('\n').count() + 1));
        let message = error.message().lines().collect::<Vec<_>>().join("; ");
        let hint = suggestion(&message).map(|name| format!("; did you mean `{name}`?")).unwrap_or_default();
        format!("{}: {message}{hint}", line.unwrap_or_default())
    })
}

/// The valid name that is most similar to an unknown one. Both are in serde's message: "unknown field `delai`, expected
/// one of `data_dir`, `delay`".
fn suggestion(message: &str) -> Option<String> {
    let mut quoted = message.split('`').skip(1).step_by(2);
    let unknown = quoted.next().filter(|_| message.starts_with("unknown "))?;
    nearest(unknown, quoted).into_iter().next()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Refresh;
    use crate::sources::SourceSettings;

    fn error(text: &str) -> String {
        parse::<Config>(text).unwrap_err()
    }

    #[test]
    fn a_file_can_list_sources() {
        let text = "refresh = \"weekly\"\n[[source]]\nkind = \"findtreatment\"\n[[source]]\nkind = \"csv\"
files = [\"tx.csv\", \"/srv/ok.csv\"]\nmapping = \"tx.toml\"\n";
        let config: Config = parse(text).unwrap();
        assert_eq!(config.refresh, Refresh::Weekly);
        assert!(matches!(config.sources[..], [SourceSettings::Findtreatment(_), SourceSettings::Csv(_)]));
    }

    #[test]
    fn a_delay_can_be_a_whole_number() {
        let config: Config = parse("delay = 2").unwrap();
        assert_eq!(config.fetch_options().delay.as_secs(), 2);
    }

    #[test]
    fn an_error_names_the_line_and_suggests_a_name() {
        let text = error("delay = 1.0\n\ndelai = 1.0\n");
        assert!(text.starts_with(", line 3: unknown field `delai`, expected one of "), "{text}");
        for (text, line, suggested) in [
            ("delay = 1.0\n\ndelai = 1.0\n", 3, "delay"),
            ("[[source]]\nkind = \"csv\"\nfile = [\"a\"]\n", 1, "files"),
            ("delay = 1\n\n[[source]]\nkind = \"findtreatmnt\"\n", 4, "findtreatment"),
            ("refresh = \"dayly\"", 1, "daily"),
        ] {
            let error = error(text);
            assert!(error.starts_with(&format!(", line {line}")), "{error}");
            assert!(error.ends_with(&format!("; did you mean `{suggested}`?")), "{error}");
        }
    }

    #[test]
    fn the_path_of_the_file_is_not_a_setting_of_the_file() {
        assert!(error("config = \"other.toml\"").contains("unknown field `config`"));
    }

    #[test]
    fn an_error_never_shows_a_password() {
        for text in [
            "database_url = \"postgres://ann:hush@host/x",
            "database_url = \"postgres://ann:hush@host:port/x\"",
            "database_url = [\"postgres://ann:hush@host/x\"]",
            "log_level = 1\ndatabase_url = \"hush\" \"x\"",
        ] {
            let error = error(text);
            assert!(!error.contains("hush"), "{error}");
        }
    }
}
