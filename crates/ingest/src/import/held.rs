//! What an import that is held would change, for a person to look at.

use std::collections::HashMap;

use directory::{ListingId, Source};
use store::{ImportedVersion, Store, StoredListing, Upsert};

use super::error::ImportError;
use super::plan::{ImportPlan, KnownState};
use crate::report::{ListingChange, listing_changes};

/// The changes of a plan as JSON.
pub(super) async fn changes(store: &Store, source: Source, plan: ImportPlan) -> Result<String, ImportError> {
    let confidential = store.secret_facilities().await?;
    let before = KnownState::read(store, &plan.changes.purge).await?;
    let changes: Vec<ListingChange> = listing_changes(source, versions(plan, &before.known), &confidential);
    Ok(serde_json::to_string(&changes).expect("a change has only text keys"))
}

/// The listings that the plan adds, changes or removes, ordered by id.
fn versions(plan: ImportPlan, known: &[StoredListing]) -> Vec<ImportedVersion> {
    let known: HashMap<&ListingId, &StoredListing> =
        known.iter().map(|stored| (&stored.id, stored)).collect();
    let content = |id: &ListingId| known.get(id).map(|stored| stored.content.clone());
    let added =
        plan.changes.upserts.into_iter().map(|Upsert { id, content: after, placement, former, .. }| {
            let was_gone = known.get(&id).is_some_and(|stored| stored.gone_at.is_some());
            let former = former.and_then(|former| content(&former).map(|content| (former, content)));
            let facility = Some(placement.facility);
            ImportedVersion { before: content(&id), after: Some(*after), id, facility, was_gone, former }
        });
    let removed = plan.changes.gone.iter().map(|id| ImportedVersion {
        id: id.clone(),
        facility: known.get(id).map(|stored| stored.placement.facility),
        after: None,
        before: content(id),
        was_gone: false,
        former: None,
    });
    let mut versions: Vec<ImportedVersion> = added.chain(removed).collect();
    versions.sort_by(|a, b| a.id.cmp(&b.id));
    versions
}
