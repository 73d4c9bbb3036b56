//! Selects the facilities that come first in the order of a query, without sorting all of them.

use std::cmp::Ordering;

use directory::matching::{Reach, cautions_for};
use directory::score::{HALF_NEARNESS_MILES, Rank, ScoreParts, ScoredProgram, Scorer, nearness_at};
use directory::{CautionSet, IopEvidence, Level, MatchClass};
use smallvec::SmallVec;
use uuid::Uuid;

use crate::bits::ones;
use crate::columns::ProgramRow;
use crate::error::SearchError;
use crate::names::NameMatches;
use crate::plan::{Matched, QueryPlan};
use crate::query::{Hit, ProgramHit, Query, Sort, USUAL_PROGRAMS};
use crate::snapshot::Snapshot;

/// Everything that the order of one query's results depends on.
pub(crate) struct Selection<'a> {
    pub snapshot: &'a Snapshot,
    pub query: &'a Query,
    pub plan: &'a QueryPlan<'a>,
    pub scorer: Scorer<'a>,
    pub matched: &'a [Matched],
    pub names: Option<&'a NameMatches>,
}

/// A facility and what determines its position.
#[derive(Clone)]
struct Candidate {
    facility: usize,
    rank: Rank,
    parts: ScoreParts,
    name_rank: u32,
}

/// A program that matches and whose distance is not computed yet.
struct UnmeasuredProgram {
    row: usize,
    /// The position of its word in the matches.
    at: usize,
    facility: usize,
    /// A lower bound on its distance in miles.
    at_least: Option<f64>,
}

/// A program that matches, with its rank among the facility's programs.
struct RankedProgram {
    row: usize,
    rank: Rank,
    parts: ScoreParts,
    cautions: CautionSet,
    evidence: Option<IopEvidence>,
}

