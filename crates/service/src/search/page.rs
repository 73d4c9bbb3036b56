//! One page of what a search finds.

use search::{Alternative, SearchError, SearchResults};

use super::cursor;
use super::resolve::{ResolvedSearch, no_point};
use crate::error::Error;
use crate::serving::Serving;

/// One page of what a search finds, and how it could find more.
pub struct SearchPage {
    /// The matches of this page, with totals and facets.
    pub results: SearchResults,
    /// The cursor of the next page; `None` on the last one.
    pub next_cursor: Option<String>,
    /// The changes to the request that would find more.
    pub alternatives: Vec<Alternative>,
}

impl SearchPage {
    /// Searches.
    ///
    /// # Errors
    /// If the cursor does not belong to this search or is out of date, or if the index can't be read.
    pub fn find(serving: &Serving, search: &ResolvedSearch) -> Result<SearchPage, Error> {
        let Serving { snapshot, secret, .. } = serving;
        let mut query = search.query.clone();
        let cursor = search.parameters.cursor.as_ref();
        if let Some(cursor) = cursor {
            query.after = Some(cursor::read(cursor, snapshot.identity(), search, secret)?);
        }
        let results = snapshot.search(&query).map_err(search_problem)?;
        let alternatives = match cursor {
            None => snapshot.alternatives(&query, results.totals).map_err(search_problem)?,
            Some(_) => Vec::new(),
        };
        let last = results.hits.last().filter(|_| results.more);
        let next_cursor = last.map(|hit| cursor::write(hit.position, snapshot.identity(), search, secret));
        Ok(SearchPage { results, next_cursor, alternatives })
    }
}

fn search_problem(err: SearchError) -> Error {
    match err {
        SearchError::Position => cursor::bad(),
        SearchError::NoPoint => no_point(),
        SearchError::Names(_) => Error::internal("searching", &err),
    }
}
