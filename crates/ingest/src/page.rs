//! A page of an answer: `{page, totalPages, recordCount, rows: […]}`.

use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

/// A page, its rows as they came.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Page<'a> {
    /// Which page it is, from 1.
    #[serde(default, deserialize_with = "count")]
    pub page: Option<u64>,
    /// How many there are.
    #[serde(default, deserialize_with = "count")]
    pub total_pages: Option<u64>,
    /// How many rows all of them have.
    #[serde(default, deserialize_with = "count")]
    pub record_count: Option<u64>,
    /// Its rows; none when the document has no list of rows, and is no page.
    #[serde(borrow, default)]
    pub rows: Option<Vec<&'a RawValue>>,
}

impl<'a> Page<'a> {
    /// Reads a page.
    ///
    /// # Errors
    /// When the text is not JSON, or not an object with a list of `rows`.
    pub fn read(text: &'a [u8]) -> Result<Page<'a>, PageError> {
        let page: Page = serde_json::from_slice(without_mark(text)).map_err(PageError::Json)?;
        if page.rows.is_some() { Ok(page) } else { Err(PageError::NoRows) }
    }

    /// Its rows.
    pub fn rows(&self) -> &[&'a RawValue] {
        self.rows.as_deref().unwrap_or_default()
    }
}

/// Why a text is no page.
#[derive(Debug, thiserror::Error)]
pub enum PageError {
    /// It is not JSON, or cut.
    #[error("failed to read the page as JSON")]
    Json(#[source] serde_json::Error),
    /// It is something else.
    #[error("the answer has no list of rows")]
    NoRows,
}

/// The text without the byte-order mark that some programs put in front.
pub(crate) fn without_mark(text: &[u8]) -> &[u8] {
    text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text)
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
    fn a_page_keeps_its_rows_as_they_came() -> Result<(), PageError> {
        let text = b"\xef\xbb\xbf{\"page\": 1, \"totalPages\": \"2\", \"recordCount\": 3, \"rows\": [{\"b\":1,  \"a\":2}]}";
        let page = Page::read(text)?;
        assert_eq!((page.page, page.total_pages, page.record_count), (Some(1), Some(2), Some(3)));
        assert_eq!(page.rows()[0].get(), "{\"b\":1,  \"a\":2}");
        Ok(())
    }

    #[test]
    fn what_is_no_page_is_refused() {
        for text in ["", "[]", "{}", "{\"rows\": null}", "{\"error\": \"x\"}", "{\"page\":1,\"rows\":[{}"] {
            assert!(Page::read(text.as_bytes()).is_err(), "{text}");
        }
    }
}
