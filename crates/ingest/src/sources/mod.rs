//! The sources, each in a module of its own.

pub mod bundled;
pub mod csv;
pub mod findtreatment;
pub mod hsds;
pub mod locator_export;
pub mod nppes;
pub mod samhsa_directory;
mod unknown;
