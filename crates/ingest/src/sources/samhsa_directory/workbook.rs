//! A workbook: finds its sheets, detects its edition, and reads its rows.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use directory::listing::Questionnaire;
use directory::vocabulary::Edition;
use directory::{Track, Vocabulary};

use super::SamhsaDirectory;
use super::edition::{YEARS, YearEvidence, questionnaire, track_name, track_of};
use super::reference::Reference;
use super::row::{CODES, REQUIRED, RowReader};
use crate::fields::Fields as _;
use crate::file::{FileError, SourceFile};
use crate::set_builder::SetBuilder;
use crate::table::{Header, TableFile, TextOptions};
use crate::zip_points::ZipPoints;

/// How many rows above a header are searched for the year.
const ABOVE: usize = 30;

/// How many characters of a cell above a header are searched for the year.
const TITLE: usize = 500;

/// How many rows are examined to detect the track if there is no reference.
const ROWS_FOR_TRACK: usize = 2_000;

/// A workbook whose edition is known, but whose rows are not read yet.
pub(super) struct DirectoryWorkbook {
    file: TableFile,
    /// The sheets with facilities. Only the first is read.
    facilities: Vec<usize>,
    reference: Reference,
    edition: Edition,
    questionnaire: Questionnaire,
}

impl DirectoryWorkbook {
    /// Opens a workbook and detects its edition.
    pub fn open(file: SourceFile, given: &SamhsaDirectory) -> Result<DirectoryWorkbook, FileError> {
        let mut file = TableFile::open(file, TextOptions::default())?;
        let mut evidence = YearEvidence::default();
        evidence.text(file.name());
        evidence.text(file.title().unwrap_or_default());
        file.sheets().iter().for_each(|sheet| evidence.text(&sheet.name));
        let found = find_sheets(&mut file, &mut evidence)?;
        let facilities = found.facilities.first().copied().ok_or_else(|| not_a_directory(&file))?;
        let reference = read_reference(&mut file, found.reference)?;

        let detected = match track_of(reference.codes()) {
            Some(track) => Some(track),
            None => track_of_rows(&mut file, facilities)?,
        };
        let problem = |problem: String| FileError::Format { file: file.name().to_owned(), problem };
        let track = one_track(given.track, detected).map_err(problem)?;
        if let Some(year) = given.year.filter(|year| !YEARS.contains(year)) {
            return Err(problem(format!("no directory is for the year {year}")));
        }
        let asked = reference.asked(track);
        let year = given.year.map_or_else(|| evidence.year(track, &asked), Ok).map_err(problem)?;
        let edition = Edition { track, year };
        let questionnaire = questionnaire(edition, &asked).ok_or_else(|| problem(no_questions(edition)))?;
        Ok(DirectoryWorkbook { file, facilities: found.facilities, reference, edition, questionnaire })
    }

    /// The name of the file.
    pub fn name(&self) -> &str {
        self.file.name()
    }

    /// Its track and year.
    pub fn edition(&self) -> Edition {
        self.edition
    }

    /// Reads its rows into a set.
    pub fn read(&mut self, zips: &dyn ZipPoints, set: &mut SetBuilder<'_>) -> Result<(), FileError> {
        let mut reader = RowReader::new(self.edition, self.questionnaire, &self.reference);
        let name = self.file.name().to_owned();
        let mut header = None;
        let Some((sheet, others)) = self.facilities.split_first() else { return Ok(()) };
        self.file.rows(*sheet, &mut |line| {
            match &header {
                None => header = Some(Header::new(line.cells)).filter(is_facilities_header),
                Some(header) => {
                    let row = header.row(line);
                    set.table_row(&name, &row, || Ok(vec![reader.read(&row, zips)?]))?;
                }
            }
            Ok(ControlFlow::Continue(()))
        })?;
        set.remark_on_sheets(&self.file, *sheet, others);
        Ok(())
    }
}

/// The track that was given, or else the detected one. They must not differ.
fn one_track(given: Option<Track>, detected: Option<Track>) -> Result<Track, String> {
    match (given, detected) {
        (Some(given), Some(detected)) if given != detected => Err(format!(
            "its codes are those of the {} directory, but --track says {}: leave --track out, or give the other file",
            track_name(detected),
            track_name(given)
        )),
        (Some(track), _) | (None, Some(track)) => Ok(track),
        (None, None) => {
            let problem = "its codes do not show whether it is the directory of substance use or of mental health: \
                           give --track";
            Err(problem.to_owned())
        }
    }
}

