//! Names of services that differ from the code book's only in words that change nothing, or by a typing error.

use std::collections::{BTreeSet, HashMap};

use super::kinds::Track;
use crate::attribute_id::AttributeId;

/// Words that change nothing, in the singular: "Intensive outpatient program" is "Intensive outpatient treatment".
const EMPTY_WORDS: [&str; 29] = [
    "a",
    "all",
    "an",
    "and",
    "client",
    "eg",
    "etc",
    "for",
    "have",
    "ie",
    "in",
    "individual",
    "of",
    "offered",
    "or",
    "patient",
    "people",
    "person",
    "program",
    "service",
    "the",
    "their",
    "to",
    "treatment",
    "type",
    "who",
    "with",
    "available",
    "provided",
];

/// Words that SAMHSA has replaced by others.
const RENAMED: [(&str, &str); 2] = [("abuse", "use"), ("abus", "use")];

/// Minimum number of letters of a word in which one wrong letter is tolerated. Shorter words with one wrong letter are
/// often other words.
const MIN_LETTERS_FOR_TYPO: usize = 6;

/// The words that matter in a name.
pub(super) type WordKey = BTreeSet<String>;

/// The words of a name that matter: in lower case and the singular.
pub(super) fn word_key(name: &str) -> WordKey {
    let name = name.to_lowercase().replace("e.g.", " ").replace("i.e.", " ");
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(singular);
    let renamed = words.map(|word| {
        let new = RENAMED.iter().find(|(old, _)| *old == word);
        new.map_or(word, |(_, new)| (*new).to_owned())
    });
    renamed.filter(|word| !EMPTY_WORDS.contains(&word.as_str())).collect()
}

fn singular(word: &str) -> String {
    let is_plural = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us");
    word[..word.len() - usize::from(is_plural)].to_owned()
}

/// A name without what `is_aside` accepts in parentheses.
fn without_asides(name: &str, is_aside: impl Fn(&str) -> bool) -> String {
    let mut out = String::new();
    let mut rest = name;
    while let Some((before, aside, after)) = rest
        .split_once('(')
        .and_then(|(before, rest)| rest.split_once(')').map(|(aside, after)| (before, aside, after)))
    {
        out.push_str(before);
        if !is_aside(aside) {
            out.push_str(&format!("({aside})"));
        }
        rest = after;
    }
    out + rest
}

/// Whether a text in parentheses only repeats what is before it: an acronym, or a trade name.
fn is_acronym(aside: &str) -> bool {
    let plain = aside.trim_end_matches(['\u{ae}', '\u{2122}']);
    plain.len() < aside.len() || (!plain.is_empty() && plain.chars().all(|c| c.is_uppercase()))
}

/// The names of a category and the codes they stand for. `None` marks a name that stands for several codes.
type NamesByWords = Vec<(WordKey, Option<AttributeId>)>;

/// The names of the code book by the words that matter in them, for each track and category.
#[derive(Debug, Default)]
pub(super) struct NearSpellings {
    by_words: HashMap<(Track, String), NamesByWords>,
}

impl NearSpellings {
    pub(super) fn add(&mut self, track: Track, category: &str, name: &str, id: AttributeId) {
        let known = self.by_words.entry((track, category.to_owned())).or_default();
        for key in [word_key(name), word_key(&without_asides(name, |_| true))] {
            match known.iter_mut().find(|(known, _)| *known == key) {
                Some((_, only)) if *only == Some(id) => {}
                Some((_, only)) => *only = None,
                None => known.push((key, Some(id))),
            }
        }
    }

    /// The code of a track and category that a name almost spells, if there is only one.
    pub(super) fn find(&self, track: Track, category: &str, name: &str) -> Option<AttributeId> {
        let known = self.by_words.get(&(track, category.to_owned()))?;
        let keys = [word_key(name), word_key(&without_asides(name, is_acronym))];
        let keys = || keys.iter().filter(|key| !key.is_empty());
        let exact = keys().find_map(|key| known.iter().find(|(known, _)| known == key));
        if let Some((_, only)) = exact {
            return *only;
        }
        let almost = known.iter().filter(|(known, _)| keys().any(|key| is_almost(key, known)));
        let codes: BTreeSet<Option<AttributeId>> = almost.map(|(_, only)| *only).collect();
        if codes.len() == 1 { codes.into_iter().next().flatten() } else { None }
    }
}

/// Whether two keys have the same words, up to one wrong letter in long ones.
fn is_almost(key: &WordKey, known: &WordKey) -> bool {
    let (odd, expected): (Vec<_>, Vec<_>) =
        (key.difference(known).collect(), known.difference(key).collect());
    let is_typo = |(a, b): (&&String, &&String)| {
        a.len().min(b.len()) >= MIN_LETTERS_FOR_TYPO && strsim::osa_distance(a.as_str(), b.as_str()) == 1
    };
    odd.len() == expected.len() && odd.iter().zip(&expected).all(is_typo)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Vocabulary;

    fn found(category: &str, name: &str) -> Option<&'static str> {
        let vocabulary = Vocabulary::embedded();
        let id = vocabulary.service(Track::SubstanceUse, category, name)?;
        vocabulary.attribute(id).code.as_deref()
    }

    #[test]
    fn a_near_spelling_is_understood() {
        for (category, name, code) in [
            ("SET", "Intensive outpatient program", "OIT"),
            ("SET", "Intensive Outpatient (IOP)", "OIT"),
            ("SET", "Intensive outpatient services", "OIT"),
            ("SET", "Intensve outpatient treatment", "OIT"),
            ("SET", "Short term residential", "RS"),
            ("SET", "Regular outpatient", "ORT"),
            ("SG", "Persons with HIV or AIDS", "HV"),
            ("ECS", "Group counseling offered", "GCO"),
            ("EDU", "Marital/couples counseling", "MCO"),
            ("PHR", "Disulfiram (Antabuse\u{ae})", "DSF"),
        ] {
            assert_eq!(found(category, name), Some(code), "{name}");
        }
    }

    #[test]
    fn a_name_that_says_more_or_something_else_is_not_near() {
        for (category, name) in [
            ("SET", "Residential (detox)"),
            ("SET", "Inpatient"),
            ("SET", "Intensive in-home treatment"),
            ("SET", "treatment program"),
            ("SMP", "Smoking is not allowed"),
            ("PHR", "Naltrexone"),
            ("SET", "XYZZY"),
        ] {
            assert_eq!(found(category, name), None, "{name}");
        }
    }
}
