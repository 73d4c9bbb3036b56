//! Reading the settings again while serving.

use crate::config::{Config, Reloaded, Settings};
use crate::logging::LogControl;

/// What is needed to read the settings again.
pub struct Reload {
    /// The settings.
    pub settings: Settings,
    /// The log, whose level is a setting.
    pub log: LogControl,
}

impl Reload {
    /// Reads the settings again. `None` if they are wrong, so that the old ones stay.
    pub(super) fn run(&mut self) -> Option<Config> {
        match self.settings.reload() {
            Ok(Reloaded { config, need_restart }) => {
                self.log.set(&config);
                tracing::info!("the settings were read again");
                if !need_restart.is_empty() {
                    let names = need_restart.join(", ");
                    tracing::warn!(names, "these settings take effect only after a restart");
                }
                Some(config)
            }
            Err(error) => {
                tracing::error!(error = format!("{error:#}"), "the settings are wrong, so the old ones stay");
                None
            }
        }
    }
}
