//! Checks of the machine: settings, permissions, free space, and limits.

use std::fs::{self, Metadata};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use super::finding::Finding;
use crate::config::Config;

/// A server with as many visitors at once needs this many open files.
const FILES_NEEDED: u64 = 4096;

/// An import needs room for what it fetches and for a second index, even in an empty folder.
const LEAST_FREE: u64 = 500 << 20;

/// What the machine is like.
pub(super) fn findings(config: &Config) -> Vec<Finding> {
    let mut findings = vec![settings(config), open_files()];
    if config.data_dir.is_dir() {
        findings.extend([permissions(config), writable(&config.data_dir), free_space(config)]);
    } else {
        let advice = "it is created when something is imported or the server starts; check --data-dir if it should exist";
        findings.push(Finding::warning(
            "data_folder",
            format!("there is no {}", config.data_dir.display()),
            advice,
        ));
    }
    findings
}

fn settings(config: &Config) -> Finding {
    let is_local = ["127.", "localhost", "[::1]"].iter().any(|host| config.listen.starts_with(host));
    if !is_local && config.public_url.is_none() {
        let advice = "set IOPFINDER_PUBLIC_URL to the URL at which visitors reach the pages";
        let detail = format!("others can reach {}, but the public URL is not set", config.listen);
        return Finding::warning("settings", detail, advice);
    }
    let (folder, database) = (config.data_dir.display(), config.database_url());
    Finding::ok("settings", format!("data folder {folder}, database {database}"))
}

fn open_files() -> Finding {
    const CHECK: &str = "open_files";
    let limits = fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files"));
    let Some(limit) = line.and_then(|line| line.split_whitespace().nth(1)) else {
        return Finding::ok(CHECK, "the limit is unknown on this system");
    };
    match limit.parse::<u64>() {
        Ok(limit) if limit < FILES_NEEDED => Finding::warning(
            CHECK,
            format!("a process may have {limit} open files, too few for many visitors at once"),
            format!(
                "raise the hard limit to {FILES_NEEDED} or more (LimitNOFILE of systemd, or ulimits of Docker)"
            ),
        ),
        _ => Finding::ok(CHECK, format!("a process may have {limit} open files")),
    }
}

/// The data folder and the files of the database, which only their owner should be able to read.
fn permissions(config: &Config) -> Finding {
    const CHECK: &str = "permissions";
    let is_open = |about: &Metadata| about.permissions().mode() & 0o077 != 0;
    let open: Vec<PathBuf> = data_files(config)
        .into_iter()
        .filter(|path| fs::metadata(path).is_ok_and(|about| about.is_file() && is_open(&about)))
        .collect();
    let folder = &config.data_dir;
    let folder_is_open = fs::metadata(folder).is_ok_and(|about| is_open(&about));
    if open.is_empty() {
        return Finding::ok(CHECK, "only their owner can read the data files");
    }
    let names: Vec<String> = open.iter().map(|path| path.display().to_string()).collect();
    let mut advice = format!("chmod 600 {}", names.join(" "));
    if folder_is_open {
        advice += &format!("; chmod 700 {}", folder.display());
    }
    Finding::warning(CHECK, "others on this machine can read the data files", advice)
}

/// The files in the data folder that belong to the database.
fn data_files(config: &Config) -> Vec<PathBuf> {
    let database = config.database_url();
    let Some(file) = database.file() else { return Vec::new() };
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let entries = fs::read_dir(file.parent().unwrap_or(Path::new("."))).into_iter().flatten();
    let paths = entries.filter_map(Result::ok).map(|entry| entry.path());
    let belongs =
        |path: &PathBuf| path.file_name().is_some_and(|file| file.to_string_lossy().starts_with(&name));
    paths.filter(belongs).collect()
}

fn writable(folder: &Path) -> Finding {
    const CHECK: &str = "writable";
    match service::try_to_write(folder) {
        Ok(()) => Finding::ok(CHECK, format!("{} can be written", folder.display())),
        Err(error) => Finding::problem(
            CHECK,
            format!("{} can't be written: {error}", folder.display()),
            "free space, or make the folder writable for the user that runs the server; until then, searches work, \
             but imports and reports don't",
        ),
    }
}

fn free_space(config: &Config) -> Finding {
    const CHECK: &str = "free_space";
    let folder = &config.data_dir;
    let about = match rustix::fs::statvfs(folder) {
        Ok(about) => about,
        Err(error) => {
            return Finding::warning(
                CHECK,
                format!("the free space is unknown: {error}"),
                "check it with df",
            );
        }
    };
    let free = about.f_bavail.saturating_mul(about.f_frsize);
    let used: u64 =
        data_files(config).iter().filter_map(|path| fs::metadata(path).ok()).map(|about| about.len()).sum();
    let needed = LEAST_FREE.max(2 * used);
    let megabytes = |bytes: u64| bytes >> 20;
    if free < needed {
        let detail = format!("{} MB are free, and an import may need {}", megabytes(free), megabytes(needed));
        return Finding::warning(CHECK, detail, format!("free space on the disk of {}", folder.display()));
    }
    Finding::ok(CHECK, format!("{} MB are free", megabytes(free)))
}
