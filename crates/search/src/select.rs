//! Selects the facilities that come first in the order of a query, without sorting all of them.

use std::cmp::Ordering;

use directory::matching::{Reach, cautions_for};
use directory::score::{MatchTier, Rank, ScoreParts};
use directory::{IopEvidence, Level, MatchClass};
use smallvec::SmallVec;

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
    class: MatchClass,
    reach: Reach,
    rank: Rank,
    parts: ScoreParts,
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
        match self.query.sort {
            Sort::Best => self.by_tiers(&mut top),
            Sort::Distance | Sort::Name => self.each_facility(Matched::any, &mut top),
        }
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

    /// Goes through the tiers, the best first, until enough are found: all tiers of the programs to put first, then all
    /// tiers of the rest.
    fn by_tiers(&self, top: &mut TopCandidates) {
        if self.plan.has_first() {
            self.tiers_of(|word| self.plan.first(word), top);
        }
        if !top.is_full() {
            self.tiers_of(|word| !self.plan.first(word), top);
        }
    }

    /// Goes through the tiers of the rows that `which` selects from each word.
    fn tiers_of(&self, which: impl Fn(usize) -> u64, top: &mut TopCandidates) {
        let gaps = self.plan.most_gaps();
        let confirmed = std::iter::once((MatchTier::Confirmed, 0));
        let possible = (1..=gaps).map(|gaps| (MatchTier::Possible, gaps));
        let telehealth = (0..=gaps).map(|gaps| (MatchTier::Telehealth, gaps));
        for (tier, gaps) in confirmed.chain(possible).chain(telehealth) {
            let of_tier = |found: &Matched| {
                let rows = match tier {
                    MatchTier::Confirmed => found.confirmed,
                    MatchTier::Possible => found.visit & !found.confirmed,
                    MatchTier::Telehealth => found.telehealth,
                };
                rows & which(found.word as usize)
            };
            if self.matched.iter().all(|found| of_tier(found) == 0) {
                continue;
            }
            for cautioned in [false, true] {
                let rows = |found: &Matched| {
                    let rows = of_tier(found);
                    if rows == 0 {
                        return 0;
                    }
                    let word = found.word as usize;
                    let caution = self.plan.cautioned(word);
                    self.plan.with_gaps(word, rows & if cautioned { caution } else { !caution }, gaps)
                };
                self.each_facility(rows, top);
                if top.is_full() {
                    return;
                }
            }
        }
    }

    /// Offers every facility whose best program is among `rows`. The nearest come first, so that the exact distances of far
    /// ones need not be computed.
    fn each_facility(&self, rows: impl Fn(&Matched) -> u64, top: &mut TopCandidates) {
        let columns = &self.snapshot.columns;
        let center = self.query.need.center().map(|center| center.unit_vector().map(|part| part as f32));
        let mut offered: Vec<UnmeasuredProgram> = Vec::new();
        for (at, found) in self.matched.iter().enumerate() {
            for bit in ones(rows(found)) {
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
        for (number, one) in offered.iter().enumerate() {
            if number == first {
                top.cut();
            }
            if !top.is_surely_worse(self, one) {
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
        let need = &self.query.need;
        let columns = &self.snapshot.columns;
        let bit = 1u64 << (row % 64);
        let reach = if found.visit & bit != 0 { Reach::Visit } else { Reach::Telehealth };
        let class = if found.confirmed & bit != 0 { MatchClass::Confirmed } else { MatchClass::Possible };
        let traits = columns.traits(row);
        let facility = columns.facility_of(row);
        let age = self.snapshot.age_years(traits);
        let name = self.names.map(|names| names.quality(columns.rows_of(facility).start));
        let facts = ProgramRow { columns, row };
        let parts = ScoreParts::new(need, &facts, traits.evidence(), miles, age, name);
        let rank = Rank {
            first: self.plan.first(row / 64) & bit != 0,
            tier: MatchTier::new(class, reach),
            not_stated: self.plan.gaps(row),
            cautioned: self.plan.cautioned(row / 64) & bit != 0,
            score: parts.total(),
            miles,
            id: columns.id(facility),
        };
        RankedProgram { row, class, reach, rank, parts }
    }

    /// The highest score that a program can have if it is at least this far away.
    fn score_bound(&self, row: usize, at_least: f64) -> f64 {
        let columns = &self.snapshot.columns;
        let traits = columns.traits(row);
        let age = self.snapshot.age_years(traits);
        let name = self.names.map(|_| 1.0);
        ScoreParts::new(
            &self.query.need,
            &ProgramRow { columns, row },
            traits.evidence(),
            Some(at_least),
            age,
            name,
        )
        .total()
    }

    fn candidate(&self, facility: usize, best: &RankedProgram) -> Candidate {
        let name_rank = self.snapshot.columns.name_rank(facility);
        Candidate { facility, rank: best.rank, parts: best.parts, name_rank }
    }

    fn hit(&self, candidate: Candidate) -> Hit {
        let columns = &self.snapshot.columns;
        let rows = columns.rows_of(candidate.facility);
        let at = self.matched.partition_point(|found| (found.word as usize) < rows.start / 64);
        let programs = self.programs(candidate.facility, at);
        let class = if candidate.rank.tier == MatchTier::Confirmed {
            MatchClass::Confirmed
        } else {
            MatchClass::Possible
        };
        Hit {
            position: candidate.facility as u32,
            miles: candidate.rank.miles,
            class,
            score: candidate.rank.score,
            score_parts: candidate.parts,
            programs: programs.into_iter().map(|program| self.program_hit(program, rows.start)).collect(),
        }
    }

    fn program_hit(&self, program: RankedProgram, first_row: usize) -> ProgramHit {
        let columns = &self.snapshot.columns;
        let need = &self.query.need;
        let traits = columns.traits(program.row);
        let state = directory::State::from_index(usize::from(traits.state));
        let of_facts = directory::CautionSet(traits.cautions);
        let facts = ProgramRow { columns, row: program.row };
        ProgramHit {
            row: program.row as u32,
            number: program.row - first_row,
            class: program.class,
            reach: program.reach,
            cautions: state.map_or(of_facts, |state| cautions_for(need, &facts, of_facts, state)),
            evidence: traits
                .evidence()
                .filter(|_: &IopEvidence| need.level == Some(Level::IntensiveOutpatient)),
        }
    }
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

    fn is_full(&self) -> bool {
        self.kept.len() >= self.size
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

    /// Whether a row certainly isn't among the first, judged by the lower bound on its distance.
    fn is_surely_worse(&self, selection: &Selection<'_>, one: &UnmeasuredProgram) -> bool {
        let (Some(worst), Some(at_least)) = (&self.worst, one.at_least) else { return false };
        let worst = &worst.rank;
        match self.sort {
            Sort::Name => false,
            Sort::Distance => {
                let by_visit = selection.matched[one.at].visit >> (one.row % 64) & 1 == 1;
                let beyond = worst.miles.is_some_and(|miles| at_least > miles);
                if by_visit { !worst.is_telehealth() && beyond } else { !worst.is_telehealth() || beyond }
            }
            // Rows that are offered together are equal in everything that `Rank::best` compares before the score.
            Sort::Best => selection.score_bound(one.row, at_least) < worst.score,
        }
    }
}
