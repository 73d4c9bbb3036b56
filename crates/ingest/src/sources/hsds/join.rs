//! Joining the tables of a data package into services. The order of rows does not matter.

use std::cell::Cell;
use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::model::{
    Attribute, HsdsObject, Location, Organization, PackageRow, Phone, Service, ServiceAtLocation, Weight,
};
use super::set::{EachService, RawService};
use super::tables::{TableKind, Tables};
use crate::file::FileError;

/// How many times their own size the tables may take when everything is joined with everything it belongs to. In real
/// packages it is two to five times: the text of an organization is repeated in each of its services.
const RATIO: u64 = 10;

/// How much joined objects may always take, and how much at most, in bytes. They are not all in memory at once.
const JOINED: std::ops::RangeInclusive<u64> = 64 << 20..=2 << 30;

/// How many bytes may still be copied into objects.
struct Copying {
    limit: u64,
    left: Cell<Option<u64>>,
}

/// Rows by their id.
struct RowsById<'a, T> {
    rows: HashMap<String, T>,
    copying: &'a Copying,
}

/// Rows by the id of the object they belong to.
struct RowsByOwner<'a, T> {
    rows: HashMap<String, Vec<T>>,
    copying: &'a Copying,
}

/// Attributes by the object they belong to: its table and id, because objects of different tables can have the same id.
struct AttributesByOwner<'a> {
    attributes: HashMap<(TableKind, String), Vec<Attribute>>,
    copying: &'a Copying,
}

/// Calls `each` with the services, in the order of their table, each joined with everything that belongs to it. Rows that
/// connect a location with a missing service are passed on as unusable. `bytes` is the size of the tables.
///
/// # Errors
/// If the joined objects are so large that the tables were probably made to exhaust memory, or if `each` fails.
pub(super) fn join(mut tables: Tables, bytes: u64, each: &mut EachService<'_>) -> Result<(), FileError> {
    let copying = Copying::within(bytes.saturating_mul(RATIO).clamp(*JOINED.start(), *JOINED.end()));
    let attributes = AttributesByOwner::new(&mut tables, &copying);
    let phones = phones(&mut tables, &copying);
    let organizations = organizations(&mut tables, &attributes, &phones);
    let places = places(&mut tables, &attributes, &phones);
    let units = RowsById::new(std::mem::take(&mut tables.units), &copying);
    for capacity in &mut tables.capacities {
        capacity.unit = units.get(&capacity.unit_id);
    }
    let schedules = RowsByOwner::new(tables.schedules, &copying, |schedule| &schedule.service_id);
    let languages = RowsByOwner::new(tables.languages, &copying, |language| &language.service_id);
    let costs = RowsByOwner::new(tables.cost_options, &copying, |cost| &cost.service_id);
    let documents = RowsByOwner::new(tables.required_documents, &copying, |document| &document.service_id);
    let capacities = RowsByOwner::new(tables.capacities, &copying, |capacity| &capacity.service_id);
    let eligibilities = RowsByOwner::new(tables.eligibilities, &copying, |one| &one.service_id);
    let areas = RowsByOwner::new(tables.service_areas, &copying, |area| &area.service_id);
    let phones = RowsByOwner::new(phones, &copying, |phone| &phone.service_id);
    let mut ids = HashSet::new();
    for row in tables.services {
        let service = Service::from(row.clone());
        let id = service.id.as_str();
        let joined = Service {
            organization: organizations.get(&service.organization_id),
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
        copying.check()?;
        each(RawService { raw: raw(row, &joined), service: Ok(joined) })?;
    }
    for place in places.without(&ids) {
        let raw = serde_json::json!({"table": "service_at_location", "id": place.id}).to_string();
        each(RawService { raw, service: Err("a location of a service that is missing".to_owned()) })?;
    }
    copying.check()
}

impl Copying {
    /// Copying of `limit` bytes at most.
    fn within(limit: u64) -> Copying {
        Copying { limit, left: Cell::new(Some(limit)) }
    }

    /// A copy; `None` if there is no original, and once all copies together exceed the limit.
    fn copy<T: Weight + Clone>(&self, original: Option<&T>) -> Option<T> {
        let original = original?;
        let left = self.left.get().and_then(|left| left.checked_sub(original.weight()));
        self.left.set(left);
        left.map(|_| original.clone())
    }

    /// Fails if something was not copied.
    fn check(&self) -> Result<(), FileError> {
        let limit = || format!("{} MiB", self.limit >> 20);
        self.left.get().map(drop).ok_or_else(|| {
            FileError::too_large(
                "the data package",
                "all services, each with everything that belongs to it,",
                limit(),
            )
        })
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
fn phones(tables: &mut Tables, copying: &Copying) -> Vec<Phone> {
    let languages = RowsByOwner::of(&tables.languages, copying, |language| &language.phone_id);
    let phones = std::mem::take(&mut tables.phones).into_iter();
    phones.map(|phone| Phone { languages: languages.get(&phone.id), ..phone }).collect()
}

fn organizations<'a>(
    tables: &mut Tables,
    attributes: &AttributesByOwner<'a>,
    phones: &[Phone],
) -> RowsById<'a, Organization> {
    let phones = RowsByOwner::of(phones, attributes.copying, |phone| &phone.organization_id);
    let rows = std::mem::take(&mut tables.organizations).into_iter().map(|organization| Organization {
        phones: phones.get(&organization.id),
        attributes: attributes.get(TableKind::Organization, &organization.id),
        ..organization
    });
    RowsById::new(rows.collect(), attributes.copying)
}

/// The locations of services, by service.
fn places<'a>(
    tables: &mut Tables,
    attributes: &AttributesByOwner<'a>,
    phones: &[Phone],
) -> RowsByOwner<'a, ServiceAtLocation> {
    let copying = attributes.copying;
    let locations = locations(tables, attributes, phones);
    let phones = RowsByOwner::of(phones, copying, |phone| &phone.service_at_location_id);
    let schedules = RowsByOwner::of(&tables.schedules, copying, |schedule| &schedule.service_at_location_id);
    let rows = std::mem::take(&mut tables.service_at_locations).into_iter().map(|at| ServiceAtLocation {
        location: locations.get(&at.location_id),
        phones: phones.get(&at.id),
        schedules: schedules.get(&at.id),
        attributes: attributes.get(TableKind::ServiceAtLocation, &at.id),
        ..at
    });
    RowsByOwner::new(rows.collect(), copying, |at| &at.service_id)
}

