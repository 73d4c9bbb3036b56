//! The sources: one file each.

pub mod findtreatment;
pub mod locator_export;
pub mod samhsa_directory;
