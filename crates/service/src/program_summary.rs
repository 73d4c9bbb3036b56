//! A program, summarized.

use directory::{Program, Track};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::facility_summary::{SourceReference, sources_of};

/// What identifies a program, and where its facts come from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ProgramSummary {
    /// Its ID, which does not change while the program is listed.
    pub id: Uuid,
    /// What kind of treatment it is listed for.
    pub track: Track,
    /// The program's own name; null where it has none.
    pub name: Option<String>,
    /// The sources of its facts, newest first.
    pub sources: Vec<SourceReference>,
}

impl ProgramSummary {
    pub(crate) fn new(program: &Program) -> ProgramSummary {
        ProgramSummary {
            id: program.id,
            track: program.track,
            name: program.name.clone(),
            sources: sources_of(program),
        }
    }
}
