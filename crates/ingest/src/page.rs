//! A page of rows, as a service sends it: `{"page": …, "totalPages": …, "recordCount": …, "rows": […]}`.

use std::fmt;
use std::ops::Range;

use serde::de::{self, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use crate::limits::DOCUMENT_ROWS;

/// A page whose rows have been located but not parsed.
///
/// It stores its text and where the rows are in it, so that a page is parsed only once and can then be passed to another
/// thread.
#[derive(Debug, Clone)]
pub struct RowPage {
    text: String,
    rows: Vec<Range<usize>>,
    /// The number of the page, from 1, if the page gives it.
    pub number: Option<u64>,
    /// How many pages there are, if the page says so.
    pub total_pages: Option<u64>,
    /// How many rows all pages have together, if the page says so.
    pub record_count: Option<u64>,
}

impl RowPage {
    /// Parses a page.
    ///
    /// # Errors
    /// If the text is not UTF-8, not JSON, or not an object with a list of `rows`.
    pub fn parse(text: Vec<u8>) -> Result<RowPage, PageError> {
        let text = String::from_utf8(text)?;
        let page = PageFields::parse(&text)?;
        let start = text.as_ptr() as usize;
        let range = |row: &RawValue| {
            // The rows are borrowed from the text.
            let at = row.get().as_ptr() as usize - start;
            at..at + row.get().len()
        };
        let rows = page.rows().map(range).collect();
        let (number, total_pages, record_count) = (page.number, page.total_pages, page.record_count);
        Ok(RowPage { rows, number, total_pages, record_count, text })
    }

    /// The rows, each as received.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = &str> {
        self.rows.iter().map(|row| &self.text[row.clone()])
    }

    /// The whole page as received.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// The members of a page, borrowed from its text.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PageFields<'a> {
    #[serde(default, rename = "page", deserialize_with = "count")]
    pub number: Option<u64>,
    #[serde(default, deserialize_with = "count")]
    pub total_pages: Option<u64>,
    #[serde(default, deserialize_with = "count")]
    pub record_count: Option<u64>,
    #[serde(borrow, default)]
    rows: Option<RawRows<'a>>,
}

impl<'a> PageFields<'a> {
    /// Finds the members of a page. A byte-order mark, which some programs put in front, is skipped.
    pub fn parse(text: &'a str) -> Result<PageFields<'a>, PageError> {
        let page: PageFields<'_> = serde_json::from_str(text.strip_prefix('\u{feff}').unwrap_or(text))?;
        if page.rows.is_some() { Ok(page) } else { Err(PageError::NoRows) }
    }

    /// The rows, each as received.
    pub fn rows(&self) -> impl Iterator<Item = &'a RawValue> {
        self.rows.iter().flat_map(|rows| &rows.0).copied()
    }
}

/// A list of rows, which are not parsed. It has a limit, because a reference to a row takes more memory than a short row.
#[derive(Debug)]
pub(crate) struct RawRows<'a>(pub Vec<&'a RawValue>);

impl<'de: 'a, 'a> Deserialize<'de> for RawRows<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(RowsVisitor)
    }
}

struct RowsVisitor;

impl<'de> Visitor<'de> for RowsVisitor {
    type Value = RawRows<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a list of at most {DOCUMENT_ROWS} rows")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut rows = Vec::new();
        while let Some(row) = list.next_element()? {
            if rows.len() == DOCUMENT_ROWS {
                return Err(de::Error::invalid_length(DOCUMENT_ROWS + 1, &self));
            }
            rows.push(row);
        }
        Ok(RawRows(rows))
    }
}

/// Why a text is not a page.
#[derive(Debug, thiserror::Error)]
pub enum PageError {
    /// It is not text.
    #[error("the page is not UTF-8")]
    Encoding(#[from] std::string::FromUtf8Error),
    /// It is not JSON, or was cut off.
    #[error("failed to read the page as JSON")]
    Json(#[from] serde_json::Error),
    /// It is a JSON object of another kind.
    #[error("the answer has no list of rows")]
    NoRows,
}

/// A count, as a number or as digits in quotes.
fn count<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u64>, D::Error> {
    let value = serde_json::Value::deserialize(deserializer)?;
    Ok(value.as_u64().or_else(|| value.as_str()?.trim().parse().ok()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_returned_as_received() -> Result<(), PageError> {
        let text = "\u{feff}{\"page\": 1, \"totalPages\": \"2\", \"recordCount\": 3, \"rows\": [{\"b\":1,  \"a\":\"é\"}, 7]}";
        let page = RowPage::parse(text.into())?;
        assert_eq!((page.number, page.total_pages, page.record_count), (Some(1), Some(2), Some(3)));
        assert_eq!(page.rows().collect::<Vec<_>>(), ["{\"b\":1,  \"a\":\"é\"}", "7"]);
        assert_eq!(page.text(), text);
        Ok(())
    }

    #[test]
    fn a_text_without_a_list_of_rows_is_not_a_page() {
        for text in ["", "[]", "{}", "{\"rows\": null}", "{\"error\": \"x\"}", "{\"page\":1,\"rows\":[{}"] {
            assert!(RowPage::parse(text.into()).is_err(), "{text}");
        }
        assert!(matches!(RowPage::parse(b"{\"rows\": [\"\xff\"]}".into()), Err(PageError::Encoding(_))));
    }

    #[test]
    fn a_page_with_more_than_a_million_rows_is_an_error() {
        let page = |rows: usize| RowPage::parse(format!("{{\"rows\": [{}1]}}", "1,".repeat(rows - 1)).into());
        assert_eq!(page(DOCUMENT_ROWS).map(|page| page.rows().len()).ok(), Some(DOCUMENT_ROWS));
        let error = page(DOCUMENT_ROWS + 1).expect_err("too many rows");
        assert!(
            matches!(error, PageError::Json(ref json) if json.to_string().contains("1000000 rows")),
            "{error:?}"
        );
    }
}
