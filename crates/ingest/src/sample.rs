//! The fictional listings that come with the program.

use serde_json::value::RawValue;

use crate::parsed::ParsedSet;
use crate::source::{SourceParser as _, ZipPoints};
use crate::sources::findtreatment::FindTreatment;

const SAMPLE: &str = include_str!("../../../data/sample/findtreatment_rows.json");

/// The fictional listings that come with the program, read as any other source's.
///
/// # Panics
/// Never: the file is part of the program, and a test reads it.
pub fn sample(zips: &dyn ZipPoints) -> ParsedSet {
    let rows: Vec<&RawValue> = serde_json::from_str(SAMPLE).expect("the built-in sample is a list of rows");
    let mut set = FindTreatment::SAMPLE.start(zips);
    rows.iter().for_each(|row| set.row(row.get()));
    set.finish()
}
