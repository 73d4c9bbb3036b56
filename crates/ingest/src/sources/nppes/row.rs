//! Reads one row, which is an organization that treats addiction or mental illness, or another provider.

use std::borrow::Cow;

use csv::ByteRecord;
use directory::listing::{Content, Questionnaire, Role};
use directory::{Npi, text};
use jiff::civil::Date;
use serde_json::{Map, Value};

use super::columns::ProviderColumns;
use super::taxonomy::{Taxonomy, wanted};
use crate::parsed::ParsedListing;
use crate::place;
use crate::repair::Repairs;
use crate::zip_points::ZipPoints;

/// A row that could be read.
#[derive(Debug)]
pub(super) enum ProviderRow {
    /// A listing. Its ID is the NPI.
    Listing(ParsedListing),
    /// A provider that is not listed.
    PassedOver {
        /// Its NPI, if it has one.
        npi: Option<Npi>,
        /// The group in which the report counts it.
        what: &'static str,
    },
}

/// Persons, and organizations with other taxonomies.
pub(super) const OTHERS: &str = "providers of other kinds";
const DEACTIVATED: &str = "deactivated identifiers";
const ABROAD: &str = "providers outside the United States";

/// Reads a row, or says why it can't be used.
pub(super) fn read(
    record: &ByteRecord,
    columns: &ProviderColumns,
    zips: &dyn ZipPoints,
) -> Result<ProviderRow, String> {
    if record.len() != columns.count {
        return Err(format!("has {} columns where the header has {}", record.len(), columns.count));
    }
    let field = |at: usize| field(record, at);
    let npi = Npi::parse(&field(columns.npi)).map_err(|error| error.to_string())?;
    let passed_over = |what| ProviderRow::PassedOver { npi: Some(npi.clone()), what };
    let day = |at: usize| date(&field(at));
    if day(columns.deactivated).is_some_and(|out| day(columns.reactivated).is_none_or(|back| back < out)) {
        return Ok(passed_over(DEACTIVATED));
    }
    let taxonomy = columns.taxonomies.iter().find_map(|at| wanted(&field(*at)));
    let Some(taxonomy) = taxonomy.filter(|_| field(columns.entity_type) == "2") else {
        return Ok(passed_over(OTHERS));
    };
    if !matches!(&*field(columns.country), "" | "US") {
        return Ok(passed_over(ABROAD));
    }
    let mut fields = named(record, columns);
    let mut repairs = Repairs::default();
    let mut content = content(&fields, taxonomy, zips, &mut repairs)?;
    content.as_of = day(columns.updated);
    content.npi = Some(npi.clone());
    let codes = columns.taxonomies.iter().map(|at| field(*at).into_owned()).filter(|code| !code.is_empty());
    fields.insert("npi".to_owned(), npi.to_string().into());
    fields.insert("taxonomies".to_owned(), codes.collect::<Vec<_>>().into());
    Ok(ProviderRow::Listing(ParsedListing {
        id_in_source: npi.to_string(),
        content: Box::new(content),
        raw: Value::Object(fields).to_string(),
        repairs: repairs.into_vec(),
    }))
}

fn field(record: &ByteRecord, at: usize) -> Cow<'_, str> {
    String::from_utf8_lossy(record.get(at).unwrap_or_default().trim_ascii())
}

/// The fields of the place, by the names that `place::read` expects.
fn named(record: &ByteRecord, columns: &ProviderColumns) -> Map<String, Value> {
    let texts = columns.named.iter().map(|(name, at)| (*name, field(record, *at)));
    texts
        .filter(|(_, text)| !text.is_empty())
        .map(|(name, text)| (name.to_owned(), Value::String(text.into_owned())))
        .collect()
}

fn content(
    fields: &Map<String, Value>,
    taxonomy: Taxonomy,
    zips: &dyn ZipPoints,
    repairs: &mut Repairs,
) -> Result<Content, String> {
    let place = place::read(fields, zips, repairs)?;
    Ok(Content { role: Role::Identity, ..place.into_content(taxonomy.track, Questionnaire::Own) })
}

/// A day such as 11/08/2026.
fn date(field: &str) -> Option<Date> {
    Date::strptime("%m/%d/%Y", text::clean(field)?).ok()
}
