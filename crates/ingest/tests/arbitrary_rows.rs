//! No row causes a panic, and every row is accounted for.

#![allow(clippy::unwrap_used)]

mod support;

use proptest::prelude::*;
use serde_json::{Map, Value, json};
use support::parse;

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        prop::sample::select(vec![
            "",
            "-",
            "SA",
            "MH",
            "TX",
            "78702",
            "30.27",
            "-97.72",
            "(999) 999-9999",
            "a.b",
            "\u{fffd}"
        ])
        .prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("f[123]|.{0,3}", inner, 0..4)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

const FIELDS: [&str; 19] = [
    "_irow",
    "frid",
    "name1",
    "name2",
    "street1",
    "street2",
    "city",
    "state",
    "zip",
    "phone",
    "intake1",
    "hotline1",
    "website",
    "latitude",
    "longitude",
    "miles",
    "typeFacility",
    "type_facility",
    "services",
];

/// Usually a good row with some of its fields replaced; sometimes another value, or not JSON.
fn row() -> impl Strategy<Value = String> {
    let changes = prop::collection::vec((prop::sample::select(&FIELDS[..]), any_value()), 0..6);
    let changed = changes.prop_map(|changes| {
        let good = json!({
            "frid": "ab12", "name1": "A", "street1": "1 A Street", "city": "Austin", "state": "TX", "zip": "78702",
            "typeFacility": "SA", "latitude": "30.27", "longitude": "-97.72",
            "services": [{"f1": "Age Groups Accepted", "f2": "AGE", "f3": "Adults"}],
        });
        let mut fields: Map<String, Value> = good.as_object().unwrap().clone();
        fields.extend(changes.into_iter().map(|(name, value)| (name.to_owned(), value)));
        Value::Object(fields).to_string()
    });
    prop_oneof![8 => changed, 1 => any_value().prop_map(|value| value.to_string()), 1 => "x.{0,40}"]
}

proptest! {
    #[test]
    fn every_row_is_a_listing_rejected_or_a_duplicate(rows in prop::collection::vec(row(), 0..12)) {
        let set = parse(rows.iter().map(String::as_str));
        prop_assert_eq!(set.rows.read, rows.len() as u64);
        prop_assert!(set.is_balanced());
        let mut ids: Vec<_> = set.listings.iter().map(|listing| &listing.id_in_source).collect();
        ids.dedup();
        prop_assert_eq!(ids.len(), set.listings.len(), "ids are unique");
        let back = parse(rows.iter().rev().map(String::as_str));
        prop_assert_eq!(set.listings, back.listings, "the order of rows does not matter");
    }

    #[test]
    fn any_text_can_be_read_or_is_an_error(text in ".{0,60}", prefix in "[\\[{]?") {
        let text = format!("{prefix}{text}");
        let mut count = 0;
        if let Ok(rows) = ingest::rows::read_rows(text.as_bytes(), &mut |_| count += 1) {
            prop_assert_eq!(rows, count);
        }
    }
}
