//! The rows of the locator, one by one.

use serde_json::Value;

use super::columns::site_fields;
use super::json::{JsonRow, member_text};
use super::kind::treatment_kind;
use super::row;
use super::services::ServiceLookup;
use crate::file::FileError;
use crate::limits;
use crate::place::asks_for_confidentiality;
use crate::set_builder::{CONFIDENTIAL_ROW, ListingDraft, SetBuilder};
use crate::zip_points::ZipPoints;

/// Reads rows of the locator into a set.
pub(super) struct LocatorRows<'a, 's> {
    zips: &'a dyn ZipPoints,
    set: &'a mut SetBuilder<'s>,
    services: ServiceLookup,
}

impl<'a, 's> LocatorRows<'a, 's> {
    pub fn new(zips: &'a dyn ZipPoints, set: &'a mut SetBuilder<'s>) -> Self {
        set.limit(limits::ROWS);
        LocatorRows { zips, set, services: ServiceLookup::default() }
    }

    pub fn read(&mut self, file: &str, raw: &str) -> Result<(), FileError> {
        let row_number = self.set.begin_row();
        self.set.check_size(file, raw.len())?;
        match self.draft(raw) {
            Ok(draft) if draft.content.location.is_withheld() => self.set.add(draft, CONFIDENTIAL_ROW),
            Ok(draft) => self.set.add(draft, raw),
            Err(reason) if raw.len() > limits::JSON_ROW => {
                self.set.reject(row_number, reason, &limits::unread(raw));
            }
            Err(reason) if raw_asks_for_confidentiality(raw) => {
                self.set.reject(row_number, reason, CONFIDENTIAL_ROW);
            }
            Err(reason) => self.set.reject(row_number, reason, raw),
        }
        Ok(())
    }

    fn draft(&mut self, raw: &str) -> Result<ListingDraft, String> {
        if raw.len() > limits::JSON_ROW {
            return Err(format!("the row is larger than {} MiB", limits::JSON_ROW >> 20));
        }
        let value: Value =
            serde_json::from_str(raw).map_err(|error| format!("not JSON: {}", what_is_wrong(&error)))?;
        let Value::Object(fields) = value else { return Err("not an object".to_owned()) };
        if fields.values().any(has_too_long_text) {
            return Err(limits::too_long());
        }
        if let Some(kind) = treatment_kind(row::kind(&fields).as_deref()) {
            self.set.set_kind(&kind);
        }
        let draft = row::read(&fields, self.zips, &mut self.services)?;
        limits::fault(&draft.content).map_or(Ok(draft), Err)
    }
}

/// Whether a row that can't be used asks to keep its place confidential: in its street or, if the row is not an object,
/// anywhere.
fn raw_asks_for_confidentiality(raw: &str) -> bool {
    match serde_json::from_str::<JsonRow>(raw) {
        Ok(row) => site_fields(|name| member_text(&row, name)).ask_for_confidentiality(),
        Err(_) => asks_for_confidentiality(raw),
    }
}

/// Whether a value has a text that is too long, at any depth.
fn has_too_long_text(value: &Value) -> bool {
    match value {
        Value::String(text) => limits::is_too_long(text),
        Value::Array(list) => list.iter().any(has_too_long_text),
        Value::Object(fields) => fields.values().any(has_too_long_text),
        _ => false,
    }
}

/// What is wrong with a row as JSON, without the position, so that equal errors are counted together.
fn what_is_wrong(error: &serde_json::Error) -> &'static str {
    match error.classify() {
        serde_json::error::Category::Eof => "the row is cut off",
        serde_json::error::Category::Syntax => "the row has a syntax error",
        serde_json::error::Category::Data | serde_json::error::Category::Io => "the row can't be read",
    }
}
