//! Which columns of an export are services.

use directory::fact::AttributeSet;
use directory::listing::Questionnaire;
use directory::vocabulary::{AttributeId, UnknownService};
use directory::{Track, Vocabulary};

use crate::marks::mark;
use crate::table::{Header, StringRecord, TableRow, fold};

/// Columns that say where the row stood in an answer, and nothing of the place.
const PASSING: [&str; 2] = ["irow", "miles"];

/// Columns that are no services, by their folded names.
const FIELDS: [&str; 24] = [
    "name1",
    "name2",
    "street1",
    "street2",
    "city",
    "state",
    "zip",
    "zip4",
    "county",
    "phone",
    "intakeprompt",
    "intake1",
    "intake2",
    "intake1a",
    "intake2a",
    "hotline1",
    "hotline2",
    "website",
    "latitude",
    "longitude",
    "typefacility",
    "frid",
    "irow",
    "miles",
];

/// Fewest columns of service codes an export has.
const FEWEST_CODES: usize = 5;

/// What the columns of an export are.
#[derive(Debug, Default)]
pub(super) struct Columns {
    codes: Vec<(usize, AttributeId)>,
    /// Columns that are neither a field nor a code of the code book, and whether only marks were seen in each.
    others: Vec<Other>,
    known: AttributeSet,
}

#[derive(Debug)]
struct Other {
    at: usize,
    name: String,
    has_marks_only: bool,
}

/// What a row marks.
#[derive(Debug, Default)]
pub(super) struct Services {
    pub codes: AttributeSet,
    pub unknown: Vec<UnknownService>,
    /// Whether a cell of a code was neither yes nor no.
    pub is_unreadable: bool,
}

impl Columns {
    /// Whether a row is the header of an export.
    pub fn are_in(header: &Header) -> bool {
        let has = |name: &str| header.find(name).is_some();
        has("name1") && has("state") && has("zip") && Columns::of(header).codes.len() >= FEWEST_CODES
    }

    /// What the columns under this header are.
    pub fn of(header: &Header) -> Columns {
        let mut columns = Columns::default();
        for (at, name) in header.names().iter().enumerate() {
            // A column that is there twice has a number behind its name.
            let plain = name.split(" (").next().unwrap_or(name);
            if FIELDS.contains(&fold(plain).as_str()) {
                continue;
            }
            match Vocabulary::embedded().code(&plain.trim().to_ascii_uppercase()) {
                Some(id) => {
                    columns.codes.push((at, id));
                    columns.known.insert(id);
                }
                None => columns.others.push(Other { at, name: name.clone(), has_marks_only: true }),
            }
        }
        columns
    }

    /// Looks at a row: a column that says something else than yes or no is no service.
    pub fn look_at(&mut self, cells: &StringRecord) {
        for other in &mut self.others {
            let cell = cells.get(other.at).unwrap_or_default();
            other.has_marks_only &= cell.trim().is_empty() || mark(cell).is_some();
        }
    }

    /// What a row marks.
    pub fn services(&self, row: &TableRow<'_>) -> Services {
        let mut services = Services::default();
        for (at, id) in &self.codes {
            match row.cell(*at).map(mark) {
                Some(Some(true)) => services.codes.insert(*id),
                Some(None) => services.is_unreadable = true,
                Some(Some(false)) | None => {}
            }
        }
        let marked = |other: &&Other| other.has_marks_only && row.cell(other.at).and_then(mark) == Some(true);
        let service = |other: &Other| UnknownService { category: String::new(), name: other.name.clone() };
        services.unknown = self.others.iter().filter(marked).map(service).collect();
        services.unknown.sort_unstable();
        services
    }

    /// The questions of the newest edition of a track that the table has columns for.
    pub fn questionnaire(&self, track: Track) -> Questionnaire {
        super::questionnaire(track, &self.known)
    }

    /// Whether a column says nothing of the place.
    pub fn is_passing(&self, name: &str) -> bool {
        PASSING.contains(&fold(name).as_str())
    }
}
