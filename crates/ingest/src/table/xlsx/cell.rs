//! Cells as text, written the way people write them.

use std::borrow::Cow;

use calamine::{DataRef, ExcelDateTime};

/// The text of a cell. A cell with an error (`#DIV/0!`) counts as empty.
pub(super) fn text(value: DataRef<'_>) -> Cow<'_, str> {
    match value {
        DataRef::SharedString(text) => text.into(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.into(),
        DataRef::Int(number) => number.to_string().into(),
        DataRef::Float(number) => self::number(number).into(),
        DataRef::DateTime(at) => date_time(at).into(),
        DataRef::Bool(is_true) => if is_true { "TRUE" } else { "FALSE" }.into(),
        DataRef::Error(_) | DataRef::Empty => "".into(),
    }
}

/// The shortest text for a number: 78701.0 is "78701", 5.12555e9 is "5125550000".
fn number(number: f64) -> String {
    if number.abs() < 1e17 { format!("{number}") } else { format!("{number:e}") }
}

/// A day as `2026-11-25`, a time as `18:00:00`, a duration (in a format such as `[h]:mm`) as `36:00:00`. A number that
/// is none of these is written as a number.
fn date_time(at: ExcelDateTime) -> String {
    let number = at.as_f64();
    if !(0.0..3_000_000.0).contains(&number) {
        return self::number(number);
    }
    let (year, month, day, hour, minute, second, _) = at.to_ymd_hms_milli();
    let time = format!("{minute:02}:{second:02}");
    if at.is_duration() {
        return format!("{}:{time}", number.trunc() as u64 * 24 + u64::from(hour));
    }
    let (date, time) = (format!("{year:04}-{month:02}-{day:02}"), format!("{hour:02}:{time}"));
    match (number >= 1.0, time == "00:00:00") {
        (true, true) => date,
        (true, false) => format!("{date} {time}"),
        (false, _) => time,
    }
}

#[cfg(test)]
mod tests {
    use calamine::ExcelDateTimeType;

    use super::*;

    #[test]
    fn numbers_are_written_as_people_write_them() {
        for (value, text) in [
            (78_701.0, "78701"),
            (5.125_550_1e9, "5125550100"),
            (30.27, "30.27"),
            (-97.740_000_000_000_1, "-97.7400000000001"),
            (1e300, "1e300"),
            (f64::NAN, "NaN"),
        ] {
            assert_eq!(number(value), text);
        }
    }

    #[test]
    fn days_are_counted_as_in_excel() {
        for (value, is_1904, text) in [
            (1.0, false, "1900-01-01"),
            (59.0, false, "1900-02-28"),
            (61.0, false, "1900-03-01"),
            (45_107.0, false, "2023-06-30"),
            (45_107.5, false, "2023-06-30 12:00:00"),
            (45_106.999_999_999, false, "2023-06-30"),
            (43_645.0, true, "2023-06-30"),
            (0.75, false, "18:00:00"),
            (-1.0, false, "-1"),
            (1e9, false, "1000000000"),
        ] {
            let at = ExcelDateTime::new(value, ExcelDateTimeType::DateTime, is_1904);
            assert_eq!(date_time(at), text);
        }
        let hours = ExcelDateTime::new(1.5, ExcelDateTimeType::TimeDelta, false);
        assert_eq!(date_time(hours), "36:00:00");
    }
}
