//! Which listings describe one place, and which place of before it is.
//!
//! Two steps. [`clusters`] groups the listings of today by the rules of [`same_place`]. [`identity`] gives each
//! group the id of the facility it was before: by a listing's own id, else by the same rules held against the
//! listings that are gone. Ids are made from the smallest listing id of a new facility, so that the same data
//! gives the same ids on every machine.

mod clusters;
mod decision;
mod evidence;
mod identity;
mod normal;
mod same_place;

pub use decision::{Decision, Fingerprint, Side, Verdict, fingerprint};
pub use evidence::{Agreement, Borderline, Evidence, Trait};
pub use identity::{Known, Resolution, resolve};
pub use normal::street_key;

#[cfg(test)]
mod tests;
