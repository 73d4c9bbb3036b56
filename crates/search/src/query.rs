//! Queries and their results.

use directory::matching::Reach;
use directory::score::ScoreParts;
use directory::{AttributeId, CautionSet, IopEvidence, MatchClass, Need, Npi, Phone, State, Track};
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;
use utoipa::ToSchema;

/// What to search for, and which of the results to return.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// The need.
    pub need: Need,
    /// Words of a facility's name, or a number or an identifier of it.
    pub name: Option<String>,
    /// A telephone number of the facility.
    pub phone: Option<Phone>,
    /// A National Provider Identifier of the facility.
    pub npi: Option<Npi>,
    /// Which facilities to keep, judged by their best program.
    pub keep: MatchFilter,
    /// The order.
    pub sort: Sort,
    /// In [`Sort::Best`], programs with a `yes` for any of these come before all others.
    pub first: Vec<AttributeId>,
    /// The most facilities to return.
    pub limit: usize,
    /// The position of the last facility of the previous page, from [`Hit::position`].
    pub after: Option<u32>,
    /// The attributes to count.
    pub facets: Vec<AttributeId>,
}

impl Query {
    /// The first page of everything that meets a need, the best first, without facets.
    pub fn for_need(need: Need) -> Query {
        Query {
            need,
            name: None,
            phone: None,
            npi: None,
            keep: MatchFilter::Any,
            sort: Sort::Best,
            first: Vec::new(),
            limit: 20,
            after: None,
            facets: Vec::new(),
        }
    }

    /// Whether it asks for a certain facility, by a name or a number.
    pub fn is_named(&self) -> bool {
        self.name.is_some() || self.phone.is_some() || self.npi.is_some()
    }
}

/// Which facilities to keep, judged by the match of their best program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MatchFilter {
    /// All facilities that match.
    Any,
    /// Only facilities whose best program is a match of this class.
    Only(MatchClass),
}

/// The order of results.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// Best match first, as [`directory::score::Rank::best`] says.
    #[default]
    Best,
    /// Nearest first.
    Distance,
    /// By name.
    Name,
}

/// The number of facilities that match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// All facilities that match.
    pub facilities: u32,
    /// Those whose best program is confirmed.
    pub confirmed: u32,
    /// Those whose best program is possible.
    pub possible: u32,
    /// Those of the possible matches that reach the person by telehealth only.
    pub telehealth: u32,
}

/// How many facilities have an attribute in a program that meets the need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FacetCount {
    /// The attribute.
    pub attribute: AttributeId,
    /// The number of facilities.
    pub facilities: u32,
}

/// The results of a query.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchResults {
    /// Over all pages.
    pub totals: Totals,
    /// This page.
    pub hits: Vec<Hit>,
    /// Whether there are more after this page.
    pub more: bool,
    /// The requested counts, in the order of the query.
    pub facets: Vec<FacetCount>,
}

/// A facility that matches.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The facility's number in this snapshot, for [`Query::after`] and the snapshot's documents.
    pub position: u32,
    /// Miles from the requested point, if there is one.
    pub miles: Option<f64>,
    /// The match of its best program.
    pub class: MatchClass,
    /// The score of its best program, from 0 to 1.
    pub score: f64,
    /// The parts of the score.
    pub score_parts: ScoreParts,
    /// The programs that meet the need, the best first.
    pub programs: SmallVec<[ProgramHit; USUAL_PROGRAMS]>,
}

/// Most facilities have no more programs than this, so hits have room for this many without a separate allocation.
pub(crate) const USUAL_PROGRAMS: usize = 2;

/// A program that meets the need.
#[derive(Debug, Clone, PartialEq)]
pub struct ProgramHit {
    /// Its row in the snapshot.
    pub row: u32,
    /// Its number among the facility's programs, from 0.
    pub number: usize,
    /// What it treats.
    pub track: Track,
    /// The state it is in.
    pub place: State,
    /// Its match.
    pub class: MatchClass,
    /// How it reaches the person.
    pub reach: Reach,
    /// All its cautions for this need, whether or not they apply to the person.
    pub cautions: CautionSet,
    /// What its likelihood is based on, if the need asks for intensive outpatient care and it is not stated.
    pub evidence: Option<IopEvidence>,
}
