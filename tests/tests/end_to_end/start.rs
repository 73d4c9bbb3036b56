//! The first starts, with and without a network.

use serde_json::Value;
use tests::answers::{FacilityResponse, Problem, ReadyResponse};
use tests::{Gate, Home, Locator, LocatorPages, LocatorReply, NOTICE, PageText, Server, rows};

fn ready(server: &Server) -> ReadyResponse {
    server.get("/readyz").expect(200).json()
}

fn start_page(server: &Server) -> String {
    PageText::new(server.get("/").expect(200).text()).words()
}

#[test]
fn without_a_network_an_empty_directory_serves_the_sample_and_says_so() {
    let home = Home::new();
    let server = home.serve();
    let log = server.log();
    assert!(log.contains("The listings could not be imported"), "{log}");
    assert!(log.contains(NOTICE), "{log}");

    assert_eq!(ready(&server).notice.as_deref(), Some(NOTICE));
    let found = server.search(&[("near", "78701")]);
    assert_eq!(found.notice.as_deref(), Some(NOTICE));
    assert!(found.total.facilities > 0);
    let facility = &found.results[0].facility;
    let answer: FacilityResponse = server.get(&format!("/v1/facilities/{}", facility.id)).expect(200).json();
    assert_eq!(answer.notice.as_deref(), Some(NOTICE));
    assert_eq!(&answer.facility, facility);
    assert_eq!(answer.programs[0].sources[0].source, "sample");

    let results = server.post_form("/search", &[("near", "78701")]).expect(200).text();
    let page = server.get(&facility.url).expect(200).text();
    for words in [start_page(&server), PageText::new(results).words(), PageText::new(page).words()] {
        assert!(words.contains(NOTICE), "{words}");
    }
    for command in [&["search", "--near", "78701"][..], &["search", "--near", "78701", "--json"], &["status"]]
    {
        let said = home.run(command).expect(0).stdout;
        assert!(said.contains(NOTICE), "{command:?}: {said}");
    }
    let status = home.run(&["status", "--json"]).expect(0).json();
    assert_eq!(status["notice"], NOTICE);
}

#[test]
fn telephone_numbers_of_the_sample_are_reserved_for_fiction() {
    let server = Home::new().serve();
    let all = ["TX", "NY", "CA", "IL", "OH", "WA", "FL", "DC", "PR", "GU", "AK"]
        .map(|state| server.search(&[("state", state), ("level", "any"), ("limit", "100")]).results);
    let phones = all.iter().flatten().flat_map(|result| {
        [&result.facility.phone, &result.facility.intake_phone, &result.facility.hotline]
            .map(Option::as_deref)
    });
    let phones: Vec<&str> = phones.flatten().collect();
    assert!(phones.len() > 20);
    assert!(phones.iter().all(|phone| phone[5..].starts_with("55501") && phone.len() == 12), "{phones:?}");
}

#[test]
fn the_next_start_with_a_network_imports_the_real_listings_and_the_notice_is_gone() {
    let home = Home::new();
    let server = home.serve();
    assert!(ready(&server).notice.is_some());
    let sample = server.search(&[("near", "78701")]).results[0].facility.clone();
    server.stop();

    let locator = Locator::with_pages(LocatorPages::new(rows::many(5), 2));
    let server = home.serve_with(|command| {
        command.env("IOPFINDER_FINDTREATMENT_URL", locator.url()).env("IOPFINDER_DELAY", "0");
    });
    server.wait_until("the real listings are served", |server| ready(server).notice.is_none());
    assert_eq!(locator.take_requested(), [1, 2, 3, 1]);
    assert_eq!(ready(&server).facilities, 5);
    let found = server.search(&[("near", "78701"), ("level", "any")]);
    assert_eq!((found.notice, found.total.facilities), (None, 5));
    assert!(!start_page(&server).contains(NOTICE));
    let gone = server.get(&format!("/v1/facilities/{}", sample.id));
    assert!([404, 410].contains(&gone.status), "a facility of the sample is still listed");
    assert!(!home.run(&["search", "--near", "78701", "--json"]).expect(0).stdout.contains(NOTICE));

    // Listings that are loaded are not requested again.
    server.stop();
    let server = home.serve_with(|command| {
        command.env("IOPFINDER_FINDTREATMENT_URL", locator.url());
    });
    assert_eq!(ready(&server).facilities, 5);
    server.stop();
    assert_eq!(locator.take_requested(), [0; 0]);
}

