//! HSDS 1.x and 2.x: their tables and members under the names of HSDS 3.x.

use serde_json::{Map, Value};

use super::model::PackageRow;
use super::tables::TableKind;

/// A table of HSDS 1.x or 2.x, and what it is in HSDS 3.x.
struct OlderTable {
    /// The names, in the singular and the plural.
    names: &'static [&'static str],
    kind: TableKind,
    /// The member of an object in JSON that holds its rows.
    member: &'static str,
    /// Columns, and their names in HSDS 3.x.
    columns: &'static [(&'static str, &'static str)],
    /// A column of HSDS 3.x and its text, which in older versions follow from the name of the table.
    implied: Option<(&'static str, &'static str)>,
}

const TABLES: [OlderTable; 9] = [
    OlderTable {
        names: &["physical_address", "physical_addresses"],
        kind: TableKind::Address,
        member: "addresses",
        columns: &[],
        implied: Some(("address_type", "physical")),
    },
    OlderTable {
        names: &["postal_address", "postal_addresses"],
        kind: TableKind::Address,
        member: "addresses",
        columns: &[],
        implied: Some(("address_type", "postal")),
    },
    OlderTable {
        names: &["regular_schedule", "regular_schedules"],
        kind: TableKind::Schedule,
        member: "schedules",
        columns: &[],
        implied: None,
    },
    OlderTable {
        names: &["service_taxonomy", "service_taxonomies", "services_taxonomy", "services_taxonomies"],
        kind: TableKind::Attribute,
        member: "attributes",
        columns: &[
            ("service_id", "link_id"),
            ("taxonomy_id", "taxonomy_term_id"),
            ("taxonomy", "taxonomy_term"),
        ],
        implied: Some(("link_entity", "service")),
    },
    OlderTable {
        names: &["service_attribute", "service_attributes"],
        kind: TableKind::Attribute,
        member: "attributes",
        columns: &[("service_id", "link_id"), ("taxonomy_id", "taxonomy_term_id")],
        implied: Some(("link_entity", "service")),
    },
    OlderTable {
        names: &["other_attribute", "other_attributes"],
        kind: TableKind::Attribute,
        member: "attributes",
        columns: &[("link_type", "link_entity")],
        implied: None,
    },
    OlderTable {
        names: &["payment_accepted", "payments_accepted"],
        kind: TableKind::CostOption,
        member: "cost_options",
        columns: &[("payment", "option"), ("payment_accepted", "option")],
        implied: None,
    },
    OlderTable {
        names: &["accessibility_for_disabilities"],
        kind: TableKind::Accessibility,
        member: "accessibility",
        columns: &[("accessibility", "description")],
        implied: None,
    },
    OlderTable {
        names: &["eligibility", "eligibilities"],
        kind: TableKind::Eligibility,
        member: "eligibilities",
        columns: &[],
        implied: None,
    },
];

/// Columns that HSDS 3.x has in the same table under another name.
const COLUMNS: [(TableKind, &str, &str); 6] = [
    (TableKind::Service, "fees", "fees_description"),
    (TableKind::Organization, "url", "website"),
    (TableKind::Language, "language", "name"),
    (TableKind::TaxonomyTerm, "term", "name"),
    (TableKind::Taxonomy, "term", "name"),
    (TableKind::Schedule, "weekday", "byday"),
];

fn table(name: &str) -> Option<&'static OlderTable> {
    TABLES.iter().find(|table| table.names.contains(&name))
}

/// The kind of a table of HSDS 1.x or 2.x with this name.
pub(super) fn kind(name: &str) -> Option<TableKind> {
    table(&name.trim().to_ascii_lowercase()).map(|table| table.kind)
}

/// A row of a table of this name and kind, with the columns of HSDS 3.x.
pub(super) fn modern_row(name: &str, kind: TableKind, mut row: PackageRow) -> PackageRow {
    let older = table(name);
    let of_table = older.into_iter().flat_map(|table| table.columns.iter().copied());
    let of_kind = COLUMNS.iter().filter(|(known, ..)| *known == kind).map(|(_, old, new)| (*old, *new));
    for (old, new) in of_table.chain(of_kind) {
        if !row.contains_key(new)
            && let Some(text) = row.remove(old)
        {
            row.insert(new.to_owned(), text);
        }
    }
    if let Some((column, text)) = older.and_then(|table| table.implied) {
        row.insert(column.to_owned(), text.to_owned());
    }
    row
}

