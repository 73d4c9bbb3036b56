//! The committed OpenAPI description matches the code.

#[test]
fn the_committed_description_matches_the_code() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../openapi/openapi.json");
    let made = api::openapi().to_pretty_json().expect("a description is JSON") + "\n";
    if std::env::var_os("IOPFINDER_WRITE_OPENAPI").is_some() {
        std::fs::write(path, &made).expect("the description can be written");
    }
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        made == committed,
        "openapi/openapi.json differs from the code: run IOPFINDER_WRITE_OPENAPI=1 cargo test -p api --test openapi"
    );
}

#[test]
fn every_operation_describes_its_responses() {
    let description = api::openapi();
    assert!(description.paths.paths.len() >= 7);
    for (path, item) in &description.paths.paths {
        for operation in [&item.get, &item.post].into_iter().flatten() {
            let statuses: Vec<&String> = operation.responses.responses.keys().collect();
            assert!(statuses.iter().any(|status| *status == "200"), "{path}: {statuses:?}");
            assert!(operation.summary.is_some() || operation.description.is_some(), "{path} has no words");
        }
    }
}
