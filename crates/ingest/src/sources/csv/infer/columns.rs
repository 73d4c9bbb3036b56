//! What the values of a column look like.

use std::collections::{HashMap, HashSet};

use directory::{Npi, State, Zip, text};

use crate::marks::mark;
use crate::place::{phones, without_fraction};
use crate::repair::Repairs;
use crate::sources::csv::mapping::day;

/// Most different values that are kept apart; a column with more is no list of choices.
const DIFFERENT: usize = 300;

/// So many different values can be choices in however few rows.
const FEW: u64 = 12;

/// A column with more is no list of choices.
const MANY: usize = 80;

/// Most different values of a column of marks.
const MARKS: usize = 8;

/// Most characters of a value that could be a choice.
const CHOICE: usize = 300;

/// Signs that part the values of one cell.
pub(super) const SEPARATORS: [&str; 5] = ["\n", ";", "|", ",", "/"];

/// A column.
#[derive(Debug)]
pub(super) struct Column {
    pub name: String,
    /// How many rows have a value.
    pub filled: u64,
    /// How many rows have each value; none when there are too many different ones.
    values: Option<HashMap<String, u64>>,
    /// The digests of its values.
    different: HashSet<u64>,
    /// How many values look like each thing.
    shapes: [u64; SHAPES.len()],
}

/// What a value can look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Zip,
    Phone,
    State,
    Latitude,
    Longitude,
    Website,
    Npi,
    Address,
    Email,
    Number,
    Day,
    /// "TX 78701".
    StateZip,
    /// "Austin, TX 78701": the end of an address without its street.
    CityStateZip,
}

/// Whether a value looks like something.
type Looks = fn(&str) -> bool;

const SHAPES: [(Shape, Looks); 13] = [
    (Shape::Zip, |value| value.len() >= 5 && Zip::parse(value).is_ok()),
    (Shape::Phone, |value| phones(Some(value), &mut Repairs::default()).main.is_some()),
    (Shape::State, |value| State::from_code(value).is_some() || State::from_name(value).is_some()),
    (Shape::Latitude, |value| degrees(value).is_some_and(|degrees| (-15.0..72.0).contains(&degrees))),
    (Shape::Longitude, |value| degrees(value).is_some_and(|degrees| !(-60.0..130.0).contains(&degrees))),
    (Shape::Website, |value| {
        let value = value.to_ascii_lowercase();
        !value.contains([' ', '@']) && (value.starts_with("http") || value.starts_with("www."))
    }),
    (Shape::Npi, |value| Npi::parse(value).is_ok()),
    (Shape::Address, |value| value.contains([',', '\n']) && has_zip_at_end(value)),
    (Shape::Email, |value| value.contains('@') && !value.contains(' ')),
    (Shape::Number, |value| value.parse::<f64>().is_ok()),
    (Shape::Day, |value| day(value, None).is_some()),
    (Shape::StateZip, |value| {
        let parts = value.split_once(' ');
        parts.is_some_and(|(state, zip)| State::from_code(state).is_some() && Zip::parse(zip).is_ok())
    }),
    (Shape::CityStateZip, |value| {
        let before = value.rsplit_once(' ').map_or("", |(before, _)| before);
        has_zip_at_end(value) && before.contains(',') && !before.contains(|c: char| c.is_ascii_digit())
    }),
];

/// Degrees with a fraction.
fn degrees(value: &str) -> Option<f64> {
    value.contains('.').then(|| value.parse().ok()).flatten().filter(|degrees: &f64| degrees.abs() <= 180.0)
}

fn has_zip_at_end(value: &str) -> bool {
    value.split_whitespace().next_back().is_some_and(|last| last.len() >= 5 && Zip::parse(last).is_ok())
}

/// What parts the values of one cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Between {
    /// This sign.
    Sign(&'static str),
    /// Any of [`MIXED`].
    Mixed,
}

/// Signs of which several part values in one column.
const MIXED: [char; 4] = ['\n', ';', '|', ','];

impl Between {
    /// The pattern of a mapping for what is mixed.
    pub const PATTERN: &'static str = r"\s*[\n;|,]\s*";

    fn split(self, value: &str) -> Vec<&str> {
        match self {
            Between::Sign(sign) => value.split(sign).collect(),
            Between::Mixed => value.split(MIXED).collect(),
        }
    }
}

/// The values of a column of choices.
#[derive(Debug)]
pub(super) struct Choices {
    /// What parts several in one cell.
    pub between: Option<Between>,
    /// Each, with how many rows have it; the most frequent first.
    pub values: Vec<(String, u64)>,
}

impl Column {
    pub fn new(name: &str) -> Column {
        Column {
            name: name.to_owned(),
            filled: 0,
            values: Some(HashMap::new()),
            different: HashSet::new(),
            shapes: [0; SHAPES.len()],
        }
    }

    /// Takes the value of a row.
    pub fn add(&mut self, cell: Option<&str>) {
        let Some(cell) = cell.map(str::trim) else { return };
        self.filled += 1;
        self.different.insert(text::digest(&[cell]));
        let plain = without_fraction(cell);
        for ((_, looks), count) in SHAPES.iter().zip(&mut self.shapes) {
            *count += u64::from(looks(plain));
        }
        let Some(values) = &mut self.values else { return };
        if let Some(count) = values.get_mut(cell) {
            *count += 1;
        } else if values.len() == DIFFERENT || cell.len() > CHOICE {
            self.values = None;
        } else {
            values.insert(cell.to_owned(), 1);
        }
    }

    /// How many different values it has.
    pub fn different(&self) -> u64 {
        self.different.len() as u64
    }

