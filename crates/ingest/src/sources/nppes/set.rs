//! Reads the rows of a table into a set.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use aho_corasick::AhoCorasick;
use csv::{ByteRecord, ReaderBuilder};

use super::archive::ProviderTable;
use super::columns::ProviderColumns;
use super::record::{LONGEST, NextRecord, next};
use super::row::{self, OTHERS, ProviderRow};
use super::taxonomy::WANTED;
use crate::file::FileError;
use crate::limits;
use crate::metered::input_error;
use crate::parsed::{ParsedListing, Scope};
use crate::set_builder::{ListingDraft, SetBuilder};
use crate::zip_points::ZipPoints;

/// The providers of a table that are listed.
pub(super) struct Providers<'a, 's> {
    zips: &'a dyn ZipPoints,
    columns: ProviderColumns,
    /// Finds the codes of wanted taxonomies in a record, so that most records need not be parsed.
    wanted: AhoCorasick,
    /// The listings by their NPI, each with its row number. If there are several, the newest is chosen at the end.
    listings: BTreeMap<String, Vec<(u64, ParsedListing)>>,
    /// The NPIs of providers that a weekly file removes.
    removed: BTreeSet<String>,
    set: &'a mut SetBuilder<'s>,
}

impl<'a, 's> Providers<'a, 's> {
    pub fn new(
        table: &mut ProviderTable<'_>,
        zips: &'a dyn ZipPoints,
        set: &'a mut SetBuilder<'s>,
    ) -> Result<Self, FileError> {
        set.limit(limits::ORGANIZATIONS);
        let mut header = Vec::new();
        if next_record(table, &mut header)? != NextRecord::Record {
            return Err(FileError::format(&table.name, "it has no header"));
        }
        let unmarked = header.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&header);
        let columns = ProviderColumns::find(&split(unmarked)).map_err(|missing| {
            let shown = missing.iter().take(3).map(|name| format!("{name:?}")).collect::<Vec<_>>().join(", ");
            let problem = format!(
                "{} columns of NPPES are missing, among them {shown}: give a file npidata_pfile_….csv in UTF-8, or the \
                 archive with it",
                missing.len()
            );
            FileError::format(&table.name, problem)
        })?;
        let wanted = AhoCorasick::new(WANTED.map(|(code, _)| code)).expect("twelve short codes");
        Ok(Providers { zips, columns, wanted, listings: BTreeMap::new(), removed: BTreeSet::new(), set })
    }

    pub fn read(mut self, table: &mut ProviderTable<'_>) -> Result<(), FileError> {
        let mut record = Vec::new();
        let mut rows = 0;
        loop {
            let is_open = match next_record(table, &mut record)? {
                NextRecord::End => break,
                NextRecord::Open => true,
                // The last row may lack its line break, but not a column.
                NextRecord::Record => !record.ends_with(b"\n") && split(&record).len() != self.columns.count,
            };
            if is_open {
                return Err(open_record(table, &record, rows + 1));
            }
            if !record.iter().all(u8::is_ascii_whitespace) {
                rows = self.row(&table.name, &record, table.is_weekly)?;
            }
        }
        self.finish(table.is_weekly);
        Ok(())
    }

    /// Reads a row of `file` and returns its number. Fails once the rows that are stored exceed the limits.
    fn row(&mut self, file: &str, record: &[u8], is_weekly: bool) -> Result<u64, FileError> {
        let row_number = self.set.begin_row();
        // Every row of a weekly file is parsed: a provider that does not qualify may have a listing, which must then be
        // removed. Weekly files are short.
        if !is_weekly && !self.wanted.is_match(record) {
            self.set.skip(OTHERS);
            return Ok(row_number);
        }
        match row::read(&split(record), &self.columns, self.zips) {
            Ok(ProviderRow::Listing(listing)) => {
                self.set.check_size(file, listing.raw.len())?;
                self.keep(row_number, listing);
            }
            Ok(ProviderRow::Skipped { npi, what }) => {
                self.set.skip(what);
                if let Some(npi) = npi.filter(|_| is_weekly) {
                    self.set.check_size(file, 0)?;
                    self.removed.insert(String::from(npi));
                }
            }
            Err(reason) => {
                self.set.check_size(file, record.len())?;
                self.set.reject(row_number, reason, String::from_utf8_lossy(record).trim_end());
            }
        }
        Ok(row_number)
    }

    fn keep(&mut self, row_number: u64, listing: ParsedListing) {
        let known = self.listings.entry(listing.id_in_source.clone()).or_default();
        if known.iter().any(|(_, known)| known.raw == listing.raw && known.content == listing.content) {
            self.set.count_duplicate();
        } else {
            known.push((row_number, listing));
        }
    }

    /// Adds the newest row of each identifier as a listing, and rejects the others. The order of rows does not matter.
    fn finish(mut self, is_weekly: bool) {
        for (npi, mut rows) in self.listings {
            self.removed.remove(&npi);
            rows.sort_by(|(_, a), (_, b)| {
                let key = |listing: &ParsedListing| Reverse(listing.content.as_of);
                key(a).cmp(&key(b)).then_with(|| a.raw.cmp(&b.raw))
            });
            let mut rows = rows.into_iter();
            if let Some((_, ParsedListing { content, raw, repairs, .. })) = rows.next() {
                self.set.add(ListingDraft { repairs, ..ListingDraft::with_unique_id(npi, *content) }, &raw);
            }
            for (row_number, older) in rows {
                let reason = "another row has the same identifier and different content".to_owned();
                self.set.reject(row_number, reason, &older.raw);
            }
        }
        if is_weekly {
            self.set.set_scope(Scope::Update { removed: self.removed });
        }
    }
}

fn next_record(table: &mut ProviderTable<'_>, record: &mut Vec<u8>) -> Result<NextRecord, FileError> {
    next(table.text, record).map_err(|error| {
        let problem = error.to_string();
        match input_error(&table.name, error) {
            too_large @ FileError::TooLarge { .. } => too_large,
            _ => FileError::damaged(&table.name, problem),
        }
    })
}

fn split(record: &[u8]) -> ByteRecord {
    let mut fields = ByteRecord::new();
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(record);
    // Reading from a slice can't fail, and any bytes are a record.
    let _ = reader.read_byte_record(&mut fields);
    fields
}

/// The error for a record that ends before it is complete.
fn open_record(table: &ProviderTable<'_>, record: &[u8], row: u64) -> FileError {
    let what = if record.len() >= LONGEST { "is longer than a row can be" } else { "is not complete" };
    FileError::damaged(&table.name, format!("row {row} {what}"))
}
