//! The files of `static/`, which are part of the program. A file's URL has a digest of what is in it, so that a
//! browser asks for it once.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use rust_embed::{EmbeddedFile, RustEmbed};

use crate::error::PageError;

#[derive(RustEmbed)]
#[folder = "static/"]
struct Static;

/// Bytes of the digest that stand in a URL.
const DIGEST_BYTES: usize = 6;

/// URLs by name.
static URLS: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let url = |name: &str| {
        let digest = Static::get(name)?.metadata.sha256_hash();
        let digest: String = digest.iter().take(DIGEST_BYTES).map(|byte| format!("{byte:02x}")).collect();
        let (stem, extension) = name.rsplit_once('.')?;
        Some((name.to_owned(), format!("/static/{stem}.{digest}.{extension}")))
    };
    Static::iter().filter_map(|name| url(&name)).collect()
});

/// The URL of a file. The names stand in our own templates: a test holds that there is one of each.
pub(super) fn url(name: &str) -> &'static str {
    URLS.get(name).map_or("", String::as_str)
}

/// `GET /static/{name}`, where the name has the digest of the file as it is now.
pub(super) async fn file(name: web::Path<String>) -> Result<HttpResponse, PageError> {
    let (file, mime) =
        find(&name).ok_or_else(|| service::Error::NotFound("there is no file of this name".to_owned()))?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, mime))
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .body(file.data.into_owned()))
}

fn find(asked: &str) -> Option<(EmbeddedFile, String)> {
    let path = format!("/static/{asked}");
    let name = URLS.iter().find(|(_, url)| **url == path).map(|(name, _)| name)?;
    let file = Static::get(name)?;
    let mime = file.metadata.mimetype();
    // Without it a text is read as something else than it was written in.
    let mime = if mime.starts_with("text/") { format!("{mime}; charset=utf-8") } else { mime.to_owned() };
    Some((file, mime))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_file_is_found_by_its_digest_only() {
        let style = url("style.css");
        assert!(style.starts_with("/static/style.") && style.ends_with(".css"), "{style}");
        assert!(find(style.trim_start_matches("/static/")).is_some());
        assert!(find("style.css").is_none());
    }

    #[test]
    fn every_file_that_a_template_names_exists() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/templates");
        for entry in fs::read_dir(folder).expect("a folder") {
            let text = fs::read_to_string(entry.expect("an entry").path()).expect("a text");
            for name in text.split("asset(\"").skip(1).filter_map(|rest| rest.split('"').next()) {
                assert_ne!(url(name), "", "{name}");
            }
        }
    }
}
