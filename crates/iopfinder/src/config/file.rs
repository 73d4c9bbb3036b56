//! Settings from a TOML file.

use std::path::Path;

use anyhow::{Context, anyhow};

use super::settings::Settings;

/// Reads a configuration file.
///
/// # Errors
/// When it can't be read, is not TOML, or has a setting that is unknown or wrong.
pub fn read(path: &Path) -> anyhow::Result<Settings> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("reading the configuration file {}", path.display()))?;
    parse(&text).map_err(|error| anyhow!("{}{error}", path.display()))
}

/// The error says where and what, and does not repeat the line: it may hold a password.
fn parse(text: &str) -> Result<Settings, String> {
    toml::from_str(text).map_err(|error| {
        let before = error.span().and_then(|span| text.get(..span.start));
        let line = before.map(|before| format!(", line {}", before.matches('\n').count() + 1));
        let message = error.message().lines().collect::<Vec<_>>().join("; ");
        format!("{}: {message}", line.unwrap_or_default())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_sets_what_flags_set() {
        let settings = parse("delay = 2.5\nlisten = \"0.0.0.0:80\"\nlog_level = \"debug\"\n").unwrap();
        assert_eq!((settings.delay, settings.listen.as_deref()), (Some(2.5), Some("0.0.0.0:80")));
        let above = Settings { delay: Some(1.0), ..Settings::default() };
        let merged = above.or(settings);
        assert_eq!((merged.delay, merged.listen.as_deref()), (Some(1.0), Some("0.0.0.0:80")));
    }

    #[test]
    fn a_whole_number_of_seconds_is_a_number() {
        assert_eq!(parse("delay = 2").unwrap().delay, Some(2.0));
    }

    #[test]
    fn an_unknown_setting_is_told_with_its_line() {
        let error = parse("delay = 1.0\n\ndelai = 1.0\n").unwrap_err();
        assert!(error.starts_with(", line 3: unknown field `delai`, expected one of "), "{error}");
        assert!(parse("config = \"other.toml\"").is_err());
    }

    #[test]
    fn an_error_never_shows_a_password() {
        for text in [
            "database_url = \"postgres://ann:hush@host/x",
            "database_url = [\"postgres://ann:hush@host/x\"]",
            "log_level = 1\ndatabase_url = \"hush\" \"x\"",
        ] {
            let error = parse(text).unwrap_err();
            assert!(!error.contains("hush"), "{error}");
        }
    }
}
