//! How fast, how patiently and how much to fetch.

use std::num::NonZeroU32;
use std::time::Duration;

/// How fast, how patiently and how much to fetch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FetchOptions {
    /// Rows on a page.
    pub page_size: u32,
    /// The pause between two requests, varied by up to a tenth at random.
    pub delay: Duration,
    /// How many times a page is requested before the fetch gives up.
    pub attempts: u32,
    /// How many times the very first page is requested, which shows whether there is a network at all.
    pub first_attempts: u32,
    /// The longest wait after the first failure. This limit doubles with each further failure; the actual wait is a
    /// random part of it.
    pub backoff_base: Duration,
    /// The longest wait after any number of failures.
    pub backoff_cap: Duration,
    /// The longest wait granted to a service that asks for one with `Retry-After`.
    pub retry_after_cap: Duration,
    /// How long it may take to connect.
    pub connect_timeout: Duration,
    /// How long a service may go without sending anything.
    pub silence_timeout: Duration,
    /// How long a complete answer may take.
    pub answer_timeout: Duration,
    /// How slowly a body may arrive, in bytes per second on average, once it has taken longer than `silence_timeout`.
    pub min_rate: NonZeroU32,
    /// How long the whole fetch may take, with all pauses, waits and retries.
    pub fetch_timeout: Duration,
    /// Largest size of an unpacked body, in bytes.
    pub max_body: usize,
    /// Largest size of all bodies together, in bytes.
    pub max_total: u64,
    /// Largest number of pages a service may announce.
    pub max_pages: u32,
    /// How many times to start over because the data changed during the fetch.
    pub max_starts_over: u32,
    /// Hosts to which a service may redirect requests, in addition to its own domain.
    pub redirect_hosts: Vec<String>,
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
            min_rate: NonZeroU32::new(1000).expect("1,000 is not 0"),
            fetch_timeout: Duration::from_secs(2 * 3600),
            max_body: 256 * 1024 * 1024,
            max_total: 4 << 30,
            max_pages: 100_000,
            max_starts_over: 3,
            redirect_hosts: Vec::new(),
        }
    }
}
