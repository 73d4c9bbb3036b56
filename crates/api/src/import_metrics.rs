//! Metrics about how far the newest import of each source got.

use std::fmt::Write;
use std::time::Duration;

use actix_web::rt::time::timeout;
use service::Directory;
use store::NewestImport;

/// How long the store may take. Prometheus must not wait for a store that can't be reached.
const PATIENCE: Duration = Duration::from_secs(2);

/// The metrics in Prometheus's text format. There are none if the store can't be read.
pub(crate) async fn import_metrics(directory: &Directory) -> String {
    match timeout(PATIENCE, directory.store().newest_imports()).await {
        Ok(Ok(imports)) => to_text(&imports),
        _ => String::new(),
    }
}

fn to_text(imports: &[NewestImport]) -> String {
    let mut out = String::from(
        "# HELP iopfinder_newest_import_started_seconds When the newest import of a source began, by its status.\n\
         # TYPE iopfinder_newest_import_started_seconds gauge\n",
    );
    for NewestImport { source, status, started_at } in imports {
        let (source, status, began) = (source.slug(), status.slug(), started_at.as_second());
        let _ = writeln!(
            out,
            "iopfinder_newest_import_started_seconds{{source=\"{source}\",status=\"{status}\"}} {began}"
        );
    }
    out
}
