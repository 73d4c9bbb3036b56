//! Days, as tables write them.

use jiff::Span;
use jiff::civil::{Date, date};

use super::{Bound, ColumnId};
use crate::parsed::Unused;

/// Since when it is known.
#[derive(Debug, Clone)]
pub(in super::super) enum AsOf {
    /// The table does not say.
    Unknown,
    /// The same for all rows.
    Day(Date),
    /// A column, and the form its days have; any usual one where it is not given.
    Column(ColumnId, Option<String>),
}

impl AsOf {
    /// The day of a row, or that it can't be read.
    pub fn of(&self, row: Bound<'_>) -> Result<Option<Date>, ()> {
        match self {
            AsOf::Unknown => Ok(None),
            AsOf::Day(day) => Ok(Some(*day)),
            AsOf::Column(column, form) => {
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

/// Forms of days that are tried: the ones Excel and people in the United States write.
const USUAL_DAYS: [&str; 6] = ["%Y-%m-%d", "%m/%d/%y", "%m/%d/%Y", "%m-%d-%Y", "%B %d, %Y", "%d-%b-%Y"];

/// Numbers that can be days as Excel counts them: from 1990 to 2064. A year alone is none.
const SERIALS: std::ops::RangeInclusive<i64> = 32_874..=60_000;

/// The day that a text is.
pub(in super::super) fn day(text: &str, form: Option<&str>) -> Option<Date> {
    if let Some(form) = form {
        return Date::strptime(form, text).ok();
    }
    // A time behind the day does not matter.
    let first = text.split([' ', 'T']).next().filter(|day| day.contains(['-', '/'])).unwrap_or(text);
    USUAL_DAYS.iter().find_map(|form| Date::strptime(form, first).ok()).or_else(|| serial(text))
}

/// The day of a number that a spreadsheet gave in place of it: 45107 is 2023-06-30.
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
