//! One facility: its facts, and what happens to its ID.

use serde_json::json;
use tests::answers::{FacilityResponse, Problem};
use tests::{Home, LocatorRow, PageText, Server, rows, sample_server};

fn facility(server: &Server, id: &str) -> FacilityResponse {
    server.get(&format!("/v1/facilities/{id}")).expect(200).json()
}

/// The ID of the facility that a listing belongs to.
fn id_of(server: &Server, frid: &str) -> String {
    let found = server.search(&[("state", "TX"), ("level", "any"), ("limit", "100")]);
    let is_of = |result: &&tests::answers::SearchResult| {
        result.programs.iter().any(|program| program.sources.iter().any(|source| source.id == frid))
    };
    let ids: Vec<_> = found.results.iter().filter(is_of).map(|result| result.facility.id.clone()).collect();
    assert_eq!(ids.len(), 1, "{frid}");
    ids.into_iter().next().unwrap()
}

/// Waits until the server serves a later generation than this one.
fn wait_past(server: &Server, generation: i64) {
    server.wait_until("the import is served", |server| generation_of(server) > generation);
}

fn generation_of(server: &Server) -> i64 {
    server.get("/readyz").expect(200).json::<tests::answers::ReadyResponse>().generation
}

#[test]
fn both_listings_of_one_place_are_one_facility_with_two_programs() {
    let server = sample_server();
    let found = server.search(&[("near", "78702"), ("q", "Example Recovery Center"), ("radius", "5")]);
    assert_eq!(found.names(), ["Example Recovery Center (sample)"]);
    let answer = facility(&server, &found.results[0].facility.id);
    let tracks: Vec<&str> = answer.programs.iter().map(|program| program.track.as_str()).collect();
    assert_eq!((answer.status.as_str(), answer.gone_at.as_deref()), ("listed", None));
    assert_eq!(tracks, ["substance_use", "mental_health"]);
    for program in &answer.programs {
        assert_eq!(program.sources.len(), 1);
        assert_eq!(
            (program.sources[0].source.as_str(), program.sources[0].as_of.as_deref()),
            ("findtreatment", None)
        );
        assert!(program.codes.contains(&"PI".to_owned()), "{:?}", program.codes);
        let fact = |slug: &str| program.facts[slug].fact.as_str();
        assert_eq!((fact("private"), fact("medicaid")), ("yes", "no"));
        assert_eq!(program.facts["private"].source, Some(0));
    }
    let iop: Vec<&str> =
        answer.programs.iter().map(|program| program.facts["intensive_outpatient"].fact.as_str()).collect();
    assert_eq!(iop, ["yes", "not_stated"], "the mental-health survey does not ask");
    assert_eq!((answer.programs[0].likelihood, answer.programs[1].likelihood.is_some()), (None, true));
    assert!(!answer.programs[1].evidence.is_empty());
}

#[test]
fn an_unchanged_facility_is_not_sent_again() {
    let server = sample_server();
    let path = format!("/v1/facilities/{}", server.search(&[("near", "78702")]).results[0].facility.id);
    let first = server.get(&path).expect(200);
    let tag = first.header("etag").unwrap();
    let second = server.send("GET", &path, &[("if-none-match", tag)], b"").expect(304);
    assert_eq!((second.body.len(), second.header("etag")), (0, Some(tag)));
    server.send("GET", &path, &[("if-none-match", "W/\"other\"")], b"").expect(200);
}

#[test]
fn an_unknown_id_is_not_found() {
    let server = sample_server();
    for id in ["0", "00000000-0000-4000-8000-000000000000", "%FF", "..%2Fsearch", "a%20b"] {
        let problem: Problem = server.get(&format!("/v1/facilities/{id}")).expect(404).json();
        assert_eq!(problem.r#type, "/problems/not-found", "{id}");
        server.get(&format!("/facilities/{id}")).expect(404);
    }
}

#[test]
fn a_place_whose_name_or_telephone_is_spelled_differently_keeps_its_id() {
    let mut data = rows::many(8);
    data[0] = data[0].clone().with("name1", "Hope House Treatment Ctr");
    let home = Home::with_rows(&data);
    let server = home.serve();
    let id = id_of(&server, data[0].text("frid"));
    let mut generation = generation_of(&server);
    let respelled =
        [("name1", "Hope House Treatment Center, LLC"), ("phone", "512-555-0199"), ("street1", "1 Test St.")];
    for (at, (field, value)) in respelled.into_iter().enumerate() {
        // The listing also gets another ID, as it does when the source enters it again.
        let frid = rows::frid(900 + at as u32);
        data[0] = data[0].clone().with(field, value).with("frid", frid.as_str());
        home.import(&data).expect(0);
        wait_past(&server, generation);
        generation = generation_of(&server);
        assert_eq!(id_of(&server, &frid), id, "{field}");
    }
    let answer = facility(&server, &id);
    assert_eq!(answer.facility.phone.as_deref(), Some("+15125550199"));
}

#[test]
fn a_facility_that_is_gone_returns_410_with_its_last_state() {
    let data = rows::many(8);
    let home = Home::with_rows(&data);
    let server = home.serve();
    let id = id_of(&server, data[7].text("frid"));
    let before = facility(&server, &id);
    let generation = generation_of(&server);
    home.import(&data[..7]).expect(0);
    wait_past(&server, generation);

    let gone: FacilityResponse = server.get(&format!("/v1/facilities/{id}")).expect(410).json();
    assert_eq!((gone.status.as_str(), gone.gone_at.is_some()), ("gone", true));
    assert_eq!((&gone.facility, &gone.programs), (&before.facility, &before.programs));
    let page = PageText::new(server.get(&format!("/facilities/{id}")).expect(410).text()).words();
    assert!(
        page.contains("This place is no longer on any list") && page.contains(&before.facility.name),
        "{page}"
    );
    assert_eq!(server.search(&[("state", "TX"), ("level", "any")]).total.facilities, 7);

    // When the listing comes back, the facility has the same ID.
    home.import(&data).expect(0);
    wait_past(&server, generation + 1);
    assert_eq!(facility(&server, &id).status, "listed");
}

#[test]
fn a_merged_facility_leads_to_the_one_it_was_merged_into() {
    let mut data = rows::many(8);
    data[0] = LocatorRow::addiction(1).with("name1", "Hope House");
    data[1] = LocatorRow::mental_health(2).with("name1", "Dawn Clinic").with("street1", "1 Test Street");
    let home = Home::with_rows(&data);
    let server = home.serve();
    let [kept, merged] = [0, 1].map(|at: usize| id_of(&server, data[at].text("frid")));
    assert_ne!(kept, merged);
    let generation = generation_of(&server);
    data[1] = data[1].clone().with("name1", "Hope House");
    let report = home.import(&data).expect(0).json();
    assert_eq!(report["merged_facilities"], json!(1));
    wait_past(&server, generation);

    let readable = facility(&server, &kept).facility.url;
    for (path, leads_to) in
        [("/v1/facilities/", format!("/v1/facilities/{kept}")), ("/facilities/", readable)]
    {
        let answer = server.get(&format!("{path}{merged}")).expect(301);
        assert_eq!(answer.header("location"), Some(leads_to.as_str()));
    }
    assert_eq!(facility(&server, &kept).programs.len(), 2);
}
