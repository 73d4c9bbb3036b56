//! What all front ends share: the typed request, the response, the directory being served and its refresh, and the
//! lookups of insurers and places. It knows neither HTTP nor HTML.

pub mod counts;
pub mod documents;
pub mod error;
pub mod facility_lookup;
pub mod facility_path;
pub mod facility_response;
pub mod facility_summary;
pub mod fact_words;
pub mod form_token;
pub mod health;
pub mod history_response;
pub mod insurer_suggestions;
pub mod insurer_words;
pub mod language;
mod one_of;
pub mod place_suggestions;
pub mod place_words;
pub mod program_summary;
pub mod provenance;
pub mod request;
pub mod search;
pub mod serving;
pub mod update;
pub mod vocabulary_response;
mod watching;
pub mod written;

pub use crate::search::ResolvedSearch;
pub use documents::{IndexWriter, index_identity};
pub use error::{Error, Fault, SOON};
pub use facility_summary::{AddressSummary, FacilitySummary, SourceReference};
pub use fact_words::{FactWords, WordsError};
pub use language::Language;
pub use serving::{Directory, RefreshError, Serving, identity};
pub use update::{Update, UpdateStep};
pub use watching::try_to_write;
