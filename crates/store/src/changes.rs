//! What a publication changes.

use directory::listing::Content;
use directory::resolution::BorderlinePair;
use directory::{LentCoordinate, ListingId, Placement, Source, Track};
use jiff::Timestamp;
use uuid::Uuid;

use crate::imports::RejectedRow;

/// A listing that is new, says something different from before, or is back.
#[derive(Debug, Clone, PartialEq)]
pub struct Upsert {
    /// Identifies the listing.
    pub id: ListingId,
    /// What it says.
    pub content: Box<Content>,
    /// The facility and program it describes.
    pub placement: Placement,
    /// The other listing that it continues, if any.
    pub former: Option<ListingId>,
    /// The row as the source published it.
    pub raw: String,
}

/// Which present listings of its source an import confirms. Those that it covers and does not change still say what they
/// said before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportCoverage {
    /// All listings of the source.
    Whole,
    /// The listings of these tracks.
    Tracks(Vec<Track>),
    /// Only the listings that the import names.
    Named,
}

/// A listing that returns to what it was before an import that is undone.
#[derive(Debug, Clone, PartialEq)]
pub struct Reverted {
    /// Identifies the listing.
    pub id: ListingId,
    /// The state that it returns to, and what it said then. `None` if none of the remaining imports brought it.
    pub to: Option<(StateBefore, Box<Content>)>,
}

/// What a listing was before an import that is undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StateBefore {
    /// The generation of the version that has its content.
    pub version: i64,
    /// When it was last retrieved.
    pub retrieved_at: Timestamp,
    /// When it was found to be gone; `None` if it was present.
    pub gone_at: Option<Timestamp>,
}

/// What a publication changes. A large set of changes may be written in parts, which keeps memory use small.
///
/// The fields up to `merged` are in the order in which they are written.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Changes {
    /// When the rows were retrieved. Listings that are new, gone or back became so at this time, too.
    pub retrieved_at: Timestamp,
    /// Sources to be deleted without a trace.
    pub purge: Vec<Source>,
    /// Listings that are new, changed or back; each at most once.
    pub upserts: Vec<Upsert>,
    /// Listings that return to what they were before an import that is undone.
    pub reverted: Vec<Reverted>,
    /// Listings of which only the time of the last retrieval changes.
    pub dated: Vec<(ListingId, Timestamp)>,
    /// The newest version that asks to keep the place secret, for listings where that changes.
    pub asked: Vec<(ListingId, Option<i64>)>,
    /// Listings that turn out to describe another facility or program.
    pub moved: Vec<(ListingId, Placement)>,
    /// Gone listings that follow the program they described to where it is now.
    pub followed: Vec<(ListingId, Placement)>,
    /// Present listings that their source no longer has.
    pub gone: Vec<ListingId>,
    /// Listings that an import with [`ImportCoverage::Named`] names and that say the same as before.
    pub restated: Vec<ListingId>,
    /// What an import covers: the present listings that it retrieved again.
    pub covered: Option<(Source, ImportCoverage)>,
    /// Listings that are lent a different coordinate than before, or none anymore.
    pub lent: Vec<(ListingId, Option<LentCoordinate>)>,
    /// Facilities that turn out to be the same as another one: the old id, and the id that remains.
    pub merged: Vec<(Uuid, Uuid)>,
    /// The pairs that resolution was least certain about, which replace the earlier ones.
    pub borderline: Option<Vec<BorderlinePair>>,
    /// Rows that could not be read.
    pub rejected: Vec<RejectedRow>,
}

impl Changes {
    /// An empty set of changes, for rows that were retrieved at `retrieved_at`.
    pub fn new(retrieved_at: Timestamp) -> Changes {
        Changes { retrieved_at, ..Changes::default() }
    }
}

const TRACKS: &str = "tracks:";

impl ImportCoverage {
    /// Its name in the store.
    pub(crate) fn slug(&self) -> String {
        match self {
            ImportCoverage::Whole => "whole".to_owned(),
            ImportCoverage::Tracks(tracks) => {
                let tracks: Vec<&str> = tracks.iter().map(|track| track.slug()).collect();
                format!("{TRACKS}{}", tracks.join(","))
            }
            ImportCoverage::Named => "named".to_owned(),
        }
    }

    /// The coverage with this name in the store.
    pub(crate) fn from_slug(slug: &str) -> Option<ImportCoverage> {
        match slug {
            "whole" => Some(ImportCoverage::Whole),
            "named" => Some(ImportCoverage::Named),
            slug => {
                let tracks = slug.strip_prefix(TRACKS)?.split(',').map(Track::from_slug);
                tracks.collect::<Option<_>>().map(ImportCoverage::Tracks)
            }
        }
    }

    /// Whether it covers a listing of this track that the import does not name.
    pub(crate) fn covers(&self, track: Track) -> bool {
        match self {
            ImportCoverage::Whole => true,
            ImportCoverage::Tracks(tracks) => tracks.contains(&track),
            ImportCoverage::Named => false,
        }
    }
}
