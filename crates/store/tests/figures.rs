//! How fast a store is. Not part of the usual run: `cargo test --release -p store --test figures -- --ignored
//! --nocapture`.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod common;

use std::ops::ControlFlow;
use std::time::Instant;

use common::{at, content, day, id, on_both_engines, upsert};
use directory::Source::Findtreatment;
use directory::{Track, Vocabulary};
use store::{Changes, DatabaseUrl, Store};

/// As many as the locator lists, or `LISTINGS`.
fn count() -> u64 {
    std::env::var("LISTINGS").ok().map_or(21_451, |count| count.parse().unwrap())
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "measures"]
async fn figures() {
    on_both_engines(measure).await;
}

/// Two listings of each facility, of a usual size.
fn changes(range: std::ops::Range<u64>) -> Changes {
    let codes: Vec<&str> =
        Vocabulary::embedded().attributes().iter().filter_map(|known| known.code.as_deref()).collect();
    let mut changes = Changes::at(day(1));
    changes.upserts = range
        .map(|number| {
            let track = if number % 2 == 0 { Track::SubstanceUse } else { Track::MentalHealth };
            let some: Vec<&str> = codes.iter().skip(number as usize % 4).step_by(4).copied().collect();
            let content = content(track, &format!("Center {}", number / 2), &some.join(" "));
            let placement = at(u128::from(number / 2).rotate_left(77), 1 << 90 | u128::from(number));
            let mut upsert = upsert(id(Findtreatment, &format!("{number:08x}")), content, placement);
            upsert.raw =
                format!("{{\"number\":{number},\"services\":\"{}\"}}", some.join("; a longer name of "));
            upsert
        })
        .collect();
    changes
}

async fn measure(address: String) {
    let url = DatabaseUrl::parse(&address).unwrap();
    println!("{url}");
    let store = Store::open(&url).await.unwrap();
    let mut import = store.begin_import(Findtreatment, "figures", day(1)).await.unwrap();
    let mut publication = import.publish().await.unwrap();
    let mut writing = std::time::Duration::ZERO;
    for start in (0..count()).step_by(25_000) {
        let changes = changes(start..(start + 25_000).min(count()));
        let started = Instant::now();
        publication.write(&changes).await.unwrap();
        writing += started.elapsed();
    }
    let started = Instant::now();
    publication.commit("{}").await.unwrap();
    let commit = started.elapsed();
    println!("  {} listings written in {writing:.2?} and {commit:.2?} for the commit", count());

    let mut publication = import.publish().await.unwrap();
    let started = Instant::now();
    let mut touch = Changes::at(day(2));
    touch.touched.push(Findtreatment);
    publication.write(&touch).await.unwrap();
    publication.commit("{}").await.unwrap();
    println!("  all dated anew in {:.2?}", started.elapsed());

    let started = Instant::now();
    let mut facilities = 0;
    let mut visit = |_| {
        facilities += 1;
        ControlFlow::Continue(())
    };
    store.visit_facilities(&mut visit).await.unwrap();
    let visiting = started.elapsed();
    let rate = count() as f64 / visiting.as_secs_f64();
    println!("  {facilities} facilities visited in {visiting:.2?}: {rate:.0} listings/s");

    let started = Instant::now();
    let known = store.known_listings(Findtreatment).await.unwrap();
    println!("  {} listings known in {:.2?}", known.len(), started.elapsed());
    let started = Instant::now();
    let sources = store.sources().await.unwrap();
    println!("  {} sources counted in {:.2?}", sources.len(), started.elapsed());
    let started = Instant::now();
    for _ in 0..100 {
        store.generation().await.unwrap();
    }
    println!("  the generation in {:.2?}", started.elapsed() / 100);
    if let Some(file) = url.file() {
        let size = |file: &std::path::Path| std::fs::metadata(file).unwrap().len() / 1_000_000;
        println!("  {} MB, log {} MB", size(file), size(&file.with_extension("db-wal")));
    }
}
