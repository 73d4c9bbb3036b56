//! What people decided about pairs of listings, and the pairs that wait for it.

use directory::resolution::{Borderline, Decision};
use jiff::Timestamp;

use crate::error::Error;
use crate::pool::{Session, execute, rows};
use crate::publication::Review;
use crate::{Store, text};

/// A decision that is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptDecision {
    /// Its number: the later, the greater.
    pub number: i64,
    /// The decision.
    pub decision: Decision,
    /// When it was made.
    pub decided_at: Timestamp,
}

impl Store {
    /// All decisions, oldest first.
    ///
    /// # Errors
    /// When the store can't be read.
    pub async fn decisions(&self) -> Result<Vec<KeptDecision>, Error> {
        const DOING: &str = "reading decisions";
        let mut session = self.pool.read(DOING).await?;
        let query = "SELECT number, decision, decided_at FROM decision ORDER BY number";
        let kept = |(number, decision, decided_at): (i64, String, String)| {
            let what = || format!("the decision {number}");
            Ok(KeptDecision {
                number,
                decision: serde_json::from_str(&decision)
                    .map_err(|error| Error::unreadable(what(), error))?,
                decided_at: text::time(&what(), &decided_at)?,
            })
        };
        rows!(&mut session, DOING, (i64, String, String), query)?.into_iter().map(kept).collect()
    }

    /// The pairs about which the last resolution was nearly undecided, the least decided first.
    ///
    /// # Errors
    /// When the store can't be read.
    pub async fn borderline(&self) -> Result<Vec<Borderline>, Error> {
        const DOING: &str = "reading the pairs that are nearly undecided";
        let mut session = self.pool.read(DOING).await?;
        let pairs = rows!(&mut session, DOING, (String,), "SELECT pair FROM borderline ORDER BY number")?;
        let pair = |(json,): (String,)| {
            serde_json::from_str(&json).map_err(|error| Error::unreadable("a borderline pair", error))
        };
        pairs.into_iter().map(pair).collect()
    }
}

/// Writes what a person decided.
pub(crate) async fn review(session: &mut Session, review: &Review, at: Timestamp) -> Result<(), Error> {
    const DOING: &str = "keeping a decision";
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
