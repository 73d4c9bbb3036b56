//! The domain model of a treatment directory: facilities, programs, facts, needs and matching.
//!
//! Everything here is pure: there is no I/O, no clock and no mutable shared state. The modules are best read in this
//! order: [`vocabulary`], [`fact`], [`source`], [`listing`], [`claim`], [`derivation`], [`resolution`], [`facility`],
//! [`insurer`], [`need`], [`matching`], [`score`].

pub mod age;
mod attribute_id;
pub mod caution;
pub mod claim;
pub mod contact;
pub mod derivation;
pub mod details;
pub mod facility;
pub mod fact;
pub mod geo;
pub mod guidance;
pub mod history;
pub mod insurer;
pub mod likelihood;
pub mod listing;
pub mod location;
pub mod matching;
mod named_enum;
pub mod names;
pub mod nearest;
pub mod need;
pub mod notice;
pub mod npi;
pub mod resolution;
pub mod score;
pub mod source;
pub mod state;
#[cfg(test)]
mod testing;
pub mod text;
pub mod vocabulary;
mod words;

pub use age::AgeGroup;
pub use caution::{Caution, CautionSet};
pub use claim::{Claim, ClaimSet, Claimant};
pub use contact::{Address, Phone, Zip};
pub use facility::{Facility, LentCoordinate, PlacedListing, Placement, Program};
pub use fact::{AttributeSet, Fact, FactSet};
pub use geo::{Coordinate, CoordinatePrecision, MapPoint};
pub use insurer::{Coverage, Insurers, PlanKind};
pub use likelihood::{IopEvidence, IopSign, Shares};
pub use listing::{Listing, ListingId};
pub use location::{AddressView, Location, Withheld};
pub use matching::{Criteria, Criterion, MatchClass};
pub use need::{Area, Need, PersonGroup};
pub use notice::Notice;
pub use npi::Npi;
pub use source::Source;
pub use state::State;
pub use vocabulary::{AttributeId, AttributeKind, Level, Payment, ProgramType, Track, Vocabulary};