impl Selection<'_> {
    /// The first facilities after the query's position, at most one more than its limit, to tell whether there are more.
    pub(crate) fn hits(&self) -> Result<Vec<Hit>, SearchError> {
        let after = self.query.after.map(|position| self.position(position)).transpose()?;
        let mut top = TopCandidates {
            sort: self.query.sort,
            size: self.query.limit + 1,
            after,
            kept: Vec::new(),
            worst: None,
        };
        self.each_facility(&mut top);
        top.cut();
        Ok(top.kept.into_iter().map(|candidate| self.hit(candidate)).collect())
    }

    /// The last facility of the previous page, with its rank.
    fn position(&self, position: u32) -> Result<Candidate, SearchError> {
        let facility = position as usize;
        if facility >= self.snapshot.columns.facility_count() {
            return Err(SearchError::Position);
        }
        let first_word = self.snapshot.columns.rows_of(facility).start / 64;
        let at = self.matched.partition_point(|found| (found.word as usize) < first_word);
        let best = self.programs(facility, at).into_iter().next().ok_or(SearchError::Position)?;
        Ok(self.candidate(facility, &best))
    }

    /// Offers every facility that matches. The nearest come first, so that the exact distances and scores of most others need
    /// not be computed.
    fn each_facility(&self, top: &mut TopCandidates) {
        let columns = &self.snapshot.columns;
        let center = self.query.need.center().map(|center| center.unit_vector().map(|part| part as f32));
        let mut offered: Vec<UnmeasuredProgram> = Vec::new();
        for (at, found) in self.matched.iter().enumerate() {
            for bit in ones(found.any()) {
                let row = found.word as usize * 64 + bit as usize;
                let facility = columns.facility_of(row);
                let at_least = center.map(|from| self.snapshot.places.at_least_miles(facility, from));
                offered.push(UnmeasuredProgram { row, at, facility, at_least });
            }
        }
        let first = top.size.min(offered.len());
        if center.is_some() && first > 0 {
            let nearer = |a: &UnmeasuredProgram, b: &UnmeasuredProgram| {
                a.at_least.partial_cmp(&b.at_least).unwrap_or(Ordering::Equal)
            };
            offered.select_nth_unstable_by(first - 1, nearer);
        }
        let most_if_open = self.scorer.most_if_open();
        for (number, one) in offered.iter().enumerate() {
            if number == first {
                top.cut();
            }
            if !top.is_surely_worse(self, one, most_if_open) {
                self.offer(one, top);
            }
        }
    }

    fn offer(&self, one: &UnmeasuredProgram, top: &mut TopCandidates) {
        let best = if self.snapshot.columns.rows_of(one.facility).len() == 1 {
            Some(self.evaluate(one.row, &self.matched[one.at], self.miles(one.facility)))
        } else {
            self.programs(one.facility, one.at).into_iter().next().filter(|best| best.row == one.row)
        };
        if let Some(best) = best {
            top.offer(self.candidate(one.facility, &best));
        }
    }

    fn miles(&self, facility: usize) -> Option<f64> {
        let center = self.query.need.center()?;
        if self.snapshot.columns.traits(self.snapshot.columns.rows_of(facility).start).statewide {
            return None;
        }
        Some(self.snapshot.places.coordinate(facility).miles_to(center))
    }

    /// All programs of a facility that match, the best first. `at` is the position of one of its words in the matches.
    fn programs(&self, facility: usize, at: usize) -> SmallVec<[RankedProgram; USUAL_PROGRAMS]> {
        let miles = self.miles(facility);
        let mut programs = SmallVec::new();
        for row in self.snapshot.columns.rows_of(facility) {
            let word = row / 64;
            let near = &self.matched[at.saturating_sub(word_span(self.snapshot, facility))..];
            let Some(found) = near
                .iter()
                .take_while(|found| found.word as usize <= word)
                .find(|found| found.word as usize == word)
            else {
                continue;
            };
            if found.any() >> (row % 64) & 1 == 1 {
                programs.push(self.evaluate(row, found, miles));
            }
        }
        programs.sort_by(|a: &RankedProgram, b| a.rank.best_program(&b.rank).then(a.row.cmp(&b.row)));
        programs
    }

    /// Ranks one program that matches.
    fn evaluate(&self, row: usize, found: &Matched, miles: Option<f64>) -> RankedProgram {
        let columns = &self.snapshot.columns;
        let bit = 1u64 << (row % 64);
        let traits = columns.traits(row);
        let facts = ProgramRow { columns, row };
        let from_facts = CautionSet(traits.cautions);
        let program = ScoredProgram {
            track: traits.track,
            place: traits.place(),
            facts: &facts,
            evidence: traits.evidence,
            cautions: cautions_for(&self.query.need, &facts, from_facts, traits.place()),
            reach: self.snapshot.reaches[row],
        };
        let by = reach_of(found, bit);
        let name = self.name_quality(row);
        let parts = self.scorer.parts(&program, by, miles, name);
        let rank = Rank {
            first: self.plan.first(row / 64) & bit != 0,
            by,
            class: if found.confirmed & bit != 0 { MatchClass::Confirmed } else { MatchClass::Possible },
            name: name.unwrap_or_default(),
            score: parts.total(),
            miles,
            id: columns.id(columns.facility_of(row)),
        };
        RankedProgram { row, rank, parts, cautions: program.cautions, evidence: traits.evidence }
    }

    fn name_quality(&self, row: usize) -> Option<f64> {
        let columns = &self.snapshot.columns;
        self.names.map(|names| names.quality(columns.rows_of(columns.facility_of(row)).start))
    }

    /// A rank that is at least as good as that of the program, from what is known without its exact distance and facts.
    fn best_possible_rank(&self, one: &UnmeasuredProgram, at_least: f64, most_if_open: f64) -> Rank {
        let found = &self.matched[one.at];
        let bit = 1u64 << (one.row % 64);
        let by = reach_of(found, bit);
        let is_confirmed = found.confirmed & bit != 0;
        let nearness = nearness_at(if by == Reach::Visit { at_least } else { HALF_NEARNESS_MILES });
        // A match by telehealth is never confirmed, even if it leaves nothing open.
        let criteria = if is_confirmed || by == Reach::Telehealth { 1.0 } else { most_if_open };
        Rank {
            first: self.plan.first(one.row / 64) & bit != 0,
            by,
            class: if is_confirmed { MatchClass::Confirmed } else { MatchClass::Possible },
            name: self.name_quality(one.row).unwrap_or_default(),
            // Rounding must not make it less than the score itself.
            score: criteria * self.snapshot.reaches[one.row] * nearness * (1.0 + 1e-9),
            miles: Some(at_least),
            id: Uuid::nil(),
        }
    }

    fn candidate(&self, facility: usize, best: &RankedProgram) -> Candidate {
        let name_rank = self.snapshot.columns.name_rank(facility);
        Candidate { facility, rank: best.rank, parts: best.parts, name_rank }
    }

    fn hit(&self, candidate: Candidate) -> Hit {
        let columns = &self.snapshot.columns;
        let rows = columns.rows_of(candidate.facility);
        let at = self.matched.partition_point(|found| (found.word as usize) < rows.start / 64);
        let programs = self.programs(candidate.facility, at).into_iter();
        Hit {
            position: candidate.facility as u32,
            miles: candidate.rank.miles,
            class: candidate.rank.class,
            score: candidate.rank.score,
            score_parts: candidate.parts,
            programs: programs.map(|program| self.program_hit(program, rows.start)).collect(),
        }
    }

    fn program_hit(&self, program: RankedProgram, first_row: usize) -> ProgramHit {
        let asks_for_iop = self.query.need.levels.contains(&Level::IntensiveOutpatient);
        let traits = self.snapshot.columns.traits(program.row);
        ProgramHit {
            row: program.row as u32,
            number: program.row - first_row,
            track: traits.track,
            place: traits.place(),
            class: program.rank.class,
            reach: program.rank.by,
            cautions: program.cautions,
            evidence: program.evidence.filter(|_| asks_for_iop),
        }
    }
}

