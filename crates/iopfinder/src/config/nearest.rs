//! What somebody meant who mistyped a name.

/// Names less alike than this (Jaro-Winkler) are not meant.
const ALIKE: f64 = 0.75;

/// The valid name that is nearest to an unknown one, if any is near.
pub fn nearest<'a>(unknown: &str, valid: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let alike = valid.map(|name| (strsim::jaro_winkler(unknown, name), name));
    let nearest = alike.max_by(|a, b| a.0.total_cmp(&b.0));
    nearest.filter(|(alike, _)| *alike >= ALIKE).map(|(_, name)| name)
}
