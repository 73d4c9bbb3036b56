//! Checksums of the versions of listings, which reveal damage: a bit that flipped on the disk, or an edit by hand.

use directory::text::digest;

use crate::bulk;
use crate::error::Error;
use crate::pool::Session;
use crate::statement::{rows, table_row};

/// The checksum of the content or of the original row of a listing.
pub(crate) fn of(source: &str, source_id: &str, bytes: &[u8]) -> i64 {
    digest(&[source.as_bytes(), source_id.as_bytes(), bytes]).cast_signed()
}

table_row! {
    /// A version of a listing that has content.
    #[derive(Clone)]
    pub(crate) struct VersionRow {
        pub(crate) source: String,
        pub(crate) source_id: String,
        pub(crate) generation: i64,
        content: String,
        raw: Option<Vec<u8>>,
        checksum: Option<i64>,
        raw_checksum: Option<i64>,
    }
}

impl VersionRow {
    /// The checksums of the content and of the original row as they are now.
    fn sums(&self) -> (i64, Option<i64>) {
        let sum = |bytes: &[u8]| of(&self.source, &self.source_id, bytes);
        (sum(self.content.as_bytes()), self.raw.as_deref().map(sum))
    }

    /// Whether the version is as it was written.
    pub(crate) fn is_intact(&self) -> bool {
        let (sum, raw_sum) = self.sums();
        self.checksum == Some(sum) && self.raw_checksum == raw_sum
    }
}

/// Reads all versions that have content, in batches.
#[derive(Default)]
pub(crate) struct VersionBatches {
    /// The key of the last version of the previous batch.
    after: (String, String, i64),
}

impl VersionBatches {
    /// The next batch; empty after the last.
    pub(crate) async fn next(
        &mut self,
        session: &mut Session,
        doing: &'static str,
    ) -> Result<Vec<VersionRow>, Error> {
        let query =
            "SELECT source, source_id, generation, content, raw, checksum, raw_checksum FROM listing_version
            WHERE (source, source_id, generation) > ($1, $2, $3) AND content IS NOT NULL
            ORDER BY source, source_id, generation LIMIT 500";
        let (source, id, generation) = &self.after;
        let batch = rows!(session, doing, VersionRow, query, source, id, *generation)?;
        if let Some(last) = batch.last() {
            self.after = (last.source.clone(), last.source_id.clone(), last.generation);
        }
        Ok(batch)
    }
}

/// Computes the checksums of all versions. Called when the columns have just been added.
pub(crate) async fn fill(session: &mut Session) -> Result<(), Error> {
    const DOING: &str = "computing the checksums of listings";
    let mut batches = VersionBatches::default();
    loop {
        let batch = batches.next(session, DOING).await?;
        if batch.is_empty() {
            return Ok(());
        }
        let rows = batch.iter().map(|row| {
            let (sum, raw_sum) = row.sums();
            let key = [(&row.source).into(), (&row.source_id).into(), row.generation.into()];
            let [source, source_id, generation] = key;
            [source, source_id, generation, sum.into(), raw_sum.into()]
        });
        let head = "WITH new (source, source_id, generation, checksum, raw_checksum) AS (";
        let tail = ") UPDATE listing_version AS v
            SET checksum = new.checksum, raw_checksum = new.raw_checksum FROM new
            WHERE v.source = new.source AND v.source_id = new.source_id AND v.generation = new.generation";
        bulk::execute(session, DOING, head, Box::new(rows), tail).await?;
    }
}
