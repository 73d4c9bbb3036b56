//! The tabular data package: CSV tables by themselves, or in a zip archive.

use std::io::Read as _;
use std::ops::ControlFlow;

use serde_json::{Map, Value};
use zip::ZipArchive;

use super::set::Read;
use super::tables::{Kind, Tables};
use crate::file::{FileError, SourceFile};
use crate::table::{Header, Line, TextOptions, read_text};

/// Bytes of the largest table that is read, unpacked.
const LARGEST: u64 = 4 << 30;

/// Whether these files are of a data package: tables, or an archive.
pub(super) fn is_package(files: &[SourceFile]) -> bool {
    let is_archive = |name: &str| name.to_ascii_lowercase().ends_with(".zip");
    files.iter().any(|file| is_archive(&file.name) || Kind::of(&file.name).is_some())
}

/// Hands on the services of a package, each with all that belongs to it.
pub(super) fn read(files: Vec<SourceFile>, each: &mut dyn FnMut(Read)) -> Result<(), FileError> {
    let mut tables = Tables::default();
    let mut found = Vec::new();
    for file in files {
        if file.name.to_ascii_lowercase().ends_with(".zip") {
            archive(file, &mut tables, &mut found)?;
        } else if let Some(kind) = Kind::of(&file.name) {
            found.push(kind);
            table(kind, file.content, &file.name, &mut tables)?;
        }
    }
    for needed in [Kind::Service, Kind::Location, Kind::Address, Kind::ServiceAtLocation] {
        if !found.contains(&needed) {
            return Err(FileError::Set(format!(
                "the data package lacks the table of {needed:?}s: services.csv, locations.csv, addresses.csv and \
                 service_at_locations.csv are needed"
            )));
        }
    }
    tables.into_services(&mut |service| {
        // An object of texts and lists is always JSON.
        let raw = serde_json::to_string(&service).unwrap_or_default();
        each(Read { raw, service: Ok(service) });
    });
    Ok(())
}

fn archive(file: SourceFile, tables: &mut Tables, found: &mut Vec<Kind>) -> Result<(), FileError> {
    let SourceFile { name, content } = file;
    let damaged =
        |error: zip::result::ZipError| FileError::Damaged { file: name.clone(), problem: error.to_string() };
    let mut archive = ZipArchive::new(content).map_err(damaged)?;
    for at in 0..archive.len() {
        let entry = archive.by_index(at).map_err(damaged)?;
        let member = entry.name().map_err(damaged)?.into_owned();
        let Some(kind) = Kind::of(&member) else { continue };
        if entry.size() > LARGEST {
            let limit = format!("{} GiB", LARGEST >> 30);
            return Err(FileError::TooLarge { file: name, what: format!("the table {member}"), limit });
        }
        found.push(kind);
        table(kind, entry.take(LARGEST), &format!("{name}: {member}"), tables)?;
    }
    Ok(())
}

fn table(kind: Kind, input: impl std::io::Read, name: &str, tables: &mut Tables) -> Result<(), FileError> {
    let mut header: Option<Header> = None;
    read_text(input, name, &TextOptions::default(), &mut |line| {
        match &header {
            None => header = Some(Header::new(line.cells)),
            Some(header) => tables.add(kind, row(header, line)),
        }
        Ok(ControlFlow::Continue(()))
    })
}

fn row(header: &Header, line: Line<'_>) -> Map<String, Value> {
    let cells = header.row(line);
    let cells = cells.named_cells().map(|(name, text)| (name.trim().to_ascii_lowercase(), Value::from(text)));
    cells.collect()
}
