//! JSON: a service, a list of services, a page of an HSDS API (`contents`), or one service a line.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::set::Read;
use crate::file::{FileError, SourceFile};
use crate::rows::{ReadError, read_rows};

/// A page of an HSDS API.
#[derive(Deserialize)]
struct Page {
    #[serde(alias = "services", alias = "items")]
    contents: Vec<Box<RawValue>>,
}

/// Hands on the services of a file as they are read.
pub(super) fn read(file: SourceFile, each: &mut dyn FnMut(Read)) -> Result<(), FileError> {
    let SourceFile { name, content } = file;
    let read = read_rows(content, &mut |raw| document(raw, each));
    read.map(drop).map_err(|error| match error {
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

fn document(raw: &str, each: &mut dyn FnMut(Read)) {
    let page = raw.contains("\"contents\"") || raw.contains("\"services\"") || raw.contains("\"items\"");
    match page.then(|| serde_json::from_str::<Page>(raw).ok()).flatten() {
        Some(page) => page.contents.iter().for_each(|service| each(service_of(service.get()))),
        None => each(service_of(raw)),
    }
}

fn service_of(raw: &str) -> Read {
    let service = serde_json::from_str(raw).map_err(|error| match error.classify() {
        serde_json::error::Category::Data => "not a service of HSDS".to_owned(),
        _ => "not JSON".to_owned(),
    });
    Read { raw: raw.to_owned(), service }
}
