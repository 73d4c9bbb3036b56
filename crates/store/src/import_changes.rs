//! What an import changed, listing by listing.

use std::collections::{HashMap, HashSet};

use directory::listing::Content;
use directory::{ListingId, Source};
use uuid::Uuid;

use crate::error::Error;
use crate::imports::ImportRecord;
use crate::listings::{contents_by_id, parse_content};
use crate::pending::Pending;
use crate::pool::Session;
use crate::statement::{rows, table_row};
use crate::write::listing_key;
use crate::{Store, bulk, text};

/// A listing that an import added or changed, or that it no longer found.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportedVersion {
    /// The listing.
    pub id: ListingId,
    /// The facility that it describes now. If the listing no longer exists because the import was undone, this is the
    /// facility that it described then.
    pub facility: Option<Uuid>,
    /// What it says; `None` when it is gone.
    pub after: Option<Content>,
    /// What it said before; `None` when it is new.
    pub before: Option<Content>,
    /// Whether it was gone before.
    pub was_gone: bool,
    /// The other listing that it continues, and what that one said.
    pub former: Option<(ListingId, Content)>,
}

const DOING: &str = "reading what an import changed";

table_row! {
    struct ChangedRow {
        source_id: String,
        after: Option<String>,
        after_checksum: Option<i64>,
        before: Option<String>,
        before_checksum: Option<i64>,
        /// 0 or 1.
        was_gone: i32,
        facility_id: Option<String>,
        former_source: Option<String>,
        former_id: Option<String>,
    }
}

impl Store {
    /// The listings that a published import added or changed, or that it no longer found, ordered by id. Empty for an
    /// import that published nothing, or that was published before versions of listings were kept.
    ///
    /// # Errors
    /// When the store can't be read.
    pub fn imported_versions<'a>(&'a self, import: &'a ImportRecord) -> Pending<'a, Vec<ImportedVersion>> {
        Box::pin(async move {
            let Some(generation) = import.generation else { return Ok(Vec::new()) };
            let mut session = self.pool.read(DOING).await?;
            let query = "SELECT v.source_id, v.content AS after, v.checksum AS after_checksum,
            b.content AS before, b.checksum AS before_checksum,
            CASE WHEN EXISTS (SELECT 1 FROM listing_version AS b
             WHERE b.source = v.source AND b.source_id = v.source_id AND b.content IS NULL
             AND b.generation = (SELECT MAX(c.generation) FROM listing_version AS c
                WHERE c.source = v.source AND c.source_id = v.source_id AND c.generation < v.generation))
             THEN 1 ELSE 0 END AS was_gone,
            COALESCE(l.facility_id, p.facility_id) AS facility_id, p.former_source, p.former_id
            FROM listing_version AS v
            LEFT JOIN listing_version AS b ON b.source = v.source AND b.source_id = v.source_id
                AND b.generation = (SELECT MAX(c.generation) FROM listing_version AS c
                    WHERE c.source = v.source AND c.source_id = v.source_id AND c.generation < v.generation
                    AND c.content IS NOT NULL)
            LEFT JOIN listing AS l ON l.source = v.source AND l.source_id = v.source_id
            LEFT JOIN placement AS p ON p.source = v.source AND p.source_id = v.source_id
                AND p.generation = v.generation
            WHERE v.generation = $1 AND v.source = $2 AND EXISTS (SELECT 1 FROM publication AS o
                WHERE o.generation = v.generation AND o.coverage IS NOT NULL) ORDER BY v.source_id";
            let rows = rows!(&mut session, DOING, ChangedRow, query, generation.0, import.source.slug())?;
            let formers = rows.iter().filter_map(|row| row.former().transpose());
            let formers = formers.collect::<Result<HashSet<_>, _>>()?;
            let mut formers = contents_before(&mut session, &formers, generation.0).await?;
            rows.into_iter().map(|row| row.parse(import.source, &mut formers)).collect()
        })
    }
}

impl ChangedRow {
    /// The other listing that this one continues.
    fn former(&self) -> Result<Option<ListingId>, Error> {
        let (Some(source), Some(id)) = (&self.former_source, &self.former_id) else { return Ok(None) };
        text::listing_id(source, id.clone()).map(Some)
    }

    fn parse(
        self,
        source: Source,
        formers: &mut HashMap<ListingId, Content>,
    ) -> Result<ImportedVersion, Error> {
        let former = self.former()?.and_then(|former| formers.remove_entry(&former));
        let id = ListingId { source, id: self.source_id };
        let content =
            |json: Option<String>, checksum| json.map(|json| parse_content(&id, &json, checksum)).transpose();
        let after = content(self.after, self.after_checksum)?;
        let before = content(self.before, self.before_checksum)?;
        let facility = self.facility_id.map(|id| text::id("a facility's id", &id)).transpose()?;
        Ok(ImportedVersion { id, facility, after, before, was_gone: self.was_gone == 1, former })
    }
}

/// What listings said last before a generation.
async fn contents_before(
    session: &mut Session,
    ids: &HashSet<ListingId>,
    generation: i64,
) -> Result<HashMap<ListingId, Content>, Error> {
    let rows = ids.iter().map(|id| {
        let [source, source_id] = listing_key(id);
        [source, source_id, generation.into()]
    });
    let head = "WITH asked (source, source_id, generation) AS (";
    let tail = ") SELECT v.source, v.source_id, v.content, v.checksum FROM asked
        JOIN listing_version AS v ON v.source = asked.source AND v.source_id = asked.source_id
        AND v.generation = (SELECT MAX(b.generation) FROM listing_version AS b
            WHERE b.source = asked.source AND b.source_id = asked.source_id AND b.generation < asked.generation
            AND b.content IS NOT NULL)";
    contents_by_id(bulk::fetch(session, DOING, head, Box::new(rows), tail).await?)
}
