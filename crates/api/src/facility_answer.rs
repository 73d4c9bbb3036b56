//! One facility with everything that is known of it.

use std::collections::BTreeMap;

use directory::{Facility, Fact, Program, Track, Vocabulary};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::documents::{FacilitySummary, SourceReference, sources_of};

/// One facility with everything that is known of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FacilityAnswer {
    /// "sample data, not real places", or null.
    pub notice: Option<String>,
    /// `listed`, or `gone` when no source lists it any more: then these are its last known facts.
    #[schema(example = "listed")]
    pub status: String,
    /// When it was found to be gone.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub gone_at: Option<jiff::Timestamp>,
    /// The facility in short.
    pub facility: FacilitySummary,
    /// All its programs.
    pub programs: Vec<ProgramDetail>,
}

/// A program with everything that is known of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProgramDetail {
    /// Stable while the program goes on.
    pub id: Uuid,
    /// `substance_use` or `mental_health`.
    #[schema(value_type = String, example = "substance_use")]
    pub track: Track,
    /// Its own name, where it has one.
    pub name: Option<String>,
    /// Where the facts come from, the newest first.
    pub sources: Vec<SourceReference>,
    /// For every attribute of the vocabulary what is known of it.
    pub facts: BTreeMap<String, FactDetail>,
    /// SAMHSA's service codes, as the listings have them.
    pub codes: Vec<String>,
    /// Services that the code book lacks, as they came.
    pub unknown_services: Vec<String>,
    /// Names of cautions that follow from the facts, with their words.
    pub cautions: BTreeMap<String, String>,
    /// Where intensive outpatient is not stated: how likely it is, by a stand-in; for order and wording only.
    pub likelihood: Option<f64>,
    /// What the likelihood stands on, in words.
    pub evidence: Vec<String>,
}

/// What is known of an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FactDetail {
    /// `yes`, `no` or `not_stated`.
    #[schema(value_type = String, example = "yes")]
    pub fact: Fact,
    /// Which of the program's sources says so, counted from 0; null where none does.
    pub source: Option<usize>,
}

impl FacilityAnswer {
    /// The answer for a facility that is listed.
    pub(crate) fn listed(facility: &Facility, notice: Option<&str>) -> FacilityAnswer {
        FacilityAnswer {
            notice: notice.map(str::to_owned),
            status: "listed".to_owned(),
            gone_at: None,
            facility: FacilitySummary::of(facility),
            programs: facility.programs.iter().map(ProgramDetail::of).collect(),
        }
    }

    /// The answer for a facility that no source lists any more.
    pub(crate) fn gone(last: &Facility, gone_at: jiff::Timestamp) -> FacilityAnswer {
        FacilityAnswer {
            status: "gone".to_owned(),
            gone_at: Some(gone_at),
            ..FacilityAnswer::listed(last, None)
        }
    }
}

impl ProgramDetail {
    fn of(program: &Program) -> ProgramDetail {
        let vocabulary = Vocabulary::embedded();
        let facts = vocabulary.attributes().iter().map(|known| {
            let source = program.sources.iter().position(|source| source.states.contains(known.id));
            (known.slug.clone(), FactDetail { fact: program.facts.get(known.id), source })
        });
        let contents = || program.sources.iter().map(|source| &source.listing.content);
        let mut codes: Vec<String> = contents()
            .filter_map(|content| content.codes)
            .flat_map(|codes| {
                codes.iter().filter_map(|id| vocabulary.attribute(id).code.clone()).collect::<Vec<_>>()
            })
            .collect();
        codes.sort();
        codes.dedup();
        ProgramDetail {
            id: program.id,
            track: program.track,
            name: program.name.clone(),
            sources: sources_of(program),
            facts: facts.collect(),
            codes,
            unknown_services: contents()
                .flat_map(|c| &c.unknown_services)
                .map(|known| known.name.clone())
                .collect(),
            cautions: program.cautions.iter().map(|c| (c.slug().to_owned(), c.text().to_owned())).collect(),
            likelihood: program.iop_evidence.map(|evidence| evidence.likelihood()),
            evidence: program.iop_evidence.iter().map(|evidence| evidence.text().to_owned()).collect(),
        }
    }
}
