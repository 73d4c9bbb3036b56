//! `status`: what is loaded, how old it is, and what was rejected.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use directory::{Notice, Source};
use jiff::Timestamp;
use jiff::civil::Date;
use search::{OpenError, Snapshot};
use serde_json::{Value, json};
use store::{Generation, ImportRecord, SourceStatus, Store, StoredListing};

use super::{ago, open_existing, report, time};
use crate::config::Config;
use crate::exit::{Exit, Failure};
use crate::output::Output;

/// How many imports are shown.
const IMPORTS_SHOWN: u32 = 5;

/// Prints what is loaded.
pub async fn status(config: &Config, json: bool, output: &mut Output) -> Result<Exit, Failure> {
    let store = open_existing(config).await?;
    let status = Status::read(config, &store).await?;
    output.json_or_text(json, &status.to_json(config), status.to_text(config))?;
    Ok(if status.generation.is_some() { Exit::Done } else { Exit::NothingLoaded })
}

struct Status {
    now: Timestamp,
    generation: Option<Generation>,
    changed_at: Option<Timestamp>,
    sources: Vec<SourceStatus>,
    days: BTreeMap<Source, DayRange>,
    facilities: u64,
    programs: u64,
    /// Whether the index of the generation can be opened; `None` without a generation.
    index: Option<Result<(), OpenError>>,
    imports: Vec<ImportRecord>,
}

impl Status {
    async fn read(config: &Config, store: &Store) -> Result<Status, Failure> {
        let published = store.served_generation().await?;
        let opened = published.map(|published| config.indexes().open(service::identity(store, published)));
        let (facilities, programs) = counts(store, opened.as_ref()).await?;
        Ok(Status {
            now: Timestamp::now(),
            generation: published.map(|published| published.generation),
            changed_at: store.changed_at().await?,
            sources: store.sources().await?,
            days: days(&store.known_listings().await?),
            facilities,
            programs,
            index: opened.map(|opened| opened.map(drop)),
            imports: store.imports(IMPORTS_SHOWN).await?,
        })
    }

    fn notice(&self) -> Option<&'static str> {
        let present = self.sources.iter().filter(|source| source.listings > 0);
        Notice::for_sources(present.map(|source| source.source)).map(Notice::text)
    }

    /// The state of the index, and the reason if it is not ready.
    fn index_state(&self) -> (&'static str, Option<String>) {
        match &self.index {
            None => ("none", None),
            Some(Ok(())) => ("ready", None),
            Some(Err(reason)) => {
                let state = match reason {
                    OpenError::Missing(_) => "missing",
                    OpenError::Outdated { .. } => "outdated",
                    OpenError::Damaged { .. } => "damaged",
                };
                (state, Some(reason.to_string()))
            }
        }
    }

    fn to_text(&self, config: &Config) -> String {
        let mut text = format!("database   {}\n", config.database_url());
        match self.generation {
            Some(generation) => {
                let when = self.changed_at.map(time).unwrap_or_default();
                text += &format!("data       generation {generation}, published {when}\n");
                text += &format!("           {} facilities, {} programs\n", self.facilities, self.programs);
            }
            None => text += "data       nothing is loaded yet\n",
        }
        if let Some(notice) = self.notice() {
            text += &format!("           {notice}\n");
        }
        for source in &self.sources {
            let retrieved = source.retrieved_at.map_or_else(String::new, |then| {
                format!(", retrieved {} ({})", time(then), ago(then, self.now))
            });
            let days = self.days.get(&source.source).map(|days| days.to_text()).unwrap_or_default();
            let (label, listings) = (source.source.label(), source.listings);
            text += &format!("source     {label}: {listings} listings{days}{retrieved}\n");
        }
        let (state, reason) = self.index_state();
        let why =
            reason.map(|reason| format!(": {reason}; it will be rebuilt automatically")).unwrap_or_default();
        text += &format!("index      {state}{why}\n");
        for record in &self.imports {
            text += &format!("import     {}\n", report::to_text(record));
        }
        text
    }

    fn to_json(&self, config: &Config) -> Value {
        let sources: Vec<Value> = self.sources.iter().map(|source| self.source_json(source)).collect();
        let (state, reason) = self.index_state();
        let database = config.database_url();
        let kind = if database.file().is_some() { "sqlite" } else { "postgresql" };
        json!({
            "database": {"kind": kind, "place": database.to_string()},
            "data_dir": config.data_dir,
            "notice": self.notice(),
            "generation": self.generation,
            "published_at": self.changed_at,
            "facilities": self.facilities,
            "programs": self.programs,
            "sources": sources,
            "index": {"path": config.indexes().path(), "state": state, "reason": reason},
            "imports": self.imports.iter().map(report::to_json).collect::<Vec<_>>(),
        })
    }

    fn source_json(&self, source: &SourceStatus) -> Value {
        let age = source.retrieved_at.map(|then| self.now.duration_since(then).as_secs().max(0));
        json!({
            "source": source.source,
            "label": source.source.label(),
            "listings": source.listings,
            "as_of": self.days.get(&source.source).map(|days| json!({"oldest": days.oldest, "newest": days.newest})),
            "retrieved_at": source.retrieved_at,
            "age_seconds": age,
        })
    }
}

/// The oldest and the newest "as of" day of the present listings of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct DayRange {
    oldest: Date,
    newest: Date,
}

impl DayRange {
    fn to_text(self) -> String {
        match self.oldest == self.newest {
            true => format!(", as of {}", self.newest),
            false => format!(", as of {} to {}", self.oldest, self.newest),
        }
    }
}

fn days(known: &[StoredListing]) -> BTreeMap<Source, DayRange> {
    let mut days: BTreeMap<Source, DayRange> = BTreeMap::new();
    for stored in known.iter().filter(|stored| stored.gone_at.is_none()) {
        let Some(day) = stored.content.as_of else { continue };
        let range = days.entry(stored.id.source).or_insert(DayRange { oldest: day, newest: day });
        *range = DayRange { oldest: range.oldest.min(day), newest: range.newest.max(day) };
    }
    days
}

/// Counts the facilities and programs, from the index if it can be opened.
async fn counts(store: &Store, opened: Option<&Result<Snapshot, OpenError>>) -> Result<(u64, u64), Failure> {
    if let Some(Ok(snapshot)) = opened {
        return Ok((snapshot.facility_count() as u64, snapshot.program_count() as u64));
    }
    let (mut facilities, mut programs) = (0, 0);
    let count = &mut |facility: directory::Facility| {
        facilities += 1;
        programs += facility.programs.len() as u64;
        ControlFlow::Continue(())
    };
    store.visit_facilities(count).await?;
    Ok((facilities, programs))
}
