//! A server's responses about its data, for tests to compare.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::server::Server;

/// Some searches with all their pages, every facility and the vocabulary, [`without_times`].
pub fn everything(server: &Server) -> Value {
    let searches = all_pages(server);
    let results = searches.iter().flat_map(|page| page["results"].as_array().into_iter().flatten());
    let ids: BTreeSet<&str> = results.filter_map(|result| result["facility"]["id"].as_str()).collect();
    let facility = |id: &&str| server.get(&format!("/v1/facilities/{id}")).expect(200).json();
    let facilities: Vec<Value> = ids.iter().map(facility).collect();
    let vocabulary: Value = server.get("/v1/vocabulary").expect(200).json();
    without_times(json!({"searches": searches, "facilities": facilities, "vocabulary": vocabulary}))
}

/// Only the searches of [`everything`], which is faster.
pub fn searches(server: &Server) -> Value {
    without_times(Value::Array(all_pages(server)))
}

/// Some searches, each with all its pages.
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

/// The response without its cursors and times of retrieval, which may differ for the same data.
pub fn without_times(mut response: Value) -> Value {
    remove_times(&mut response);
    response
}

fn remove_times(value: &mut Value) {
    match value {
        Value::Object(members) => {
            for name in ["retrieved_at", "cursor", "next_cursor"] {
                members.remove(name);
            }
            members.values_mut().for_each(remove_times);
        }
        Value::Array(values) => values.iter_mut().for_each(remove_times),
        _ => {}
    }
}
