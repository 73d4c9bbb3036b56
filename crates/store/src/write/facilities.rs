//! Facilities and programs: which there are, which were merged, and about which pairs somebody should decide.

use std::collections::{BTreeMap, BTreeSet};

use directory::resolution::Borderline;
use directory::{Placement, Track};
use uuid::Uuid;

use super::Writer;
use crate::bulk::{self, Value};
use crate::error::Error;
use crate::pool::execute;

impl Writer<'_> {
    /// Writes the facilities of these placements, and the programs whose track is known.
    pub(super) async fn placements(
        &mut self,
        placements: impl Iterator<Item = (Placement, Option<Track>)>,
    ) -> Result<(), Error> {
        let mut facilities = BTreeSet::new();
        let mut programs = BTreeMap::new();
        for (placement, track) in placements {
            facilities.insert(placement.facility);
            programs.extend(track.map(|track| (placement.program, (placement.facility, track))));
        }
        let at = self.at.as_str();
        let rows = facilities.iter().map(|id| [Value::from(*id), at.into()]);
        let head = "INSERT INTO facility (id, first_seen) ";
        let tail = " ON CONFLICT (id) DO NOTHING";
        bulk::execute(self.session, "writing facilities", head, Box::new(rows), tail).await?;

        let rows = programs
            .iter()
            .map(|(id, (facility, track))| [Value::from(*id), (*facility).into(), track.slug().into()]);
        let head = "INSERT INTO program (id, facility_id, track) ";
        let tail =
            " ON CONFLICT (id) DO UPDATE SET facility_id = excluded.facility_id, track = excluded.track";
        bulk::execute(self.session, "writing programs", head, Box::new(rows), tail).await
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
