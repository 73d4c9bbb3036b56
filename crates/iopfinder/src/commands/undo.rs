//! `import undo`: undoes an import.

use ingest::import::{RevisionRequest, Silent, revise};
use jiff::Timestamp;
use serde_json::json;

use super::report::find_import;
use super::{directory_now, open_existing, revision_failure};
use crate::cli::UndoFlags;
use crate::config::Config;
use crate::exit::{Exit, Failure};
use crate::indexing::Indexer;
use crate::output::Output;

/// Undoes an import, and prints what changed as a result.
pub async fn undo(config: &Config, flags: &UndoFlags, output: &mut Output) -> Result<Exit, Failure> {
    let store = open_existing(config).await?;
    let import = find_import(&store, &flags.import).await?;
    let mut indexer = Indexer::new(config.indexes());
    let request = RevisionRequest::Undo(import.id);
    let revised = revise(&store, request, &mut indexer, &mut Silent, Timestamp::now).await;
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
    output.line(directory_now(revised.facilities, revised.programs))?;
    Ok(Exit::Done)
}
