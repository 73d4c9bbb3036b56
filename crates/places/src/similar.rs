//! Suggestions for a text that is not the name of a place.

use std::cmp::Reverse;

use directory::State;

use crate::error::PlaceError;
use crate::gazetteer::{Gazetteer, zip_place};
use crate::named::is_larger_than_a_state;
use crate::names::Names;
use crate::normalize::key_of;
use crate::place::Place;
use crate::resolve::{MAX_CANDIDATES, PlaceQuery, is_number};
use crate::states::compact;
use crate::suggest::SuggestedRow;
use crate::table::ZipRow;

/// The maximum number of wrong letters in a similar name.
const MAX_EDITS: usize = 3;
/// The fewest letters of a text that may be the beginning of a name.
const MIN_PREFIX: usize = 3;
/// The fewest letters of a name that may be the beginning or end of a text.
const MIN_PART: usize = 5;

/// Says in which table a row is.
type RowKind = fn(u32) -> SuggestedRow;

impl Gazetteer {
    /// The error for a text that does not name a place, with places that have similar names. If a state was named,
    /// they are in this state: a place elsewhere would be worse than none.
    pub(crate) fn unknown(&self, query: &PlaceQuery<'_>) -> PlaceError {
        let words = query.parts.concat();
        let mut candidates = if words.is_empty() { Vec::new() } else { self.similar(query, &words) };
        if let Some(code) = &query.zip {
            let named = self.splits(&words).next().map(|(_, state)| state).or(query.home);
            candidates.truncate(1);
            candidates.extend(self.near_zips(code, named));
        }
        if let ([digits], None) = (&words[..], &query.zip)
            && is_number(digits)
        {
            candidates = self.incomplete_zip(digits);
        }
        candidates.truncate(MAX_CANDIDATES);
        PlaceError::Unknown { text: query.text.to_owned(), state: query.home, candidates }
    }

    /// The places with the most similar names: those with the fewest wrong letters first, then the most populous.
    fn similar(&self, query: &PlaceQuery<'_>, words: &[String]) -> Vec<Place> {
        if let Some((name, state)) = self.splits(words).next() {
            return self.similar_names(&key_of(name), Some(&[state]));
        }
        // The last part may be a misspelled state: "Austin, Texsa". If it resembles none, it may be a country, so there
        // are no candidates.
        if let [name @ .., state] = &query.parts[..]
            && !name.is_empty()
            && query.home.is_none()
        {
            return self.similar_names(&key_of(&name.concat()), Some(&self.similar_states(&state.concat())));
        }
        if let Some(home) = query.home {
            return self.similar_names(&key_of(words), Some(&[home]));
        }
        if is_larger_than_a_state(words) {
            return Vec::new();
        }
        let states = self.similar_states(&words.concat()).into_iter().map(|state| self.state_place(state));
        states.chain(self.similar_names(&key_of(words), None)).collect()
    }

    /// Cities and areas, in these states or in all, whose name differs in a few letters, starts with the key, or is the
    /// start or end of it.
    fn similar_names(&self, key: &str, within: Option<&[State]>) -> Vec<Place> {
        let most = most_edits(key);
        let is_within = |row| within.is_none_or(|states| states.contains(&self.state_of(row)));
        let mut found: Vec<(usize, Reverse<u32>, SuggestedRow)> = Vec::new();
        let tables: [(&Names, RowKind); 2] =
            [(&self.names, SuggestedRow::City), (&self.areas.names, SuggestedRow::Area)];
        for (names, row) in tables {
            let mut last: Option<(&str, Option<usize>)> = None;
            for name in names.iter() {
                let edits = match last {
                    Some((same, edits)) if same == &*name.key => edits,
                    _ => edits_between(key, &name.key, most),
                };
                last = Some((&name.key, edits));
                let row = row(name.row);
                if let Some(edits) = edits.filter(|_| is_within(row)) {
                    found.push((edits, Reverse(self.weight(row)), row));
                }
            }
        }
        found.sort_unstable();
        let mut places: Vec<Place> = Vec::new();
        for (_, _, row) in found {
            let place = self.row_place(row);
            if !places.iter().any(|other| other.label == place.label) {
                places.push(place);
            }
            if places.len() == MAX_CANDIDATES {
                break;
            }
        }
        places
    }

