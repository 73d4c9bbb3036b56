//! What visitors say is wrong, on both engines.
#![allow(clippy::unwrap_used)]

mod common;

use common::on_both_engines;
use jiff::civil::date;
use store::{Correction, CorrectionChoice, DatabaseUrl, MOST_A_DAY, MOST_ROWS_A_DAY, Store};
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
async fn a_flood_ends_at_the_limits_of_a_day() {
    on_both_engines(flooded).await;
}

async fn flooded(address: String) {
    let store = Store::open(&DatabaseUrl::parse(&address).unwrap()).await.unwrap();
    let today = date(2026, 11, 23);
    for _ in 0..MOST_A_DAY + 3 {
        assert!(store.add_correction(PLACE, CorrectionChoice::Phone, today).await.unwrap());
    }
    assert_eq!(store.corrections().await.unwrap()[0].count, MOST_A_DAY);
    for other in 1..MOST_ROWS_A_DAY {
        let place = Uuid::from_u128(1000 + u128::from(other));
        assert!(store.add_correction(place, CorrectionChoice::Moved, today).await.unwrap());
    }
    let added = store.add_correction(PLACE, CorrectionChoice::Closed, today).await.unwrap();
    assert!(!added, "a day has room for only so many rows");
    assert!(store.add_correction(PLACE, CorrectionChoice::Phone, today).await.unwrap(), "counted before");
    assert!(store.add_correction(PLACE, CorrectionChoice::Closed, date(2026, 11, 24)).await.unwrap());
    assert_eq!(store.corrections().await.unwrap().len(), MOST_ROWS_A_DAY as usize + 1);
    store.close().await;
}
