//! `import undo`: undoes an import.

use ingest::import::{Silent, undo as undo_import};
use jiff::Timestamp;
use serde_json::json;

use super::report::find_import;
use super::{open_existing, revision_failure};
use crate::cli::UndoFlags;
use crate::config::Config;
use crate::exit::{Exit, Failure};
use crate::indexing::Indexer;
use crate::output::Output;

/// Undoes an import, and prints what that changed.
///
/// # Errors
/// When there is no such import, or it can't be undone.
pub async fn undo(config: &Config, flags: &UndoFlags, output: &mut Output) -> Result<Exit, Failure> {
    let store = open_existing(config).await?;
    let import = find_import(&store, &flags.import).await?;
    let mut indexer = Indexer::new(config.indexes());
    let revised = undo_import(&store, import.id, &mut indexer, &mut Silent, Timestamp::now).await;
    store.close().await;
    let revised = revised.map_err(revision_failure)?;
    if flags.json {
        output.json(&json!({"undone": import.id, "revised": revised}))?;
        return Ok(Exit::Done);
    }
    output.line(format!("The import {} of {} is undone.", import.id, import.source.label()))?;
    output.line(format!("Listings removed: {}.", revised.removed))?;
    let restored = revised.listings - revised.removed;
    output.line(format!("Listings restored to what they were before: {restored}."))?;
    output.line(format!(
        "The directory now has {} facilities with {} programs.",
        revised.facilities, revised.programs
    ))?;
    Ok(Exit::Done)
}
