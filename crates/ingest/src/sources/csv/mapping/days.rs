//! Days in tables.

use jiff::Span;
use jiff::civil::{Date, date};

use super::cell::ColumnId;
use super::row::MappedRow;
use crate::parsed::Unused;

/// Where to find the day on which a row was true.
#[derive(Debug, Clone)]
pub(in super::super) enum AsOfRule {
    /// The table does not say.
    Unknown,
    /// The same for all rows.
    Day(Date),
    /// A column, and the format of its days; without one, any usual format.
    Column(ColumnId, Option<String>),
}

impl AsOfRule {
    /// The day of a row, if it has one; an error if it can't be read.
    pub fn for_row(&self, row: MappedRow<'_>) -> Result<Option<Date>, ()> {
        match self {
            AsOfRule::Unknown => Ok(None),
            AsOfRule::Day(day) => Ok(Some(*day)),
            AsOfRule::Column(column, form) => {
                let Some(cell) = row.cell(*column) else { return Ok(None) };
                let day = day(cell.trim(), form.as_deref());
                if day.is_none() {
                    row.unused(*column, cell, Unused::NoDay);
                }
                day.map(Some).ok_or(())
            }
        }
    }
}

/// The formats that Excel and people in the United States use.
const USUAL_DAYS: [&str; 6] = ["%Y-%m-%d", "%m/%d/%y", "%m/%d/%Y", "%m-%d-%Y", "%B %d, %Y", "%d-%b-%Y"];

/// The serial numbers of the days from 1990 to 2064 in Excel. They exclude years, such as 2026, and most ZIP codes.
const SERIALS: std::ops::RangeInclusive<i64> = 32_874..=60_000;

/// Parses a day, in the given format or else in any usual one.
pub(in super::super) fn day(text: &str, form: Option<&str>) -> Option<Date> {
    if let Some(form) = form {
        return Date::strptime(form, text).ok();
    }
    // A time after the day is ignored.
    let first = text.split([' ', 'T']).next().filter(|day| day.contains(['-', '/'])).unwrap_or(text);
    USUAL_DAYS.iter().find_map(|form| Date::strptime(form, first).ok()).or_else(|| serial(text))
}

/// The day that a serial number stands for in a spreadsheet: 45107 is 2023-06-30.
fn serial(text: &str) -> Option<Date> {
    let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
    let days: i64 = whole.parse().ok().filter(|days| SERIALS.contains(days))?;
    date(1899, 12, 30).checked_add(Span::new().days(days)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_days_are_read() {
        let june = Date::new(2023, 6, 30).ok();
        for text in [
            "2023-06-30",
            "6/30/2023",
            "06/30/23",
            "2023-06-30 12:00:00",
            "June 30, 2023",
            "30-Jun-2023",
            "45107",
            "45107.5",
        ] {
            assert_eq!(day(text, None), june, "{text}");
        }
        assert_eq!(day("30.6.2023", Some("%d.%m.%Y")), june);
        for text in ["soon", "2023", "78701", "5125550100", "-45107", ""] {
            assert_eq!(day(text, None), None, "{text}");
        }
    }
}
