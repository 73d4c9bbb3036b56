//! Days, times and ages, as directories write them.

use directory::details::Schedule as Hours;
use jiff::civil::{Date, Time, Weekday};

use super::model::Schedule;

/// A day, of a date or of a date with a time.
pub(super) fn date(text: &str) -> Option<Date> {
    text.trim().get(..10)?.parse().ok()
}

/// A whole number of years from 0 to 120.
pub(super) fn age(text: &str) -> Option<u8> {
    let years: f64 = text.trim().parse().ok()?;
    (0.0..=120.0).contains(&years).then_some(years as u8)
}

/// When it is open; none where a schedule says nothing.
pub(super) fn hours(schedule: &Schedule) -> Option<Hours> {
    let words = [&schedule.description, &schedule.notes].map(|text| text.trim());
    let description = words.into_iter().find(|text| !text.is_empty()).map(str::to_owned);
    let hours = Hours {
        days: schedule.byday.split(',').filter_map(weekday).collect(),
        opens_at: time(&schedule.opens_at),
        closes_at: time(&schedule.closes_at),
        description,
    };
    let says_nothing = hours.days.is_empty()
        && hours.opens_at.is_none()
        && hours.closes_at.is_none()
        && hours.description.is_none();
    (!says_nothing).then_some(hours)
}

/// A day by its two letters (RFC 5545), with or without a number before it: `MO`, `2TU`.
fn weekday(text: &str) -> Option<Weekday> {
    let letters = text.trim().trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-'));
    Some(match letters.to_ascii_uppercase().as_str() {
        "MO" => Weekday::Monday,
        "TU" => Weekday::Tuesday,
        "WE" => Weekday::Wednesday,
        "TH" => Weekday::Thursday,
        "FR" => Weekday::Friday,
        "SA" => Weekday::Saturday,
        "SU" => Weekday::Sunday,
        _ => return None,
    })
}

/// A time of day; an offset from UTC behind it is the place's own and left out.
fn time(text: &str) -> Option<Time> {
    let text = text.trim();
    let local = text.split(['+', 'Z', 'z']).next().unwrap_or_default();
    let local = local.split_once('-').map_or(local, |(local, _)| local);
    local.trim().parse().or_else(|_| Time::strptime("%I:%M %p", text)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_of_the_place() {
        let evening = jiff::civil::time(17, 30, 0, 0);
        for text in ["17:30", "17:30:00", "17:30-06:00", "17:30Z", "17:30:00+01:00", "5:30 PM"] {
            assert_eq!(time(text), Some(evening), "{text}");
        }
        assert_eq!(time("evenings"), None);
    }

    #[test]
    fn a_schedule_without_anything_is_none() {
        assert_eq!(hours(&Schedule::default()), None);
        let schedule = Schedule { byday: "MO, 1WE,XX".to_owned(), ..Schedule::default() };
        assert_eq!(hours(&schedule).map(|hours| hours.days), Some(vec![Weekday::Monday, Weekday::Wednesday]));
    }

    #[test]
    fn ages_and_days_are_read_or_left_out() {
        assert_eq!((age("12.0"), age("-1"), age("x"), age("")), (Some(12), None, None, None));
        assert_eq!(date("2026-03-04T10:00:00Z"), Some(jiff::civil::date(2026, 3, 4)));
        assert_eq!(date("spring"), None);
    }
}
