//! The files of `static/`, and the style sheet, which is joined from the files of `styles/`. All are embedded in the
//! program. The URL of a file holds a digest of its content, so that a browser needs to load it only once.

use std::borrow::Cow;
use std::sync::LazyLock;

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use crate::error::PageError;

#[derive(RustEmbed)]
#[folder = "static/"]
struct Static;

/// The style sheet. Later rules win, so what depends on the medium comes last.
const STYLE: &str = concat!(
    include_str!("../styles/tokens.css"),
    include_str!("../styles/page.css"),
    include_str!("../styles/controls.css"),
    include_str!("../styles/parts.css"),
    include_str!("../styles/start.css"),
    include_str!("../styles/results.css"),
    include_str!("../styles/map.css"),
    include_str!("../styles/plain.css"),
    include_str!("../styles/place.css"),
    include_str!("../styles/list.css"),
    include_str!("../styles/guide.css"),
    include_str!("../styles/contrast.css"),
    include_str!("../styles/print.css"),
);

/// How many bytes of the digest the URL has.
const DIGEST_BYTES: usize = 6;

struct Asset {
    /// The name in templates, without the digest.
    name: String,
    url: String,
    mime: String,
    content: Cow<'static, [u8]>,
}

static ASSETS: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    let file = |name: Cow<'static, str>| {
        let file = Static::get(&name)?;
        Asset::new(&name, file.metadata.mimetype(), file.data)
    };
    let style = Asset::new("style.css", "text/css", Cow::Borrowed(STYLE.as_bytes()));
    Static::iter().filter_map(file).chain(style).collect()
});

impl Asset {
    /// `None` if the name has no extension.
    fn new(name: &str, mime: &str, content: Cow<'static, [u8]>) -> Option<Asset> {
        let (stem, extension) = name.rsplit_once('.')?;
        let digest = Sha256::digest(&content);
        let digest: String = digest.iter().take(DIGEST_BYTES).map(|byte| format!("{byte:02x}")).collect();
        // Without a charset, browsers guess the encoding of a text.
        let charset = if mime.starts_with("text/") { "; charset=utf-8" } else { "" };
        Some(Asset {
            name: name.to_owned(),
            url: format!("/static/{stem}.{digest}.{extension}"),
            mime: format!("{mime}{charset}"),
            content,
        })
    }
}

/// The URL of a file. Only our own templates name files, and a test checks that all of these files exist.
pub(crate) fn url(name: &str) -> &'static str {
    ASSETS.iter().find(|asset| asset.name == name).map_or("", |asset| &asset.url)
}

/// `GET /static/{name}`, where the name holds the digest of the current file.
pub(crate) async fn file(name: web::Path<String>) -> Result<HttpResponse, PageError> {
    let asset =
        find(&name).ok_or_else(|| service::Error::NotFound("there is no file with this name".to_owned()))?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, asset.mime.as_str()))
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .body(asset.content.as_ref()))
}

fn find(requested: &str) -> Option<&'static Asset> {
    let path = format!("/static/{requested}");
    ASSETS.iter().find(|asset| asset.url == path)
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
