//! Turning the services of a directory into listings.

use std::collections::BTreeMap;

use directory::{State, Track};

use super::confidential::ConfidentialLocations;
use super::content::ServiceSite;
use super::model::{Attribute, Service, ServiceAtLocation, Weight as _, is_taxonomy_code};
use super::words::{self, TermMeaning};
use crate::file::FileError;
use crate::limits;
use crate::place::{Digest, is_sound, written_state};
use crate::repair::{Repair, Repairs};
use crate::set_builder::{ListingDraft, SetBuilder};
use crate::zip_points::ZipPoints;

const OTHERS: &str = "services that are not treatment of addiction or mental illness";
const INACTIVE: &str = "services that are not active";

/// What errors about all files together call them.
const FILES: &str = "the directory";

/// Why a service that may be treatment can't be used.
const MISSING_TERMS: &str = "its taxonomy terms are missing, so it is unknown what it is";

/// A service, or why it can't be used, with its original text.
pub(super) struct RawService {
    pub raw: String,
    pub service: Result<Service, String>,
}

/// Receives the services of a directory. Fails once there are too many.
pub(super) type EachService<'a> = dyn FnMut(RawService) -> Result<(), FileError> + 'a;

/// Collects the services of a directory.
pub(super) struct ServiceSet<'a, 's> {
    publisher: &'a str,
    zips: &'a dyn ZipPoints,
    set: &'a mut SetBuilder<'s>,
    treatments: Vec<Treatment>,
    /// The state of most addresses of the directory.
    home: Option<State>,
    /// Complete only when all services are read, because any service at a location, such as a shelter, can be the one
    /// that is marked.
    confidential: ConfidentialLocations,
}

/// A service that is treatment of addiction or mental illness.
struct Treatment {
    row_number: u64,
    service: Service,
    meaning: TermMeaning,
    raw: String,
}

impl<'a, 's> ServiceSet<'a, 's> {
    pub fn new(publisher: &'a str, zips: &'a dyn ZipPoints, set: &'a mut SetBuilder<'s>) -> Self {
        // A directory states only what a service offers, so a service that states nothing from the code book is normal.
        set.expect_no_services();
        set.limit(limits::SERVICES);
        let confidential = ConfidentialLocations::default();
        ServiceSet { publisher, zips, set, treatments: Vec::new(), home: None, confidential }
    }

    /// Adds a service. Fails once the services that are stored exceed the limits.
    pub fn add(&mut self, RawService { raw, service }: RawService) -> Result<(), FileError> {
        let row_number = self.set.begin_row();
        let service = match service {
            Ok(service) => service,
            Err(reason) => {
                self.set.reject(row_number, reason, unless_confidential(&raw));
                return self.set.check_size(FILES, raw.len());
            }
        };
        let meaning = meaning(&service);
        self.confidential.note(&service, &meaning);
        if !is_active(&service) {
            self.set.skip(INACTIVE);
        } else if meaning.tracks.is_empty() && lacks_terms(&service) {
            self.set.set_kind("");
            // Another service may say that the location is confidential, so the address is not stored.
            let raw = serde_json::json!({"id": service.id, "name": service.name}).to_string();
            self.set.reject(row_number, MISSING_TERMS.to_owned(), &raw);
            self.set.check_size(FILES, raw.len())?;
        } else if meaning.tracks.is_empty() {
            self.set.skip(OTHERS);
        } else {
            self.set.check_size(FILES, raw.len() + service.weight() as usize)?;
            self.treatments.push(Treatment { row_number, service, meaning, raw });
        }
        Ok(())
    }

    /// Adds the listings of all services: one for each place and track of a service.
    pub fn finish(mut self) {
        self.home = home(self.treatments.iter().map(|treatment| &treatment.service));
        for treatment in std::mem::take(&mut self.treatments) {
            self.take(treatment);
        }
    }

    fn take(&mut self, Treatment { row_number, service, meaning, raw }: Treatment) {
        self.set.set_kind("");
        let places: Vec<Option<&ServiceAtLocation>> = match service.service_at_locations.as_slice() {
            [] => vec![None],
            places => places.iter().map(Some).collect(),
        };
        let sites = places.into_iter().flat_map(|at| {
            let is_confidential = self.confidential.has(&service, at, &meaning);
            let (service, meaning, publisher, home) = (&service, &meaning, self.publisher, self.home);
            let site = move |track: &Track| ServiceSite {
                service,
                at,
                track: *track,
                meaning,
                publisher,
                is_confidential,
                home,
            };
            meaning.tracks.iter().map(site)
        });
        let sites: Vec<ServiceSite<'_>> = sites.collect();
        let is_confidential = sites.iter().any(|site| site.is_confidential);
        let raw = if is_confidential { confidential_raw(&service) } else { raw };
        self.set.add_all(row_number, sites.iter().map(|site| draft(site, self.zips)), &raw);
    }
}

