//! The tables of a data package, joined to services. In what order their rows stand does not matter.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::model::{
    Attribute, Language, Location, Object, Organization, Phone, Row, Service, ServiceAtLocation,
};
use super::set::Read;
use super::tables::Tables;

/// Rows by the id of what they belong to.
struct Groups<T>(HashMap<String, Vec<T>>);

/// What an attribute can belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Entity {
    Service,
    Organization,
    Location,
    ServiceAtLocation,
    Address,
}

/// Attributes by what they belong to. Ids of different tables can be the same.
struct Attributes(HashMap<(Entity, String), Vec<Attribute>>);

/// Hands on the services with all that belongs to them, in the order they came, and the places of services that are not
/// there.
pub(super) fn join(mut tables: Tables, each: &mut dyn FnMut(Read)) {
    let attributes = Attributes::of(&mut tables);
    let phones = phones(&mut tables);
    let organizations = organizations(&mut tables, &attributes, &phones);
    let places = places(&mut tables, &attributes, &phones);
    let units = by_id(std::mem::take(&mut tables.units));
    for capacity in &mut tables.capacities {
        capacity.unit = units.get(&capacity.unit_id).cloned();
    }
    let schedules = Groups::of(tables.schedules, |schedule| &schedule.service_id);
    let languages = Groups::of(tables.languages, |language| &language.service_id);
    let costs = Groups::of(tables.cost_options, |cost| &cost.service_id);
    let documents = Groups::of(tables.required_documents, |document| &document.service_id);
    let capacities = Groups::of(tables.capacities, |capacity| &capacity.service_id);
    let phones = Groups::of(phones, |phone| &phone.service_id);
    let mut ids = HashSet::new();
    for row in tables.services {
        let service = Service::of_row(&row);
        let id = service.id.as_str();
        let joined = Service {
            organization: organizations.get(&service.organization_id).cloned(),
            phones: phones.get(id),
            schedules: schedules.get(id),
            languages: languages.get(id),
            cost_options: costs.get(id),
            required_documents: documents.get(id),
            capacities: capacities.get(id),
            attributes: attributes.get(Entity::Service, id),
            service_at_locations: places.get(id),
            ..service.clone()
        };
        ids.insert(service.id);
        each(Read { raw: raw(row, &joined), service: Ok(joined) });
    }
    for place in places.without(&ids) {
        let raw = serde_json::json!({"table": "service_at_location", "id": place.id}).to_string();
        each(Read { raw, service: Err("a place of a service that is not there".to_owned()) });
    }
}

/// The row as it came, and what belongs to it.
fn raw(row: Row, joined: &Service) -> String {
    let mut raw: Map<String, Value> = row.into_iter().map(|(name, text)| (name, Value::from(text))).collect();
    // An object of texts and lists is always an object of JSON.
    if let Ok(Value::Object(joined)) = serde_json::to_value(joined) {
        raw.extend(joined);
    }
    Value::Object(raw).to_string()
}

/// The numbers, each with its languages.
fn phones(tables: &mut Tables) -> Vec<Phone> {
    let of_phones: Vec<Language> =
        tables.languages.iter().filter(|language| !language.phone_id.is_empty()).cloned().collect();
    let languages = Groups::of(of_phones, |language| &language.phone_id);
    let phones = std::mem::take(&mut tables.phones).into_iter();
    phones.map(|phone| Phone { languages: languages.get(&phone.id), ..phone }).collect()
}

fn organizations(
    tables: &mut Tables,
    attributes: &Attributes,
    phones: &[Phone],
) -> HashMap<String, Organization> {
    let phones = Groups::of(phones.to_vec(), |phone| &phone.organization_id);
    let rows = std::mem::take(&mut tables.organizations).into_iter().map(|organization| Organization {
        phones: phones.get(&organization.id),
        attributes: attributes.get(Entity::Organization, &organization.id),
        ..organization
    });
    by_id(rows.collect())
}

/// The places of services, by service.
fn places(tables: &mut Tables, attributes: &Attributes, phones: &[Phone]) -> Groups<ServiceAtLocation> {
    let locations = locations(tables, attributes, phones);
    let phones = Groups::of(phones.to_vec(), |phone| &phone.service_at_location_id);
    let schedules = Groups::of(tables.schedules.clone(), |schedule| &schedule.service_at_location_id);
    let rows = std::mem::take(&mut tables.service_at_locations).into_iter().map(|at| ServiceAtLocation {
        location: locations.get(&at.location_id).cloned(),
        phones: phones.get(&at.id),
        schedules: schedules.get(&at.id),
        attributes: attributes.get(Entity::ServiceAtLocation, &at.id),
        ..at
    });
    Groups::of(rows.collect(), |at| &at.service_id)
}

