//! How many letters of a typed text differ from a name.

use super::key::NameKey;
use super::sound::begin_alike;

/// The most letters that may be wrong in a text that sounds like the name.
const MAX_WRONG_IF_ALIKE: usize = 3;

/// Shorter sounds are not compared.
const MIN_SOUND: usize = 3;

/// In shorter texts, no letter may be wrong.
const MIN_LETTERS: usize = 4;

/// Shorter texts are not compared with the beginnings of names.
const MIN_BEGINNING: usize = 6;

/// Whether a text is a name with one letter wrong, or sounds like it.
pub(super) fn is_close(typed: &NameKey, name: &NameKey) -> bool {
    if typed.compact.len() < MIN_LETTERS || !typed.begins_like(name) {
        return false;
    }
    let most =
        if typed.sound == name.sound && typed.sound.len() >= MIN_SOUND { MAX_WRONG_IF_ALIKE } else { 1 };
    letters_between(&typed.compact, &name.compact, most).is_some()
}

/// Whether a typed word is the other with one letter wrong.
pub(super) fn is_one_off(typed: &str, word: &str) -> bool {
    typed.len() >= MIN_LETTERS && letters_between(typed, word, 1).is_some() && begin_alike(typed, word)
}

/// How many letters must be changed, added, dropped or swapped with their neighbor to turn a text into a name; `None` if
/// there are too many for a text of this length.
pub(super) fn wrong_letters(typed: &str, name: &str) -> Option<u16> {
    letters_between(typed, name, max_wrong(typed)).map(|wrong| wrong as u16)
}

/// Like [`wrong_letters`], for a text that is only the beginning of a name: it is compared with as many letters of the
/// name as it has.
pub(super) fn wrong_in_beginning(typed: &str, name: &str) -> Option<u16> {
    let beginning =
        name.get(..typed.len()).filter(|_| typed.len() >= MIN_BEGINNING && name.len() > typed.len())?;
    letters_between(typed, beginning, max_wrong(typed).min(2)).map(|wrong| wrong as u16)
}

/// The most letters that may be wrong in a text of this length.
fn max_wrong(typed: &str) -> usize {
    match typed.len() {
        0..MIN_LETTERS => 0,
        MIN_LETTERS..10 => 1,
        10..15 => 2,
        _ => 3,
    }
}

/// The number of edits between two texts, if at most `most`.
fn letters_between(a: &str, b: &str, most: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > most || differing_letters(a, b) > 2 * most as u32 {
        return None;
    }
    Some(strsim::osa_distance(a, b)).filter(|distance| *distance <= most)
}

/// By how much the counts of each letter differ, in total. One edit changes this by at most two.
fn differing_letters(a: &str, b: &str) -> u32 {
    let mut counts = [0_i16; 64];
    a.bytes().for_each(|byte| counts[usize::from(byte & 63)] += 1);
    b.bytes().for_each(|byte| counts[usize::from(byte & 63)] -= 1);
    counts.iter().map(|count| u32::from(count.unsigned_abs())).sum()
}
