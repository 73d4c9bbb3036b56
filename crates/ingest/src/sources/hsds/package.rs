//! The tabular data package: CSV tables, as separate files or in a zip archive.

use std::collections::HashMap;
use std::ops::ControlFlow;

use serde::Deserialize;

use super::join::join;
use super::model::PackageRow;
use super::older;
use super::set::{EachService, RawService};
use super::tables::{TableKind, Tables};
use crate::archive::{Archive, Unpacked};
use crate::file::{FileError, SourceFile};
use crate::table::{Header, HeaderCheck, RawRow, TableRow, TextOptions, read_text};

/// How much a zip archive of tables may unpack to. CSV unpacks to about ten times its size.
const ARCHIVE: Unpacked =
    Unpacked { what: "the unpacked archive", most: 1 << 30, ratio: 100, always: 64 << 20 };

/// How much memory the tables may take, in bytes: all of them are joined in memory.
const LARGEST: u64 = 1 << 30;

/// What each row counts for in [`LARGEST`], in addition to its text: a row takes this much memory even if it is empty.
const ROW: u64 = 320;

/// What each cell of the table of services counts for, in addition to its text. Its rows are stored with all cells and the
/// names of their columns.
const SERVICE_CELL: u64 = 64;

/// Largest size of a descriptor, in bytes.
const DESCRIPTOR: u64 = 8 << 20;

/// Whether these files are a data package: tables, or an archive of tables.
pub(super) fn is_package(files: &[SourceFile]) -> bool {
    files
        .iter()
        .any(|file| is_archive(&file.name) || is_descriptor(&file.name) || table_of(&file.name).is_some())
}

/// Calls `each` with the services of a package, each joined with everything that belongs to it. Rows that can't be used
/// are also passed to `each`.
pub(super) fn read(files: Vec<SourceFile>, each: &mut EachService<'_>) -> Result<(), FileError> {
    let mut package = Package::default();
    let (archives, mut files): (Vec<_>, Vec<_>) = files.into_iter().partition(|file| is_archive(&file.name));
    for file in archives {
        package.archive(file, each)?;
    }
    // The descriptor comes first: it says which table each file is.
    files.sort_by_key(|file| !is_descriptor(&file.name));
    for SourceFile { name, content } in files {
        package.member(&name, &name, content, each)?;
    }
    package.check()?;
    package.tables.settle_terms()?;
    join(package.tables, package.bytes, each)
}

fn is_archive(name: &str) -> bool {
    name.to_ascii_lowercase().ends_with(".zip")
}

fn is_descriptor(name: &str) -> bool {
    base(name) == "datapackage.json"
}

/// The name of the table in a file of this name, and what kind of table it is.
fn table_of(file: &str) -> Option<(String, TableKind)> {
    let name = base(file).strip_suffix(".csv")?.to_owned();
    let kind = kind_of(&name)?;
    Some((name, kind))
}

/// The kind of a table, by its name in HSDS 3.x or an older version.
fn kind_of(name: &str) -> Option<TableKind> {
    TableKind::from_name(name).or_else(|| older::kind(name))
}

/// The name of a file without its folders, in lower case.
fn base(name: &str) -> String {
    name.rsplit(['/', '\\']).next().unwrap_or_default().to_ascii_lowercase()
}

#[derive(Default)]
struct Package {
    tables: Tables,
    found: Vec<TableKind>,
    /// The names and kinds of the tables of the descriptor, by file name.
    described: HashMap<String, (String, TableKind)>,
    bytes: u64,
}

/// The part of a descriptor (`datapackage.json`) that is used.
#[derive(Deserialize)]
struct Descriptor {
    resources: Vec<Resource>,
}

#[derive(Deserialize)]
struct Resource {
    name: String,
    /// Usually one path. If a table is split into several files, this is a list. It is ignored, because such files are
    /// recognized by their names.
    path: serde_json::Value,
}

impl Package {
    fn archive(&mut self, file: SourceFile, each: &mut EachService<'_>) -> Result<(), FileError> {
        let SourceFile { name, content } = file;
        let mut archive = Archive::open(&name, content, ARCHIVE)?;
        let mut members: Vec<(usize, String)> = archive.names().into_iter().enumerate().collect();
        members.sort_by_key(|(_, member)| !is_descriptor(member));
        for (at, member) in members {
            self.member(&member, &format!("{name}: {member}"), archive.entry(at)?, each)?;
        }
        Ok(())
    }

