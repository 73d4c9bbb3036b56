//! Replies of the locator.

use serde_json::json;

use super::gate::Gate;
use crate::rows::LocatorRow;

/// A reply of the locator.
#[derive(Clone)]
pub struct LocatorReply {
    status: u16,
    headers: String,
    body: String,
    is_cut: bool,
    gate: Option<Gate>,
}

impl LocatorReply {
    /// A successful reply.
    pub fn body(body: impl Into<String>) -> LocatorReply {
        LocatorReply { status: 200, headers: String::new(), body: body.into(), is_cut: false, gate: None }
    }

    /// An error.
    pub fn status(status: u16) -> LocatorReply {
        LocatorReply { status, ..LocatorReply::body(r#"{"error": "not now"}"#) }
    }

    /// Adds a header.
    pub fn header(mut self, name: &str, value: &str) -> LocatorReply {
        self.headers.push_str(&format!("{name}: {value}\r\n"));
        self
    }

    /// Closes the connection in the middle of the body.
    pub fn cut(self) -> LocatorReply {
        LocatorReply { is_cut: true, ..self }
    }

    /// Waits until a gate is open.
    pub fn after(self, gate: &Gate) -> LocatorReply {
        LocatorReply { gate: Some(gate.clone()), ..self }
    }

    pub(super) fn wait(&self) {
        if let Some(gate) = &self.gate {
            gate.pass();
        }
    }

    /// Whether the connection closes after it.
    pub(super) fn is_last(&self) -> bool {
        self.is_cut
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        let LocatorReply { status, headers, body, .. } = self;
        let length = body.len();
        let mut bytes = format!(
            "HTTP/1.1 {status} Status\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n{headers}\r\n"
        )
        .into_bytes();
        let sent = if self.is_cut { length / 2 } else { length };
        bytes.extend_from_slice(&body.as_bytes()[..sent]);
        bytes
    }
}

/// Rows, split into pages.
#[derive(Debug, Clone)]
pub struct LocatorPages {
    rows: Vec<LocatorRow>,
    per_page: usize,
}

impl LocatorPages {
    /// Splits rows into pages of `per_page`.
    pub fn new(rows: Vec<LocatorRow>, per_page: usize) -> LocatorPages {
        LocatorPages { rows, per_page }
    }

    /// The number of pages.
    pub fn count(&self) -> usize {
        self.rows.len().div_ceil(self.per_page)
    }

    /// The reply with a page, counted from 1.
    pub fn page(&self, page: u32) -> LocatorReply {
        let chunk = self.rows.chunks(self.per_page).nth((page as usize).wrapping_sub(1)).unwrap_or_default();
        let rows: Vec<_> = chunk.iter().map(LocatorRow::json).collect();
        let (pages, count) = (self.count(), self.rows.len());
        let body = json!({"page": page, "totalPages": pages, "recordCount": count, "rows": rows});
        LocatorReply::body(body.to_string())
    }
}
