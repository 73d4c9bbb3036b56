//! Whether two answers have the same rows.

use serde_json::Value;

use crate::page::Page;

/// Whether two pages have the same rows in the same order; how far they are from the asked point does not count.
pub(super) fn same_rows(one: &Page<'_>, other: &Page<'_>) -> bool {
    let same = |(one, other): (&&serde_json::value::RawValue, &&serde_json::value::RawValue)| {
        one.get() == other.get() || content(one.get()) == content(other.get())
    };
    one.rows().len() == other.rows().len() && one.rows().iter().zip(other.rows()).all(same)
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
    fn rows_are_the_same_whatever_their_spelling() {
        let same = |one: &str, other: &str| {
            let texts = [one, other].map(|row| format!("{{\"rows\": {row}}}"));
            let pages = texts.each_ref().map(|text| Page::read(text.as_bytes()).expect(text));
            same_rows(&pages[0], &pages[1])
        };
        assert!(same(r#"[{"a": 1, "b": 2, "miles": 3}]"#, r#"[{"b":2,"a":1}]"#));
        assert!(!same(r#"[{"a": 1}]"#, r#"[{"a": 2}]"#));
        assert!(!same(r#"[{"a": 1}]"#, r#"[{"a": 1}, {"a": 1}]"#));
        assert!(!same(r#"[{"a": 1}, {"a": 2}]"#, r#"[{"a": 2}, {"a": 1}]"#));
    }
}
