//! What a cell says, as text.

use std::borrow::Cow;

use jiff::Span;
use jiff::civil::{DateTime, Time, datetime};

use super::Shared;

/// How a cell is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CellKind {
    Number,
    SharedString,
    Boolean,
    Error,
    /// Text as it stands, of a formula or in the cell itself.
    Text,
}

impl CellKind {
    /// The kind an attribute `t` names.
    pub fn of(name: &str) -> CellKind {
        match name {
            "s" => CellKind::SharedString,
            "b" => CellKind::Boolean,
            "e" => CellKind::Error,
            "str" | "inlineStr" | "d" => CellKind::Text,
            _ => CellKind::Number,
        }
    }

    /// What the value of such a cell says. A formula's error says nothing.
    pub fn text<'a>(self, value: &str, style: usize, shared: &'a Shared) -> Option<Cow<'a, str>> {
        Some(match self {
            CellKind::SharedString => shared.strings.get(value.trim().parse().ok()?)?.into(),
            CellKind::Boolean => if value.trim() == "1" { "TRUE" } else { "FALSE" }.into(),
            CellKind::Error => "".into(),
            CellKind::Text => unescape(value).into(),
            CellKind::Number => number(value, shared.formats.is_date(style), shared.is_1904).into(),
        })
    }
}

/// A number as people write it: whole numbers without a point, days as `2026-11-25`.
fn number(value: &str, is_date: bool, is_1904: bool) -> String {
    let value = value.trim();
    let Ok(number) = value.parse::<f64>() else { return value.to_owned() };
    if let Some(day) = is_date.then(|| day(number, is_1904)).flatten() {
        return day;
    }
    // The shortest text that is this number: 78701.0 is "78701", 5.12555e9 is "5125550000".
    if number.abs() < 1e17 { format!("{number}") } else { value.to_owned() }
}

/// The day of a number, with the time where it has one.
fn day(number: f64, is_1904: bool) -> Option<String> {
    if !(0.0..3_000_000.0).contains(&number) {
        return None;
    }
    // Excel counts a day that never was, 29 February 1900.
    let first: DateTime = match is_1904 {
        true => datetime(1904, 1, 1, 0, 0, 0, 0),
        false if number < 60.0 => datetime(1899, 12, 31, 0, 0, 0, 0),
        false => datetime(1899, 12, 30, 0, 0, 0, 0),
    };
    let seconds = (number * 86_400.0).round() as i64;
    let at = first.checked_add(Span::new().days(seconds / 86_400).seconds(seconds % 86_400)).ok()?;
    let (has_day, has_time) = (number >= 1.0, at.time() != Time::midnight());
    Some(match (has_day, has_time) {
        (true, false) => at.date().to_string(),
        (true, true) => format!("{} {}", at.date(), at.time()),
        (false, _) => at.time().to_string(),
    })
}

/// The text with characters put back that can't stand in XML: `_x000D_` is a carriage return.
pub(super) fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let code = from.get(2..6).filter(|_| from.get(6..7) == Some("_"));
        match code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32) {
            Some(c) => {
                out.push(c);
                rest = &from[7..];
            }
            None => {
                out.push_str("_x");
                rest = &from[2..];
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_people_write_them() {
        for (value, text) in [
            ("78701", "78701"),
            ("78701.0", "78701"),
            ("5.1255501E9", "5125550100"),
            ("5125550100", "5125550100"),
            ("30.27", "30.27"),
            ("-97.7400000000001", "-97.7400000000001"),
            ("1e300", "1e300"),
            ("NaN", "NaN"),
            ("x", "x"),
        ] {
            assert_eq!(number(value, false, false), text, "{value}");
        }
    }

    #[test]
    fn days_are_counted_as_excel_does() {
        for (value, is_1904, text) in [
            ("1", false, "1900-01-01"),
            ("59", false, "1900-02-28"),
            ("61", false, "1900-03-01"),
            ("45107", false, "2023-06-30"),
            ("45107.5", false, "2023-06-30 12:00:00"),
            ("43645", true, "2023-06-30"),
            ("0.75", false, "18:00:00"),
            ("-1", false, "-1"),
            ("1e9", false, "1000000000"),
        ] {
            assert_eq!(number(value, true, is_1904), text, "{value}");
        }
    }

    #[test]
    fn characters_that_xml_lacks_are_put_back() {
        assert_eq!(unescape("a_x000D_b_x005F_c"), "a\rb_c");
        assert_eq!(unescape("_xyz _x12 _x000 x_"), "_xyz _x12 _x000 x_");
    }
}
