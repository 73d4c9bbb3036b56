//! Random histories of imports: what is served after some imports are undone is as if these had never happened.

#![allow(clippy::unwrap_used)]

#[path = "support/sets.rs"]
mod sets;

use std::collections::{BTreeMap, BTreeSet};

use directory::Source;
use directory::listing::{Content, Role};
use ingest::Scope;
use ingest::import::ReviseError;
use proptest::prelude::*;
use sets::{Fixture, Made, made, said, su};
use store::UndoError;
use store::testing::misplaced_listings;

/// What a source says about a place: the number of the place, and the number of a wording.
type Statement = (u32, usize);

/// One import: the number of its source, and what it says about each place. Only an update names places to remove.
#[derive(Debug, Clone)]
struct Edition {
    source: usize,
    statements: BTreeMap<u32, usize>,
    to_remove: Option<BTreeSet<u32>>,
}

fn content((number, wording): Statement) -> Content {
    let mut content = su(number, ["SA OIT MD", "SA ORT", "SA PI", "SA OIT"][wording], 2024);
    match wording {
        1 => content.phone = directory::Phone::parse("512-999-8888"),
        2 => content.organization.push_str(", Inc."),
        // A different organization at that address.
        3 => (content.organization, content.phone) = ("Quartz Counseling".to_owned(), None),
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
        let removed = self.to_remove.as_ref().map(|numbers| numbers.iter().map(name).collect());
        let scope = removed.map_or(Scope::Whole, |removed| Scope::Update { removed });
        made(sources[self.source], ids.iter().map(String::as_str).zip(contents).collect()).scope(scope)
    }
}

fn edition() -> impl Strategy<Value = Edition> {
    let statements = prop::collection::btree_map(1..6_u32, 0..4_usize, 1..6);
    let to_remove = prop::option::of(prop::collection::btree_set(1..6_u32, 0..3));
    (0..3_usize, statements, to_remove).prop_map(|(source, statements, to_remove)| Edition {
        source,
        statements,
        to_remove,
    })
}

/// Some imports, and the sources whose newest import is then undone, one after another.
fn history() -> impl Strategy<Value = (Vec<Edition>, Vec<usize>)> {
    (prop::collection::vec(edition(), 1..7), prop::collection::vec(0..3_usize, 1..5))
}

async fn check_that_undone_imports_leave_no_trace(editions: Vec<Edition>, undone: Vec<usize>) {
    let mut fixture = Fixture::new().await;
    let mut kept = Vec::new();
    for edition in editions {
        let import = fixture.replace(&edition.made()).await.import;
        kept.push((edition, import));
    }
    for source in undone {
        let of_source: Vec<usize> = (0..kept.len()).filter(|at| kept[*at].0.source == source).collect();
        let [older @ .., newest] = &of_source[..] else { continue };
        if let Some(older) = older.last() {
            let refused = fixture.undo(kept[*older].1).await.unwrap_err();
            assert!(
                matches!(refused, ReviseError::Undo(UndoError::NotNewest { newest: first, .. }) if first == kept[*newest].1),
                "{refused}"
            );
        }
        fixture.undo(kept[*newest].1).await.unwrap();
        kept.remove(*newest);
    }
    let mut without = Fixture::new().await;
    for (edition, _) in kept {
        without.replace(&edition.made()).await;
    }
    assert_eq!(said(fixture.facilities().await), said(without.facilities().await));
    assert_eq!(misplaced_listings(&fixture.store).await, [""; 0]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn undone_imports_leave_no_trace_in_what_is_served((editions, undone) in history()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(check_that_undone_imports_leave_no_trace(editions, undone));
    }
}