    fn similar_states(&self, name: &str) -> Vec<State> {
        let most = if name.len() < 4 { 0 } else { most_edits(name) };
        let edits = |state: State| edits_between(name, &compact(state.name()), most);
        let mut found: Vec<(usize, State)> = State::all()
            .filter_map(|state| Some((edits(state).filter(|edits| *edits <= most)?, state)))
            .collect();
        found.sort_unstable();
        found.into_iter().map(|(_, state)| state).collect()
    }

    /// The ZIP codes whose numbers are nearest to one that does not exist, in the state that was named.
    fn near_zips(&self, code: &str, named: Option<State>) -> Vec<Place> {
        let number = |code: &str| code.parse::<i32>().unwrap_or_default();
        let asked = number(code);
        let at = self.zips.partition_point(|zip| zip.code < code);
        let around = at.saturating_sub(MAX_CANDIDATES)..(at + MAX_CANDIDATES).min(self.zips.len());
        let is_named = |zip: &&ZipRow| named.is_none_or(|state| zip.state == state);
        let mut near: Vec<_> = self.zips[around].iter().filter(is_named).collect();
        near.sort_by_key(|zip| (number(zip.code) - asked).abs());
        near.into_iter().take(MAX_CANDIDATES).map(zip_place).collect()
    }

    /// The ZIP codes that a number with fewer than five digits may mean: leading zeros may be missing, or more digits may
    /// follow.
    fn incomplete_zip(&self, digits: &str) -> Vec<Place> {
        let padded = self.find_zip(&format!("{digits:0>5}")).filter(|_| (3..5).contains(&digits.len()));
        let more = if digits.len() < 5 { self.zips_starting_with(digits) } else { &[] };
        padded.into_iter().chain(more).take(MAX_CANDIDATES).map(zip_place).collect()
    }
}

/// The maximum number of wrong letters for a name of this length: none in up to three letters, which are probably an
/// abbreviation, and up to [`MAX_EDITS`] in a long name.
fn most_edits(key: &str) -> usize {
    (key.len() / 4).min(MAX_EDITS)
}

/// How many letters must be changed, added, dropped or swapped with their neighbor to turn one name into the other, if
/// at most `most`. A name that only starts with `typed` counts as `most + 1` edits. A name that is only the start or
/// end of `typed` counts as more, the more letters are left over.
fn edits_between(typed: &str, name: &str, most: usize) -> Option<usize> {
    if typed.len().abs_diff(name.len()) <= most && differing_letters(typed, name) <= 2 * most as u32 {
        let edits = strsim::osa_distance(typed, name);
        if edits <= most {
            return Some(edits);
        }
    }
    if typed.len() >= MIN_PREFIX && name.starts_with(typed) {
        return Some(most + 1);
    }
    let is_part = name.len() >= MIN_PART && (typed.starts_with(name) || typed.ends_with(name));
    is_part.then(|| most + 2 + typed.len() - name.len())
}

/// The number of letters that only one of the names has. Each edit adds at most two.
fn differing_letters(a: &str, b: &str) -> u32 {
    let letters = |name: &str| name.bytes().fold(0_u64, |letters, byte| letters | 1 << (byte & 63));
    (letters(a) ^ letters(b)).count_ones()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn swapping_neighboring_letters_is_one_edit() {
        assert_eq!(edits_between("pheonix", "phoenix", 1), Some(1));
        assert_eq!(edits_between("austin", "boston", 1), None);
        assert_eq!(edits_between("albuq", "albuquerque", 1), Some(2));
        assert_eq!(edits_between("glendalelukeafb", "glendale", 3), Some(12));
    }

    proptest! {
        #[test]
        fn the_quick_test_never_excludes_a_similar_name(a in "[a-e]{1,8}", b in "[a-e]{1,8}", most in 1_usize..4) {
            let edits = strsim::osa_distance(&a, &b);
            prop_assert!(edits > most || edits_between(&a, &b, most) == Some(edits));
        }
    }
}
