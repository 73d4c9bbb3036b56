//! A flipped bit is never shown to anybody.

use std::fs;
use std::path::PathBuf;

use search::IndexFolder;
use service::Directory;
use service::health::TroubleKind;
use store::{DatabaseUrl, Store};
use tests::answers::SearchResponse;
use tests::{Home, Server, everything, rows};

/// The files of the index that is served.
fn index_files(home: &Home) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![home.data_dir().join("index")];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() { &mut folders } else { &mut files }.push(path);
        }
    }
    files
}

/// Replaces each of these texts in a file.
fn replace(file: &PathBuf, text: &str, other: &str) -> usize {
    let mut bytes = fs::read(file).unwrap();
    let is_here = |at: &usize| bytes[*at..].starts_with(text.as_bytes());
    let found: Vec<usize> = (0..bytes.len()).filter(is_here).collect();
    for at in &found {
        bytes[*at..at + other.len()].copy_from_slice(other.as_bytes());
    }
    fs::write(file, bytes).unwrap();
    found.len()
}

fn phones(server: &Server) -> Vec<String> {
    let found: SearchResponse = server.search(&[("state", "TX"), ("level", "any"), ("limit", "100")]);
    found.results.into_iter().filter_map(|result| result.facility.phone).collect()
}

#[test]
fn a_running_server_answers_as_before_whatever_happens_to_the_files_of_its_index() {
    let home = Home::with_rows(&rows::many(30));
    let server = home.serve();
    let before = everything(&server);
    for file in index_files(&home) {
        replace(&file, "5125550", "5125559");
        assert_eq!(everything(&server), before, "{}", file.display());
        fs::File::options().write(true).open(&file).unwrap().set_len(0).unwrap();
    }
    assert_eq!(everything(&server), before);
}

#[test]
fn a_changed_number_in_the_database_is_reported_and_never_shown() {
    let home = Home::with_rows(&rows::many(5));
    let database = home.data_dir().join("iopfinder.db");
    assert!(replace(&database, "+15125550102", "+15125550109") > 0);
    let doctor = home.run(&["doctor"]).expect(1).stdout;
    assert!(doctor.contains("findtreatment:") && doctor.contains("restore a backup"), "{doctor}");

    // The index was made before.
    let server = home.serve().expecting("something is wrong");
    server.wait_until("it notices", |server| server.troubles() == ["damaged_listings"]);
    assert!(phones(&server).contains(&"+15125550102".to_owned()) && phones(&server).len() == 5);
    assert!(server.get("/metrics").text().contains("iopfinder_damaged_listings 1"));
    server.stop();

    fs::remove_dir_all(home.data_dir().join("index")).unwrap();
    let server = home.serve().expecting("something is wrong").expecting("is damaged in the store");
    let shown = phones(&server);
    assert!(shown.len() == 4 && !shown.contains(&"+15125550109".to_owned()), "{shown:?}");
    server.stop();

    // Importing again heals it.
    home.import(&rows::many(5)).expect(0);
    let server = home.serve().expecting("something is wrong");
    assert_eq!(phones(&server).len(), 5);
    assert!(phones(&server).contains(&"+15125550102".to_owned()));
}

#[tokio::test]
async fn the_daily_check_builds_a_damaged_index_again() {
    let home = Home::with_rows(&rows::many(10));
    let store = Store::open(&DatabaseUrl::sqlite(home.data_dir().join("iopfinder.db"))).await.unwrap();
    let indexes = IndexFolder::new(home.data_dir().join("index"));
    let directory = Directory::new(store, indexes.clone());
    let identity = directory.refresh().await.unwrap().unwrap();
    directory.check().await;
    assert_eq!((directory.health().all(), directory.health().damage_found()), (vec![], 0));
    let documents = indexes.path_of(identity).join("documents.bin");
    assert!(replace(&documents, "5125550", "5125559") > 0);
    assert!(indexes.open(identity).is_err());
    directory.check().await;
    assert!(indexes.open(identity).is_ok());
    assert!(!directory.health().has(TroubleKind::DamagedIndex) && directory.health().damage_found() == 1);
    directory.store().close().await;
}
