//! Imports into a real store.

#![allow(clippy::unwrap_used)]

mod support;

use std::collections::{BTreeMap, HashSet};
use std::ops::ControlFlow;
use std::time::Duration;

use directory::{Facility, Source};
use ingest::FileError;
use ingest::fetch::FetchOptions;
use ingest::import::{
    Accepted, AlteredField, BoxError, HoldReason, ImportError, ImportRequest, Indexing, Observer, Origin,
    Outcome, Silent, Step, Stop, run,
};
use ingest::report::{ListingChange, ListingCounts, Losses, PlaceChange, Report};
use ingest::sources::findtreatment::FindTreatment;
use jiff::Timestamp;
use serde_json::{Value, json};
use store::{DatabaseUrl, Generation, ImportStatus, Store, StoredListing};
use support::BLEMISHES;
use support::server::{Reply, Server};
use tempfile::TempDir;
use uuid::Uuid;

/// An index that records calls, and can fail at one of them.
#[derive(Default)]
struct Index {
    calls: Vec<String>,
    added: Vec<Facility>,
    fails_at: Option<&'static str>,
}

impl Index {
    fn call(&mut self, call: &str) -> Result<(), BoxError> {
        self.calls.push(call.to_owned());
        if self.fails_at == Some(call) { Err("no space left".into()) } else { Ok(()) }
    }
}

impl Indexing for Index {
    fn begin(&mut self, _: Uuid, _: Uuid, generation: i64) -> Result<(), BoxError> {
        self.added.clear();
        self.call(&format!("begin {generation}"))
    }

    fn add(&mut self, facility: &Facility) -> Result<(), BoxError> {
        self.added.push(facility.clone());
        if self.fails_at == Some("add") { Err("no space left".into()) } else { Ok(()) }
    }

    fn finish(&mut self) -> Result<(), BoxError> {
        self.call("finish")
    }

    fn published(&mut self) {
        self.calls.push("published".to_owned());
    }

    fn abandon(&mut self) {
        self.calls.push("abandon".to_owned());
    }
}

struct Fixture {
    folder: TempDir,
    store: Store,
    index: Index,
}

impl Fixture {
    async fn new() -> Fixture {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&DatabaseUrl::sqlite(folder.path().join("a.db"))).await.unwrap();
        Fixture { folder, store, index: Index::default() }
    }

    async fn import(&mut self, origin: Origin, accept_removals: bool) -> Result<Outcome, ImportError> {
        let accepted = Accepted { removals: accept_removals, changes: accept_removals };
        let request = ImportRequest { origin, accepted, stop: Stop::never() };
        run(&self.store, &request, &mut self.index, &mut Silent, Timestamp::now).await
    }

    /// Imports a file with these rows.
    async fn rows(&mut self, rows: &[Value]) -> Result<Outcome, ImportError> {
        let origin = self.file(&Value::from(rows).to_string());
        self.import(origin, false).await
    }

    fn file(&self, text: &str) -> Origin {
        let path = self.folder.path().join("rows.json");
        std::fs::write(&path, text).unwrap();
        Origin::files(FindTreatment::LOCATOR, vec![path])
    }

    async fn listings(&self, source: Source) -> Vec<StoredListing> {
        let mut known = self.store.known_listings().await.unwrap();
        known.retain(|listing| listing.id.source == source);
        known
    }

    async fn facilities(&self) -> Vec<Facility> {
        let mut facilities = Vec::new();
        let visit = &mut |facility| {
            facilities.push(facility);
            ControlFlow::Continue(())
        };
        self.store.visit_facilities(visit).await.unwrap();
        facilities
    }

    async fn generation(&self) -> Option<Generation> {
        self.store.generation().await.unwrap()
    }

    async fn last_report(&self) -> Report {
        let record = self.store.last_import().await.unwrap().unwrap();
        let report: Report = serde_json::from_str(&record.report.unwrap()).unwrap();
        assert_eq!(report.status, record.status);
        report
    }
}

