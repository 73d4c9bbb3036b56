//! Settings from the environment.

use std::ffi::OsString;

use anyhow::{anyhow, bail};
use clap::ValueEnum;

use super::settings::Settings;

const PREFIX: &str = "IOPFINDER_";

/// What the environment sets.
#[derive(Debug, Default)]
pub struct Environment {
    /// The settings.
    pub settings: Settings,
    /// Names that are not known.
    pub warnings: Vec<String>,
}

/// Reads the variables that begin with `IOPFINDER_`. An empty one is not set.
///
/// # Errors
/// When a value is wrong.
pub fn read(variables: impl Iterator<Item = (OsString, OsString)>) -> anyhow::Result<Environment> {
    let mut environment = Environment::default();
    for (name, value) in variables {
        let Some(name) = name.to_str().and_then(|name| name.strip_prefix(PREFIX)) else { continue };
        if !value.is_empty() {
            environment.set(name, value)?;
        }
    }
    Ok(environment)
}

impl Environment {
    fn set(&mut self, name: &str, value: OsString) -> anyhow::Result<()> {
        let settings = &mut self.settings;
        match name {
            "DATA_DIR" => settings.data_dir = Some(value.into()),
            "CONFIG" => settings.config = Some(value.into()),
            "DATABASE_URL" => settings.database_url = Some(text(name, value)?.into()),
            "LISTEN" => settings.listen = Some(text(name, value)?),
            "PUBLIC_URL" => settings.public_url = Some(text(name, value)?),
            "FINDTREATMENT_URL" => settings.findtreatment_url = Some(text(name, value)?),
            "DELAY" => settings.delay = Some(number(name, value)?),
            "PAGE_SIZE" => settings.page_size = Some(number(name, value)?),
            "LOG_LEVEL" => settings.log_level = Some(choice(name, value)?),
            "LOG_FORMAT" => settings.log_format = Some(choice(name, value)?),
            "REFRESH" => settings.refresh = Some(choice(name, value)?),
            unknown => self.warnings.push(format!("{PREFIX}{unknown} is no setting; it is ignored")),
        }
        Ok(())
    }
}

fn text(name: &str, value: OsString) -> anyhow::Result<String> {
    // The value is not shown: it may hold a password.
    value.into_string().map_err(|_| anyhow!("{PREFIX}{name} is not UTF-8"))
}

fn number<T: std::str::FromStr>(name: &str, value: OsString) -> anyhow::Result<T> {
    let text = text(name, value)?;
    text.trim().parse().map_err(|_| anyhow!("{PREFIX}{name}: {text:?} is not such a number"))
}

fn choice<T: ValueEnum>(name: &str, value: OsString) -> anyhow::Result<T> {
    let text = text(name, value)?;
    if let Ok(found) = T::from_str(text.trim(), true) {
        return Ok(found);
    }
    let names: Vec<String> = T::value_variants()
        .iter()
        .filter_map(|variant| Some(variant.to_possible_value()?.get_name().to_owned()))
        .collect();
    bail!("{PREFIX}{name}: {text:?} is none of {}", names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{LogFormat, LogLevel};

    fn environment(variables: &[(&str, &str)]) -> anyhow::Result<Environment> {
        read(variables.iter().map(|(name, value)| (name.into(), value.into())))
    }

    #[test]
    fn variables_are_settings() {
        let found = environment(&[
            ("IOPFINDER_DATA_DIR", "/srv"),
            ("IOPFINDER_DELAY", "0.5"),
            ("IOPFINDER_LOG_LEVEL", "DEBUG"),
            ("IOPFINDER_LOG_FORMAT", "json"),
            ("IOPFINDER_LISTEN", ""),
            ("HOME", "/root"),
        ])
        .unwrap();
        let expected = Settings {
            data_dir: Some("/srv".into()),
            delay: Some(0.5),
            log_level: Some(LogLevel::Debug),
            log_format: Some(LogFormat::Json),
            ..Settings::default()
        };
        assert_eq!((found.settings, found.warnings.len()), (expected, 0));
    }

    #[test]
    fn an_unknown_variable_is_warned_of_and_a_wrong_value_refused() {
        let found = environment(&[("IOPFINDER_DELAYS", "1")]).unwrap();
        assert_eq!(found.warnings, ["IOPFINDER_DELAYS is no setting; it is ignored"]);
        let error = environment(&[("IOPFINDER_LOG_LEVEL", "loud")]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "IOPFINDER_LOG_LEVEL: \"loud\" is none of off, error, warn, info, debug, trace"
        );
        assert!(environment(&[("IOPFINDER_PAGE_SIZE", "-1")]).is_err());
    }
}
