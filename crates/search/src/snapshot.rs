//! One generation of a directory, laid out for searching. It never changes.

use std::path::{Path, PathBuf};

use directory::score::reach_after;
use directory::{Coordinate, Facility, Notice, Shares};
use tantivy::schema::{TantivyDocument, Value};
use tantivy::{Index, ReloadPolicy, Searcher};
use uuid::Uuid;

use crate::area::FacilityPoints;
use crate::columns::{IndexColumns, ProgramRow};
use crate::documents::{self, Documents};
use crate::error::{OpenError, SearchError};
use crate::manifest::{IndexFiles, IndexIdentity, Manifest};
use crate::memory::MemoryDirectory;
use crate::names;
use crate::schema::{IndexFields, TEXT};
use crate::spool;

/// One generation of a directory, laid out for searching.
pub struct Snapshot {
    identity: IndexIdentity,
    retrieved_at: i64,
    notice: Option<Notice>,
    pub(crate) fields: IndexFields,
    pub(crate) searcher: Searcher,
    documents: Documents,
    pub(crate) columns: IndexColumns,
    /// The likelihoods of attributes that are not stated.
    pub(crate) shares: Shares,
    /// For each row, the chance that a call leads to an appointment.
    pub(crate) reaches: Vec<f64>,
    pub(crate) places: FacilityPoints,
}

impl Snapshot {
    /// Reads the index in `folder` into memory. It must have been made from the `wanted` data.
    ///
    /// # Errors
    /// If it is missing, outdated or damaged. It can always be rebuilt.
    pub fn open(folder: &Path, wanted: IndexIdentity) -> Result<Snapshot, OpenError> {
        let (manifest, mut files) = Manifest::read(folder, wanted)?;
        let path = PathBuf::from(folder);
        let damaged = |reason: String| OpenError::Damaged { path: path.clone(), reason };
        let unread = |err: tantivy::TantivyError| damaged(err.to_string());
        let documents = files.remove(Path::new(documents::FILE));
        let documents =
            Documents(documents.ok_or_else(|| damaged(format!("it has no {}", documents::FILE)))?);
        let mut index = Index::open(MemoryDirectory::new(tantivy_files(files))).map_err(unread)?;
        index.set_tokenizers(names::tokenizers());
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().map_err(unread)?;
        let searcher: Searcher = tantivy::IndexReader::searcher(&reader);
        let [segment] = searcher.segment_readers() else {
            return Err(damaged("it does not have exactly one segment".to_owned()));
        };
        let columns = IndexColumns::read(segment).map_err(unread)?;
        let places = places(segment, &columns).map_err(unread)?;
        Ok(Snapshot {
            identity: manifest.identity,
            retrieved_at: manifest.retrieved_at,
            notice: manifest.notice,
            fields: IndexFields::new(),
            searcher,
            documents,
            shares: columns.shares(),
            reaches: reaches(&columns, manifest.reference_day),
            columns,
            places,
        })
    }

    /// The data it was made from.
    pub fn identity(&self) -> IndexIdentity {
        self.identity
    }

    /// The time at which its newest listing was retrieved, in seconds since 1970.
    pub fn retrieved_at(&self) -> i64 {
        self.retrieved_at
    }

    /// What people must know about all of it.
    pub fn notice(&self) -> Option<Notice> {
        self.notice
    }

    /// The number of its facilities.
    pub fn facility_count(&self) -> usize {
        self.columns.facility_count()
    }

    /// The number of its programs.
    pub fn program_count(&self) -> usize {
        self.columns.rows
    }

    /// The likelihoods of attributes that are not stated.
    pub fn shares(&self) -> &Shares {
        &self.shares
    }

    /// The facts of a program, by the row of a hit.
    pub fn row(&self, row: u32) -> ProgramRow<'_> {
        ProgramRow { columns: &self.columns, row: row as usize }
    }

    /// The ready-made document of a facility, by the position of a hit.
    pub fn facility_document(&self, position: u32) -> &str {
        self.documents.at(self.columns.document(position as usize)).get(0).unwrap_or("{}")
    }

    /// The ready-made document of a facility's program, by its number.
    pub fn program_document(&self, position: u32, number: usize) -> &str {
        self.documents.at(self.columns.document(position as usize)).get(number + 1).unwrap_or("{}")
    }

    /// The facility with this id as it was added; `None` if this snapshot does not have it.
    ///
    /// # Errors
    /// If the index can't be read.
    pub fn facility(&self, id: Uuid) -> Result<Option<Facility>, SearchError> {
        let Some(position) = self.columns.with_id(id) else { return Ok(None) };
        let row = self.columns.rows_of(position).start as u32;
        let document: TantivyDocument = self.searcher.doc(tantivy::DocAddress::new(0, row))?;
        let record = document.get_first(self.fields.record);
        Ok(record.and_then(|value| value.as_bytes()).and_then(|bytes| spool::read_record(id, bytes)))
    }

    /// The ids of its facilities from `first` to `last`, both included, in order.
    pub fn facility_ids(&self, first: Uuid, last: Uuid) -> Vec<Uuid> {
        let found = self.columns.with_ids(first, last);
        found.iter().map(|facility| self.columns.id(*facility as usize)).collect()
    }

    /// The id of a facility, by the position of a hit.
    pub fn facility_id(&self, position: u32) -> Uuid {
        self.columns.id(position as usize)
    }
}

/// The files of the tantivy index.
fn tantivy_files(files: IndexFiles) -> impl Iterator<Item = (PathBuf, Vec<u8>)> {
    let in_text =
        |(name, contents): (PathBuf, Vec<u8>)| Some((name.strip_prefix(TEXT).ok()?.to_owned(), contents));
    files.into_iter().filter_map(in_text)
}

/// The reach of each program's facts, judged by the years from the date of its newest source to the newest retrieval.
fn reaches(columns: &IndexColumns, reference_day: i32) -> Vec<f64> {
    let years = |day: i32| f64::from(reference_day - day) / 365.25;
    (0..columns.rows).map(|row| reach_after(columns.traits(row).as_of.map(years))).collect()
}

fn places(
    segment: &tantivy::SegmentReader,
    columns: &IndexColumns,
) -> Result<FacilityPoints, tantivy::TantivyError> {
    let heads: Vec<u32> = (0..columns.facility_count()).map(|at| columns.rows_of(at).start as u32).collect();
    let read = |field: &str| -> Result<Vec<f64>, tantivy::TantivyError> {
        let mut values = vec![0.0; heads.len()];
        segment.fast_fields().column_first_or_default::<f64>(field)?.get_vals(&heads, &mut values);
        Ok(values)
    };
    let degrees = read("latitude")?.into_iter().zip(read("longitude")?);
    let points: Result<Vec<Coordinate>, _> = degrees.map(|(lat, lon)| Coordinate::new(lat, lon)).collect();
    let points = points.map_err(|err| tantivy::TantivyError::SchemaError(err.to_string()))?;
    Ok(FacilityPoints::new(points.into_iter()))
}