/// Facilities without the times of retrieval.
fn timeless(mut facilities: Vec<Facility>) -> Vec<Facility> {
    let programs = facilities.iter_mut().flat_map(|facility| &mut facility.programs);
    for source in programs.flat_map(|program| &mut program.sources) {
        source.listing.retrieved_at = Timestamp::UNIX_EPOCH;
    }
    facilities
}

fn row(number: u32, name: &str) -> Value {
    json!({
        "frid": format!("{number:064x}"), "name1": name, "street1": format!("{number} Oak Street"),
        "city": "Austin", "state": "TX", "zip": "78702", "phone": format!("512-555-{number:04}"),
        "typeFacility": "SA", "latitude": "30.27", "longitude": "-97.72",
        "services": [
            {"f1": "Type of Care", "f2": "TC", "f3": "Substance use treatment"},
            {"f1": "Service Setting", "f2": "SET", "f3": "Outpatient; Intensive outpatient treatment"},
        ],
    })
}

fn clinics(count: u32) -> Vec<Value> {
    (1..=count).map(|number| row(number, &format!("Clinic {number}"))).collect()
}

fn published(outcome: Outcome) -> Report {
    match outcome {
        Outcome::Published { report, .. } => report,
        Outcome::Held { report } => panic!("held: {report}"),
    }
}

#[tokio::test]
async fn every_row_is_accounted_for() {
    let mut fixture = Fixture::new().await;
    let origin = fixture.file(BLEMISHES);
    let report = published(fixture.import(origin, false).await.unwrap());
    assert!(report.is_balanced());
    assert_eq!((report.rows.read, report.rows.duplicates, report.rejected.total), (27, 1, 6));
    assert_eq!(report.listings, ListingCounts { listings: 20, new: 20, ..ListingCounts::default() });
    let rejected = fixture.store.rejected_rows(report.import).await.unwrap();
    assert_eq!(rejected.len() as u64, report.rejected.total);
    assert_eq!(report.facilities, fixture.facilities().await.len() as u64);
    assert_eq!(fixture.last_report().await, report);
}

#[tokio::test]
async fn the_report_can_be_read_by_a_person() {
    let mut fixture = Fixture::new().await;
    let origin = fixture.file(BLEMISHES);
    let mut report = published(fixture.import(origin, false).await.unwrap());
    let [began, ended] = ["2026-11-22T08:00:00Z", "2026-11-22T08:00:31Z"].map(|time| time.parse().unwrap());
    (report.started_at, report.finished_at) = (began, Some(ended));
    report.import = store::ImportId(Uuid::nil());
    report.origin = "rows.json".to_owned();
    report.fetch.pages = 11;
    report.fetch.resumed_pages = 4;
    report.fetch.requests = 9;
    report.fetch.retries = 1;
    insta::assert_snapshot!("report", report.to_string());

    report.status = ImportStatus::Held;
    report.held =
        Some("it would remove 5 of the 10 places that it covers, which is more than 20%".to_owned());
    insta::assert_snapshot!("report_held", report.to_string());
    let mut failed = report.clone();
    (failed.status, failed.held, failed.retrieved_at) = (ImportStatus::Failed, None, None);
    failed.error = Some("fetching the listings: the service refused page 3 with status 404".to_owned());
    insta::assert_snapshot!("report_failed", failed.to_string());
}

