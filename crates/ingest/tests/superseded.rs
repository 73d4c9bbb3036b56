//! Listings of older editions: they stay with the newer listings that continue them.

#![allow(clippy::unwrap_used)]

#[path = "support/sets.rs"]
mod sets;

use directory::listing::{Content, Questionnaire};
use directory::resolution::Verdict;
use directory::{Fact, Source, Track, Vocabulary};
use sets::{Fixture, made, on_both_engines, place, su};
use store::testing::misplaced_listings;
use uuid::Uuid;

/// Two editions of a directory: the first says that veterans are served, the second does not ask.
async fn two_editions(fixture: &mut Fixture) {
    let silent = Content { codes: None, questionnaire: Questionnaire::Own, ..su(1, "SA", 2023) };
    let veterans = su(1, "SA VET", 2022);
    fixture.import(&made(Source::SamhsaDirectory, vec![("old", veterans)])).await;
    fixture.replace(&made(Source::SamhsaDirectory, vec![("new", silent)])).await;
    assert_eq!(veterans_of(fixture).await, [Fact::Yes]);
}

/// Whether each program that the second edition lists serves veterans.
async fn veterans_of(fixture: &Fixture) -> Vec<Fact> {
    let attribute = Vocabulary::embedded().code("VET").unwrap();
    let facilities = fixture.facilities().await;
    let programs = facilities.iter().flat_map(|facility| &facility.programs);
    let listed = programs.filter(|program| program.present().any(|listing| listing.id.id == "new"));
    listed.map(|program| program.facts.get(attribute)).collect()
}

/// The facility of a listing.
async fn facility(fixture: &Fixture, id: &str) -> Uuid {
    let known = fixture.store.known_listings().await.unwrap();
    known.into_iter().find(|stored| stored.id.id == id).unwrap().placement.facility
}

#[tokio::test]
async fn facts_of_an_older_edition_survive_a_merge() {
    on_both_engines(async |mut fixture| {
        two_editions(&mut fixture).await;
        let state = Source::csv("state").unwrap();
        let other = |codes| Content { codes: None, questionnaire: Questionnaire::Own, ..su(2, codes, 2023) };
        fixture.import(&made(state, vec![("c", other("SA"))])).await;
        fixture.import(&made(Source::LocatorExport, vec![("d", other("SA"))])).await;
        fixture.decide("csv:state:c", Verdict::Same, "locator_export:d").await;
        fixture.decide("samhsa_directory:new", Verdict::Same, "csv:state:c").await;
        assert_eq!(fixture.facilities().await.len(), 1);
        assert_eq!(veterans_of(&fixture).await, [Fact::Yes]);
        assert_eq!(misplaced_listings(&fixture.store).await, [""; 0]);
        fixture.decide("samhsa_directory:new", Verdict::Different, "csv:state:c").await;
        assert_eq!(fixture.facilities().await.len(), 2);
        assert_eq!(veterans_of(&fixture).await, [Fact::Yes]);
    })
    .await;
}

#[tokio::test]
async fn an_older_edition_follows_the_newer_one_to_another_place() {
    on_both_engines(async |mut fixture| {
        two_editions(&mut fixture).await;
        let mental = |number| place(number, Track::MentalHealth, "MH OP", 2023);
        fixture.import(&made(Source::csv("state").unwrap(), vec![("c", mental(2))])).await;
        let report = fixture.import(&made(Source::LocatorExport, vec![("d", mental(2))])).await;
        fixture.decide("csv:state:c", Verdict::Same, "locator_export:d").await;
        fixture.decide("samhsa_directory:new", Verdict::Same, "csv:state:c").await;
        assert_eq!(facility(&fixture, "old").await, facility(&fixture, "c").await);
        assert_eq!(misplaced_listings(&fixture.store).await, [""; 0]);
        fixture.decide("samhsa_directory:new", Verdict::Different, "csv:state:c").await;
        assert_eq!(facility(&fixture, "old").await, facility(&fixture, "new").await);
        assert_eq!(misplaced_listings(&fixture.store).await, [""; 0]);
        fixture.undo(report.import).await.unwrap();
        assert_eq!(misplaced_listings(&fixture.store).await, [""; 0]);
        assert_eq!(veterans_of(&fixture).await, [Fact::Yes]);
    })
    .await;
}
