//! The program does what its OpenAPI description says, as seen by a strict client.

use std::collections::BTreeSet;

use serde_json::{Map, Value};
use tests::answers::{HealthResponse, PlacesResponse, ProblemExplanation, VocabularyResponse, described};
use tests::sample_server;

use crate::problem::problem;

fn description() -> Value {
    sample_server().get("/openapi.json").expect(200).json()
}

#[test]
fn the_description_is_the_committed_one() {
    let committed: Value = serde_json::from_str(include_str!("../../../openapi/openapi.json")).unwrap();
    assert!(description() == committed, "openapi/openapi.json is not what the program serves");
}

#[test]
fn every_response_has_exactly_the_members_of_its_schema() {
    let description = description();
    let schemas = description["components"]["schemas"].as_object().unwrap();
    let described = described();
    for (name, fields) in &described {
        let schema = schemas.get(*name).unwrap_or_else(|| panic!("there is no schema {name}"));
        let mut members: Vec<String> = std::iter::once(schema)
            .chain(parts(schemas, schema))
            .filter_map(|schema| schema["properties"].as_object())
            .flat_map(|members| members.keys().cloned())
            .collect();
        members.sort();
        assert_eq!(&members, fields, "{name}");
    }
    // Other tests cover requests, and schemas that are not objects.
    let read_as_parts: Vec<&Value> = schemas.values().flat_map(|schema| parts(schemas, schema)).collect();
    let unread = schemas.iter().filter(|(name, schema)| {
        schema["type"] == "object"
            && !described.contains_key(name.as_str())
            && !name.ends_with("Request")
            && !read_as_parts.contains(schema)
    });
    let unread: Vec<&String> = unread.map(|(name, _)| name).collect();
    assert!(unread.is_empty(), "schemas of responses that no test reads: {unread:?}");
}

/// The schemas in a schema's `allOf`, whose members its objects also have.
fn parts<'a>(schemas: &'a Map<String, Value>, schema: &'a Value) -> Vec<&'a Value> {
    let part = |part: &'a Value| match part["$ref"].as_str() {
        Some(name) => &schemas[name.trim_start_matches("#/components/schemas/")],
        None => part,
    };
    schema["allOf"].as_array().into_iter().flatten().map(part).collect()
}

#[test]
fn every_path_and_method_of_the_description_works() {
    let server = sample_server();
    let id = server.search(&[("near", "78702")]).results[0].facility.id.clone();
    for (path, item) in description()["paths"].as_object().unwrap() {
        for method in item.as_object().unwrap().keys() {
            let path = path.replace("{id}", &id).replace("{kind}", "bad-request");
            let answer = match (method.as_str(), path.as_str()) {
                ("get", "/v1/search") => server.get("/v1/search?near=78702"),
                ("get", "/v1/places") => server.get("/v1/places?q=aus"),
                ("get", "/v1/insurers") => server.get("/v1/insurers?q=aet"),
                ("get", path) => server.get(path),
                ("post", "/v1/search") => server.post(&path, &serde_json::json!({"near": "78702"})),
                ("post", path) => server.post(path, &serde_json::json!({"q": "aus"})),
                (other, path) => panic!("{other} {path}"),
            };
            assert_eq!(answer.status, 200, "{method} {path}");
        }
    }
}

#[test]
fn exactly_the_described_parameters_are_accepted() {
    let (server, description) = (sample_server(), description());
    let parameters = description["paths"]["/v1/search"]["get"]["parameters"].as_array().unwrap().clone();
    let names: Vec<&str> = parameters.iter().map(|parameter| parameter["name"].as_str().unwrap()).collect();
    assert_eq!(names.len(), 21);
    let problem = server.get("/v1/search?nearby=78702").expect(400).text();
    assert!(problem.contains("near"), "{problem}");
    for name in names {
        let answer = server.get(&format!("/v1/search?{name}=%01x"));
        assert_eq!(answer.status, 400, "{name}");
        assert!(!answer.text().contains("there is no parameter"), "{name}: {}", answer.text());
    }
}

#[test]
fn every_path_refuses_parameters_it_does_not_have() {
    let server = sample_server();
    let id = server.search(&[("near", "78702")]).results[0].facility.id.clone();
    let facility = format!("/v1/facilities/{id}");
    let history = format!("{facility}/history");
    for path in [
        "/healthz",
        "/readyz",
        "/metrics",
        "/openapi.json",
        "/v1/vocabulary",
        "/problems/bad-request",
        &facility,
        &history,
    ] {
        server.get(path).expect(200);
        let problem = problem(&server.get(&format!("{path}?debug=1")), 400, path);
        assert_eq!(problem.errors[0].parameter.as_deref(), Some("debug"), "{path}");
    }
}