#[tokio::test]
async fn a_repeated_import_changes_only_the_time_of_retrieval() {
    let mut fixture = Fixture::new().await;
    let origin = fixture.file(BLEMISHES);
    published(fixture.import(origin.clone(), false).await.unwrap());
    let (listings, facilities) = (fixture.listings(Source::Findtreatment).await, fixture.facilities().await);
    let before = fixture.store.sources().await.unwrap()[0].retrieved_at;
    let report = published(fixture.import(origin, false).await.unwrap());
    let counts = ListingCounts { listings: 20, unchanged: 20, ..ListingCounts::default() };
    assert_eq!(report.listings, counts);
    assert_eq!(fixture.listings(Source::Findtreatment).await, listings);
    let again = fixture.facilities().await;
    assert_eq!(timeless(again.clone()), timeless(facilities));
    assert_eq!(fixture.index.added, again, "the index has what the store has");
    let retrieved_at = fixture.store.sources().await.unwrap()[0].retrieved_at;
    assert!(retrieved_at > before);
    for source in again.iter().flat_map(|facility| &facility.programs).flat_map(|program| &program.sources) {
        assert_eq!(Some(source.listing.retrieved_at), retrieved_at);
    }
    assert_eq!(fixture.generation().await, Some(Generation(2)));
    let calls = ["begin 1", "finish", "published", "begin 2", "finish", "published"];
    assert_eq!(fixture.index.calls, calls);
}

#[tokio::test]
async fn facility_ids_survive_renames_and_absences() {
    let mut fixture = Fixture::new().await;
    let mut rows = clinics(10);
    published(fixture.rows(&rows).await.unwrap());
    let ids = |facilities: Vec<Facility>| -> BTreeMap<String, Uuid> {
        facilities
            .into_iter()
            .map(|facility| (facility.location.address().street1.unwrap().to_owned(), facility.id))
            .collect()
    };
    let before = ids(fixture.facilities().await);

    // One listing has a new name, one has a new id, and one is gone.
    rows[0] = row(1, "Clinic 1 of Austin, Inc.");
    rows[1]["frid"] = json!(format!("{:064x}", 1002));
    let last = rows.pop().unwrap();
    let report = published(fixture.rows(&rows).await.unwrap());
    let counts =
        ListingCounts { listings: 9, new: 1, changed: 1, unchanged: 7, gone: 2, ..ListingCounts::default() };
    assert_eq!(report.listings, counts);
    let after = ids(fixture.facilities().await);
    assert_eq!(after.len(), 9);
    assert!(after.iter().all(|(street, id)| before[street] == *id));

    rows.push(last);
    let report = published(fixture.rows(&rows).await.unwrap());
    assert_eq!((report.listings.back, report.listings.unchanged), (1, 9));
    assert_eq!(ids(fixture.facilities().await), before);
}

#[tokio::test]
async fn an_import_that_removes_too_many_places_is_held() {
    let mut fixture = Fixture::new().await;
    published(fixture.rows(&clinics(10)).await.unwrap());
    let report = published(fixture.rows(&clinics(8)).await.unwrap());
    assert_eq!(report.listings.gone, 2, "a fifth is not more than a fifth");
    let before = fixture.facilities().await;

    let outcome = fixture.rows(&clinics(6)).await.unwrap();
    let Outcome::Held { report } = outcome else { panic!("{outcome:?}") };
    let reason = "it would remove 2 of the 8 places that it covers, which is more than 20%";
    assert_eq!(report.held.as_deref(), Some(reason));
    assert_eq!(fixture.last_report().await, report);
    assert_eq!(fixture.facilities().await, before);
    assert_eq!(fixture.generation().await, Some(Generation(2)));

    let kept = fixture.store.kept_changes(report.import).await.unwrap().unwrap();
    let changes: Vec<ListingChange> = serde_json::from_str(&kept).unwrap();
    let gone: Vec<_> = changes.iter().map(|gone| (gone.change, &*gone.name, &*gone.place)).collect();
    let expected = [("Clinic 7", "7 Oak Street, Austin, TX"), ("Clinic 8", "8 Oak Street, Austin, TX")];
    assert_eq!(gone, expected.map(|(name, place)| (PlaceChange::Gone, name, place)));
    let lost = before.iter().filter(|facility| ["Clinic 7", "Clinic 8"].contains(&&*facility.name));
    assert_eq!(
        changes.iter().map(|gone| gone.facility).collect::<HashSet<_>>(),
        lost.map(|facility| Some(facility.id)).collect()
    );

    let origin = fixture.file(&Value::from(clinics(6)).to_string());
    let accepted = published(fixture.import(origin, true).await.unwrap());
    assert_eq!((accepted.import, accepted.held), (report.import, None));
    assert_eq!(fixture.facilities().await.len(), 6);
}

