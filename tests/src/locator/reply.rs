//! What a service answers.

use serde_json::json;

use super::gate::Gate;
use crate::rows::Row;

/// An answer.
#[derive(Clone)]
pub struct Reply {
    status: u16,
    headers: String,
    body: String,
    is_cut: bool,
    gate: Option<Gate>,
}

impl Reply {
    /// A body.
    pub fn body(body: impl Into<String>) -> Reply {
        Reply { status: 200, headers: String::new(), body: body.into(), is_cut: false, gate: None }
    }

    /// A refusal.
    pub fn status(status: u16) -> Reply {
        Reply { status, ..Reply::body(r#"{"error": "not now"}"#) }
    }

    /// With a header.
    pub fn header(mut self, name: &str, value: &str) -> Reply {
        self.headers.push_str(&format!("{name}: {value}\r\n"));
        self
    }

    /// The connection closes in the middle of the body.
    pub fn cut(self) -> Reply {
        Reply { is_cut: true, ..self }
    }

    /// Waits before a gate.
    pub fn after(self, gate: &Gate) -> Reply {
        Reply { gate: Some(gate.clone()), ..self }
    }

    pub(super) fn wait(&self) {
        if let Some(gate) = &self.gate {
            gate.pass();
        }
    }

    /// Whether the connection ends with it.
    pub(super) fn is_last(&self) -> bool {
        self.is_cut
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        let Reply { status, headers, body, .. } = self;
        let length = body.len();
        let mut bytes = format!(
            "HTTP/1.1 {status} Said\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n{headers}\r\n"
        )
        .into_bytes();
        let sent = if self.is_cut { length / 2 } else { length };
        bytes.extend_from_slice(&body.as_bytes()[..sent]);
        bytes
    }
}

/// Rows on pages.
#[derive(Debug, Clone)]
pub struct Pages {
    rows: Vec<Row>,
    per_page: usize,
}

impl Pages {
    /// These rows, so many on a page.
    pub fn of(rows: Vec<Row>, per_page: usize) -> Pages {
        Pages { rows, per_page }
    }

    /// How many pages there are.
    pub fn count(&self) -> usize {
        self.rows.len().div_ceil(self.per_page)
    }

    /// A page, counted from 1.
    pub fn page(&self, page: u32) -> Reply {
        let chunk = self.rows.chunks(self.per_page).nth((page as usize).wrapping_sub(1)).unwrap_or_default();
        let rows: Vec<_> = chunk.iter().map(Row::json).collect();
        let (pages, count) = (self.count(), self.rows.len());
        let body = json!({"page": page, "totalPages": pages, "recordCount": count, "rows": rows});
        Reply::body(body.to_string())
    }
}
