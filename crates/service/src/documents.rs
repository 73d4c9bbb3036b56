//! The parts of responses that depend only on the facility. They are written as JSON once, when the index is built.

use std::borrow::Cow;

use directory::Facility;
use search::{BuildError, Builder, Document, IndexFolder, IndexIdentity, Indexed, Snapshot};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::to_string;
use uuid::Uuid;

use crate::error::Error;
use crate::facility_summary::FacilitySummary;
use crate::program_summary::ProgramSummary;
use crate::written::serialize_json;

/// A part of a response: a value, or its JSON from the index. Both serialize to the same JSON.
#[derive(Debug, Clone, PartialEq)]
pub enum Part<'a, T> {
    /// The value.
    Value(T),
    /// Its JSON.
    Json(&'a str),
}

impl<T: Serialize> Part<'_, T> {
    /// The JSON, written if necessary.
    ///
    /// # Errors
    /// If it can't be written.
    pub(crate) fn json(&self) -> Result<Cow<'_, str>, serde_json::Error> {
        match self {
            Part::Value(value) => to_string(value).map(Cow::Owned),
            Part::Json(json) => Ok(Cow::Borrowed(json)),
        }
    }
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

/// The summary of the program that a hit identifies by position and number.
pub fn program_part(snapshot: &Snapshot, position: u32, number: usize) -> Part<'_, ProgramSummary> {
    Part::Json(snapshot.program_document(position, number))
}

/// The version of these documents. Raise it whenever they change, so that older indexes are rebuilt.
const DOCUMENTS_VERSION: u32 = 6;

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
        let programs = facility.programs.iter().map(|program| to_string(&ProgramSummary::new(program)));
        self.0.add(
            facility,
            &Document {
                facility: to_string(&FacilitySummary::new(facility))?,
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
}
