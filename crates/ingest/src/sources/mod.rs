//! The sources: one file each.

pub mod findtreatment;
pub mod samhsa_directory;
