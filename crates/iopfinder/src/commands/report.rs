//! `import report` and `import list`: what imports found.

use directory::listing::Difference;
use ingest::Report;
use ingest::report::{ListingChange, PlaceCounts, listing_changes};
use serde_json::{Value, json};
use store::{ImportId, ImportRecord, ImportStatus, Store};

use super::{nothing_loaded, open_existing, time};
use crate::cli::ReportFlags;
use crate::config::Config;
use crate::exit::{Exit, Failure};
use crate::output::Output;

/// Maximum number of imports that are listed.
const LIST_LIMIT: u32 = 100;

/// Prints what an import found.
pub async fn report(config: &Config, flags: &ReportFlags, output: &mut Output) -> Result<Exit, Failure> {
    let store = open_existing(config).await?;
    let record = match &flags.import {
        Some(id) => find_import(&store, id).await?,
        None => store.last_import().await?.ok_or_else(|| nothing_loaded(config))?,
    };
    if flags.rejected {
        return rejected(&store, &record, flags.json, output).await;
    }
    if flags.changes {
        return changes(&store, &record, flags.json, output).await;
    }
    match (&record.report, flags.json) {
        (Some(report), true) => {
            // The import may have been undone since its report was written.
            let mut report = serde_json::from_str::<Value>(report)?;
            report["status"] = json!(record.status);
            output.json(&report)?;
        }
        (Some(report), false) => {
            let report = serde_json::from_str::<Report>(report)?;
            output.text(Report { status: record.status, ..report })?;
        }
        (None, true) => output.json(&to_json(&record))?,
        (None, false) => output.line(to_text(&record))?,
    }
    Ok(Exit::Done)
}

/// Maximum number of imports that are searched for the beginning of an ID.
const SEARCH_LIMIT: u32 = 100_000;

/// Finds an import by its ID or the beginning of its ID.
pub async fn find_import(store: &Store, text: &str) -> Result<ImportRecord, Failure> {
    let text = text.trim();
    if let Ok(id) = text.parse()
        && let Some(record) = store.import(ImportId(id)).await?
    {
        return Ok(record);
    }
    let mut records = store.imports(SEARCH_LIMIT).await?;
    records.retain(|record| !text.is_empty() && record.id.to_string().starts_with(text));
    match (records.pop(), records.len()) {
        (Some(only), 0) => Ok(only),
        (Some(_), others) => {
            let error = format!("{} import IDs begin with {text:?}: give more of the ID", others + 1);
            Err(Failure::new(Exit::BadInput, error))
        }
        (None, _) => {
            let error = format!("there is no import {text:?}: iopfinder import list shows all imports");
            Err(Failure::new(Exit::BadInput, error))
        }
    }
}

async fn changes(
    store: &Store,
    record: &ImportRecord,
    json: bool,
    output: &mut Output,
) -> Result<Exit, Failure> {
    let changes = match store.kept_changes(record.id).await? {
        Some(kept) if record.status == ImportStatus::Held => serde_json::from_str(&kept)?,
        _ => {
            let secret = store.secret_facilities().await?;
            listing_changes(record.source, store.imported_versions(record).await?, &secret)
        }
    };
    let held = report_of(record).map(|report| report.hold_reasons).unwrap_or_default();
    if json {
        output.json(&json!({"import": record.id, "held": held, "changes": changes}))?;
        return Ok(Exit::Done);
    }
    for reason in &held {
        output.line(format!("On hold: {reason}."))?;
        for example in reason.examples() {
            output.line(format!("         {example}"))?;
        }
    }
    for change in &changes {
        output.text(change_text(change))?;
    }
    if changes.is_empty() {
        output.line("Nothing changed, or the changes of this import are not known.")?;
    }
    Ok(Exit::Done)
}

fn change_text(change: &ListingChange) -> String {
    let former = change.former.as_ref().map(|former| format!(", formerly {former}")).unwrap_or_default();
    let facility = change.facility.map(|facility| format!("facility {facility}, ")).unwrap_or_default();
    let ListingChange { name, place, listing, .. } = change;
    let program = change.program_name.as_ref().map(|program| format!(", {program}")).unwrap_or_default();
    let mut text = format!("{:8} {name}{program}; {place}\n", change.change.slug());
    text += &format!("         {facility}listing {listing}{former}\n");
    for Difference { field, from, to } in &change.differences {
        let value = |value: &Option<String>| value.as_deref().unwrap_or("nothing").to_owned();
        text += &format!("         {}: {} -> {}\n", field.slug().replace('_', " "), value(from), value(to));
    }
    text
}

