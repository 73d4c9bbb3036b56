//! Joining the tables of a data package into services. The order of rows does not matter.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::model::{
    Attribute, HsdsObject, Language, Location, Organization, PackageRow, Phone, Service, ServiceAtLocation,
};
use super::set::RawService;
use super::tables::{TableKind, Tables};

/// Rows by the id of the object they belong to.
struct RowsByOwner<T>(HashMap<String, Vec<T>>);

/// Attributes by the object they belong to: its table and id, because objects of different tables can have the same id.
struct AttributesByOwner(HashMap<(TableKind, String), Vec<Attribute>>);

/// Calls `each` with the services, in the order of their table, each joined with everything that belongs to it. Rows that
/// connect a location with a missing service are passed on as unusable.
pub(super) fn join(mut tables: Tables, each: &mut dyn FnMut(RawService)) {
    let attributes = AttributesByOwner::new(&mut tables);
    let phones = phones(&mut tables);
    let organizations = organizations(&mut tables, &attributes, &phones);
    let places = places(&mut tables, &attributes, &phones);
    let units = by_id(std::mem::take(&mut tables.units));
    for capacity in &mut tables.capacities {
        capacity.unit = units.get(&capacity.unit_id).cloned();
    }
    let schedules = RowsByOwner::new(tables.schedules, |schedule| &schedule.service_id);
    let languages = RowsByOwner::new(tables.languages, |language| &language.service_id);
    let costs = RowsByOwner::new(tables.cost_options, |cost| &cost.service_id);
    let documents = RowsByOwner::new(tables.required_documents, |document| &document.service_id);
    let capacities = RowsByOwner::new(tables.capacities, |capacity| &capacity.service_id);
    let eligibilities = RowsByOwner::new(tables.eligibilities, |one| &one.service_id);
    let areas = RowsByOwner::new(tables.service_areas, |area| &area.service_id);
    let phones = RowsByOwner::new(phones, |phone| &phone.service_id);
    let mut ids = HashSet::new();
    for row in tables.services {
        let service = Service::from(row.clone());
        let id = service.id.as_str();
        let joined = Service {
            organization: organizations.get(&service.organization_id).cloned(),
            phones: phones.get(id),
            schedules: schedules.get(id),
            languages: languages.get(id),
            cost_options: costs.get(id),
            required_documents: documents.get(id),
            capacities: capacities.get(id),
            eligibilities: eligibilities.get(id),
            service_areas: areas.get(id),
            attributes: attributes.get(TableKind::Service, id),
            service_at_locations: places.get(id),
            ..service.clone()
        };
        ids.insert(service.id);
        each(RawService { raw: raw(row, &joined), service: Ok(joined) });
    }
    for place in places.without(&ids) {
        let raw = serde_json::json!({"table": "service_at_location", "id": place.id}).to_string();
        each(RawService { raw, service: Err("a location of a service that is missing".to_owned()) });
    }
}

/// The original text of a service: its row, with everything that was joined to it.
fn raw(row: PackageRow, joined: &Service) -> String {
    let mut raw: Map<String, Value> = row.into_iter().map(|(name, text)| (name, Value::from(text))).collect();
    // Serializing texts and lists never fails.
    if let Ok(Value::Object(joined)) = serde_json::to_value(joined) {
        raw.extend(joined);
    }
    Value::Object(raw).to_string()
}

/// The telephone numbers, each with its languages.
fn phones(tables: &mut Tables) -> Vec<Phone> {
    let of_phones: Vec<Language> =
        tables.languages.iter().filter(|language| !language.phone_id.is_empty()).cloned().collect();
    let languages = RowsByOwner::new(of_phones, |language| &language.phone_id);
    let phones = std::mem::take(&mut tables.phones).into_iter();
    phones.map(|phone| Phone { languages: languages.get(&phone.id), ..phone }).collect()
}

fn organizations(
    tables: &mut Tables,
    attributes: &AttributesByOwner,
    phones: &[Phone],
) -> HashMap<String, Organization> {
    let phones = RowsByOwner::new(phones.to_vec(), |phone| &phone.organization_id);
    let rows = std::mem::take(&mut tables.organizations).into_iter().map(|organization| Organization {
        phones: phones.get(&organization.id),
        attributes: attributes.get(TableKind::Organization, &organization.id),
        ..organization
    });
    by_id(rows.collect())
}

/// The locations of services, by service.
fn places(
    tables: &mut Tables,
    attributes: &AttributesByOwner,
    phones: &[Phone],
) -> RowsByOwner<ServiceAtLocation> {
    let locations = locations(tables, attributes, phones);
    let phones = RowsByOwner::new(phones.to_vec(), |phone| &phone.service_at_location_id);
    let schedules = RowsByOwner::new(tables.schedules.clone(), |schedule| &schedule.service_at_location_id);
    let rows = std::mem::take(&mut tables.service_at_locations).into_iter().map(|at| ServiceAtLocation {
        location: locations.get(&at.location_id).cloned(),
        phones: phones.get(&at.id),
        schedules: schedules.get(&at.id),
        attributes: attributes.get(TableKind::ServiceAtLocation, &at.id),
        ..at
    });
    RowsByOwner::new(rows.collect(), |at| &at.service_id)
}