fn draft(site: &ServiceSite<'_>, zips: &dyn ZipPoints) -> Result<ListingDraft, String> {
    let mut repairs = Repairs::default();
    let content = site.content(zips, &mut repairs)?;
    let own_id = id(site);
    if own_id.is_none() {
        repairs.add(Repair::IdReplaced);
    }
    // Serializing content never fails. At a confidential location the content has no street, so the digest reveals none.
    let json = serde_json::to_string(&content).unwrap_or_default();
    let texts = [("id", own_id.as_deref().unwrap_or_default()), ("content", &json)];
    let digest = Digest::from_texts(texts.into_iter());
    Ok(ListingDraft { own_id, digest, content, repairs: repairs.into_vec(), group: None })
}

/// An id made of the ids of the service and the location, and the track; `None` if one of them has characters that ids can't
/// have.
fn id(site: &ServiceSite<'_>) -> Option<String> {
    let track = match site.track {
        Track::SubstanceUse => "su",
        Track::MentalHealth => "mh",
    };
    let service = site.service.id.trim();
    let of_place = site.at.map(|at| {
        let of_location = at.location.as_ref().map_or("", |location| &location.id);
        [at.location_id.trim(), of_location.trim(), at.id.trim()]
    });
    let location = of_place.into_iter().flatten().find(|id| !id.is_empty()).unwrap_or_default();
    let is_id = is_sound(service) && (location.is_empty() || is_sound(location));
    is_id.then(|| format!("{service}@{location}/{track}"))
}

/// The state of most addresses of these services.
fn home<'a>(services: impl Iterator<Item = &'a Service>) -> Option<State> {
    let places =
        services.flat_map(|service| &service.service_at_locations).filter_map(|at| at.location.as_ref());
    let addresses = places.flat_map(|location| &location.addresses);
    let mut counts: BTreeMap<State, usize> = BTreeMap::new();
    for state in addresses.filter_map(|address| written_state(&address.state_province)) {
        *counts.entry(state).or_default() += 1;
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(state, _)| state)
}

fn is_active(service: &Service) -> bool {
    let status = words::folded(&service.status);
    !matches!(status.trim(), "inactive" | "defunct" | "temporarily closed" | "closed")
}

/// What the taxonomy terms of a service mean. If it has none, or if they leave the track open ("Day treatment"), the name
/// of the service decides the track.
fn meaning(service: &Service) -> TermMeaning {
    let mut meaning = TermMeaning::default();
    let of_places = || service.service_at_locations.iter().flat_map(|at| &at.attributes);
    let attributes =
        || service.attributes.iter().chain(of_places()).filter(|attribute| attribute.is_of_service());
    let terms = attributes().filter_map(|attribute| attribute.taxonomy_term.as_ref());
    let mut has_terms = false;
    for term in terms.filter(|term| !(term.name.trim().is_empty() && term.known_code().is_empty())) {
        has_terms = true;
        meaning.add_term(&term.name, term.known_code());
    }
    for attribute in attributes().filter(|attribute| attribute.taxonomy_term.is_none()) {
        // In some directories, the id of a term is its code.
        if is_taxonomy_code(&attribute.taxonomy_term_id) {
            has_terms = true;
            meaning.add_term("", &attribute.taxonomy_term_id);
        }
    }
    if meaning.tracks.is_empty() && (!has_terms || !meaning.states.is_empty()) {
        let mut of_name = TermMeaning::default();
        of_name.add(&service.name);
        meaning.tracks = of_name.tracks;
    }
    meaning
}

/// Whether a service refers to a term that the directory lacks.
fn lacks_terms(service: &Service) -> bool {
    let is_missing = |attribute: &Attribute| {
        let id = attribute.taxonomy_term_id.trim();
        attribute.taxonomy_term.is_none() && !id.is_empty() && !is_taxonomy_code(id)
    };
    service.attributes.iter().any(is_missing)
}

/// What is stored instead of the original text of a service at a confidential location.
fn confidential_raw(service: &Service) -> String {
    serde_json::json!({"id": service.id, "name": service.name, "place": "confidential"}).to_string()
}

/// What is stored for a service that can't be used: its original text, unless it asks for confidentiality.
fn unless_confidential(raw: &str) -> &str {
    if words::asks_for_confidentiality(raw) { r#"{"place": "confidential"}"# } else { raw }
}
