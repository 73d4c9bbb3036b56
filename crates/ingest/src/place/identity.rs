//! The ids of listings: the id that the source gives a row, made unique, or else a digest of the row.

use std::collections::{BTreeMap, HashSet};

use super::digest::Digest;
use crate::repair::{Repair, Repairs};

/// The id that a source gives a row, if it is well-formed.
///
/// `~`, a leading `content-` and a leading `group-` are reserved for ids that are generated here, so that they can't collide
/// with a source's.
pub(crate) fn sound_id(id: Option<&str>, repairs: &mut Repairs) -> Option<String> {
    let id = id?.trim();
    if !is_sound(id) {
        repairs.add(Repair::IdReplaced);
    }
    is_sound(id).then(|| id.to_owned())
}

/// Whether an id is well-formed: at most 128 ASCII letters, digits, `-`, `_` and `.`, and not reserved.
pub(crate) fn is_sound(id: &str) -> bool {
    (1..=128).contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
        && !is_reserved(id)
}

/// Whether an id begins like those that are generated here.
pub(crate) fn is_reserved(id: &str) -> bool {
    id.starts_with("content-") || id.starts_with("group-")
}

#[derive(Debug, Default)]
pub(crate) struct Ids {
    /// The ids, in the order of the rows.
    pub ids: Vec<String>,
    /// How many rows came with the id of another row.
    pub conflicting: u64,
}

/// Gives each row an id. No two rows may have the same digest.
///
/// Of several rows with the same id, the one with the smallest digest keeps it, so that the order of rows does not matter.
pub(crate) fn give_ids<'a>(rows: impl Iterator<Item = (Option<&'a str>, Digest)>) -> Ids {
    let rows: Vec<_> = rows.collect();
    let mut by_own_id: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut ids = Ids::default();
    for (at, (own_id, digest)) in rows.iter().enumerate() {
        ids.ids.push(own_id.map_or_else(|| format!("content-{}", digest.hex(32)), str::to_owned));
        if let Some(own_id) = own_id {
            by_own_id.entry(own_id).or_default().push(at);
        }
    }
    for (own_id, mut rows_with_id) in by_own_id.into_iter().filter(|(_, rows_with_id)| rows_with_id.len() > 1)
    {
        rows_with_id.sort_unstable_by_key(|at| rows[*at].1);
        let mut taken = HashSet::new();
        for at in rows_with_id.into_iter().skip(1) {
            let short = rows[at].1.hex(8);
            let suffix = if taken.insert(short.clone()) { short } else { rows[at].1.hex(64) };
            ids.ids[at] = format!("{own_id}~{suffix}");
            ids.conflicting += 1;
        }
    }
    ids
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn digest(n: u32) -> Digest {
        Digest::from_row(json!({"n": n}).as_object().expect("an object"), &[])
    }

    #[test]
    fn the_order_of_rows_does_not_change_their_ids() {
        let rows =
            [(Some("a"), digest(1)), (Some("a"), digest(2)), (None, digest(3)), (Some("b"), digest(4))];
        let given = give_ids(rows.into_iter());
        let reversed = give_ids(rows.into_iter().rev());
        assert_eq!(given.conflicting, 1);
        assert_eq!(given.ids, reversed.ids.into_iter().rev().collect::<Vec<_>>());
        let smallest = usize::from(digest(2) < digest(1));
        assert_eq!(given.ids[smallest], "a");
        assert_eq!(given.ids[1 - smallest], format!("a~{}", rows[1 - smallest].1.hex(8)));
        assert_eq!(given.ids[2], format!("content-{}", digest(3).hex(32)));
        assert_eq!(given.ids[3], "b");
    }

    #[test]
    fn an_id_that_is_malformed_or_reserved_is_replaced() {
        for (text, sound) in [
            ("ab12", true),
            ("a~b", false),
            ("content-00", false),
            ("group-00", false),
            ("a b", false),
            ("ä", false),
        ] {
            let mut repairs = Repairs::default();
            assert_eq!(sound_id(Some(text), &mut repairs).is_some(), sound, "{text}");
            assert_eq!(repairs.into_vec().is_empty(), sound, "{text}");
        }
    }
}
