//! What people decided about pairs of listings, and the pairs that await a decision.

use directory::resolution::{BorderlinePair, Decision};
use jiff::Timestamp;

use crate::error::Error;
use crate::pending::Pending;
use crate::pool::Session;
use crate::statement::{execute, rows, table_row, values};
use crate::{Store, text};

/// A decision in the store.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptDecision {
    /// Its number. Later decisions have greater numbers.
    pub number: i64,
    /// The decision.
    pub decision: Decision,
    /// When it was made.
    pub decided_at: Timestamp,
}

/// A change to the decisions that people made.
#[derive(Debug, Clone, PartialEq)]
pub enum Review {
    /// Adds a decision.
    Decide(Decision),
    /// Withdraws a decision, by its number.
    Forget(i64),
}

table_row! {
    struct DecisionRow {
        number: i64,
        decision: String,
        decided_at: String,
    }
}

impl Store {
    /// All decisions, oldest first.
    ///
    /// # Errors
    /// When the store can't be read.
    pub fn decisions(&self) -> Pending<'_, Vec<KeptDecision>> {
        Box::pin(async move {
            const DOING: &str = "reading decisions";
            let mut session = self.pool.read(DOING).await?;
            let query = "SELECT number, decision, decided_at FROM decision ORDER BY number";
            let kept = |row: DecisionRow| {
                let what = format!("the decision {}", row.number);
                let decision = serde_json::from_str(&row.decision);
                Ok(KeptDecision {
                    number: row.number,
                    decision: decision.map_err(|error| Error::unreadable(&what, error))?,
                    decided_at: text::time(&what, &row.decided_at)?,
                })
            };
            rows!(&mut session, DOING, DecisionRow, query)?.into_iter().map(kept).collect()
        })
    }

    /// The borderline pairs of the last resolution, the least certain first.
    ///
    /// # Errors
    /// When the store can't be read.
    pub fn borderline(&self) -> Pending<'_, Vec<BorderlinePair>> {
        Box::pin(async move {
            const DOING: &str = "reading the borderline pairs";
            let mut session = self.pool.read(DOING).await?;
            let pairs = values!(&mut session, DOING, String, "SELECT pair FROM borderline ORDER BY number")?;
            let pair = |json: &String| {
                serde_json::from_str(json).map_err(|error| Error::unreadable("a borderline pair", error))
            };
            pairs.iter().map(pair).collect()
        })
    }
}

/// Adds or deletes a decision.
pub(crate) async fn review(session: &mut Session, review: &Review, at: Timestamp) -> Result<(), Error> {
    const DOING: &str = "storing a decision";
    match review {
        Review::Decide(decision) => {
            let json = serde_json::to_string(decision).expect("a decision has only text keys");
            let insert = "INSERT INTO decision (number, decision, decided_at)
                SELECT COALESCE(MAX(number), 0) + 1, $1, $2 FROM decision";
            execute!(session, DOING, insert, json, text::time_text(at))?;
        }
        Review::Forget(number) => {
            execute!(session, DOING, "DELETE FROM decision WHERE number = $1", *number)?;
        }
    }
    Ok(())
}
