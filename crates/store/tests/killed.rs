//! A process that is killed while it publishes leaves the old data, a free lock and the pages that it staged.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod common;

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use common::{at, content, day, id, names, on_both_engines, upsert};
use directory::Source::{Findtreatment, Sample};
use directory::Track;
use store::testing::unpublished_rows;
use store::{BeginError, Changes, DatabaseUrl, FacilityRecord, Generation, ImportStatus, RejectedRow, Store};
use uuid::Uuid;

/// The variable that is set for the process that will be killed: the address of the store.
const STORE: &str = "STORE_OF_A_PROCESS_TO_BE_KILLED";

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_import_leaves_the_old_data_and_resumes_later() {
    if std::env::var_os(STORE).is_some() {
        return publish_without_end(&std::env::var(STORE).unwrap()).await;
    }
    on_both_engines(survive_a_kill).await;
}

async fn survive_a_kill(address: String) {
    let url = DatabaseUrl::parse(&address).unwrap();
    let store = Store::open(&url).await.unwrap();
    let mut import = store.begin_import(Sample, "built in", day(0)).await.unwrap();
    let mut changes = Changes::new(day(0));
    changes.upserts.push(upsert(id(Sample, "1"), content(Track::SubstanceUse, "Old", "OIT"), at(1, 11)));
    let mut publication = import.publish().await.unwrap();
    publication.write(&changes).await.unwrap();
    publication.commit("{}").await.unwrap();
    drop(import);

    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "a_killed_import_leaves_the_old_data_and_resumes_later", "--nocapture"])
        .env(STORE, &address)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    assert!(lines.any(|line| line.contains("all is written")), "the other process ended too early");
    assert_eq!(names(&store).await, ["Old"]);
    assert!(unpublished_rows(&store).await > 4_500);
    let busy = store.begin_import(Sample, "built in", day(2)).await.err().unwrap();
    let BeginError::Busy { holder: Some(holder) } = busy else { panic!("{busy}") };
    assert_eq!(holder.pid, child.id());
    child.kill().unwrap();
    child.wait().unwrap();

    assert_eq!(names(&store).await, ["Old"]);
    assert_eq!(store.generation().await.unwrap(), Some(Generation(1)));
    let again = Store::open(&url).await.unwrap();
    assert_eq!(names(&again).await, ["Old"]);
    let facility = again.facility(Uuid::from_u128(1000)).await.unwrap();
    assert_eq!(facility, FacilityRecord::Unknown);
    assert_eq!(again.history(Uuid::from_u128(1000)).await.unwrap(), []);
    assert_eq!(again.known_listings().await.unwrap().len(), 1);
    let mut import = again.begin_import(Findtreatment, "far away", day(2)).await.unwrap();
    assert!(import.resumed());
    assert_eq!(import.page(1).await.unwrap(), b"fetched");
    assert_eq!(again.rejected_rows(import.id()).await.unwrap(), []);
    assert_eq!(unpublished_rows(&again).await, 0);
    import.publish().await.unwrap().commit("{}").await.unwrap();
    assert_eq!(again.last_import().await.unwrap().unwrap().status, ImportStatus::Done);
    assert_eq!(names(&store).await, ["Old"]);
}

/// What the process that will be killed does: it writes the whole next generation, says so, and does not publish it.
async fn publish_without_end(address: &str) {
    let store = Store::open(&DatabaseUrl::parse(address).unwrap()).await.unwrap();
    let mut import = store.begin_import(Findtreatment, "far away", day(1)).await.unwrap();
    import.save_page(1, b"fetched", day(1)).await.unwrap();
    let mut publication = import.publish().await.unwrap();
    let mut changes = Changes::new(day(1));
    changes.purge.push(Sample);
    changes.rejected.push(RejectedRow { row_number: 1, reason: "no name".into(), raw: "row 1".into() });
    // More than SQLite keeps in memory.
    changes.upserts = (0..1_500)
        .map(|number| {
            let mut content = content(Track::SubstanceUse, "New", "OIT");
            content.website = Some("x".repeat(24_000));
            upsert(id(Findtreatment, &number.to_string()), content, at(1000 + number, 100_000 + number))
        })
        .collect();
    publication.write(&changes).await.unwrap();
    publication.visit_facilities(&mut |_| std::ops::ControlFlow::Continue(())).await.unwrap();
    println!("all is written");
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).unwrap();
    panic!("nobody killed this process");
}
