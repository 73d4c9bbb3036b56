//! Damage is noticed, and what is damaged is not shown.
#![allow(clippy::unwrap_used)]

mod common;

use std::path::Path;

use common::{at, content, day, id, names, on_both_engines, upsert};
use directory::Source::Sample;
use directory::geo::Coordinate;
use directory::{ListingId, Location, State, Track, Withheld};
use sqlx::{ConnectOptions, Connection, SqliteConnection};
use store::{Changes, DatabaseUrl, Error, FacilityRecord, ImportCoverage, Store, Upsert};
use uuid::Uuid;

async fn import(store: &Store, upserts: Vec<Upsert>) -> Result<(), Error> {
    let mut import = store.begin_import(Sample, "here", day(1)).await.unwrap();
    let covered = Some((Sample, ImportCoverage::Whole));
    let changes = Changes { upserts, covered, ..Changes::new(day(1)) };
    let mut publication = import.publish().await?;
    publication.write(&changes).await?;
    publication.commit("{}").await?;
    import.close().await;
    Ok(())
}

fn place(number: u128, name: &str) -> Upsert {
    listing(&number.to_string(), name, number)
}

fn listing(listing: &str, name: &str, facility: u128) -> Upsert {
    upsert(id(Sample, listing), content(Track::SubstanceUse, name, "OIT"), at(facility, 100 + facility))
}

async fn run(address: &str, statement: &'static str) {
    match address.strip_prefix("sqlite://") {
        Some(file) => {
            let mut connection = raw(Path::new(&file.replace("%20", " "))).await;
            sqlx::query(statement).execute(&mut connection).await.unwrap();
            connection.close().await.unwrap();
        }
        None => {
            let mut connection = sqlx::PgConnection::connect(address).await.unwrap();
            sqlx::query(statement).execute(&mut connection).await.unwrap();
        }
    }
}

async fn raw(file: &Path) -> SqliteConnection {
    sqlx::sqlite::SqliteConnectOptions::new().filename(file).connect().await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_listing_is_left_out_until_it_is_imported_again() {
    on_both_engines(async |address: String| {
        let store = Store::open(&DatabaseUrl::parse(&address).unwrap()).await.unwrap();
        import(&store, vec![place(1, "Oak 1"), place(2, "Elm 2"), place(3, "Fir 3")]).await.unwrap();
        assert!(!store.check().await.unwrap().is_any());
        run(&address, "UPDATE listing_version SET content = REPLACE(content, 'Elm 2', 'Elm 3')").await;

        let damage = store.check().await.unwrap();
        let [version] = &damage.versions[..] else { panic!("{damage:?}") };
        assert_eq!((version.listing.as_str(), version.is_current, damage.checked), ("sample:2", true, 3));
        assert_eq!(names(&store).await, ["Oak 1", "Fir 3"]);
        assert_eq!(store.facility(Uuid::from_u128(2)).await.unwrap(), FacilityRecord::Unknown);
        assert_eq!(store.history(Uuid::from_u128(2)).await.unwrap(), []);
        let known: Vec<ListingId> =
            store.known_listings().await.unwrap().into_iter().map(|known| known.id).collect();
        assert_eq!(known, [id(Sample, "1"), id(Sample, "3")]);
        let record = store.last_import().await.unwrap().unwrap();
        let error = store.imported_versions(&record).await.unwrap_err();
        assert!(
            matches!(error, Error::DamagedListing(_)) && error.to_string().contains("sample:2"),
            "{error}"
        );

        import(&store, vec![place(2, "Elm 2")]).await.unwrap();
        assert_eq!(names(&store).await, ["Oak 1", "Elm 2", "Fir 3"]);
        let damage = store.check().await.unwrap();
        assert!(!damage.versions[0].is_current, "only its history is damaged: {damage:?}");
        store.close().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_original_row_or_a_missing_checksum_is_noticed() {
    on_both_engines(async |address: String| {
        let store = Store::open(&DatabaseUrl::parse(&address).unwrap()).await.unwrap();
        import(&store, vec![place(1, "Oak"), place(2, "Elm"), place(3, "Fir")]).await.unwrap();
        run(&address, "UPDATE listing_version SET raw = (SELECT raw FROM listing_version WHERE source_id = '2') WHERE source_id = '1'").await;
        run(&address, "UPDATE listing_version SET checksum = NULL WHERE source_id = '3'").await;
        let damage = store.check().await.unwrap();
        let damaged: Vec<&str> = damage.versions.iter().map(|version| version.listing.as_str()).collect();
        assert_eq!(damaged, ["sample:1", "sample:3"]);
        store.close().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_request_for_secrecy_hides_the_whole_place() {
    on_both_engines(async |address: String| {
        let store = Store::open(&DatabaseUrl::parse(&address).unwrap()).await.unwrap();
        let mut secret = listing("1", "Shelter", 1);
        secret.content.location = Location::Withheld(Withheld {
            city: "Austin".to_owned(),
            state: State::from_code("TX").unwrap(),
            city_coordinate: Coordinate::new(30.27, -97.74).unwrap(),
        });
        import(&store, vec![secret, listing("2", "Shelter", 1), place(3, "Oak")]).await.unwrap();
        assert_eq!(names(&store).await, ["Shelter", "Oak"]);
        run(&address, "UPDATE listing_version SET content = REPLACE(content, 'Shelter', 'Welter') WHERE source_id = '1'").await;
        assert_eq!(names(&store).await, ["Oak"]);
        assert_eq!(store.facility(Uuid::from_u128(1)).await.unwrap(), FacilityRecord::Unknown);
        store.close().await;
    })
    .await;
}

#[tokio::test]
async fn nothing_is_published_into_a_damaged_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("store.db");
    let url = DatabaseUrl::sqlite(&file);
    let store = Store::open(&url).await.unwrap();
    import(&store, vec![place(1, "Oak")]).await.unwrap();
    store.close().await;
    let mut connection = raw(&file).await;
    let query = "SELECT rootpage * (SELECT page_size FROM pragma_page_size) FROM sqlite_master
        WHERE name = 'correction_by_day'";
    let end: i64 = sqlx::query_scalar(query).fetch_one(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    let mut bytes = std::fs::read(&file).unwrap();
    bytes[end as usize - 4096..][..8].fill(0x55);
    std::fs::write(&file, bytes).unwrap();

    let store = Store::open(&url).await.unwrap();
    assert!(store.check().await.unwrap().file.is_some());
    let error = import(&store, vec![place(2, "Elm")]).await.unwrap_err();
    assert!(matches!(error, Error::DamagedFile { .. }), "{error}");
    assert_eq!(names(&store).await, ["Oak"]);
}

#[tokio::test]
async fn a_flipped_digit_in_the_file_is_not_shown() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("store.db");
    let url = DatabaseUrl::sqlite(&file);
    let store = Store::open(&url).await.unwrap();
    import(&store, vec![place(1, "Oak 5125550100"), place(2, "Elm")]).await.unwrap();
    store.close().await;
    let mut bytes = std::fs::read(&file).unwrap();
    let positions: Vec<usize> =
        (0..bytes.len() - 10).filter(|at| &bytes[*at..at + 10] == b"5125550100").collect();
    assert!(!positions.is_empty());
    for at in positions {
        bytes[at + 9] ^= 1;
    }
    std::fs::write(&file, bytes).unwrap();
    assert_eq!(names(&Store::open(&url).await.unwrap()).await, ["Elm"]);
}
