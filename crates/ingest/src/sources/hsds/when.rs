//! Dates, times and ages, as directories write them.

use directory::details::Schedule as Hours;
use jiff::civil::{Date, Time, Weekday};

use super::model::Schedule;

/// The date at the beginning of a date or timestamp.
pub(super) fn date(text: &str) -> Option<Date> {
    text.trim().get(..10)?.parse().ok()
}

/// A whole number of years from 0 to 120.
pub(super) fn age(text: &str) -> Option<u8> {
    let years: f64 = text.trim().parse().ok()?;
    (0.0..=120.0).contains(&years).then_some(years as u8)
}

/// Opening hours; `None` if the schedule ended before the day on which the service was last checked, or has nothing to
/// show.
pub(super) fn hours(schedule: &Schedule, as_of: Option<Date>) -> Option<Hours> {
    let ends = [&schedule.valid_to, &schedule.until].into_iter().find_map(|day| date(day));
    if ends.zip(as_of).is_some_and(|(end, as_of)| end < as_of) {
        return None;
    }
    let words = [&schedule.description, &schedule.notes].map(|text| text.trim());
    let description = words.into_iter().find(|text| !text.is_empty()).map(str::to_owned);
    if !is_weekly(schedule) {
        // A listing would show the days and times as if they applied every week.
        return Some(Hours { description: Some(description?), ..Hours::default() });
    }
    let days: Vec<Weekday> = schedule.byday.split(',').filter_map(weekday).collect();
    if days.is_empty() {
        // Times without days would look as if they applied every day.
        return Some(Hours { description: Some(description?), ..Hours::default() });
    }
    Some(Hours {
        days,
        opens_at: time(&schedule.opens_at),
        closes_at: time(&schedule.closes_at),
        description,
    })
}

/// Whether a schedule repeats every week: its rule (RFC 5545) has no other frequency, and no numbered day such as `2TU`, the
/// second Tuesday of a month.
fn is_weekly(schedule: &Schedule) -> bool {
    let freq = schedule.freq.trim();
    let by_number = [&schedule.byweekno, &schedule.bymonthday, &schedule.byyearday];
    (freq.is_empty() || freq.eq_ignore_ascii_case("weekly"))
        && matches!(schedule.interval.trim(), "" | "1" | "1.0")
        && by_number.into_iter().all(|days| days.trim().is_empty())
        && !schedule.byday.contains(|c: char| c.is_ascii_digit())
}

/// The names of the weekdays, from Monday.
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// A weekday by its two letters (RFC 5545), its name (HSDS 1.x), or another abbreviation of it.
fn weekday(text: &str) -> Option<Weekday> {
    let text = text.trim().trim_end_matches('.').to_ascii_lowercase();
    let at = WEEKDAYS.iter().position(|name| text.len() > 1 && name.starts_with(&text))?;
    Weekday::from_monday_zero_offset(i8::try_from(at).ok()?).ok()
}

/// A time of day, in local time. An offset from UTC is ignored, because it is that of the location.
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
    fn times_are_local() {
        let evening = jiff::civil::time(17, 30, 0, 0);
        for text in ["17:30", "17:30:00", "17:30-06:00", "17:30Z", "17:30:00+01:00", "5:30 PM"] {
            assert_eq!(time(text), Some(evening), "{text}");
        }
        assert_eq!(time("evenings"), None);
    }

    #[test]
    fn an_empty_schedule_is_left_out() {
        assert_eq!(hours(&Schedule::default(), None), None);
        let schedule = Schedule { byday: "MO, WE,XX".to_owned(), ..Schedule::default() };
        assert_eq!(
            hours(&schedule, None).map(|hours| hours.days),
            Some(vec![Weekday::Monday, Weekday::Wednesday])
        );
    }

    #[test]
    fn times_without_valid_days_are_left_out() {
        for byday in ["", "XX", "1", "everyday", "M"] {
            let schedule = Schedule {
                byday: byday.to_owned(),
                opens_at: "09:00".to_owned(),
                closes_at: "17:00".to_owned(),
                ..Schedule::default()
            };
            assert_eq!(hours(&schedule, None), None, "{byday}");
            let described = hours(&Schedule { description: "9 to 5".to_owned(), ..schedule }, None);
            let described = described.expect("it has a description");
            assert_eq!((described.days.len(), described.opens_at, described.closes_at), (0, None, None));
        }
        for byday in ["TU", "Tuesday", "tues."] {
            let schedule = Schedule { byday: byday.to_owned(), ..Schedule::default() };
            assert_eq!(
                hours(&schedule, None).map(|hours| hours.days),
                Some(vec![Weekday::Tuesday]),
                "{byday}"
            );
        }
    }

    #[test]
    fn only_the_text_of_schedules_that_are_not_weekly_is_used() {
        for rule in [
            Schedule { byday: "2TU".to_owned(), ..Schedule::default() },
            Schedule { byday: "TU".to_owned(), freq: "MONTHLY".to_owned(), ..Schedule::default() },
            Schedule { byday: "TU".to_owned(), interval: "2".to_owned(), ..Schedule::default() },
            Schedule { bymonthday: "1,15".to_owned(), ..Schedule::default() },
        ] {
            assert_eq!(hours(&rule, None), None, "{rule:?}");
            let described = Schedule { description: "second Tuesdays at noon".to_owned(), ..rule };
            let shown = hours(&described, None).expect("it has a description");
            let description = shown.description.as_deref();
            assert_eq!((shown.days.len(), description), (0, Some("second Tuesdays at noon")));
        }
    }

    #[test]
    fn an_ended_schedule_is_left_out() {
        let schedule = |valid_to: &str| Schedule {
            byday: "MO".to_owned(),
            valid_to: valid_to.to_owned(),
            ..Schedule::default()
        };
        let as_of = Some(jiff::civil::date(2026, 3, 4));
        assert_eq!(hours(&schedule("2026-01-31"), as_of), None);
        assert!(hours(&schedule("2026-03-04"), as_of).is_some());
        assert!(hours(&schedule("2026-01-31"), None).is_some(), "the day of the last check is unknown");
    }

    #[test]
    fn ages_and_dates_are_read_or_left_out() {
        assert_eq!((age("12.0"), age("-1"), age("x"), age("")), (Some(12), None, None, None));
        assert_eq!(date("2026-03-04T10:00:00Z"), Some(jiff::civil::date(2026, 3, 4)));
        assert_eq!(date("spring"), None);
    }
}
