//! Whatever sources brought in and in whatever order: what is undone is as if it had not been.

#![allow(clippy::unwrap_used)]

#[path = "support/sets.rs"]
mod sets;

use std::collections::{BTreeMap, BTreeSet};

use directory::Source;
use directory::listing::{Content, Role};
use ingest::Scope;
use proptest::prelude::*;
use sets::{Fixture, Made, made, said, su};
use store::testing::misplaced_listings;

/// What a source says of a place: which one, and which of several wordings.
type Statement = (u32, usize);

/// One import: which source, and what it says. An update has the places that it takes back.
#[derive(Debug, Clone)]
struct Edition {
    source: usize,
    statements: BTreeMap<u32, usize>,
    takes_back: Option<BTreeSet<u32>>,
}

fn content((number, wording): Statement) -> Content {
    let mut content = su(number, ["SA OIT MD", "SA ORT", "SA PI", "SA OIT"][wording], 2024);
    match wording {
        1 => content.phone = directory::Phone::parse("512-999-8888"),
        2 => content.name1.push_str(", Inc."),
        // A stranger at that address.
        3 => (content.name1, content.phone) = ("Quartz Counseling".to_owned(), None),
        _ => {}
    }
    content
}

fn identity(statement: Statement) -> Content {
    let npi = directory::Npi::parse("1234567893").ok().filter(|_| statement.1 == 0);
    Content { role: Role::Identity, codes: None, npi, ..content(statement) }
}

impl Edition {
    fn made(&self) -> Made {
        let sources = [Source::LocatorExport, Source::csv("state").unwrap(), Source::Nppes];
        let content = if self.source == 2 { identity } else { content };
        let name = |number: &u32| format!("id {number}");
        let ids: Vec<String> = self.statements.keys().map(name).collect();
        let contents = self.statements.iter().map(|(number, wording)| content((*number, *wording)));
        let removed = self.takes_back.as_ref().map(|numbers| numbers.iter().map(name).collect());
        let scope = removed.map_or(Scope::Whole, |removed| Scope::Update { removed });
        made(sources[self.source], ids.iter().map(String::as_str).zip(contents).collect()).scope(scope)
    }
}

fn edition() -> impl Strategy<Value = Edition> {
    let statements = prop::collection::btree_map(1..6_u32, 0..4_usize, 1..6);
    let takes_back = prop::option::of(prop::collection::btree_set(1..6_u32, 0..3));
    (0..3_usize, statements, takes_back).prop_map(|(source, statements, takes_back)| Edition {
        source,
        statements,
        takes_back,
    })
}

/// Some imports, and which of them are undone in which order.
fn history() -> impl Strategy<Value = (Vec<Edition>, Vec<usize>)> {
    prop::collection::vec(edition(), 1..7).prop_flat_map(|editions| {
        let places: Vec<usize> = (0..editions.len()).collect();
        let undone = prop::sample::subsequence(places, 1..=editions.len().min(3)).prop_shuffle();
        (Just(editions), undone)
    })
}

async fn holds(editions: Vec<Edition>, undone: Vec<usize>) {
    let mut fixture = Fixture::new().await;
    let mut imports = Vec::new();
    for edition in &editions {
        imports.push(fixture.replace(&edition.made()).await.import);
    }
    for at in &undone {
        fixture.undo(imports[*at]).await.unwrap();
    }
    let mut without = Fixture::new().await;
    let kept = editions.iter().enumerate().filter(|(at, _)| !undone.contains(at));
    for (_, edition) in kept {
        without.replace(&edition.made()).await;
    }
    assert_eq!(said(fixture.facilities().await), said(without.facilities().await));
    assert_eq!(misplaced_listings(&fixture.store).await, [""; 0]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn what_is_undone_is_as_if_it_had_not_been((editions, undone) in history()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(holds(editions, undone));
    }
}
