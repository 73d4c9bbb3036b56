//! An HTTP client that follows no redirects and decodes nothing, and that can also send malformed requests.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::OnceLock;
use std::time::Duration;

use reqwest::{Client, Method};
use serde::de::DeserializeOwned;

use crate::runtime::wait;

/// A response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpResponse {
    /// The status code.
    pub status: u16,
    /// The headers, with names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body, not decoded.
    pub body: Vec<u8>,
}

impl HttpResponse {
    /// The first header with this name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).expect("a body in UTF-8")
    }

    /// The body, parsed as JSON.
    ///
    /// # Panics
    /// When it is not the JSON of a `T`.
    pub fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|err| panic!("{err} in a response with status {}:\n{}", self.status, self.text()))
    }

    /// Returns the response itself.
    ///
    /// # Panics
    /// When it has another status.
    pub fn expect(self, status: u16) -> HttpResponse {
        assert_eq!(self.status, status, "{}", String::from_utf8_lossy(&self.body));
        self
    }
}

/// Sends a request. Returns an error if the connection breaks.
pub fn send(
    method: &str,
    url: &str,
    headers: &[(&str, &str)],
    body: Vec<u8>,
) -> Result<HttpResponse, reqwest::Error> {
    static CLIENT: OnceLock<Client> = OnceLock::new();
    let client = CLIENT.get_or_init(|| {
        // reqwest panics without a cryptography provider, even for plain HTTP.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let builder = Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none());
        // Compression is slow. Tests of compression set the header themselves.
        let builder = builder.no_gzip().no_brotli();
        builder.timeout(Duration::from_secs(30)).build().expect("a client")
    });
    send_with(client, method, url, headers, body)
}

/// Sends a request with this client. Returns an error if the connection breaks.
pub(crate) fn send_with(
    client: &Client,
    method: &str,
    url: &str,
    headers: &[(&str, &str)],
    body: Vec<u8>,
) -> Result<HttpResponse, reqwest::Error> {
    wait(async {
        let method = Method::from_bytes(method.as_bytes()).expect("a method");
        let mut request = client.request(method, url).body(body);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = request.send().await?;
        let text = |value: &reqwest::header::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into();
        let headers = response.headers().iter().map(|(name, value)| (name.to_string(), text(value)));
        let (status, headers) = (response.status().as_u16(), headers.collect());
        Ok(HttpResponse { status, headers, body: response.bytes().await?.to_vec() })
    })
}

/// Sends bytes to `address` and reads until the server closes the connection.
pub fn send_raw(address: &str, request: &[u8]) -> HttpResponse {
    let mut stream = TcpStream::connect(address).expect("a connection");
    stream.set_read_timeout(Some(Duration::from_secs(10))).expect("a time limit");
    stream.write_all(request).expect("the request is taken");
    let mut all = Vec::new();
    // A server may reset the connection if it does not understand the request.
    let _ = stream.read_to_end(&mut all);
    let end = all.windows(4).position(|four| four == b"\r\n\r\n").expect("a response has a head");
    let head = String::from_utf8_lossy(&all[..end]).into_owned();
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok()).expect("a status");
    let headers = lines.filter_map(|line| line.split_once(':'));
    let headers = headers.map(|(name, value)| (name.to_lowercase(), value.trim().to_owned())).collect();
    HttpResponse { status, headers, body: all[end + 4..].to_vec() }
}

/// Encodes a text for a query.
pub fn percent_encoded(text: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~,".contains(&byte);
    let escape = |byte: u8| if is_plain(byte) { char::from(byte).into() } else { format!("%{byte:02X}") };
    text.bytes().map(escape).collect()
}

/// Encodes parameters as a query, or as the body of a form.
pub fn query(parameters: &[(&str, &str)]) -> String {
    let pairs = parameters
        .iter()
        .map(|(name, value)| format!("{}={}", percent_encoded(name), percent_encoded(value)));
    pairs.collect::<Vec<_>>().join("&")
}
