//! What visitors report as wrong: counted by day, accepted only from pages of this site, and limited for each facility.

use serde_json::{Value, json};
use tests::answers::FacilitySummary;
use tests::http::HttpResponse;
use tests::{Home, PageText, Publishing, Server, rows};

use crate::problem::problem;

/// The most corrections of one facility that are accepted on a day.
const MOST_A_DAY: usize = 20;

fn facilities(server: &Server) -> Vec<FacilitySummary> {
    let found = server.search(&[("state", "TX"), ("level", "any")]).results;
    found.into_iter().map(|result| result.facility).collect()
}

fn path(facility: &FacilitySummary) -> String {
    format!("/en/facilities/{}/correction", facility.id)
}

/// Reports something as wrong, as a visitor of the page does.
fn report(server: &Server, facility: &FacilitySummary, wrong: &str) -> HttpResponse {
    let token = server.correction_token(&facility.url);
    server.post_form(&path(facility), &[("wrong", wrong), ("token", &token)])
}

fn stored(home: &Home) -> Vec<Value> {
    home.run(&["corrections", "--json"]).expect(0).json().as_array().unwrap().clone()
}

#[test]
fn a_correction_is_counted_while_another_process_publishes() {
    let home = Home::with_rows(&rows::many(3));
    let server = home.serve();
    let facility = facilities(&server).remove(0);
    let publishing = Publishing::start(&home.data_dir().join("iopfinder.db"));
    report(&server, &facility, "phone").expect(200);
    drop(publishing);
    assert_eq!(stored(&home).len(), 1);
}

#[test]
fn corrections_are_counted_by_day_and_nothing_else_is_stored() {
    let home = Home::with_rows(&rows::many(3));
    let server = home.serve();
    let facility = facilities(&server).remove(0);
    let path = format!("/es/facilities/{}/correction", facility.id);
    let page = PageText::new(server.get(&format!("/es{}", facility.url)).expect(200).text());
    assert!(page.values("action").contains(&path.as_str()));
    let token = server.correction_token(&facility.url);
    for _ in 0..2 {
        let sent = [("wrong", "phone"), ("token", &token), ("note", "xqfreetext")];
        assert!(server.post_form(&path, &sent).expect(200).text().contains("Gracias"));
    }
    server.post_form(&path, &[("wrong", "closed"), ("token", &token)]).expect(200);
    for wrong in [&[("wrong", "xqfreetext")][..], &[], &[("note", "xqfreetext")]] {
        server.post_form(&path, wrong).expect(400);
    }
    let nobody = "/facilities/00000000-0000-0000-0000-000000000000/correction";
    server.post_form(nobody, &[("wrong", "phone"), ("token", &token)]).expect(404);

    let kept = stored(&home);
    let said: Vec<_> = kept.iter().map(|one| (&one["choice"], &one["count"], &one["facility"])).collect();
    let id = json!(facility.id);
    assert_eq!(said, [(&json!("phone"), &json!(2), &id), (&json!("closed"), &json!(1), &id)]);
    assert_eq!(kept[0]["day"].as_str().unwrap().len(), "2026-11-25".len(), "only the day");
    assert_eq!(kept[0].as_object().unwrap().len(), 5);
    let listed = home.run(&["corrections"]).expect(0).stdout;
    assert!(
        listed.contains("2 ×  a phone number does not work") && listed.contains(&facility.name),
        "{listed}"
    );
    server.stop();
    let database = std::fs::read(home.data_dir().join("iopfinder.db")).unwrap();
    assert!(!String::from_utf8_lossy(&database).contains("xqfreetext"));
}

#[test]
fn a_form_from_another_site_or_without_the_pages_token_is_refused() {
    let home = Home::with_rows(&rows::many(3));
    let server = home.serve();
    let [facility, other, ..] = &facilities(&server)[..] else { panic!("two facilities") };
    let token = server.correction_token(&facility.url);
    let form = ("content-type", "application/x-www-form-urlencoded");
    let body = format!("wrong=phone&token={token}");
    let send =
        |site| server.send("POST", &path(facility), &[form, ("sec-fetch-site", site)], body.as_bytes());
    for site in ["cross-site", "same-site", "nonsense"] {
        let refused = problem(&send(site), 403, site);
        assert!(refused.detail.contains("load the page again"), "{refused:?}");
    }
    for token in ["", "x", &"0".repeat(64), &server.correction_token(&other.url)] {
        let sent = [("wrong", "phone"), ("token", token)];
        problem(&server.post_form(&path(facility), &sent), 403, token);
    }
    let browser = [form, ("accept", "text/html"), ("sec-fetch-site", "cross-site")];
    let page = server.send("POST", &path(facility), &browser, body.as_bytes()).expect(403).text();
    assert!(page.contains("This form is no longer valid"), "{page}");
    assert_eq!(stored(&home).len(), 0);

    send("same-origin").expect(200);
    assert_eq!(stored(&home).len(), 1);
}

#[test]
fn many_corrections_of_one_facility_do_not_keep_others_from_being_reported() {
    let home = Home::with_rows(&rows::many(3));
    let server = home.serve();
    let [flooded, other, ..] = &facilities(&server)[..] else { panic!("two facilities") };
    let token = server.correction_token(&flooded.url);
    let answers = (0..500).map(|number| {
        let wrong = ["phone", "closed", "moved"][number % 3];
        server.post_form(&path(flooded), &[("wrong", wrong), ("token", &token)])
    });
    let answers: Vec<HttpResponse> = answers.collect();
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), MOST_A_DAY);
    let refused = problem(&answers[499], 429, "the last one");
    assert!(refused.detail.contains("try again tomorrow"), "{refused:?}");
    let wait: u32 = answers[499].header("retry-after").unwrap().parse().unwrap();
    assert!((1..=24 * 60 * 60).contains(&wait), "{wait}");
    report(&server, other, "phone").expect(200);
}
