//! Whether two answers have the same rows.

use serde_json::Value;

use crate::page::RowPage;

/// Whether two pages have the same rows in the same order. The distance from the search point, which only some
/// answers give, is ignored.
pub(super) fn same_rows(one: &RowPage, other: &RowPage) -> bool {
    let is_same = |(one, other): (&str, &str)| one == other || content(one) == content(other);
    one.rows().len() == other.rows().len() && one.rows().zip(other.rows()).all(is_same)
}

fn content(row: &str) -> Option<Value> {
    let mut row: Value = serde_json::from_str(row).ok()?;
    if let Some(fields) = row.as_object_mut() {
        fields.remove("miles");
    }
    Some(row)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_the_same_however_they_are_written() {
        let same = |one: &str, other: &str| {
            let [one, other] = [one, other]
                .map(|rows| RowPage::parse(format!("{{\"rows\": {rows}}}").into_bytes()).expect(rows));
            same_rows(&one, &other)
        };
        assert!(same(r#"[{"a": 1, "b": 2, "miles": 3}]"#, r#"[{"b":2,"a":1}]"#));
        assert!(!same(r#"[{"a": 1}]"#, r#"[{"a": 2}]"#));
        assert!(!same(r#"[{"a": 1}]"#, r#"[{"a": 1}, {"a": 1}]"#));
        assert!(!same(r#"[{"a": 1}, {"a": 2}]"#, r#"[{"a": 2}, {"a": 1}]"#));
    }
}
