//! All languages have the same texts, and every text is used.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use ::tests::reading;

use super::*;

/// The placeholders of each key, by file and key.
fn placeholders(language: Language) -> BTreeMap<(String, String), BTreeSet<String>> {
    let mut found = BTreeMap::new();
    for (file, text) in files(language) {
        let mut key = String::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some((name, _)) = line.split_once(" =").filter(|_| !line.starts_with([' ', '}'])) {
                key = name.to_owned();
                let known = found.insert((file.clone(), key.clone()), BTreeSet::new());
                assert_eq!(known, None, "{file} has {key} twice");
            }
            let names = line.split('$').skip(1).map(|rest| {
                rest.chars().take_while(|c| c.is_alphanumeric() || *c == '-' || *c == '_').collect::<String>()
            });
            let of_key = found.get_mut(&(file.clone(), key.clone()));
            of_key.into_iter().for_each(|set| set.extend(names.clone()));
        }
    }
    found
}

fn keys() -> BTreeSet<String> {
    placeholders(Language::ENGLISH).into_keys().map(|(_, key)| key).collect()
}

/// The templates, and the code of the pages without its tests.
fn sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join("src"), root.join("../web/templates"), root.join("../web/src")];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.file_name().is_some_and(|name| name != "tests.rs") {
                let text = fs::read_to_string(&path).expect("a text");
                let code = text.split("mod tests {").next().unwrap_or_default().lines();
                let code: Vec<&str> = code.filter(|line| !line.trim_start().starts_with("//")).collect();
                sources.push((path, code.join("\n")));
            }
        }
    }
    sources
}

#[test]
fn every_language_has_the_same_files_keys_and_placeholders() {
    let usual = placeholders(Language::ENGLISH);
    assert!(usual.len() > 10);
    for language in Language::all() {
        assert_eq!(placeholders(language), usual, "{}", language.code());
    }
}

#[test]
fn every_key_that_is_used_exists() {
    let keys = keys();
    for (path, text) in sources() {
        for begin in ["say(\"", "say_with(\""] {
            for key in text.split(begin).skip(1).filter_map(|rest| rest.split('"').next()) {
                assert!(keys.contains(key), "{} uses {key}, which no language has", path.display());
            }
        }
    }
}

#[test]
fn every_key_is_used() {
    let texts: String = sources().into_iter().map(|(_, text)| text).collect();
    let unused: Vec<String> =
        keys().into_iter().filter(|key| !texts.contains(&format!("\"{key}\""))).collect();
    assert!(unused.is_empty(), "no page uses {unused:?}");
}

#[test]
fn numbers_select_the_plural_form_and_are_not_wrapped_in_direction_marks() {
    let english = Language::ENGLISH;
    let said =
        |count: u32| english.say_with("facility-back-in", &[("count", count.into()), ("place", "x".into())]);
    assert_ne!(said(1).replace('1', ""), said(2).replace('2', ""));
    assert!(said(2).is_ascii(), "{:?}", said(2));
}

#[test]
fn a_language_is_found_by_its_code() {
    assert_eq!(Language::from_code("ES").map(Language::code), Some("es"));
    assert_eq!(Language::from_code("e"), None);
}

/// The highest US school grade that a file may need, which is about age twelve.
const HARDEST_GRADE: f64 = 7.0;

/// The lowest score that a file may have on the INFLESZ scale, on which "normal" begins at 55 and "fairly easy" at 65.
const LEAST_INFLESZ: f64 = 65.0;

#[test]
fn every_file_can_be_read_at_age_twelve() {
    for (file, text) in files(Language::ENGLISH) {
        let grade = reading::flesch_kincaid_grade(&reading::fluent_text(&text));
        assert!(grade <= HARDEST_GRADE, "{file} needs grade {grade:.1}");
    }
    for (file, text) in Language::from_code("es").map(files).unwrap_or_default() {
        let ease = reading::inflesz(&reading::fluent_text(&text));
        assert!(ease >= LEAST_INFLESZ, "{file}: {ease:.1}");
    }
}