/// An object of HSDS 1.x or 2.x with the members of HSDS 3.x; `None` if it is not of these versions.
pub(super) fn modern_json(raw: &str) -> Option<String> {
    let names = || TABLES.iter().flat_map(|table| table.names);
    if !names().any(|name| raw.contains(&format!("\"{name}\""))) {
        return None;
    }
    let mut value: Value = serde_json::from_str(raw).ok()?;
    modernize(&mut value);
    Some(value.to_string())
}

fn modernize(value: &mut Value) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(modernize),
        Value::Object(object) => {
            object.values_mut().for_each(modernize);
            modernize_members(object);
        }
        _ => {}
    }
}

fn modernize_members(object: &mut Map<String, Value>) {
    for table in &TABLES {
        for name in table.names {
            // In HSDS 1.x, "accessibility" and "eligibility" can also be texts.
            if object.get(*name).is_some_and(|rows| rows.is_array() || rows.is_object()) {
                let rows = object.remove(*name).unwrap_or_default();
                let rows = rows_of(rows).into_iter().map(|row| modern_object(table, row));
                let rows: Vec<Value> = rows.collect();
                match object.get_mut(table.member) {
                    Some(Value::Array(known)) => known.extend(rows),
                    _ => drop(object.insert(table.member.to_owned(), rows.into())),
                }
            }
        }
    }
    for (_, old, new) in COLUMNS {
        if !object.contains_key(new)
            && object.get(old).is_some_and(Value::is_string)
            && let Some(text) = object.remove(old)
        {
            object.insert(new.to_owned(), text);
        }
    }
    if object.get("taxonomy").is_some_and(Value::is_array) {
        let terms = object.remove("taxonomy").map(rows_of).unwrap_or_default();
        let rows = terms.into_iter().map(|term| serde_json::json!({"taxonomy_term": term}));
        match object.get_mut("attributes") {
            Some(Value::Array(known)) => known.extend(rows),
            _ => drop(object.insert("attributes".to_owned(), rows.collect())),
        }
    }
    if !object.contains_key("service_at_locations")
        && let Some(locations) = object.remove("locations")
    {
        let at = rows_of(locations).into_iter().map(|location| serde_json::json!({"location": location}));
        object.insert("service_at_locations".to_owned(), at.collect());
    }
}

fn rows_of(rows: Value) -> Vec<Value> {
    match rows {
        Value::Array(rows) => rows,
        row => vec![row],
    }
}

fn modern_object(table: &OlderTable, mut row: Value) -> Value {
    if let Value::Object(row) = &mut row {
        for (old, new) in table.columns {
            if let Some(member) = row.remove(*old) {
                row.entry(*new).or_insert(member);
            }
        }
        if let Some((column, text)) = table.implied {
            row.insert(column.to_owned(), text.into());
        }
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_of_older_tables_have_new_names() {
        let row = [("id", "1"), ("service_id", "s1"), ("taxonomy_id", "RX-8450")];
        let row: PackageRow =
            row.into_iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
        let kind = kind("Services_Taxonomy").expect("a table of HSDS 2.x");
        let row = modern_row("services_taxonomy", kind, row);
        let said = |name: &str| row.get(name).map(String::as_str);
        assert_eq!(kind, TableKind::Attribute);
        assert_eq!(
            (said("link_id"), said("taxonomy_term_id"), said("link_entity")),
            (Some("s1"), Some("RX-8450"), Some("service"))
        );
    }

    #[test]
    fn only_objects_of_older_versions_are_changed() {
        assert_eq!(modern_json(r#"{"id": "1", "schedules": [], "url": "x"}"#), None);
        let modern =
            modern_json(r#"{"id": "1", "regular_schedule": [{"weekday": "Monday"}]}"#).expect("an older one");
        assert_eq!(modern, r#"{"id":"1","schedules":[{"byday":"Monday"}]}"#);
    }
}
