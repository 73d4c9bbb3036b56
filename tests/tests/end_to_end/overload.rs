//! Requests that would cost too much are refused, and so are those for which there is no time.

use std::sync::atomic::{AtomicBool, Ordering};

use tests::http::{HttpResponse, query};
use tests::{Home, rows, sample_server};

use crate::problem::problem;

#[test]
fn a_url_is_refused_if_it_is_longer_than_any_request_needs() {
    let server = sample_server();
    let url = |length: usize| {
        let start = "/v1/search?near=78701&x=";
        format!("{start}{}", "x".repeat(length - start.len()))
    };
    problem(&server.get(&url(8 * 1024)), 400, "8 KB");
    let refused = problem(&server.get(&url(8 * 1024 + 1)), 414, "a byte more");
    assert!(refused.detail.contains("8192 bytes"), "{refused:?}");
}

#[test]
fn a_response_about_faults_is_not_much_larger_than_the_request() {
    let server = sample_server();
    let unknown =
        |count: usize| (0..count).map(|number| format!("zq{number}=1")).collect::<Vec<_>>().join("&");
    let values = |count: usize| (0..count).map(|number| format!("zq{number}")).collect::<Vec<_>>().join(",");
    for parameters in [
        unknown(60),
        unknown(800),
        query(&[("has", &values(50)), ("prefer", &values(50)), ("insurance", &values(50))]),
        format!("has={}", "z".repeat(8_000)),
    ] {
        let answer = server.get(&format!("/v1/search?{parameters}"));
        let refused = problem(&answer, 400, &parameters);
        assert!(refused.errors.len() <= 21, "{} faults", refused.errors.len());
        assert!(answer.body.len() <= 10 * parameters.len() + 64 * 1024, "{} bytes", answer.body.len());
        assert!(answer.text().matches("telehealth, for,").count() <= 1, "the valid names are listed once");
    }
}

#[test]
fn a_request_beyond_those_in_progress_is_refused_at_once_and_says_when_to_try_again() {
    let home = Home::with_rows(&rows::many(3));
    let server = home.serve_with(|command| {
        command.args(["--max-requests", "1"]);
    });
    let refused = AtomicBool::new(false);
    let search_until_one_is_refused = || {
        let mut last: Option<HttpResponse> = None;
        while !refused.load(Ordering::Relaxed) {
            let answer = server.get("/v1/search?state=TX&level=any");
            if answer.status == 503 {
                refused.store(true, Ordering::Relaxed);
                last = Some(answer);
            } else {
                assert_eq!(answer.status, 200);
            }
            server.get("/healthz").expect(200);
        }
        last
    };
    let answers: Vec<HttpResponse> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(search_until_one_is_refused)).collect();
        threads.into_iter().filter_map(|thread| thread.join().unwrap()).collect()
    });
    let overloaded = problem(&answers[0], 503, "too many requests");
    assert_eq!(overloaded.r#type, "/problems/overloaded");
    assert_eq!(answers[0].header("retry-after"), Some("3"));
    let metrics = server.get("/metrics").expect(200).text();
    assert!(metrics.contains(&format!("iopfinder_requests_shed_total {}", answers.len())), "{metrics}");
    server.get("/v1/search?state=TX&level=any").expect(200);
}
