//! Reading the settings again while the server runs.

use std::collections::BTreeSet;

use toml::Table;

use super::{Config, Given, Merged, merge, read};

/// The settings that can change while the server runs.
const RELOADABLE: [&str; 8] =
    ["delay", "drain", "findtreatment_url", "log_level", "page_size", "refresh", "refresh_accepts", "source"];

/// The settings in use.
pub struct Settings {
    flags: Table,
    given: Given,
}

/// The configuration after the settings were read again.
pub struct Reloaded {
    /// The configuration.
    pub config: Config,
    /// The settings that were changed but take effect only after a restart.
    pub need_restart: Vec<String>,
}

impl Settings {
    pub(super) fn new(flags: Table, given: Given) -> Settings {
        Settings { flags, given }
    }

    /// Reads the file again. After an error, the settings stay as they are.
    pub fn reload(&mut self) -> anyhow::Result<Reloaded> {
        let Merged { given: newer, .. } = merge(self.flags.clone())?;
        // A wrong value is an error even if the setting could not be changed now.
        read(newer.clone())?;
        let need_restart = need_restart(&self.given.settings, &newer.settings);
        let settings = with_reloadable(&self.given.settings, &newer.settings);
        let given = Given { settings, ..newer };
        let config = read(given.clone())?;
        self.given = given;
        Ok(Reloaded { config, need_restart })
    }
}

fn is_reloadable(name: &str) -> bool {
    RELOADABLE.contains(&name)
}

/// `current`, with those settings of `newer` that can change while the server runs.
fn with_reloadable(current: &Table, newer: &Table) -> Table {
    let kept = current.iter().filter(|(name, _)| !is_reloadable(name));
    let changed = newer.iter().filter(|(name, _)| is_reloadable(name));
    kept.chain(changed).map(|(name, value)| (name.clone(), value.clone())).collect()
}

/// The names of the other settings in which `current` and `newer` differ.
fn need_restart(current: &Table, newer: &Table) -> Vec<String> {
    let names: BTreeSet<&String> = current.keys().chain(newer.keys()).collect();
    let differ = names.into_iter().filter(|name| current.get(*name) != newer.get(*name));
    differ.filter(|name| !is_reloadable(name)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_some_settings_change_and_the_others_are_named() {
        let current: Table = "listen = 'a'\nrefresh = 'daily'\npage_size = 5".parse().unwrap();
        let newer: Table = "listen = 'b'\nrefresh = 'weekly'\ndata_dir = 'c'\ndelay = 2".parse().unwrap();
        let expected: Table = "listen = 'a'\nrefresh = 'weekly'\ndelay = 2".parse().unwrap();
        assert_eq!(with_reloadable(&current, &newer), expected);
        assert_eq!(need_restart(&current, &newer), ["data_dir", "listen"]);
        assert!(need_restart(&current, &current).is_empty());
    }

    #[test]
    fn every_reloadable_name_is_a_setting() {
        for name in RELOADABLE {
            // A table is a value of the wrong type for every setting, and an unknown name for none of these.
            let settings = Table::from_iter([(name.to_owned(), Table::new().into())]);
            let error = settings.try_into::<Config>().unwrap_err().to_string();
            assert!(!error.contains("unknown field"), "{name}: {error}");
        }
    }
}
