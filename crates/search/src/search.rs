//! Answers queries.

use directory::{AttributeId, Need};

use crate::error::SearchError;
use crate::names::{self, NameMatches};
use crate::plan::QueryPlan;
use crate::query::{FacetCount, MatchFilter, Query, SearchResults, Sort, Totals};
use crate::select::Selection;
use crate::snapshot::Snapshot;

impl Snapshot {
    /// Answers a query.
    ///
    /// # Errors
    /// If the query asks for an order by distance without a point, or continues from a facility that does not match.
    pub fn search(&self, query: &Query) -> Result<SearchResults, SearchError> {
        if query.sort == Sort::Distance && query.need.center().is_none() {
            return Err(SearchError::NoPoint);
        }
        let names = query.name.as_deref().map(|name| self.named(name)).transpose()?.flatten();
        let plan = QueryPlan::new(&self.columns, &query.need, &query.first);
        let named = names.as_ref().map(|names| names.rows.as_slice());
        let matched = plan.run(&self.places, &query.need, query.keep, named);
        let selection =
            Selection { snapshot: self, query, plan: &plan, matched: &matched, names: names.as_ref() };
        let mut hits = selection.hits()?;
        let more = hits.len() > query.limit;
        hits.truncate(query.limit);
        let facilities = plan.facilities(&matched, |found| found.any());
        let confirmed = plan.facilities(&matched, |found| found.confirmed);
        let telehealth = facilities - plan.facilities(&matched, |found| found.visit);
        Ok(SearchResults {
            totals: Totals { facilities, confirmed, possible: facilities - confirmed, telehealth },
            hits,
            more,
            facets: plan.facets(&matched, &query.facets),
        })
    }

    fn named(&self, name: &str) -> Result<Option<NameMatches>, SearchError> {
        let [segment] = self.searcher.segment_readers() else { return Ok(None) };
        Ok(names::find(segment, self.fields.names, name)?)
    }

    /// For each attribute, the number of facilities with a program that has it.
    pub fn counts(&self, attributes: &[AttributeId]) -> Vec<FacetCount> {
        let need = Need::anything();
        let plan = QueryPlan::new(&self.columns, &need, &[]);
        let matched = plan.run(&self.places, &need, MatchFilter::Any, None);
        plan.facets(&matched, attributes)
    }
}
