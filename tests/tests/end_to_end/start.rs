//! The first starts, with and without a network.

use serde_json::Value;
use tests::answers::{
    FacilityResponse, FacilitySummary, Problem, ReadyResponse, SearchResponse, SearchResult,
};
use tests::{
    BUNDLED_NOTICE, BUNDLED_NOTICE_IN_SPANISH, Gate, Home, Locator, LocatorPages, LocatorReply, LocatorRow,
    PageText, SAMPLE_NOTICE, Server, rows,
};

fn ready(server: &Server) -> ReadyResponse {
    server.get("/readyz").expect(200).json()
}

fn page_words(server: &Server, path: &str) -> String {
    PageText::new(server.get(path).expect(200).text()).words()
}

/// Starts a server that asks this locator.
fn serve_with(home: &Home, locator: &Locator) -> Server {
    home.serve_with(|command| {
        command.env("IOPFINDER_FINDTREATMENT_URL", locator.url()).env("IOPFINDER_DELAY", "0");
    })
}

/// The bundled listings describe more facilities than this.
const MANY: u32 = 15_000;

#[test]
fn without_a_network_the_first_start_serves_the_bundled_listings_and_says_so() {
    let home = Home::new();
    let server = home.serve();
    assert!(ready(&server).facilities > MANY);
    assert_eq!(ready(&server).notice.as_deref(), Some(BUNDLED_NOTICE));
    let found = server.search(&[("near", "78701")]);
    assert_eq!(found.notice.as_deref(), Some(BUNDLED_NOTICE));
    assert!(found.total.confirmed > 10, "{:?}", found.total);
    let facility = &found.results[0].facility;
    let answer: FacilityResponse = server.get(&format!("/v1/facilities/{}", facility.id)).expect(200).json();
    assert_eq!(answer.notice.as_deref(), Some(BUNDLED_NOTICE));
    let source = &answer.programs[0].sources[0];
    assert_eq!((source.source.as_str(), source.as_of.as_deref()), ("bundled", Some("2023-01-01")));

    let results = server.post_form("/search", &[("near", "78701")]).expect(200).text();
    let words =
        [page_words(&server, "/en/"), PageText::new(results).words(), page_words(&server, &facility.url)];
    assert!(words.iter().all(|words| words.contains(BUNDLED_NOTICE)), "{words:?}");
    assert!(page_words(&server, "/es/guide").contains(BUNDLED_NOTICE_IN_SPANISH));
    for command in [&["search", "--near", "78701"][..], &["search", "--near", "78701", "--json"], &["status"]]
    {
        let said = home.run(command).expect(0).stdout;
        assert!(said.contains(BUNDLED_NOTICE), "{command:?}: {said}");
    }
    assert_eq!(home.run(&["status", "--json"]).expect(0).json()["notice"], BUNDLED_NOTICE);

    server.wait_until("the locator can't be reached", |server| {
        ready(server).update.is_some_and(|update| update.step == "waiting")
    });
    let update = ready(&server).update.expect("it waits");
    assert!(update.error.is_some() && update.next_attempt_at.is_some(), "{update:?}");
    let log = server.log();
    assert!(log.contains("could not be imported") && log.contains("the next attempt is at"), "{log}");
    let refused = home.run(&["import", "sample"]).expect(2);
    assert!(refused.stderr.contains("National Directory"), "{}", refused.stderr);
}

/// The row of the locator that describes a place as the bundled listings do.
fn row_of(number: u32, place: &FacilitySummary) -> LocatorRow {
    let address = &place.address;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let name =
        place.name.strip_prefix(&place.organization).unwrap_or_default().trim_start_matches([',', ' ']);
    LocatorRow::addiction(number)
        .with("name1", place.organization.as_str())
        .with("name2", name)
        .with("street1", text(&address.street1))
        .with("street2", text(&address.street2))
        .with("phone", text(&place.phone))
        .in_city(&address.city, &address.state, &text(&address.zip), (place.latitude, place.longitude))
}

