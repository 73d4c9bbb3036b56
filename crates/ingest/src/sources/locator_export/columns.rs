//! Finds the columns of an export that are services.

use directory::fact::AttributeSet;
use directory::listing::Questionnaire;
use directory::vocabulary::{AttributeId, UnknownService};
use directory::{Track, Vocabulary};

use crate::marks::mark;
use crate::table::{Header, TableRow, fold};

/// Columns about the search that the export came from, not about the place.
const SEARCH_COLUMNS: [&str; 2] = ["irow", "miles"];

/// Columns that are not services, by their folded names.
const FIELDS: &str = "name1 name2 street1 street2 city state zip zip4 county phone intakeprompt intake1 intake2 intake1a \
                      intake2a hotline1 hotline2 website latitude longitude typefacility frid irow miles";

/// Codes that older exports have and the code book lacks, with their categories: prescribing for opioid use disorder,
/// computerized treatment, and facilities with several settings.
const RETIRED: [(&str, &str); 3] = [("ubn", "OT"), ("ct", "SET"), ("msnh", "FT")];

/// Minimum number of columns of service codes in an export.
const FEWEST_CODES: usize = 5;

#[derive(Debug, Default)]
pub(super) struct ExportColumns {
    codes: Vec<(usize, AttributeId)>,
    /// Columns that are neither fields nor codes of the code book.
    others: Vec<OtherColumn>,
    known: AttributeSet,
}

#[derive(Debug)]
struct OtherColumn {
    at: usize,
    name: String,
    /// Its category; empty if it may be any.
    category: String,
    has_marks_only: bool,
}

/// The services that a row marks.
#[derive(Debug, Default)]
pub(super) struct MarkedServices {
    pub codes: AttributeSet,
    pub unknown: Vec<UnknownService>,
    /// Codes whose cells are neither yes nor no.
    pub unreadable: AttributeSet,
}

impl ExportColumns {
    /// Whether a row is the header of an export.
    pub fn is_header(header: &Header) -> bool {
        let has = |name: &str| header.find(name).is_some();
        has("name1") && has("state") && has("zip") && ExportColumns::new(header).codes.len() >= FEWEST_CODES
    }

    /// Classifies the columns of a header.
    pub fn new(header: &Header) -> ExportColumns {
        let mut columns = ExportColumns::default();
        for (at, name) in header.names().iter().enumerate() {
            // The second of two columns with the same name has a number, as in "SA (2)".
            let plain = name.split(" (").next().unwrap_or(name);
            if FIELDS.split(' ').any(|field| field == fold(plain)) {
                continue;
            }
            match Vocabulary::embedded().code(&plain.trim().to_ascii_uppercase()) {
                Some(id) => {
                    columns.codes.push((at, id));
                    columns.known.insert(id);
                }
                None => {
                    let (name, category) = (name.clone(), String::new());
                    columns.others.push(OtherColumn { at, name, category, has_marks_only: true });
                }
            }
        }
        columns.place_others();
        columns
    }

    /// Gives the other columns the categories of codes that are no longer used, or of the codes on both sides.
    fn place_others(&mut self) {
        let vocabulary = Vocabulary::embedded();
        let category = |(_, id): &(usize, AttributeId)| vocabulary.attribute(*id).category.clone();
        for other in &mut self.others {
            let retired = RETIRED.iter().find(|(code, _)| fold(code) == fold(&other.name));
            let before = self.codes.iter().rfind(|(at, _)| *at < other.at).and_then(category);
            let after = self.codes.iter().find(|(at, _)| *at > other.at).and_then(category);
            let beside = before.filter(|before| after.as_ref() == Some(before));
            let known = retired.map(|(_, category)| (*category).to_owned());
            other.category = known.or(beside).unwrap_or_default();
        }
    }

    /// Examines a row. A column with anything other than marks for yes and no is not a service.
    pub fn examine(&mut self, row: &TableRow<'_>) {
        for other in &mut self.others {
            other.has_marks_only &= row.cell(other.at).is_none_or(|cell| mark(cell).is_some());
        }
    }

    pub fn services(&self, row: &TableRow<'_>) -> MarkedServices {
        let mut services = MarkedServices::default();
        for (at, id) in &self.codes {
            match row.cell(*at).map(mark) {
                Some(Some(true)) => services.codes.insert(*id),
                Some(None) => services.unreadable.insert(*id),
                Some(Some(false)) | None => {}
            }
        }
        let marked =
            |other: &&OtherColumn| other.has_marks_only && row.cell(other.at).and_then(mark) == Some(true);
        let service = |other: &OtherColumn| UnknownService {
            category: other.category.clone(),
            name: other.name.clone(),
        };
        services.unknown = self.others.iter().filter(marked).map(service).collect();
        services.unknown.sort_unstable();
        services
    }

    /// The questionnaire of the newest edition, or the part of it for which the table has columns and the row has
    /// readable cells.
    pub fn questionnaire(&self, track: Track, unreadable: &AttributeSet) -> Questionnaire {
        let edition = Vocabulary::embedded().newest_edition(track);
        let asked = Vocabulary::embedded().questionnaire(edition);
        let answered = asked.and(&self.known).without(unreadable);
        if asked == answered { Questionnaire::Edition(edition) } else { Questionnaire::Codes(answered) }
    }

    /// Whether a column is about the search, not about the place.
    pub fn is_passing(&self, name: &str) -> bool {
        SEARCH_COLUMNS.contains(&fold(name).as_str())
    }
}