/// A hundred clinics. In the first `count` of them, a field has another value.
fn altered(count: usize, field: &str, value: impl Fn(usize) -> String) -> Vec<Value> {
    let mut clinics = clinics(100);
    for (at, clinic) in clinics.iter_mut().enumerate().take(count) {
        clinic[field] = value(at).into();
    }
    clinics
}

#[tokio::test]
async fn an_import_that_changes_too_many_numbers_or_names_is_held_with_examples() {
    let mut fixture = Fixture::new().await;
    published(fixture.rows(&clinics(100)).await.unwrap());
    let other_number = |at: usize| format!("737-555-{:04}", 37 * at + 2000);
    published(fixture.rows(&altered(10, "phone", other_number)).await.unwrap());
    // Another way to write a number is no change.
    let respelled = |at: usize| format!("+1 ({}) {}", &other_number(at)[..3], &other_number(at)[4..]);
    published(fixture.rows(&altered(10, "phone", respelled)).await.unwrap());
    let before = fixture.generation().await;

    let far = |at: usize| format!("346-555-{:04}", 37 * at + 2000);
    let outcome = fixture.rows(&altered(11, "phone", far)).await.unwrap();
    let Outcome::Held { report } = outcome else { panic!("{outcome:?}") };
    let [HoldReason::Alterations { field: AlteredField::Phone, places: 11, before: 100, limit: 5, examples }] =
        &report.hold_reasons[..]
    else {
        panic!("{report}")
    };
    assert!(examples.iter().any(|example| example.ends_with("-> (346) 555-2000")), "{examples:?}");
    let text = report.to_string();
    assert!(text.contains("telephone number of 11 of the 100 places") && text.contains("(346) 555-2000"));
    assert!(text.contains("run the same import with --accept-changes to publish it"), "{text}");
    assert!(!report.removes_at_most(100), "this setting is about removals");
    assert_eq!((fixture.last_report().await, fixture.generation().await), (report, before));

    let names = altered(11, "name1", |at| format!("Renamed House {at}"));
    assert!(matches!(fixture.rows(&names).await.unwrap(), Outcome::Held { .. }));
    let origin = fixture.file(&Value::from(names).to_string());
    published(fixture.import(origin, true).await.unwrap());
}

#[tokio::test]
async fn an_import_that_gives_many_organizations_one_number_is_held() {
    let one = |_| "737-555-0100".to_owned();
    let mut fixture = Fixture::new().await;
    published(fixture.rows(&altered(20, "phone", one)).await.unwrap());
    let mut fixture = Fixture::new().await;
    let outcome = fixture.rows(&altered(21, "phone", one)).await.unwrap();
    let Outcome::Held { report } = outcome else { panic!("{outcome:?}") };
    let held = "it would give the telephone number (737) 555-0100 to 21 places of 21 different organizations";
    assert_eq!(report.held.as_deref(), Some(held));
    // Places of one organization may have one number.
    let mut branches = altered(100, "phone", one);
    branches.iter_mut().for_each(|clinic| clinic["name1"] = "Hope Clinics".into());
    published(fixture.rows(&branches).await.unwrap());
}

#[tokio::test]
async fn an_import_that_gives_many_organizations_numbers_in_a_series_is_held() {
    let mut fixture = Fixture::new().await;
    published(fixture.rows(&clinics(1000)).await.unwrap());
    let mut rows = clinics(1000);
    for (at, row) in rows.iter_mut().enumerate().take(21) {
        row["phone"] = format!("800-555-77{at:02}").into();
    }
    let outcome = fixture.rows(&rows).await.unwrap();
    let Outcome::Held { report } = outcome else { panic!("{outcome:?}") };
    assert!(report.held.as_deref().unwrap().contains("series of telephone numbers +180055577xx"), "{report}");
}

