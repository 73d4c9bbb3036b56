//! What a listing is according to the imports that remain.
//!
//! An import *states* a version of a listing when it brought the version, or when it came before the next version, covers
//! the listing and thus found it unchanged. What a listing says is its newest version that an import states.

use directory::Track;
use jiff::Timestamp;

use super::CountedImport;

/// A version of a listing.
pub(super) struct ListingVersion {
    pub generation: i64,
    pub track: Track,
    pub has_content: bool,
    pub is_confidential: bool,
}

/// What a listing was before an import that is undone.
#[derive(Debug, PartialEq)]
pub(super) enum StateBefore {
    Present { version: i64, retrieved_at: Timestamp },
    Gone { version: i64, gone_at: Timestamp, retrieved_at: Timestamp },
    Absent,
}

/// Versions and imports are ordered by generation; `imports` are those that remain.
pub(super) fn state_before(versions: &[ListingVersion], imports: &[CountedImport]) -> StateBefore {
    let mut gone_at: Option<Timestamp> = None;
    for at in (0..versions.len()).rev() {
        let version = &versions[at];
        let mut stating = stating(versions, at, imports);
        let Some(first) = stating.next() else { continue };
        let retrieved_at = stating.last().unwrap_or(first).retrieved_at;
        match (version.has_content, gone_at) {
            (true, None) => return StateBefore::Present { version: version.generation, retrieved_at },
            (true, Some(gone_at)) => {
                return StateBefore::Gone { version: version.generation, gone_at, retrieved_at };
            }
            (false, _) => gone_at = Some(first.retrieved_at),
        }
    }
    StateBefore::Absent
}

/// The newest version that asks to keep the place secret, of those that the imports state.
pub(super) fn newest_secret_version(versions: &[ListingVersion], imports: &[CountedImport]) -> Option<i64> {
    let asks = |at: &usize| versions[*at].is_confidential && stating(versions, *at, imports).next().is_some();
    (0..versions.len()).rev().find(asks).map(|at| versions[at].generation)
}

/// The imports that state a version.
fn stating<'a>(
    versions: &'a [ListingVersion],
    at: usize,
    imports: &'a [CountedImport],
) -> impl Iterator<Item = &'a CountedImport> + 'a {
    let version = &versions[at];
    let next = versions.get(at + 1).map_or(i64::MAX, |next| next.generation);
    let from = imports.partition_point(|import| import.generation < version.generation);
    imports[from..].iter().take_while(move |import| import.generation < next).filter(|import| {
        let covers = import.coverage.as_ref().is_some_and(|coverage| coverage.covers(version.track));
        import.generation == version.generation || covers
    })
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::changes::ImportCoverage;
    use crate::imports::ImportId;

    fn version(generation: i64, has_content: bool) -> ListingVersion {
        ListingVersion { generation, track: Track::SubstanceUse, has_content, is_confidential: false }
    }

    fn time(generation: i64) -> Timestamp {
        Timestamp::from_second(generation).unwrap()
    }

    fn import(generation: i64, coverage: &str) -> CountedImport {
        let coverage = ImportCoverage::from_slug(coverage);
        CountedImport { id: ImportId(Uuid::nil()), generation, coverage, retrieved_at: time(generation) }
    }

    fn present(version: i64, retrieved_in: i64) -> StateBefore {
        StateBefore::Present { version, retrieved_at: time(retrieved_in) }
    }

    #[test]
    fn a_later_import_that_covers_a_listing_confirms_its_version() {
        let versions = [version(1, true), version(2, true)];
        let all = [import(1, "whole"), import(2, "whole"), import(5, "whole")];
        assert_eq!(state_before(&versions, &all), present(2, 5));
        assert_eq!(state_before(&versions, &all[..2]), present(2, 2));
        assert_eq!(state_before(&versions, &all[..1]), present(1, 1));
        assert_eq!(state_before(&versions, &[]), StateBefore::Absent);
    }

    #[test]
    fn an_import_does_not_confirm_listings_that_it_does_not_cover() {
        let versions = [version(1, true)];
        let other = [import(1, "whole"), import(3, "tracks:mental_health"), import(4, "named")];
        assert_eq!(state_before(&versions, &other), present(1, 1));
        let same = [import(1, "whole"), import(3, "tracks:mental_health,substance_use")];
        assert_eq!(state_before(&versions, &same), present(1, 3));
    }

    #[test]
    fn a_version_that_undoing_an_import_wrote_is_stated_by_the_imports_before_and_after_it() {
        // The import 2 was undone in generation 3, which wrote what import 1 had said.
        let versions = [version(1, true), version(2, true), version(3, true)];
        assert_eq!(state_before(&versions, &[import(1, "whole")]), present(1, 1));
        assert_eq!(state_before(&versions, &[import(1, "whole"), import(4, "whole")]), present(3, 4));
    }

    #[test]
    fn the_newest_version_that_asks_for_secrecy_is_found() {
        let asks = |generation| ListingVersion { is_confidential: true, ..version(generation, true) };
        let versions = [asks(1), version(2, true), asks(3), version(4, false)];
        let all = [1, 2, 3, 4].map(|generation| import(generation, "whole"));
        assert_eq!(newest_secret_version(&versions, &all), Some(3));
        assert_eq!(newest_secret_version(&versions, &all[..2]), Some(1));
        assert_eq!(newest_secret_version(&versions, &[]), None);
    }

    #[test]
    fn a_listing_that_is_gone_keeps_its_last_content() {
        let versions = [version(1, true), version(2, true), version(3, false), version(4, false)];
        let all = [import(1, "whole"), import(2, "whole"), import(3, "whole"), import(4, "whole")];
        let gone = StateBefore::Gone { version: 2, gone_at: time(3), retrieved_at: time(2) };
        assert_eq!(state_before(&versions, &all), gone);
        assert_eq!(state_before(&versions, &all[..2]), present(2, 2));
    }
}
