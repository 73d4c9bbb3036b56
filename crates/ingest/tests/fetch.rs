//! Fetching from a real server that misbehaves in every way services do.

#![allow(clippy::unwrap_used)]

mod support;

use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::{Duration, Instant};

use ingest::ImportSource as _;
use ingest::fetch::{
    AttemptError, Change, FetchError, FetchOptions, Fetched, Progress, Staging, StagingError, client_builder,
    fetch_all,
};
use ingest::page::RowPage;
use ingest::sources::findtreatment::FindTreatment;
use reqwest::Url;
use support::server::{Reply, Server};

/// Pages stored in memory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct MemoryStaging {
    /// The bodies by page.
    bodies: BTreeMap<u32, Vec<u8>>,
    /// The pages that were passed on to be read.
    accepted: Vec<u64>,
}

impl Staging for MemoryStaging {
    async fn pages(&mut self) -> Result<Vec<u32>, StagingError> {
        Ok(self.bodies.keys().copied().collect())
    }

    async fn save(&mut self, page: u32, body: &[u8]) -> Result<(), StagingError> {
        self.bodies.insert(page, body.to_vec());
        Ok(())
    }

    async fn load(&mut self, page: u32) -> Result<Vec<u8>, StagingError> {
        self.bodies.get(&page).cloned().ok_or_else(|| format!("page {page} is not staged").into())
    }

    async fn accept(&mut self, page: Arc<RowPage>) -> Result<(), StagingError> {
        self.accepted.extend(page.number);
        Ok(())
    }

    async fn discard(&mut self) -> Result<(), StagingError> {
        self.bodies.clear();
        self.accepted.clear();
        Ok(())
    }
}

/// Page `page` of three, with two rows each.
fn page(page: u32) -> Reply {
    page_with(page, 6, "name")
}

fn page_with(page: u32, record_count: u32, name: &str) -> Reply {
    Reply::body(body(page, record_count, name))
}

