//! From rows to a set: duplicates, ids, and every row accounted for.

mod join;

use std::collections::HashMap;

use directory::listing::Content;

use crate::limits;
use crate::parsed::{ParsedSet, Scope};
use crate::place::{Digest, give_ids};
use crate::repair::Repair;
use crate::source::{RawListing, RejectedRow};

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
    /// What it shares with other rows of the same place, if the source has several rows for one: those become one
    /// listing for each track.
    pub group: Option<Digest>,
}

/// What is kept of a row that tells where a place is that is to be kept secret.
pub(crate) const SECRET: &str =
    r#"{"(kept secret)":"the row tells where a place is that is to be kept secret"}"#;

/// Most characters of a reason.
const REASON: usize = 300;

/// What is known of a listing beside what it says, while a set is read.
#[derive(Debug)]
struct Read {
    own_id: Option<String>,
    digest: Digest,
    group: Option<Digest>,
    /// Which of the rows of the set it is from.
    row: u64,
}

/// A set that is being read. The order of its rows does not matter.
#[derive(Default)]
pub(crate) struct RowSet {
    parsed: ParsedSet,
    known: HashMap<Digest, usize>,
    read: Vec<Read>,
}

impl RowSet {
    /// Counts a row, of which is to be told what became of it; how many there are with it.
    pub fn begin(&mut self) -> u64 {
        self.parsed.rows_read += 1;
        self.parsed.rows_read
    }

    /// The row is not of what is looked for.
    pub fn pass_over(&mut self, what: &'static str) {
        *self.parsed.passed_over.entry(what.to_owned()).or_default() += 1;
    }

    /// The row can't be used.
    pub fn reject(&mut self, row_number: u64, reason: String, raw: &str) {
        // A reason may repeat what the row says.
        let reason =
            if reason.chars().count() > REASON { limits::beginning(&reason, REASON) } else { reason };
        self.parsed.rejected.push(RejectedRow { row_number, reason, raw: raw.to_owned() });
    }

    /// Takes what the row tells of, one by one: listings, and why others can't be used.
    pub fn take(&mut self, row_number: u64, read: impl Iterator<Item = Result<Entry, String>>, raw: &str) {
        let kept = |set: &ParsedSet| (set.listings.len() + set.rejected.len()) as u64;
        let before = kept(&self.parsed);
        for one in read {
            match one {
                Ok(entry) => self.keep(entry, raw),
                Err(reason) => self.reject(row_number, reason, raw),
            }
        }
        match kept(&self.parsed) - before {
            0 => self.parsed.duplicates += 1,
            new => self.parsed.further_listings += new - 1,
        }
    }

    fn keep(&mut self, Entry { own_id, digest, content, repairs, group }: Entry, raw: &str) {
        if let Some(at) = self.known.get(&digest) {
            // Which of the two comes first must not matter.
            let kept = &mut self.parsed.listings[*at].raw;
            if raw < kept.as_str() {
                raw.clone_into(kept);
            }
            return;
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
