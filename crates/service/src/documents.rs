//! The parts of responses that depend only on the facility. They are written as JSON once, when the index is built.

use std::io;

use directory::{Facility, Program, Track};
use search::{BuildError, Builder, Document, IndexFolder, IndexIdentity, Indexed, Snapshot};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

use crate::error::Error;
use crate::facility_summary::{FacilitySummary, SourceReference, sources_of};
use crate::written::serialize_json;

/// A part of a response: a value, or its JSON from the index. Both serialize to the same JSON.
#[derive(Debug, Clone, PartialEq)]
pub enum Part<'a, T> {
    /// The value.
    Value(T),
    /// Its JSON.
    Json(&'a str),
}

impl<T: Clone + DeserializeOwned> Part<'_, T> {
    /// The value, parsed from the JSON if necessary.
    ///
    /// # Errors
    /// If the index is damaged.
    pub fn to_value(&self) -> Result<T, Error> {
        match self {
            Part::Value(value) => Ok(value.clone()),
            Part::Json(json) => serde_json::from_str(json)
                .map_err(|err| Error::internal("reading a document of the index", &err)),
        }
    }
}

impl<T: Serialize> Serialize for Part<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Part::Value(value) => value.serialize(serializer),
            Part::Json(json) => serialize_json(json, serializer),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Part<'_, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Part::Value)
    }
}

/// The summary of the facility at the position of a hit.
pub fn facility_part(snapshot: &Snapshot, position: u32) -> Part<'_, FacilitySummary> {
    Part::Json(snapshot.facility_document(position))
}

/// What the index stores about a program besides its facts.
#[derive(Debug, Clone, PartialEq)]
pub struct ProgramDocument<'a> {
    /// Stays the same while the program is listed.
    pub id: Uuid,
    /// What it treats.
    pub track: Track,
    /// Where its facts come from, newest first.
    pub sources: Part<'a, Vec<SourceReference>>,
    /// Its own name.
    pub name: Option<&'a str>,
}

impl<'a> ProgramDocument<'a> {
    /// Reads the document of the program that a hit identifies by position and number.
    ///
    /// # Errors
    /// If the index is damaged.
    pub fn read(snapshot: &'a Snapshot, position: u32, number: usize) -> Result<ProgramDocument<'a>, Error> {
        ProgramDocument::parse(snapshot.program_document(position, number)).ok_or_else(|| {
            Error::internal("reading a document of the index", &io::Error::from(io::ErrorKind::InvalidData))
        })
    }

    fn parse(text: &'a str) -> Option<ProgramDocument<'a>> {
        let mut lines = text.splitn(4, '\n');
        Some(ProgramDocument {
            id: lines.next()?.parse().ok()?,
            track: Track::from_slug(lines.next()?)?,
            name: lines.next().map(|name| (!name.is_empty()).then_some(name))?,
            sources: Part::Json(lines.next()?),
        })
    }

    /// Writes the document of a program, one item per line: its ID, its track, its name, which is empty if it has none, and
    /// its sources as JSON.
    fn write(program: &Program) -> Result<String, serde_json::Error> {
        let sources = serde_json::to_string(&sources_of(program))?;
        let name = program.name.as_deref().unwrap_or_default();
        Ok(format!("{}\n{}\n{name}\n{sources}", program.id, program.track.slug()))
    }
}

/// The version of these documents. Raise it whenever they change, so that older indexes are rebuilt.
const DOCUMENTS_VERSION: u32 = 5;

/// Identifies the index of a generation.
pub fn index_identity(store: Uuid, import: Uuid, generation: i64) -> IndexIdentity {
    IndexIdentity { store, import, generation, documents: DOCUMENTS_VERSION }
}

/// Writes the index of a generation, with these documents.
pub struct IndexWriter(Builder);

impl IndexWriter {
    /// Starts an index.
    ///
    /// # Errors
    /// If the folder can't be written.
    pub fn create(indexes: &IndexFolder, identity: IndexIdentity) -> Result<IndexWriter, BuildError> {
        Ok(IndexWriter(Builder::create(indexes, identity)?))
    }

    /// Adds a facility.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn add(&mut self, facility: &Facility) -> Result<(), BuildError> {
        let programs = facility.programs.iter().map(ProgramDocument::write);
        self.0.add(
            facility,
            &Document {
                facility: serde_json::to_string(&FacilitySummary::new(facility))?,
                programs: programs.collect::<Result<_, _>>()?,
            },
        )
    }

    /// Completes the index, so that it can be opened.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn finish(self) -> Result<Indexed, BuildError> {
        self.0.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_and_its_json_serialize_alike() {
        let parts = [Part::Value(vec![1, 2]), Part::Json("[1,2]")];
        assert_eq!(parts.map(|part| serde_json::to_string(&part).expect("JSON")), ["[1,2]", "[1,2]"]);
    }

    #[test]
    fn a_program_document_is_read_line_by_line() {
        let text = format!("{}\nmental_health\n\n[]", Uuid::nil());
        let document = ProgramDocument::parse(&text).expect("a document");
        assert_eq!((document.track, document.name), (Track::MentalHealth, None));
        assert_eq!(document.sources.to_value(), Ok(Vec::new()));
        let text = format!("{}\nmental_health\nEvening Program\n[]", Uuid::nil());
        assert_eq!(ProgramDocument::parse(&text).and_then(|document| document.name), Some("Evening Program"));
        assert_eq!(ProgramDocument::parse("{}"), None);
    }
}
