//! The HTTP client.

use reqwest::{Client, ClientBuilder, redirect};

use super::options::FetchOptions;

/// Who is asking.
const USER_AGENT: &str = concat!("iopfinder/", env!("CARGO_PKG_VERSION"));

/// How many redirections are followed.
const MAX_REDIRECTIONS: usize = 5;

/// A client that says who it is, unpacks bodies and does not wait for ever.
pub fn client_builder(options: &FetchOptions) -> ClientBuilder {
    Client::builder()
        .user_agent(USER_AGENT)
        .connect_timeout(options.connect_timeout)
        .read_timeout(options.silence_timeout)
        .timeout(options.answer_timeout)
        .redirect(redirect::Policy::limited(MAX_REDIRECTIONS))
}
