//! The sources: one file each.

pub mod findtreatment;

use directory::Source;

use crate::source::SourceParser;
use findtreatment::FindTreatment;

/// The parser of a source's rows.
pub fn parser(source: Source) -> &'static dyn SourceParser {
    match source {
        Source::Findtreatment => &FindTreatment::LOCATOR,
        Source::Sample => &FindTreatment::SAMPLE,
    }
}
