//! What the values of a column look like.

use std::collections::HashMap;

use directory::{Npi, Phone, State, Zip, text};

use crate::marks::mark;
use crate::place::without_fraction;

/// Most different values that are kept apart; a column with more is no list of choices.
const DIFFERENT: usize = 300;

/// So many different values can be choices in however few rows.
const FEW: u64 = 12;

/// A column with more is no list of choices.
const MANY: usize = 80;

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
}

/// A shape, and whether a value has it.
type Looks = (Shape, fn(&str) -> bool);

const SHAPES: [Looks; 10] = [
    (Shape::Zip, |value| value.len() >= 5 && Zip::parse(value).is_ok()),
    (Shape::Phone, |value| Phone::parse(value).is_some()),
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
];

/// What parts several choices in one cell, if anything does, and each choice with how often it is there.
pub(super) type Choices = (Option<&'static str>, Vec<(String, u64)>);

/// Degrees with a fraction.
fn degrees(value: &str) -> Option<f64> {
    value.contains('.').then(|| value.parse().ok()).flatten().filter(|degrees: &f64| degrees.abs() <= 180.0)
}

fn has_zip_at_end(value: &str) -> bool {
    value.split_whitespace().next_back().is_some_and(|last| last.len() >= 5 && Zip::parse(last).is_ok())
}

impl Column {
    pub fn new(name: &str) -> Column {
        Column { name: name.to_owned(), filled: 0, values: Some(HashMap::new()), shapes: [0; SHAPES.len()] }
    }

    /// Takes the value of a row.
    pub fn add(&mut self, cell: Option<&str>) {
        let Some(cell) = cell.map(str::trim) else { return };
        self.filled += 1;
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

    /// Whether nine of ten values look like this.
    pub fn looks(&self, shape: Shape) -> bool {
        let at = SHAPES.iter().position(|(known, _)| *known == shape);
        self.filled > 0 && at.is_some_and(|at| self.shapes[at] * 10 >= self.filled * 9)
    }

    /// Whether all values are marks of yes or no.
    pub fn is_marked(&self) -> bool {
        let all_marks = |values: &HashMap<String, u64>| values.keys().all(|value| mark(value).is_some());
        self.filled > 0 && self.values.as_ref().is_some_and(all_marks)
    }

    /// Whether no row says no in a column of marks.
    pub fn has_yes_only(&self) -> bool {
        self.values.as_ref().is_some_and(|values| values.keys().all(|value| mark(value) == Some(true)))
    }

    /// The choices of a column, the most frequent first, and what parts several in one cell; none where its values are
    /// no choices: most are there once.
    pub fn choices(&self) -> Option<Choices> {
        let values = self.values.as_ref()?;
        let whole = parts_of(values, None);
        let parted = SEPARATORS.into_iter().map(|between| (Some(between), parts_of(values, Some(between))));
        // A sign parts values where each of the parts is there more often than each whole was.
        let better = parted.filter(|(between, parts)| {
            repeats(parts) > repeats(&whole)
                && between.is_some_and(|between| parts_stand_alone(values, between))
        });
        let best = better.max_by_key(|(_, parts)| repeats(parts));
        let (between, parts) = best.unwrap_or((None, whole));
        let are_few = parts.len() as u64 <= FEW.max(self.filled / 2) && parts.len() <= MANY;
        are_few.then_some((between, parts))
    }
}

/// How often each of some values is there, on average, in hundredths.
fn repeats(parts: &[(String, u64)]) -> u64 {
    let all: u64 = parts.iter().map(|(_, count)| count).sum();
    (all * 100).checked_div(parts.len() as u64).unwrap_or_default()
}

/// Whether a sign stands between values and not within them: some part of a cell is the whole of another.
fn parts_stand_alone(values: &HashMap<String, u64>, between: &str) -> bool {
    let parted = values.keys().filter(|value| value.contains(between));
    let mut parts = parted.flat_map(|value| value.split(between));
    parts.any(|part| values.contains_key(part.trim()))
}

fn parts_of(values: &HashMap<String, u64>, between: Option<&str>) -> Vec<(String, u64)> {
    let mut parts: HashMap<String, u64> = HashMap::new();
    for (value, count) in values {
        let pieces = between.map_or_else(|| vec![value.as_str()], |between| value.split(between).collect());
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
        let (between, parts) = listed.choices().expect("choices");
        assert_eq!(between, Some(";"));
        assert_eq!(parts, [("IOP".to_owned(), 4), ("PHP".to_owned(), 4), ("Detox".to_owned(), 2)]);
        let different: Vec<String> = (0..20).map(|number| format!("name {number}")).collect();
        assert!(column(&different.iter().map(String::as_str).collect::<Vec<_>>()).choices().is_none());
        assert!(column(&["Y", "N", "Y"]).is_marked() && column(&["X", "x"]).has_yes_only());
    }
}
