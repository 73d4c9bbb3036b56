//! The settings that a configuration was read from.

use std::fmt;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use toml::Table;

/// The settings of all layers, merged: what another process needs to read the same configuration.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Given {
    pub(super) settings: Table,
    /// The folder of the configuration file, from which relative paths of sources are resolved.
    pub(super) folder: PathBuf,
}

/// Shows only the names of the settings: their values may contain a password.
impl fmt::Debug for Given {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.settings.keys()).finish()
    }
}
