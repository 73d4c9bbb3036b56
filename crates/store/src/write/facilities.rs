//! Facilities: adding them, marking them as gone or back, merging and separating them. Also the pairs of listings that
//! a person should decide about.

use std::collections::BTreeSet;

use directory::Placement;
use directory::listing::Role;
use directory::resolution::BorderlinePair;
use uuid::Uuid;

use super::Writer;
use crate::bulk;
use crate::error::Error;
use crate::imports::ImportId;
use crate::statement::SqlValue;
use crate::statement::execute;
use crate::text::role_text;

impl Writer<'_> {
    /// Adds the facilities of these placements, if they are new.
    pub(super) async fn add_facilities(
        &mut self,
        placements: impl Iterator<Item = Placement>,
    ) -> Result<(), Error> {
        let facilities: BTreeSet<Uuid> = placements.map(|placement| placement.facility).collect();
        let (generation, at) = (self.generation, self.at.as_str());
        let rows = facilities.into_iter().map(|id| [generation.into(), id.into(), at.into()]);
        let head = "INSERT INTO facility_state (generation, id, first_seen) ";
        let tail = " ON CONFLICT (generation, id) DO NOTHING";
        bulk::execute(self.session, "writing facilities", head, Box::new(rows), tail).await
    }

    /// Marks facilities as gone if no program listing describes them anymore, and as present if one does again.
    pub(crate) async fn settle_facilities(&mut self) -> Result<(), Error> {
        const DOING: &str = "marking facilities as gone or back";
        let program = role_text(Role::Program);
        let gone = "UPDATE facility_state SET gone_at = $1
            WHERE generation = $2 AND gone_at IS NULL AND NOT EXISTS
            (SELECT 1 FROM listing_state AS l WHERE l.generation = $2 AND l.facility_id = facility_state.id
             AND l.gone_at IS NULL AND l.role = $3)";
        execute!(&mut *self.session, DOING, gone, &self.at, self.generation, program)?;
        let back = "UPDATE facility_state SET gone_at = NULL, merged_into = NULL, merged_in = NULL
            WHERE generation = $1 AND (gone_at IS NOT NULL OR merged_into IS NOT NULL) AND EXISTS
            (SELECT 1 FROM listing_state AS l WHERE l.generation = $1 AND l.facility_id = facility_state.id
             AND l.gone_at IS NULL AND l.role = $2)";
        execute!(&mut *self.session, DOING, back, self.generation, program)?;
        Ok(())
    }

    pub(super) async fn merge(&mut self, merged: &[(Uuid, Uuid)]) -> Result<(), Error> {
        let (generation, at) = (self.generation, self.at.as_str());
        let rows = merged.iter().map(|(old, remaining)| {
            [generation.into(), (*old).into(), at.into(), (*remaining).into(), generation.into()]
        });
        let head = "INSERT INTO facility_state (generation, id, first_seen, merged_into, merged_in) ";
        let tail = " ON CONFLICT (generation, id) DO UPDATE SET merged_into = excluded.merged_into,
            merged_in = excluded.merged_in";
        bulk::execute(self.session, "merging facilities", head, Box::new(rows), tail).await
    }

    /// Separates the facilities that an import had merged, because it is undone.
    pub(crate) async fn separate_merged_by(&mut self, import: ImportId) -> Result<(), Error> {
        let separate = "UPDATE facility_state SET merged_into = NULL, merged_in = NULL
            WHERE generation = $1 AND merged_in = (SELECT generation FROM import WHERE id = $2)";
        let doing = "separating the facilities that an import had merged";
        execute!(&mut *self.session, doing, separate, self.generation, import.to_string())?;
        Ok(())
    }

    /// Replaces the pairs that a person should decide about.
    pub(crate) async fn borderline(&mut self, pairs: &[BorderlinePair]) -> Result<(), Error> {
        const DOING: &str = "storing the borderline pairs";
        execute!(&mut *self.session, DOING, "DELETE FROM borderline")?;
        let rows = (1i64..).zip(pairs).map(|(number, pair)| {
            let json = serde_json::to_string(pair).expect("a pair has only text keys");
            [SqlValue::from(number), json.into()]
        });
        let head = "INSERT INTO borderline (number, pair) ";
        bulk::execute(self.session, DOING, head, Box::new(rows), "").await
    }
}
