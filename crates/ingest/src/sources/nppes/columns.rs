//! Which column is which: the tables have more than three hundred, and their order is not promised.

use csv::ByteRecord;

/// Taxonomies that a provider can have.
const TAXONOMIES: usize = 15;

/// The columns that are read, by what the rows of every source call it.
const NAMED: [(&str, &str); 8] = [
    ("name1", "Provider Organization Name (Legal Business Name)"),
    ("name2", "Provider Other Organization Name"),
    ("street1", "Provider First Line Business Practice Location Address"),
    ("street2", "Provider Second Line Business Practice Location Address"),
    ("city", "Provider Business Practice Location Address City Name"),
    ("state", "Provider Business Practice Location Address State Name"),
    ("zip", "Provider Business Practice Location Address Postal Code"),
    ("phone", "Provider Business Practice Location Address Telephone Number"),
];

/// Positions of the columns that are read.
#[derive(Debug)]
pub(super) struct Columns {
    /// How many there are.
    pub count: usize,
    /// The identifier.
    pub npi: usize,
    /// 1 for a person, 2 for an organization.
    pub entity_type: usize,
    /// When the identifier was taken out of use.
    pub deactivated: usize,
    /// When it was put in use again.
    pub reactivated: usize,
    /// When the provider last changed its entry.
    pub updated: usize,
    /// The country of the place of practice.
    pub country: usize,
    /// The taxonomies.
    pub taxonomies: Vec<usize>,
    /// What is said of the place, by name.
    pub named: Vec<(&'static str, usize)>,
}

impl Columns {
    /// Finds the columns by the header, or names those that are missing.
    pub fn find(header: &ByteRecord) -> Result<Columns, Vec<String>> {
        let mut missing = Vec::new();
        let mut find = |name: &str| {
            let is_it = |field: &[u8]| field.trim_ascii().eq_ignore_ascii_case(name.as_bytes());
            header.iter().position(is_it).unwrap_or_else(|| {
                missing.push(name.to_owned());
                0
            })
        };
        let columns = Columns {
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
            named: NAMED.map(|(name, column)| (name, find(column))).into(),
        };
        if missing.is_empty() { Ok(columns) } else { Err(missing) }
    }
}
