//! What is to be imported.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use directory::Source;
use reqwest::Url;
use tokio::sync::watch;

use crate::fetch::FetchOptions;
use crate::source::FileSource;

/// What is to be imported, and how.
#[derive(Debug, Clone)]
pub struct ImportRequest {
    /// Where from.
    pub origin: Origin,
    /// Publish even when many listings go.
    pub accept_removals: bool,
    /// Asks it to stop.
    pub stop: Stop,
}

/// Where listings come from.
#[derive(Debug, Clone)]
pub enum Origin {
    /// The FindTreatment.gov locator, or a service that answers as it does.
    FindTreatment {
        /// Its address.
        url: Url,
        /// How to ask.
        options: Box<FetchOptions>,
    },
    /// A file of rows in the locator's form.
    FindTreatmentFile(PathBuf),
    /// Files as a source publishes them.
    Files {
        /// What reads them.
        source: Arc<dyn FileSource>,
        /// Which files: one set together.
        paths: Vec<PathBuf>,
    },
    /// The fictional listings that come with the program.
    Sample,
}

impl Origin {
    /// Which source it is.
    pub fn source(&self) -> Source {
        match self {
            Origin::FindTreatment { .. } | Origin::FindTreatmentFile(_) => Source::Findtreatment,
            Origin::Files { source, .. } => source.description().source,
            Origin::Sample => Source::Sample,
        }
    }

    /// Its name in the store. Pages that were staged under one name belong together, so it has all that tells pages
    /// apart; it never has a password.
    pub fn name(&self) -> String {
        match self {
            Origin::FindTreatment { url, options } => {
                let mut url = url.clone();
                // Fails only for addresses that have no place for them.
                let _ = url.set_password(None);
                let _ = url.set_username("");
                url.query_pairs_mut().append_pair("pageSize", &options.page_size.to_string());
                url.into()
            }
            Origin::FindTreatmentFile(path) => absolute(path),
            Origin::Files { paths, .. } => {
                paths.iter().map(|path| absolute(path)).collect::<Vec<_>>().join(", ")
            }
            Origin::Sample => "built in".to_owned(),
        }
    }
}

fn absolute(path: &Path) -> String {
    std::path::absolute(path).as_deref().unwrap_or(path).display().to_string()
}

/// Tells an import when to stop.
#[derive(Debug, Clone)]
pub struct Stop(Option<watch::Receiver<bool>>);

/// Stops imports.
#[derive(Debug)]
pub struct Stopper(watch::Sender<bool>);

impl Stop {
    /// A pair of the two.
    pub fn pair() -> (Stopper, Stop) {
        let (sender, receiver) = watch::channel(false);
        (Stopper(sender), Stop(Some(receiver)))
    }

    /// Never stops.
    pub fn never() -> Stop {
        Stop(None)
    }

    /// Whether the import is to stop.
    pub fn is_requested(&self) -> bool {
        self.0.as_ref().is_some_and(|receiver| *receiver.borrow())
    }

    /// Returns when the import is to stop.
    pub async fn requested(&self) {
        if let Some(receiver) = &self.0
            && receiver.clone().wait_for(|stop| *stop).await.is_ok()
        {
            return;
        }
        // Whoever could have asked for it is gone.
        std::future::pending().await
    }
}

impl Stopper {
    /// Asks to stop.
    pub fn stop(&self) {
        self.0.send_replace(true);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_page_sizes_apart_and_keeps_no_password() {
        let name = |page_size| {
            let url = "https://ann:hush@example.org/rows?key=1".parse().expect("an address");
            let options = Box::new(FetchOptions { page_size, ..FetchOptions::default() });
            Origin::FindTreatment { url, options }.name()
        };
        assert_eq!(name(2000), "https://example.org/rows?key=1&pageSize=2000");
        assert_ne!(name(2000), name(2001));
    }

    #[tokio::test]
    async fn a_stop_that_was_asked_for_is_seen() {
        let (stopper, stop) = Stop::pair();
        stopper.stop();
        stop.requested().await;
    }
}
