//! JSON: services, a list of them, pages of an HSDS API (`contents`), or one object a line. An object is a service, a
//! service at a location with the service in it, or an organization with its services.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use super::model::{Organization, Service, ServiceAtLocation};
use super::set::Read;
use crate::file::{FileError, SourceFile};
use crate::rows::{Announced, ReadError, read_rows};

/// How deep pages and organizations are looked into: a page of organizations has services two levels down.
const DEPTH: u8 = 3;

/// What tells the forms apart.
#[derive(Default, Deserialize)]
struct Form<'a> {
    /// Of a page.
    #[serde(borrow, alias = "items")]
    contents: Option<Vec<&'a RawValue>>,
    /// How many all pages have.
    #[serde(borrow)]
    total_items: Option<&'a RawValue>,
    /// Of an organization, or of a file that has them under this name.
    #[serde(borrow)]
    services: Option<Vec<&'a RawValue>>,
    /// Of a service at a location.
    #[serde(borrow)]
    service: Option<&'a RawValue>,
    #[serde(borrow)]
    name: Option<&'a RawValue>,
}

/// Hands on the services of a file as they are read.
pub(super) fn read(file: SourceFile, each: &mut dyn FnMut(Read)) -> Result<(), FileError> {
    let SourceFile { name, content } = file;
    let mut pages = Pages::default();
    let read = read_rows(content, &mut |raw| {
        pages.count(raw);
        object(raw, None, DEPTH, each);
    });
    read.and_then(|_| pages.whole()).map_err(|error| match error {
        ReadError::Input(source) => FileError::Input { file: name, source },
        ReadError::Json(error) => FileError::Damaged { file: name, problem: error.to_string() },
        ReadError::Partial { .. } | ReadError::Cut | ReadError::TooLarge { .. } => {
            FileError::Format { file: name, problem: error.to_string() }
        }
        ReadError::Unknown(_) | ReadError::Empty => {
            let problem = "HSDS is expected as JSON services, or as the tabular data package: a zip archive, or its \
                           tables services.csv, locations.csv and so on";
            FileError::Format { file: name, problem: problem.to_owned() }
        }
    })
}

/// What pages of an API announce, and how much of it is there.
#[derive(Default)]
struct Pages {
    found: u64,
    announced: u64,
}

impl Pages {
    fn count(&mut self, raw: &str) {
        let Ok(Form { contents: Some(contents), total_items: Some(total), .. }) = serde_json::from_str(raw)
        else {
            return;
        };
        self.found += contents.len() as u64;
        self.announced = self.announced.max(serde_json::from_str(total.get()).unwrap_or_default());
    }

    /// Fails when pages are missing.
    fn whole(&self) -> Result<(), ReadError> {
        let (found, announced) = (self.found, Announced::Rows(self.announced));
        if found < self.announced { Err(ReadError::Partial { found, announced }) } else { Ok(()) }
    }
}

/// Hands on the services of an object, which belongs to an organization.
fn object(raw: &str, of: Option<&Organization>, depth: u8, each: &mut dyn FnMut(Read)) {
    let form: Form<'_> = serde_json::from_str(raw).unwrap_or_default();
    match form {
        Form { contents: Some(objects), .. } if depth > 0 => {
            objects.into_iter().for_each(|one| object(one.get(), of, depth - 1, each));
        }
        Form { services: Some(services), name, .. } if depth > 0 => {
            let organization = name.and_then(|_| parsed::<Organization>(raw).ok());
            let of = organization.as_ref().or(of);
            services.into_iter().for_each(|one| object(one.get(), of, depth - 1, each));
        }
        Form { service: Some(service), .. } => each(at_location(raw, service.get())),
        _ => each(Read { raw: raw.to_owned(), service: parsed(raw).map(|service| belonging(service, of)) }),
    }
}

/// A service at a location, with the service in it.
fn at_location(raw: &str, service: &str) -> Read {
    let both = parsed::<ServiceAtLocation>(raw).and_then(|at| Ok((at, parsed::<Service>(service)?)));
    let service = both.map(|(at, service)| Service { service_at_locations: vec![at], ..service });
    Read { raw: raw.to_owned(), service }
}

fn belonging(service: Service, of: Option<&Organization>) -> Service {
    let organization = service.organization.or_else(|| of.cloned());
    Service { organization, ..service }
}

fn parsed<T: DeserializeOwned>(raw: &str) -> Result<T, String> {
    serde_json::from_str(raw).map_err(|error| match error.classify() {
        serde_json::error::Category::Data => "not a service of HSDS".to_owned(),
        _ => "not JSON".to_owned(),
    })
}
