//! The rows of a set together: duplicates, ids, precision.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::row::{self, Row};
use super::services::Services;
use crate::fields::Fields as _;
use crate::limits;
use crate::parsed::ParsedSet;
use crate::place::{Digest, asks_for_secrecy, give_ids, mark_shared_points};
use crate::row_set::SECRET;
use crate::source::{RawListing, RejectedRow, SetParser, ZipPoints};

/// A set that is being read.
pub(super) struct RowSet<'a> {
    zips: &'a dyn ZipPoints,
    services: Services,
    /// Where a row of this content is.
    known: HashMap<Digest, usize>,
    /// The listings, not yet with their ids.
    entries: Vec<Entry>,
    parsed: ParsedSet,
    buffer: Vec<u8>,
}

struct Entry {
    frid: Option<String>,
    digest: Digest,
    listing: RawListing,
}

impl<'a> RowSet<'a> {
    pub fn new(zips: &'a dyn ZipPoints) -> Self {
        RowSet {
            zips,
            services: Services::default(),
            known: HashMap::new(),
            entries: Vec::new(),
            parsed: ParsedSet::default(),
            buffer: Vec::new(),
        }
    }

    fn read(&mut self, raw: &str) -> Result<(), String> {
        if raw.len() > limits::JSON_ROW {
            return Err(format!("the row is larger than {} MiB", limits::JSON_ROW >> 20));
        }
        let value: Value =
            serde_json::from_str(raw).map_err(|error| format!("not JSON: {}", kind_of(&error)))?;
        let Value::Object(fields) = value else { return Err("not an object".to_owned()) };
        if fields.values().any(has_too_long_text) {
            return Err(limits::too_long());
        }
        let row = row::read(&fields, self.zips, &mut self.services)?;
        if let Some(fault) = limits::fault(&row.content) {
            return Err(fault);
        }
        self.keep(&fields, row, raw);
        Ok(())
    }

    fn keep(&mut self, fields: &Map<String, Value>, row: Row, raw: &str) {
        let digest = Digest::of_row(fields, &mut self.buffer);
        if let Some(at) = self.known.get(&digest) {
            self.parsed.duplicates += 1;
            // Which of the two comes first must not matter.
            let kept = &mut self.entries[*at].listing.raw;
            if raw < kept.as_str() && !row.content.location.is_withheld() {
                raw.clone_into(kept);
            }
            return;
        }
        self.known.insert(digest, self.entries.len());
        let Row { frid, content, repairs } = row;
        let raw = if content.location.is_withheld() { SECRET } else { raw };
        let listing = RawListing {
            id_in_source: String::new(),
            content: Box::new(content),
            raw: raw.to_owned(),
            repairs,
        };
        self.entries.push(Entry { frid, digest, listing });
    }
}

impl SetParser for RowSet<'_> {
    fn row(&mut self, raw: &str) {
        self.parsed.rows_read += 1;
        if let Err(reason) = self.read(raw) {
            let row_number = self.parsed.rows_read;
            let raw = match raw {
                _ if is_marked_secret(raw) => SECRET.to_owned(),
                raw if raw.len() > limits::JSON_ROW => limits::beginning(raw, limits::KEPT),
                raw => raw.to_owned(),
            };
            self.parsed.rejected.push(RejectedRow { row_number, reason, raw });
        }
    }

    fn finish(self: Box<Self>) -> ParsedSet {
        let mut parsed = self.parsed;
        let ids = give_ids(self.entries.iter().map(|entry| (entry.frid.as_deref(), entry.digest)));
        parsed.conflicting_ids = ids.conflicting;
        parsed.listings = self
            .entries
            .into_iter()
            .zip(ids.ids)
            .map(|(entry, id)| RawListing { id_in_source: id, ..entry.listing })
            .collect();
        mark_shared_points(&mut parsed.listings);
        parsed.listings.sort_unstable_by(|a, b| a.id_in_source.cmp(&b.id_in_source));
        parsed.count();
        parsed
    }
}

/// Whether a row that can't be used asks for secrecy: by what stands for its street, or anywhere where that can't be told.
fn is_marked_secret(raw: &str) -> bool {
    match serde_json::from_str::<Map<String, Value>>(raw) {
        Ok(row) => ["street1", "street2"]
            .iter()
            .any(|name| row.text(name).is_some_and(|street| asks_for_secrecy(&street))),
        Err(_) => asks_for_secrecy(raw),
    }
}

/// Whether a text of a value, however deep, is too long.
fn has_too_long_text(value: &Value) -> bool {
    match value {
        Value::String(text) => limits::is_too_long(text),
        Value::Array(list) => list.iter().any(has_too_long_text),
        Value::Object(fields) => fields.values().any(has_too_long_text),
        _ => false,
    }
}

/// What is wrong with JSON, without its place, so that equal faults count together.
fn kind_of(error: &serde_json::Error) -> &'static str {
    match error.classify() {
        serde_json::error::Category::Eof => "the row is cut",
        serde_json::error::Category::Syntax => "the row has a fault of syntax",
        serde_json::error::Category::Data | serde_json::error::Category::Io => "the row can't be read",
    }
}
