//! Evaluates a need on the bit planes of a snapshot.

use directory::caution::medicare_settings;
use directory::{
    Area, AttributeId, Caution, Coverage, Criterion, Level, MatchClass, Need, Payment, ProgramType, State,
    Vocabulary,
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
    /// Several ways to pay; any one suffices.
    AnyOf(Vec<PaymentChoice<'a>>),
}

/// One of several ways to pay.
struct PaymentChoice<'a> {
    planes: FactPlanes<'a>,
    /// The rows whose `yes` counts: all of them, or none for a plan that people have to ask about even if its kind is
    /// listed.
    sure: u64,
}

impl PlannedCriterion<'_> {
    /// The rows of a word that it rules out, and the rows for which it is not stated.
    fn test(&self, word: usize) -> (u64, u64) {
        match self {
            PlannedCriterion::One { planes, must_be_yes: true } => (!planes.yes[word], 0),
            PlannedCriterion::One { planes, must_be_yes: false } => {
                (planes.no[word], !(planes.yes[word] | planes.no[word]))
            }
            PlannedCriterion::UnlessNo(no) => (no[word], 0),
            PlannedCriterion::AnyOf(all) => {
                let yes = all.iter().fold(0, |any, choice| any | (choice.planes.yes[word] & choice.sure));
                let no = all.iter().fold(u64::MAX, |every, choice| every & choice.planes.no[word]);
                (no, !(yes | no))
            }
        }
    }
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

/// The number of binary digits in a count of criteria that are `not_stated`: enough for the criteria of any need.
const COUNTER_DIGITS: usize = 9;

/// A need, prepared for one snapshot.
pub(crate) struct QueryPlan<'a> {
    columns: &'a IndexColumns,
    criteria: Vec<PlannedCriterion<'a>>,
    cautions: Vec<&'a [u64]>,
    asked_cautions: Vec<AskedCaution<'a>>,
    first: Vec<&'a [u64]>,
}

/// A caution that depends on the requested ways to pay. It applies to rows where at least one of them may pay, but none
/// pays as expected.
struct AskedCaution<'a>(Vec<MayPay<'a>>);

/// A requested way to pay.
struct MayPay<'a> {
    /// The rows where it does not pay.
    no: &'a [u64],
    /// The rows where it pays as expected: those in the right state or setting.
    as_expected: RowSet<'a>,
}

/// A set of rows.
enum RowSet<'a> {
    /// All.
    All,
    /// The rows in any of these planes.
    Of(Vec<&'a [u64]>),
}

impl RowSet<'_> {
    fn word(&self, word: usize) -> u64 {
        match self {
            RowSet::All => u64::MAX,
            RowSet::Of(planes) => planes.iter().fold(0, |any, plane| any | plane[word]),
        }
    }
}

impl AskedCaution<'_> {
    fn test(&self, word: usize) -> u64 {
        let (mut any, mut as_expected) = (0, 0);
        for way in &self.0 {
            any |= !way.no[word];
            as_expected |= !way.no[word] & way.as_expected.word(word);
        }
        any & !as_expected
    }
}