fn no_questions(edition: Edition) -> String {
    format!(
        "the sheet \"Service Code Reference\" is missing, and without it the questions of the {} directory of {} are \
         unknown",
        track_name(edition.track),
        edition.year
    )
}

/// The sheets of a workbook by their content.
struct DirectorySheets {
    facilities: Vec<usize>,
    reference: Option<usize>,
}

/// Finds the sheets with the facilities and with the codes. The texts above their headers are evidence for the year.
fn find_sheets(file: &mut TableFile, evidence: &mut YearEvidence) -> Result<DirectorySheets, FileError> {
    let (mut facilities, mut reference, mut almost) = (Vec::new(), None, None);
    for sheet in file.visible_first() {
        let mut above = Vec::new();
        let mut kind = None;
        file.rows(sheet, &mut |line| {
            let header = Header::new(line.cells);
            let is_facilities = is_facilities_header(&header);
            let is_reference = Reference::is_header(|name| header.find(name));
            if is_facilities || is_reference {
                kind = Some(is_facilities);
                return Ok(ControlFlow::Break(()));
            }
            almost = almost.take().or_else(|| missing_columns(&header));
            above.extend(line.cells.iter().map(|cell| cell.chars().take(TITLE).collect::<String>()));
            Ok(if above.len() < ABOVE * 20 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
        })?;
        match kind {
            Some(true) => facilities.push(sheet),
            Some(false) => reference = reference.or(Some(sheet)),
            None => continue,
        }
        above.iter().for_each(|cell| evidence.text(cell));
    }
    match almost.filter(|_| facilities.is_empty()) {
        Some(missing) => {
            let problem = format!("the sheet of facilities lacks the columns {missing}");
            Err(FileError::Format { file: file.name().to_owned(), problem })
        }
        None => Ok(DirectorySheets { facilities, reference }),
    }
}

fn is_facilities_header(header: &Header) -> bool {
    REQUIRED.iter().all(|name| header.find(name).is_some())
}

/// The missing columns of a header that has most of the required ones.
fn missing_columns(header: &Header) -> Option<String> {
    let missing: Vec<&str> = REQUIRED.into_iter().filter(|name| header.find(name).is_none()).collect();
    (missing.len() <= REQUIRED.len() / 2).then(|| missing.join(", "))
}

fn not_a_directory(file: &TableFile) -> FileError {
    let sheets: Vec<String> = file.sheets().iter().map(|sheet| format!("{:?}", sheet.name)).collect();
    let problem = format!(
        "no sheet has the columns of a National Directory ({}); the sheets are {}",
        REQUIRED.join(", "),
        sheets.join(", ")
    );
    FileError::Format { file: file.name().to_owned(), problem }
}

fn read_reference(file: &mut TableFile, sheet: Option<usize>) -> Result<Reference, FileError> {
    let (mut reference, mut header) = (Reference::default(), None);
    let Some(sheet) = sheet else { return Ok(reference) };
    file.rows(sheet, &mut |line| {
        match &header {
            None => {
                let found: Header = Header::new(line.cells);
                header = Reference::is_header(|name| found.find(name)).then_some(found);
            }
            Some(header) => reference.add(&header.row(line)),
        }
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(reference)
}

/// The track that the codes of the first rows come from.
fn track_of_rows(file: &mut TableFile, sheet: usize) -> Result<Option<Track>, FileError> {
    let is_known = |code: &str| Vocabulary::embedded().code(code).is_some();
    let (mut header, mut codes, mut rows) = (None, BTreeSet::new(), 0);
    file.rows(sheet, &mut |line| {
        match &header {
            None => header = Some(Header::new(line.cells)).filter(is_facilities_header),
            Some(header) => {
                let row = header.row(line);
                let track_name = row.text(CODES).unwrap_or_default();
                codes.extend(track_name.split([' ', '*']).filter(|code| is_known(code)).map(str::to_owned));
                rows += 1;
            }
        }
        Ok(if rows < ROWS_FOR_TRACK { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
    })?;
    Ok(track_of(codes.iter().map(String::as_str)))
}
