//! Reads one row: an organization that treats addiction or mental illness, or a provider that is not listed.

use std::borrow::Cow;

use csv::ByteRecord;
use directory::listing::{Content, Questionnaire, Role};
use directory::{Npi, text};
use jiff::civil::Date;
use serde_json::json;

use super::columns::ProviderColumns;
use super::taxonomy::wanted;
use crate::parsed::ParsedListing;
use crate::place::{self, SiteFields};
use crate::repair::Repairs;
use crate::zip_points::ZipPoints;

#[derive(Debug)]
pub(super) enum ProviderRow {
    /// A listing. Its ID is the NPI.
    Listing(ParsedListing),
    /// A provider that is not listed.
    Skipped {
        npi: Option<Npi>,
        /// The group under which the report counts it.
        what: &'static str,
    },
}

/// People, and organizations with other taxonomies.
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
    let skipped = |what| ProviderRow::Skipped { npi: Some(npi.clone()), what };
    let day = |at: usize| date(&field(at));
    if day(columns.deactivated).is_some_and(|out| day(columns.reactivated).is_none_or(|back| back < out)) {
        return Ok(skipped(DEACTIVATED));
    }
    let track = columns.taxonomies.iter().find_map(|at| wanted(&field(*at)));
    let Some(track) = track.filter(|_| field(columns.entity_type) == "2") else {
        return Ok(skipped(OTHERS));
    };
    if !matches!(&*field(columns.country), "" | "US") {
        return Ok(skipped(ABROAD));
    }
    let fields: SiteFields<'_> = columns.named.iter().map(|(name, at)| (*name, field(*at))).collect();
    let mut repairs = Repairs::default();
    let place = place::read(&fields, zips, &mut repairs)?;
    let content = Content {
        role: Role::Identity,
        as_of: day(columns.updated),
        npi: Some(npi.clone()),
        ..place.into_content(track, Questionnaire::Own)
    };
    let codes = columns.taxonomies.iter().map(|at| field(*at)).filter(|code| !code.is_empty());
    let mut raw = json!({"npi": npi.to_string(), "taxonomies": codes.collect::<Vec<_>>()});
    fields.iter().for_each(|(field, text)| raw[field.slug()] = text.into());
    Ok(ProviderRow::Listing(ParsedListing {
        id_in_source: npi.to_string(),
        content: Box::new(content),
        raw: raw.to_string(),
        repairs: repairs.into_vec(),
    }))
}

fn field(record: &ByteRecord, at: usize) -> Cow<'_, str> {
    String::from_utf8_lossy(record.get(at).unwrap_or_default().trim_ascii())
}

/// A day such as 11/08/2026.
fn date(field: &str) -> Option<Date> {
    Date::strptime("%m/%d/%Y", text::clean(field)?).ok()
}
