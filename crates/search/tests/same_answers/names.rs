//! The simplest search of names: every word that is asked for is compared with every word of a facility's names.

use directory::names::{
    MOST_JOINED, NameTerms, abbreviates, differ_by_s, is_optional, key, spellings, terms, words,
};
use directory::{Facility, Program};

/// How well a word fits, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Whole,
    Unfinished,
    Similar,
}

/// How well a facility's names fit a text, from 0 to 1; `None` if a word of the text is in none of them.
pub fn quality(facility: &Facility, text: &str) -> Option<f64> {
    let listings = || facility.programs.iter().flat_map(Program::present).map(|listing| &listing.content);
    let full: Vec<String> = listings().map(|content| content.full_name()).collect();
    let parts = listings().flat_map(|content| [Some(&content.organization), content.program_name.as_ref()]);
    let names = parts.flatten().chain(&full).chain([&facility.name]);
    let known = terms(names.map(String::as_str));
    let asked = words(text);
    if known.keys.contains(&key(&asked)) {
        return Some(1.0);
    }
    let is_required = |word: &&String| asked.iter().all(|word| is_optional(word)) || !is_optional(word);
    let required: Vec<&String> = asked.iter().filter(is_required).collect();
    // A word that is repeated counts once: where it is the last, since it may then be unfinished.
    let is_new = |at: &usize| !asked[at + 1..].contains(&asked[*at]);
    let counted = (0..asked.len()).filter(is_new).filter(|at| is_required(&&asked[*at]));
    let fits = counted.map(|at| fit(&asked, at, &known));
    let [least, most] = match fits.collect::<Option<Vec<Fit>>>()?.into_iter().max()? {
        Fit::Whole => [0.85, 0.99],
        Fit::Unfinished => [0.5, 0.65],
        Fit::Similar => [0.2, 0.35],
    };
    let different =
        required.iter().enumerate().filter(|(at, word)| !required[at + 1..].contains(word)).count();
    let length = words(&facility.name).iter().filter(|word| !is_optional(word)).count().max(1);
    Some(least + (most - least) * (different as f64 / length as f64).min(1.0))
}

/// How well a word fits the terms of a facility, alone or joined with its neighbors.
fn fit(asked: &[String], at: usize, known: &NameTerms) -> Option<Fit> {
    let is_last = at + 1 == asked.len();
    let mut fits: Vec<Fit> =
        known.words.iter().filter_map(|term| word_fit(&asked[at], term, is_last)).collect();
    if spellings(&asked[at]).any(|spelling| known.joined.contains(spelling)) {
        fits.push(Fit::Whole);
    }
    for start in at.saturating_sub(MOST_JOINED - 1)..=at {
        for end in (at + 1).max(start + 2)..=asked.len().min(start + MOST_JOINED) {
            let joined = asked[start..end].concat();
            let written_out: String =
                asked[start..end].iter().map(|word| spellings(word).nth(1).unwrap_or(word)).collect();
            if spellings(&joined).chain([written_out.as_str()]).any(|joined| known.words.contains(joined)) {
                fits.push(Fit::Whole);
            }
            let begins = |term: &String| term.starts_with(&joined);
            if end == asked.len() && joined.len() >= 5 && known.words.iter().any(begins) {
                fits.push(Fit::Unfinished);
            }
        }
    }
    fits.into_iter().min()
}

/// How well a word fits a known one. A long word also fits if it is the beginning of the known one with typos.
fn word_fit(asked: &str, known: &str, is_last: bool) -> Option<Fit> {
    let letters = asked.chars().count();
    let typos = match letters {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    };
    let beginnings = known.char_indices().map(|(at, _)| &known[..at]).filter(|_| is_last && letters >= 6);
    let is_similar = |text: &str| typos > 0 && strsim::osa_distance(asked, text) <= typos;
    if spellings(asked).any(|spelling| spelling == known || differ_by_s(spelling, known)) {
        Some(Fit::Whole)
    } else if is_last && spellings(asked).any(|spelling| known.starts_with(spelling)) {
        Some(Fit::Unfinished)
    } else if beginnings.chain([known]).any(is_similar)
        || abbreviates(asked, known)
        || abbreviates(known, asked)
    {
        Some(Fit::Similar)
    } else {
        None
    }
}
