//! Deleting a source without a trace: the sample, when real listings take its place.

use directory::Source;

use super::Writer;
use crate::error::Error;
use crate::imports::ImportId;
use crate::statement::execute;

const DOING: &str = "deleting all of a source";

impl Writer<'_> {
    /// Deletes the listings of a source from this generation, and the facilities that only they describe.
    pub(super) async fn purge(&mut self, source: Source) -> Result<(), Error> {
        let source = source.slug();
        let facilities = "DELETE FROM facility_state WHERE generation = $1
            AND id IN (SELECT facility_id FROM listing_state WHERE generation = $1 AND source = $2)
            AND NOT EXISTS (SELECT 1 FROM listing_state AS l
                WHERE l.generation = $1 AND l.facility_id = facility_state.id AND l.source <> $2)";
        execute!(&mut *self.session, DOING, facilities, self.generation, source)?;
        let listings = "DELETE FROM listing_state WHERE generation = $1 AND source = $2";
        execute!(&mut *self.session, DOING, listings, self.generation, source)?;
        // An id that was merged into a deleted facility, possibly through others, now leads nowhere.
        let redirects = "DELETE FROM facility_state WHERE generation = $1 AND merged_into IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM facility_state AS target
                WHERE target.generation = $1 AND target.id = facility_state.merged_into)
            AND NOT EXISTS (SELECT 1 FROM listing_state AS l
                WHERE l.generation = $1 AND l.facility_id = facility_state.id)";
        while execute!(&mut *self.session, DOING, redirects, self.generation)? > 0 {}
        Ok(())
    }

    /// Deletes the history of a source that was purged, its imports except `import`, and the corrections of facilities
    /// that no longer exist. Call this in the transaction that publishes this generation, since none of these are
    /// kept by generation.
    pub(crate) async fn purge_history(
        &mut self,
        source: Source,
        import: Option<ImportId>,
    ) -> Result<(), Error> {
        let source = source.slug();
        for delete in [
            "DELETE FROM listing_version WHERE source = $1",
            "DELETE FROM placement WHERE source = $1",
            "DELETE FROM publication WHERE source = $1",
        ] {
            execute!(&mut *self.session, DOING, delete, source)?;
        }
        let imports = "DELETE FROM import WHERE source = $1 AND id <> $2";
        let import = import.map(|import| import.to_string()).unwrap_or_default();
        execute!(&mut *self.session, DOING, imports, source, import)?;
        let corrections = "DELETE FROM correction WHERE NOT EXISTS
            (SELECT 1 FROM facility_state AS f WHERE f.generation = $1 AND f.id = correction.facility_id)";
        execute!(&mut *self.session, DOING, corrections, self.generation)?;
        Ok(())
    }
}