fn locations<'a>(
    tables: &mut Tables,
    attributes: &AttributesByOwner<'a>,
    phones: &[Phone],
) -> RowsById<'a, Location> {
    let copying = attributes.copying;
    for address in &mut tables.addresses {
        address.attributes = attributes.get(TableKind::Address, &address.id);
    }
    let (addresses, accessibility) =
        (std::mem::take(&mut tables.addresses), std::mem::take(&mut tables.accessibility));
    let addresses = RowsByOwner::new(addresses, copying, |address| &address.location_id);
    let accessibility = RowsByOwner::new(accessibility, copying, |one| &one.location_id);
    let phones = RowsByOwner::of(phones, copying, |phone| &phone.location_id);
    let schedules = RowsByOwner::of(&tables.schedules, copying, |schedule| &schedule.location_id);
    let languages = RowsByOwner::of(&tables.languages, copying, |language| &language.location_id);
    let rows = std::mem::take(&mut tables.locations).into_iter().map(|location| Location {
        addresses: addresses.get(&location.id),
        accessibility: accessibility.get(&location.id),
        phones: phones.get(&location.id),
        schedules: schedules.get(&location.id),
        languages: languages.get(&location.id),
        attributes: attributes.get(TableKind::Location, &location.id),
        ..location
    });
    RowsById::new(rows.collect(), copying)
}

/// Rows in an order that does not depend on their order in the file: by the length of the id and then by the id, so that
/// numeric ids are in numerical order.
fn sorted<T: HsdsObject>(mut rows: Vec<T>) -> Vec<T> {
    let text = |row: &T| serde_json::to_string(row).unwrap_or_default();
    rows.sort_by_cached_key(|row| (row.id().len(), row.id().to_owned(), text(row)));
    rows
}

impl<'a, T: HsdsObject> RowsById<'a, T> {
    /// Of several rows with the same id, the first one after sorting is used.
    fn new(rows: Vec<T>, copying: &'a Copying) -> Self {
        let rows = sorted(rows).into_iter().rev().map(|row| (row.id().to_owned(), row));
        RowsById { rows: rows.collect(), copying }
    }

    fn get(&self, id: &str) -> Option<T> {
        self.copying.copy(self.rows.get(id))
    }
}

impl<'a, T: HsdsObject> RowsByOwner<'a, T> {
    fn new(rows: Vec<T>, copying: &'a Copying, owner: fn(&T) -> &String) -> Self {
        let mut groups: HashMap<String, Vec<T>> = HashMap::new();
        let rows = rows.into_iter().filter(|row| !owner(row).is_empty()).collect();
        for row in sorted(rows) {
            groups.entry(owner(&row).clone()).or_default().push(row);
        }
        RowsByOwner { rows: groups, copying }
    }

    /// Copies the rows that have an owner.
    fn of(rows: &[T], copying: &'a Copying, owner: fn(&T) -> &String) -> Self {
        let owned = rows.iter().filter(|row| !owner(row).is_empty());
        RowsByOwner::new(owned.cloned().collect(), copying, owner)
    }

    fn get(&self, owner: &str) -> Vec<T> {
        self.copying.copy(self.rows.get(owner)).unwrap_or_default()
    }

    /// The rows of all owners that are not in `owners`, sorted.
    fn without(&self, owners: &HashSet<String>) -> Vec<T> {
        let rows = self.rows.iter().filter(|(owner, _)| !owners.contains(*owner)).flat_map(|(_, rows)| rows);
        sorted(rows.cloned().collect())
    }
}

impl<'a> AttributesByOwner<'a> {
    fn new(tables: &mut Tables, copying: &'a Copying) -> Self {
        let terms = RowsById::new(std::mem::take(&mut tables.taxonomy_terms), copying);
        let rows = std::mem::take(&mut tables.attributes).into_iter().map(|attribute| Attribute {
            taxonomy_term: terms.get(&attribute.taxonomy_term_id),
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
        AttributesByOwner { attributes, copying }
    }

    fn get(&self, entity: TableKind, id: &str) -> Vec<Attribute> {
        self.copying.copy(self.attributes.get(&(entity, id.to_owned()))).unwrap_or_default()
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
