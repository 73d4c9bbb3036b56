//! Suggests valid names in place of an unknown one.

/// Names at least this similar to the given one (Jaro-Winkler) are suggested.
const ALIKE: f64 = 0.72;

/// Longer texts resemble no name. Comparing takes time that grows with both lengths.
const LONGEST: usize = 64;

/// The maximum number of suggestions.
const OFFERED: usize = 3;

/// The valid names that are most similar to `given`, most similar first. Case is ignored.
pub fn nearest<'a>(given: &str, names: impl Iterator<Item = &'a str>) -> Vec<String> {
    if given.len() > LONGEST {
        return Vec::new();
    }
    let given = given.to_lowercase();
    let mut alike: Vec<(f64, &str)> = names
        .map(|name| (strsim::jaro_winkler(&given, &name.to_lowercase()), name))
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .collect();
    alike.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    alike.into_iter().take(OFFERED).map(|(_, name)| name.to_owned()).collect()
}

/// The end of an error message: "; did you mean a, b or c?", or nothing if there are no candidates.
pub fn did_you_mean(candidates: &[String]) -> String {
    match candidates {
        [] => String::new(),
        [only] => format!("; did you mean {only}?"),
        [first @ .., last] => format!("; did you mean {} or {last}?", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_resembles_nothing() {
        let name = "a".repeat(LONGEST);
        assert_eq!(nearest(&name, [name.as_str()].into_iter()), [name.as_str()]);
        assert_eq!(nearest(&format!("{name}a"), [name.as_str()].into_iter()), [""; 0]);
    }

    #[test]
    fn the_nearest_names_are_offered() {
        let names = ["medicaid", "medicare", "military", "private"];
        assert_eq!(nearest("Medicad", names.into_iter())[0], "medicaid");
        assert_eq!(nearest("zzz", names.into_iter()), [""; 0]);
        assert_eq!(did_you_mean(&["a".to_owned(), "b".to_owned()]), "; did you mean a or b?");
    }
}