fn locations(tables: &mut Tables, attributes: &Attributes, phones: &[Phone]) -> HashMap<String, Location> {
    for address in &mut tables.addresses {
        address.attributes = attributes.get(Entity::Address, &address.id);
    }
    let addresses = Groups::of(std::mem::take(&mut tables.addresses), |address| &address.location_id);
    let accessibility = Groups::of(std::mem::take(&mut tables.accessibility), |one| &one.location_id);
    let phones = Groups::of(phones.to_vec(), |phone| &phone.location_id);
    let schedules = Groups::of(tables.schedules.clone(), |schedule| &schedule.location_id);
    let languages = Groups::of(tables.languages.clone(), |language| &language.location_id);
    let rows = std::mem::take(&mut tables.locations).into_iter().map(|location| Location {
        addresses: addresses.get(&location.id),
        accessibility: accessibility.get(&location.id),
        phones: phones.get(&location.id),
        schedules: schedules.get(&location.id),
        languages: languages.get(&location.id),
        attributes: attributes.get(Entity::Location, &location.id),
        ..location
    });
    by_id(rows.collect())
}

/// The rows in an order of their own: short ids first, so that numbers stand in theirs.
fn sorted<T: Object>(mut rows: Vec<T>) -> Vec<T> {
    let said = |row: &T| serde_json::to_string(row).unwrap_or_default();
    rows.sort_by_cached_key(|row| (row.id().len(), row.id().to_owned(), said(row)));
    rows
}

/// Rows by their ids; of several with one id the first in order.
fn by_id<T: Object>(rows: Vec<T>) -> HashMap<String, T> {
    let rows = sorted(rows).into_iter().rev();
    rows.map(|row| (row.id().to_owned(), row)).collect()
}

impl<T: Object> Groups<T> {
    fn of(rows: Vec<T>, owner: fn(&T) -> &String) -> Groups<T> {
        let mut groups: HashMap<String, Vec<T>> = HashMap::new();
        let rows = rows.into_iter().filter(|row| !owner(row).is_empty()).collect();
        for row in sorted(rows) {
            groups.entry(owner(&row).clone()).or_default().push(row);
        }
        Groups(groups)
    }

    fn get(&self, owner: &str) -> Vec<T> {
        self.0.get(owner).cloned().unwrap_or_default()
    }

    /// The rows of owners that are not among these, in order.
    fn without(&self, owners: &HashSet<String>) -> Vec<T> {
        let rows = self.0.iter().filter(|(owner, _)| !owners.contains(*owner)).flat_map(|(_, rows)| rows);
        sorted(rows.cloned().collect())
    }
}

impl Entity {
    /// The entity of a table's name, in the singular or the plural.
    fn named(name: &str) -> Option<Entity> {
        Some(match name.trim().to_ascii_lowercase().as_str() {
            "service" | "services" => Entity::Service,
            "organization" | "organizations" => Entity::Organization,
            "location" | "locations" => Entity::Location,
            "service_at_location" | "service_at_locations" => Entity::ServiceAtLocation,
            "address" | "addresses" => Entity::Address,
            _ => return None,
        })
    }
}

impl Attributes {
    fn of(tables: &mut Tables) -> Attributes {
        let terms = by_id(std::mem::take(&mut tables.taxonomy_terms));
        let rows = std::mem::take(&mut tables.attributes).into_iter().map(|attribute| Attribute {
            taxonomy_term: terms.get(&attribute.taxonomy_term_id).cloned(),
            ..attribute
        });
        let owners = owners(tables);
        let mut attributes: HashMap<(Entity, String), Vec<Attribute>> = HashMap::new();
        for attribute in sorted(rows.collect()) {
            let id = &attribute.link_id;
            let entity = match attribute.link_entity.trim() {
                // Needed, but often left out.
                "" => owners.get(id.as_str()).copied(),
                named => Entity::named(named),
            };
            if let Some(entity) = entity {
                attributes.entry((entity, id.clone())).or_default().push(attribute);
            }
        }
        Attributes(attributes)
    }

    fn get(&self, entity: Entity, id: &str) -> Vec<Attribute> {
        self.0.get(&(entity, id.to_owned())).cloned().unwrap_or_default()
    }
}

/// What has which id: of several things with one id the service, for most attributes are of services.
fn owners(tables: &Tables) -> HashMap<String, Entity> {
    fn ids<T: Object>(rows: &[T], entity: Entity) -> impl Iterator<Item = (String, Entity)> {
        rows.iter().map(move |row| (row.id().to_owned(), entity))
    }
    let services = tables.services.iter().filter_map(|row| Some((row.get("id")?.clone(), Entity::Service)));
    let others = ids(&tables.addresses, Entity::Address)
        .chain(ids(&tables.organizations, Entity::Organization))
        .chain(ids(&tables.locations, Entity::Location))
        .chain(ids(&tables.service_at_locations, Entity::ServiceAtLocation));
    others.chain(services).collect()
}
