//! Which locations must be kept confidential.

use std::collections::HashSet;

use super::model::{Attribute, Location, Service, ServiceAtLocation};
use super::words::{self, TermMeaning};

/// Locations that are marked as confidential for any service, which makes them confidential for all services.
#[derive(Debug, Default)]
pub(super) struct ConfidentialLocations(HashSet<String>);

impl ConfidentialLocations {
    /// Records the confidential locations of a service.
    pub fn note(&mut self, service: &Service, meaning: &TermMeaning) {
        for at in &service.service_at_locations {
            if is_marked(service, Some(at), meaning) {
                self.0.extend(at.location.iter().flat_map(keys_of));
            }
        }
    }

    /// Whether the location of a service is confidential, because this service or another one there is marked.
    pub fn has(&self, service: &Service, at: Option<&ServiceAtLocation>, meaning: &TermMeaning) -> bool {
        let location = at.and_then(|at| at.location.as_ref());
        is_marked(service, at, meaning)
            || location.is_some_and(|location| keys_of(location).iter().any(|key| self.0.contains(key)))
    }
}

/// What identifies a location: its id, and its street addresses.
fn keys_of(location: &Location) -> Vec<String> {
    let id = Some(location.id.trim()).filter(|id| !id.is_empty()).map(|id| format!("id {id}"));
    let streets = location.addresses.iter().filter(|address| {
        let street = &address.address_1;
        street.contains(|c: char| c.is_ascii_digit())
            && !address.is_postal()
            && !words::asks_for_confidentiality(street)
    });
    let streets = streets.map(|address| {
        let parts = [&address.address_1, &address.city, &address.state_province];
        let folded = parts.map(|part| words::folded(part));
        format!("at{}", folded.concat())
    });
    id.into_iter().chain(streets).collect()
}

/// Whether a location is marked as confidential: by a taxonomy term, an attribute, a name, the type of location, or a text
/// instead of the street.
fn is_marked(service: &Service, at: Option<&ServiceAtLocation>, meaning: &TermMeaning) -> bool {
    let organization = service.organization.as_ref();
    let location = at.and_then(|at| at.location.as_ref());
    let names = [&service.name, &service.alternate_name].into_iter();
    let mut names = names.chain(organization.iter().flat_map(|org| [&org.name, &org.alternate_name]));
    let attributes = service.attributes.iter().chain(at.iter().flat_map(|at| &at.attributes));
    let mut attributes = attributes.chain(organization.iter().flat_map(|org| &org.attributes));
    meaning.is_confidential
        || names.any(|name| words::names_refuge(name))
        || attributes.any(is_mark)
        || location.is_some_and(is_marked_location)
}

fn is_marked_location(location: &Location) -> bool {
    let of_place = [&location.location_type, &location.name, &location.alternate_name];
    let of_streets = location.addresses.iter();
    let of_streets =
        of_streets.flat_map(|address| [&address.address_1, &address.address_2, &address.address_type]);
    let attributes = location.attributes.iter();
    of_place.into_iter().chain(of_streets).any(|text| words::asks_for_confidentiality(text))
        || attributes.chain(location.addresses.iter().flat_map(|address| &address.attributes)).any(is_mark)
}

/// Whether an attribute asks for confidentiality, by its term, its label or its value.
fn is_mark(attribute: &Attribute) -> bool {
    let mut meaning = TermMeaning::default();
    if let Some(term) = &attribute.taxonomy_term {
        meaning.add_term(&term.name, term.known_code());
    }
    meaning.is_confidential
        || [&attribute.label, &attribute.value].into_iter().any(|text| words::asks_for_confidentiality(text))
}
