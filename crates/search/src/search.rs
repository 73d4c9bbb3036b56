//! Answers queries.

use directory::score::Scorer;
use directory::{AttributeId, Criteria, Need};

use crate::error::SearchError;
use crate::names::{self, NameMatches};
use crate::plan::{Matched, QueryPlan};
use crate::query::{FacetCount, MatchFilter, Query, SearchResults, Sort, Totals};
use crate::select::Selection;
use crate::snapshot::Snapshot;

impl Snapshot {
    /// Answers a query.
    ///
    /// # Errors
    /// If the query asks for an order by distance without a point, if it continues from a facility that does not match,
    /// or if the index can't be read.
    pub fn search(&self, query: &Query) -> Result<SearchResults, SearchError> {
        self.search_named(query, self.named(query)?.as_ref())
    }

    /// Answers a query whose name was looked up before.
    ///
    /// # Errors
    /// As [`Snapshot::search`].
    pub(crate) fn search_named(
        &self,
        query: &Query,
        names: Option<&NameMatches>,
    ) -> Result<SearchResults, SearchError> {
        if query.sort == Sort::Distance && query.need.center().is_none() {
            return Err(SearchError::NoPoint);
        }
        let criteria = Criteria::for_need(&query.need);
        let plan = QueryPlan::new(&self.columns, &criteria, &query.first);
        let matched = self.matched(&plan, query, names);
        let scorer = Scorer { need: &query.need, criteria: &criteria, shares: &self.shares };
        let selection = Selection { snapshot: self, query, plan: &plan, scorer, matched: &matched, names };
        let mut hits = selection.hits()?;
        let more = hits.len() > query.limit;
        hits.truncate(query.limit);
        let facets = plan.facets(&matched, &query.facets);
        Ok(SearchResults { totals: plan.totals(&matched), hits, more, facets })
    }

    /// Counts what a query finds. Its name was looked up before.
    pub(crate) fn totals(&self, query: &Query, names: Option<&NameMatches>) -> Totals {
        let criteria = Criteria::for_need(&query.need);
        let plan = QueryPlan::new(&self.columns, &criteria, &query.first);
        plan.totals(&self.matched(&plan, query, names))
    }

    fn matched(&self, plan: &QueryPlan<'_>, query: &Query, names: Option<&NameMatches>) -> Vec<Matched> {
        let named = names.map(|names| names.rows.as_slice());
        plan.run(&self.places, &query.need, query.keep, named)
    }

    /// The facilities with the query's name and numbers. `None` if it has none.
    ///
    /// # Errors
    /// If the index can't be read.
    pub(crate) fn named(&self, query: &Query) -> Result<Option<NameMatches>, SearchError> {
        match self.searcher.segment_readers() {
            [segment] if query.is_named() => Ok(names::find(segment, &self.fields, query)?),
            _ => Ok(None),
        }
    }

    /// For each attribute, the number of facilities with a program that has it.
    pub fn counts(&self, attributes: &[AttributeId]) -> Vec<FacetCount> {
        let need = Need::anything();
        let plan = QueryPlan::new(&self.columns, &Criteria::for_need(&need), &[]);
        let matched = plan.run(&self.places, &need, MatchFilter::Any, None);
        plan.facets(&matched, attributes)
    }
}
