//! Counts of facilities by attribute.

use directory::AttributeId;

use crate::columns::Columns;
use crate::plan::{Matched, Plan};
use crate::query::FacetCount;

/// A facility counts once under an attribute when a program of it that matches has it.
pub(crate) fn count(
    columns: &Columns,
    plan: &Plan<'_>,
    matched: &[Matched],
    facets: &[AttributeId],
) -> Vec<FacetCount> {
    let of_attribute = |attribute: &AttributeId| {
        let yes = columns.planes(*attribute).yes;
        let facilities = plan.facilities(matched, |found| found.any() & yes[found.word as usize]);
        FacetCount { attribute: *attribute, facilities }
    };
    facets.iter().map(of_attribute).collect()
}
