//! Ids of rows: the source's own where it names one row only.

use std::collections::{BTreeMap, HashSet};

use super::digest::Digest;
use crate::fields::Fields;
use crate::repair::{Repair, Repairs};

/// The id a row came with in a field, if it can be one.
///
/// `~` and a leading `content-` are for ids that are given here, so that no row can take another's.
pub(crate) fn sound_id(row: &dyn Fields, field: &str, repairs: &mut Repairs) -> Option<String> {
    let raw = row.text(field)?;
    let frid = raw.trim();
    if !is_sound(frid) {
        repairs.add(Repair::IdReplaced);
    }
    is_sound(frid).then(|| frid.to_owned())
}

/// Whether a text can be an id: short, of ASCII letters, digits, `-`, `_` and `.`, and like none that is given here.
pub(crate) fn is_sound(id: &str) -> bool {
    (1..=128).contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
        && !id.starts_with("content-")
}

/// The ids of a set.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    /// In the order of the rows that were asked about.
    pub ids: Vec<String>,
    /// How many had to be told from another row of the same id.
    pub conflicting: u64,
}

/// Gives every row its id; no two rows have one digest.
///
/// Of several rows with one id the one with the smallest digest keeps it, so that the order of rows does not matter.
pub(crate) fn give_ids<'a>(rows: impl Iterator<Item = (Option<&'a str>, Digest)>) -> Ids {
    let rows: Vec<_> = rows.collect();
    let mut by_frid: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut ids = Ids::default();
    for (at, (frid, digest)) in rows.iter().enumerate() {
        ids.ids.push(frid.map_or_else(|| format!("content-{}", digest.hex(32)), str::to_owned));
        if let Some(frid) = frid {
            by_frid.entry(frid).or_default().push(at);
        }
    }
    for (frid, mut places) in by_frid.into_iter().filter(|(_, places)| places.len() > 1) {
        places.sort_unstable_by_key(|at| rows[*at].1);
        let mut taken = HashSet::new();
        for at in places.into_iter().skip(1) {
            let short = rows[at].1.hex(8);
            let suffix = if taken.insert(short.clone()) { short } else { rows[at].1.hex(64) };
            ids.ids[at] = format!("{frid}~{suffix}");
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
        Digest::from_row(json!({"n": n}).as_object().expect("an object"), &mut Vec::new())
    }

    #[test]
    fn the_order_of_rows_does_not_change_their_ids() {
        let rows =
            [(Some("a"), digest(1)), (Some("a"), digest(2)), (None, digest(3)), (Some("b"), digest(4))];
        let there = give_ids(rows.into_iter());
        let back = give_ids(rows.into_iter().rev());
        assert_eq!(there.conflicting, 1);
        assert_eq!(there.ids, back.ids.into_iter().rev().collect::<Vec<_>>());
        let keeps = usize::from(digest(2) < digest(1));
        assert_eq!(there.ids[keeps], "a");
        assert_eq!(there.ids[1 - keeps], format!("a~{}", rows[1 - keeps].1.hex(8)));
        assert_eq!(there.ids[2], format!("content-{}", digest(3).hex(32)));
        assert_eq!(there.ids[3], "b");
    }

    #[test]
    fn an_id_that_could_be_taken_for_another_is_replaced() {
        for (text, sound) in
            [("ab12", true), ("a~b", false), ("content-00", false), ("a b", false), ("ä", false)]
        {
            let row = json!({"frid": text});
            let mut repairs = Repairs::default();
            let found = row.as_object().and_then(|row| sound_id(row, "frid", &mut repairs));
            assert_eq!(found.is_some(), sound, "{text}");
            assert_eq!(repairs.into_vec().is_empty(), sound, "{text}");
        }
    }
}