fn locations(
    tables: &mut Tables,
    attributes: &AttributesByOwner,
    phones: &[Phone],
) -> HashMap<String, Location> {
    for address in &mut tables.addresses {
        address.attributes = attributes.get(TableKind::Address, &address.id);
    }
    let addresses = RowsByOwner::new(std::mem::take(&mut tables.addresses), |address| &address.location_id);
    let accessibility = RowsByOwner::new(std::mem::take(&mut tables.accessibility), |one| &one.location_id);
    let phones = RowsByOwner::new(phones.to_vec(), |phone| &phone.location_id);
    let schedules = RowsByOwner::new(tables.schedules.clone(), |schedule| &schedule.location_id);
    let languages = RowsByOwner::new(tables.languages.clone(), |language| &language.location_id);
    let rows = std::mem::take(&mut tables.locations).into_iter().map(|location| Location {
        addresses: addresses.get(&location.id),
        accessibility: accessibility.get(&location.id),
        phones: phones.get(&location.id),
        schedules: schedules.get(&location.id),
        languages: languages.get(&location.id),
        attributes: attributes.get(TableKind::Location, &location.id),
        ..location
    });
    by_id(rows.collect())
}

/// Rows in an order that does not depend on their order in the file: by the length of the id and then by the id, so that
/// numeric ids are in numerical order.
fn sorted<T: HsdsObject>(mut rows: Vec<T>) -> Vec<T> {
    let text = |row: &T| serde_json::to_string(row).unwrap_or_default();
    rows.sort_by_cached_key(|row| (row.id().len(), row.id().to_owned(), text(row)));
    rows
}

/// Rows by id. Of several rows with the same id, the first one after sorting is used.
fn by_id<T: HsdsObject>(rows: Vec<T>) -> HashMap<String, T> {
    let rows = sorted(rows).into_iter().rev();
    rows.map(|row| (row.id().to_owned(), row)).collect()
}

impl<T: HsdsObject> RowsByOwner<T> {
    fn new(rows: Vec<T>, owner: fn(&T) -> &String) -> RowsByOwner<T> {
        let mut groups: HashMap<String, Vec<T>> = HashMap::new();
        let rows = rows.into_iter().filter(|row| !owner(row).is_empty()).collect();
        for row in sorted(rows) {
            groups.entry(owner(&row).clone()).or_default().push(row);
        }
        RowsByOwner(groups)
    }

    fn get(&self, owner: &str) -> Vec<T> {
        self.0.get(owner).cloned().unwrap_or_default()
    }

    /// The rows of all owners that are not in `owners`, sorted.
    fn without(&self, owners: &HashSet<String>) -> Vec<T> {
        let rows = self.0.iter().filter(|(owner, _)| !owners.contains(*owner)).flat_map(|(_, rows)| rows);
        sorted(rows.cloned().collect())
    }
}

impl AttributesByOwner {
    fn new(tables: &mut Tables) -> AttributesByOwner {
        let terms = by_id(std::mem::take(&mut tables.taxonomy_terms));
        let rows = std::mem::take(&mut tables.attributes).into_iter().map(|attribute| Attribute {
            taxonomy_term: terms.get(&attribute.taxonomy_term_id).cloned(),
            ..attribute
        });
        let owners = owners(tables);
        let mut attributes: HashMap<(TableKind, String), Vec<Attribute>> = HashMap::new();
        for attribute in sorted(rows.collect()) {
            let id = &attribute.link_id;
            let entity = match attribute.link_entity.trim() {
                // HSDS requires `link_entity`, but it is often left out.
                "" => owners.get(id.as_str()).copied(),
                named => TableKind::from_name(named),
            };
            if let Some(entity) = entity {
                attributes.entry((entity, id.clone())).or_default().push(attribute);
            }
        }
        AttributesByOwner(attributes)
    }

    fn get(&self, entity: TableKind, id: &str) -> Vec<Attribute> {
        self.0.get(&(entity, id.to_owned())).cloned().unwrap_or_default()
    }
}

/// The table in which each id occurs. If it occurs in several, the table of services takes precedence: most attributes
/// belong to services.
fn owners(tables: &Tables) -> HashMap<String, TableKind> {
    fn ids<T: HsdsObject>(rows: &[T], entity: TableKind) -> impl Iterator<Item = (String, TableKind)> {
        rows.iter().map(move |row| (row.id().to_owned(), entity))
    }
    let services =
        tables.services.iter().filter_map(|row| Some((row.get("id")?.clone(), TableKind::Service)));
    let others = ids(&tables.addresses, TableKind::Address)
        .chain(ids(&tables.organizations, TableKind::Organization))
        .chain(ids(&tables.locations, TableKind::Location))
        .chain(ids(&tables.service_at_locations, TableKind::ServiceAtLocation));
    others.chain(services).collect()
}
