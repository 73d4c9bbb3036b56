//! Metrics about the store: errors, and how far the newest import of each source got.

use std::fmt::Write;
use std::time::Duration;

use actix_web::rt::time::timeout;
use service::Directory;
use store::NewestImport;

/// How long the store may take. Prometheus must not wait for a store that can't be reached.
const PATIENCE: Duration = Duration::from_secs(2);

/// The metrics in Prometheus's text format. If the store can't be read, those of the imports are missing.
pub(crate) async fn store_metrics(directory: &Directory) -> String {
    let mut out = String::from(
        "# HELP iopfinder_store_errors_total How often the newest data could not be read or served.\n\
         # TYPE iopfinder_store_errors_total counter\n",
    );
    let _ = writeln!(out, "iopfinder_store_errors_total {}", directory.store_errors());
    if let Ok(Ok(imports)) = timeout(PATIENCE, directory.store().newest_imports()).await {
        write_imports(&mut out, &imports);
    }
    out
}

fn write_imports(out: &mut String, imports: &[NewestImport]) {
    out.push_str(
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
}
