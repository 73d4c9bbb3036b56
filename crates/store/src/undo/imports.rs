//! The imports of a source that count: those that were published and not undone.

use directory::{Source, Track};
use jiff::Timestamp;

use crate::changes::ImportCoverage;
use crate::error::Error;
use crate::imports::{ImportId, ImportStatus};
use crate::pool::Session;
use crate::publication::PublicationKind;
use crate::statement::{rows, table_row};
use crate::text;

pub(super) const DOING: &str = "finding what an import changed";

/// The generation given to the versions of those listings that were already gone when versions began to be kept.
const BEFORE_VERSIONS: i64 = 0;

/// A published import that was not undone.
#[derive(Clone)]
pub(super) struct PublishedImport {
    pub id: ImportId,
    pub generation: i64,
    /// `None` for an import from before versions were kept.
    pub coverage: Option<ImportCoverage>,
    pub retrieved_at: Timestamp,
}

impl PublishedImport {
    /// Whether it covers a listing of this track that it does not name.
    pub(super) fn covers(&self, track: Track) -> bool {
        self.coverage.as_ref().is_some_and(|coverage| coverage.covers(track))
    }
}

table_row! {
    struct PublishedImportRow {
        id: String,
        generation: i64,
        coverage: Option<String>,
        retrieved_at: String,
    }
}

/// The published imports of a source, oldest first.
///
/// Listings that were gone before versions were kept have a version, but which import brought it is unknown. So the
/// oldest import from that time is listed twice, the first time as the one that brought these versions.
pub(super) async fn published_imports(
    session: &mut Session,
    source: Source,
) -> Result<Vec<PublishedImport>, Error> {
    const WHAT: &str = "a publication";
    let query = "SELECT i.id, p.generation, p.coverage, p.retrieved_at FROM publication AS p
        JOIN import AS i ON i.id = p.import_id
        WHERE p.kind = $1 AND i.source = $2 AND i.status = $3 ORDER BY p.generation";
    let (kind, done) = (PublicationKind::Import.slug(), ImportStatus::Done.slug());
    let rows = rows!(session, DOING, PublishedImportRow, query, kind, source.slug(), done)?;
    let import = |row: PublishedImportRow| {
        let coverage = |slug: String| {
            let unknown = || Error::unreadable(WHAT, format!("{slug:?} is not a coverage"));
            ImportCoverage::from_slug(&slug).ok_or_else(unknown)
        };
        Ok(PublishedImport {
            id: ImportId(text::id(WHAT, &row.id)?),
            generation: row.generation,
            coverage: row.coverage.map(coverage).transpose()?,
            retrieved_at: text::time(WHAT, &row.retrieved_at)?,
        })
    };
    let mut imports = rows.into_iter().map(import).collect::<Result<Vec<_>, Error>>()?;
    if let Some(oldest) = imports.iter().find(|import| import.coverage.is_none()).cloned() {
        imports.insert(0, PublishedImport { generation: BEFORE_VERSIONS, ..oldest });
    }
    Ok(imports)
}
