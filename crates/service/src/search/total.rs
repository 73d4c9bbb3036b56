//! How many facilities a search finds.

use search::Totals;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How many facilities match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Total {
    /// All of them.
    pub facilities: u32,
    /// Those whose best program is a confirmed match.
    pub confirmed: u32,
    /// Those whose best program is a possible match.
    pub possible: u32,
}

impl From<Totals> for Total {
    fn from(totals: Totals) -> Total {
        Total { facilities: totals.facilities, confirmed: totals.confirmed, possible: totals.possible }
    }
}
