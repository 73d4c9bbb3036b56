//! The columns of an index in memory. Every fact has one bit per program, so a criterion is tested for 64 programs at
//! once.

use directory::fact::{Facts, WORDS};
use directory::{AttributeId, Fact, Shares, State, Track, Vocabulary};
use tantivy::columnar::ColumnValues;
use tantivy::fastfield::FastFieldReaders;
use tantivy::{SegmentReader, TantivyError};

use crate::bits::transpose;
use crate::schema::Traits;

/// Bit planes: for each of several properties, one bit per row.
struct Planes {
    words: usize,
    bits: Vec<u64>,
}

impl Planes {
    fn new(count: usize, words: usize) -> Planes {
        Planes { words, bits: vec![0; count * words] }
    }

    fn plane(&self, at: usize) -> &[u64] {
        &self.bits[at * self.words..(at + 1) * self.words]
    }

    fn set(&mut self, at: usize, row: usize) {
        self.bits[at * self.words + row / 64] |= 1 << (row % 64);
    }
}

/// The two planes of an attribute. If neither bit of a row is set, the fact is not stated.
#[derive(Clone, Copy)]
pub(crate) struct FactPlanes<'a> {
    pub yes: &'a [u64],
    pub no: &'a [u64],
}

/// The columns of all programs.
pub(crate) struct IndexColumns {
    pub rows: usize,
    yes: Planes,
    no: Planes,
    states: Planes,
    tracks: Planes,
    continued: Planes,
    statewide: Planes,
    traits: Vec<u64>,
    /// The first row of each facility, and the end of the last one.
    first_rows: Vec<u32>,
    /// The id of each facility.
    ids: Vec<u128>,
    /// Facilities in the order of their ids.
    by_id: Vec<u32>,
    /// The offset of each facility's documents in their file.
    documents: Vec<u64>,
    /// The position of each facility in the order of names.
    name_ranks: Vec<u32>,
    /// The facility of each row.
    facilities: Vec<u32>,
}

/// The facts of one program in a snapshot.
pub struct ProgramRow<'a> {
    pub(crate) columns: &'a IndexColumns,
    pub(crate) row: usize,
}

impl Facts for ProgramRow<'_> {
    fn fact(&self, id: AttributeId) -> Fact {
        self.columns.fact(self.row, id)
    }
}

/// The number of rows whose values are read at a time.
const CHUNK: usize = 64;

/// Calls `read` with each chunk of a column: the first row and the values.
fn each_chunk(
    fast: &FastFieldReaders,
    field: &str,
    mut read: impl FnMut(usize, &[u64]),
) -> Result<(), TantivyError> {
    let column = fast.column_first_or_default::<u64>(field)?;
    let rows = column.num_vals() as usize;
    let mut chunk = [0; CHUNK];
    for start in (0..rows).step_by(CHUNK) {
        let values = &mut chunk[..CHUNK.min(rows - start)];
        column.get_range(start as u64, values);
        read(start, values);
    }
    Ok(())
}

impl IndexColumns {
    pub(crate) fn read(segment: &SegmentReader) -> Result<IndexColumns, TantivyError> {
        let rows = segment.max_doc() as usize;
        let words = rows.div_ceil(64);
        let attributes = Vocabulary::embedded().attributes().len();
        let fast = segment.fast_fields();
        let mut columns = IndexColumns {
            rows,
            yes: facts(fast, "yes", attributes, words)?,
            no: facts(fast, "no", attributes, words)?,
            states: Planes::new(State::COUNT, words),
            tracks: Planes::new(Track::ALL.len(), words),
            continued: Planes::new(1, words),
            statewide: Planes::new(1, words),
            traits: Vec::with_capacity(rows),
            first_rows: Vec::new(),
            ids: Vec::new(),
            by_id: Vec::new(),
            documents: Vec::new(),
            name_ranks: Vec::new(),
            facilities: Vec::with_capacity(rows),
        };
        each_chunk(fast, "traits", |_, values| columns.traits.extend(values))?;
        for row in 0..rows {
            let traits = Traits::unpack(columns.traits[row]);
            if usize::from(traits.state) >= State::COUNT {
                return Err(TantivyError::SchemaError(format!("row {row} is in no state")));
            }
            columns.states.set(usize::from(traits.state), row);
            columns.tracks.set(traits.track as usize, row);
            if traits.statewide {
                columns.statewide.set(0, row);
            }
            if traits.continued {
                columns.continued.set(0, row);
            } else {
                columns.first_rows.push(row as u32);
            }
            columns.facilities.push(columns.first_rows.len().saturating_sub(1) as u32);
        }
        let heads = columns.first_rows.clone();
        columns.first_rows.push(rows as u32);
        let high = heads_of(fast, "facility_high", &heads)?;
        let low = heads_of(fast, "facility_low", &heads)?;
        columns.ids =
            high.iter().zip(low).map(|(high, low)| u128::from(*high) << 64 | u128::from(low)).collect();
        columns.by_id = (0..heads.len() as u32).collect();
        columns.by_id.sort_unstable_by_key(|facility| columns.ids[*facility as usize]);
        columns.documents = heads_of(fast, "document", &heads)?;
        columns.name_ranks =
            heads_of(fast, "name_rank", &heads)?.into_iter().map(|rank| rank as u32).collect();
        Ok(columns)
    }

