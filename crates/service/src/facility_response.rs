//! One facility with everything that is known of it.

use std::collections::BTreeMap;

use directory::{AttributeId, Facility, Fact, Program, Track, Vocabulary};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::documents::{FacilitySummary, SourceReference, sources_of};
use crate::provenance::{CoordinateOrigin, IdentityDetail, NpiDetail, ProgramDetails};

/// One facility with everything that is known of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FacilityResponse {
    /// "sample data, not real places", or null.
    pub notice: Option<String>,
    /// Whether a source lists it; if not, these are its last known facts.
    pub status: ListingStatus,
    /// When it was found to be gone.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub gone_at: Option<jiff::Timestamp>,
    /// The facility in short.
    pub facility: FacilitySummary,
    /// Which listing gives the coordinate.
    pub coordinate: CoordinateOrigin,
    /// All its programs.
    pub programs: Vec<ProgramDetail>,
    /// The numbers by which health plans know it.
    pub npis: Vec<NpiDetail>,
    /// Who else says that it is there: registries, which say nothing of what is offered.
    pub identities: Vec<IdentityDetail>,
}

/// Whether a source lists a facility.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ListingStatus {
    /// At least one source lists it.
    Listed,
    /// No source lists it any more.
    Gone,
}

/// A program with everything that is known of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ProgramDetail {
    /// Stable while the program goes on.
    pub id: Uuid,
    /// `substance_use` or `mental_health`.
    pub track: Track,
    /// Its own name, where it has one.
    pub name: Option<String>,
    /// Where the facts come from, the newest first.
    pub sources: Vec<SourceReference>,
    /// For every attribute of the vocabulary what is known of it.
    pub facts: BTreeMap<String, FactDetail>,
    /// Hours, room, who may come, costs and languages, by the listing that says so.
    pub details: Vec<ProgramDetails>,
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FactDetail {
    /// `yes`, `no` or `not_stated`.
    pub fact: Fact,
    /// Which of the program's sources is believed, counted from 0; null where none answers.
    pub source: Option<usize>,
    /// Which others say the same; left out when none does.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agreeing: Vec<usize>,
    /// What others say that differs; left out when none does.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub differing: Vec<OtherFact>,
}

/// What a source says that is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OtherFact {
    /// `yes` or `no`.
    pub fact: Fact,
    /// Which of the program's sources says so, counted from 0.
    pub source: usize,
}

impl FacilityResponse {
    /// The answer for a facility that is listed.
    pub fn listed(facility: &Facility, notice: Option<&str>) -> FacilityResponse {
        FacilityResponse {
            notice: notice.map(str::to_owned),
            status: ListingStatus::Listed,
            gone_at: None,
            facility: FacilitySummary::of(facility),
            coordinate: CoordinateOrigin::of(facility),
            programs: facility.programs.iter().map(ProgramDetail::of).collect(),
            npis: NpiDetail::all_of(facility),
            identities: facility.identities.iter().map(IdentityDetail::of).collect(),
        }
    }

    /// The answer for a facility that no source lists any more.
    pub fn gone(last: &Facility, gone_at: jiff::Timestamp) -> FacilityResponse {
        FacilityResponse {
            status: ListingStatus::Gone,
            gone_at: Some(gone_at),
            ..FacilityResponse::listed(last, None)
        }
    }
}

impl ProgramDetail {
    fn of(program: &Program) -> ProgramDetail {
        let vocabulary = Vocabulary::embedded();
        let facts = vocabulary.attributes().iter();
        let facts = facts.map(|known| (known.slug.clone(), FactDetail::of(program, known.id)));
        let contents = || program.present().map(|listing| &listing.content);
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
            details: ProgramDetails::all_of(program),
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

impl FactDetail {
    fn of(program: &Program, id: AttributeId) -> FactDetail {
        let fact = program.facts.get(id);
        let claims = program.sources.iter().map(|source| source.claim(id)).enumerate();
        let claims: Vec<_> = claims.filter_map(|(at, claim)| Some((at, claim?))).collect();
        let source = claims.iter().find(|(_, claim)| claim.is_believed).map(|(at, _)| *at);
        let others = claims.into_iter().filter(|(_, claim)| !claim.is_believed);
        let others = others.map(|(at, claim)| (at, claim.fact));
        let (agreeing, differing): (Vec<_>, Vec<_>) = others.partition(|(_, said)| *said == fact);
        FactDetail {
            fact,
            source,
            agreeing: agreeing.into_iter().map(|(at, _)| at).collect(),
            differing: differing.into_iter().map(|(source, fact)| OtherFact { fact, source }).collect(),
        }
    }
}