    /// Whether nine of ten values look like this.
    pub fn looks(&self, shape: Shape) -> bool {
        self.filled > 0 && self.looking(shape) * 10 >= self.filled * 9
    }

    /// Whether half of the values look like this.
    pub fn half_looks(&self, shape: Shape) -> bool {
        self.filled > 0 && self.looking(shape) * 2 >= self.filled
    }

    fn looking(&self, shape: Shape) -> u64 {
        let at = SHAPES.iter().position(|(known, _)| *known == shape);
        at.map_or(0, |at| self.shapes[at])
    }

    /// Whether its values can tell places apart: a third of them differ, and they are no days.
    pub fn could_be_id(&self) -> bool {
        self.different() * 3 >= self.filled && !self.looks(Shape::Day)
    }

    /// Whether most values are marks of yes or no.
    pub fn is_marked(&self) -> bool {
        let Some(values) = &self.values else { return false };
        let marks: u64 = values.iter().filter(|(value, _)| mark(value).is_some()).map(|(_, rows)| rows).sum();
        self.filled > 0 && marks * 10 >= self.filled * 4 && values.len() <= MARKS
    }

    /// The values that are no marks, with how many rows have each; the most frequent first.
    pub fn no_marks(&self) -> Vec<(String, u64)> {
        let values = self.values.iter().flatten().filter(|(value, _)| mark(value).is_none());
        let mut values: Vec<_> = values.map(|(value, rows)| (value.clone(), *rows)).collect();
        values.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        values
    }

    /// Whether no row says no in a column of marks.
    pub fn has_yes_only(&self) -> bool {
        self.values.as_ref().is_some_and(|values| values.keys().all(|value| mark(value) == Some(true)))
    }

    /// The choices of a column; none where its values are no choices: most are there once.
    pub fn choices(&self) -> Option<Choices> {
        let values = self.values.as_ref()?;
        let whole = parts_of(values, None);
        let signs = SEPARATORS.into_iter().map(Between::Sign).chain([Between::Mixed]);
        let parted = signs.map(|between| (Some(between), parts_of(values, Some(between))));
        // A sign parts values where each of the parts is there more often than each whole was.
        let better = parted.filter(|(between, parts)| {
            repeats(parts) > repeats(&whole)
                && between.is_some_and(|between| parts_stand_alone(values, between))
        });
        // Of equals, one sign.
        let best = better.max_by_key(|(between, parts)| (repeats(parts), *between != Some(Between::Mixed)));
        let (between, parts) = best.unwrap_or((None, whole));
        let are_few = parts.len() as u64 <= FEW.max(self.filled / 2) && parts.len() <= MANY;
        are_few.then_some(Choices { between, values: parts })
    }
}

/// How often each of some values is there, on average, in hundredths.
fn repeats(parts: &[(String, u64)]) -> u64 {
    let all: u64 = parts.iter().map(|(_, count)| count).sum();
    (all * 100).checked_div(parts.len() as u64).unwrap_or_default()
}

/// Whether a sign stands between values and not within them: some part of a cell is the whole of another.
/// A pipe or a line's end stands within no value.
fn parts_stand_alone(values: &HashMap<String, u64>, between: Between) -> bool {
    if matches!(between, Between::Sign("|" | "\n")) {
        return true;
    }
    let parted = values.keys().map(|value| between.split(value)).filter(|parts| parts.len() > 1);
    let mut parts = parted.flatten();
    parts.any(|part| values.contains_key(part.trim()))
}

fn parts_of(values: &HashMap<String, u64>, between: Option<Between>) -> Vec<(String, u64)> {
    let mut parts: HashMap<String, u64> = HashMap::new();
    for (value, count) in values {
        let pieces = between.map_or_else(|| vec![value.as_str()], |between| between.split(value));
        for piece in pieces.into_iter().filter_map(text::clean) {
            *parts.entry(piece).or_default() += count;
        }
    }
    let mut parts: Vec<_> = parts.into_iter().collect();
    parts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(values: &[&str]) -> Column {
        let mut column = Column::new("x");
        values.iter().for_each(|value| column.add(Some(value)));
        column
    }

    #[test]
    fn shapes_are_told_by_most_values() {
        assert!(!column(&["78701", "78702-1234"]).looks(Shape::Number));
        assert!(column(&["78701", "78702-1234"]).looks(Shape::Zip));
        assert!(column(&["(512) 555-0100", "512.555.0101"]).looks(Shape::Phone));
        assert!(column(&["30.27", "47.61"]).looks(Shape::Latitude));
        assert!(column(&["-97.7", "-122.3"]).looks(Shape::Longitude));
        assert!(column(&["1 Main St, Austin, TX 78701"]).looks(Shape::Address));
        assert!(!column(&["78701", "Austin"]).looks(Shape::Zip));
        assert!(!column(&[]).looks(Shape::Zip));
    }

    #[test]
    fn choices_are_parted_where_that_leaves_fewer() {
        let listed = column(&["IOP; PHP", "PHP; IOP", "IOP", "PHP", "Detox; IOP; PHP", "Detox"]);
        let choices = listed.choices().expect("choices");
        assert_eq!(choices.between, Some(Between::Sign(";")));
        assert_eq!(choices.values, [("IOP".to_owned(), 4), ("PHP".to_owned(), 4), ("Detox".to_owned(), 2)]);
        let different: Vec<String> = (0..20).map(|number| format!("name {number}")).collect();
        assert!(column(&different.iter().map(String::as_str).collect::<Vec<_>>()).choices().is_none());
        assert!(column(&["Y", "N", "Y"]).is_marked() && column(&["X", "x"]).has_yes_only());
    }
}
