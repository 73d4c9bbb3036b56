//! HSDS as JSON: a list of objects, pages of an HSDS API (with `contents`), or one object per line. An object is a
//! `service`, a `service_at_location` that includes its service, or an `organization` that includes its services.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use super::model::{Organization, Service, ServiceAtLocation};
use super::older;
use super::set::{EachService, RawService};
use crate::file::{FileError, SourceFile};
use crate::limits::{self, HSDS_DOCUMENT, JSON_ROW};
use crate::page::RawRows;
use crate::rows::{Announced, ReadError, read_bounded};

/// How many levels deep to look for services: in a page of organizations, they are two levels down.
const DEPTH: u8 = 3;

/// The members that distinguish the kinds of objects.
#[derive(Default, Deserialize)]
struct ObjectMembers<'a> {
    /// The objects of a page.
    #[serde(borrow, alias = "items")]
    contents: Option<RawRows<'a>>,
    /// The number of objects on all pages.
    #[serde(borrow)]
    total_items: Option<&'a RawValue>,
    /// The services of an organization, or of a file that has no other members.
    #[serde(borrow)]
    services: Option<RawRows<'a>>,
    /// The service of a `service_at_location`.
    #[serde(borrow)]
    service: Option<&'a RawValue>,
    #[serde(borrow)]
    name: Option<&'a RawValue>,
}

/// Calls `each` with the services of a file as they are read.
pub(super) fn read(file: SourceFile, each: &mut EachService<'_>) -> Result<(), FileError> {
    let SourceFile { name, content } = file;
    let (mut pages, mut visited) = (PageCount::default(), Ok(()));
    let read = read_bounded(content, HSDS_DOCUMENT, &mut |raw| {
        if visited.is_ok() {
            let modern = older::modern_json(raw);
            let raw = modern.as_deref().unwrap_or(raw);
            pages.count(raw);
            visited = visit_services(raw, None, DEPTH, each);
        }
    });
    visited?;
    read.and_then(|_| pages.check()).map_err(|error| match error {
        ReadError::Input(source) => FileError::Input { file: name, source },
        ReadError::Json(error) => FileError::damaged(&name, error.to_string()),
        ReadError::Partial { .. } | ReadError::Cut | ReadError::TooLarge { .. } => {
            FileError::format(&name, error.to_string())
        }
        ReadError::Unknown(_) | ReadError::Empty => {
            let problem = "HSDS is expected as JSON services, or as the tabular data package: a zip archive, or its \
                           tables services.csv, locations.csv and so on";
            FileError::format(&name, problem)
        }
    })
}

/// Compares the number of objects with the number that pages of an API announce.
#[derive(Default)]
struct PageCount {
    found: u64,
    announced: u64,
}

impl PageCount {
    fn count(&mut self, raw: &str) {
        let Ok(ObjectMembers { contents: Some(contents), total_items: Some(total), .. }) =
            serde_json::from_str(raw)
        else {
            return;
        };
        self.found += contents.0.len() as u64;
        self.announced = self.announced.max(serde_json::from_str(total.get()).unwrap_or_default());
    }

    /// Fails if pages are missing.
    fn check(&self) -> Result<(), ReadError> {
        let (found, announced) = (self.found, Announced::Rows(self.announced));
        if found < self.announced { Err(ReadError::Partial { found, announced }) } else { Ok(()) }
    }
}

/// Calls `each` with the services in an object. `owner` is the organization that includes the object, if any.
fn visit_services(
    raw: &str,
    owner: Option<&Organization>,
    depth: u8,
    each: &mut EachService<'_>,
) -> Result<(), FileError> {
    let members: ObjectMembers<'_> = serde_json::from_str(raw).unwrap_or_default();
    match members {
        ObjectMembers { contents: Some(objects), .. } if depth > 0 => {
            objects.0.into_iter().try_for_each(|one| visit_services(one.get(), owner, depth - 1, each))
        }
        ObjectMembers { services: Some(services), name, .. } if depth > 0 => {
            let organization = name.and_then(|_| parsed::<Organization>(raw).ok());
            let owner = organization.as_ref().or(owner);
            services.0.into_iter().try_for_each(|one| visit_services(one.get(), owner, depth - 1, each))
        }
        _ if raw.len() > JSON_ROW => each(too_large(raw)),
        ObjectMembers { service: Some(service), .. } => each(at_location(raw, service.get())),
        _ => each(RawService {
            raw: raw.to_owned(),
            service: parsed(raw).map(|service| with_owner(service, owner)),
        }),
    }
}

/// A service that is too large to be stored.
fn too_large(raw: &str) -> RawService {
    let reason = format!("the service is larger than {} MiB", JSON_ROW >> 20);
    RawService { raw: limits::unread(raw), service: Err(reason) }
}

/// Turns a `service_at_location` that includes its service into a service that includes its location.
fn at_location(raw: &str, service: &str) -> RawService {
    let both = parsed::<ServiceAtLocation>(raw).and_then(|at| Ok((at, parsed::<Service>(service)?)));
    let service = both.map(|(at, service)| Service { service_at_locations: vec![at], ..service });
    RawService { raw: raw.to_owned(), service }
}

/// The service, with the organization that includes it unless it has one of its own.
fn with_owner(service: Service, owner: Option<&Organization>) -> Service {
    let organization = service.organization.or_else(|| owner.cloned());
    Service { organization, ..service }
}

fn parsed<T: DeserializeOwned>(raw: &str) -> Result<T, String> {
    serde_json::from_str(raw).map_err(|error| match error.classify() {
        serde_json::error::Category::Data => "not a service of HSDS".to_owned(),
        _ => "not JSON".to_owned(),
    })
}
