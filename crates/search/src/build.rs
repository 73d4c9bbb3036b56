//! Writes an index.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;

use directory::names::is_optional;
use directory::text::{ComparedText, fold};
use directory::{Facility, Notice};
use tantivy::directory::MmapDirectory;
use tantivy::{Index, SingleSegmentIndexWriter, TantivyDocument, TantivyError};

use crate::area::PointKey;
use crate::documents::{self, Document};
use crate::error::BuildError;
use crate::folder::{IndexFolder, UnfinishedIndex};
use crate::manifest::{self, IndexIdentity, Manifest};
use crate::names;
use crate::schema::{IndexFields, TEXT};
use crate::spool;

/// The initial memory budget of tantivy's writer, in bytes. It grows if needed.
const WRITER_BYTES: usize = 64 << 20;

/// The number of facilities and programs that were indexed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Indexed {
    /// Facilities.
    pub facilities: u64,
    /// Programs.
    pub programs: u64,
}

/// Writes the index of one generation.
///
/// Facilities may be added in any order. The rows of an index are ordered by place, so facilities are kept in a temporary
/// file until all are known.
pub struct Builder {
    unfinished: UnfinishedIndex,
    identity: IndexIdentity,
    spool: BufWriter<File>,
    spooled: u64,
    entries: Vec<SpooledFacility>,
    names: Vec<String>,
    retrieved_at: i64,
    notice: Option<Notice>,
}

/// The point of a facility, and its position in the temporary file.
struct SpooledFacility {
    place: PointKey,
    id: uuid::Uuid,
    offset: u64,
    length: u32,
    name: u32,
}

impl Builder {
    /// Starts an index for these data.
    ///
    /// # Errors
    /// If the folder can't be written.
    pub fn create(indexes: &IndexFolder, identity: IndexIdentity) -> Result<Builder, BuildError> {
        let unfinished = indexes.begin(identity)?;
        let folder = unfinished.path();
        let failed = |source| BuildError::Io { path: folder.to_owned(), source };
        fs::create_dir_all(folder.join(TEXT)).map_err(failed)?;
        let spool = File::options()
            .read(true)
            .write(true)
            .create(true)
            .truncate(true)
            .open(folder.join("spool"))
            .map_err(failed)?;
        Ok(Builder {
            spool: BufWriter::with_capacity(1 << 20, spool),
            unfinished,
            identity,
            spooled: 0,
            entries: Vec::new(),
            names: Vec::new(),
            retrieved_at: 0,
            notice: None,
        })
    }

    /// Adds a facility and its ready-made documents.
    ///
    /// # Errors
    /// If the facility can't be written.
    pub fn add(&mut self, facility: &Facility, document: &Document) -> Result<(), BuildError> {
        let listings = || facility.programs.iter().flat_map(directory::Program::present);
        let notice = Notice::for_sources(listings().map(|listing| listing.id.source));
        self.notice = self.notice.into_iter().chain(notice).min();
        let newest = listings().map(|listing| listing.retrieved_at.as_second()).max();
        self.retrieved_at = self.retrieved_at.max(newest.unwrap_or_default());

        let spooled = spool::encode(facility, document)?;
        self.spool.write_all(&spooled).map_err(|source| self.io(source))?;
        self.entries.push(SpooledFacility {
            place: PointKey(facility.location.coordinate()),
            id: facility.id,
            offset: self.spooled,
            length: spooled.len() as u32,
            name: self.names.len() as u32,
        });
        self.names.push(fold(&facility.name, ComparedText::Searched));
        self.spooled += spooled.len() as u64;
        Ok(())
    }

    /// Writes everything that was added and gives the folder its final name.
    ///
    /// # Errors
    /// If the index can't be written. An incomplete index never gets the final name.
    pub fn finish(mut self) -> Result<Indexed, BuildError> {
        let indexed = self.write()?;
        self.write_manifest().map_err(|source| self.io(source))?;
        self.unfinished.finish()?;
        Ok(indexed)
    }

    fn write_manifest(&self) -> io::Result<()> {
        let folder = self.unfinished.path();
        fs::remove_file(folder.join("spool"))?;
        let manifest = Manifest::new(folder, self.identity, self.retrieved_at, self.notice)?;
        write_durably(&folder.join(manifest::FILE), manifest.to_text()?.as_bytes())
    }