    /// Reads a file of the package, if it has a table that is used or is the descriptor.
    fn member(
        &mut self,
        member: &str,
        name: &str,
        input: impl std::io::Read,
        each: &mut EachService<'_>,
    ) -> Result<(), FileError> {
        if is_descriptor(member) {
            return self.descriptor(name, input);
        }
        let Some(table) = self.described.get(&base(member)).cloned().or_else(|| table_of(member)) else {
            return Ok(());
        };
        self.found.push(table.1);
        self.table(&table, name, input, each)
    }

    fn descriptor(&mut self, name: &str, input: impl std::io::Read) -> Result<(), FileError> {
        let descriptor: Descriptor = serde_json::from_reader(input.take(DESCRIPTOR)).map_err(|error| {
            FileError::damaged(name, format!("not the descriptor of a data package: {error}"))
        })?;
        for Resource { name, path } in descriptor.resources {
            if let (Some(kind), Some(path)) = (kind_of(&name), path.as_str()) {
                self.described.insert(base(path), (name.trim().to_ascii_lowercase(), kind));
            }
        }
        Ok(())
    }

    fn table(
        &mut self,
        (table, kind): &(String, TableKind),
        name: &str,
        input: impl std::io::Read,
        each: &mut EachService<'_>,
    ) -> Result<(), FileError> {
        let (mut header, mut check) = (None::<Header>, HeaderCheck::default());
        read_text(input, name, &TextOptions::default(), &mut |line| {
            let Some(header) = &header else {
                header = Some(Header::new(line.cells));
                return Ok(ControlFlow::Continue(()));
            };
            let cells = header.row(line);
            check.see(&cells);
            self.count(name, *kind, &cells)?;
            match cells.fault() {
                None => self.tables.add(*kind, older::modern_row(table, *kind, row(header, line))),
                Some(fault) => each(refused(name, line.number, &fault))?,
            }
            Ok(ControlFlow::Continue(()))
        })?;
        check.finish(name)
    }

    /// Counts the memory that a row of `file` takes. Fails once the tables take too much.
    fn count(&mut self, file: &str, kind: TableKind, row: &TableRow<'_>) -> Result<(), FileError> {
        let of_cell =
            |name: &str| if kind == TableKind::Service { SERVICE_CELL + name.len() as u64 } else { 0 };
        let cells = row.named_cells().map(|(name, text)| of_cell(&name) + text.len() as u64);
        self.bytes += ROW + cells.sum::<u64>();
        if self.bytes <= LARGEST {
            return Ok(());
        }
        Err(FileError::too_large(file, "the package in memory", format!("{} MiB", LARGEST >> 20)))
    }

    fn check(&self) -> Result<(), FileError> {
        let needed =
            [TableKind::Service, TableKind::Location, TableKind::Address, TableKind::ServiceAtLocation];
        match needed.into_iter().find(|kind| !self.found.contains(kind)) {
            None => Ok(()),
            Some(missing) => Err(FileError::Set(format!(
                "the data package lacks the table {}: services.csv, locations.csv, addresses.csv and \
                 service_at_locations.csv are required",
                missing.file_name()
            ))),
        }
    }
}

fn row(header: &Header, line: RawRow<'_>) -> PackageRow {
    let cells = header.row(line);
    cells.named_cells().map(|(name, text)| (name.trim().to_ascii_lowercase(), text.to_owned())).collect()
}

/// A row of a table that can't be used. Its text is not stored, because another table may say that the location is
/// confidential.
fn refused(table: &str, number: u64, fault: &str) -> RawService {
    let raw = serde_json::json!({"table": table, "row": number}).to_string();
    RawService { raw, service: Err(format!("{}: {fault}", base(table))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_memory_of_all_rows_together_is_limited() {
        let header = Header::new(&vec!["id", "name"].into());
        let cells = vec!["1", ""].into();
        let row = header.row(RawRow { number: 2, cells: &cells });
        let mut package = Package { bytes: LARGEST - ROW - 1, ..Package::default() };
        package.count("phones.csv", TableKind::Phone, &row).expect("it fits");
        let error =
            package.count("phones.csv", TableKind::Phone, &row).expect_err("it does not fit").to_string();
        assert_eq!(error, "phones.csv: the package in memory is larger than the 1024 MiB allowed");
    }
}