fn body(page: u32, record_count: u32, name: &str) -> String {
    let row = |n: u32| format!(r#"{{"_irow": {n}, "name1": "{name} {n}", "miles": null}}"#);
    let rows = [row(page * 2 - 1), row(page * 2)].join(", ");
    format!(r#"{{"page": {page}, "totalPages": 3, "recordCount": {record_count}, "rows": [{rows}]}}"#)
}

fn quick() -> FetchOptions {
    FetchOptions {
        delay: Duration::ZERO,
        backoff_base: Duration::from_millis(2),
        backoff_cap: Duration::from_millis(4),
        retry_after_cap: Duration::from_millis(20),
        ..FetchOptions::default()
    }
}

/// The addresses of the locator's pages.
fn page_url(service: &Url) -> impl Fn(u32) -> Url {
    move |page| FindTreatment::LOCATOR.page_url(service, page, 2000)
}

async fn fetch_into<S: Staging>(
    server: &Server,
    options: &FetchOptions,
    staging: &mut S,
) -> (Result<Fetched, FetchError>, Vec<Progress>) {
    let client = client_builder(options).no_proxy().build().unwrap();
    let mut seen = Vec::new();
    let fetched =
        fetch_all(&client, &page_url(&server.url), options, staging, &mut |progress| seen.push(progress))
            .await;
    (fetched, seen)
}

async fn fetch(server: &Server, options: &FetchOptions) -> Result<Fetched, FetchError> {
    fetch_into(server, options, &mut MemoryStaging::default()).await.0
}

#[tokio::test]
async fn all_pages_are_staged() {
    let server = Server::start(|request| page(request.page)).await;
    let mut staging = MemoryStaging::default();
    let (fetched, progress) = fetch_into(&server, &quick(), &mut staging).await;
    let expected = Fetched { pages: 3, rows: 6, requests: 4, ..Fetched::default() };
    assert_eq!(fetched.unwrap(), expected);
    assert_eq!(server.pages(), [1, 2, 3, 1]);
    assert_eq!(staging.bodies[&2], body(2, 6, "name").as_bytes());
    assert_eq!(staging.accepted, [1, 2, 3]);
    let steps: Vec<_> = progress.iter().map(|step| (step.page, step.total_pages, step.rows)).collect();
    assert_eq!(steps, [(1, Some(3), 2), (2, Some(3), 4), (3, Some(3), 6)]);
    let request = &server.requests()[1];
    let asked = ["key", "sType", "pageSize", "page"].map(|name| request.query[name].as_str());
    assert_eq!(asked, ["value", "both", "2000", "2"]);
    assert!(request.head.contains("user-agent: iopfinder/"), "{}", request.head);
}

#[tokio::test]
async fn temporary_failures_are_retried() {
    let server = Server::start(|request| match request.number {
        0 => Reply::status(503),
        1 => Reply::status(429).header("Retry-After", "0"),
        2 => page(request.page).cut(),
        3 => Reply::body("<html>down for maintenance</html>"),
        4 => Reply::body(r#"{"error": "busy"}"#),
        5 => page(2),
        6 => Reply::body(r#"{"page": 1, "rows": []}"#),
        _ => page(request.page),
    })
    .await;
    let fetched = fetch(&server, &quick()).await.unwrap();
    assert_eq!((fetched.requests, fetched.retries, fetched.rows), (11, 7, 6));
    assert_eq!(server.pages(), [1, 1, 1, 1, 1, 1, 1, 1, 2, 3, 1]);
}

#[tokio::test]
async fn a_request_without_an_answer_is_retried() {
    let server = Server::start(|request| match request.number {
        1 => page(request.page).after(Duration::from_millis(400)),
        _ => page(request.page),
    })
    .await;
    let options = FetchOptions { silence_timeout: Duration::from_millis(100), ..quick() };
    assert_eq!(fetch(&server, &options).await.unwrap().retries, 1);
}

#[tokio::test]
async fn retry_after_is_respected_up_to_a_limit() {
    let server = Server::start(|request| match request.number {
        0 => Reply::status(429).header("Retry-After", "3600"),
        1 => Reply::status(503).header("Retry-After", "Fri, 31 Dec 2999 23:59:59 GMT"),
        2 => Reply::status(503).header("Retry-After", "Fri, 31 Dec 1999 23:59:59 GMT"),
        _ => page(request.page),
    })
    .await;
    let (fetched, progress) = fetch_into(&server, &quick(), &mut MemoryStaging::default()).await;
    assert!(fetched.is_ok());
    let waits: Vec<_> = progress.iter().filter_map(|step| Some((step.retries, step.waiting?))).collect();
    let cap = Duration::from_millis(20);
    assert_eq!(waits, [(1, cap), (2, cap), (3, Duration::ZERO)]);
}

#[tokio::test]
async fn a_refusal_is_final() {
    for status in [400, 401, 403, 404, 410, 501] {
        let server = Server::start(move |_| Reply::status(status)).await;
        let error = fetch(&server, &quick()).await.unwrap_err();
        assert!(
            matches!(error, FetchError::Refused { page: 1, status: found } if found == status),
            "{error}"
        );
        assert_eq!(server.pages(), [1]);
    }
}

#[tokio::test]
async fn a_fetch_gives_up_after_a_number_of_attempts() {
    let server = Server::start(|request| if request.page == 1 { page(1) } else { Reply::status(502) }).await;
    let options = FetchOptions { attempts: 4, first_attempts: 2, ..quick() };
    let error = fetch(&server, &options).await.unwrap_err();
    assert!(
        matches!(error, FetchError::GaveUp { page: 2, attempts: 4, last: AttemptError::Status(502) }),
        "{error}"
    );
    assert_eq!(server.pages(), [1, 2, 2, 2, 2]);
}

#[tokio::test]
async fn without_a_connection_a_fetch_gives_up_sooner() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url: Url = format!("http://{}/", listener.local_addr().unwrap()).parse().unwrap();
    drop(listener);
    let options = FetchOptions { first_attempts: 3, ..quick() };
    let client = client_builder(&options).no_proxy().build().unwrap();
    let mut retries = 0;
    let error = fetch_all(&client, &page_url(&url), &options, &mut MemoryStaging::default(), &mut |step| {
        retries = step.retries
    })
    .await
    .unwrap_err();
    assert!(matches!(error, FetchError::GaveUp { page: 1, attempts: 3, .. }), "{error}");
    assert_eq!(retries, 2);
}

#[tokio::test]
async fn an_interrupted_fetch_resumes_where_it_stopped() {
    let server = Server::start(|request| match (request.number, request.page) {
        (..4, 3) => Reply::status(404),
        (_, asked) => page(asked),
    })
    .await;
    let mut staging = MemoryStaging::default();
    assert!(fetch_into(&server, &quick(), &mut staging).await.0.is_err());
    assert_eq!(staging.bodies.len(), 2);
    // Request 3, for the same page, also fails. From request 4 on, the service works.
    assert!(fetch_into(&server, &quick(), &mut staging).await.0.is_err());
    let fetched = fetch_into(&server, &quick(), &mut staging).await.0.unwrap();
    assert_eq!((fetched.pages, fetched.resumed_pages, fetched.rows, fetched.requests), (3, 2, 6, 2));
    assert_eq!(server.pages(), [1, 2, 3, 3, 3, 1]);
}

#[tokio::test]
async fn changed_counts_restart_the_fetch() {
    let server = Server::start(|request| match request.number {
        0 => page_with(1, 5, "old"),
        _ => page(request.page),
    })
    .await;
    let mut staging = MemoryStaging::default();
    let fetched = fetch_into(&server, &quick(), &mut staging).await.0.unwrap();
    assert_eq!((fetched.starts_over, fetched.rows), (1, 6));
    assert_eq!(server.pages(), [1, 2, 1, 2, 3, 1]);
    assert_eq!(staging.accepted, [1, 2, 3], "the earlier pages are forgotten");
    assert_eq!(staging.bodies[&1], body(1, 6, "name").as_bytes());
}

#[tokio::test]
async fn a_changed_first_page_restarts_the_fetch() {
    let server = Server::start(|request| match request.number {
        0 => page_with(1, 6, "old"),
        _ => page(request.page),
    })
    .await;
    let fetched = fetch(&server, &quick()).await.unwrap();
    assert_eq!((fetched.starts_over, fetched.requests), (1, 8));
}

#[tokio::test]
async fn distance_and_formatting_do_not_count_as_changes() {
    let server = Server::start(|request| match request.number {
        3 => Reply::body(body(1, 6, "name").replace("null", "7.5").replace(", ", " ,")),
        _ => page(request.page),
    })
    .await;
    assert_eq!(fetch(&server, &quick()).await.unwrap().starts_over, 0);
}

#[tokio::test]
async fn a_directory_that_keeps_changing_is_an_error() {
    let server = Server::start(|request| page_with(request.page, 7, "name")).await;
    let mut staging = MemoryStaging::default();
    let error = fetch_into(&server, &quick(), &mut staging).await.0.unwrap_err();
    let rows = Change::Rows { announced: 7, found: 6 };
    assert!(matches!(&error, FetchError::KeepsChanging { times: 4, change } if *change == rows), "{error}");
    assert_eq!(server.pages().len(), 12);
    assert!(staging.bodies.is_empty());
}

#[tokio::test]
async fn a_bad_staged_page_restarts_the_fetch() {
    for staged in ["{\"page\": 2, \"rows\": [", &body(2, 9, "old")] {
        let server = Server::start(|request| page(request.page)).await;
        let mut staging = MemoryStaging::default();
        staging.save(1, body(1, 6, "name").as_bytes()).await.unwrap();
        staging.save(2, staged.as_bytes()).await.unwrap();
        let fetched = fetch_into(&server, &quick(), &mut staging).await.0.unwrap();
        assert_eq!((fetched.starts_over, fetched.resumed_pages, fetched.rows), (1, 0, 6));
        assert_eq!(server.pages(), [1, 2, 3, 1]);
    }
}

#[tokio::test]
async fn an_empty_or_endless_directory_is_an_error() {
    let answer =
        |rows, pages| format!(r#"{{"page": 1, "totalPages": {pages}, "recordCount": {rows}, "rows": []}}"#);
    let empty = answer(0, 0);
    let server = Server::start(move |_| Reply::body(empty.clone())).await;
    assert!(matches!(fetch(&server, &quick()).await, Err(FetchError::Empty)));
    for pages in [100_001_u64, u64::MAX] {
        let endless = answer(5, pages);
        let server = Server::start(move |_| Reply::body(endless.clone())).await;
        let error = fetch(&server, &quick()).await.unwrap_err();
        assert!(
            matches!(error, FetchError::TooManyPages { total_pages, .. } if total_pages == pages),
            "{error}"
        );
    }
}

#[tokio::test]
async fn a_body_that_is_too_large_is_an_error() {
    let server = Server::start(|request| page(request.page)).await;
    let options = FetchOptions { max_body: 100, ..quick() };
    let error = fetch(&server, &options).await.unwrap_err();
    assert!(matches!(error, FetchError::TooLarge { page: 1, limit: 100 }), "{error}");
}

#[tokio::test]
async fn a_few_redirects_are_followed() {
    let server = Server::start(|request| match request.number {
        0 => Reply::status(302).header("Location", "/elsewhere?page=1"),
        _ => page(request.page),
    })
    .await;
    assert!(fetch(&server, &quick()).await.is_ok());
    let circle = Server::start(|_| Reply::status(302).header("Location", "/again?page=1")).await;
    let error = fetch(&circle, &quick()).await.unwrap_err();
    assert!(matches!(error, FetchError::Request { page: 1, .. }), "{error}");
    assert_eq!(circle.pages().len(), 6);
}

#[tokio::test]
async fn a_redirect_to_another_host_is_followed_only_if_it_is_allowed() {
    let other = Server::start(|request| page(request.page)).await;
    let port = other.url.port().unwrap();
    let target = move |page: u32| format!("http://localhost:{port}/locator?page={page}");
    let server =
        Server::start(move |request| Reply::status(302).header("Location", &target(request.page))).await;
    let error = fetch(&server, &quick()).await.unwrap_err();
    assert!(matches!(error, FetchError::Request { page: 1, .. }), "{error}");
    assert!(other.requests().is_empty());
    let allowed = FetchOptions { redirect_hosts: vec!["localhost".to_owned()], ..quick() };
    assert!(fetch(&server, &allowed).await.is_ok());
}

#[tokio::test]
async fn a_body_that_drips_is_given_up_on() {
    let server = Server::start(|request| page(request.page).dripping()).await;
    let impatient = FetchOptions {
        silence_timeout: Duration::from_millis(200),
        min_rate: NonZeroU32::new(1_000_000).unwrap(),
        first_attempts: 2,
        ..quick()
    };
    let error = fetch(&server, &impatient).await.unwrap_err();
    let is_slow = matches!(error, FetchError::GaveUp { last: AttemptError::TooSlow { .. }, .. });
    assert!(is_slow, "{error:?}");
    assert_eq!(server.pages(), [1, 1]);
}

#[tokio::test]
async fn a_fetch_that_takes_too_long_is_given_up_on_and_can_be_resumed() {
    let server = Server::start(|request| match request.page {
        2 if request.number == 1 => page(2).after(Duration::from_secs(3600)),
        number => page(number),
    })
    .await;
    let mut staging = MemoryStaging::default();
    let limit = Duration::from_millis(500);
    let options = FetchOptions { fetch_timeout: limit, ..quick() };
    let error = fetch_into(&server, &options, &mut staging).await.0.unwrap_err();
    assert!(matches!(error, FetchError::TooLong { limit: found } if found == limit), "{error:?}");
    assert_eq!(staging.bodies.len(), 1);
    let fetched = fetch_into(&server, &quick(), &mut staging).await.0.unwrap();
    assert_eq!(fetched.resumed_pages, 1);
}

#[tokio::test]
async fn all_pages_together_have_a_limit() {
    let server = Server::start(|request| page(request.page)).await;
    let limit = 2 * body(1, 6, "name").len() as u64;
    let error = fetch(&server, &FetchOptions { max_total: limit, ..quick() }).await.unwrap_err();
    assert!(matches!(error, FetchError::TooMuch { page: 3, .. }), "{error:?}");
}

#[tokio::test]
async fn there_is_a_pause_between_requests() {
    let server = Server::start(|request| match request.number {
        1 => Reply::status(503).header("Retry-After", "0"),
        _ => page(request.page),
    })
    .await;
    let begun = Instant::now();
    let options = FetchOptions { delay: Duration::from_millis(20), ..quick() };
    assert_eq!(fetch(&server, &options).await.unwrap().requests, 5);
    assert!(begun.elapsed() >= Duration::from_millis(4 * 18), "{:?}", begun.elapsed());
}

/// A staging whose disk is full.
struct Full;

impl Staging for Full {
    async fn pages(&mut self) -> Result<Vec<u32>, StagingError> {
        Ok(vec![])
    }

    async fn save(&mut self, _: u32, _: &[u8]) -> Result<(), StagingError> {
        Err("no space left".into())
    }

    async fn load(&mut self, _: u32) -> Result<Vec<u8>, StagingError> {
        Err("nothing there".into())
    }

    async fn accept(&mut self, _: Arc<RowPage>) -> Result<(), StagingError> {
        Ok(())
    }

    async fn discard(&mut self) -> Result<(), StagingError> {
        Ok(())
    }
}

#[tokio::test]
async fn a_fetch_ends_when_staging_fails() {
    let server = Server::start(|request| page(request.page)).await;
    let error = fetch_into(&server, &quick(), &mut Full).await.0.unwrap_err();
    assert_eq!(error.to_string(), "failed to stage a page");
    assert_eq!(server.pages(), [1]);
}

#[test]
fn a_fetch_can_run_as_a_task() {
    fn is_send<T: Send>(_: &T) {}
    let options = quick();
    let client = client_builder(&options).no_proxy().build().unwrap();
    let url: Url = "http://localhost/".parse().unwrap();
    let page_url = page_url(&url);
    let (mut staging, mut progress) = (MemoryStaging::default(), |_: Progress| {});
    is_send(&fetch_all(&client, &page_url, &options, &mut staging, &mut progress));
}
