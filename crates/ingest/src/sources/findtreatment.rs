//! The rows of the FindTreatment.gov locator, and of whatever is written in their form.

mod row;
mod services;
mod set;

pub(super) use row::track;

use directory::Source;

use crate::source::{Description, SetParser, SourceParser, ZipPoints};

/// Where the locator answers.
pub const LOCATOR_URL: &str = "https://findtreatment.gov/locator/exportsAsJson/v2";

/// Reads rows in the form of the locator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FindTreatment {
    source: Source,
}

impl FindTreatment {
    /// The locator's own rows.
    pub const LOCATOR: FindTreatment = FindTreatment { source: Source::Findtreatment };

    /// The fictional listings that come with the program.
    pub const SAMPLE: FindTreatment = FindTreatment { source: Source::Sample };
}

impl SourceParser for FindTreatment {
    fn description(&self) -> Description {
        Description::of_surveys(self.source)
    }

    fn start<'a>(&'a self, zips: &'a dyn ZipPoints) -> Box<dyn SetParser + 'a> {
        Box::new(set::RowSet::new(zips))
    }
}
