//! The rows of a file together.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use aho_corasick::AhoCorasick;
use csv::{ByteRecord, ReaderBuilder};

use super::archive::Table;
use super::columns::Columns;
use super::coverage::Coverage;
use super::record::{LONGEST, Next, next};
use super::row::{self, OTHERS, Row};
use super::taxonomy::WANTED;
use crate::file::FileError;
use crate::parsed::{ParsedSet, Scope};
use crate::source::{RawListing, RejectedRow, ZipPoints};

/// Rows between two words of progress.
const STRIDE: u64 = 100_000;

/// The providers of a file, as far as they are read.
pub(super) struct Providers<'a> {
    zips: &'a dyn ZipPoints,
    columns: Columns,
    /// Finds records that may be wanted: most are not, and are passed over unread.
    wanted: AhoCorasick,
    /// By identifier, each with the number of its row: of more than one the newest is believed, once all are read.
    listings: BTreeMap<String, Vec<(u64, RawListing)>>,
    removed: Vec<String>,
    passed_over: BTreeMap<&'static str, u64>,
    parsed: ParsedSet,
}

impl<'a> Providers<'a> {
    /// Reads the header of a table.
    pub fn of(table: &mut Table<'_>, zips: &'a dyn ZipPoints) -> Result<Self, FileError> {
        let mut header = Vec::new();
        if next_record(table, &mut header)? != Next::Record {
            return Err(format_error(&table.name, "it has no header".to_owned()));
        }
        let unmarked = header.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&header);
        let columns = Columns::find(&split(unmarked)).map_err(|missing| {
            let shown = missing.iter().take(3).map(|name| format!("{name:?}")).collect::<Vec<_>>().join(", ");
            let problem = format!(
                "{} columns of NPPES are missing, among them {shown}: give a file npidata_pfile_….csv in UTF-8, or the \
                 archive it comes in",
                missing.len()
            );
            format_error(&table.name, problem)
        })?;
        let wanted = AhoCorasick::new(WANTED.map(|taxonomy| taxonomy.code)).expect("twelve short codes");
        Ok(Providers {
            zips,
            columns,
            wanted,
            listings: BTreeMap::new(),
            removed: Vec::new(),
            passed_over: BTreeMap::new(),
            parsed: ParsedSet::default(),
        })
    }

    /// Reads the rows of the table.
    pub fn read(
        mut self,
        table: &mut Table<'_>,
        progress: &mut dyn FnMut(u64),
    ) -> Result<ParsedSet, FileError> {
        let mut record = Vec::new();
        loop {
            match next_record(table, &mut record)? {
                Next::End => break,
                Next::Open => return Err(self.open(table, &record)),
                // The last row may lack its line end, but no column.
                Next::Record if !record.ends_with(b"\n") && split(&record).len() != self.columns.count => {
                    return Err(self.open(table, &record));
                }
                Next::Record => {}
            }
            if record.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            self.row(&record, table.coverage);
            if self.parsed.rows_read.is_multiple_of(STRIDE) {
                progress(self.parsed.rows_read);
            }
        }
        Ok(self.finish(table.coverage))
    }

    fn row(&mut self, record: &[u8], coverage: Coverage) {
        self.parsed.rows_read += 1;
        // A week's file is short, and what it passes over may have been wanted before.
        if coverage == Coverage::Whole && !self.wanted.is_match(record) {
            return self.pass_over(OTHERS);
        }
        match row::read(&split(record), &self.columns, self.zips) {
            Ok(Row::Listing(listing)) => self.keep(listing),
            Ok(Row::PassedOver { npi, what }) => {
                self.pass_over(what);
                self.removed.extend(npi.filter(|_| coverage == Coverage::Week).map(String::from));
            }
            Err(reason) => {
                self.reject(self.parsed.rows_read, reason, &String::from_utf8_lossy(record));
            }
        }
    }

    fn pass_over(&mut self, what: &'static str) {
        *self.passed_over.entry(what).or_default() += 1;
    }

    fn keep(&mut self, listing: RawListing) {
        let known = self.listings.entry(listing.id_in_source.clone()).or_default();
        if known.iter().any(|(_, known)| known.raw == listing.raw && known.content == listing.content) {
            self.parsed.duplicates += 1;
        } else {
            known.push((self.parsed.rows_read, listing));
        }
    }

    fn reject(&mut self, row_number: u64, reason: String, raw: &str) {
        self.parsed.rejected.push(RejectedRow { row_number, reason, raw: raw.trim_end().to_owned() });
    }

    /// A record that ends before it is complete.
    fn open(&self, table: &Table<'_>, record: &[u8]) -> FileError {
        let what = if record.len() >= LONGEST { "is longer than any can be" } else { "is not complete" };
        let row = self.parsed.rows_read + 1;
        FileError::Damaged { file: table.name.clone(), problem: format!("row {row} {what}") }
    }

    /// Of several rows with one identifier keeps the newest, whatever their order.
    fn settle(&mut self) {
        for (_, mut rows) in std::mem::take(&mut self.listings) {
            rows.sort_by(|(_, a), (_, b)| {
                let key = |listing: &RawListing| Reverse(listing.content.as_of);
                key(a).cmp(&key(b)).then_with(|| a.raw.cmp(&b.raw))
            });
            let mut rows = rows.into_iter();
            self.parsed.listings.extend(rows.next().map(|(_, newest)| newest));
            for (row_number, older) in rows {
                let reason = "its identifier stands in another row, which says something else".to_owned();
                self.reject(row_number, reason, &older.raw);
            }
        }
        self.parsed.rejected.sort_by_key(|row| row.row_number);
    }

    fn finish(mut self, coverage: Coverage) -> ParsedSet {
        self.settle();
        let mut parsed = self.parsed;
        parsed.passed_over =
            self.passed_over.into_iter().map(|(what, count)| (what.to_owned(), count)).collect();
        // Listings stand in the order of their identifiers.
        let is_gone =
            |npi: &String| parsed.listings.binary_search_by(|known| known.id_in_source.cmp(npi)).is_err();
        parsed.scope = match coverage {
            Coverage::Whole => Scope::Whole,
            Coverage::Week => Scope::Update { removed: self.removed.into_iter().filter(is_gone).collect() },
        };
        parsed.count();
        parsed
    }
}

fn next_record(table: &mut Table<'_>, record: &mut Vec<u8>) -> Result<Next, FileError> {
    next(table.text, record)
        .map_err(|error| FileError::Damaged { file: table.name.clone(), problem: error.to_string() })
}

/// The fields of one record.
fn split(record: &[u8]) -> ByteRecord {
    let mut fields = ByteRecord::new();
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(record);
    // A slice is always readable, and any bytes are a record.
    let _ = reader.read_byte_record(&mut fields);
    fields
}

fn format_error(name: &str, problem: String) -> FileError {
    FileError::Format { file: name.to_owned(), problem }
}
