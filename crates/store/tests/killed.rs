//! A process that is killed at its work leaves the old data, the lock free and what it had staged.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod common;

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use common::{at, content, day, id, names, on_both_engines, upsert};
use directory::Source::{Findtreatment, Sample};
use directory::Track;
use store::{BeginError, Changes, DatabaseUrl, Generation, ImportStatus, Store};

/// Set for the process that is to be killed: the address of the store.
const STORE: &str = "STORE_OF_A_PROCESS_TO_BE_KILLED";

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_import_leaves_the_old_data_and_goes_on_later() {
    if std::env::var_os(STORE).is_some() {
        return publish_without_end(&std::env::var(STORE).unwrap()).await;
    }
    on_both_engines(survive_a_kill).await;
}

async fn survive_a_kill(address: String) {
    let url = DatabaseUrl::parse(&address).unwrap();
    let store = Store::open(&url).await.unwrap();
    let mut import = store.begin_import(Sample, "built in", day(0)).await.unwrap();
    let mut changes = Changes::at(day(0));
    changes.upserts.push(upsert(id(Sample, "1"), content(Track::SubstanceUse, "Old", "OIT"), at(1, 11)));
    let mut publication = import.publish().await.unwrap();
    publication.write(&changes).await.unwrap();
    publication.commit("{}").await.unwrap();
    drop(import);

    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "a_killed_import_leaves_the_old_data_and_goes_on_later", "--nocapture"])
        .env(STORE, &address)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    assert!(lines.any(|line| line.contains("all is written")), "the other process ended too early");
    assert_eq!(names(&store).await, ["Old"]);
    let busy = store.begin_import(Sample, "built in", day(2)).await.err().unwrap();
    let BeginError::Busy { holder: Some(holder) } = busy else { panic!("{busy}") };
    assert_eq!(holder.pid, child.id());
    child.kill().unwrap();
    child.wait().unwrap();

    assert_eq!(names(&store).await, ["Old"]);
    assert_eq!(store.generation().await.unwrap(), Some(Generation(1)));
    let again = Store::open(&url).await.unwrap();
    assert_eq!(names(&again).await, ["Old"]);
    let mut import = again.begin_import(Findtreatment, "far away", day(2)).await.unwrap();
    assert!(import.resumed());
    assert_eq!(import.page(1).await.unwrap(), b"fetched");
    assert_eq!(again.rejected_rows(import.id()).await.unwrap(), []);
    import.publish().await.unwrap().commit("{}").await.unwrap();
    assert_eq!(again.last_import().await.unwrap().unwrap().status, ImportStatus::Done);
    assert_eq!(names(&store).await, ["Old"]);
}

/// The work of the process that is killed: it writes everything, says so, and commits nothing.
async fn publish_without_end(address: &str) {
    let store = Store::open(&DatabaseUrl::parse(address).unwrap()).await.unwrap();
    let mut import = store.begin_import(Findtreatment, "far away", day(1)).await.unwrap();
    import.save_page(1, b"fetched", day(1)).await.unwrap();
    let mut publication = import.publish().await.unwrap();
    let mut changes = Changes::at(day(1));
    changes.purge.push(Sample);
    // More than SQLite keeps in memory: some of it is in the file's log already.
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