    pub(crate) fn words(&self) -> usize {
        self.yes.words
    }

    pub(crate) fn facility_count(&self) -> usize {
        self.ids.len()
    }

    pub(crate) fn planes(&self, attribute: AttributeId) -> FactPlanes<'_> {
        FactPlanes { yes: self.yes.plane(attribute.index()), no: self.no.plane(attribute.index()) }
    }

    pub(crate) fn state(&self, state: State) -> &[u64] {
        self.states.plane(state.index())
    }

    /// The share of each attribute among the programs of a track that state it.
    pub(crate) fn shares(&self) -> Shares {
        Shares::from_counts(|track, id| {
            let on_track = self.tracks.plane(track as usize);
            let count = |plane: &[u64]| plane.iter().zip(on_track).map(|(a, b)| (a & b).count_ones()).sum();
            let FactPlanes { yes, no } = self.planes(id);
            (count(yes), count(no))
        })
    }

    /// The rows without an address that people could visit.
    pub(crate) fn statewide(&self) -> &[u64] {
        self.statewide.plane(0)
    }

    /// The rows that belong to the same facility as the row before.
    pub(crate) fn continued(&self) -> &[u64] {
        self.continued.plane(0)
    }

    pub(crate) fn fact(&self, row: usize, attribute: AttributeId) -> Fact {
        let FactPlanes { yes, no } = self.planes(attribute);
        let has = |plane: &[u64]| plane[row / 64] >> (row % 64) & 1 == 1;
        if has(yes) {
            Fact::Yes
        } else if has(no) {
            Fact::No
        } else {
            Fact::NotStated
        }
    }

    pub(crate) fn traits(&self, row: usize) -> Traits {
        Traits::unpack(self.traits[row])
    }

    pub(crate) fn facility_of(&self, row: usize) -> usize {
        self.facilities[row] as usize
    }

    pub(crate) fn rows_of(&self, facility: usize) -> std::ops::Range<usize> {
        self.first_rows[facility] as usize..self.first_rows[facility + 1] as usize
    }

    pub(crate) fn id(&self, facility: usize) -> uuid::Uuid {
        uuid::Uuid::from_u128(self.ids[facility])
    }

    pub(crate) fn with_id(&self, id: uuid::Uuid) -> Option<usize> {
        let found = self.by_id.binary_search_by_key(&id.as_u128(), |facility| self.ids[*facility as usize]);
        found.ok().map(|at| self.by_id[at] as usize)
    }

    /// The facilities whose ids are from `first` to `last`, in the order of their ids.
    pub(crate) fn with_ids(&self, first: uuid::Uuid, last: uuid::Uuid) -> &[u32] {
        let id = |facility: &u32| self.ids[*facility as usize];
        let begin = self.by_id.partition_point(|facility| id(facility) < first.as_u128());
        let end = self.by_id.partition_point(|facility| id(facility) <= last.as_u128());
        self.by_id.get(begin..end).unwrap_or_default()
    }

    pub(crate) fn document(&self, facility: usize) -> u64 {
        self.documents[facility]
    }

    pub(crate) fn name_rank(&self, facility: usize) -> u32 {
        self.name_ranks[facility]
    }
}

/// Reads the facts of all rows and transposes them into planes.
fn facts(
    fast: &FastFieldReaders,
    field: &str,
    attributes: usize,
    words: usize,
) -> Result<Planes, TantivyError> {
    let mut planes = Planes::new(attributes, words);
    for word in 0..WORDS {
        each_chunk(fast, &format!("{field}{word}"), |start, values| {
            let mut square = [0; 64];
            square[..values.len()].copy_from_slice(values);
            transpose(&mut square);
            for (bit, rows) in square.into_iter().enumerate() {
                let attribute = word * 64 + bit;
                if attribute < attributes {
                    planes.bits[attribute * words + start / 64] = rows;
                }
            }
        })?;
    }
    Ok(planes)
}

/// The values of the first row of each facility.
fn heads_of(fast: &FastFieldReaders, field: &str, heads: &[u32]) -> Result<Vec<u64>, TantivyError> {
    let column = fast.column_first_or_default::<u64>(field)?;
    let mut values = vec![0; heads.len()];
    column.get_vals(heads, &mut values);
    Ok(values)
}
