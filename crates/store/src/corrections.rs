//! Corrections: what visitors say is wrong with a facility.
//!
//! The store keeps the facility, one of a few fixed choices, the day, and a count. It never keeps who said so, from where,
//! at what time of day, or anything in the visitor's own words.

use directory::named_enum;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::error::Error;
use crate::pending::Pending;
use crate::pool::Session;
use crate::statement::{execute, rows, table_row};
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
    /// How often visitors said so. Together, the corrections of a facility on a day have at most [`MOST_A_DAY`].
    pub count: u32,
}

/// How many corrections of one facility are counted on one day, at most. There is no limit for all facilities together,
/// since one visitor could use it up for everybody.
pub const MOST_A_DAY: u32 = 20;

/// How many days a correction is kept, so that a flood can't fill the disk.
const DAYS_KEPT: i64 = 90;

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
    /// Counts a visitor who said this about a facility. Returns false if it was not counted, because the facility already
    /// has [`MOST_A_DAY`] corrections on this day. Corrections that are too old are deleted.
    ///
    /// # Errors
    /// When the store can't be written.
    pub fn add_correction(&self, facility: Uuid, choice: CorrectionChoice, day: Date) -> Pending<'_, bool> {
        Box::pin(async move {
            let mut session = self.pool.write(WRITING).await?;
            delete_before(&mut session, day.saturating_sub(DAYS_KEPT.days())).await?;
            let is_counted = count(&mut session, &facility.to_string(), choice, &day.to_string()).await?;
            session.commit(WRITING).await?;
            Ok(is_counted)
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

async fn delete_before(session: &mut Session, day: Date) -> Result<(), Error> {
    execute!(session, WRITING, "DELETE FROM correction WHERE day < $1", day.to_string())?;
    Ok(())
}

/// Counts a correction, unless the facility already has [`MOST_A_DAY`] on this day.
async fn count(
    session: &mut Session,
    facility: &str,
    choice: CorrectionChoice,
    day: &str,
) -> Result<bool, Error> {
    let insert = "INSERT INTO correction (facility_id, choice, day, count)
        SELECT $1, $2, $3, 1
        WHERE (SELECT CAST(COALESCE(SUM(count), 0) AS BIGINT) FROM correction
            WHERE facility_id = $1 AND day = $3) < $4
        ON CONFLICT (facility_id, choice, day) DO UPDATE SET count = correction.count + 1";
    let most = i64::from(MOST_A_DAY);
    Ok(execute!(session, WRITING, insert, facility, choice.slug(), day, most)? > 0)
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
