//! What is asked of a snapshot, and what it answers.

use directory::matching::Reach;
use directory::score::ScoreParts;
use directory::{AttributeId, CautionSet, IopEvidence, MatchClass, Need};
use smallvec::SmallVec;

/// What is asked of a snapshot.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// The need.
    pub need: Need,
    /// Words of a name.
    pub name: Option<String>,
    /// Which facilities to keep, by their best program.
    pub keep: MatchFilter,
    /// The order.
    pub sort: Sort,
    /// In [`Sort::Best`], programs with a `yes` to any of these come before all others.
    pub first: Vec<AttributeId>,
    /// How many facilities to give.
    pub limit: usize,
    /// The position of the facility to go on after, from [`Hit::position`].
    pub after: Option<u32>,
    /// The attributes to count.
    pub facets: Vec<AttributeId>,
}

impl Query {
    /// The first page of all that meets a need, the best first, without counts by attribute.
    pub fn for_need(need: Need) -> Query {
        Query {
            need,
            name: None,
            keep: MatchFilter::Any,
            sort: Sort::Best,
            first: Vec::new(),
            limit: 20,
            after: None,
            facets: Vec::new(),
        }
    }
}

/// Which facilities to keep, by the match of their best program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MatchFilter {
    /// All that match.
    Any,
    /// Only those whose best program is a match of this class.
    Only(MatchClass),
}

/// The order of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// By how well they fit: [`directory::score::Rank::best`].
    Best,
    /// Nearest first.
    Distance,
    /// By name.
    Name,
}

/// Facilities that match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// All of them.
    pub facilities: u32,
    /// Those whose best program is confirmed.
    pub confirmed: u32,
    /// Those whose best program is possible.
    pub possible: u32,
    /// Of the possible, those that reach the person by telehealth only.
    pub telehealth: u32,
}

/// How many facilities have an attribute in a program that meets the need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FacetCount {
    /// The attribute.
    pub attribute: AttributeId,
    /// Facilities.
    pub facilities: u32,
}

/// What a snapshot answers.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchResults {
    /// Over all pages.
    pub totals: Totals,
    /// This page.
    pub hits: Vec<Hit>,
    /// Whether there are more after this page.
    pub more: bool,
    /// The counts that were asked for, in that order.
    pub facets: Vec<FacetCount>,
}

/// A facility that matches.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The facility's number in this snapshot, for [`Query::after`] and the snapshot's documents.
    pub position: u32,
    /// Miles from the asked point, where there is one.
    pub miles: Option<f64>,
    /// The match of its best program.
    pub class: MatchClass,
    /// The score of its best program, from 0 to 1, and what it is made of.
    pub score: f64,
    /// The parts of the score.
    pub score_parts: ScoreParts,
    /// The programs that meet the need, the best first.
    pub programs: SmallVec<[ProgramHit; USUAL_PROGRAMS]>,
}

/// Programs that a facility has at the most, but for a few: they are held without memory of their own.
pub(crate) const USUAL_PROGRAMS: usize = 2;

/// A program that meets the need.
#[derive(Debug, Clone, PartialEq)]
pub struct ProgramHit {
    /// Its row in the snapshot.
    pub row: u32,
    /// Its number among the facility's programs, from 0.
    pub number: usize,
    /// Its match.
    pub class: MatchClass,
    /// How it reaches the person.
    pub reach: Reach,
    /// All its cautions for this need.
    pub cautions: CautionSet,
    /// What its likelihood stands on, where intensive outpatient was asked for and is not stated.
    pub evidence: Option<IopEvidence>,
}
