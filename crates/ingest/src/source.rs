//! What a source is: a pure parser of its rows, and a description of what it asks.

use std::fmt;

use directory::fact::AttributeSet;
use directory::listing::Content;
use directory::vocabulary::Edition;
use directory::{Coordinate, Source, State, Track, Vocabulary};
use places::{Gazetteer, ZipPoint};

use crate::file::{FileError, SourceFile};
use crate::parsed::ParsedSet;
use crate::repair::Repair;

/// A source whose rows come one by one, as a service answers them.
///
/// Parsing is pure: the same rows give the same set, in whatever order they come.
pub trait SourceParser: Send + Sync {
    /// What the source is and what it asks.
    fn description(&self) -> Description;

    /// Begins a set: all rows of one edition of the source.
    fn start<'a>(&'a self, zips: &'a dyn ZipPoints) -> Box<dyn SetParser + 'a>;
}

/// A set that is being read, row by row.
pub trait SetParser {
    /// Reads one row, as the text it came as.
    fn row(&mut self, raw: &str);

    /// What all rows say together.
    fn finish(self: Box<Self>) -> ParsedSet;
}

/// A source that is published as files.
///
/// Reading is pure: the same files give the same set, in whatever order their rows stand.
pub trait FileSource: Send + Sync + fmt::Debug {
    /// What the source is and what it asks.
    fn description(&self) -> Description;

    /// Reads the files of one set. `progress` is told now and then how many rows were read.
    ///
    /// # Errors
    /// When a file as a whole is not what it should be; a bad row is rejected by itself.
    fn read(
        &self,
        files: Vec<SourceFile>,
        zips: &dyn ZipPoints,
        progress: &mut dyn FnMut(u64),
    ) -> Result<ParsedSet, FileError>;
}

/// What a source is and what it asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Description {
    /// Which source.
    pub source: Source,
    /// What people read of it.
    pub label: String,
    /// The questionnaires of SAMHSA that its listings answer, as far as they are known beforehand.
    pub editions: Vec<Edition>,
    /// What it asks beside those.
    pub asks: AttributeSet,
}

impl Description {
    /// A source under its own label that asks nothing which is known beforehand.
    pub fn of(source: Source) -> Description {
        Description {
            source,
            label: source.label().to_owned(),
            editions: Vec::new(),
            asks: AttributeSet::default(),
        }
    }

    /// One that answers the newest questionnaires of SAMHSA.
    pub fn of_surveys(source: Source) -> Description {
        let editions = Track::ALL.map(|track| Vocabulary::embedded().newest_edition(track)).into();
        Description { editions, ..Description::of(source) }
    }

    /// Everything it asks about.
    pub fn questions(&self) -> AttributeSet {
        let vocabulary = Vocabulary::embedded();
        self.editions.iter().fold(self.asks, |asked, edition| asked.or(&vocabulary.questionnaire(*edition)))
    }
}

/// A row that was read.
pub type ParsedRow = Result<RawListing, RejectedRow>;

/// A listing and the row it was read from.
#[derive(Debug, Clone, PartialEq)]
pub struct RawListing {
    /// Its id in its source.
    pub id_in_source: String,
    /// What it says. Boxed, because listings change places by the ten thousand while they are placed.
    pub content: Box<Content>,
    /// The row as it came.
    pub raw: String,
    /// What was repaired in it: each kind once, in order.
    pub repairs: Vec<Repair>,
}

/// A row that can't be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RejectedRow {
    /// Its place in the set, from 1.
    pub row_number: u64,
    /// Why.
    pub reason: String,
    /// The row as it came.
    pub raw: String,
}

/// Looks up ZIP codes.
pub trait ZipPoints {
    /// Where the ZIP code with these five digits is.
    fn zip(&self, five: &str) -> Option<ZipPoint>;

    /// Where the city of this name is; none where only ZIP codes are known.
    fn city(&self, name: &str, state: State) -> Option<Coordinate> {
        let _ = (name, state);
        None
    }

    /// Whether a point is in a state or close to it; where no states are known, it is.
    fn is_near_state(&self, at: Coordinate, state: State) -> bool {
        let _ = (at, state);
        true
    }
}

impl ZipPoints for Gazetteer {
    fn zip(&self, five: &str) -> Option<ZipPoint> {
        Gazetteer::zip(self, five)
    }

    fn city(&self, name: &str, state: State) -> Option<Coordinate> {
        Gazetteer::city(self, name, state)
    }

    fn is_near_state(&self, at: Coordinate, state: State) -> bool {
        Gazetteer::is_near_state(self, at, state)
    }
}
