//! From rows of tables to a set: duplicates, ids, and every row accounted for.

mod join;

use std::collections::HashMap;

use directory::listing::Content;

use crate::file::FileError;
use crate::parsed::{ParsedSet, Scope};
use crate::place::{Digest, give_ids};
use crate::repair::Repair;
use crate::source::{RawListing, RejectedRow};
use crate::table::Row;

/// Most rows of a set: fifty times as many as there are treatment programs in the country.
const ROWS: u64 = 1_000_000;

/// Most bytes of rows that are kept.
const KEPT: u64 = 1 << 30;

/// How often progress is told, in rows.
const PROGRESS: u64 = 1_000;

/// A listing that was read from a row.
#[derive(Debug)]
pub(crate) struct Entry {
    /// Its id in the source, if it has one.
    pub own_id: Option<String>,
    /// The digest of what it says: of two with the same, one is a duplicate.
    pub digest: Digest,
    /// What it says.
    pub content: Content,
    /// What was repaired.
    pub repairs: Vec<Repair>,
    /// What it shares with other rows of the same place, if the table has several rows for one: those become one
    /// listing for each track.
    pub group: Option<Digest>,
}

/// Why a row can't be used.
#[derive(Debug)]
pub(crate) struct Refusal {
    /// Why.
    pub reason: String,
    /// Whether the row must not be kept as it came: it tells where a place is that is to be kept secret.
    pub is_secret: bool,
}

impl From<String> for Refusal {
    fn from(reason: String) -> Self {
        Refusal { reason, is_secret: false }
    }
}

/// What is kept of a row that tells where a place is that is to be kept secret.
pub(crate) const SECRET: &str =
    r#"{"(kept secret)":"the row tells where a place is that is to be kept secret"}"#;

/// What is known of a listing beside what it says, while a set is read.
struct Read {
    own_id: Option<String>,
    digest: Digest,
    group: Option<Digest>,
    /// Which of the rows of the set it is from.
    row: u64,
}

/// A set of rows that is being read.
pub(crate) struct TableSet<'a> {
    parsed: ParsedSet,
    known: HashMap<Digest, usize>,
    read: Vec<Read>,
    kept: u64,
    progress: &'a mut dyn FnMut(u64),
}

impl<'a> TableSet<'a> {
    /// A set without rows.
    pub fn new(progress: &'a mut dyn FnMut(u64)) -> Self {
        TableSet { parsed: ParsedSet::default(), known: HashMap::new(), read: Vec::new(), kept: 0, progress }
    }

    /// Takes what a row of a file was read as: its listings, one for each program, or why it can't be used.
    pub fn row(
        &mut self,
        file: &str,
        row: &Row<'_>,
        read: impl FnOnce() -> Result<Vec<Entry>, Refusal>,
    ) -> Result<(), FileError> {
        self.parsed.rows_read += 1;
        if self.parsed.rows_read.is_multiple_of(PROGRESS) {
            (self.progress)(self.parsed.rows_read);
        }
        let raw = row.to_json();
        self.kept += raw.len() as u64;
        let too_large = |limit: String| FileError::TooLarge {
            file: file.to_owned(),
            what: "the table".to_owned(),
            limit,
        };
        if self.parsed.rows_read > ROWS {
            return Err(too_large(format!("{ROWS} rows")));
        }
        if self.kept > KEPT {
            return Err(too_large(format!("{} MiB of rows", KEPT >> 20)));
        }
        let read = read();
        let is_secret = match &read {
            Ok(entries) => entries.iter().any(|entry| entry.content.is_confidential),
            Err(refusal) => refusal.is_secret,
        };
        let raw = if is_secret { SECRET.to_owned() } else { raw };
        match row.fault().map_or(read.map_err(|refusal| refusal.reason), Err) {
            Ok(entries) => self.keep(entries, &raw),
            Err(reason) => self.parsed.rejected.push(RejectedRow { row_number: row.number, reason, raw }),
        }
        Ok(())
    }

    fn keep(&mut self, entries: Vec<Entry>, raw: &str) {
        let before = self.parsed.listings.len();
        for Entry { own_id, digest, content, repairs, group } in entries {
            if let Some(at) = self.known.get(&digest) {
                // Which of the two comes first must not matter.
                let kept = &mut self.parsed.listings[*at].raw;
                if raw < kept.as_str() {
                    raw.clone_into(kept);
                }
                continue;
            }
            self.known.insert(digest, self.parsed.listings.len());
            self.read.push(Read { own_id, digest, group, row: self.parsed.rows_read });
            self.parsed.listings.push(RawListing {
                id_in_source: String::new(),
                content: Box::new(content),
                raw: raw.to_owned(),
                repairs,
            });
        }
        match (self.parsed.listings.len() - before) as u64 {
            0 => self.parsed.duplicates += 1,
            new => self.parsed.further_listings += new - 1,
        }
    }

    /// The listings, to be looked at together.
    pub fn listings_mut(&mut self) -> &mut [RawListing] {
        &mut self.parsed.listings
    }

    /// Joins the rows of each place.
    pub fn join(&mut self) {
        let listings = std::mem::take(&mut self.parsed.listings).into_iter();
        let joined = join::join(listings.zip(std::mem::take(&mut self.read)));
        (self.parsed.listings, self.read) = joined.listings.into_iter().unzip();
        self.parsed.joined_rows += joined.rows;
        self.parsed.further_listings += joined.further_after;
        self.parsed.further_listings -= joined.further_before;
    }

    /// The set, which stands for `scope`.
    pub fn finish(self, scope: Scope) -> ParsedSet {
        let mut parsed = self.parsed;
        let ids = give_ids(self.read.iter().map(|read| (read.own_id.as_deref(), read.digest)));
        for (listing, id) in parsed.listings.iter_mut().zip(ids.ids) {
            listing.id_in_source = id;
        }
        (parsed.conflicting_ids, parsed.scope) = (ids.conflicting, scope);
        parsed.listings.sort_unstable_by(|a, b| a.id_in_source.cmp(&b.id_in_source));
        parsed.count();
        parsed
    }
}
