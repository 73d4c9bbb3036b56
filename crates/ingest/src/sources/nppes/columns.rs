//! Finds the columns by their names. The tables have more than three hundred columns, whose order can change.

use csv::ByteRecord;

use crate::place::SiteField;

/// The number of taxonomies that a provider can have.
const TAXONOMIES: usize = 15;

/// The columns that describe the place.
const NAMED: [(SiteField, &str); 8] = [
    (SiteField::Name, "Provider Organization Name (Legal Business Name)"),
    (SiteField::Name2, "Provider Other Organization Name"),
    (SiteField::Street, "Provider First Line Business Practice Location Address"),
    (SiteField::Street2, "Provider Second Line Business Practice Location Address"),
    (SiteField::City, "Provider Business Practice Location Address City Name"),
    (SiteField::State, "Provider Business Practice Location Address State Name"),
    (SiteField::Zip, "Provider Business Practice Location Address Postal Code"),
    (SiteField::Phone, "Provider Business Practice Location Address Telephone Number"),
];

/// Positions of the columns that are read.
#[derive(Debug)]
pub(super) struct ProviderColumns {
    pub count: usize,
    pub npi: usize,
    /// 1 for a person, 2 for an organization.
    pub entity_type: usize,
    pub deactivated: usize,
    pub reactivated: usize,
    /// The day on which the provider last changed its record.
    pub updated: usize,
    /// The country of the practice address, if it is outside the United States.
    pub country: usize,
    pub taxonomies: Vec<usize>,
    pub named: Vec<(SiteField, usize)>,
}

impl ProviderColumns {
    /// Finds the columns in a header, or returns the names of those that are missing.
    pub fn find(header: &ByteRecord) -> Result<ProviderColumns, Vec<String>> {
        let mut missing = Vec::new();
        let mut find = |name: &str| {
            let is_it = |field: &[u8]| field.trim_ascii().eq_ignore_ascii_case(name.as_bytes());
            header.iter().position(is_it).unwrap_or_else(|| {
                missing.push(name.to_owned());
                0
            })
        };
        let columns = ProviderColumns {
            count: header.len(),
            npi: find("NPI"),
            entity_type: find("Entity Type Code"),
            deactivated: find("NPI Deactivation Date"),
            reactivated: find("NPI Reactivation Date"),
            updated: find("Last Update Date"),
            country: find("Provider Business Practice Location Address Country Code (If outside U.S.)"),
            taxonomies: (1..=TAXONOMIES)
                .map(|number| find(&format!("Healthcare Provider Taxonomy Code_{number}")))
                .collect(),
            named: NAMED.map(|(field, column)| (field, find(column))).into(),
        };
        if missing.is_empty() { Ok(columns) } else { Err(missing) }
    }
}