#[test]
fn listings_of_the_locator_take_over_even_after_an_interruption_and_keep_the_ids_of_the_bundled_ones() {
    let home = Home::new();
    home.run(&["import", "bundled"]).expect(0);
    let near = ["--near", "78701", "--match", "confirmed", "--sort", "distance"];
    let found = home.run(&[&["search", "--json"], &near[..]].concat()).expect(0).json();
    let found: SearchResponse = serde_json::from_value(found).unwrap();
    let [kept @ .., gone] = &found.results[..4] else { panic!("there are four places in Austin") };
    let rows = (1..).zip(kept).map(|(number, found)| row_of(number, &found.facility)).collect();
    let (gate, pages) = (Gate::new(), LocatorPages::new(rows, 1));
    let (held, first) = (gate.clone(), pages.clone());
    let locator = Locator::start(move |request| match request.page {
        3 => first.page(3).after(&held),
        page => first.page(page),
    });
    let server = serve_with(&home, &locator);
    gate.wait_until_reached();
    assert_eq!(ready(&server).notice.as_deref(), Some(BUNDLED_NOTICE));
    let update = ready(&server).update.expect("an import is running");
    assert_eq!((update.source.as_str(), update.step.as_str()), ("findtreatment", "fetching"));
    assert_eq!((update.pages_fetched, update.pages, update.rows), (2, Some(3), 2));
    server.stop();
    assert_eq!(locator.take_requested(), [1, 2, 3]);

    locator.respond_with(move |request| pages.page(request.page));
    let server = serve_with(&home, &locator);
    server.wait_until("today's listings are served", |server| ready(server).notice.is_none());
    server.wait_until("the import has ended", |server| ready(server).update.is_none());
    assert_eq!(locator.take_requested(), [3, 1], "it resumed");
    let now = server.search(&[("near", "78701"), ("level", "any"), ("sort", "distance")]);
    let ids = |results: &[SearchResult]| -> Vec<String> {
        results.iter().map(|result| result.facility.id.clone()).collect()
    };
    assert_eq!((ids(&now.results), now.notice), (ids(kept), None));
    assert!(!page_words(&server, "/en/").contains(BUNDLED_NOTICE));
    server.get(&format!("/v1/facilities/{}", gone.facility.id)).expect(410);
    assert!(server.log().contains("taken the place of those of 2023"), "{}", server.log());

    let refused = home.run(&["import", "bundled"]).expect(2);
    assert!(refused.stderr.contains("newer listings from FindTreatment.gov"), "{}", refused.stderr);
    server.stop();
    // Listings that are loaded are not requested again.
    let server = serve_with(&home, &locator);
    assert_eq!((ready(&server).facilities, ready(&server).update), (3, None));
    server.stop();
    assert_eq!(locator.take_requested(), [0; 0]);
}

#[test]
fn the_sample_stays_although_there_is_a_network() {
    let home = Home::new();
    home.run(&["import", "sample"]).expect(0);
    let locator = Locator::with_pages(LocatorPages::new(rows::many(6), 2));
    let server = serve_with(&home, &locator);
    assert_eq!(ready(&server).notice.as_deref(), Some(SAMPLE_NOTICE));
    assert!(page_words(&server, "/en/").contains("This is sample data to try, not real places"));
    server.stop();
    assert_eq!(locator.take_requested(), [0; 0]);
}

#[test]
fn a_configuration_without_the_locator_gets_only_its_own_sources() {
    let home = Home::new();
    std::fs::create_dir_all(home.data_dir()).unwrap();
    let file = home.write("services.json", include_str!("../../fixtures/hsds/services.json"));
    let settings = format!("[[source]]\nkind = \"hsds\"\nname = \"demo\"\nfiles = [{file:?}]\n");
    std::fs::write(home.data_dir().join("iopfinder.toml"), settings).unwrap();
    let locator = Locator::start(|_| LocatorReply::status(403));
    let server = serve_with(&home, &locator);
    let ready = ready(&server);
    assert_eq!((ready.notice, ready.update), (None, None));
    // The server may notice what was imported before it is told that the import has ended.
    server.wait_until("the import is reported", |server| server.log().contains("hsds demo: "));
    server.stop();
    assert_eq!(locator.take_requested(), [0; 0]);
}

#[test]
fn telephone_numbers_of_the_sample_are_reserved_for_fiction() {
    let home = Home::new();
    home.run(&["import", "sample"]).expect(0);
    let server = home.serve();
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
fn a_server_without_listings_is_alive_and_not_ready() {
    let home = Home::new();
    let server = Server::start(&mut home.command(&["serve", "--no-import", "--listen", "127.0.0.1:0"]));
    server.wait_until("it says so", |server| server.log().contains("Nothing is loaded yet"));
    assert_eq!(server.get("/healthz").expect(200).json::<Value>()["status"], "alive");
    for path in ["/readyz", "/v1/search?near=78701", "/v1/vocabulary"] {
        let problem: Problem = server.get(path).expect(503).json();
        assert_eq!((problem.status, problem.r#type.as_str()), (503, "/problems/not-ready"), "{path}");
    }
    assert!(page_words(&server, "/").contains("being loaded"));
    server.get("/v1/places?q=Aus").expect(200);
    assert!(server.get("/metrics").expect(200).text().contains("iopfinder_ready 0"));

    home.import(&rows::many(3)).expect(0);
    let server = server.when_ready();
    assert_eq!(ready(&server).facilities, 3);
}
