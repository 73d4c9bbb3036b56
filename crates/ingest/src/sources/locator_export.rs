//! The export that people can download from the locator: a table with a column for each service code.

mod columns;

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use directory::fact::AttributeSet;
use directory::listing::Content;
use directory::{Source, Track, Vocabulary};

use super::findtreatment::track;
use crate::fields::Fields as _;
use crate::file::{FileError, SourceFile};
use crate::limits;
use crate::parsed::Scope;
use crate::place::{self, Digest, mark_shared_points, sound_id};
use crate::repair::{Repair, Repairs};
use crate::set_builder::table::check_row_count;
use crate::set_builder::{ListingDraft, SetBuilder};
use crate::source::{Document, ImportSource};
use crate::table::{Header, TableFile, TableRow, TextOptions};
use crate::zip_points::ZipPoints;
use columns::ExportColumns;

/// Reads exports of the locator.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LocatorExport;

impl ImportSource for LocatorExport {
    fn source(&self) -> Source {
        Source::LocatorExport
    }

    fn read(
        &self,
        documents: &mut dyn Iterator<Item = Document>,
        zips: &dyn ZipPoints,
        set: &mut SetBuilder<'_>,
    ) -> Result<(), FileError> {
        set.limit(limits::TABLE);
        for document in documents {
            read_file(document.into_file(), zips, set)?;
        }
        mark_shared_points(set.listings_mut());
        let tracks: BTreeSet<Track> =
            set.listings_mut().iter().map(|listing| listing.content.track).collect();
        // An export with a single track says nothing about the other track.
        if tracks.len() == 1 {
            set.set_scope(Scope::Tracks(tracks.into_iter().collect()));
        }
        Ok(())
    }
}

fn read_file(file: SourceFile, zips: &dyn ZipPoints, set: &mut SetBuilder<'_>) -> Result<(), FileError> {
    let mut file = TableFile::open(file, TextOptions::default())?;
    let name = file.name().to_owned();
    let Some(ExportTable { sheet, columns, others }) = find_table(&mut file)? else {
        let problem = "no row has the columns of a locator export: name1, state, zip and a column for each service code";
        return Err(FileError::Format { file: name, problem: problem.to_owned() });
    };
    check_row_count(&mut file, sheet)?;
    let (mut header, mut buffer) = (None, Vec::new());
    file.rows(sheet, &mut |line| {
        match &header {
            None => header = Some(Header::new(line.cells)).filter(ExportColumns::is_header),
            Some(header) => {
                let row = header.row(line);
                set.table_row(&name, &row, || Ok(vec![read_row(&row, &columns, zips, &mut buffer)?]))?;
            }
        }
        Ok(ControlFlow::Continue(()))
    })?;
    set.remark_on_sheets(&file, sheet, &others);
    Ok(())
}

/// How many rows there may be above the header.
const ABOVE: u64 = 50;

/// Where the table is.
struct ExportTable {
    sheet: usize,
    columns: ExportColumns,
    /// Other sheets with the same columns.
    others: Vec<usize>,
}

/// Finds the first sheet with the columns of an export. All its rows are examined, because a column with anything but marks
/// is not a service.
fn find_table(file: &mut TableFile) -> Result<Option<ExportTable>, FileError> {
    let mut found: Option<ExportTable> = None;
    for sheet in file.visible_first() {
        let mut columns: Option<ExportColumns> = None;
        file.rows(sheet, &mut |line| {
            match &mut columns {
                None => {
                    let header = Header::new(line.cells);
                    columns = ExportColumns::is_header(&header).then(|| ExportColumns::new(&header));
                }
                Some(columns) => columns.examine(line.cells),
            }
            let is_done =
                (columns.is_none() && line.number > ABOVE) || (columns.is_some() && found.is_some());
            Ok(if is_done { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
        })?;
        match (&mut found, columns) {
            (None, Some(columns)) => found = Some(ExportTable { sheet, columns, others: Vec::new() }),
            (Some(found), Some(_)) => found.others.push(sheet),
            (_, None) => {}
        }
    }
    Ok(found)
}

fn read_row(
    row: &TableRow<'_>,
    columns: &ExportColumns,
    zips: &dyn ZipPoints,
    buffer: &mut Vec<u8>,
) -> Result<ListingDraft, String> {
    let mut repairs = Repairs::default();
    let services = columns.services(row);
    if services.is_unreadable {
        repairs.add(Repair::ServicesUnreadable);
    }
    let track = match row.text("type_facility") {
        Some(kind) => track(Some(&kind))?,
        None => track_of(&services.codes).ok_or("no kind of facility")?,
    };
    let place = place::read(row, zips, &mut repairs)?;
    let says_something = !services.codes.is_empty() || !services.unknown.is_empty();
    let content = Content {
        codes: says_something.then_some(services.codes),
        unknown_services: services.unknown,
        ..place.into_content(track, columns.questionnaire(track))
    };
    let own_id = sound_id(row, "frid", &mut repairs);
    let cells: Vec<_> = row.named_cells().filter(|(name, _)| !columns.is_passing(name)).collect();
    let digest = Digest::from_texts(cells.iter().map(|(name, cell)| (&**name, cell.trim())), buffer);
    Ok(ListingDraft { own_id, digest, content, repairs: repairs.into_vec(), group: None })
}

/// The track that the codes for types of care come from. Only the mental-health survey has a code for mental-health treatment
/// alone.
fn track_of(codes: &AttributeSet) -> Option<Track> {
    let has = |code: &str| Vocabulary::embedded().code(code).is_some_and(|id| codes.contains(id));
    if has("MH") { Some(Track::MentalHealth) } else { has("SA").then_some(Track::SubstanceUse) }
}
