//! Evaluates a need on the bit planes of a snapshot.

use directory::matching::Reach;
use directory::{
    Area, AttributeId, Coverage, Criteria, Criterion, Level, MatchClass, Need, ProgramType, State, Vocabulary,
};

use crate::area::FacilityPoints;
use crate::bits::{FirstOfRun, spread_down, spread_up};
use crate::columns::{FactPlanes, IndexColumns};
use crate::query::{FacetCount, MatchFilter, Totals};

/// A criterion and its planes.
enum PlannedCriterion<'a> {
    /// One attribute. It must be `yes` if `must_be_yes` is true; otherwise it must not be `no`.
    One { planes: FactPlanes<'a>, must_be_yes: bool },
    /// One attribute that only counts if it is `no`.
    UnlessNo(&'a [u64]),
    /// An age: it must not be `no`, unless the program is made for it.
    Age { planes: FactPlanes<'a>, made_for: Option<&'a [u64]> },
    /// Several alternatives; any one suffices.
    AnyOf(Vec<Choice<'a>>),
}

/// One of several levels of care or ways to pay.
struct Choice<'a> {
    planes: FactPlanes<'a>,
    /// The rows whose `yes` counts. Most plans have none: people have to ask about them even if their kind is listed.
    sure: RowSet<'a>,
}

/// A set of rows.
enum RowSet<'a> {
    /// All.
    All,
    /// None.
    None,
    /// The rows in any of these planes.
    In(Vec<&'a [u64]>),
}

impl RowSet<'_> {
    fn word(&self, word: usize) -> u64 {
        match self {
            RowSet::All => u64::MAX,
            RowSet::None => 0,
            RowSet::In(planes) => planes.iter().fold(0, |any, plane| any | plane[word]),
        }
    }
}

impl<'a> PlannedCriterion<'a> {
    fn new(columns: &'a IndexColumns, criterion: &Criterion) -> PlannedCriterion<'a> {
        let one = |id: AttributeId| PlannedCriterion::One { planes: columns.planes(id), must_be_yes: false };
        match criterion {
            Criterion::Program(program) => PlannedCriterion::One {
                planes: columns.planes(program.id()),
                must_be_yes: *program != ProgramType::Teen,
            },
            Criterion::Level(levels) => {
                let choice = |level: &Level| Choice { planes: columns.planes(level.id()), sure: RowSet::All };
                PlannedCriterion::AnyOf(levels.iter().map(choice).collect())
            }
            Criterion::Age(age) => PlannedCriterion::Age {
                planes: columns.planes(age.id()),
                made_for: age.made_for().map(|id| columns.planes(id).yes),
            },
            Criterion::Insurance { coverages, home } => {
                let choice = |coverage: &Coverage| Choice {
                    planes: columns.planes(coverage.payment().id()),
                    sure: rows_it_pays_in(columns, *coverage, *home),
                };
                PlannedCriterion::AnyOf(coverages.iter().map(choice).collect())
            }
            Criterion::Has(id) => one(*id),
            Criterion::UnlessNo(id) => PlannedCriterion::UnlessNo(columns.planes(*id).no),
        }
    }

    /// The rows of a word that it rules out, and the rows for which it is not stated.
    fn test(&self, word: usize) -> (u64, u64) {
        match self {
            PlannedCriterion::One { planes, must_be_yes: true } => (!planes.yes[word], 0),
            PlannedCriterion::One { planes, must_be_yes: false } => {
                (planes.no[word], !(planes.yes[word] | planes.no[word]))
            }
            PlannedCriterion::UnlessNo(no) => (no[word], 0),
            PlannedCriterion::Age { planes, made_for } => {
                let yes = planes.yes[word] | made_for.map_or(0, |made_for| made_for[word]);
                let no = planes.no[word] & !yes;
                (no, !(yes | no))
            }
            PlannedCriterion::AnyOf(all) => {
                let yes = all.iter().fold(0, |any, one| any | (one.planes.yes[word] & one.sure.word(word)));
                let no = all.iter().fold(u64::MAX, |every, one| every & one.planes.no[word]);
                (no, !(yes | no))
            }
        }
    }
}

/// The rows where a way to pay certainly pays if its kind is listed.
fn rows_it_pays_in<'a>(columns: &'a IndexColumns, coverage: Coverage, home: Option<State>) -> RowSet<'a> {
    if !coverage.is_sure() {
        return RowSet::None;
    }
    if !coverage.is_state_bound() {
        return RowSet::All;
    }
    let states = State::all().filter(|state| coverage.pays_in(home, *state));
    let planes: Vec<_> = states.map(|state| columns.state(state)).collect();
    if planes.len() == State::COUNT { RowSet::All } else { RowSet::In(planes) }
}

