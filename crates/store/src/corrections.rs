//! Corrections: what visitors say is wrong with a facility.
//!
//! The store keeps the facility, one of a few fixed choices, the day, and a count. It never keeps who said so, from where,
//! at what time of day, or anything in the visitor's own words.

use directory::named_enum;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::error::Error;
use crate::pending::Pending;
use crate::pool::Session;
use crate::statement::{execute, rows, table_row, value};
use crate::{Store, text};

named_enum! {
    /// What can be wrong with a facility's entry.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum CorrectionChoice {
        /// A telephone number does not work, or is somebody else's.
        Phone = "phone",
        /// It is at another address.
        Moved = "moved",
        /// It is closed for good.
        Closed = "closed",
        /// It has no intensive outpatient program.
        NoIop = "no_iop",
        /// It does not accept an insurance that is listed.
        Insurance = "insurance",
        /// It offers different services from those listed.
        Services = "services",
        /// Its name or website is wrong.
        Name = "name",
    }
}

/// What visitors said about a facility on one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// The facility.
    pub facility: Uuid,
    /// What is wrong with it.
    pub choice: CorrectionChoice,
    /// The day, in UTC.
    pub day: Date,
    /// How often visitors said so, at most [`MOST_A_DAY`].
    pub count: u32,
}

/// How often one choice for one facility is counted on one day, at most.
pub const MOST_A_DAY: u32 = 50;

/// How many pairs of a facility and a choice are stored for one day, at most, so that a flood can't fill the disk.
pub const MOST_ROWS_A_DAY: u32 = 500;

table_row! {
    struct CorrectionRow {
        facility_id: String,
        choice: String,
        day: String,
        count: i64,
    }
}

const WRITING: &str = "writing a correction";
const READING: &str = "reading corrections";

impl Store {
    /// Counts a visitor who said this about a facility. Returns false if nothing was stored, because the day
    /// already has [`MOST_ROWS_A_DAY`] rows.
    ///
    /// # Errors
    /// When the store can't be written.
    pub fn add_correction(&self, facility: Uuid, choice: CorrectionChoice, day: Date) -> Pending<'_, bool> {
        Box::pin(async move {
            let mut session = self.pool.write(WRITING).await?;
            let (facility, day) = (facility.to_string(), day.to_string());
            let more = "UPDATE correction SET count = count + CASE WHEN count < $4 THEN 1 ELSE 0 END
            WHERE facility_id = $1 AND choice = $2 AND day = $3";
            let most = i64::from(MOST_A_DAY);
            let counted = execute!(&mut session, WRITING, more, &facility, choice.slug(), &day, most)?;
            let kept = counted > 0 || add_today(&mut session, &facility, choice, &day).await?;
            session.commit(WRITING).await?;
            Ok(kept)
        })
    }

    /// All corrections, the newest day first, and within a day the most frequent first.
    ///
    /// # Errors
    /// When the store can't be read.
    pub fn corrections(&self) -> Pending<'_, Vec<Correction>> {
        Box::pin(async move {
            let mut session = self.pool.read(READING).await?;
            let query = "SELECT facility_id, choice, day, count FROM correction
            ORDER BY day DESC, count DESC, facility_id, choice";
            rows!(&mut session, READING, CorrectionRow, query)?
                .into_iter()
                .map(CorrectionRow::parse)
                .collect()
        })
    }
}

/// Adds a correction that nobody has made yet that day, unless the day already has [`MOST_ROWS_A_DAY`] rows.
async fn add_today(
    session: &mut Session,
    facility: &str,
    choice: CorrectionChoice,
    day: &str,
) -> Result<bool, Error> {
    let query = "SELECT COUNT(*) FROM correction WHERE day = $1";
    let kept = value!(&mut *session, WRITING, i64, query, day)?;
    if kept.unwrap_or_default() >= i64::from(MOST_ROWS_A_DAY) {
        return Ok(false);
    }
    // Another server may have added it in the meantime.
    let insert = "INSERT INTO correction (facility_id, choice, day, count) VALUES ($1, $2, $3, 1)
        ON CONFLICT (facility_id, choice, day) DO UPDATE SET count = correction.count + 1";
    execute!(session, WRITING, insert, facility, choice.slug(), day)?;
    Ok(true)
}

impl CorrectionRow {
    fn parse(self) -> Result<Correction, Error> {
        const WHAT: &str = "a correction";
        let unknown = || Error::unreadable(WHAT, format!("{:?} is not a choice", self.choice));
        Ok(Correction {
            facility: text::id(WHAT, &self.facility_id)?,
            choice: CorrectionChoice::from_slug(&self.choice).ok_or_else(unknown)?,
            day: self.day.parse().map_err(|error| Error::unreadable(WHAT, error))?,
            count: u32::try_from(self.count).map_err(|error| Error::unreadable(WHAT, error))?,
        })
    }
}
