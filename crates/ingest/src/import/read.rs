//! From an origin to a parsed set.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use places::Gazetteer;
use reqwest::Url;
use store::Import;
use tokio::sync::mpsc;

use super::blocking;
use super::error::ImportError;
use super::observer::{Observer, Step};
use super::request::Origin;
use super::staging::StoreStaging;
use crate::fetch::{FetchOptions, client_builder, fetch_all};
use crate::file::{FileError, SourceFile};
use crate::limits::{Kept, ROWS};
use crate::page::Page;
use crate::parsed::ParsedSet;
use crate::report::Report;
use crate::rows::read_rows;
use crate::source::{FileSource, SourceParser as _};
use crate::sources::findtreatment::FindTreatment;

const PARSING: &str = "parsing the rows";

/// Brings in the rows of an origin and reads them.
pub(super) async fn read(
    import: &mut Import,
    origin: &Origin,
    observer: &mut dyn Observer,
    report: &mut Report,
    now: fn() -> Timestamp,
) -> Result<ParsedSet, ImportError> {
    match origin {
        Origin::FindTreatment { url, options } => {
            fetch(StoreStaging { import, now }, url, options, observer, report).await?;
            parse_pages(import, observer).await
        }
        Origin::FindTreatmentFile(path) => {
            observer.observe(Step::Parsing { rows: 0 });
            let path = path.clone();
            blocking::elsewhere(PARSING, move || parse_rows(&path)).await?
        }
        Origin::Files { source, paths } => parse_files(source, paths, observer).await,
        Origin::Sample => {
            observer.observe(Step::Parsing { rows: 0 });
            blocking::elsewhere(PARSING, || crate::sample(Gazetteer::embedded())).await
        }
    }
}

async fn fetch(
    mut staging: StoreStaging<'_>,
    url: &Url,
    options: &FetchOptions,
    observer: &mut dyn Observer,
    report: &mut Report,
) -> Result<(), ImportError> {
    let builder = client_builder(options);
    // A proxy is for what is elsewhere.
    let builder = if is_local(url) { builder.no_proxy() } else { builder };
    let client = builder.build().map_err(ImportError::Client)?;
    let counted = &mut report.fetch;
    let mut progress = |progress: crate::fetch::Progress| {
        counted.count_progress(&progress);
        observer.observe(Step::Fetching(progress));
    };
    let fetched = fetch_all(&client, url, options, &mut staging, &mut progress).await?;
    report.fetch.count_fetched(&fetched);
    Ok(())
}

fn is_local(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let address = host.trim_matches(['[', ']']).parse::<std::net::IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

/// Reads the staged pages, one behind the other, on a thread of its own.
async fn parse_pages(import: &Import, observer: &mut dyn Observer) -> Result<ParsedSet, ImportError> {
    let (sender, mut receiver) = mpsc::channel::<Vec<u8>>(2);
    let parsing = tokio::task::spawn_blocking(move || {
        let mut set = FindTreatment::LOCATOR.start(Gazetteer::embedded());
        while let Some(page) = receiver.blocking_recv() {
            let page = Page::read(&page).map_err(ImportError::Page)?;
            page.rows().iter().for_each(|row| set.row(row.get()));
        }
        Ok(set.finish())
    });
    let mut rows = 0;
    for page in import.pages().await? {
        let body = import.page(page).await?;
        rows += Page::read(&body).map_or(0, |page| page.rows().len() as u64);
        observer.observe(Step::Parsing { rows });
        if sender.send(body).await.is_err() {
            // The reader says why.
            break;
        }
    }
    drop(sender);
    parsing.await.map_err(|source| ImportError::Broke { doing: PARSING, source })?
}

fn parse_rows(path: &Path) -> Result<ParsedSet, ImportError> {
    let owned = || PathBuf::from(path);
    let file = File::open(path).map_err(|source| ImportError::Open { path: owned(), source })?;
    let mut set = FindTreatment::LOCATOR.start(Gazetteer::embedded());
    let mut kept = Kept::within(ROWS);
    let read = read_rows(file, &mut |row| {
        // Beyond the bounds nothing is kept, since the file is refused.
        if kept.add(row.len()).is_ok() {
            set.row(row);
        }
    });
    read.map_err(|source| ImportError::Rows { path: owned(), source })?;
    kept.add(0).map_err(|limit| {
        let file = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        FileError::TooLarge { file, what: "the set of rows".to_owned(), limit }
    })?;
    Ok(set.finish())
}

/// Reads the files of a source on a thread of its own.
async fn parse_files(
    source: &Arc<dyn FileSource>,
    paths: &[PathBuf],
    observer: &mut dyn Observer,
) -> Result<ParsedSet, ImportError> {
    let open = |path: &PathBuf| {
        SourceFile::open(path).map_err(|source| ImportError::Open { path: path.clone(), source })
    };
    let files = paths.iter().map(open).collect::<Result<Vec<_>, _>>()?;
    let source = Arc::clone(source);
    let (sender, mut receiver) = mpsc::unbounded_channel::<u64>();
    let parsing = tokio::task::spawn_blocking(move || {
        source.read(files, Gazetteer::embedded(), &mut |rows| {
            // Nobody need listen.
            let _ = sender.send(rows);
        })
    });
    observer.observe(Step::Parsing { rows: 0 });
    while let Some(rows) = receiver.recv().await {
        observer.observe(Step::Parsing { rows });
    }
    Ok(parsing.await.map_err(|source| ImportError::Broke { doing: PARSING, source })??)
}
