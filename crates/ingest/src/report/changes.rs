//! The listings that an import changed: what is behind the counts of a report.

use std::collections::HashSet;

use directory::listing::{Content, Difference};
use directory::{ListingId, Source};
use serde::{Deserialize, Serialize};
use store::ImportedVersion;
use uuid::Uuid;

/// How a listing changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceChange {
    /// It was unknown before.
    New,
    /// Its content changed; the address is the same.
    Changed,
    /// It has a different address.
    Moved,
    /// It had been gone, and is back.
    Back,
    /// It is gone, and no listing replaced it.
    Gone,
}

impl PlaceChange {
    /// The name in JSON and in text.
    pub fn slug(self) -> &'static str {
        match self {
            PlaceChange::New => "new",
            PlaceChange::Changed => "changed",
            PlaceChange::Moved => "moved",
            PlaceChange::Back => "back",
            PlaceChange::Gone => "gone",
        }
    }
}

/// A listing that an import changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ListingChange {
    /// The id of the listing.
    pub listing: ListingId,
    /// The listing with a different id that it replaced, if any.
    pub former: Option<ListingId>,
    /// The facility that it describes. A held import has not created its new facilities yet; for these, it is the id
    /// that they would get.
    #[serde(default)]
    pub facility: Option<Uuid>,
    /// The name of the organization.
    pub name: String,
    /// The name of the clinic or program, if the listing gives one.
    #[serde(default)]
    pub program_name: Option<String>,
    /// The city and state; the street, too, unless the place is confidential.
    #[serde(default)]
    pub place: String,
    /// How it changed.
    pub change: PlaceChange,
    /// Where its content differs from before.
    pub differences: Vec<Difference>,
}

/// The listings that an import of `source` changed, in the order of `versions`. Differences that would reveal the location of a
/// facility in `confidential` are left out.
pub fn listing_changes(
    source: Source,
    versions: Vec<ImportedVersion>,
    confidential: &HashSet<Uuid>,
) -> Vec<ListingChange> {
    let replaced: HashSet<ListingId> =
        versions.iter().filter_map(|version| version.former.as_ref().map(|(id, _)| id.clone())).collect();
    let is_gone = |version: &ImportedVersion| version.after.is_none();
    let changed =
        versions.into_iter().filter(|version| !(is_gone(version) && replaced.contains(&version.id)));
    changed
        .filter_map(|version| {
            let is_confidential = version.facility.is_some_and(|facility| confidential.contains(&facility));
            listing_change(source, version, is_confidential)
        })
        .collect()
}

fn listing_change(source: Source, version: ImportedVersion, is_confidential: bool) -> Option<ListingChange> {
    let ImportedVersion { id, facility, after, before, was_gone, former } = version;
    let former = former.filter(|(id, _)| id.source == source);
    let is_confidential = is_confidential
        || [&after, &before].into_iter().flatten().any(|content| content.location.is_withheld());
    let earlier = before.as_ref().or(former.as_ref().map(|(_, content)| content));
    // A street that the newer edition withholds stays hidden, too.
    let is_withheld = after.as_ref().is_some_and(|after| after.location.address().street1.is_none());
    let is_confidential = is_confidential || is_withheld;
    let shown = after.as_ref().or(earlier);
    let name = shown.map(|content| content.organization.clone()).unwrap_or_default();
    let program_name = shown.and_then(|content| content.program_name.clone());
    let place = shown.map(|content| place(content, is_confidential)).unwrap_or_default();
    let (change, mut differences) = match (&after, earlier) {
        (None, _) if was_gone => return None,
        (None, _) => (PlaceChange::Gone, Vec::new()),
        (Some(_), None) => (PlaceChange::New, Vec::new()),
        (Some(after), Some(earlier)) => compare(earlier, after, was_gone)?,
    };
    differences.retain(|difference| !is_confidential || !difference.field.gives_away());
    let former = former.map(|(id, _)| id);
    Some(ListingChange { listing: id, former, facility, name, program_name, place, change, differences })
}

fn place(content: &Content, is_confidential: bool) -> String {
    let address = content.location.address();
    let streets = [address.street1, address.street2].into_iter().flatten().filter(|_| !is_confidential);
    streets.chain([address.city, address.state.code()]).collect::<Vec<_>>().join(", ")
}

fn compare(earlier: &Content, after: &Content, was_gone: bool) -> Option<(PlaceChange, Vec<Difference>)> {
    let differences = earlier.differences(after);
    let change = match () {
        () if was_gone => PlaceChange::Back,
        () if earlier.has_moved(after) => PlaceChange::Moved,
        () if differences.is_empty() => return None,
        () => PlaceChange::Changed,
    };
    Some((change, differences))
}