    fn write(&mut self) -> Result<Indexed, BuildError> {
        self.entries.sort_by_key(|entry| (entry.place, entry.id));
        let name_ranks = ranks(&self.names);
        self.spool.flush().map_err(|source| self.io(source))?;

        let fields = IndexFields::new();
        let text = MmapDirectory::open(self.unfinished.path().join(TEXT)).map_err(TantivyError::from)?;
        let mut writer: SingleSegmentIndexWriter = Index::builder()
            .schema(fields.schema.clone())
            .tokenizers(names::tokenizers())
            .single_segment_index_writer(text, WRITER_BYTES)?;
        let file =
            File::create(self.unfinished.path().join(documents::FILE)).map_err(|source| self.io(source))?;
        let mut file = BufWriter::with_capacity(1 << 20, file);
        let mut indexed = Indexed::default();
        let mut offset = 0;
        let mut spooled = Vec::new();
        for entry in &self.entries {
            let from = self.spool.get_mut();
            spooled.resize(entry.length as usize, 0);
            let read = from.seek(SeekFrom::Start(entry.offset)).and_then(|_| from.read_exact(&mut spooled));
            read.map_err(|source| self.io(source))?;
            let facility = spool::Spooled::new(&spooled);
            file.write_all(facility.documents()).map_err(|source| self.io(source))?;
            let name = &self.names[entry.name as usize];
            let head = FacilityColumns {
                offset,
                name_rank: name_ranks[entry.name as usize],
                name_words: name.split(' ').filter(|word| !is_optional(word)).count() as u64,
            };
            for (at, row) in facility.rows().enumerate() {
                let head = (at == 0).then_some((&head, &facility));
                writer.add_document(document(&fields, entry, &row, head))?;
                indexed.programs += 1;
            }
            offset += facility.documents().len() as u64;
            indexed.facilities += 1;
        }
        let synced =
            file.into_inner().map_err(io::IntoInnerError::into_error).and_then(|file| file.sync_all());
        synced.map_err(|source| self.io(source))?;
        writer.finalize()?;
        Ok(indexed)
    }

    fn io(&self, source: io::Error) -> BuildError {
        BuildError::Io { path: self.unfinished.path().to_owned(), source }
    }
}

/// The values that only a facility's first row has.
struct FacilityColumns {
    offset: u64,
    name_rank: u32,
    name_words: u64,
}

fn document(
    fields: &IndexFields,
    entry: &SpooledFacility,
    row: &spool::SpooledRow,
    head: Option<(&FacilityColumns, &spool::Spooled<'_>)>,
) -> TantivyDocument {
    let mut document = TantivyDocument::default();
    let (high, low) = entry.id.as_u64_pair();
    document.add_f64(fields.latitude, entry.place.0.latitude());
    document.add_f64(fields.longitude, entry.place.0.longitude());
    fields.yes.iter().zip(row.yes).for_each(|(field, word)| document.add_u64(*field, word));
    fields.no.iter().zip(row.no).for_each(|(field, word)| document.add_u64(*field, word));
    document.add_u64(fields.traits, row.traits);
    document.add_u64(fields.facility[0], high);
    document.add_u64(fields.facility[1], low);
    document.add_u64(fields.document, head.map_or(0, |(head, _)| head.offset));
    document.add_u64(fields.name_rank, head.map_or(0, |(head, _)| u64::from(head.name_rank)));
    document.add_u64(fields.name_words, head.map_or(0, |(head, _)| head.name_words));
    if let Some((_, facility)) = head {
        document.add_text(fields.names, facility.words());
        document.add_text(fields.exact, facility.exact());
        document.add_bytes(fields.record, facility.record());
    }
    document
}

/// The position of each name in alphabetical order.
fn ranks(names: &[String]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..names.len() as u32).collect();
    order.sort_by_key(|at| &names[*at as usize]);
    let mut ranks = vec![0; names.len()];
    let mut rank = 0;
    for (at, name) in order.iter().enumerate() {
        // Equal names share a rank, and ids break the tie.
        if at > 0 && names[*name as usize] != names[order[at - 1] as usize] {
            rank = at as u32;
        }
        ranks[*name as usize] = rank;
    }
    ranks
}

fn write_durably(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
