//! Listings that become again what they were before an import that is undone.

use directory::ListingId;
use directory::listing::Content;
use jiff::Timestamp;

use super::{Writer, state_key};
use crate::bulk;
use crate::changes::{Reversion, Reverted};
use crate::error::Error;
use crate::statement::SqlValue;
use crate::text::{role_text, time_text};

const DOING: &str = "reverting listings";

impl Writer<'_> {
    pub(super) async fn revert(&mut self, reverted: &[Reverted]) -> Result<(), Error> {
        self.revert_to_present(reverted).await?;
        let not_present = |reverted: &&Reverted| !matches!(reverted.to, Reversion::Present { .. });
        let not_present: Vec<&ListingId> =
            reverted.iter().filter(not_present).map(|reverted| &reverted.id).collect();
        self.add_versions_without_content(not_present.into_iter()).await?;
        self.revert_to_gone(reverted).await?;
        let generation = self.generation;
        let absent = reverted.iter().filter(|reverted| reverted.to == Reversion::Absent);
        let rows = absent.map(move |reverted| state_key(generation, &reverted.id));
        let head = "DELETE FROM listing_state WHERE (generation, source, source_id) IN (";
        bulk::execute(self.session, DOING, head, Box::new(rows), ")").await
    }

    async fn revert_to_present(&mut self, reverted: &[Reverted]) -> Result<(), Error> {
        let generation = self.generation;
        let present = || {
            reverted.iter().filter_map(|Reverted { id, to }| match to {
                Reversion::Present { content, version, retrieved_at } => {
                    Some((id, content, *version, *retrieved_at))
                }
                _ => None,
            })
        };
        let rows = present().map(move |(id, _, version, _)| {
            let [generation, source, source_id] = state_key(generation, id);
            [generation, source, source_id, version.into()]
        });
        let head = "WITH reverted (generation, source, source_id, version) AS (";
        let tail = ") INSERT INTO listing_version (source, source_id, generation, track, content, raw)
            SELECT v.source, v.source_id, r.generation, v.track, v.content, v.raw
            FROM reverted AS r JOIN listing_version AS v
            ON v.source = r.source AND v.source_id = r.source_id AND v.generation = r.version";
        bulk::execute(self.session, DOING, head, Box::new(rows), tail).await?;
        let rows = present().map(move |(id, content, _, retrieved_at)| {
            reverted_state(generation, id, content, generation, retrieved_at, None)
        });
        self.set_reverted_states(Box::new(rows)).await
    }

    async fn revert_to_gone(&mut self, reverted: &[Reverted]) -> Result<(), Error> {
        let generation = self.generation;
        let rows = reverted.iter().filter_map(move |Reverted { id, to }| match to {
            Reversion::Gone { content, version, gone_at, retrieved_at } => {
                Some(reverted_state(generation, id, content, *version, *retrieved_at, Some(*gone_at)))
            }
            _ => None,
        });
        self.set_reverted_states(Box::new(rows)).await
    }

    async fn set_reverted_states(&mut self, rows: bulk::BulkRows<'_, 8>) -> Result<(), Error> {
        let (head, tail) = update_states!(
            "version, track, role, retrieved_at, gone_at",
            "version = new.version, track = new.track, role = new.role, retrieved_at = new.retrieved_at,
            gone_at = new.gone_at, lent = NULL"
        );
        bulk::execute(self.session, DOING, head, rows, tail).await
    }

    /// Sets when listings were last retrieved.
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

fn reverted_state<'a>(
    generation: i64,
    id: &'a ListingId,
    content: &Content,
    version: i64,
    retrieved_at: Timestamp,
    gone_at: Option<Timestamp>,
) -> [SqlValue<'a>; 8] {
    let [generation, source, source_id] = state_key(generation, id);
    [
        generation,
        source,
        source_id,
        version.into(),
        content.track.slug().into(),
        role_text(content.role).into(),
        time_text(retrieved_at).into(),
        gone_at.map(time_text).into(),
    ]
}
