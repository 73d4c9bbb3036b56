//! `backup`, `restore` and `copy`: moving all data at once.

use std::path::Path;

use serde_json::json;
use store::{CopyError, DatabaseUrl, Restored, Store, TableSums};

use super::{create_data_dir, open_existing};
use crate::cli::{BackupFlags, CopyFlags, RestoreFlags};
use crate::config::{Config, file_in};
use crate::exit::{Exit, Failure, OrExit};
use crate::output::Output;

/// Writes everything in the store to one file.
pub async fn backup(config: &Config, flags: &BackupFlags, output: &mut Output) -> Result<Exit, Failure> {
    let file = &flags.file;
    if file.exists() && !flags.force {
        let text = format!("{} exists already: choose another name, or add --force", file.display());
        return Err(Failure::new(Exit::BadInput, text));
    }
    let store = open_existing(config).await?;
    let sums = store.back_up(file).await;
    store.close().await;
    let sums = sums.map_err(failure)?;
    if flags.json {
        output.json(&json!({"file": file, "tables": tables(&sums)}))?;
    } else {
        let rows = rows(&sums);
        output.line(format!(
            "{rows} rows of {} tables are in {}, and were checked.",
            sums.len(),
            file.display()
        ))?;
    }
    Ok(Exit::Done)
}

/// Replaces the store with a backup.
pub async fn restore(config: &Config, flags: &RestoreFlags, output: &mut Output) -> Result<Exit, Failure> {
    create_data_dir(config)?;
    let url = config.database_url();
    let restored = Store::restore(&flags.file, &url, flags.force).await.map_err(failure)?;
    let Restored { generation, facilities, damage } = restored;
    let damaged: Vec<&str> = damage.versions.iter().map(|version| version.listing.as_str()).collect();
    if flags.json {
        output.json(&json!({
            "database": url.to_string(), "generation": generation, "facilities": facilities, "damaged": damaged,
        }))?;
        return Ok(Exit::Done);
    }
    output.line(format!("{} is in {url}, with {facilities} facilities.", flags.file.display()))?;
    if !damaged.is_empty() {
        output.line(format!("Damaged already when the backup was made: {}.", damaged.join(", ")))?;
    }
    output.line("The index is built again when the server starts.")?;
    Ok(Exit::Done)
}

/// Copies a store to another database, on either engine.
pub async fn copy(flags: &CopyFlags, output: &mut Output) -> Result<Exit, Failure> {
    let from = place(&flags.from)?;
    let to = place(&flags.to)?;
    if from.to_string() == to.to_string() {
        return Err(Failure::new(Exit::BadInput, "--from and --to are the same"));
    }
    if from.file().is_some_and(|file| !file.exists()) {
        return Err(Failure::new(Exit::NothingLoaded, format!("there is no store at {from}")));
    }
    let (source, target) = (Store::open(&from).await?, Store::open(&to).await?);
    let copied = source.copy_to(&target, false).await;
    source.close().await;
    target.close().await;
    let sums = copied.map_err(failure)?;
    if flags.json {
        output.json(&json!({"from": from.to_string(), "to": to.to_string(), "tables": tables(&sums)}))?;
        return Ok(Exit::Done);
    }
    for TableSums { table, rows, checksum } in &sums {
        output.line(format!("{table:16} {rows:>9} rows  {checksum:016x}"))?;
    }
    output.line(format!("{} rows were copied to {to}. Both sides have the same rows.", rows(&sums)))?;
    Ok(Exit::Done)
}

/// A store given by its URL, or by the data folder that it is in.
fn place(text: &str) -> Result<DatabaseUrl, Failure> {
    let is_url = text.starts_with("sqlite:") || text.contains("://");
    if is_url { DatabaseUrl::parse(text).or_exit(Exit::BadInput) } else { Ok(file_in(Path::new(text))) }
}

fn rows(sums: &[TableSums]) -> u64 {
    sums.iter().map(|sums| sums.rows).sum()
}

fn tables(sums: &[TableSums]) -> Vec<serde_json::Value> {
    let table = |TableSums { table, rows, checksum }: &TableSums| json!({"table": table, "rows": rows, "checksum": format!("{checksum:016x}")});
    sums.iter().map(table).collect()
}

fn failure(error: CopyError) -> Failure {
    let exit = match &error {
        CopyError::NotEmpty { .. }
        | CopyError::NotABackup { .. }
        | CopyError::DamagedBackup { .. }
        | CopyError::OtherTables { .. } => Exit::BadInput,
        CopyError::InUse { .. } => Exit::Busy,
        _ => Exit::Failed,
    };
    Failure { exit, error: error.into() }
}
