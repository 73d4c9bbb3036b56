//! Offline gazetteer: looks up the coordinates of ZIP codes, cities, military bases, counties, regions and states of
//! the United States.
//!
//! The tables are embedded in the binary, so nobody's whereabouts are sent elsewhere. [`Gazetteer::resolve`] turns what a
//! person typed into one place, or says why it can't and offers similar names. [`Gazetteer::suggest`] completes what is
//! being typed.
//!
//! Everything here is pure: no input or output beyond the embedded tables.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod address;
mod area_lookup;
mod areas;
mod coordinates;
mod error;
mod gazetteer;
mod military;
mod named;
mod names;
mod nearest;
mod normalize;
mod place;
mod resolve;
mod similar;
mod states;
mod suggest;
mod table;

pub use error::PlaceError;
pub use gazetteer::Gazetteer;
pub use normalize::words;
pub use place::{CityPoint, Place, PlaceKind, ZipPoint};
