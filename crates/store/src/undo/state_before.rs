//! What a listing was before an import that is undone: what the remaining imports of its source said last.

use directory::Track;

use super::imports::PublishedImport;
use crate::changes::StateBefore;

/// A version of a listing that a remaining import brought.
pub(super) struct ListingVersion {
    /// The import's position among those that remain.
    pub import: usize,
    pub track: Track,
    pub has_content: bool,
    pub is_confidential: bool,
}

/// The state that a listing returns to; `None` if no remaining import brought it. `versions` and the remaining `imports`
/// are given oldest first.
///
/// An import that covers a listing but has no version of it found the listing unchanged, so the listing counts as
/// retrieved again by that import.
pub(super) fn state_before(versions: &[ListingVersion], imports: &[PublishedImport]) -> Option<StateBefore> {
    let at = versions.iter().rposition(|version| version.has_content)?;
    let (version, gone) = (&versions[at], versions.get(at + 1));
    let end = gone.map_or(imports.len(), |gone| gone.import);
    let brought = &imports[version.import];
    let confirmed = imports[version.import + 1..end].iter().rev().find(|import| import.covers(version.track));
    Some(StateBefore {
        version: brought.generation,
        retrieved_at: confirmed.unwrap_or(brought).retrieved_at,
        gone_at: gone.map(|gone| imports[gone.import].retrieved_at),
    })
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use uuid::Uuid;

    use super::*;
    use crate::changes::ImportCoverage;
    use crate::imports::ImportId;

    fn version(import: usize, has_content: bool) -> ListingVersion {
        ListingVersion { import, track: Track::SubstanceUse, has_content, is_confidential: false }
    }

    fn time(generation: i64) -> Timestamp {
        Timestamp::from_second(generation).unwrap()
    }

    /// Imports in the generations 10, 11, 12, …
    fn imports(coverages: &[&str]) -> Vec<PublishedImport> {
        let import = |(generation, coverage): (i64, &&str)| PublishedImport {
            id: ImportId(Uuid::nil()),
            generation,
            coverage: ImportCoverage::from_slug(coverage),
            retrieved_at: time(generation),
        };
        (10..).zip(coverages).map(import).collect()
    }

    fn present(version: i64, retrieved_in: i64) -> Option<StateBefore> {
        Some(StateBefore { version, retrieved_at: time(retrieved_in), gone_at: None })
    }

    #[test]
    fn a_listing_is_what_the_newest_remaining_import_said() {
        let versions = [version(0, true), version(1, true)];
        assert_eq!(state_before(&versions, &imports(&["whole", "whole"])), present(11, 11));
        assert_eq!(state_before(&versions[..1], &imports(&["whole"])), present(10, 10));
        assert_eq!(state_before(&[], &imports(&["whole"])), None);
    }

    #[test]
    fn a_later_import_that_covers_a_listing_retrieved_it_again() {
        let versions = [version(0, true)];
        assert_eq!(state_before(&versions, &imports(&["named", "whole", "named"])), present(10, 11));
        let other = imports(&["whole", "tracks:mental_health", "named"]);
        assert_eq!(state_before(&versions, &other), present(10, 10));
        let same = imports(&["whole", "tracks:mental_health,substance_use"]);
        assert_eq!(state_before(&versions, &same), present(10, 11));
    }

    #[test]
    fn a_listing_that_is_gone_keeps_its_last_content() {
        let versions = [version(0, true), version(2, false)];
        let gone = StateBefore { version: 10, retrieved_at: time(11), gone_at: Some(time(12)) };
        assert_eq!(state_before(&versions, &imports(&["whole"; 4])), Some(gone));
        let back = [version(0, true), version(1, false), version(2, true)];
        assert_eq!(state_before(&back, &imports(&["whole"; 3])), present(12, 12));
    }
}
