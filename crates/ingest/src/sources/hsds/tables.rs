//! The tables of a data package, joined to services.

use std::collections::HashMap;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::model::{
    Address, Attribute, Capacity, CostOption, Language, Location, Organization, Phone, Schedule, Service,
    ServiceAtLocation, TaxonomyTerm, Unit,
};

/// The tables that are read.
#[derive(Debug, Default)]
pub(super) struct Tables {
    services: Vec<Service>,
    organizations: Vec<Organization>,
    locations: Vec<Location>,
    service_at_locations: Vec<ServiceAtLocation>,
    addresses: Vec<Address>,
    phones: Vec<Phone>,
    schedules: Vec<Schedule>,
    languages: Vec<Language>,
    cost_options: Vec<CostOption>,
    attributes: Vec<Attribute>,
    taxonomy_terms: Vec<TaxonomyTerm>,
    capacities: Vec<Capacity>,
    units: Vec<Unit>,
}

/// The table of a file's name, which may be in the singular or the plural: `services.csv`, `service.csv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
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
    Attribute,
    TaxonomyTerm,
    ServiceCapacity,
    Unit,
}

impl Kind {
    /// The table of a file of this name; none for other tables and files.
    pub fn of(file: &str) -> Option<Kind> {
        let base = file.rsplit(['/', '\\']).next()?.to_ascii_lowercase();
        Some(match base.strip_suffix(".csv")? {
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
            "attribute" | "attributes" => Kind::Attribute,
            "taxonomy_term" | "taxonomy_terms" => Kind::TaxonomyTerm,
            "service_capacity" | "service_capacities" => Kind::ServiceCapacity,
            "unit" | "units" => Kind::Unit,
            _ => return None,
        })
    }
}

impl Tables {
    /// Adds a row of a table.
    pub fn add(&mut self, kind: Kind, row: Map<String, Value>) {
        fn push<T: DeserializeOwned>(to: &mut Vec<T>, row: Map<String, Value>) {
            // All members are texts, and an object of texts is an object of any of these types.
            to.extend(serde_json::from_value(Value::Object(row)));
        }
        match kind {
            Kind::Service => push(&mut self.services, row),
            Kind::Organization => push(&mut self.organizations, row),
            Kind::Location => push(&mut self.locations, row),
            Kind::ServiceAtLocation => push(&mut self.service_at_locations, row),
            Kind::Address => push(&mut self.addresses, row),
            Kind::Phone => push(&mut self.phones, row),
            Kind::Schedule => push(&mut self.schedules, row),
            Kind::Language => push(&mut self.languages, row),
            Kind::CostOption => push(&mut self.cost_options, row),
            Kind::Attribute => push(&mut self.attributes, row),
            Kind::TaxonomyTerm => push(&mut self.taxonomy_terms, row),
            Kind::ServiceCapacity => push(&mut self.capacities, row),
            Kind::Unit => push(&mut self.units, row),
        }
    }

    /// The services with all that belongs to them, in the order they came.
    pub fn into_services(mut self, each: &mut dyn FnMut(Service)) {
        let terms = by_id(self.taxonomy_terms, |term| &term.id);
        for attribute in &mut self.attributes {
            attribute.taxonomy_term = terms.get(&attribute.taxonomy_term_id).cloned();
        }
        let units = by_id(self.units, |unit| &unit.id);
        for capacity in &mut self.capacities {
            capacity.unit = units.get(&capacity.unit_id).cloned();
        }
        let attributes = grouped(&self.attributes, |attribute| &attribute.link_id);
        let mut organizations = by_id(self.organizations, |organization| &organization.id);
        let phones = |key: fn(&Phone) -> &String| grouped(&self.phones, key);
        let (of_organization, of_service) =
            (phones(|phone| &phone.organization_id), phones(|phone| &phone.service_id));
        let (of_location, of_both) =
            (phones(|phone| &phone.location_id), phones(|phone| &phone.service_at_location_id));
        for organization in organizations.values_mut() {
            organization.phones = of(&of_organization, &organization.id);
            organization.attributes = of(&attributes, &organization.id);
        }
        let schedules = |key: fn(&Schedule) -> &String| grouped(&self.schedules, key);
        let languages = |key: fn(&Language) -> &String| grouped(&self.languages, key);
        let addresses = grouped(&self.addresses, |address| &address.location_id);
        let (open_location, open_service, open_both) = (
            schedules(|schedule| &schedule.location_id),
            schedules(|schedule| &schedule.service_id),
            schedules(|schedule| &schedule.service_at_location_id),
        );
        let (spoken_at, spoken_in) =
            (languages(|language| &language.location_id), languages(|language| &language.service_id));
        for location in &mut self.locations {
            location.addresses = of(&addresses, &location.id);
            location.phones = of(&of_location, &location.id);
            location.schedules = of(&open_location, &location.id);
            location.languages = of(&spoken_at, &location.id);
            location.attributes = of(&attributes, &location.id);
        }
        let locations = by_id(self.locations, |location| &location.id);
        for at in &mut self.service_at_locations {
            at.location = locations.get(&at.location_id).cloned();
            at.phones = of(&of_both, &at.id);
            at.schedules = of(&open_both, &at.id);
            at.attributes = of(&attributes, &at.id);
        }
        let places = grouped(&self.service_at_locations, |at| &at.service_id);
        let costs = grouped(&self.cost_options, |cost| &cost.service_id);
        let capacities = grouped(&self.capacities, |capacity| &capacity.service_id);
        for service in self.services {
            let id = service.id.clone();
            each(Service {
                organization: organizations.get(&service.organization_id).cloned(),
                phones: of(&of_service, &id),
                schedules: of(&open_service, &id),
                languages: of(&spoken_in, &id),
                cost_options: of(&costs, &id),
                capacities: of(&capacities, &id),
                attributes: of(&attributes, &id),
                service_at_locations: of(&places, &id),
                ..service
            });
        }
    }
}

fn by_id<T>(rows: Vec<T>, id: fn(&T) -> &String) -> HashMap<String, T> {
    rows.into_iter().map(|row| (id(&row).clone(), row)).collect()
}

fn grouped<T: Clone>(rows: &[T], key: fn(&T) -> &String) -> HashMap<String, Vec<T>> {
    let mut groups: HashMap<String, Vec<T>> = HashMap::new();
    for row in rows.iter().filter(|row| !key(row).is_empty()) {
        groups.entry(key(row).clone()).or_default().push(row.clone());
    }
    groups
}

fn of<T: Clone>(groups: &HashMap<String, Vec<T>>, id: &str) -> Vec<T> {
    groups.get(id).cloned().unwrap_or_default()
}
