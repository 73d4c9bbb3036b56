//! The URL at which visitors reach the site.

use std::str::FromStr;

use actix_web::http::{Uri, header};
use actix_web::{HttpRequest, web};
use thiserror::Error;

/// A scheme and a host, for example `https://example.org`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl(String);

/// The text is not just a scheme and a host.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("the public URL {0:?} is invalid: give only scheme and host, for example https://example.org")]
pub struct PublicUrlError(String);

impl FromStr for PublicUrl {
    type Err = PublicUrlError;

    fn from_str(text: &str) -> Result<PublicUrl, PublicUrlError> {
        let wrong = || PublicUrlError(text.to_owned());
        let url: Uri = text.trim().parse().map_err(|_| wrong())?;
        let scheme = url.scheme_str().filter(|scheme| matches!(*scheme, "http" | "https"));
        let host = url.authority().filter(|host| !host.as_str().contains('@'));
        let is_bare = url.path_and_query().is_none_or(|rest| rest.as_str() == "/");
        match (scheme, host, is_bare) {
            (Some(scheme), Some(host), true) => Ok(PublicUrl(format!("{scheme}://{host}"))),
            _ => Err(wrong()),
        }
    }
}

/// The URL of the site: the configured one or, if there is none, the one in the `Host` header. `X-Forwarded-Host` is not
/// trusted, since anybody can send it.
pub(crate) fn origin(request: &HttpRequest) -> String {
    if let Some(PublicUrl(url)) =
        request.app_data::<web::Data<Option<PublicUrl>>>().and_then(|set| (***set).as_ref())
    {
        return url.clone();
    }
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    format!("http://{}", host.unwrap_or_else(|| request.app_config().host()))
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn configured_origin(set: Option<&str>) -> String {
        let set: Option<PublicUrl> = set.map(|url| url.parse().expect("a URL"));
        let request = TestRequest::get()
            .app_data(web::Data::new(set))
            .insert_header((header::HOST, "here.example"))
            .insert_header(("x-forwarded-host", "evil.example"))
            .insert_header(("forwarded", "host=evil.example;proto=https"));
        origin(&request.to_http_request())
    }

    #[test]
    fn the_configured_url_wins_over_the_host_and_proxies_are_not_trusted() {
        assert_eq!(configured_origin(Some("https://iop.example/")), "https://iop.example");
        assert_eq!(configured_origin(None), "http://here.example");
    }

    #[test]
    fn a_public_url_is_only_a_scheme_and_a_host() {
        for wrong in
            ["iop.example", "ftp://iop.example", "https://iop.example/x", "https://a@iop.example", ""]
        {
            assert!(wrong.parse::<PublicUrl>().is_err(), "{wrong}");
        }
    }
}
