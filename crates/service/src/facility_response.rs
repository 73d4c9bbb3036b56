//! One facility, with everything that is known about it.

use std::collections::BTreeMap;

use directory::{AttributeId, Facility, Fact, Program, Vocabulary};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::facility_summary::FacilitySummary;
use crate::program_summary::ProgramSummary;
use crate::provenance::{CoordinateOrigin, IdentityDetail, NpiDetail, ProgramDetails};

/// One facility, with everything that is known about it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FacilityResponse {
    /// What to know before relying on anything in it: "listings of 2023, from SAMHSA's National Directory; numbers
    /// may have changed" or "sample data, not real places"; null if there is nothing to know.
    pub notice: Option<String>,
    /// Whether a source lists it. If not, the response has its last known facts.
    pub status: ListingStatus,
    /// When it was first found that no source lists it anymore.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub gone_at: Option<jiff::Timestamp>,
    /// The facility, summarized.
    pub facility: FacilitySummary,
    /// Where the coordinate comes from.
    pub coordinate: CoordinateOrigin,
    /// All its programs.
    pub programs: Vec<ProgramDetail>,
    /// Its National Provider Identifiers, which health plans use to identify it.
    pub npis: Vec<NpiDetail>,
    /// Registries that confirm the facility exists but say nothing about what it offers.
    pub identities: Vec<IdentityDetail>,
}

/// Whether a source lists a facility.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ListingStatus {
    /// At least one source lists it.
    Listed,
    /// No source lists it anymore.
    Gone,
}

/// A program, with everything that is known about it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ProgramDetail {
    /// The program.
    #[serde(flatten)]
    pub program: ProgramSummary,
    /// What is known about each attribute of the vocabulary, by slug.
    pub facts: BTreeMap<String, FactDetail>,
    /// Hours, capacity, eligibility, costs and languages, by listing.
    pub details: Vec<ProgramDetails>,
    /// The SAMHSA service codes in its listings.
    pub codes: Vec<String>,
    /// Services that are not in the code book, as the listings spell them.
    pub unknown_services: Vec<String>,
    /// The text of each caution that follows from the facts, by name.
    pub cautions: BTreeMap<String, String>,
    /// The estimated probability that the program is an intensive outpatient program, if no listing states whether it is
    /// one. It affects only the order and the wording.
    pub likelihood: Option<f64>,
    /// What the likelihood is based on.
    pub evidence: Vec<String>,
}

/// What is known about an attribute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FactDetail {
    /// The fact that is believed.
    pub fact: Fact,
    /// The source that is believed, as an index into the program's `sources`; null if no source states the fact.
    pub source: Option<usize>,
    /// Other sources that say the same, as indexes; left out if there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agreeing: Vec<usize>,
    /// What other sources say instead; left out if there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub differing: Vec<OtherFact>,
}

/// A fact that a source states but that is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OtherFact {
    /// What it says.
    pub fact: Fact,
    /// The source, as an index into the program's `sources`.
    pub source: usize,
}

impl FacilityResponse {
    /// The response for a facility that is listed.
    pub fn listed(facility: &Facility, notice: Option<&str>) -> FacilityResponse {
        FacilityResponse {
            notice: notice.map(str::to_owned),
            status: ListingStatus::Listed,
            gone_at: None,
            facility: FacilitySummary::new(facility),
            coordinate: CoordinateOrigin::new(facility),
            programs: facility.programs.iter().map(ProgramDetail::new).collect(),
            npis: NpiDetail::for_facility(facility),
            identities: facility.identities.iter().map(IdentityDetail::new).collect(),
        }
    }

    /// The response for a facility that no source lists anymore.
    pub fn gone(last: &Facility, gone_at: jiff::Timestamp) -> FacilityResponse {
        FacilityResponse {
            status: ListingStatus::Gone,
            gone_at: Some(gone_at),
            ..FacilityResponse::listed(last, None)
        }
    }
}

impl ProgramDetail {
    fn new(program: &Program) -> ProgramDetail {
        let vocabulary = Vocabulary::embedded();
        let facts = vocabulary.attributes().iter();
        let facts = facts.map(|known| (known.slug.clone(), FactDetail::new(program, known.id)));
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
            program: ProgramSummary::new(program),
            facts: facts.collect(),
            details: ProgramDetails::for_program(program),
            codes,
            unknown_services: contents()
                .flat_map(|c| &c.unknown_services)
                .map(|known| known.name.clone())
                .filter(|name| !name.is_empty())
                .collect(),
            cautions: program
                .cautions
                .for_any_payment()
                .iter()
                .map(|c| (c.slug().to_owned(), c.text().to_owned()))
                .collect(),
            likelihood: program.iop_evidence.map(|evidence| evidence.likelihood(&[])),
            evidence: program
                .iop_evidence
                .and_then(|evidence| evidence.sign.text())
                .map(str::to_owned)
                .into_iter()
                .collect(),
        }
    }
}

impl FactDetail {
    fn new(program: &Program, id: AttributeId) -> FactDetail {
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
