//! Forgetting a source without a trace.

use directory::Source;

use super::Writer;
use crate::error::Error;
use crate::imports::ImportId;
use crate::pool::execute;

impl Writer<'_> {
    /// Deletes the listings of a source, what only they describe and what was said of that, and the imports they came
    /// with, except `import`.
    pub(super) async fn purge(&mut self, import: Option<ImportId>, source: Source) -> Result<(), Error> {
        const DOING: &str = "deleting all of a source";
        let source = source.slug();
        let facilities = "DELETE FROM facility
            WHERE id IN (SELECT facility_id FROM listing WHERE source = $1)
            AND NOT EXISTS (SELECT 1 FROM listing WHERE listing.facility_id = facility.id AND source <> $1)";
        execute!(&mut *self.session, DOING, facilities, source)?;
        for delete in [
            "DELETE FROM listing WHERE source = $1",
            "DELETE FROM listing_version WHERE source = $1",
            "DELETE FROM placement WHERE source = $1",
            "DELETE FROM publication WHERE source = $1",
        ] {
            execute!(&mut *self.session, DOING, delete, source)?;
        }
        let imports = "DELETE FROM import WHERE source = $1 AND id <> $2";
        let import = import.map(|import| import.to_string()).unwrap_or_default();
        execute!(&mut *self.session, DOING, imports, source, import)?;
        // Ids that only led to a facility of the source lead nowhere now, maybe through one another.
        let redirects = "DELETE FROM facility
            WHERE merged_into IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM facility AS goes_on WHERE goes_on.id = facility.merged_into)
            AND NOT EXISTS (SELECT 1 FROM listing WHERE listing.facility_id = facility.id)";
        while execute!(&mut *self.session, DOING, redirects)? > 0 {}
        let corrections = "DELETE FROM correction
            WHERE NOT EXISTS (SELECT 1 FROM facility WHERE facility.id = correction.facility_id)";
        execute!(&mut *self.session, DOING, corrections)?;
        Ok(())
    }
}
