//! What visitors say is wrong, on both engines.
#![allow(clippy::unwrap_used)]

mod common;

use common::on_both_engines;
use jiff::civil::date;
use store::{Correction, CorrectionChoice, DatabaseUrl, MOST_A_DAY, Store};
use uuid::Uuid;

const PLACE: Uuid = Uuid::from_u128(7);

#[tokio::test(flavor = "multi_thread")]
async fn what_was_said_is_counted_by_facility_choice_and_day() {
    on_both_engines(counted).await;
}

async fn counted(address: String) {
    let store = Store::open(&DatabaseUrl::parse(&address).unwrap()).await.unwrap();
    let (monday, tuesday) = (date(2026, 11, 23), date(2026, 11, 24));
    assert_eq!(store.corrections().await.unwrap(), []);
    for (choice, day) in [
        (CorrectionChoice::Phone, monday),
        (CorrectionChoice::Closed, monday),
        (CorrectionChoice::Phone, monday),
        (CorrectionChoice::Closed, tuesday),
    ] {
        assert!(store.add_correction(PLACE, choice, day).await.unwrap());
    }
    let said = |choice, day, count| Correction { facility: PLACE, choice, day, count };
    let expected = [
        said(CorrectionChoice::Closed, tuesday, 1),
        said(CorrectionChoice::Phone, monday, 2),
        said(CorrectionChoice::Closed, monday, 1),
    ];
    assert_eq!(store.corrections().await.unwrap(), expected);
    store.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flood_for_one_facility_ends_at_its_limit_and_affects_no_other() {
    on_both_engines(flooded).await;
}

async fn flooded(address: String) {
    let store = Store::open(&DatabaseUrl::parse(&address).unwrap()).await.unwrap();
    let today = date(2026, 11, 23);
    for number in 0..MOST_A_DAY {
        let choice = [CorrectionChoice::Phone, CorrectionChoice::Closed][number as usize % 2];
        assert!(store.add_correction(PLACE, choice, today).await.unwrap());
    }
    for choice in [CorrectionChoice::Phone, CorrectionChoice::Moved] {
        assert!(!store.add_correction(PLACE, choice, today).await.unwrap(), "the day is full");
    }
    assert_eq!(store.corrections().await.unwrap().iter().map(|one| one.count).sum::<u32>(), MOST_A_DAY);
    for other in 1000..1600 {
        let other = Uuid::from_u128(other);
        assert!(store.add_correction(other, CorrectionChoice::Moved, today).await.unwrap());
    }
    assert!(store.add_correction(PLACE, CorrectionChoice::Closed, date(2026, 11, 24)).await.unwrap());
    store.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn old_corrections_are_deleted() {
    on_both_engines(aged).await;
}

async fn aged(address: String) {
    let store = Store::open(&DatabaseUrl::parse(&address).unwrap()).await.unwrap();
    let days = || async { store.corrections().await.unwrap().iter().map(|one| one.day).collect::<Vec<_>>() };
    let first = date(2026, 1, 1);
    assert!(store.add_correction(PLACE, CorrectionChoice::Phone, first).await.unwrap());
    assert!(store.add_correction(PLACE, CorrectionChoice::Phone, date(2026, 4, 1)).await.unwrap());
    assert_eq!(days().await, [date(2026, 4, 1), first], "it is 90 days old");
    assert!(store.add_correction(PLACE, CorrectionChoice::Phone, date(2026, 4, 2)).await.unwrap());
    assert_eq!(days().await, [date(2026, 4, 2), date(2026, 4, 1)]);
    store.close().await;
}
