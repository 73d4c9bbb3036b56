//! The tables of a data package.

use super::model::{
    Accessibility, Address, Attribute, Capacity, CostOption, HsdsObject, Language, Location, Organization,
    PackageRow, Phone, RequiredDocument, Schedule, ServiceAtLocation, TaxonomyTerm, Unit,
};

/// The rows of all tables that are used.
#[derive(Debug, Default)]
pub(super) struct Tables {
    /// Kept as rows: the original text of a service is made of its row and of the objects that belong to it.
    pub services: Vec<PackageRow>,
    pub organizations: Vec<Organization>,
    pub locations: Vec<Location>,
    pub service_at_locations: Vec<ServiceAtLocation>,
    pub addresses: Vec<Address>,
    pub phones: Vec<Phone>,
    pub schedules: Vec<Schedule>,
    pub languages: Vec<Language>,
    pub cost_options: Vec<CostOption>,
    pub required_documents: Vec<RequiredDocument>,
    pub accessibility: Vec<Accessibility>,
    pub attributes: Vec<Attribute>,
    pub taxonomy_terms: Vec<TaxonomyTerm>,
    pub capacities: Vec<Capacity>,
    pub units: Vec<Unit>,
}

/// The tables that are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TableKind {
    Service,
    Organization,
    Location,
    ServiceAtLocation,
    Address,
    Phone,
    Schedule,
    Language,
    CostOption,
    RequiredDocument,
    Accessibility,
    Attribute,
    TaxonomyTerm,
    ServiceCapacity,
    Unit,
}

impl TableKind {
    /// The table in a file with this name; `None` for other files.
    pub fn from_file_name(file: &str) -> Option<TableKind> {
        let base = file.rsplit(['/', '\\']).next()?.to_ascii_lowercase();
        TableKind::from_name(base.strip_suffix(".csv")?)
    }

    /// The table with this name, in the singular or the plural.
    pub fn from_name(name: &str) -> Option<TableKind> {
        Some(match name.to_ascii_lowercase().as_str() {
            "service" | "services" => TableKind::Service,
            "organization" | "organizations" => TableKind::Organization,
            "location" | "locations" => TableKind::Location,
            "service_at_location" | "service_at_locations" | "services_at_location" => {
                TableKind::ServiceAtLocation
            }
            "address" | "addresses" | "physical_addresses" => TableKind::Address,
            "phone" | "phones" => TableKind::Phone,
            "schedule" | "schedules" => TableKind::Schedule,
            "language" | "languages" => TableKind::Language,
            "cost_option" | "cost_options" => TableKind::CostOption,
            "required_document" | "required_documents" => TableKind::RequiredDocument,
            "accessibility" => TableKind::Accessibility,
            "attribute" | "attributes" => TableKind::Attribute,
            "taxonomy_term" | "taxonomy_terms" => TableKind::TaxonomyTerm,
            "service_capacity" | "service_capacities" => TableKind::ServiceCapacity,
            "unit" | "units" => TableKind::Unit,
            _ => return None,
        })
    }

    /// The usual file name of a table that is required.
    pub fn file_name(self) -> &'static str {
        match self {
            TableKind::Service => "services.csv",
            TableKind::Location => "locations.csv",
            TableKind::Address => "addresses.csv",
            _ => "service_at_locations.csv",
        }
    }
}

impl Tables {
    /// Adds a row of a table.
    pub fn add(&mut self, kind: TableKind, row: PackageRow) {
        match kind {
            TableKind::Service => self.services.push(row),
            TableKind::Organization => self.organizations.push(HsdsObject::from_row(&row)),
            TableKind::Location => self.locations.push(HsdsObject::from_row(&row)),
            TableKind::ServiceAtLocation => self.service_at_locations.push(HsdsObject::from_row(&row)),
            TableKind::Address => self.addresses.push(HsdsObject::from_row(&row)),
            TableKind::Phone => self.phones.push(HsdsObject::from_row(&row)),
            TableKind::Schedule => self.schedules.push(HsdsObject::from_row(&row)),
            TableKind::Language => self.languages.push(HsdsObject::from_row(&row)),
            TableKind::CostOption => self.cost_options.push(HsdsObject::from_row(&row)),
            TableKind::RequiredDocument => self.required_documents.push(HsdsObject::from_row(&row)),
            TableKind::Accessibility => self.accessibility.push(HsdsObject::from_row(&row)),
            TableKind::Attribute => self.attributes.push(HsdsObject::from_row(&row)),
            TableKind::TaxonomyTerm => self.taxonomy_terms.push(HsdsObject::from_row(&row)),
            TableKind::ServiceCapacity => self.capacities.push(HsdsObject::from_row(&row)),
            TableKind::Unit => self.units.push(HsdsObject::from_row(&row)),
        }
    }
}
