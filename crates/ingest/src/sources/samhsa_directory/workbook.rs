//! A workbook: finding its sheets, detecting its edition, and reading its rows.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use directory::listing::Questionnaire;
use directory::vocabulary::Edition;
use directory::{Track, Vocabulary};

use super::edition::{YEARS, YearEvidence, questionnaire, track_name, track_of};
use super::reference::Reference;
use super::row::{CODES, REQUIRED, RowReader};
use crate::file::{FileError, SourceFile};
use crate::set_builder::SetBuilder;
use crate::table::{HEADER_WITHIN, Header, SheetHeader, TableFile, TextOptions};
use crate::zip_points::ZipPoints;

/// How many rows are examined to detect the track if there is no reference.
const ROWS_FOR_TRACK: usize = 2_000;

/// A workbook whose edition is known, but whose rows are not read yet.
pub(super) struct DirectoryWorkbook {
    file: TableFile,
    /// The headers of the sheets with facilities. Only the first sheet is read.
    facilities: Vec<SheetHeader>,
    reference: Reference,
    edition: Edition,
    questionnaire: Questionnaire,
}

impl DirectoryWorkbook {
    /// Opens a workbook and detects its track and year, unless they are given.
    pub fn open(
        file: SourceFile,
        given_track: Option<Track>,
        given_year: Option<u16>,
    ) -> Result<DirectoryWorkbook, FileError> {
        let mut file = TableFile::open(file, TextOptions::default())?;
        let mut evidence = YearEvidence::default();
        evidence.text(file.name());
        evidence.text(file.title().unwrap_or_default());
        file.sheets().iter().for_each(|sheet| evidence.text(&sheet.name));
        let DirectorySheets { facilities, reference } = find_sheets(&mut file, &mut evidence)?;
        let first = facilities.first().ok_or_else(|| not_a_directory(&file))?;
        let reference = read_reference(&mut file, reference.as_ref())?;

        let detected = match track_of(reference.codes()) {
            Some(track) => Some(track),
            None => track_of_rows(&mut file, first)?,
        };
        let problem = |problem: String| FileError::format(file.name(), problem);
        let track = one_track(given_track, detected).map_err(problem)?;
        if let Some(year) = given_year.filter(|year| !YEARS.contains(year)) {
            return Err(problem(format!("there is no directory for the year {year}")));
        }
        let asked = reference.asked(track);
        let year = given_year.map_or_else(|| evidence.year(track, &asked), Ok).map_err(problem)?;
        let edition = Edition { track, year };
        let questionnaire = questionnaire(edition, &asked).ok_or_else(|| problem(no_questions(edition)))?;
        Ok(DirectoryWorkbook { file, facilities, reference, edition, questionnaire })
    }

    pub fn name(&self) -> &str {
        self.file.name()
    }

    pub fn edition(&self) -> Edition {
        self.edition
    }

    pub fn read(&mut self, zips: &dyn ZipPoints, set: &mut SetBuilder<'_>) -> Result<(), FileError> {
        let mut reader = RowReader::new(self.edition, self.questionnaire, &self.reference);
        let survey = track_name(self.edition.track).to_owned();
        set.read_table(&mut self.file, &self.facilities, &|_| Some(survey.clone()), &mut |row| {
            Ok(vec![reader.read(row, zips)?])
        })
    }
}

/// The given track, or else the detected one. If both are known, they must agree.
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

/// The headers of the sheets of a workbook, by what the sheets contain.
#[derive(Default)]
struct DirectorySheets {
    facilities: Vec<SheetHeader>,
    reference: Option<SheetHeader>,
}

/// Finds the sheets with the facilities and with the codes. The texts above their headers are evidence for the year.
fn find_sheets(file: &mut TableFile, evidence: &mut YearEvidence) -> Result<DirectorySheets, FileError> {
    let (mut sheets, mut almost) = (DirectorySheets::default(), None);
    for sheet in file.visible_first() {
        let mut above: Vec<String> = Vec::new();
        let header = file.find_header(sheet, HEADER_WITHIN, &mut |_, names| {
            let is_header = is_facilities_header(names) || Reference::is_header(names);
            if !is_header {
                almost = almost.take().or_else(|| missing_columns(names));
                above.extend_from_slice(names.names());
            }
            is_header
        })?;
        match header {
            Some(header) if is_facilities_header(&header.names) => sheets.facilities.push(header),
            Some(header) => _ = sheets.reference.get_or_insert(header),
            None => continue,
        }
        above.iter().for_each(|cell| evidence.text(cell));
    }
    match almost.filter(|_| sheets.facilities.is_empty()) {
        Some(missing) => Err(FileError::format(
            file.name(),
            format!("the sheet of facilities lacks the columns {missing}"),
        )),
        None => Ok(sheets),
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
    let problem = format!(
        "no sheet has the columns of a National Directory ({}); the sheets are {}",
        REQUIRED.join(", "),
        file.sheet_names()
    );
    FileError::format(file.name(), problem)
}

fn read_reference(file: &mut TableFile, header: Option<&SheetHeader>) -> Result<Reference, FileError> {
    let mut reference = Reference::default();
    if let Some(header) = header {
        file.rows_below(header, &mut |row| {
            reference.add(&row);
            Ok(ControlFlow::Continue(()))
        })?;
    }
    Ok(reference)
}

/// The track whose questionnaires the codes of the first rows come from.
fn track_of_rows(file: &mut TableFile, header: &SheetHeader) -> Result<Option<Track>, FileError> {
    let is_known = |code: &&str| Vocabulary::embedded().code(code).is_some();
    let (mut codes, mut rows) = (BTreeSet::new(), 0);
    file.rows_below(header, &mut |row| {
        let cell = row.text(CODES).unwrap_or_default();
        codes.extend(cell.split([' ', '*']).filter(is_known).map(str::to_owned));
        rows += 1;
        Ok(if rows < ROWS_FOR_TRACK { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
    })?;
    Ok(track_of(codes.iter().map(String::as_str)))
}
