//! Reading an origin into a parsed set.

use std::path::Path;

use jiff::Timestamp;
use reqwest::Url;
use store::Import;

use super::error::ImportError;
use super::observer::{Observer, Step};
use super::reading::Reading;
use super::request::{DocumentOrigin, Origin};
use super::staging::StoreStaging;
use crate::fetch::{FetchOptions, Progress, client_builder, fetch_all};
use crate::file::SourceFile;
use crate::parsed::ParsedSet;
use crate::report::Report;
use crate::source::Document;

/// Fetches or opens the documents of an origin and reads them.
pub(super) async fn read(
    import: &mut Import,
    Origin { source, documents }: &Origin,
    observer: &mut dyn Observer,
    report: &mut Report,
    now: fn() -> Timestamp,
) -> Result<ParsedSet, ImportError> {
    let files = match documents {
        DocumentOrigin::Service { url, options } => {
            let mut staging = StoreStaging::new(import, source, now);
            let page_url = |page| source.page_url(url, page, options.page_size);
            fetch(&mut staging, url, &page_url, options, observer, report).await?;
            return staging.into_reading().finish(observer).await;
        }
        DocumentOrigin::Files(paths) => paths.iter().map(|path| open(path)).collect::<Result<Vec<_>, _>>()?,
        DocumentOrigin::BuiltIn(file) => vec![file()],
    };
    let reading = Reading::start(source);
    for file in files {
        reading.add(Document::File(file)).await;
    }
    reading.finish(observer).await
}

fn open(path: &Path) -> Result<SourceFile, ImportError> {
    SourceFile::open(path).map_err(|source| ImportError::Open { path: path.to_owned(), source })
}

async fn fetch(
    staging: &mut StoreStaging<'_>,
    url: &Url,
    page_url: &(dyn Fn(u32) -> Url + Sync),
    options: &FetchOptions,
    observer: &mut dyn Observer,
    report: &mut Report,
) -> Result<(), ImportError> {
    let builder = client_builder(options);
    // Requests to this machine must not go through a proxy.
    let builder = if is_local(url) { builder.no_proxy() } else { builder };
    let client = builder.build().map_err(ImportError::Client)?;
    // If the fetch fails, the report says how far it got.
    let counts = &mut report.fetch;
    let mut progress = |progress: Progress| {
        counts.retries = progress.retries;
        if progress.waiting.is_none() {
            counts.pages = counts.pages.max(progress.page);
        }
        observer.observe(Step::Fetching(progress));
    };
    report.fetch = fetch_all(&client, page_url, options, staging, &mut progress).await?;
    Ok(())
}

fn is_local(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let address = host.trim_matches(['[', ']']).parse::<std::net::IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.is_loopback())
}
