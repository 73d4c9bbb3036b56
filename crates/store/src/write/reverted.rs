//! Listings that are to be again what they were before an import that is undone.

use directory::ListingId;
use directory::listing::Content;
use jiff::Timestamp;

use super::{Writer, name};
use crate::bulk::{self, Value};
use crate::changes::{Reversion, Reverted};
use crate::error::Error;
use crate::text::{role_text, time_text};

const DOING: &str = "taking listings back to what they were";

impl Writer<'_> {
    pub(super) async fn revert(&mut self, reverted: &[Reverted]) -> Result<(), Error> {
        self.present_again(reverted).await?;
        let not_present = |reverted: &&Reverted| !matches!(reverted.to, Reversion::Present { .. });
        let absent: Vec<&ListingId> =
            reverted.iter().filter(not_present).map(|reverted| &reverted.id).collect();
        self.version_without_content(absent.into_iter()).await?;
        self.gone_again(reverted).await?;
        let absent = reverted.iter().filter(|reverted| reverted.to == Reversion::Absent);
        let rows = absent.map(|reverted| name(&reverted.id));
        let head = "DELETE FROM listing WHERE (source, source_id) IN (";
        bulk::execute(self.session, DOING, head, Box::new(rows), ")").await
    }

    async fn present_again(&mut self, reverted: &[Reverted]) -> Result<(), Error> {
        let generation = self.generation.0;
        let present = || {
            reverted.iter().filter_map(|Reverted { id, to }| match to {
                Reversion::Present { content, version, retrieved_at } => {
                    Some((id, content, *version, *retrieved_at))
                }
                _ => None,
            })
        };
        let rows = present().map(|(id, _, version, _)| {
            let [source, source_id] = name(id);
            [source, source_id, version.into(), generation.into()]
        });
        let head = "INSERT INTO listing_version (source, source_id, generation, track, content, raw)
            SELECT v.source, v.source_id, r.column4, v.track, v.content, v.raw FROM (";
        let tail = ") AS r JOIN listing_version AS v
            ON v.source = r.column1 AND v.source_id = r.column2 AND v.generation = r.column3";
        bulk::execute(self.session, DOING, head, Box::new(rows), tail).await?;
        let rows = present()
            .map(|(id, content, _, retrieved_at)| listing_row(id, content, generation, retrieved_at, None));
        self.set_listings(Box::new(rows)).await
    }

    async fn gone_again(&mut self, reverted: &[Reverted]) -> Result<(), Error> {
        let rows = reverted.iter().filter_map(|Reverted { id, to }| match to {
            Reversion::Gone { content, version, gone_at, retrieved_at } => {
                Some(listing_row(id, content, *version, *retrieved_at, Some(*gone_at)))
            }
            _ => None,
        });
        self.set_listings(Box::new(rows)).await
    }

    async fn set_listings(&mut self, rows: bulk::Rows<'_, 7>) -> Result<(), Error> {
        let head = "UPDATE listing SET version = r.column3, track = r.column4, role = r.column5,
            retrieved_at = r.column6, gone_at = r.column7, lent = NULL FROM (";
        let tail = ") AS r WHERE listing.source = r.column1 AND listing.source_id = r.column2";
        bulk::execute(self.session, DOING, head, rows, tail).await
    }

    pub(super) async fn date(&mut self, dated: &[(ListingId, Timestamp)]) -> Result<(), Error> {
        let rows = dated.iter().map(|(id, at)| {
            let [source, source_id] = name(id);
            [source, source_id, time_text(*at).into()]
        });
        let head = "UPDATE listing SET retrieved_at = v.column3 FROM (";
        let tail = ") AS v WHERE listing.source = v.column1 AND listing.source_id = v.column2";
        bulk::execute(self.session, DOING, head, Box::new(rows), tail).await
    }
}

fn listing_row<'a>(
    id: &'a ListingId,
    content: &Content,
    version: i64,
    retrieved_at: Timestamp,
    gone_at: Option<Timestamp>,
) -> [Value<'a>; 7] {
    let [source, source_id] = name(id);
    [
        source,
        source_id,
        version.into(),
        content.track.slug().into(),
        role_text(content.role).into(),
        time_text(retrieved_at).into(),
        gone_at.map(time_text).into(),
    ]
}
