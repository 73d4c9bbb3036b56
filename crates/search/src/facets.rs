//! Counts of facilities by attribute.

use directory::AttributeId;

use crate::columns::IndexColumns;
use crate::plan::{Matched, QueryPlan};
use crate::query::FacetCount;

/// A facility counts once under an attribute when a program of it that matches has it.
pub(crate) fn count(
    columns: &IndexColumns,
    plan: &QueryPlan<'_>,
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
