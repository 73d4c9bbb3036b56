//! The fictional listings that come with the program.

use crate::file::SourceFile;
use crate::parsed::ParsedSet;
use crate::source::{Document, read_set};
use crate::sources::findtreatment::FindTreatment;
use crate::zip_points::ZipPoints;

const SAMPLE: &[u8] = include_bytes!("../../../data/sample/findtreatment_rows.json");

/// The file with the fictional listings, in the format of the locator.
pub(crate) fn sample_file() -> SourceFile {
    SourceFile::from_bytes("findtreatment_rows.json", SAMPLE.to_vec())
}

/// The fictional listings, read like those of any other source.
///
/// # Panics
/// Never: the file is part of the program, and a test reads it.
pub fn sample(zips: &dyn ZipPoints) -> ParsedSet {
    let mut documents = std::iter::once(Document::File(sample_file()));
    read_set(&FindTreatment::SAMPLE, &mut documents, zips, &mut |_| ()).expect("the sample is a list of rows")
}
