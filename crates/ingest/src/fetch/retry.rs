//! How long to wait before a request is repeated.

use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;

use super::options::FetchOptions;

/// Whether a request that failed with this HTTP status may succeed later.
pub(super) fn is_temporary(status: u16) -> bool {
    matches!(status, 429 | 500 | 502 | 503 | 504)
}

/// The wait that a `Retry-After` header asks for, in seconds or as a date; `None` when it can't be read.
pub(super) fn asked_wait(retry_after: &str, now: Timestamp) -> Option<Duration> {
    let text = retry_after.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let then = DateTimeParser::new().relaxed_weekday(true).parse_timestamp(text).ok()?;
    Some(Duration::try_from(then.duration_since(now)).unwrap_or_default())
}

/// The wait after a number of failures in a row: what the service asked for, or else a random part of a limit that doubles
/// with each failure. `random` is from 0 to 1.
pub(super) fn wait(options: &FetchOptions, failures: u32, asked: Option<Duration>, random: f64) -> Duration {
    if let Some(asked) = asked {
        return asked.min(options.retry_after_cap);
    }
    let doubled = 2_u32.saturating_pow(failures.saturating_sub(1));
    let limit = options.backoff_base.saturating_mul(doubled).min(options.backoff_cap);
    limit.mul_f64(random.clamp(0.0, 1.0))
}

/// The pause between two requests: `delay`, varied by up to a tenth. `random` is from 0 to 1.
pub(super) fn pause(delay: Duration, random: f64) -> Duration {
    delay.mul_f64(0.9 + 0.2 * random.clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retry_after_is_read_in_seconds_or_as_a_date() -> Result<(), jiff::Error> {
        let now: Timestamp = "1994-11-06T08:49:37Z".parse()?;
        let seconds = |text| asked_wait(text, now).map(|wait| wait.as_secs());
        assert_eq!(seconds("120"), Some(120));
        assert_eq!(seconds(" 0 "), Some(0));
        assert_eq!(seconds("Sun, 06 Nov 1994 08:51:37 GMT"), Some(120));
        assert_eq!(seconds("Sun, 06 Nov 1994 08:40:37 GMT"), Some(0), "a date in the past");
        for bad in ["", "soon", "-1", "1.5"] {
            assert_eq!(seconds(bad), None, "{bad}");
        }
        Ok(())
    }

    #[test]
    fn waits_double_up_to_a_limit() {
        let options = FetchOptions::default();
        let longest = |failures| wait(&options, failures, None, 1.0).as_secs_f64();
        assert_eq!([1, 2, 3, 6, 7, 100].map(longest), [0.5, 1.0, 2.0, 16.0, 30.0, 30.0]);
        assert_eq!(wait(&options, 3, None, 0.0), Duration::ZERO);
    }

    #[test]
    fn retry_after_is_capped_at_five_minutes() {
        let asked =
            |seconds| wait(&FetchOptions::default(), 1, Some(Duration::from_secs(seconds)), 0.0).as_secs();
        assert_eq!(asked(7), 7);
        assert_eq!(asked(86_400), 300);
        assert_eq!(asked(u64::MAX), 300);
    }

    #[test]
    fn pauses_vary_by_a_tenth() {
        let pause = |random| pause(Duration::from_secs(1), random).as_millis();
        assert_eq!((pause(0.0), pause(0.5), pause(1.0)), (900, 1000, 1100));
    }
}
