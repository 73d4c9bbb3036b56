//! The request for an import: what to import, from where, and how to stop it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use directory::Source;
use reqwest::Url;
use serde::{Deserialize, Serialize};
use tokio::sync::watch;

use super::hold::HoldReason;
use crate::fetch::FetchOptions;
use crate::file::SourceFile;
use crate::sample::sample_file;
use crate::source::ImportSource;
use crate::sources::bundled::{BundledListings, bundled_file};
use crate::sources::findtreatment::FindTreatment;

/// What is to be imported, and how.
#[derive(Debug, Clone)]
pub struct ImportRequest {
    /// The source, and where its documents are.
    pub origin: Origin,
    /// What is published although it is usually held.
    pub accepted: Accepted,
    /// The request to stop, which may come at any time.
    pub stop: Stop,
}

/// What a person has looked at, so that an import is not held for it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accepted {
    /// Places disappear, or rows can't be used.
    pub removals: bool,
    /// Names, telephone numbers or websites change, or many organizations get the same number.
    pub changes: bool,
}

impl Accepted {
    /// Whether an import is not held for this reason.
    pub fn includes(self, reason: &HoldReason) -> bool {
        if reason.is_about_content() { self.changes } else { self.removals }
    }
}

/// A source, and where its documents are.
#[derive(Debug, Clone)]
pub struct Origin {
    pub(super) source: Arc<dyn ImportSource>,
    pub(super) documents: DocumentOrigin,
}

#[derive(Debug, Clone)]
pub(super) enum DocumentOrigin {
    /// A service that publishes the source page by page.
    Service { url: Url, options: Box<FetchOptions> },
    /// Files that together are one edition of the source.
    Files(Vec<PathBuf>),
    /// A file that is part of the program.
    BuiltIn(fn() -> SourceFile),
}

impl Origin {
    /// A service that publishes a source page by page.
    pub fn service(source: impl ImportSource + 'static, url: Url, options: FetchOptions) -> Origin {
        let documents = DocumentOrigin::Service { url, options: Box::new(options) };
        Origin { source: Arc::new(source), documents }
    }

    /// Files that together are one edition of a source.
    pub fn files(source: impl ImportSource + 'static, paths: Vec<PathBuf>) -> Origin {
        Origin { source: Arc::new(source), documents: DocumentOrigin::Files(paths) }
    }

    /// The fictional listings that come with the program.
    pub fn sample() -> Origin {
        Origin { source: Arc::new(FindTreatment::SAMPLE), documents: DocumentOrigin::BuiltIn(sample_file) }
    }

    /// The national listings that come with the program.
    pub fn bundled() -> Origin {
        Origin { source: Arc::new(BundledListings), documents: DocumentOrigin::BuiltIn(bundled_file) }
    }

    /// Which source the documents belong to.
    pub fn source(&self) -> Source {
        self.source.source()
    }

    /// The name of the origin in the store. Pages staged under one name belong together, so the name contains everything
    /// that distinguishes pages. It never contains a password.
    pub fn name(&self) -> String {
        match &self.documents {
            DocumentOrigin::Service { url, options } => {
                let mut url = url.clone();
                // Fails only for URLs that can't have credentials.
                let _ = url.set_password(None);
                let _ = url.set_username("");
                url.query_pairs_mut().append_pair("pageSize", &options.page_size.to_string());
                url.into()
            }
            DocumentOrigin::Files(paths) => {
                paths.iter().map(|path| absolute(path)).collect::<Vec<_>>().join(", ")
            }
            DocumentOrigin::BuiltIn(_) => "built in".to_owned(),
        }
    }
}

fn absolute(path: &Path) -> String {
    std::path::absolute(path).as_deref().unwrap_or(path).display().to_string()
}

/// Receives the request to stop an import.
#[derive(Debug, Clone)]
pub struct Stop(Option<watch::Receiver<bool>>);

/// Asks an import to stop.
#[derive(Debug)]
pub struct Stopper(watch::Sender<bool>);

impl Stop {
    /// A `Stopper` and the `Stop` that receives its request.
    pub fn pair() -> (Stopper, Stop) {
        let (sender, receiver) = watch::channel(false);
        (Stopper(sender), Stop(Some(receiver)))
    }

    /// A `Stop` that is never requested.
    pub fn never() -> Stop {
        Stop(None)
    }

    /// Whether the import has been asked to stop.
    pub fn is_requested(&self) -> bool {
        self.0.as_ref().is_some_and(|receiver| *receiver.borrow())
    }

    /// Waits until the import is asked to stop.
    pub async fn requested(&self) {
        if let Some(receiver) = &self.0
            && receiver.clone().wait_for(|stop| *stop).await.is_ok()
        {
            return;
        }
        // The `Stopper` was dropped, so nobody can ask anymore.
        std::future::pending().await
    }
}

impl Stopper {
    /// Asks the import to stop.
    pub fn stop(&self) {
        self.0.send_replace(true);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origin_names_contain_the_page_size_but_no_password() {
        let name = |page_size| {
            let url = "https://ann:hush@example.org/rows?key=1".parse().expect("an address");
            let options = FetchOptions { page_size, ..FetchOptions::default() };
            Origin::service(FindTreatment::LOCATOR, url, options).name()
        };
        assert_eq!(name(2000), "https://example.org/rows?key=1&pageSize=2000");
        assert_ne!(name(2000), name(2001));
    }

    #[tokio::test]
    async fn a_request_to_stop_arrives() {
        let (stopper, stop) = Stop::pair();
        stopper.stop();
        stop.requested().await;
    }
}
