//! `import csv --infer`: drafts a mapping for a table.

use std::path::PathBuf;

use ingest::SourceFile;
use ingest::sources::csv;

use crate::exit::{Exit, Failure, OrExit};
use crate::output::Output;

/// Prints the draft of a mapping, for a person to finish.
pub fn infer(files: &[PathBuf], sheet: Option<&str>, output: &mut Output) -> Result<Exit, Failure> {
    let [file] = files else {
        return Err(Failure::new(Exit::BadInput, "--infer takes a single file"));
    };
    let opened = SourceFile::open(file);
    let opened =
        opened.map_err(|error| anyhow::Error::from(error).context(format!("opening {}", file.display())));
    let mapping = csv::infer(opened.or_exit(Exit::BadInput)?, sheet).or_exit(Exit::BadInput)?;
    output.text(mapping)?;
    Ok(Exit::Done)
}