/// How the program at this bit of a word reaches the person.
fn reach_of(found: &Matched, bit: u64) -> Reach {
    if found.visit & bit != 0 { Reach::Visit } else { Reach::Telehealth }
}

/// How many words a facility's rows span, beyond the first.
fn word_span(snapshot: &Snapshot, facility: usize) -> usize {
    let rows = snapshot.columns.rows_of(facility);
    rows.end.saturating_sub(1) / 64 - rows.start / 64
}

/// Of the facilities offered so far, those that come first.
struct TopCandidates {
    sort: Sort,
    size: usize,
    after: Option<Candidate>,
    kept: Vec<Candidate>,
    /// The last of the first `size` candidates, once there are enough.
    worst: Option<Candidate>,
}

impl TopCandidates {
    fn order(&self, a: &Candidate, b: &Candidate) -> Ordering {
        match self.sort {
            Sort::Best => a.rank.best(&b.rank),
            Sort::Distance => a.rank.distance(&b.rank),
            Sort::Name => {
                let key = |it: &Candidate| (it.rank.is_telehealth(), it.name_rank, it.rank.id);
                key(a).cmp(&key(b))
            }
        }
    }

    fn offer(&mut self, candidate: Candidate) {
        let is_before = |limit: &Option<Candidate>, wanted: Ordering| {
            limit.as_ref().is_none_or(|limit| self.order(&candidate, limit) == wanted)
        };
        if is_before(&self.after, Ordering::Greater) && is_before(&self.worst, Ordering::Less) {
            self.kept.push(candidate);
            if self.kept.len() >= 2 * self.size + 16 {
                self.cut();
            }
        }
    }

    /// Sorts the kept candidates and drops those beyond the size.
    fn cut(&mut self) {
        let mut kept = std::mem::take(&mut self.kept);
        kept.sort_unstable_by(|a, b| self.order(a, b));
        kept.truncate(self.size);
        if kept.len() == self.size {
            self.worst = kept.last().cloned();
        }
        self.kept = kept;
    }

    /// Whether a row certainly isn't among the first, judged by bounds on its distance and score.
    fn is_surely_worse(&self, selection: &Selection<'_>, one: &UnmeasuredProgram, most_if_open: f64) -> bool {
        let Some(Candidate { rank: worst, .. }) = &self.worst else { return false };
        let at_least = one.at_least.unwrap_or_default();
        match self.sort {
            Sort::Name => false,
            Sort::Distance => {
                let by_visit = selection.matched[one.at].visit >> (one.row % 64) & 1 == 1;
                let beyond = worst.miles.is_some_and(|miles| at_least > miles);
                if by_visit { !worst.is_telehealth() && beyond } else { !worst.is_telehealth() || beyond }
            }
            Sort::Best => {
                let best = selection.best_possible_rank(one, at_least, most_if_open);
                worst.by_merit(&best) == Ordering::Less
            }
        }
    }
}