impl<'a> QueryPlan<'a> {
    /// Prepares a need. A program with any of the attributes in `first` comes first.
    pub(crate) fn new(columns: &'a IndexColumns, need: &Need, first: &[AttributeId]) -> QueryPlan<'a> {
        let planned = |criterion: Criterion| match criterion {
            Criterion::Program(program) => PlannedCriterion::One {
                planes: columns.planes(program.id()),
                must_be_yes: program != ProgramType::Teen,
            },
            Criterion::Level(level) => {
                PlannedCriterion::One { planes: columns.planes(level.id()), must_be_yes: false }
            }
            Criterion::Insurance(coverages) => {
                let choice = |coverage: Coverage| PaymentChoice {
                    planes: columns.planes(coverage.payment().id()),
                    sure: if coverage.is_sure() { u64::MAX } else { 0 },
                };
                PlannedCriterion::AnyOf(coverages.into_iter().map(choice).collect())
            }
            Criterion::Has(id) => PlannedCriterion::One { planes: columns.planes(id), must_be_yes: false },
            Criterion::UnlessNo(id) => PlannedCriterion::UnlessNo(columns.planes(id).no),
        };
        let waived = need.waived_cautions();
        let counted = Caution::ALL.into_iter().filter(|caution| !waived.contains(*caution));
        QueryPlan {
            columns,
            criteria: Criterion::for_need(need).into_iter().map(planned).collect(),
            cautions: counted.filter_map(|caution| columns.caution(caution)).collect(),
            asked_cautions: asked_cautions(columns, need),
            first: first.iter().map(|id| columns.planes(*id).yes).collect(),
        }
    }

    /// Among `rows` of a word, those that no criterion rules out, and among these, those that leave no criterion open.
    fn test(&self, word: usize, rows: u64) -> (u64, u64) {
        let mut live = rows;
        let mut unsure = 0;
        for criterion in &self.criteria {
            let (ruled_out, not_stated) = criterion.test(word);
            live &= !ruled_out;
            unsure |= not_stated;
            if live == 0 {
                return (0, 0);
            }
        }
        (live, live & !unsure)
    }

    /// Among rows that match, those that leave exactly this many criteria open.
    pub(crate) fn with_gaps(&self, word: usize, rows: u64, gaps: usize) -> u64 {
        // Counts for all 64 rows at once: each word has one binary digit of every counter.
        let mut digits = [0u64; COUNTER_DIGITS];
        for criterion in &self.criteria {
            let (_, mut carry) = criterion.test(word);
            for digit in &mut digits {
                (*digit, carry) = (*digit ^ carry, *digit & carry);
            }
        }
        let differs = |(at, digit): (usize, &u64)| if gaps >> at & 1 == 1 { !digit } else { *digit };
        digits.iter().enumerate().map(differs).fold(rows, |same, differs| same & !differs)
    }

    /// How many criteria one row leaves open. [`PlannedCriterion::UnlessNo`] never counts.
    pub(crate) fn gaps(&self, row: usize) -> u8 {
        let is_gap = |criterion: &&PlannedCriterion| criterion.test(row / 64).1 >> (row % 64) & 1 == 1;
        self.criteria.iter().filter(is_gap).count() as u8
    }

    /// The most criteria that a row can leave open.
    pub(crate) fn most_gaps(&self) -> usize {
        self.criteria.len()
    }

    /// The rows with a caution that applies to the person.
    pub(crate) fn cautioned(&self, word: usize) -> u64 {
        let of_facts = self.cautions.iter().fold(0, |any, plane| any | plane[word]);
        self.asked_cautions.iter().fold(of_facts, |any, caution| any | caution.test(word))
    }

    /// The rows that come first.
    pub(crate) fn first(&self, word: usize) -> u64 {
        self.first.iter().fold(0, |any, plane| any | plane[word])
    }

    /// Whether any row can come first.
    pub(crate) fn has_first(&self) -> bool {
        !self.first.is_empty()
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
            (found.visit, found.confirmed) = self.test(word, found.visit);
            (found.telehealth, _) = self.test(word, found.telehealth);
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

/// The cautions of [`directory::matching::cautions_for`] that depend on the need, on planes.
fn asked_cautions<'a>(columns: &'a IndexColumns, need: &Need) -> Vec<AskedCaution<'a>> {
    let caution = |as_expected: &dyn Fn(Coverage) -> RowSet<'a>| {
        let way = |coverage: &Coverage| MayPay {
            no: columns.planes(coverage.payment().id()).no,
            as_expected: as_expected(*coverage),
        };
        AskedCaution(need.insurance.iter().map(way).collect())
    };
    let mut cautions = vec![caution(&|coverage| states_it_pays_in(columns, need, coverage))];
    if need.level == Some(Level::IntensiveOutpatient) {
        let settings = || medicare_settings().iter().map(|id| columns.planes(id).yes).collect();
        cautions.push(caution(&|coverage| match coverage.payment() {
            Payment::Medicare => RowSet::Of(settings()),
            _ => RowSet::All,
        }));
    }
    cautions.retain(|caution| caution.0.iter().any(|way| matches!(way.as_expected, RowSet::Of(_))));
    cautions
}

fn states_it_pays_in<'a>(columns: &'a IndexColumns, need: &Need, coverage: Coverage) -> RowSet<'a> {
    let pays = |state: &State| coverage.pays_in(need.home, *state);
    if State::all().all(|state| pays(&state)) {
        return RowSet::All;
    }
    RowSet::Of(State::all().filter(pays).map(|state| columns.state(state)).collect())
}
