//! `import csv --infer`: a mapping proposed for a table.

use std::path::PathBuf;

use ingest::SourceFile;
use ingest::sources::csv;

use crate::exit::{Exit, Failure, OrExit};
use crate::output::Output;

/// Prints a mapping for a table, for a person to finish.
///
/// # Errors
/// When there is not exactly one file, or it is no table or lacks the sheet.
pub fn infer(files: &[PathBuf], sheet: Option<&str>, output: &mut Output) -> Result<Exit, Failure> {
    let [file] = files else {
        return Err(Failure::new(
            Exit::BadInput,
            "--infer takes one file: a mapping is for tables of one form",
        ));
    };
    let opened = SourceFile::open(file);
    let opened =
        opened.map_err(|error| anyhow::Error::from(error).context(format!("opening {}", file.display())));
    let mapping = csv::infer(opened.or_exit(Exit::BadInput)?, sheet).or_exit(Exit::BadInput)?;
    output.text(mapping)?;
    Ok(Exit::Done)
}
