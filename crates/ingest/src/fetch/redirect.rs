//! Redirects: a request stays on HTTPS and within the domain of the service.

use reqwest::Url;
use reqwest::redirect::{Attempt, Policy};

/// How many redirects are followed.
const MAX_REDIRECTS: usize = 5;

/// A redirect that is not followed.
#[derive(Debug, thiserror::Error)]
enum RefusedRedirect {
    #[error("the service redirected the request more than {MAX_REDIRECTS} times")]
    TooMany,
    #[error(
        "the service redirected the request to {}, which is not on HTTPS or not in its own domain; if that is right, \
         name the host in redirect_hosts",
        .0.host_str().unwrap_or_default()
    )]
    Elsewhere(Url),
}

/// Follows redirects within the domain of the service and to other `hosts`.
pub(super) fn policy(hosts: Vec<String>) -> Policy {
    Policy::custom(move |attempt: Attempt<'_>| {
        let refused = match attempt.previous().first() {
            _ if attempt.previous().len() > MAX_REDIRECTS => RefusedRedirect::TooMany,
            Some(service) if is_allowed(service, attempt.url(), &hosts) => return attempt.follow(),
            _ => RefusedRedirect::Elsewhere(attempt.url().clone()),
        };
        attempt.error(refused)
    })
}

/// Whether a request to `service` may be redirected to `target`.
fn is_allowed(service: &Url, target: &Url, hosts: &[String]) -> bool {
    let is_secure = target.scheme() == "https" || service.scheme() == "http" && target.scheme() == "http";
    let (Some(own), Some(host)) = (service.host_str(), target.host_str()) else { return false };
    is_secure && (is_within(host, own) || hosts.iter().any(|allowed| allowed.eq_ignore_ascii_case(host)))
}

/// Whether a host is that of the service, or below it: `www.example.org` is within `example.org`, and the other way
/// around.
fn is_within(host: &str, own: &str) -> bool {
    let domain = own.strip_prefix("www.").unwrap_or(own);
    host == domain || host.strip_suffix(domain).is_some_and(|below| below.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn redirects_stay_on_https_and_in_the_domain_of_the_service() {
        let is_allowed = |service: &str, target: &str| {
            let hosts = ["data.example.net".to_owned()];
            is_allowed(&service.parse().unwrap(), &target.parse().unwrap(), &hosts)
        };
        for (target, expected) in [
            ("https://example.org/b", true),
            ("https://www.example.org/b", true),
            ("https://data.example.net/b", true),
            ("http://example.org/b", false),
            ("http://data.example.net/b", false),
            ("https://example.com/b", false),
            ("https://badexample.org/b", false),
            ("https://example.org.example.com/b", false),
            ("https://127.0.0.1/b", false),
        ] {
            assert_eq!(is_allowed("https://example.org/a", target), expected, "{target}");
        }
        assert!(is_allowed("https://www.example.org/a", "https://example.org/b"));
        assert!(is_allowed("http://localhost:1/a", "http://localhost:2/b"));
    }
}
