//! How to fetch.

use std::time::Duration;

/// How to fetch: how fast, how patiently, how much at most.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FetchOptions {
    /// Rows a page.
    pub page_size: u32,
    /// The pause between two requests; a tenth more or less by chance.
    pub delay: Duration,
    /// How often a page is asked for before giving up.
    pub attempts: u32,
    /// The same for the very first request, which tells whether there is a network at all.
    pub first_attempts: u32,
    /// The longest wait after the first failure; twice as long after each further one, a random part of it.
    pub backoff_base: Duration,
    /// The longest wait after any failure.
    pub backoff_cap: Duration,
    /// The longest wait a service may ask for with `Retry-After`.
    pub retry_after_cap: Duration,
    /// How long making a connection may take.
    pub connect_timeout: Duration,
    /// How long a service may be silent.
    pub silence_timeout: Duration,
    /// How long one answer may take.
    pub answer_timeout: Duration,
    /// How large an unpacked body may be, in bytes.
    pub max_body: usize,
    /// How many pages a service may claim to have.
    pub max_pages: u32,
    /// How often to begin anew when the data changed meanwhile.
    pub max_starts_over: u32,
}

impl Default for FetchOptions {
    fn default() -> Self {
        FetchOptions {
            page_size: 2000,
            delay: Duration::from_secs(1),
            attempts: 8,
            first_attempts: 8,
            backoff_base: Duration::from_millis(500),
            backoff_cap: Duration::from_secs(30),
            retry_after_cap: Duration::from_secs(300),
            connect_timeout: Duration::from_secs(10),
            silence_timeout: Duration::from_secs(30),
            answer_timeout: Duration::from_secs(300),
            max_body: 256 * 1024 * 1024,
            max_pages: 100_000,
            max_starts_over: 3,
        }
    }
}
