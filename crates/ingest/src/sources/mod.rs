//! The sources: one file each.

pub mod findtreatment;
pub mod hsds;
pub mod nppes;