#[test]
fn while_the_first_import_runs_the_server_is_alive_and_not_ready() {
    let home = Home::new();
    let (gate, pages) = (Gate::new(), LocatorPages::new(rows::many(4), 2));
    let held = gate.clone();
    let locator = Locator::start(move |request| match request.page {
        2 => pages.page(2).after(&held),
        page => pages.page(page),
    });
    let mut command = home.command(&["serve", "--listen", "127.0.0.1:0"]);
    command.env("IOPFINDER_FINDTREATMENT_URL", locator.url()).env("IOPFINDER_DELAY", "0");
    let server = Server::start(&mut command);
    gate.wait_until_reached();

    assert_eq!(server.get("/healthz").expect(200).json::<Value>()["status"], "alive");
    for path in ["/readyz", "/v1/search?near=78701", "/v1/vocabulary"] {
        let problem: Problem = server.get(path).expect(503).json();
        assert_eq!((problem.status, problem.r#type.as_str()), (503, "/problems/not-ready"), "{path}");
    }
    assert!(start_page(&server).contains("being loaded"));
    server.get("/v1/places?q=Aus").expect(200);
    assert!(server.get("/metrics").expect(200).text().contains("iopfinder_ready 0"));

    gate.open();
    let server = server.when_ready();
    assert_eq!(server.search(&[("state", "TX"), ("level", "any")]).total.facilities, 4);
}

#[test]
fn a_server_stopped_during_an_import_ends_and_the_next_one_resumes() {
    let home = Home::new();
    let (gate, pages) = (Gate::new(), LocatorPages::new(rows::many(6), 2));
    let (held, first) = (gate.clone(), pages.clone());
    let locator = Locator::start(move |request| match request.page {
        3 => first.page(3).after(&held),
        page => first.page(page),
    });
    let start = || {
        let mut command = home.command(&["serve", "--listen", "127.0.0.1:0"]);
        command.env("IOPFINDER_FINDTREATMENT_URL", locator.url()).env("IOPFINDER_DELAY", "0");
        Server::start(&mut command)
    };
    let server = start();
    gate.wait_until_reached();
    server.stop();
    assert_eq!(locator.take_requested(), [1, 2, 3]);

    locator.respond_with(move |request| pages.page(request.page));
    let server = start().when_ready();
    assert_eq!(ready(&server).facilities, 6);
    assert_eq!(locator.take_requested(), [3, 1]);
}

#[test]
fn a_locator_that_refuses_also_leads_to_the_sample() {
    let home = Home::new();
    let locator = Locator::start(|_| LocatorReply::status(403));
    let server = home.serve_with(|command| {
        command.env("IOPFINDER_FINDTREATMENT_URL", locator.url());
    });
    assert_eq!(ready(&server).notice.as_deref(), Some(NOTICE));
    assert_eq!(locator.take_requested(), [1]);
}

#[test]
fn a_server_started_with_no_import_says_that_nothing_is_loaded() {
    let home = Home::new();
    let server = Server::start(&mut home.command(&["serve", "--no-import", "--listen", "127.0.0.1:0"]));
    server.wait_until("it says so", |server| server.log().contains("Nothing is loaded yet"));
    server.get("/readyz").expect(503);
    home.import(&rows::many(3)).expect(0);
    let server = server.when_ready();
    assert_eq!(ready(&server).facilities, 3);
}
