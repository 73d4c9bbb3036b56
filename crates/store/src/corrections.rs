//! What visitors say is wrong with a facility. Kept: which facility, one of a few fixed choices, the day, and how
//! often. Never who, from where, at what time of day, or in words of their own.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::error::Error;
use crate::pool::{Session, execute, row, rows};
use crate::{Store, text};

/// What can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CorrectionChoice {
    /// A telephone number does not work, or is somebody else's.
    Phone,
    /// It is at another address.
    Moved,
    /// It is closed for good.
    Closed,
    /// It has no intensive outpatient program.
    NoIop,
    /// It does not take an insurance that is listed.
    Insurance,
    /// It offers other things than are listed.
    Services,
    /// Its name or website is wrong.
    Name,
}

impl CorrectionChoice {
    /// All of them, in the order they are offered.
    pub const ALL: [CorrectionChoice; 7] = [
        CorrectionChoice::Phone,
        CorrectionChoice::Moved,
        CorrectionChoice::Closed,
        CorrectionChoice::NoIop,
        CorrectionChoice::Insurance,
        CorrectionChoice::Services,
        CorrectionChoice::Name,
    ];

    /// Its name in the store, in forms and in JSON.
    pub fn slug(self) -> &'static str {
        match self {
            CorrectionChoice::Phone => "phone",
            CorrectionChoice::Moved => "moved",
            CorrectionChoice::Closed => "closed",
            CorrectionChoice::NoIop => "no_iop",
            CorrectionChoice::Insurance => "insurance",
            CorrectionChoice::Services => "services",
            CorrectionChoice::Name => "name",
        }
    }

    /// The choice of that name.
    pub fn from_slug(slug: &str) -> Option<CorrectionChoice> {
        CorrectionChoice::ALL.into_iter().find(|choice| choice.slug() == slug)
    }
}

/// What was said of a facility on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// The facility.
    pub facility: Uuid,
    /// What is wrong with it.
    pub choice: CorrectionChoice,
    /// The day, in UTC.
    pub day: Date,
    /// How often that was said, as far as it was counted: [`MOST_A_DAY`] at the most.
    pub count: u32,
}

/// How often one choice of one facility is counted on a day.
pub const MOST_A_DAY: u32 = 50;

/// How many facilities and choices are kept of one day: a flood ends here.
pub const MOST_ROWS_A_DAY: u32 = 500;

const WRITING: &str = "keeping a correction";
const READING: &str = "reading corrections";

impl Store {
    /// Counts that somebody said this of a facility. False when the day is full, and nothing was kept.
    ///
    /// # Errors
    /// When the store can't be written. Soon, with [`Error::Locked`], while another process publishes to an SQLite file.
    pub async fn add_correction(
        &self,
        facility: Uuid,
        choice: CorrectionChoice,
        day: Date,
    ) -> Result<bool, Error> {
        let mut session = self.hasty.write(WRITING).await?;
        let (facility, day) = (facility.to_string(), day.to_string());
        let more = "UPDATE correction SET count = count + CASE WHEN count < $4 THEN 1 ELSE 0 END
            WHERE facility_id = $1 AND choice = $2 AND day = $3";
        let most = i64::from(MOST_A_DAY);
        let counted = execute!(&mut session, WRITING, more, &facility, choice.slug(), &day, most)?;
        let kept = counted > 0 || first_today(&mut session, &facility, choice, &day).await?;
        session.commit(WRITING).await?;
        Ok(kept)
    }

    /// What was said, the newest day first, and on one day what was said most often.
    ///
    /// # Errors
    /// When the store can't be read.
    pub async fn corrections(&self) -> Result<Vec<Correction>, Error> {
        let mut session = self.pool.read(READING).await?;
        let query = "SELECT facility_id, choice, day, count FROM correction
            ORDER BY day DESC, count DESC, facility_id, choice";
        let rows = rows!(&mut session, READING, (String, String, String, i64), query)?;
        rows.into_iter().map(correction).collect()
    }
}

/// Keeps what nobody said yet today, unless the day is full.
async fn first_today(
    session: &mut Session,
    facility: &str,
    choice: CorrectionChoice,
    day: &str,
) -> Result<bool, Error> {
    let query = "SELECT COUNT(*) FROM correction WHERE day = $1";
    let kept = row!(&mut *session, WRITING, (i64,), query, day)?.map_or(0, |(kept,)| kept);
    if kept >= i64::from(MOST_ROWS_A_DAY) {
        return Ok(false);
    }
    // Another server may have been as quick.
    let insert = "INSERT INTO correction (facility_id, choice, day, count) VALUES ($1, $2, $3, 1)
        ON CONFLICT (facility_id, choice, day) DO UPDATE SET count = correction.count + 1";
    execute!(session, WRITING, insert, facility, choice.slug(), day)?;
    Ok(true)
}

fn correction((facility, choice, day, count): (String, String, String, i64)) -> Result<Correction, Error> {
    const WHAT: &str = "a correction";
    let known = CorrectionChoice::from_slug(&choice);
    Ok(Correction {
        facility: text::id(WHAT, &facility)?,
        choice: known.ok_or_else(|| Error::unreadable(WHAT, format!("{choice:?} is no choice")))?,
        day: day.parse().map_err(|error| Error::unreadable(WHAT, error))?,
        count: u32::try_from(count).map_err(|error| Error::unreadable(WHAT, error))?,
    })
}
