//! Facilities: which there are, which were merged, and which pairs of listings a person should decide about.

use std::collections::BTreeSet;

use directory::resolution::Borderline;
use directory::Placement;
use uuid::Uuid;

use super::Writer;
use crate::bulk::{self, Value};
use crate::error::Error;
use crate::pool::execute;

impl Writer<'_> {
    /// Writes the facilities that these placements name for the first time.
    pub(super) async fn facilities(&mut self, placements: impl Iterator<Item = Placement>) -> Result<(), Error> {
        let facilities: BTreeSet<Uuid> = placements.map(|placement| placement.facility).collect();
        let at = self.at.as_str();
        let rows = facilities.into_iter().map(|id| [Value::from(id), at.into()]);
        let head = "INSERT INTO facility (id, first_seen) ";
        let tail = " ON CONFLICT (id) DO NOTHING";
        bulk::execute(self.session, "writing facilities", head, Box::new(rows), tail).await
    }

    pub(super) async fn merge(&mut self, merged: &[(Uuid, Uuid)]) -> Result<(), Error> {
        let (at, generation) = (self.at.as_str(), self.generation.0);
        let rows = merged
            .iter()
            .map(|(old, goes_on)| [Value::from(*old), at.into(), (*goes_on).into(), generation.into()]);
        let head = "INSERT INTO facility (id, first_seen, merged_into, merged_in) ";
        let tail = " ON CONFLICT (id) DO UPDATE SET merged_into = excluded.merged_into,
            merged_in = excluded.merged_in";
        bulk::execute(self.session, "merging facilities", head, Box::new(rows), tail).await
    }

    pub(super) async fn borderline(&mut self, pairs: &[Borderline]) -> Result<(), Error> {
        const DOING: &str = "keeping the pairs that are nearly undecided";
        execute!(&mut *self.session, DOING, "DELETE FROM borderline")?;
        let rows = (1i64..).zip(pairs).map(|(number, pair)| {
            let json = serde_json::to_string(pair).expect("a pair has only text keys");
            [number.into(), json.into()]
        });
        let head = "INSERT INTO borderline (number, pair) ";
        bulk::execute(self.session, DOING, head, Box::new(rows), "").await
    }
}
