//! All that a server says of its data, to hold against what it said before.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::server::Server;

/// Everything a server says: searches to their last page, every facility, the vocabulary. Times of retrieval and cursors
/// are left out: they may differ for the same data.
pub fn everything(server: &Server) -> Value {
    let searches = all_pages(server);
    let results = searches.iter().flat_map(|page| page["results"].as_array().into_iter().flatten());
    let ids: BTreeSet<&str> = results.filter_map(|result| result["facility"]["id"].as_str()).collect();
    let facility = |id: &&str| server.get(&format!("/v1/facilities/{id}")).expect(200).json();
    let facilities: Vec<Value> = ids.iter().map(facility).collect();
    let vocabulary: Value = server.get("/v1/vocabulary").expect(200).json();
    without_times(json!({"searches": searches, "facilities": facilities, "vocabulary": vocabulary}))
}

/// What searches find, without the rest of [`everything`], which takes longer.
pub fn searches(server: &Server) -> Value {
    without_times(Value::Array(all_pages(server)))
}

/// Some searches, each to its last page.
fn all_pages(server: &Server) -> Vec<Value> {
    let needs = [
        "state=TX&level=any",
        "near=Austin,+TX&radius=500",
        "near=78702&sort=distance&level=any&telehealth=true",
        "q=clinic&insurance=private&sort=name",
    ];
    let mut pages = Vec::new();
    for need in needs {
        let mut cursor = String::new();
        loop {
            let page: Value = server.get(&format!("/v1/search?{need}&limit=100{cursor}")).expect(200).json();
            let next = page["next_cursor"].as_str().map(|next| format!("&cursor={next}"));
            pages.push(page);
            match next {
                Some(next) => cursor = next,
                None => break,
            }
        }
    }
    pages
}

/// An answer without the times of retrieval and cursors in it.
pub fn without_times(mut answer: Value) -> Value {
    remove_times(&mut answer);
    answer
}

fn remove_times(value: &mut Value) {
    match value {
        Value::Object(members) => {
            for left_out in ["retrieved_at", "next_cursor"] {
                members.remove(left_out);
            }
            members.values_mut().for_each(remove_times);
        }
        Value::Array(values) => values.iter_mut().for_each(remove_times),
        _ => {}
    }
}
