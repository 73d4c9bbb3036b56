//! Names that may have been meant by one that is not known.

/// Names this alike (Jaro-Winkler) to what was given are offered.
const ALIKE: f64 = 0.72;

/// How many names are offered.
const OFFERED: usize = 3;

/// The valid names nearest to one that is not, the nearest first.
pub fn nearest<'a>(given: &str, names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let given = given.to_lowercase();
    let mut alike: Vec<(f64, &str)> = names
        .map(|name| (strsim::jaro_winkler(&given, &name.to_lowercase()), name))
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .collect();
    alike.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    alike.into_iter().take(OFFERED).map(|(_, name)| name.to_owned()).collect()
}

/// "did you mean a, b or c?", or nothing where there is nothing to offer.
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
    fn the_nearest_names_are_offered() {
        let names = ["medicaid", "medicare", "military", "private"];
        assert_eq!(nearest("Medicad", names.into_iter())[0], "medicaid");
        assert_eq!(nearest("zzz", names.into_iter()), [""; 0]);
        assert_eq!(did_you_mean(&["a".to_owned(), "b".to_owned()]), "; did you mean a or b?");
    }
}