#[tokio::test]
async fn premium_rate_numbers_and_numbers_in_names_are_removed_and_reported() {
    let mut fixture = Fixture::new().await;
    let mut rows = clinics(4);
    rows[0]["phone"] = "900-555-0100".into();
    rows[1]["name1"] = "Hope House - CALL NOW 1-800-555-0100".into();
    rows[2]["name1"] = "Call 1-800-555-0100".into();
    let report = published(fixture.rows(&rows).await.unwrap());
    assert_eq!((report.repairs["phone_premium"], report.repairs["name_advert"]), (1, 1));
    assert_eq!(report.rejected.total, 1);
    assert!(report.remarks[0].contains("Hope House (Austin, TX)"), "{:?}", report.remarks);
    let listings = fixture.listings(Source::Findtreatment).await;
    let texts: Vec<String> = listings.iter().map(|listing| format!("{:?}", listing.content)).collect();
    assert_eq!(texts.len(), 3);
    assert!(
        !texts.iter().any(|text| text.contains("8005550100") || text.contains("9005550100")),
        "{texts:?}"
    );
}

#[tokio::test]
async fn places_that_are_respelled_or_moved_are_not_lost() {
    let mut fixture = Fixture::new().await;
    published(fixture.rows(&clinics(10)).await.unwrap());
    let respelled = |number: u32| {
        let mut row = row(number, &format!("The Clinic {number}, Inc."));
        row["frid"] = format!("{:064x}", number + 100).into();
        row["street1"] =
            if number > 5 { format!("{} Elm Avenue", 900 + number) } else { format!("{number} Oak St") }
                .into();
        row
    };
    let report = published(fixture.rows(&(1..=10).map(respelled).collect::<Vec<_>>()).await.unwrap());
    assert_eq!((report.listings.gone, report.places.gone), (10, 0));
    assert_eq!(report.losses, Losses { before: 10, lost: 0, days: report.losses.days });
}

#[tokio::test]
async fn the_old_data_stays_if_the_index_fails() {
    let mut fixture = Fixture::new().await;
    published(fixture.rows(&clinics(5)).await.unwrap());
    let before = fixture.facilities().await;
    for fails_at in ["begin 2", "add", "finish"] {
        fixture.index = Index { fails_at: Some(fails_at), ..Index::default() };
        let error = fixture.rows(&clinics(6)).await.unwrap_err();
        assert_eq!(store::with_causes(&error), "writing the index: no space left");
        assert_eq!(fixture.index.calls.last().unwrap(), "abandon");
        assert_eq!(fixture.facilities().await, before);
        assert_eq!(fixture.generation().await, Some(Generation(1)));
        let report = fixture.last_report().await;
        assert_eq!(
            (report.status, report.error),
            (ImportStatus::Failed, Some("writing the index: no space left".to_owned()))
        );
    }
    fixture.index = Index::default();
    assert_eq!(published(fixture.rows(&clinics(6)).await.unwrap()).listings.new, 1);
}

#[tokio::test]
async fn a_concurrent_import_is_refused() {
    let mut fixture = Fixture::new().await;
    let running = fixture.store.begin_import(Source::Sample, "here", Timestamp::now()).await.unwrap();
    let error = fixture.rows(&clinics(1)).await.unwrap_err();
    let ImportError::Busy { holder: Some(holder) } = &error else { panic!("{error}") };
    assert_eq!(holder.pid, std::process::id());
    assert!(error.to_string().starts_with("an import is already running, by process "), "{error}");
    running.close().await;
    assert!(fixture.rows(&clinics(1)).await.is_ok());
}

#[tokio::test]
async fn the_sample_is_never_mixed_with_real_listings() {
    let mut fixture = Fixture::new().await;
    let sample = published(fixture.import(Origin::sample(), false).await.unwrap());
    assert!(sample.is_balanced() && sample.facilities > 0);
    let report = published(fixture.rows(&clinics(3)).await.unwrap());
    assert_eq!((report.replaced, report.facilities), (vec![Source::Sample], 3));
    assert_eq!(fixture.listings(Source::Sample).await, []);
    assert_eq!(fixture.facilities().await.len(), 3);
    let imports = fixture.store.imports(10).await.unwrap().len();
    let error = fixture.import(Origin::sample(), false).await.unwrap_err();
    assert!(matches!(error, ImportError::SampleOverReal { real: Source::Findtreatment }), "{error}");
    assert_eq!(fixture.store.imports(10).await.unwrap().len(), imports, "the refused import left no trace");
}

