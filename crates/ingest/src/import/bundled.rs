//! Which imports take the place of the bundled listings. The bundled listings never take the place of newer ones.

use directory::source::BUNDLED_YEAR;
use directory::{Source, Track};
use jiff::civil::Date;
use store::StoredListing;

use super::error::ImportError;
use crate::parsed::ParsedSet;

/// Whether listings of a source with this date take the place of the bundled ones: those of FindTreatment.gov, and
/// those of the National Directories of that year or later. Other sources do not list the whole country.
fn takes_over(source: Source, as_of: Option<Date>) -> bool {
    let is_as_new = || as_of.is_some_and(|day| day.year().cast_unsigned() >= BUNDLED_YEAR);
    source == Source::Findtreatment || (source == Source::SamhsaDirectory && is_as_new())
}

/// The tracks on which a set of `source` takes the place of the bundled listings.
pub(super) fn taken_over(source: Source, set: &ParsedSet) -> Vec<Track> {
    let takes_over = set.listings.iter().any(|listing| takes_over(source, listing.content.as_of));
    Track::ALL.into_iter().filter(|track| takes_over && set.scope.speaks_of(*track)).collect()
}

/// The tracks on which some of these listings have taken the place of the bundled ones.
pub(super) fn taken_over_by(known: &[StoredListing]) -> Vec<Track> {
    let is_taken_over = |track: &Track| {
        newer(known).any(|stored| stored.id.source == Source::Findtreatment || stored.content.track == *track)
    };
    Track::ALL.into_iter().filter(is_taken_over).collect()
}

/// Refuses to import the bundled listings if some of the `known` listings are newer.
pub(super) fn refuse_over_newer(source: Source, known: &[StoredListing]) -> Result<(), ImportError> {
    match newer(known).next().filter(|_| source == Source::Bundled) {
        Some(newer) => Err(ImportError::BundledOverNewer { newer: newer.id.source }),
        None => Ok(()),
    }
}

/// The present listings that take the place of bundled ones.
fn newer(known: &[StoredListing]) -> impl Iterator<Item = &StoredListing> {
    let present = known.iter().filter(|stored| stored.gone_at.is_none());
    present.filter(|stored| takes_over(stored.id.source, stored.content.as_of))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_listings_of_the_whole_country_that_are_as_new_take_over() {
        let day = |year| Some(Date::constant(year, 1, 1));
        let year = BUNDLED_YEAR.cast_signed();
        assert!(takes_over(Source::Findtreatment, None));
        assert!(takes_over(Source::SamhsaDirectory, day(year)));
        assert!(!takes_over(Source::SamhsaDirectory, day(year - 1)));
        assert!(!takes_over(Source::LocatorExport, day(year + 3)), "an export may have one state only");
        assert!(!takes_over(Source::Bundled, day(year)));
    }
}
