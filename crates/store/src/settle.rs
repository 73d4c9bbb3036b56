//! What follows from the listings and is kept beside them: which facilities are gone, and every program's
//! facts.

use directory::listing::Role;
use directory::{Facility, Program, Vocabulary};
use jiff::civil::Date;

use crate::bulk::{self, Value};
use crate::error::Error;
use crate::facilities::Batches;
use crate::pool::{Session, execute};
use crate::text::{role_text, set_bytes};

/// Brings all of it up to date. `at` is the time of what is gone now, `today` the day of the publication.
pub(crate) async fn settle(session: &mut Session, at: &str, today: Date) -> Result<(), Error> {
    settle_facilities(session, at).await?;
    write_attributes(session).await?;
    let mut batches = Batches::new(today);
    while let Some(batch) = batches.next(session).await? {
        write_facts(session, &batch).await?;
    }
    Ok(())
}

async fn settle_facilities(session: &mut Session, at: &str) -> Result<(), Error> {
    const DOING: &str = "marking facilities as gone or back";
    // A place is alive as long as somebody tells what it offers.
    let gone = "UPDATE facility SET gone_at = $1 WHERE gone_at IS NULL AND NOT EXISTS
        (SELECT 1 FROM listing WHERE listing.facility_id = facility.id AND listing.gone_at IS NULL
         AND listing.role = $2)";
    let program = role_text(Role::Program);
    execute!(&mut *session, DOING, gone, at, program)?;
    let back = "UPDATE facility SET gone_at = NULL, merged_into = NULL, merged_in = NULL
        WHERE (gone_at IS NOT NULL OR merged_into IS NOT NULL) AND EXISTS
        (SELECT 1 FROM listing WHERE listing.facility_id = facility.id AND listing.gone_at IS NULL
         AND listing.role = $1)";
    execute!(&mut *session, DOING, back, program)?;
    let programs = "DELETE FROM program WHERE id IN
        (SELECT program.id FROM program LEFT JOIN listing ON listing.program_id = program.id
         WHERE listing.program_id IS NULL)";
    execute!(&mut *session, "deleting programs without listings", programs)?;
    let facts = "DELETE FROM fact WHERE NOT EXISTS
        (SELECT 1 FROM listing WHERE listing.source = fact.source AND listing.source_id = fact.source_id
         AND listing.program_id = fact.program_id AND (listing.gone_at IS NULL OR EXISTS
         (SELECT 1 FROM listing AS newer WHERE newer.program_id = listing.program_id
          AND newer.source = listing.source AND newer.gone_at IS NULL)))";
    execute!(&mut *session, "deleting facts without listings", facts)?;
    Ok(())
}

async fn write_attributes(session: &mut Session) -> Result<(), Error> {
    const DOING: &str = "writing the vocabulary";
    execute!(&mut *session, DOING, "DELETE FROM attribute")?;
    let attributes = Vocabulary::embedded().attributes().iter();
    let rows = attributes
        .map(|attribute| [Value::Number(attribute.id.index() as i64), attribute.slug.as_str().into()]);
    bulk::execute(session, DOING, "INSERT INTO attribute (position, slug) ", Box::new(rows), "").await
}

/// Writes the facts of these facilities that are not written yet.
async fn write_facts(session: &mut Session, facilities: &[Facility]) -> Result<(), Error> {
    let programs = facilities.iter().flat_map(|facility| &facility.programs);
    let rows = programs.flat_map(facts);
    let head = "INSERT INTO fact (program_id, source, source_id, yes, no) ";
    let tail =
        " ON CONFLICT (program_id, source, source_id) DO UPDATE SET yes = excluded.yes, no = excluded.no
        WHERE fact.yes <> excluded.yes OR fact.no <> excluded.no";
    bulk::execute(session, "writing facts", head, Box::new(rows), tail).await
}

