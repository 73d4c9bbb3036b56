//! The sources: one file each.

pub mod findtreatment;
