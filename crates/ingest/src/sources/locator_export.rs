//! The export that people can download from the locator: a table with a column for each service code.

mod columns;

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use directory::fact::AttributeSet;
use directory::listing::Content;
use directory::{Source, Track, Vocabulary};

use super::findtreatment::{site_fields, track, treatment_kind};
use crate::file::{FileError, SourceFile};
use crate::limits;
use crate::parsed::Scope;
use crate::place::{self, Digest, SiteFields, mark_shared_points, sound_id};
use crate::repair::{Repair, Repairs};
use crate::set_builder::table::Refusal;
use crate::set_builder::{ListingDraft, SetBuilder};
use crate::source::{Document, ImportSource};
use crate::table::{HEADER_WITHIN, TableFile, TableRow, TextOptions};
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
    let mut headers = Vec::new();
    for sheet in file.visible_first() {
        headers
            .extend(file.find_header(sheet, HEADER_WITHIN, &mut |_, names| ExportColumns::is_header(names))?);
    }
    let Some(header) = headers.first() else {
        let problem = "no row has the columns of a locator export: name1, state, zip and a column for each service code";
        return Err(FileError::format(file.name(), problem));
    };
    // All rows are examined first, because a column with anything other than marks is not a service.
    let mut columns = ExportColumns::new(&header.names);
    file.rows_below(header, &mut |row| {
        columns.examine(&row);
        Ok(ControlFlow::Continue(()))
    })?;
    let kind = |row: &TableRow<'_>| treatment_kind(row.text("type_facility"));
    set.read_table(&mut file, &headers, &kind, &mut |row| {
        let fields = site_fields(|name| row.text(name));
        let draft = read_row(row, &fields, &columns, zips);
        Ok(vec![draft.map_err(|reason| Refusal::new(reason, &fields))?])
    })
}

fn read_row(
    row: &TableRow<'_>,
    fields: &SiteFields<'_>,
    columns: &ExportColumns,
    zips: &dyn ZipPoints,
) -> Result<ListingDraft, String> {
    let mut repairs = Repairs::default();
    let services = columns.services(row);
    if !services.unreadable.is_empty() {
        repairs.add(Repair::ServicesUnreadable);
    }
    let track = match row.text("type_facility") {
        Some(kind) => track(Some(kind))?,
        None => track_of(&services.codes).ok_or("no kind of facility")?,
    };
    let place = place::read(fields, zips, &mut repairs)?;
    let says_something = !services.codes.is_empty() || !services.unknown.is_empty();
    let content = Content {
        codes: says_something.then_some(services.codes),
        unknown_services: services.unknown,
        ..place.into_content(track, columns.questionnaire(track, &services.unreadable))
    };
    let own_id = sound_id(row.text("frid"), &mut repairs);
    let cells: Vec<_> = row.named_cells().filter(|(name, _)| !columns.is_passing(name)).collect();
    let digest = Digest::from_texts(cells.iter().map(|(name, cell)| (&**name, cell.trim())));
    Ok(ListingDraft { own_id, digest, content, repairs: repairs.into_vec(), group: None })
}

/// The track of the survey that the codes come from. Both surveys have the code SA for substance use treatment, but
/// only the one about mental health has MH.
fn track_of(codes: &AttributeSet) -> Option<Track> {
    let has = |code: &str| Vocabulary::embedded().code(code).is_some_and(|id| codes.contains(id));
    if has("MH") { Some(Track::MentalHealth) } else { has("SA").then_some(Track::SubstanceUse) }
}