#[tokio::test]
async fn a_file_without_usable_rows_is_an_error() {
    let mut fixture = Fixture::new().await;
    published(fixture.rows(&clinics(3)).await.unwrap());
    for text in ["[]", r#"[{"name1": null}, 7]"#] {
        let origin = fixture.file(text);
        let error = fixture.import(origin, true).await.unwrap_err();
        assert!(matches!(error, ImportError::NoListings { .. }), "{error}");
        assert!(fixture.last_report().await.is_balanced());
    }
    let origin = fixture.file("<html>");
    assert!(matches!(fixture.import(origin, true).await, Err(ImportError::File(FileError::Rows { .. }))));
    let missing = Origin::files(FindTreatment::LOCATOR, vec![fixture.folder.path().join("missing.json")]);
    assert!(matches!(fixture.import(missing, true).await, Err(ImportError::Open { .. })));
    assert_eq!(fixture.facilities().await.len(), 3);
}

fn page(page: u32, clinics: &[Value]) -> Reply {
    let rows: Vec<&Value> = clinics.iter().skip((page as usize - 1) * 2).take(2).collect();
    let pages = clinics.len().div_ceil(2);
    let page = json!({"page": page, "totalPages": pages, "recordCount": clinics.len(), "rows": rows});
    Reply::body(page.to_string())
}

fn service(server: &Server) -> Origin {
    let options = FetchOptions {
        page_size: 2,
        delay: Duration::ZERO,
        backoff_base: Duration::from_millis(1),
        backoff_cap: Duration::from_millis(4),
        ..FetchOptions::default()
    };
    Origin::service(FindTreatment::LOCATOR, server.url.clone(), options)
}

#[tokio::test]
async fn an_interrupted_import_resumes_without_requesting_pages_again() {
    let clinics = clinics(6);
    let served = clinics.clone();
    let server = Server::start(move |request| match (request.number, request.page) {
        (2, 3) => Reply::status(404),
        (_, asked) => page(asked, &served),
    })
    .await;
    let mut fixture = Fixture::new().await;
    let error = fixture.import(service(&server), false).await.unwrap_err();
    assert!(error.is_unreachable(), "{error}");
    let failed = fixture.last_report().await;
    assert_eq!((failed.status, failed.fetch.pages), (ImportStatus::Failed, 2));
    assert_eq!(fixture.generation().await, None);

    let report = published(fixture.import(service(&server), false).await.unwrap());
    assert_eq!((report.import, report.resumed), (failed.import, true));
    assert_eq!((report.fetch.pages, report.fetch.resumed_pages, report.fetch.requests), (3, 2, 2));
    assert_eq!(report.listings.new, 6);
    assert_eq!(server.pages(), [1, 2, 3, 3, 1]);
}

/// The clock of an import that ran ten days ago.
fn ten_days_ago() -> Timestamp {
    Timestamp::now() - jiff::SignedDuration::from_hours(240)
}

#[tokio::test]
async fn resumed_pages_keep_the_time_at_which_they_were_fetched() {
    let clinics = clinics(6);
    let server = Server::start(move |request| match (request.number, request.page) {
        (2, 3) => Reply::status(404),
        (_, asked) => page(asked, &clinics),
    })
    .await;
    let mut fixture = Fixture::new().await;
    let request =
        ImportRequest { origin: service(&server), accepted: Accepted::default(), stop: Stop::never() };
    run(&fixture.store, &request, &mut fixture.index, &mut Silent, ten_days_ago).await.unwrap_err();
    let report = published(fixture.import(service(&server), false).await.unwrap());
    assert_eq!((report.resumed, report.fetch.resumed_pages), (true, 2));
    let days = |at: Timestamp| Timestamp::now().duration_since(at).as_hours() / 24;
    assert_eq!(report.retrieved_at.map(days), Some(10));
    let facilities = fixture.facilities().await;
    let listing = facilities[0].programs[0].present().next().unwrap();
    assert_eq!(days(listing.retrieved_at), 10);
}

