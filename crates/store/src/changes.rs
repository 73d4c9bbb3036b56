//! What a publication changes.

use directory::listing::Content;
use directory::resolution::Borderline;
use directory::{LentCoordinate, ListingId, Placement, Source, Track};
use jiff::Timestamp;
use uuid::Uuid;

use crate::imports::RejectedRow;

/// A listing that is new, says something else than before, or is back.
#[derive(Debug, Clone, PartialEq)]
pub struct Upsert {
    /// Its name.
    pub id: ListingId,
    /// What it says.
    pub content: Box<Content>,
    /// The facility and program it describes.
    pub placement: Placement,
    /// The listing that it goes on from, where that is another one.
    pub former: Option<ListingId>,
    /// The row as it came.
    pub raw: String,
}

/// Which listings of its source an import stands for: those it covers and does not change say what they said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Coverage {
    /// All.
    Whole,
    /// Those of these tracks.
    Tracks(Vec<Track>),
    /// None but those it names.
    Named,
}

/// A listing that is to be again what it was before an import that is undone.
#[derive(Debug, Clone, PartialEq)]
pub struct Reverted {
    /// Its name.
    pub id: ListingId,
    /// What becomes of it.
    pub to: Reversion,
}

/// What becomes of a listing when an import is undone.
#[derive(Debug, Clone, PartialEq)]
pub enum Reversion {
    /// Its source has it.
    Present {
        /// What it says.
        content: Box<Content>,
        /// The generation in which it first said so.
        version: i64,
        /// When it was last retrieved.
        retrieved_at: Timestamp,
    },
    /// Its source has it no more.
    Gone {
        /// What it said last.
        content: Box<Content>,
        /// The generation in which it first said so.
        version: i64,
        /// Since when it is gone.
        gone_at: Timestamp,
        /// When it was last retrieved.
        retrieved_at: Timestamp,
    },
    /// No import that still counts ever had it.
    Absent,
}

/// What a publication changes. Large ones may be written in parts, which keeps memory small.
///
/// They are written in the order of the fields.
#[derive(Debug, Clone, PartialEq)]
pub struct Changes {
    /// When the rows were retrieved. Also the time of what is first seen, gone or back.
    pub retrieved_at: Timestamp,
    /// Sources to be forgotten without a trace.
    pub purge: Vec<Source>,
    /// Listings that are new or changed, or back; each at most once.
    pub upserts: Vec<Upsert>,
    /// Listings that are to be again what they were.
    pub reverted: Vec<Reverted>,
    /// Listings that only were retrieved at another time than was thought.
    pub dated: Vec<(ListingId, Timestamp)>,
    /// Listings of which another version than was thought asked last to keep their place secret, or none.
    pub asked: Vec<(ListingId, Option<i64>)>,
    /// Listings that describe another facility or program than was thought.
    pub moved: Vec<(ListingId, Placement)>,
    /// Listings that are gone, and that go where the program went which went on from theirs.
    pub followed: Vec<(ListingId, Placement)>,
    /// Listings that their source no longer has. An import of [`Coverage::Named`] also names those it found gone again.
    pub gone: Vec<ListingId>,
    /// Listings that an import of [`Coverage::Named`] has, and that say what they said.
    pub restated: Vec<ListingId>,
    /// What an import stands for: all present listings it covers were retrieved again.
    pub covered: Option<(Source, Coverage)>,
    /// Listings that are lent a coordinate, or none any more.
    pub lent: Vec<(ListingId, Option<LentCoordinate>)>,
    /// Facilities that turned out to be another one: the old id, and the one that goes on.
    pub merged: Vec<(Uuid, Uuid)>,
    /// Pairs about which the resolution was nearly undecided, in place of those of before.
    pub borderline: Option<Vec<Borderline>>,
    /// Rows that could not be read.
    pub rejected: Vec<RejectedRow>,
}

impl Changes {
    /// No changes, found at `retrieved_at`.
    pub fn at(retrieved_at: Timestamp) -> Changes {
        Changes {
            retrieved_at,
            purge: Vec::new(),
            upserts: Vec::new(),
            reverted: Vec::new(),
            dated: Vec::new(),
            asked: Vec::new(),
            moved: Vec::new(),
            followed: Vec::new(),
            gone: Vec::new(),
            restated: Vec::new(),
            covered: None,
            lent: Vec::new(),
            merged: Vec::new(),
            borderline: None,
            rejected: Vec::new(),
        }
    }
}

const TRACKS: &str = "tracks:";

impl Coverage {
    /// As it is written in the store.
    pub(crate) fn slug(&self) -> String {
        match self {
            Coverage::Whole => "whole".to_owned(),
            Coverage::Tracks(tracks) => {
                let tracks: Vec<&str> = tracks.iter().map(|track| track.slug()).collect();
                format!("{TRACKS}{}", tracks.join(","))
            }
            Coverage::Named => "named".to_owned(),
        }
    }

    /// What is written so; none when it is not known.
    pub(crate) fn from_slug(slug: &str) -> Option<Coverage> {
        match slug {
            "whole" => Some(Coverage::Whole),
            "named" => Some(Coverage::Named),
            slug => {
                let tracks = slug.strip_prefix(TRACKS)?.split(',').map(Track::from_slug);
                tracks.collect::<Option<_>>().map(Coverage::Tracks)
            }
        }
    }

    /// Whether it covers a listing of a track that it does not name.
    pub(crate) fn covers(&self, track: Track) -> bool {
        match self {
            Coverage::Whole => true,
            Coverage::Tracks(tracks) => tracks.contains(&track),
            Coverage::Named => false,
        }
    }
}
