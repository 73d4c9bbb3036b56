//! Compares two streets.

use super::street::Street;
use super::words::is_number;

/// How two streets compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::resolution) enum StreetAgreement {
    /// Number and street are the same.
    Same,
    /// The number is the same, and the street is similar: there is a typo, another suffix, or a word missing.
    Alike,
    /// The street is the same, and the numbers differ by a typo.
    NumberTypo,
    /// They are different places.
    Different,
    /// They can't be compared: one gives a landmark and the other a house number, for example.
    Incomparable,
    /// Both give only a post-office box, and it is the same.
    PoBox,
    /// At least one gives no street.
    Unknown,
}

/// Streets with names at least this similar (Jaro-Winkler) count as the same street with a typo.
const ALIKE_NAME: f64 = 0.9;

/// Names of at least this length that differ in at most two letters count as the same street with a typo.
const LONG_NAME: usize = 6;

impl Street {
    /// Whether it gives neither number nor name.
    pub(super) fn is_silent(&self) -> bool {
        self.numbers.is_empty() && self.name.is_empty()
    }

    /// Compares two streets in the same area.
    pub(in crate::resolution) fn compare(&self, other: &Street) -> StreetAgreement {
        if self.is_silent() || other.is_silent() {
            return match (&self.po_box, &other.po_box) {
                (Some(mine), Some(theirs)) if mine == theirs => StreetAgreement::PoBox,
                _ => StreetAgreement::Unknown,
            };
        }
        if self.numbers.is_empty() != other.numbers.is_empty() {
            return if self.is_same_name(other) {
                StreetAgreement::Alike
            } else {
                StreetAgreement::Incomparable
            };
        }
        if self.numbers_agree(other) {
            return self.compare_names(other);
        }
        let same_street = self.is_same_name(other)
            && self.directions == other.directions
            && (self.suffix == other.suffix || self.suffix.is_none() || other.suffix.is_none());
        if same_street && is_slip(&self.numbers.concat(), &other.numbers.concat()) {
            StreetAgreement::NumberTypo
        } else {
            StreetAgreement::Different
        }
    }

    /// Whether the house numbers agree. "276-278" agrees with "276", "278" and "276-78"; "91-5007" and
    /// "91-5335" are two numbers.
    fn numbers_agree(&self, other: &Street) -> bool {
        match (self.numbers.as_slice(), other.numbers.as_slice()) {
            ([one], [_, _]) => other.numbers.contains(one) || *one == other.numbers.concat(),
            ([_, _], [one]) => self.numbers.contains(one) || *one == self.numbers.concat(),
            ([mine, end], [theirs, other_end]) => {
                mine == theirs
                    && (end == other_end || is_short(end, other_end, mine) || is_short(other_end, end, mine))
            }
            ([one], [other]) => one == other || is_on_grid(one, other) || is_on_grid(other, one),
            (mine, theirs) => mine == theirs,
        }
    }

    fn compare_names(&self, other: &Street) -> StreetAgreement {
        let among = |a: &[String], b: &[String]| a.iter().all(|direction| b.contains(direction));
        let directions_agree =
            among(&self.directions, &other.directions) || among(&other.directions, &self.directions);
        let same_suffix = self.suffix == other.suffix || self.suffix.is_none() || other.suffix.is_none();
        if !directions_agree {
            // "North West Street" is also written "Northwest Street".
            let (mine, theirs) = (self.directions.concat(), other.directions.concat());
            return if mine == theirs && self.is_same_name(other) {
                StreetAgreement::Alike
            } else {
                StreetAgreement::Different
            };
        }
        if self.is_same_name(other) && same_suffix {
            StreetAgreement::Same
        } else if self.is_same_name(other) || self.is_alike_name(other) {
            StreetAgreement::Alike
        } else {
            StreetAgreement::Different
        }
    }

    fn is_same_name(&self, other: &Street) -> bool {
        self.name == other.name
            || self.name.concat() == other.name.concat()
            || (self.numbers.is_empty() && self.corner().is_some_and(|mine| Some(mine) == other.corner()))
    }

    /// The words of a corner ("45th Avenue at Parsons Boulevard"), sorted, since either street may come first.
    fn corner(&self) -> Option<Vec<&str>> {
        let is_joint = |word: &str| ["and", "at"].contains(&word);
        let mut words: Vec<&str> =
            self.name.iter().map(String::as_str).chain(self.suffix.as_deref()).collect();
        let len = words.len();
        words.retain(|word| !is_joint(word));
        words.sort_unstable();
        (words.len() < len).then_some(words)
    }

    fn is_alike_name(&self, other: &Street) -> bool {
        let numbered = |street: &Street| -> String {
            street.name.iter().filter(|word| is_number(word)).map(String::as_str).collect()
        };
        let (mine, theirs) = (numbered(self), numbered(other));
        if self.name.is_empty() || other.name.is_empty() {
            return false;
        }
        if mine != theirs && !mine.is_empty() && !theirs.is_empty() {
            // A typo in the number of a highway is assumed only if the house number is long, as it is along highways.
            let is_long = self.numbers.first().is_some_and(|number| number.len() >= 4);
            return is_long && is_slip(&mine, &theirs) && self.name.first() == other.name.first();
        }
        let among = |a: &Street, b: &Street| {
            a.name.iter().all(|word| b.name.contains(word))
                && a.name.iter().any(|word| word.len() > 2 || is_number(word))
        };
        if among(self, other) || among(other, self) {
            return true;
        }
        let (a, b) = (self.name.concat(), other.name.concat());
        mine == theirs
            && (strsim::jaro_winkler(&a, &b) >= ALIKE_NAME
                || (a.len().min(b.len()) >= LONG_NAME && strsim::osa_distance(&a, &b) <= 2))
    }
}

/// Whether `grid` is the number with a direction: "N4851" is also written "North 4851".
fn is_on_grid(grid: &str, number: &str) -> bool {
    number.len() >= 3 && grid.strip_prefix(['n', 's', 'e', 'w']) == Some(number)
}

/// Whether `short` stands for `long` in a range that begins with `from`: in "2367-69", 69 stands for 2369.
fn is_short(short: &str, long: &str, from: &str) -> bool {
    let same = long.len().saturating_sub(short.len());
    long.len() == from.len() && same > 0 && long.ends_with(short) && from.starts_with(&long[..same])
}

/// Whether two numbers differ by one added, missing or changed digit, or by two swapped digits.
fn is_slip(a: &str, b: &str) -> bool {
    a.len().max(b.len()) >= 3 && strsim::osa_distance(a, b) == 1
}
