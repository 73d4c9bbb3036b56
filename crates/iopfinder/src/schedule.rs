//! When to import the configured sources again.

use jiff::{SignedDuration, Timestamp};

use crate::config::Refresh;

const DAY: SignedDuration = SignedDuration::from_hours(24);

/// A run is delayed by up to this fraction of its period, so that installations don't all send requests at once.
const JITTER: f64 = 1.0 / 12.0;

/// The time between two runs; `None` if there are no runs.
fn period(refresh: Refresh) -> Option<SignedDuration> {
    match refresh {
        Refresh::Off => None,
        Refresh::Daily => Some(DAY),
        Refresh::Weekly => Some(DAY * 7),
    }
}

/// Two computers' clocks may differ by this much.
const TOLERANCE: SignedDuration = SignedDuration::from_mins(5);

/// Whether something that has happened seems to happen in the future: the clock was wrong then, or is wrong now.
pub fn is_in_future(time: Timestamp, now: Timestamp) -> bool {
    time.duration_since(now) > TOLERANCE
}

/// When to run next: one period and a random delay after the last run, but not before now. `random` is at least 0 and less
/// than 1. If there has been no run yet, the first is due one period from now, because a server without listings has
/// already imported some at startup. If the last run is in the future, nobody knows when it was, and the next is due now.
pub fn next_run(refresh: Refresh, last: Option<Timestamp>, now: Timestamp, random: f64) -> Option<Timestamp> {
    let period = period(refresh)?;
    if last.is_some_and(|last| is_in_future(last, now)) {
        return Some(now);
    }
    let delay = SignedDuration::from_secs_f64(period.as_secs_f64() * JITTER * random);
    let due = last.unwrap_or(now).saturating_add(period + delay).ok()?;
    Some(due.max(now))
}

/// The time between two attempts to replace the bundled listings.
const RETRY: SignedDuration = SignedDuration::from_hours(1);

/// When to try again to replace the bundled listings: an hour and a random delay after the failure. `random` is at
/// least 0 and less than 1.
pub fn next_attempt(failed_at: Timestamp, random: f64) -> Timestamp {
    let delay = SignedDuration::from_secs_f64(RETRY.as_secs_f64() * JITTER * random);
    failed_at.saturating_add(RETRY + delay).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_run_is_due_a_period_after_the_last_one() {
        let (last, now) = (at("2026-03-01T08:00:00Z"), at("2026-03-01T12:00:00Z"));
        let next = |refresh, random| next_run(refresh, Some(last), now, random);
        assert_eq!(next(Refresh::Daily, 0.0), Some(at("2026-03-02T08:00:00Z")));
        assert_eq!(next(Refresh::Daily, 0.5), Some(at("2026-03-02T09:00:00Z")));
        assert_eq!(next(Refresh::Weekly, 0.0), Some(at("2026-03-08T08:00:00Z")));
        assert_eq!(next(Refresh::Off, 0.0), None);
    }

    #[test]
    fn a_last_run_in_the_future_is_unknown_and_the_next_is_due_now() {
        let now = at("2026-03-01T08:00:00Z");
        for wrong in ["2026-03-01T08:06:00Z", "2038-01-19T03:14:08Z", "9999-12-30T22:00:00Z"] {
            assert_eq!(next_run(Refresh::Daily, Some(at(wrong)), now, 0.9), Some(now), "{wrong}");
        }
        let nearly = Some(at("2026-03-01T08:04:00Z"));
        assert_eq!(next_run(Refresh::Daily, nearly, now, 0.0), Some(at("2026-03-02T08:04:00Z")));
        assert_eq!(next_run(Refresh::Weekly, Some(Timestamp::MIN), now, 0.5), Some(now));
        assert_eq!(next_run(Refresh::Weekly, Some(Timestamp::MAX), Timestamp::MAX, 0.5), None);
    }

    #[test]
    fn an_attempt_that_failed_is_repeated_an_hour_later() {
        let failed = at("2026-03-01T08:00:00Z");
        assert_eq!(next_attempt(failed, 0.0), at("2026-03-01T09:00:00Z"));
        assert_eq!(next_attempt(failed, 0.5), at("2026-03-01T09:02:30Z"));
        assert_eq!(next_attempt(Timestamp::MAX, 0.5), Timestamp::MAX);
    }

    #[test]
    fn an_overdue_run_is_due_now() {
        let now = at("2026-03-09T12:00:00Z");
        let long_ago = Some(at("2026-03-01T08:00:00Z"));
        assert_eq!(next_run(Refresh::Daily, long_ago, now, 0.9), Some(now));
        assert_eq!(next_run(Refresh::Daily, None, now, 0.0), Some(at("2026-03-10T12:00:00Z")));
    }
}
