//! The temporary file of facilities whose order is not known yet. It has everything that is derived from each facility.

use directory::fact::WORDS;
use directory::{Facility, LentCoordinate, Listing, ListingId, PlacedListing};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::documents::{self, Document};
use crate::error::BuildError;
use crate::names;
use crate::schema::Traits;

/// A facility, as the index keeps it.
#[derive(Serialize, Deserialize)]
struct IndexedFacility {
    believed_on: Date,
    listings: Vec<IndexedListing>,
}

/// One of its listings.
#[derive(Serialize, Deserialize)]
struct IndexedListing {
    program: Uuid,
    id: ListingId,
    retrieved_at: Timestamp,
    content: directory::listing::Content,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    lent: Option<LentCoordinate>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    is_gone: bool,
}

/// Reads what [`Spooled::record`] holds.
pub(crate) fn read_record(id: Uuid, bytes: &[u8]) -> Option<Facility> {
    let facility: IndexedFacility = serde_json::from_slice(bytes).ok()?;
    let placed = |indexed: IndexedListing| {
        let IndexedListing { program, id, retrieved_at, content, lent, is_gone } = indexed;
        let listing = Listing { id, retrieved_at, content };
        PlacedListing { lent, is_gone, ..PlacedListing::from((program, listing)) }
    };
    let listings = facility.listings.into_iter().map(placed).collect();
    Facility::assemble(id, listings, facility.believed_on)
}

/// The columns of one program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SpooledRow {
    pub yes: [u64; WORDS],
    pub no: [u64; WORDS],
    pub traits: u64,
}

const ROW_BYTES: usize = (2 * WORDS + 1) * 8;

/// Encodes a facility as five parts, each after its length: record, words of names, exact terms, documents and rows.
pub(crate) fn encode(facility: &Facility, document: &Document) -> Result<Vec<u8>, BuildError> {
    let indexed = |PlacedListing { program, listing, lent, is_gone, .. }: PlacedListing| {
        let Listing { id, retrieved_at, content } = listing;
        IndexedListing { program, id, retrieved_at, content, lent, is_gone }
    };
    let listings = facility.placed().map(indexed).collect();
    let record = IndexedFacility { believed_on: facility.believed_on, listings };
    let mut texts = Vec::new();
    let all: Vec<&str> =
        std::iter::once(&document.facility).chain(&document.programs).map(String::as_str).collect();
    documents::encode(all.into_iter(), &mut texts);
    let mut out = Vec::new();
    let [words, exact] = names::terms_of(facility);
    let record = serde_json::to_vec(&record)?;
    for part in [&record, words.as_bytes(), exact.as_bytes(), &texts, &rows_of(facility)] {
        out.extend((part.len() as u32).to_le_bytes());
        out.extend(part);
    }
    Ok(out)
}

fn rows_of(facility: &Facility) -> Vec<u8> {
    let mut out = Vec::with_capacity(facility.programs.len() * ROW_BYTES);
    for (at, program) in facility.programs.iter().enumerate() {
        let as_of = program.sources.first().and_then(|source| source.listing.content.as_of);
        let days = |day: jiff::civil::Date| day.since(date(1970, 1, 1)).ok().map(|span| span.get_days());
        let traits = Traits {
            cautions: program.cautions.0,
            evidence: program.iop_evidence,
            track: program.track,
            state: facility.location.address().state.index() as u8,
            continued: at > 0,
            statewide: facility.location.is_statewide(),
            as_of: as_of.and_then(days),
        };
        let words = program.facts.yes().0.into_iter().chain(program.facts.no().0).chain([traits.pack()]);
        words.for_each(|word| out.extend(word.to_le_bytes()));
    }
    out
}

/// A facility in the form that [`encode`] writes.
pub(crate) struct Spooled<'a>([&'a [u8]; 5]);

impl<'a> Spooled<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Spooled<'a> {
        let mut rest = bytes;
        Spooled(std::array::from_fn(|_| {
            let (length, after) = rest.split_first_chunk().unwrap_or((&[0; 4], &[]));
            let (part, after) = after.split_at(u32::from_le_bytes(*length) as usize);
            rest = after;
            part
        }))
    }

    pub(crate) fn record(&self) -> &'a [u8] {
        self.0[0]
    }

    /// The words of its names.
    pub(crate) fn words(&self) -> &'a str {
        std::str::from_utf8(self.0[1]).unwrap_or_default()
    }

    /// What it is found by as a whole.
    pub(crate) fn exact(&self) -> &'a str {
        std::str::from_utf8(self.0[2]).unwrap_or_default()
    }

    pub(crate) fn documents(&self) -> &'a [u8] {
        self.0[3]
    }

    pub(crate) fn rows(&self) -> impl Iterator<Item = SpooledRow> + 'a {
        self.0[4].chunks_exact(ROW_BYTES).map(|row| {
            let word = |at: usize| {
                let bytes = row[at * 8..at * 8 + 8].try_into();
                u64::from_le_bytes(bytes.expect("a chunk of eight bytes"))
            };
            SpooledRow {
                yes: std::array::from_fn(word),
                no: std::array::from_fn(|at| word(WORDS + at)),
                traits: word(2 * WORDS),
            }
        })
    }
}
