//! Settings from a TOML file.

use std::path::Path;

use anyhow::{Context, anyhow};
use directory::nearest::nearest;

use super::settings::Settings;

/// Reads a configuration file.
///
/// # Errors
/// When it can't be read, is not TOML, or has a setting that is unknown or wrong.
pub fn read(path: &Path) -> anyhow::Result<Settings> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("reading the configuration file {}", path.display()))?;
    let mut settings = parse(&text).map_err(|error| anyhow!("{}{error}", path.display()))?;
    let folder = path.parent().unwrap_or(Path::new(""));
    settings.source.iter_mut().for_each(|source| source.beside(folder));
    Ok(settings)
}

/// The error says where and what, and does not repeat the line: it may hold a password.
fn parse(text: &str) -> Result<Settings, String> {
    toml::from_str(text).map_err(|error| {
        let before = error.span().and_then(|span| text.get(..span.start));
        let line = before.map(|before| format!(", line {}", before.matches('\n').count() + 1));
        let message = error.message().lines().collect::<Vec<_>>().join("; ");
        let meant = meant(&message).map(|meant| format!("; did you mean `{meant}`?")).unwrap_or_default();
        format!("{}: {message}{meant}", line.unwrap_or_default())
    })
}

/// The valid name that an unknown one is nearest to, from a message that has the unknown one first.
fn meant(message: &str) -> Option<String> {
    let mut quoted = message.split('`').skip(1).step_by(2);
    let unknown = quoted.next().filter(|_| message.starts_with("unknown "))?;
    nearest(unknown, quoted).into_iter().next()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::SourceSettings;

    #[test]
    fn a_file_sets_what_flags_set() {
        let settings = parse("delay = 2.5\nlisten = \"0.0.0.0:80\"\nlog_level = \"debug\"\n").unwrap();
        assert_eq!((settings.delay, settings.listen.as_deref()), (Some(2.5), Some("0.0.0.0:80")));
        let above = Settings { delay: Some(1.0), ..Settings::default() };
        let merged = above.or(settings);
        assert_eq!((merged.delay, merged.listen.as_deref()), (Some(1.0), Some("0.0.0.0:80")));
    }

    #[test]
    fn sources_are_listed_one_by_one_and_their_files_are_beside_the_configuration() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("iopfinder.toml");
        let text = "refresh = \"weekly\"\n[[source]]\nkind = \"findtreatment\"\n[[source]]\nkind = \"csv\"
files = [\"tx.csv\", \"/srv/ok.csv\"]\nmapping = \"tx.toml\"\n";
        std::fs::write(&path, text).unwrap();
        let settings = read(&path).unwrap();
        assert_eq!(settings.refresh, Some(crate::config::Refresh::Weekly));
        let [_, SourceSettings::Csv(table)] = &settings.source[..] else { panic!("{settings:?}") };
        assert_eq!(table.files, [folder.path().join("tx.csv"), "/srv/ok.csv".into()]);
        assert_eq!(table.mapping, Some(folder.path().join("tx.toml")));
    }

    #[test]
    fn a_whole_number_of_seconds_is_a_number() {
        assert_eq!(parse("delay = 2").unwrap().delay, Some(2.0));
    }

    #[test]
    fn an_unknown_setting_is_told_with_its_line() {
        let error = parse("delay = 1.0\n\ndelai = 1.0\n").unwrap_err();
        assert!(error.starts_with(", line 3: unknown field `delai`, expected one of "), "{error}");
        assert!(error.ends_with("; did you mean `delay`?"), "{error}");
        assert!(parse("config = \"other.toml\"").is_err());
        let error = parse("[[source]]\nkind = \"csv\"\nfile = [\"a\"]\n").unwrap_err();
        assert!(error.ends_with("; did you mean `files`?"), "{error}");
        let error = parse("delay = 1\n\n[[source]]\nkind = \"findtreatmnt\"\n").unwrap_err();
        assert!(error.starts_with(", line 4"), "{error}");
        assert!(error.ends_with("; did you mean `findtreatment`?"), "{error}");
        let error = parse("refresh = \"dayly\"").unwrap_err();
        assert!(error.ends_with("; did you mean `daily`?"), "{error}");
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
