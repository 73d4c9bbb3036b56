//! `import csv`: any table by a mapping, and a mapping proposed for a table.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use ingest::SourceFile;
use ingest::sources::csv::{self, MappedTable};

use super::import;
use crate::cli::CsvFlags;
use crate::config::Config;
use crate::exit::{Exit, Failure, OrExit};
use crate::output::Output;
use crate::sources::mapping_of;

/// Imports tables by a mapping.
///
/// # Errors
/// When the mapping is wrong, or the import fails.
pub async fn import(config: &Config, flags: &CsvFlags, output: &mut Output) -> Result<Exit, Failure> {
    let path = flags.mapping.as_deref().unwrap_or(Path::new(""));
    let mapping = mapping_of(path).or_exit(Exit::BadInput)?;
    import::files(config, Arc::new(MappedTable::new(mapping)), &flags.files, output).await
}

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
