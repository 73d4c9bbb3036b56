//! The services of a directory together.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use directory::Track;
use sha2::{Digest, Sha256};

use super::content::Unit;
use super::model::Service;
use super::words::Meaning;
use crate::parsed::ParsedSet;
use crate::source::{RawListing, RejectedRow, ZipPoints};

/// Services of other kinds.
const OTHERS: &str = "services that are not treatment of addiction or mental illness";
const INACTIVE: &str = "services that are not active";

/// Rows between two words of progress.
const STRIDE: u64 = 1000;

/// A service as it was read, or why it can't be, with the text it came as.
pub(super) struct Read {
    pub raw: String,
    pub service: Result<Service, String>,
}

/// The services of a directory, as far as they are read.
pub(super) struct ServiceSet<'a> {
    publisher: &'a str,
    zips: &'a dyn ZipPoints,
    listings: BTreeMap<String, RawListing>,
    parsed: ParsedSet,
}

impl<'a> ServiceSet<'a> {
    pub fn new(publisher: &'a str, zips: &'a dyn ZipPoints) -> Self {
        ServiceSet { publisher, zips, listings: BTreeMap::new(), parsed: ParsedSet::default() }
    }

    /// Adds a service: a row for each of its places and tracks, or one when it is passed over or can't be used.
    pub fn service(&mut self, read: Read, progress: &mut dyn FnMut(u64)) {
        match &read.service {
            Err(reason) => self.reject(reason.clone(), &read.raw),
            Ok(service) if !is_active(service) => self.pass_over(INACTIVE),
            Ok(service) => self.treatment(service, &read.raw),
        }
        if self.parsed.rows_read % STRIDE < 8 {
            progress(self.parsed.rows_read);
        }
    }

    fn treatment(&mut self, service: &Service, raw: &str) {
        let meaning = meaning(service);
        if meaning.tracks.is_empty() {
            return self.pass_over(OTHERS);
        }
        let places: Vec<_> = match service.service_at_locations.as_slice() {
            [] => vec![None],
            places => places.iter().map(Some).collect(),
        };
        for at in places {
            for &track in &meaning.tracks {
                let unit = Unit { service, at, track, meaning: &meaning, publisher: self.publisher };
                self.unit(&unit, raw);
            }
        }
    }

    fn unit(&mut self, unit: &Unit<'_>, raw: &str) {
        let raw = if unit.is_confidential() { secret(unit.service) } else { raw.to_owned() };
        match unit.content(self.zips) {
            Err(reason) => self.reject(reason, &raw),
            Ok((content, repairs)) => {
                self.parsed.rows_read += 1;
                self.keep(RawListing { id_in_source: id(unit), content: Box::new(content), raw, repairs });
            }
        }
    }

    fn keep(&mut self, mut listing: RawListing) {
        if let Some(known) = self.listings.get(&listing.id_in_source) {
            if known.content == listing.content {
                self.parsed.duplicates += 1;
                return;
            }
            self.parsed.conflicting_ids += 1;
            let digest = Sha256::digest(listing.raw.as_bytes());
            let short: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
            listing.id_in_source = format!("{}~{short}", listing.id_in_source);
        }
        match self.listings.entry(listing.id_in_source.clone()) {
            Entry::Vacant(free) => drop(free.insert(listing)),
            Entry::Occupied(_) => self.parsed.duplicates += 1,
        }
    }

    fn pass_over(&mut self, what: &'static str) {
        self.parsed.rows_read += 1;
        *self.parsed.passed_over.entry(what.to_owned()).or_default() += 1;
    }

    fn reject(&mut self, reason: String, raw: &str) {
        self.parsed.rows_read += 1;
        let row_number = self.parsed.rows_read;
        self.parsed.rejected.push(RejectedRow { row_number, reason, raw: raw.to_owned() });
    }

    pub fn finish(self) -> ParsedSet {
        let mut parsed = self.parsed;
        parsed.listings = self.listings.into_values().collect();
        parsed.count();
        // A directory states what it states; that no services of the code book are there says nothing.
        parsed.without_services = 0;
        parsed
    }
}

fn is_active(service: &Service) -> bool {
    !matches!(
        service.status.trim().to_ascii_lowercase().as_str(),
        "inactive" | "defunct" | "temporarily closed"
    )
}

/// What the terms of a service say. Where it has none, its name tells the track, and nothing else.
fn meaning(service: &Service) -> Meaning {
    let mut meaning = Meaning::default();
    let of_places = service.service_at_locations.iter().flat_map(|at| &at.attributes);
    let terms =
        service.attributes.iter().chain(of_places).filter_map(|attribute| attribute.taxonomy_term.as_ref());
    let mut has_terms = false;
    for term in terms.filter(|term| !term.name.trim().is_empty()) {
        has_terms = true;
        meaning.add(&term.name);
    }
    if !has_terms {
        meaning.add(&service.name);
        meaning.states.clear();
    }
    meaning
}

/// The service's id in its directory, the place's, and the track.
fn id(unit: &Unit<'_>) -> String {
    let track = match unit.track {
        Track::SubstanceUse => "su",
        Track::MentalHealth => "mh",
    };
    let service = match unit.service.id.trim() {
        "" => unit.service.name.trim(),
        id => id,
    };
    let location = unit.at.map_or("", |at| match (at.location.as_ref(), at.location_id.trim()) {
        (Some(location), "") if !location.id.trim().is_empty() => location.id.trim(),
        (_, "") => at.id.trim(),
        (_, id) => id,
    });
    format!("{service}@{location}/{track}")
}

/// What is kept of a row whose place is secret.
fn secret(service: &Service) -> String {
    serde_json::json!({"id": service.id, "name": service.name, "place": "kept secret"}).to_string()
}
