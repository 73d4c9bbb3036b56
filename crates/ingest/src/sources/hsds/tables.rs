//! The tables of a data package.

use super::model::{
    Accessibility, Address, Attribute, Capacity, CostOption, Language, Location, Object, Organization, Phone,
    RequiredDocument, Row, Schedule, ServiceAtLocation, TaxonomyTerm, Unit,
};

/// The rows of the tables that are read.
#[derive(Debug, Default)]
pub(super) struct Tables {
    /// As they came: a service is put together from its row and what belongs to it.
    pub services: Vec<Row>,
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

/// The tables that are read, as HSDS names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
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

impl Kind {
    /// The table of a file of this name; none for other tables and files.
    pub fn of(file: &str) -> Option<Kind> {
        let base = file.rsplit(['/', '\\']).next()?.to_ascii_lowercase();
        Kind::named(base.strip_suffix(".csv")?)
    }

    /// The table of this name, which may be in the singular or the plural.
    pub fn named(name: &str) -> Option<Kind> {
        Some(match name.to_ascii_lowercase().as_str() {
            "service" | "services" => Kind::Service,
            "organization" | "organizations" => Kind::Organization,
            "location" | "locations" => Kind::Location,
            "service_at_location" | "service_at_locations" | "services_at_location" => {
                Kind::ServiceAtLocation
            }
            "address" | "addresses" | "physical_addresses" => Kind::Address,
            "phone" | "phones" => Kind::Phone,
            "schedule" | "schedules" => Kind::Schedule,
            "language" | "languages" => Kind::Language,
            "cost_option" | "cost_options" => Kind::CostOption,
            "required_document" | "required_documents" => Kind::RequiredDocument,
            "accessibility" => Kind::Accessibility,
            "attribute" | "attributes" => Kind::Attribute,
            "taxonomy_term" | "taxonomy_terms" => Kind::TaxonomyTerm,
            "service_capacity" | "service_capacities" => Kind::ServiceCapacity,
            "unit" | "units" => Kind::Unit,
            _ => return None,
        })
    }

    /// The usual name of its file, of a table that is needed.
    pub fn file(self) -> &'static str {
        match self {
            Kind::Service => "services.csv",
            Kind::Location => "locations.csv",
            Kind::Address => "addresses.csv",
            _ => "service_at_locations.csv",
        }
    }
}

impl Tables {
    /// Adds a row of a table.
    pub fn add(&mut self, kind: Kind, row: Row) {
        match kind {
            Kind::Service => self.services.push(row),
            Kind::Organization => self.organizations.push(Object::of_row(&row)),
            Kind::Location => self.locations.push(Object::of_row(&row)),
            Kind::ServiceAtLocation => self.service_at_locations.push(Object::of_row(&row)),
            Kind::Address => self.addresses.push(Object::of_row(&row)),
            Kind::Phone => self.phones.push(Object::of_row(&row)),
            Kind::Schedule => self.schedules.push(Object::of_row(&row)),
            Kind::Language => self.languages.push(Object::of_row(&row)),
            Kind::CostOption => self.cost_options.push(Object::of_row(&row)),
            Kind::RequiredDocument => self.required_documents.push(Object::of_row(&row)),
            Kind::Accessibility => self.accessibility.push(Object::of_row(&row)),
            Kind::Attribute => self.attributes.push(Object::of_row(&row)),
            Kind::TaxonomyTerm => self.taxonomy_terms.push(Object::of_row(&row)),
            Kind::ServiceCapacity => self.capacities.push(Object::of_row(&row)),
            Kind::Unit => self.units.push(Object::of_row(&row)),
        }
    }
}