/// The programs of one word that meet the need.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Matched {
    /// The number of the word, which starts at row 64 times this.
    pub word: u32,
    /// Programs that match in person.
    pub visit: u64,
    /// Programs that match by telehealth only.
    pub telehealth: u64,
    /// The confirmed matches among those in person.
    pub confirmed: u64,
}

impl Matched {
    /// All programs that match.
    pub(crate) fn any(&self) -> u64 {
        self.visit | self.telehealth
    }
}

/// A need, prepared for one snapshot.
pub(crate) struct QueryPlan<'a> {
    columns: &'a IndexColumns,
    by_visit: Vec<PlannedCriterion<'a>>,
    by_telehealth: Vec<PlannedCriterion<'a>>,
    first: Vec<&'a [u64]>,
}

impl<'a> QueryPlan<'a> {
    /// Prepares a need. A program with any of the attributes in `first` comes first.
    pub(crate) fn new(
        columns: &'a IndexColumns,
        criteria: &Criteria,
        first: &[AttributeId],
    ) -> QueryPlan<'a> {
        let planned = |by: Reach| {
            let criteria = criteria.by(by).iter();
            criteria.map(|criterion| PlannedCriterion::new(columns, criterion)).collect()
        };
        QueryPlan {
            columns,
            by_visit: planned(Reach::Visit),
            by_telehealth: planned(Reach::Telehealth),
            first: first.iter().map(|id| columns.planes(*id).yes).collect(),
        }
    }

    /// The rows that come first.
    pub(crate) fn first(&self, word: usize) -> u64 {
        self.first.iter().fold(0, |any, plane| any | plane[word])
    }

    /// The programs that meet the need, in the order of rows. `keep` and `named` filter facilities as a whole, so a facility
    /// that is kept has all its matching programs.
    pub(crate) fn run(
        &self,
        places: &FacilityPoints,
        need: &Need,
        keep: MatchFilter,
        named: Option<&[u64]>,
    ) -> Vec<Matched> {
        let mut matched = self.visits(places, need);
        if need.center().is_some() {
            // Nobody can go to a provider of which only the state is known, so the middle of the state means nothing.
            let statewide = self.columns.statewide();
            matched.iter_mut().for_each(|found| found.visit &= !statewide[found.word as usize]);
        }
        if let Some(home) = need.telehealth_state() {
            matched = self.with_telehealth(matched, home);
        }
        for found in &mut matched {
            let word = found.word as usize;
            if let Some(state) = need.state {
                let plane = self.columns.state(state)[word];
                found.visit &= plane;
                found.telehealth &= plane;
            }
            (found.visit, found.confirmed) = test(&self.by_visit, word, found.visit);
            (found.telehealth, _) = test(&self.by_telehealth, word, found.telehealth);
        }
        if let Some(named) = named {
            self.keep_named(&mut matched, named);
        }
        if let MatchFilter::Only(class) = keep {
            self.keep_class(&mut matched, class);
        }
        matched
    }

    /// All rows within the area, before any criterion is tested.
    fn visits(&self, places: &FacilityPoints, need: &Need) -> Vec<Matched> {
        let mut found: Vec<Matched> = Vec::new();
        let mut add = |rows: std::ops::Range<usize>| {
            let mut start = rows.start;
            while start < rows.end {
                let word = start / 64;
                let end = rows.end.min((word + 1) * 64);
                let bits = (u64::MAX >> (64 - (end - start))) << (start % 64);
                match found.last_mut().filter(|last| last.word as usize == word) {
                    Some(last) => last.visit |= bits,
                    None => found.push(Matched { word: word as u32, visit: bits, ..Matched::default() }),
                }
                start = end;
            }
        };
        match need.area {
            Area::Anywhere => add(0..self.columns.rows),
            Area::Within { center, miles } => places.within(center, miles, |facilities| {
                let first = self.columns.rows_of(facilities.start).start;
                add(first..self.columns.rows_of(facilities.end - 1).end);
            }),
        }
        found
    }

    /// Adds the telehealth programs of a state that are outside the area.
    fn with_telehealth(&self, visits: Vec<Matched>, home: State) -> Vec<Matched> {
        let Some(telehealth) = Vocabulary::embedded().code("TELE") else { return visits };
        let offered = self.columns.planes(telehealth).yes;
        let state = self.columns.state(home);
        let mut all: Vec<Matched> = (0..self.columns.words())
            .map(|word| Matched { word: word as u32, ..Matched::default() })
            .collect();
        for found in visits {
            all[found.word as usize] = found;
        }
        for found in &mut all {
            let word = found.word as usize;
            found.telehealth = offered[word] & state[word] & !found.visit;
        }
        all
    }

    /// Keeps facilities whose first row is marked.
    fn keep_named(&self, matched: &mut [Matched], named: &[u64]) {
        let mut carry = 0;
        let mut previous = None;
        for found in matched {
            let word = found.word as usize;
            if previous.is_some_and(|previous: u32| previous + 1 != found.word) {
                carry = 0;
            }
            previous = Some(found.word);
            let whole = spread_up(named[word], self.columns.continued()[word], carry);
            carry = whole >> 63;
            found.visit &= whole;
            found.telehealth &= whole;
            found.confirmed &= whole;
        }
    }

    /// Keeps facilities whose best program has this class.
    fn keep_class(&self, matched: &mut [Matched], class: MatchClass) {
        let continued = self.columns.continued();
        let mut confirmed: Vec<u64> = Vec::with_capacity(matched.len());
        let mut carry = 0;
        for found in matched.iter() {
            let whole = spread_up(found.confirmed, continued[found.word as usize], carry);
            carry = whole >> 63;
            confirmed.push(whole);
        }
        let mut next = (0, 0);
        for (at, found) in matched.iter_mut().enumerate().rev() {
            let plane = continued[found.word as usize];
            let whole = spread_down(confirmed[at], plane, next);
            next = (whole, plane);
            let kept = if class == MatchClass::Confirmed { whole } else { !whole };
            found.visit &= kept;
            found.telehealth &= kept;
            found.confirmed &= kept;
        }
    }

    /// Counts the facilities with at least one of `rows`.
    pub(crate) fn facilities(&self, matched: &[Matched], rows: impl Fn(&Matched) -> u64) -> u32 {
        let continued = self.columns.continued();
        let mut first = FirstOfRun::default();
        matched.iter().map(|found| first.keep(rows(found), continued[found.word as usize]).count_ones()).sum()
    }

    /// Counts the facilities that match.
    pub(crate) fn totals(&self, matched: &[Matched]) -> Totals {
        let facilities = self.facilities(matched, |found| found.any());
        let confirmed = self.facilities(matched, |found| found.confirmed);
        let telehealth = facilities - self.facilities(matched, |found| found.visit);
        Totals { facilities, confirmed, possible: facilities - confirmed, telehealth }
    }

    /// Counts facilities by attribute. A facility counts if one of its programs that match has the attribute.
    pub(crate) fn facets(&self, matched: &[Matched], attributes: &[AttributeId]) -> Vec<FacetCount> {
        let count = |&attribute: &AttributeId| {
            let yes = self.columns.planes(attribute).yes;
            let facilities = self.facilities(matched, |found| found.any() & yes[found.word as usize]);
            FacetCount { attribute, facilities }
        };
        attributes.iter().map(count).collect()
    }
}

/// Among `rows` of a word, those that no criterion rules out, and among these, those that leave no criterion open.
fn test(criteria: &[PlannedCriterion<'_>], word: usize, rows: u64) -> (u64, u64) {
    let mut live = rows;
    let mut unsure = 0;
    for criterion in criteria {
        let (ruled_out, not_stated) = criterion.test(word);
        live &= !ruled_out;
        unsure |= not_stated;
        if live == 0 {
            return (0, 0);
        }
    }
    (live, live & !unsure)
}