#[test]
fn the_type_of_a_problem_is_a_path_that_explains_it() {
    let server = sample_server();
    let problem = problem(&server.get("/v1/search"), 400, "no place");
    let explained: ProblemExplanation = server.get(&problem.r#type).expect(200).json();
    assert_eq!((explained.r#type, explained.status), (problem.r#type.clone(), 400));
    let page = server.send("GET", &problem.r#type, &[("accept", "text/html")], b"").expect(200);
    assert!(page.text().contains("<h1>The request is wrong</h1>"));
    assert!(explained.explanation.contains("nearest valid values"));
    server.get("/problems/nothing").expect(404);
}

#[test]
fn values_of_a_fixed_set_are_enumerated_and_every_parameter_has_an_example() {
    let description = description();
    for (path, item) in description["paths"].as_object().unwrap() {
        for parameter in item["get"]["parameters"].as_array().into_iter().flatten() {
            let (name, schema) = (parameter["name"].as_str().unwrap(), &parameter["schema"]);
            let is_described = parameter["description"].is_string();
            assert!(is_described, "{path} {name}");
            if parameter["in"] == "query" && name != "cursor" {
                assert!(!parameter["example"].is_null(), "{path} {name}: {parameter:#}");
            }
            let named = schema["$ref"].as_str().or(schema["items"]["$ref"].as_str());
            if let Some(named) =
                named.and_then(|named| named.rsplit('/').next()).filter(|name| *name != "Attribute")
            {
                let values = &description["components"]["schemas"][named]["enum"];
                assert!(values.as_array().is_some_and(|values| values.len() > 1), "{path} {name}");
            }
        }
    }
    let levels = description["components"]["schemas"]["LevelChoice"]["enum"].as_array().unwrap();
    assert!(levels.contains(&"any".into()) && !levels.contains(&"iop".into()));
}

#[test]
fn the_vocabulary_has_every_word_with_its_meaning_and_count() {
    let server = sample_server();
    let vocabulary: VocabularyResponse = server.get("/v1/vocabulary").expect(200).json();
    let codes: BTreeSet<_> = vocabulary.attributes.iter().filter_map(|known| known.code.as_deref()).collect();
    assert_eq!(codes.len(), 317);
    for known in &vocabulary.attributes {
        assert!(
            !known.label.is_empty() && !known.description.is_empty() && !known.ask.is_empty(),
            "{known:?}"
        );
        assert!(known.code.is_some() || known.kind != "code", "{known:?}");
    }
    let find = |slug: &str| vocabulary.attributes.iter().find(|known| known.slug == slug).unwrap();
    assert!(find("intensive_outpatient").asam.as_deref().is_some_and(|asam| asam.contains("2.1")));
    let all = server.search(&[("q", "sample"), ("insurance", "medicaid"), ("match", "confirmed")]);
    assert_eq!(find("medicaid").facilities, all.total.facilities);
    assert!(vocabulary.cautions.iter().any(|caution| caution.code == "women_only"));
    assert!(vocabulary.people.contains(&"older_adult".to_owned()));
}

#[test]
fn places_are_suggested_for_text_typed_so_far() {
    let server = sample_server();
    let labels = |query: &str| {
        let answer: PlacesResponse = server.get(&format!("/v1/places?{query}")).expect(200).json();
        answer.places.into_iter().map(|place| place.label).collect::<Vec<_>>()
    };
    assert_eq!(labels("q=austin,%20t")[0], "Austin, TX");
    assert_eq!(labels("q=7870&limit=3").len(), 3);
    assert!(labels("q=7870").iter().all(|label| label.contains(" 7870")));
    assert!(labels("q=puerto+ri").contains(&"Puerto Rico".to_owned()));
    assert_eq!(labels("q=zzzzqqqq"), [""; 0]);
    let first = |query: &str| {
        let answer: PlacesResponse = server.get(&format!("/v1/places?q={query}")).expect(200).json();
        answer.places.into_iter().next().map(|place| (place.label, place.kind, place.radius_miles.is_some()))
    };
    for (query, label, kind, is_wide) in [
        ("travis+coun", "Travis County, TX", "county", true),
        ("cape+cod", "Cape Cod, MA", "region", true),
        ("fort+cavazos", "Fort Hood, TX", "military_base", false),
        ("philly", "Philadelphia, PA", "city", false),
    ] {
        assert_eq!(first(query), Some((label.to_owned(), kind.to_owned(), is_wide)), "{query}");
    }
}

#[test]
fn operators_get_health_readiness_and_metrics() {
    let server = sample_server();
    let health: HealthResponse = server.get("/healthz").expect(200).json();
    assert_eq!((health.status.as_str(), health.version.is_empty()), ("alive", false));
    let ready: tests::answers::ReadyResponse = server.get("/readyz").expect(200).json();
    assert_eq!((ready.notice, ready.facilities, ready.programs), (None, 26, 38));
    assert!((0..600).contains(&ready.age_seconds), "{}", ready.age_seconds);
    let metrics = server.get("/metrics").expect(200);
    assert!(metrics.header("content-type").is_some_and(|kind| kind.starts_with("text/plain")));
    let metrics = metrics.text();
    for line in ["iopfinder_ready 1", "iopfinder_facilities 26", "route=\"/readyz\",status=\"200\""] {
        assert!(metrics.contains(line), "{line} is not in\n{metrics}");
    }
}