/// The facts of a program, by the listing that states them.
fn facts(program: &Program) -> impl Iterator<Item = [Value<'_>; 5]> {
    program.sources.iter().map(|source| {
        let id = &source.listing.id;
        let yes = set_bytes(&program.facts.yes().and(&source.believed));
        let no = set_bytes(&program.facts.no().and(&source.believed));
        [program.id.into(), id.source.slug().into(), id.id.as_str().into(), yes.into(), no.into()]
    })
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use directory::listing::{Content, Questionnaire};
    use directory::{
        Address, AttributeSet, Coordinate, CoordinatePrecision, Listing, ListingId, Location, MapPoint,
        Placement, Source, State, Track,
    };
    use jiff::Timestamp;
    use uuid::Uuid;

    use crate::pool::rows;
    use crate::text::set_bytes;
    use crate::{Changes, DatabaseUrl, Store, Upsert};

    use super::*;

    fn upsert(source: Source, codes: &str) -> Upsert {
        let vocabulary = Vocabulary::embedded();
        let content = Content {
            codes: Some(codes.split(' ').map(|code| vocabulary.code(code).unwrap()).collect()),
            ..Content::new(
                Track::SubstanceUse,
                Questionnaire::Edition(vocabulary.newest_edition(Track::SubstanceUse)),
                "Oak".to_owned(),
                Location::new(
                    Address {
                        street1: None,
                        street2: None,
                        city: "Austin".to_owned(),
                        state: State::from_code("TX").unwrap(),
                        zip: None,
                    },
                    MapPoint {
                        coordinate: Coordinate::new(30.0, -97.0).unwrap(),
                        precision: CoordinatePrecision::Street,
                    },
                ),
            )
        };
        let placement = Placement { facility: Uuid::from_u128(1), program: Uuid::from_u128(2) };
        Upsert {
            id: ListingId { source, id: "7".to_owned() },
            content: Box::new(content),
            placement,
            former: None,
            raw: String::new(),
        }
    }

    fn set(listing: &Listing, facility: &Facility, is_yes: bool) -> AttributeSet {
        let program = &facility.programs[0];
        let source = program.sources.iter().find(|source| source.listing.id == listing.id).unwrap();
        source.believed.and(if is_yes { program.facts.yes() } else { program.facts.no() })
    }

    #[tokio::test]
    async fn facts_are_kept_by_the_listing_that_states_them_and_the_log_is_emptied() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&DatabaseUrl::sqlite(folder.path().join("a.db"))).await.unwrap();
        let mut import = store.begin_import(Source::Sample, "here", Timestamp::UNIX_EPOCH).await.unwrap();
        let mut publication = import.publish().await.unwrap();
        // The newer one says less: the older one is asked for the rest.
        for (second, source, codes) in
            [(1, Source::Sample, "OIT MD CBT"), (2, Source::Findtreatment, "ORT DT")]
        {
            let mut changes = Changes::at(Timestamp::from_second(second).unwrap());
            changes.upserts.push(upsert(source, codes));
            publication.write(&changes).await.unwrap();
        }
        publication.commit("{}").await.unwrap();
        let log = std::fs::metadata(folder.path().join("a.db-wal")).unwrap();
        assert_eq!(log.len(), 0);

        let mut facilities = Vec::new();
        let mut visit = |facility| {
            facilities.push(facility);
            ControlFlow::Continue(())
        };
        store.visit_facilities(&mut visit).await.unwrap();
        let mut session = store.pool.read("testing").await.unwrap();
        type Row = (String, Vec<u8>, Vec<u8>);
        let query = "SELECT source, yes, no FROM fact ORDER BY source";
        let facts = rows!(&mut session, "testing", Row, query).unwrap();
        assert_eq!(facts.len(), 2);
        let sources = facilities[0].programs[0].sources.iter();
        let mut expected: Vec<Row> = sources
            .map(|source| {
                let listing = &source.listing;
                let yes = set_bytes(&set(listing, &facilities[0], true));
                (listing.id.source.slug().to_owned(), yes, set_bytes(&set(listing, &facilities[0], false)))
            })
            .collect();
        expected.sort();
        assert_eq!(facts, expected);
        assert!(facts.iter().all(|(_, yes, _)| yes.len() == 48 && yes.iter().any(|byte| *byte != 0)));

        let query = "SELECT position, slug FROM attribute ORDER BY position";
        let attributes = rows!(&mut session, "testing", (i64, String), query).unwrap();
        assert_eq!(attributes.len(), Vocabulary::embedded().attributes().len());
        assert_eq!(attributes[0].1, Vocabulary::embedded().attributes()[0].slug);
    }
}
