//! Listings that return to what they were before an import that is undone.

use directory::ListingId;
use jiff::Timestamp;

use super::{Writer, state_key};
use crate::bulk;
use crate::changes::{Reverted, StateBefore};
use crate::error::Error;
use crate::text::{role_text, time_text};

const DOING: &str = "reverting listings";

impl Writer<'_> {
    pub(super) async fn revert(&mut self, reverted: &[Reverted]) -> Result<(), Error> {
        let generation = self.generation;
        let known = || reverted.iter().filter_map(|Reverted { id, to }| Some((id, to.as_ref()?)));
        let rows = known().filter(|(_, (state, _))| state.gone_at.is_none()).map(move |(id, (state, _))| {
            let [generation, source, source_id] = state_key(generation, id);
            [generation, source, source_id, state.version.into()]
        });
        let head = "WITH reverted (generation, source, source_id, version) AS (";
        let tail = ") INSERT INTO listing_version
            (source, source_id, generation, track, content, raw, checksum, raw_checksum)
            SELECT v.source, v.source_id, r.generation, v.track, v.content, v.raw, v.checksum, v.raw_checksum
            FROM reverted AS r JOIN listing_version AS v
            ON v.source = r.source AND v.source_id = r.source_id AND v.generation = r.version";
        bulk::execute(self.session, DOING, head, Box::new(rows), tail).await?;
        let is_present = |to: &(StateBefore, _)| to.0.gone_at.is_none();
        let not_present = reverted.iter().filter(|reverted| !reverted.to.as_ref().is_some_and(is_present));
        self.add_versions_without_content(not_present.map(|reverted| &reverted.id)).await?;

        let rows = known().map(move |(id, (state, content))| {
            let [in_generation, source, source_id] = state_key(generation, id);
            let version = if state.gone_at.is_some() { state.version } else { generation };
            [
                in_generation,
                source,
                source_id,
                version.into(),
                content.track.slug().into(),
                role_text(content.role).into(),
                time_text(state.retrieved_at).into(),
                state.gone_at.map(time_text).into(),
            ]
        });
        let (head, tail) = update_states!(
            "version, track, role, retrieved_at, gone_at",
            "version = new.version, track = new.track, role = new.role, retrieved_at = new.retrieved_at,
            gone_at = new.gone_at, lent = NULL"
        );
        bulk::execute(self.session, DOING, head, Box::new(rows), tail).await?;

        let unknown = reverted.iter().filter(|reverted| reverted.to.is_none());
        let rows = unknown.map(move |reverted| state_key(generation, &reverted.id));
        let head = "DELETE FROM listing_state WHERE (generation, source, source_id) IN (";
        bulk::execute(self.session, DOING, head, Box::new(rows), ")").await
    }

    /// Sets the time at which each listing was last retrieved.
    pub(super) async fn date(&mut self, dated: &[(ListingId, Timestamp)]) -> Result<(), Error> {
        let generation = self.generation;
        let rows = dated.iter().map(move |(id, at)| {
            let [generation, source, source_id] = state_key(generation, id);
            [generation, source, source_id, time_text(*at).into()]
        });
        let (head, tail) = update_states!("retrieved_at", "retrieved_at = new.retrieved_at");
        bulk::execute(self.session, DOING, head, Box::new(rows), tail).await
    }
}
