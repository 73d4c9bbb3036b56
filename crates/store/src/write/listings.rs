//! Listings: their versions, what they say now, and where they are placed.

use directory::{LentCoordinate, ListingId, Placement};

use super::{Writer, name};
use crate::bulk::{self, Value};
use crate::changes::Upsert;
use crate::error::Error;
use crate::text::{deflated, role_text};

impl Writer<'_> {
    pub(super) async fn upsert(&mut self, upserts: &[Upsert]) -> Result<(), Error> {
        const DOING: &str = "writing listings";
        let (at, generation) = (self.at.as_str(), self.generation.0);
        let rows = upserts.iter().map(|Upsert { id, content, raw, .. }| {
            let [source, source_id] = name(id);
            let json = serde_json::to_string(content).expect("a content has only text keys");
            let raw = deflated(raw.as_bytes());
            [source, source_id, generation.into(), content.track.slug().into(), json.into(), raw.into()]
        });
        let head = "INSERT INTO listing_version (source, source_id, generation, track, content, raw) ";
        bulk::execute(self.session, DOING, head, Box::new(rows), "").await?;

        let rows = upserts.iter().map(|Upsert { id, content, placement, .. }| {
            let [source, source_id] = name(id);
            [
                source,
                source_id,
                content.track.slug().into(),
                role_text(content.role).into(),
                generation.into(),
                placement.facility.into(),
                placement.program.into(),
                at.into(),
                at.into(),
                content.location.is_withheld().then_some(generation).map_or(Value::NoNumber, Value::Number),
            ]
        });
        let head = "INSERT INTO listing (source, source_id, track, role, version, facility_id, program_id,
            retrieved_at, first_seen, secret_version) ";
        let tail =
            " ON CONFLICT (source, source_id) DO UPDATE SET track = excluded.track, role = excluded.role,
            version = excluded.version, facility_id = excluded.facility_id, program_id = excluded.program_id,
            retrieved_at = excluded.retrieved_at, gone_at = NULL, lent = NULL,
            secret_version = COALESCE(excluded.secret_version, listing.secret_version)";
        bulk::execute(self.session, DOING, head, Box::new(rows), tail).await?;

        let placed = upserts.iter().map(|upsert| (&upsert.id, upsert.placement, upsert.former.as_ref()));
        self.keep_placements(Box::new(placed)).await?;
        self.facilities(upserts.iter().map(|upsert| upsert.placement)).await
    }

    /// Keeps where listings are placed from now on, where that is not where they were.
    async fn keep_placements<'a>(
        &mut self,
        placed: Box<dyn Iterator<Item = (&'a ListingId, Placement, Option<&'a ListingId>)> + Send + 'a>,
    ) -> Result<(), Error> {
        let generation = self.generation.0;
        let rows = placed.map(move |(id, placement, former)| {
            let [source, source_id] = name(id);
            let former_source = former.map(|former| former.source.slug());
            let former_id = former.map(|former| former.id.as_str());
            [
                source,
                source_id,
                generation.into(),
                placement.facility.into(),
                placement.program.into(),
                former_source.into(),
                former_id.into(),
            ]
        });
        let head = "INSERT INTO placement
            (source, source_id, generation, facility_id, program_id, former_source, former_id) ";
        let tail = " ON CONFLICT (source, source_id, generation) DO UPDATE SET
            facility_id = excluded.facility_id, program_id = excluded.program_id";
        bulk::execute(self.session, "keeping where listings are placed", head, Box::new(rows), tail).await
    }

    pub(super) async fn move_listings(&mut self, moved: &[(ListingId, Placement)]) -> Result<(), Error> {
        self.follow(moved).await?;
        self.facilities(moved.iter().map(|(_, placement)| *placement)).await
    }

    /// Places listings at facilities that exist already.
    pub(super) async fn follow(&mut self, moved: &[(ListingId, Placement)]) -> Result<(), Error> {
        let rows = moved.iter().map(|(id, placement)| {
            let [source, source_id] = name(id);
            [source, source_id, placement.facility.into(), placement.program.into()]
        });
        let head = "UPDATE listing SET facility_id = v.column3, program_id = v.column4 FROM (";
        let tail = ") AS v WHERE listing.source = v.column1 AND listing.source_id = v.column2";
        bulk::execute(self.session, "moving listings", head, Box::new(rows), tail).await?;
        let placed = moved.iter().map(|(id, placement)| (id, *placement, None));
        self.keep_placements(Box::new(placed)).await
    }

    /// Keeps which version of listings asked last to keep their place secret.
    pub(super) async fn keep_secret(&mut self, asked: &[(ListingId, Option<i64>)]) -> Result<(), Error> {
        let rows = asked.iter().map(|(id, version)| {
            let [source, source_id] = name(id);
            [source, source_id, version.map_or(Value::NoNumber, Value::Number)]
        });
        let head = "UPDATE listing SET secret_version = v.column3 FROM (";
        let tail = ") AS v WHERE listing.source = v.column1 AND listing.source_id = v.column2";
        bulk::execute(self.session, "keeping which listings are secret", head, Box::new(rows), tail).await
    }

    pub(super) async fn mark_gone(&mut self, gone: &[ListingId]) -> Result<(), Error> {
        const DOING: &str = "marking listings as gone";
        self.version_without_content(gone.iter()).await?;
        let at = self.at.as_str();
        let rows = gone.iter().map(|id| {
            let [source, source_id] = name(id);
            [source, source_id, at.into()]
        });
        let head = "UPDATE listing SET gone_at = v.column3, lent = NULL FROM (";
        let tail = ") AS v WHERE listing.source = v.column1 AND listing.source_id = v.column2
            AND listing.gone_at IS NULL";
        bulk::execute(self.session, DOING, head, Box::new(rows), tail).await
    }

    /// Keeps that these are there no more.
    pub(super) async fn version_without_content<'a>(
        &mut self,
        ids: impl Iterator<Item = &'a ListingId> + Send + 'a,
    ) -> Result<(), Error> {
        let generation = self.generation.0;
        let rows = ids.map(move |id| {
            let [source, source_id] = name(id);
            [source, source_id, generation.into()]
        });
        let head = "INSERT INTO listing_version (source, source_id, generation, track)
            SELECT v.column1, v.column2, v.column3, listing.track FROM (";
        let tail = ") AS v JOIN listing ON listing.source = v.column1 AND listing.source_id = v.column2";
        bulk::execute(self.session, "keeping that listings are gone", head, Box::new(rows), tail).await
    }

    pub(super) async fn restate(&mut self, restated: &[ListingId]) -> Result<(), Error> {
        const DOING: &str = "keeping that listings were stated again";
        let (at, generation) = (self.at.as_str(), self.generation.0);
        let rows = restated.iter().map(|id| {
            let [source, source_id] = name(id);
            [source, source_id, generation.into()]
        });
        let head = "INSERT INTO listing_version (source, source_id, generation, track, content, raw)
            SELECT l.source, l.source_id, r.column3, l.track, v.content, v.raw FROM (";
        let tail = ") AS r JOIN listing AS l ON l.source = r.column1 AND l.source_id = r.column2
            JOIN listing_version AS v
            ON v.source = l.source AND v.source_id = l.source_id AND v.generation = l.version";
        bulk::execute(self.session, DOING, head, Box::new(rows), tail).await?;
        let rows = restated.iter().map(|id| {
            let [source, source_id] = name(id);
            [source, source_id, generation.into(), at.into()]
        });
        let head = "UPDATE listing SET version = v.column3, retrieved_at = v.column4 FROM (";
        let tail = ") AS v WHERE listing.source = v.column1 AND listing.source_id = v.column2";
        bulk::execute(self.session, DOING, head, Box::new(rows), tail).await
    }

    pub(super) async fn lend(&mut self, lent: &[(ListingId, Option<LentCoordinate>)]) -> Result<(), Error> {
        let rows = lent.iter().map(|(id, lent)| {
            let [source, source_id] = name(id);
            let json = lent.as_ref().map(|lent| serde_json::to_string(lent).expect("it has only text keys"));
            [source, source_id, Value::from(json)]
        });
        let head = "UPDATE listing SET lent = v.column3 FROM (";
        let tail = ") AS v WHERE listing.source = v.column1 AND listing.source_id = v.column2";
        bulk::execute(self.session, "lending coordinates", head, Box::new(rows), tail).await
    }
}