async fn rejected(
    store: &Store,
    record: &ImportRecord,
    json: bool,
    output: &mut Output,
) -> Result<Exit, Failure> {
    let rows = store.rejected_rows(record.id).await?;
    if json {
        output.json(&json!({"import": record.id, "rejected": rows}))?;
        return Ok(Exit::Done);
    }
    for row in &rows {
        output.line(format!("row {}: {}\n  {}", row.row_number, row.reason, row.raw))?;
    }
    let counted = report_of(record).map_or(0, |report| report.rejected.total);
    match (rows.is_empty(), record.status) {
        (false, _) => {}
        (true, ImportStatus::Done | ImportStatus::Undone) if counted == 0 => {
            output.line("No row was rejected.")?;
        }
        (true, ImportStatus::Done | ImportStatus::Undone) => {
            output.line(format!("{counted} rows were rejected; they are no longer stored."))?;
        }
        (true, _) => {
            output.line("Rejected rows are stored only if the import is published, and this one is not.")?
        }
    }
    Ok(Exit::Done)
}

/// Prints the list of imports.
pub async fn list(config: &Config, json: bool, output: &mut Output) -> Result<Exit, Failure> {
    let records = open_existing(config).await?.imports(LIST_LIMIT).await?;
    if json {
        output.json(&records.iter().map(to_json).collect::<Vec<_>>())?;
        return Ok(Exit::Done);
    }
    for record in &records {
        output.line(to_text(record))?;
    }
    if records.is_empty() {
        output.line("There has been no import yet.")?;
    }
    Ok(Exit::Done)
}

/// An import on one line.
pub fn to_text(record: &ImportRecord) -> String {
    let ImportRecord { id, source, origin, started_at, .. } = record;
    let status = status(record);
    let counts = match report_of(record) {
        Some(report) if report.retrieved_at.is_some() => {
            let Report { rows, listings, places, rejected, .. } = report;
            // Reports by older versions of the program count listings by ID only, not by place.
            let (new, changed, gone) = match places == PlaceCounts::default() {
                true => (listings.new, listings.changed, listings.gone),
                false => (places.new, places.changed, places.gone),
            };
            format!(
                "  {} rows, {} listings ({new} new, {changed} changed, {} moved, {gone} gone), {} rejected",
                rows.read, listings.listings, places.moved, rejected.total
            )
        }
        _ => String::new(),
    };
    format!("{id}  {}  {status:9}  {:13}  {origin}{counts}", time(*started_at), source.slug())
}

/// An import as JSON.
pub fn to_json(record: &ImportRecord) -> Value {
    let report = report_of(record);
    json!({
        "id": record.id,
        "source": record.source,
        "origin": record.origin,
        "status": status(record),
        "started_at": record.started_at,
        "finished_at": record.finished_at,
        "host": record.host,
        "pid": record.pid,
        "generation": record.generation,
        "rows_read": report.as_ref().map(|report| report.rows.read),
        "listings": report.as_ref().map(|report| report.listings),
        "places": report.as_ref().map(|report| report.places.clone()),
        "duplicates": report.as_ref().map(|report| report.rows.duplicates),
        "rejected": report.as_ref().map(|report| report.rejected.total),
        "error": report.as_ref().and_then(|report| report.error.clone()),
        "held": report.as_ref().and_then(|report| report.held.clone()),
    })
}

fn report_of(record: &ImportRecord) -> Option<Report> {
    serde_json::from_str(record.report.as_deref()?).ok()
}

/// The status; "broke off" for a running import whose process no longer exists.
fn status(record: &ImportRecord) -> &'static str {
    let is_dead = record.status == ImportStatus::Running
        && store::host_name() == record.host
        && !std::path::Path::new(&format!("/proc/{}", record.pid)).exists();
    if is_dead { "broke off" } else { record.status.slug() }
}
