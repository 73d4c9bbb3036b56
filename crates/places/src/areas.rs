//! Counties, regions, military bases, and neighborhoods of large cities.

use directory::{Coordinate, State};

use crate::names::{NameRow, Names};
use crate::normalize::{key, key_of, words};
use crate::place::{Place, PlaceKind};

/// The words that may follow the name of a county, longest first.
const COUNTY_ENDS: [&[&str]; 9] = [
    &["city", "and", "borough"],
    &["census", "area"],
    &["county"],
    &["parish"],
    &["borough"],
    &["municipality"],
    &["municipio"],
    &["co"],
    &["cnty"],
];
/// The words that may come before the name of a county.
const COUNTY_STARTS: [&[&str]; 5] =
    [&["county", "of"], &["condado", "de"], &["municipio", "de"], &["parish", "of"], &["parroquia", "de"]];
/// Regions and bases have no population of their own. Among suggestions, they rank like a city of this many people.
const ASSUMED_POPULATION: u32 = 40_000;

/// A row of areas.csv.
#[derive(Debug, Clone, Copy)]
pub(crate) struct AreaRow {
    pub(crate) kind: PlaceKind,
    pub(crate) name: &'static str,
    /// The city that a neighborhood belongs to; otherwise empty.
    pub(crate) city: &'static str,
    /// The codes of its states, separated by spaces.
    pub(crate) states: &'static str,
    /// The first of its states.
    pub(crate) state: State,
    pub(crate) at: Coordinate,
    /// The radius of the circle that contains a county or a region.
    pub(crate) miles: Option<f64>,
    pub(crate) population: u32,
}

/// The table of areas, with their names.
#[derive(Debug)]
pub(crate) struct Areas {
    pub(crate) rows: Vec<AreaRow>,
    /// All names, with those of counties in full ("Travis County").
    pub(crate) names: Names,
    /// The names of counties without "County".
    counties: Names,
}

impl AreaRow {
    /// Whether it is in a state, at least in part.
    pub(crate) fn is_in(&self, state: State) -> bool {
        self.states.split(' ').any(|code| code == state.code())
    }

    pub(crate) fn is_neighborhood(&self) -> bool {
        self.kind == PlaceKind::City
    }

    /// Whether it is in several states. A city of the same name in one of them then comes first.
    pub(crate) fn is_across_states(&self) -> bool {
        self.states.contains(' ')
    }

    /// The population by which it ranks among suggestions. Most people type a city, so a county counts less.
    pub(crate) fn weight(&self) -> u32 {
        match self.kind {
            PlaceKind::Region | PlaceKind::MilitaryBase => ASSUMED_POPULATION,
            _ => self.population / 10,
        }
    }

    pub(crate) fn place(&self) -> Place {
        let label = match (self.city, self.is_across_states()) {
            ("", true) => self.name.to_owned(),
            ("", false) => format!("{}, {}", self.name, self.states),
            (city, _) => format!("{}, {city}, {}", self.name, self.states),
        };
        Place { label, kind: self.kind, coordinate: self.at, state: Some(self.state), radius: self.miles }
    }
}

impl Areas {
    /// Builds the table from its rows, each with its other names, which are separated by semicolons.
    pub(crate) fn new(table: Vec<(AreaRow, &'static str)>) -> Self {
        let name = |name: &str, row| NameRow { key: key(name).into(), row, is_chosen: true };
        let (mut names, mut counties) = (Vec::with_capacity(table.len()), Vec::with_capacity(table.len()));
        for ((area, others), row) in table.iter().zip(0..) {
            names.push(name(area.name, row));
            names.extend(others.split(';').filter(|other| !other.is_empty()).map(|other| name(other, row)));
            if let (PlaceKind::County, Some(bare)) = (area.kind, bare_county(&words(area.name))) {
                counties.push(NameRow { key: key_of(bare).into(), row, is_chosen: false });
            }
        }
        Areas {
            rows: table.into_iter().map(|(area, _)| area).collect(),
            names: Names::new(names),
            counties: Names::new(counties),
        }
    }

    pub(crate) fn at(&self, row: u32) -> &AreaRow {
        &self.rows[row as usize]
    }

    /// The areas with this name in one state or in all, the most populous first.
    pub(crate) fn named(&self, words: &[String], state: Option<State>) -> Vec<&AreaRow> {
        let mut found = self.rows_of(self.names.exactly(&key_of(words)), state);
        if let (true, Some(bare)) = (found.is_empty(), bare_county(words)) {
            found = self.rows_of(self.counties.exactly(&key_of(bare)), state);
        }
        found
    }

    fn rows_of(&self, names: &[NameRow], state: Option<State>) -> Vec<&AreaRow> {
        let mut rows: Vec<u32> = names.iter().map(|name| name.row).collect();
        rows.retain(|row| state.is_none_or(|state| self.at(*row).is_in(state)));
        rows.sort_by_key(|row| (std::cmp::Reverse(self.at(*row).population), *row));
        rows.dedup();
        rows.into_iter().map(|row| self.at(row)).collect()
    }
}

/// The name of a county without the words that say that it is one; `None` if there are no such words.
fn bare_county(words: &[String]) -> Option<&[String]> {
    let is = |words: &[String], style: &[&str]| words.iter().map(String::as_str).eq(style.iter().copied());
    let start =
        COUNTY_STARTS.iter().find(|start| words.len() > start.len() && is(&words[..start.len()], start));
    if let Some(start) = start {
        return Some(&words[start.len()..]);
    }
    COUNTY_ENDS.iter().find_map(|end| {
        let at = words.len().checked_sub(end.len()).filter(|at| *at > 0)?;
        is(&words[at..], end).then(|| &words[..at])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_county_can_come_before_or_after_the_name() {
        let bare = |text: &str| bare_county(&words(text)).map(|words| words.join(" "));
        assert_eq!(bare("Travis Co.").as_deref(), Some("travis"));
        assert_eq!(bare("County of Los Angeles").as_deref(), Some("los angeles"));
        assert_eq!(bare("Juneau City and Borough").as_deref(), Some("juneau"));
        assert_eq!(bare("County"), None);
        assert_eq!(bare("Austin"), None);
    }
}
