//! Settings from the environment.

use std::ffi::OsString;

use anyhow::anyhow;
use toml::{Table, Value};

use super::definition::{Config, FILE_KEY};

const PREFIX: &str = "IOPFINDER_";

/// The settings from the environment.
#[derive(Debug, Default)]
pub struct Environment {
    pub settings: Table,
    /// Warnings about variables that are not settings.
    pub warnings: Vec<String>,
}

/// Reads the variables that begin with `IOPFINDER_`. An empty variable counts as not set.
pub fn read(variables: impl Iterator<Item = (OsString, OsString)>) -> anyhow::Result<Environment> {
    let mut environment = Environment::default();
    for (variable, value) in variables {
        let Some(name) = variable.to_str().and_then(|name| name.strip_prefix(PREFIX)) else { continue };
        if value.is_empty() {
            continue;
        }
        let key = name.to_ascii_lowercase();
        // The value is not shown: it may contain a password.
        let text = value.into_string().map_err(|_| anyhow!("{PREFIX}{name} is not UTF-8"))?;
        match typed(&key, text.trim()) {
            Ok(value) => _ = environment.settings.insert(key, value),
            Err(error) if error.starts_with("unknown field") => {
                environment.warnings.push(format!("{PREFIX}{name} is not a setting and is ignored"));
            }
            Err(error) => return Err(anyhow!("{PREFIX}{name}: {error}")),
        }
    }
    Ok(environment)
}

/// The text as a TOML value that its setting accepts: a number, the text, or the text in lower case.
fn typed(key: &str, text: &str) -> Result<Value, String> {
    if key == FILE_KEY {
        return Ok(text.into());
    }
    let integer = text.parse::<i64>().ok().map(Value::from);
    let number = integer.or_else(|| text.parse::<f64>().ok().map(Value::from));
    let mut candidates = number.into_iter().chain([text.into(), text.to_lowercase().into()]).map(|value| {
        let alone = Table::from_iter([(key.to_owned(), value.clone())]);
        let accepted = alone.try_into::<Config>().map_err(|error| error.message().to_owned());
        accepted.map(|_| value)
    });
    let first = candidates.next().ok_or_else(|| "there is no value".to_owned())?;
    first.or_else(|error| candidates.find_map(Result::ok).ok_or(error))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(variables: &[(&str, &str)]) -> anyhow::Result<Environment> {
        read(variables.iter().map(|(name, value)| (name.into(), value.into())))
    }

    #[test]
    fn variables_become_settings() {
        let found = environment(&[
            ("IOPFINDER_DATA_DIR", "/srv"),
            ("IOPFINDER_DELAY", "0.5"),
            ("IOPFINDER_PAGE_SIZE", "50"),
            ("IOPFINDER_LOG_LEVEL", "DEBUG"),
            ("IOPFINDER_CONFIG", "other.toml"),
            ("IOPFINDER_LISTEN", ""),
            ("HOME", "/root"),
        ])
        .unwrap();
        let expected =
            "data_dir = '/srv'\ndelay = 0.5\npage_size = 50\nlog_level = 'debug'\nconfig = 'other.toml'";
        assert_eq!((found.settings, found.warnings.len()), (expected.parse().unwrap(), 0));
    }

    #[test]
    fn an_unknown_variable_is_ignored_with_a_warning() {
        let found = environment(&[("IOPFINDER_DELAYS", "1")]).unwrap();
        assert_eq!(found.warnings, ["IOPFINDER_DELAYS is not a setting and is ignored"]);
        assert!(found.settings.is_empty());
    }

    #[test]
    fn a_wrong_value_is_an_error_that_names_the_variable() {
        let error = |name, value| environment(&[(name, value)]).unwrap_err().to_string();
        let text = error("IOPFINDER_LOG_LEVEL", "loud");
        assert!(
            text.starts_with("IOPFINDER_LOG_LEVEL: unknown variant `loud`, expected one of `off`"),
            "{text}"
        );
        let text = error("IOPFINDER_PAGE_SIZE", "-1");
        assert!(text.starts_with("IOPFINDER_PAGE_SIZE: invalid value: integer `-1`"), "{text}");
    }
}
