//! The configuration: defaults, overridden by a TOML file, then by the environment, then by flags.
//!
//! [`Config`] is the one definition of each setting's name, type and default. Each layer is a TOML table whose keys are the
//! names of the fields of `Config`. The tables are merged and then read into a `Config`.

mod accepted_removals;
mod definition;
mod environment;
mod file;
mod given;
mod layers;
mod reload;
mod values;

use toml::Table;

use layers::{Merged, merge};

pub use definition::{Config, file_in};
pub use given::Given;
pub use layers::read;
pub use reload::{Reloaded, Settings};
pub use values::{LogFormat, LogLevel, Refresh};

/// A configuration, with the settings it was read from.
pub struct Loaded {
    /// The configuration.
    pub config: Config,
    /// What it was read from.
    pub settings: Settings,
    /// Warnings to log as soon as the log is set up.
    pub warnings: Vec<String>,
}

/// Merges the file, the environment and the flags. `flags` has the names of settings as its keys.
pub fn load(flags: Table) -> anyhow::Result<Loaded> {
    let Merged { given, warnings } = merge(flags.clone())?;
    let config = read(given.clone())?;
    Ok(Loaded { config, settings: Settings::new(flags, given), warnings })
}
