//! Which version of a listing is in effect.

use directory::Track;

use crate::changes::Coverage;

/// An import that counts.
pub(super) struct Statement {
    pub generation: i64,
    /// None of an import from before versions were kept.
    pub coverage: Option<Coverage>,
    pub retrieved_at: String,
}

/// A version of a listing.
pub(super) struct Version {
    pub generation: i64,
    pub track: Track,
    pub has_content: bool,
    pub is_confidential: bool,
}

/// What a listing is, by the imports that count.
#[derive(Debug, PartialEq)]
pub(super) enum Effect {
    Present { version: i64, retrieved_at: String },
    Gone { version: i64, gone_at: String, retrieved_at: String },
    Absent,
}

/// Versions and statements are ordered by generation.
pub(super) fn of(versions: &[Version], statements: &[Statement]) -> Effect {
    let mut gone_at: Option<&str> = None;
    for at in (0..versions.len()).rev() {
        let version = &versions[at];
        let mut stating = stating(versions, at, statements);
        let Some(first) = stating.next() else { continue };
        let last = stating.last().unwrap_or(first).retrieved_at.clone();
        match (version.has_content, gone_at) {
            (true, None) => return Effect::Present { version: version.generation, retrieved_at: last },
            (true, Some(gone_at)) => {
                let gone_at = gone_at.to_owned();
                return Effect::Gone { version: version.generation, gone_at, retrieved_at: last };
            }
            (false, _) => gone_at = Some(&first.retrieved_at),
        }
    }
    Effect::Absent
}

/// The newest version that asks to keep the place secret, of those that imports that count have stated.
pub(super) fn asking(versions: &[Version], statements: &[Statement]) -> Option<i64> {
    let asks =
        |at: &usize| versions[*at].is_confidential && stating(versions, *at, statements).next().is_some();
    (0..versions.len()).rev().find(asks).map(|at| versions[at].generation)
}

/// The statements that make a version count: its own, and those that found it unchanged.
fn stating<'a>(
    versions: &'a [Version],
    at: usize,
    statements: &'a [Statement],
) -> impl Iterator<Item = &'a Statement> + 'a {
    let version = &versions[at];
    let next = versions.get(at + 1).map_or(i64::MAX, |next| next.generation);
    let from = statements.partition_point(|statement| statement.generation < version.generation);
    statements[from..].iter().take_while(move |statement| statement.generation < next).filter(|statement| {
        let covers = |coverage: &Coverage| coverage.covers(version.track);
        statement.generation == version.generation || statement.coverage.as_ref().is_some_and(covers)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(generation: i64, has_content: bool) -> Version {
        Version { generation, track: Track::SubstanceUse, has_content, is_confidential: false }
    }

    fn statement(generation: i64, coverage: &str) -> Statement {
        let retrieved_at = generation.to_string();
        Statement { generation, coverage: Coverage::from_slug(coverage), retrieved_at }
    }

    fn present(version: i64, retrieved_at: &str) -> Effect {
        Effect::Present { version, retrieved_at: retrieved_at.to_owned() }
    }

    #[test]
    fn a_version_that_a_later_import_found_unchanged_outlives_its_own() {
        let versions = [version(1, true), version(2, true)];
        let all = [statement(1, "whole"), statement(2, "whole"), statement(5, "whole")];
        assert_eq!(of(&versions, &all), present(2, "5"));
        assert_eq!(of(&versions, &[statement(1, "whole"), statement(5, "whole")]), present(2, "5"));
        assert_eq!(of(&versions, &all[..1]), present(1, "1"));
        assert_eq!(of(&versions, &[]), Effect::Absent);
    }

    #[test]
    fn an_import_states_nothing_of_what_it_does_not_cover() {
        let versions = [version(1, true), version(2, true)];
        let other = [statement(1, "whole"), statement(3, "tracks:mental_health"), statement(4, "named")];
        assert_eq!(of(&versions, &other), present(1, "1"));
        let same = [statement(1, "whole"), statement(3, "tracks:mental_health,substance_use")];
        assert_eq!(of(&versions, &same), present(2, "3"));
    }

    #[test]
    fn the_newest_version_that_counts_and_asks_for_secrecy_is_found() {
        let asks = |generation| Version { is_confidential: true, ..version(generation, true) };
        let versions = [asks(1), version(2, true), version(3, false)];
        let all = [1, 2, 3].map(|generation| statement(generation, "whole"));
        assert_eq!(asking(&versions, &all), Some(1));
        assert_eq!(asking(&versions, &all[1..]), None);
        // What a later import found unchanged still asks.
        let versions = [asks(1), asks(3)];
        assert_eq!(asking(&versions, &all[1..2]), Some(1));
        assert_eq!(asking(&versions, &all), Some(3));
    }

    #[test]
    fn what_is_gone_says_what_the_newest_import_that_counts_said() {
        let versions = [version(1, true), version(2, true), version(3, false)];
        let all = [statement(1, "whole"), statement(2, "whole"), statement(3, "whole")];
        let gone = |version, at: &str| Effect::Gone {
            version,
            gone_at: "3".to_owned(),
            retrieved_at: at.to_owned(),
        };
        assert_eq!(of(&versions, &all), gone(2, "2"));
        assert_eq!(of(&versions, &[statement(1, "whole"), statement(3, "whole")]), gone(1, "1"));
        assert_eq!(of(&versions, &all[..2]), present(2, "2"));
        assert_eq!(of(&versions, &all[2..]), Effect::Absent);
    }
}
