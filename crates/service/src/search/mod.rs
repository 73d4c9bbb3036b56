//! One search, from the request to its response.

mod alternatives;
mod criteria;
mod cursor;
mod insurance;
mod page;
mod resolve;
mod response;
mod rounded;
mod total;

pub use alternatives::{SearchAlternative, TELEHEALTH};
pub use criteria::CriterionMatch;
pub use page::SearchPage;
pub use resolve::ResolvedSearch;
pub use response::{ProgramAssessment, ProgramMatch, SearchResponse, SearchResult};
