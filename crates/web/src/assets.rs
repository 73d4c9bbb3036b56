//! The files of `static/`, which are embedded in the program. The URL of a file holds a digest of its content, so that
//! a browser needs to load it only once.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use rust_embed::{EmbeddedFile, RustEmbed};

use crate::error::PageError;

#[derive(RustEmbed)]
#[folder = "static/"]
struct Static;

/// How many bytes of the digest the URL has.
const DIGEST_BYTES: usize = 6;

/// URLs by file name.
static URLS: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let url = |name: &str| {
        let digest = Static::get(name)?.metadata.sha256_hash();
        let digest: String = digest.iter().take(DIGEST_BYTES).map(|byte| format!("{byte:02x}")).collect();
        let (stem, extension) = name.rsplit_once('.')?;
        Some((name.to_owned(), format!("/static/{stem}.{digest}.{extension}")))
    };
    Static::iter().filter_map(|name| url(&name)).collect()
});

/// The URL of a file. Only our own templates name files, and a test checks that all of these files exist.
pub(crate) fn url(name: &str) -> &'static str {
    URLS.get(name).map_or("", String::as_str)
}

/// `GET /static/{name}`, where the name holds the digest of the current file.
pub(crate) async fn file(name: web::Path<String>) -> Result<HttpResponse, PageError> {
    let (file, mime) =
        find(&name).ok_or_else(|| service::Error::NotFound("there is no file with this name".to_owned()))?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, mime))
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .body(file.data.into_owned()))
}

fn find(requested: &str) -> Option<(EmbeddedFile, String)> {
    let path = format!("/static/{requested}");
    let name = URLS.iter().find(|(_, url)| **url == path).map(|(name, _)| name)?;
    let file = Static::get(name)?;
    let mime = file.metadata.mimetype();
    // Without a charset, browsers guess the encoding of a text.
    let mime = if mime.starts_with("text/") { format!("{mime}; charset=utf-8") } else { mime.to_owned() };
    Some((file, mime))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_file_is_found_only_with_its_digest() {
        let style = url("style.css");
        assert!(style.starts_with("/static/style.") && style.ends_with(".css"), "{style}");
        assert!(find(style.trim_start_matches("/static/")).is_some());
        assert!(find("style.css").is_none());
    }

    #[test]
    fn every_file_that_a_template_names_exists() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/templates");
        for entry in fs::read_dir(folder).expect("a folder") {
            let text = fs::read_to_string(entry.expect("an entry").path()).expect("a text file");
            for name in text.split("asset(\"").skip(1).filter_map(|rest| rest.split('"').next()) {
                assert_ne!(url(name), "", "{name}");
            }
        }
    }
}
