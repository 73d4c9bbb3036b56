//! Checks of the data: the database, its checksums, the index, the imports, and the clock.

use jiff::{SignedDuration, Timestamp};
use search::OpenError;
use store::{ImportStatus, Store, StoreDamage, with_causes};

use super::finding::Finding;
use crate::commands::{ago, time};
use crate::config::Config;

/// Older data deserves a warning.
const OLD: SignedDuration = SignedDuration::from_hours(90 * 24);

/// The clocks of several computers may differ by this much.
const TOLERANCE: SignedDuration = SignedDuration::from_mins(5);

const DATABASE: &str = "database";
const LOAD: &str = "run iopfinder import findtreatment, or iopfinder import bundled";

/// What the data is like.
pub(super) async fn findings(config: &Config) -> Vec<Finding> {
    let url = config.database_url();
    if url.file().is_some_and(|file| !file.exists()) {
        return vec![Finding::warning(DATABASE, format!("there is nothing at {url} yet"), LOAD)];
    }
    match Store::open(&url).await {
        Ok(store) => {
            let findings = of_store(config, &store).await;
            store.close().await;
            findings
        }
        Err(error) => vec![Finding::problem(DATABASE, with_causes(&error), advice_for(&error))],
    }
}

fn advice_for(error: &store::Error) -> &'static str {
    match error {
        store::Error::NotADatabase { .. } | store::Error::Disk { .. } | store::Error::DamagedFile { .. } => {
            "restore a backup: iopfinder restore FILE --force"
        }
        store::Error::Newer { .. } => "install the newer version of this program again",
        store::Error::BeingRestored { .. } => "wait until the backup is restored",
        store::Error::NoConnection { .. } | store::Error::Unreachable { .. } => {
            "start the database server, and check --database-url and the network"
        }
        _ => "check --database-url, and that the file and its folder can be read and written",
    }
}

async fn of_store(config: &Config, store: &Store) -> Vec<Finding> {
    let mut findings = vec![match store.read_only() {
        None => Finding::ok(DATABASE, format!("{} can be read and written", store.url())),
        Some(why) => Finding::problem(DATABASE, why, "free space, or make the file and its folder writable"),
    }];
    let checks =
        [damage(store).await, loaded(store).await, index(config, store).await, last_import(store).await];
    for check in checks {
        findings.push(
            check.unwrap_or_else(|error| Finding::problem(DATABASE, with_causes(&error), advice_for(&error))),
        );
    }
    findings
}

async fn damage(store: &Store) -> Result<Finding, store::Error> {
    const CHECK: &str = "checksums";
    let damage = store.check().await?;
    if !damage.is_any() {
        return Ok(Finding::ok(
            CHECK,
            format!("{} versions of listings are as they were written", damage.checked),
        ));
    }
    let StoreDamage { file, versions, .. } = damage;
    let named: Vec<String> = versions
        .iter()
        .map(|version| {
            let what = if version.is_current { "" } else { ", an earlier version" };
            format!("{} (generation {}{what})", version.listing, version.generation)
        })
        .collect();
    let what = file.into_iter().chain(named).collect::<Vec<_>>().join(", ");
    let advice = "restore a backup (iopfinder restore FILE --force), or import the source of these listings again; until \
                  then they are left out. Check the disk: it may be failing";
    Ok(Finding::problem(CHECK, format!("damaged: {what}"), advice))
}

/// What is loaded, how old it is, and whether the clock can be right.
async fn loaded(store: &Store) -> Result<Finding, store::Error> {
    let now = Timestamp::now();
    let Some(changed) = store.changed_at().await? else {
        return Ok(Finding::warning("data", "nothing is loaded yet", LOAD));
    };
    let retrieved = store.sources().await?.into_iter().filter_map(|source| source.retrieved_at).max();
    let newest = retrieved.unwrap_or(changed).max(changed);
    if newest.duration_since(now) > TOLERANCE {
        let detail = format!("the data is from {}, but the clock says {}", time(newest), time(now));
        return Ok(Finding::problem(
            "clock",
            detail,
            "set the clock; if it was wrong during an import, import again",
        ));
    }
    let age = ago(newest, now);
    if now.duration_since(newest) > OLD {
        let advice = "run iopfinder refresh, or set refresh = \"daily\" in iopfinder.toml";
        return Ok(Finding::warning("data", format!("the newest listings were retrieved {age}"), advice));
    }
    Ok(Finding::ok("data", format!("the newest listings were retrieved {age}; the clock says {}", time(now))))
}

async fn index(config: &Config, store: &Store) -> Result<Finding, store::Error> {
    const CHECK: &str = "index";
    let Some(published) = store.served_generation().await? else {
        return Ok(Finding::ok(CHECK, "there is none, because nothing is loaded"));
    };
    let rebuilt = "it is built again when the server starts or somebody searches";
    Ok(match config.indexes().open(service::identity(store, published)) {
        Ok(snapshot) => {
            Finding::ok(CHECK, format!("{} facilities can be searched", snapshot.facility_count()))
        }
        Err(damaged @ OpenError::Damaged { .. }) => Finding::problem(
            CHECK,
            damaged.to_string(),
            format!("{rebuilt}. Check the disk: it may be failing"),
        ),
        Err(error) => Finding::warning(CHECK, error.to_string(), rebuilt),
    })
}

async fn last_import(store: &Store) -> Result<Finding, store::Error> {
    const CHECK: &str = "imports";
    let Some(import) = store.last_import().await? else {
        return Ok(Finding::ok(CHECK, "there were none"));
    };
    let about = format!("the last import, of {}, began {}", import.source.label(), time(import.started_at));
    Ok(match import.status {
        ImportStatus::Failed => Finding::warning(
            CHECK,
            format!("{about} and failed"),
            "see iopfinder import report, and run it again",
        ),
        ImportStatus::Held => Finding::warning(
            CHECK,
            format!("{about} and is on hold"),
            "see iopfinder import report --changes, and run it again with --accept-removals if that is right",
        ),
        ImportStatus::Running | ImportStatus::Done | ImportStatus::Undone => Finding::ok(CHECK, about),
    })
}
