//! When sources are imported anew.

use jiff::{SignedDuration, Timestamp};

use crate::config::Refresh;

const DAY: SignedDuration = SignedDuration::from_hours(24);

/// A run is put off by up to this part of the time between two runs, so that not everybody asks at once.
const JITTER: f64 = 1.0 / 12.0;

/// The time between two runs; none when there are none.
fn period(refresh: Refresh) -> Option<SignedDuration> {
    match refresh {
        Refresh::Off => None,
        Refresh::Daily => Some(DAY),
        Refresh::Weekly => Some(DAY * 7),
    }
}

/// When the next run is due, a period and something after the last one, and never before now. `chance` is from 0 to below
/// 1. Without a last run it is as if one had been just now: the start brings in what there is not.
pub fn next_run(refresh: Refresh, last: Option<Timestamp>, now: Timestamp, chance: f64) -> Option<Timestamp> {
    let period = period(refresh)?;
    let late = SignedDuration::from_secs_f64(period.as_secs_f64() * JITTER * chance);
    let due = last.unwrap_or(now).saturating_add(period + late).ok()?;
    Some(due.max(now))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_run_is_due_a_period_after_the_last_and_a_little_later() {
        let (last, now) = (at("2026-03-01T08:00:00Z"), at("2026-03-01T12:00:00Z"));
        let next = |refresh, chance| next_run(refresh, Some(last), now, chance);
        assert_eq!(next(Refresh::Daily, 0.0), Some(at("2026-03-02T08:00:00Z")));
        assert_eq!(next(Refresh::Daily, 0.5), Some(at("2026-03-02T09:00:00Z")));
        assert_eq!(next(Refresh::Weekly, 0.0), Some(at("2026-03-08T08:00:00Z")));
        assert_eq!(next(Refresh::Off, 0.0), None);
    }

    #[test]
    fn what_is_overdue_runs_now_and_what_never_ran_waits_a_period() {
        let now = at("2026-03-09T12:00:00Z");
        let long_ago = Some(at("2026-03-01T08:00:00Z"));
        assert_eq!(next_run(Refresh::Daily, long_ago, now, 0.9), Some(now));
        assert_eq!(next_run(Refresh::Daily, None, now, 0.0), Some(at("2026-03-10T12:00:00Z")));
    }
}
