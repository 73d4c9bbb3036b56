//! Listings: their versions, what they are in this generation, and where they are placed.

use directory::{LentCoordinate, ListingId, Placement};

use super::{Writer, listing_key, state_key};
use crate::bulk;
use crate::changes::Upsert;
use crate::checksum;
use crate::error::Error;
use crate::text::{deflated, role_text};

/// A listing, where it is placed, and the listing that it continues.
type NewPlacement<'a> = (&'a ListingId, Placement, Option<&'a ListingId>);

impl Writer<'_> {
    pub(super) async fn upsert(&mut self, upserts: &[Upsert]) -> Result<(), Error> {
        self.add_versions(upserts).await?;
        self.set_states(upserts).await?;
        let placed = upserts.iter().map(|upsert| (&upsert.id, upsert.placement, upsert.former.as_ref()));
        self.add_placements(Box::new(placed)).await?;
        self.add_facilities(upserts.iter().map(|upsert| upsert.placement)).await
    }

    async fn add_versions(&mut self, upserts: &[Upsert]) -> Result<(), Error> {
        let generation = self.generation;
        let rows = upserts.iter().map(|Upsert { id, content, raw, .. }| {
            let [source, source_id] = listing_key(id);
            let json = serde_json::to_string(content).expect("content has only text keys");
            let raw = deflated(raw.as_bytes());
            let sum = |bytes: &[u8]| checksum::of(id.source.slug(), &id.id, bytes);
            let (sum, raw_sum) = (sum(json.as_bytes()), sum(&raw));
            [
                source,
                source_id,
                generation.into(),
                content.track.slug().into(),
                json.into(),
                raw.into(),
                sum.into(),
                raw_sum.into(),
            ]
        });
        let head = "INSERT INTO listing_version
            (source, source_id, generation, track, content, raw, checksum, raw_checksum) ";
        bulk::execute(self.session, "writing versions of listings", head, Box::new(rows), "").await
    }

    async fn set_states(&mut self, upserts: &[Upsert]) -> Result<(), Error> {
        let (at, generation) = (self.at.as_str(), self.generation);
        let rows = upserts.iter().map(|Upsert { id, content, placement, .. }| {
            let [source, source_id] = listing_key(id);
            [
                generation.into(),
                source,
                source_id,
                content.track.slug().into(),
                role_text(content.role).into(),
                generation.into(),
                placement.facility.into(),
                placement.program.into(),
                at.into(),
                at.into(),
                content.location.is_withheld().then_some(generation).into(),
            ]
        });
        let head =
            "INSERT INTO listing_state (generation, source, source_id, track, role, version, facility_id,
            program_id, retrieved_at, first_seen, secret_version) ";
        let tail = " ON CONFLICT (generation, source, source_id) DO UPDATE SET
            track = excluded.track, role = excluded.role, version = excluded.version,
            facility_id = excluded.facility_id, program_id = excluded.program_id,
            retrieved_at = excluded.retrieved_at, gone_at = NULL, lent = NULL,
            secret_version = COALESCE(excluded.secret_version, listing_state.secret_version)";
        bulk::execute(self.session, "writing listings", head, Box::new(rows), tail).await
    }

    /// Records where listings are placed from this generation on.
    async fn add_placements<'a>(
        &mut self,
        placed: Box<dyn Iterator<Item = NewPlacement<'a>> + Send + 'a>,
    ) -> Result<(), Error> {
        let generation = self.generation;
        let rows = placed.map(move |(id, placement, former)| {
            let [source, source_id] = listing_key(id);
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
        bulk::execute(self.session, "recording where listings are placed", head, Box::new(rows), tail).await
    }

    /// Moves listings to other facilities or programs, which may be new.
    pub(super) async fn move_listings(&mut self, moved: &[(ListingId, Placement)]) -> Result<(), Error> {
        self.follow(moved).await?;
        self.add_facilities(moved.iter().map(|(_, placement)| *placement)).await
    }

    /// Moves listings to facilities that exist.
    pub(super) async fn follow(&mut self, moved: &[(ListingId, Placement)]) -> Result<(), Error> {
        let generation = self.generation;
        let rows = moved.iter().map(move |(id, placement)| {
            let [generation, source, source_id] = state_key(generation, id);
            [generation, source, source_id, placement.facility.into(), placement.program.into()]
        });
        let (head, tail) = update_states!(
            "facility_id, program_id",
            "facility_id = new.facility_id, program_id = new.program_id"
        );
        bulk::execute(self.session, "moving listings", head, Box::new(rows), tail).await?;
        let placed = moved.iter().map(|(id, placement)| (id, *placement, None));
        self.add_placements(Box::new(placed)).await
    }

    /// Records, for each of these listings, the newest version that asked to keep the place secret.
    pub(super) async fn keep_secret(&mut self, asked: &[(ListingId, Option<i64>)]) -> Result<(), Error> {
        let generation = self.generation;
        let rows = asked.iter().map(move |(id, version)| {
            let [generation, source, source_id] = state_key(generation, id);
            [generation, source, source_id, (*version).into()]
        });
        let (head, tail) = update_states!("secret_version", "secret_version = new.secret_version");
        bulk::execute(self.session, "recording which listings are secret", head, Box::new(rows), tail).await
    }

    pub(super) async fn mark_gone(&mut self, gone: &[ListingId]) -> Result<(), Error> {
        self.add_versions_without_content(gone.iter()).await?;
        let (generation, at) = (self.generation, self.at.as_str());
        let rows = gone.iter().map(move |id| {
            let [generation, source, source_id] = state_key(generation, id);
            [generation, source, source_id, at.into()]
        });
        let (head, tail) = update_states!("gone_at", "gone_at = new.gone_at, lent = NULL");
        bulk::execute(self.session, "marking listings as gone", head, Box::new(rows), tail).await
    }

    /// Records that the source no longer has these listings.
    pub(super) async fn add_versions_without_content<'a>(
        &mut self,
        ids: impl Iterator<Item = &'a ListingId> + Send + 'a,
    ) -> Result<(), Error> {
        let generation = self.generation;
        let rows = ids.map(move |id| state_key(generation, id));
        let head = "WITH gone (generation, source, source_id) AS (";
        let tail = ") INSERT INTO listing_version (source, source_id, generation, track)
            SELECT l.source, l.source_id, l.generation, l.track FROM gone JOIN listing_state AS l
            ON l.generation = gone.generation AND l.source = gone.source AND l.source_id = gone.source_id";
        bulk::execute(self.session, "recording that listings are gone", head, Box::new(rows), tail).await
    }

    /// Records that an import named these listings again and found them unchanged.
    pub(super) async fn restate(&mut self, restated: &[ListingId]) -> Result<(), Error> {
        const DOING: &str = "recording that listings were stated again";
        let (generation, at) = (self.generation, self.at.as_str());
        let rows = restated.iter().map(move |id| state_key(generation, id));
        let head = "WITH restated (generation, source, source_id) AS (";
        let tail = ") INSERT INTO listing_version
            (source, source_id, generation, track, content, raw, checksum, raw_checksum)
            SELECT l.source, l.source_id, l.generation, l.track, v.content, v.raw, v.checksum, v.raw_checksum
            FROM restated AS r JOIN listing_state AS l
            ON l.generation = r.generation AND l.source = r.source AND l.source_id = r.source_id
            JOIN listing_version AS v
            ON v.source = l.source AND v.source_id = l.source_id AND v.generation = l.version";
        bulk::execute(self.session, DOING, head, Box::new(rows), tail).await?;
        let rows = restated.iter().map(move |id| {
            let [generation, source, source_id] = state_key(generation, id);
            [generation, source, source_id, at.into()]
        });
        let (head, tail) =
            update_states!("retrieved_at", "version = new.generation, retrieved_at = new.retrieved_at");
        bulk::execute(self.session, DOING, head, Box::new(rows), tail).await
    }

    pub(super) async fn lend(&mut self, lent: &[(ListingId, Option<LentCoordinate>)]) -> Result<(), Error> {
        let generation = self.generation;
        let rows = lent.iter().map(move |(id, lent)| {
            let [generation, source, source_id] = state_key(generation, id);
            let json = lent.as_ref().map(|lent| serde_json::to_string(lent).expect("it has only text keys"));
            [generation, source, source_id, json.into()]
        });
        let (head, tail) = update_states!("lent", "lent = new.lent");
        bulk::execute(self.session, "lending coordinates", head, Box::new(rows), tail).await
    }
}
