//! What an import found of each listing, beside what was known before.

use std::collections::{HashMap, HashSet};

use directory::listing::Content;
use directory::{ListingId, Source};
use uuid::Uuid;

use crate::error::Error;
use crate::imports::ImportRecord;
use crate::listings::{contents_by_id, parsed};
use crate::pool::{Session, rows};
use crate::write::name;
use crate::{Store, bulk, text};

/// A listing that an import brought, changed or did not find any more.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportedVersion {
    /// The listing.
    pub id: ListingId,
    /// The facility it describes by now; of one that was taken back since, the one that it did.
    pub facility: Option<Uuid>,
    /// What it says; none when it is gone.
    pub after: Option<Content>,
    /// What it said before; none when it was never seen.
    pub before: Option<Content>,
    /// Whether it had been gone before.
    pub was_gone: bool,
    /// The other listing that it goes on from, and what that said.
    pub former: Option<(ListingId, Content)>,
}

const DOING: &str = "reading what an import changed";

/// Source and id of the former listing last.
type Row = (String, Option<String>, Option<String>, i32, Option<String>, Option<String>, Option<String>);

impl Store {
    /// What a published import found of each listing that it brought, changed or did not find any more, ordered by
    /// listing. Empty for one that published nothing, or was published before versions were kept.
    ///
    /// # Errors
    /// When the store can't be read.
    pub async fn imported_versions(&self, import: &ImportRecord) -> Result<Vec<ImportedVersion>, Error> {
        let Some(generation) = import.generation else { return Ok(Vec::new()) };
        let mut session = self.pool.read(DOING).await?;
        let query = "SELECT v.source_id, v.content,
            (SELECT b.content FROM listing_version AS b
             WHERE b.source = v.source AND b.source_id = v.source_id AND b.generation < v.generation
             AND b.content IS NOT NULL ORDER BY b.generation DESC LIMIT 1),
            CASE WHEN EXISTS (SELECT 1 FROM listing_version AS b
             WHERE b.source = v.source AND b.source_id = v.source_id AND b.content IS NULL
             AND b.generation = (SELECT MAX(c.generation) FROM listing_version AS c
                WHERE c.source = v.source AND c.source_id = v.source_id AND c.generation < v.generation))
             THEN 1 ELSE 0 END,
            COALESCE(l.facility_id, p.facility_id), p.former_source, p.former_id
            FROM listing_version AS v
            LEFT JOIN listing AS l ON l.source = v.source AND l.source_id = v.source_id
            LEFT JOIN placement AS p ON p.source = v.source AND p.source_id = v.source_id
                AND p.generation = v.generation
            WHERE v.generation = $1 AND v.source = $2 AND EXISTS (SELECT 1 FROM publication AS o
                WHERE o.generation = v.generation AND o.coverage IS NOT NULL) ORDER BY v.source_id";
        let rows = rows!(&mut session, DOING, Row, query, generation.0, import.source.slug())?;
        let mut formers = HashSet::new();
        for (.., source, id) in &rows {
            if let (Some(source), Some(id)) = (source, id) {
                formers.insert(text::listing_id(source, id.clone())?);
            }
        }
        let mut formers = contents_before(&mut session, &formers, generation.0).await?;
        rows.into_iter().map(|row| imported(import.source, row, &mut formers)).collect()
    }
}

fn imported(
    source: Source,
    row: Row,
    formers: &mut HashMap<ListingId, Content>,
) -> Result<ImportedVersion, Error> {
    let (id, after, before, was_gone, facility, former_source, former_id) = row;
    let id = ListingId { source, id };
    let read = |content: Option<String>| content.map(|content| parsed(&id, &content)).transpose();
    let (after, before) = (read(after)?, read(before)?);
    let former = match (former_source, former_id) {
        (Some(source), Some(id)) => formers.remove_entry(&text::listing_id(&source, id)?),
        _ => None,
    };
    let facility = facility.map(|facility| text::id("a facility's id", &facility)).transpose()?;
    Ok(ImportedVersion { id, facility, after, before, was_gone: was_gone == 1, former })
}

/// What listings said last before a generation.
async fn contents_before(
    session: &mut Session,
    ids: &HashSet<ListingId>,
    generation: i64,
) -> Result<HashMap<ListingId, Content>, Error> {
    let rows = ids.iter().map(|id| {
        let [source, source_id] = name(id);
        [source, source_id, generation.into()]
    });
    let head = "SELECT v.source, v.source_id, v.content FROM (";
    let tail = ") AS r JOIN listing_version AS v ON v.source = r.column1 AND v.source_id = r.column2
        AND v.generation = (SELECT MAX(b.generation) FROM listing_version AS b
            WHERE b.source = r.column1 AND b.source_id = r.column2 AND b.generation < r.column3
            AND b.content IS NOT NULL)";
    contents_by_id(bulk::fetch(session, DOING, head, Box::new(rows), tail).await?)
}