#[tokio::test]
async fn pages_of_a_held_import_are_not_requested_again() {
    let served = clinics(4);
    let server = Server::start(move |request| page(request.page, &served)).await;
    let mut fixture = Fixture::new().await;
    published(fixture.rows(&clinics(10)).await.unwrap());
    assert!(matches!(fixture.import(service(&server), false).await, Ok(Outcome::Held { .. })));
    let report = published(fixture.import(service(&server), true).await.unwrap());
    assert_eq!((report.listings.gone, report.fetch.resumed_pages), (6, 2));
    assert_eq!(
        server.pages(),
        [1, 2, 1, 1],
        "only the first page is requested again, to see whether it changed"
    );
}

/// Stops an import at a step.
struct StopAt(ingest::import::Stopper, fn(&Step) -> bool);

impl Observer for StopAt {
    fn observe(&mut self, step: Step) {
        if (self.1)(&step) {
            self.0.stop();
        }
    }
}

#[tokio::test]
async fn a_stopped_import_can_be_resumed() {
    let served = clinics(6);
    let server = Server::start(move |request| page(request.page, &served)).await;
    let mut fixture = Fixture::new().await;
    let is_second_page: fn(&Step) -> bool = |step| matches!(step, Step::Fetching(at) if at.page == 2);
    for stop_at in [is_second_page, |step| matches!(step, Step::Storing { .. })] {
        let (stopper, stop) = Stop::pair();
        let request = ImportRequest { origin: service(&server), accepted: Accepted::default(), stop };
        let mut observer = StopAt(stopper, stop_at);
        let stopped = run(&fixture.store, &request, &mut fixture.index, &mut observer, Timestamp::now).await;
        assert!(matches!(stopped, Err(ImportError::Stopped)), "{stopped:?}");
        assert_eq!(fixture.generation().await, None);
    }
    let report = published(fixture.import(service(&server), false).await.unwrap());
    assert_eq!((report.fetch.resumed_pages, report.listings.new), (3, 6));
    assert_eq!(server.pages(), [1, 2, 3, 1, 1]);
}

#[tokio::test]
async fn progress_is_reported_step_by_step() {
    struct Steps(Vec<Step>);
    impl Observer for Steps {
        fn observe(&mut self, step: Step) {
            self.0.push(step);
        }
    }
    let mut fixture = Fixture::new().await;
    let request =
        ImportRequest { origin: Origin::sample(), accepted: Accepted::default(), stop: Stop::never() };
    let mut steps = Steps(Vec::new());
    run(&fixture.store, &request, &mut fixture.index, &mut steps, Timestamp::now).await.unwrap();
    assert_eq!(steps.0.first(), Some(&Step::Begun { source: Source::Sample, resumed: false }));
    assert_eq!(steps.0.last(), Some(&Step::Done));
    assert!(steps.0.contains(&Step::Indexing { facilities: 0 }));
}

#[test]
fn an_import_can_run_as_a_task() {
    fn is_send<T: Send>(_: &T) {}
    let check = |store: &Store, request: &ImportRequest| {
        let mut index = Index::default();
        is_send(&run(store, request, &mut index, &mut Silent, Timestamp::now));
    };
    let _ = check;
}

#[tokio::test]
async fn the_order_of_rows_changes_nothing() {
    let mut there = Fixture::new().await;
    published(there.rows(&clinics(8)).await.unwrap());
    let mut back = Fixture::new().await;
    let reversed: Vec<Value> = clinics(8).into_iter().rev().collect();
    published(back.rows(&reversed).await.unwrap());
    assert_eq!(timeless(there.facilities().await), timeless(back.facilities().await));
}
