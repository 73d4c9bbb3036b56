//! Checks that hold for every problem.

use tests::answers::Problem;
use tests::http::HttpResponse;

/// Checks that a response is a problem with this status.
pub fn problem(answer: &HttpResponse, status: u16, what: &str) -> Problem {
    assert_eq!(answer.status, status, "{what}: {}", String::from_utf8_lossy(&answer.body));
    assert_eq!(answer.header("content-type"), Some("application/problem+json"), "{what}");
    let problem: Problem = answer.json();
    assert_eq!(problem.status, status, "{what}");
    assert!(problem.r#type.starts_with("/problems/") && !problem.title.is_empty(), "{what}: {problem:?}");
    assert!(!problem.detail.is_empty(), "{what}: {problem:?}");
    problem
}
