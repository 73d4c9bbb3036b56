//! The HTTP client.

use reqwest::{Client, ClientBuilder};

use super::options::FetchOptions;
use super::redirect;

/// How the program identifies itself to services.
const USER_AGENT: &str = concat!("iopfinder/", env!("CARGO_PKG_VERSION"));

/// A client that identifies itself, unpacks bodies, and does not wait forever.
pub fn client_builder(options: &FetchOptions) -> ClientBuilder {
    // reqwest panics if no cryptography provider is installed. Another thread may have installed one already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder()
        .user_agent(USER_AGENT)
        .connect_timeout(options.connect_timeout)
        .read_timeout(options.silence_timeout)
        .timeout(options.answer_timeout)
        .redirect(redirect::policy(options.redirect_hosts.clone()))
}
