//! What the visitor asked for, as this facility answers it; the way back to the results; and the next places to call.

use std::borrow::Cow;
use std::cmp::Reverse;

use directory::matching::{Reach, evaluate};
use directory::{
    AttributeId, CoordinatePrecision, Criteria, Criterion, Facility, Fact, MatchClass, Program, State,
};
use places::PlaceKind;
use search::{Hit, Snapshot};
use service::documents::facility_part;

use super::next_places::{MOST, NextPlace};
use crate::asked_words::AskedWords;
use crate::facility_brief::miles;
use crate::statement::ProgramStatement;

/// What the visitor asked for, and how this facility fits.
pub(super) struct AskedView {
    /// What was asked for: what is listed comes first, then what to ask, then what they say no to.
    pub rows: Vec<AskedRow>,
    /// What to ask on the phone about what is left open.
    pub questions: Vec<Cow<'static, str>>,
    /// The words of the way back: how many were found, and where.
    pub back: Cow<'static, str>,
    /// The distance from the place that was searched.
    pub distance: Option<Cow<'static, str>>,
    /// The number of the program that fits best.
    pub program: usize,
    /// The fields of the search, to go back to its results.
    pub fields: Vec<(String, String)>,
    /// Other places of the results.
    pub next: Vec<NextPlace>,
}

/// Something that was asked for.
pub(super) struct AskedRow {
    pub label: Cow<'static, str>,
    pub statement: AskedStatement,
}

/// What a facility says about something that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum AskedStatement {
    Listed,
    Ask,
    No,
}

impl AskedView {
    /// # Errors
    /// If the index can't be read.
    pub(super) fn new(
        words: AskedWords<'_>,
        snapshot: &Snapshot,
        facility: &Facility,
        fields: Vec<(String, String)>,
    ) -> Result<AskedView, service::Error> {
        let query = &words.prepared.search.query;
        let found = snapshot.search(query);
        let found = found.map_err(|err| service::Error::internal("finding the next places to call", &err))?;
        let criteria = Criteria::for_need(&query.need);
        let criteria = criteria.by(Reach::Visit);
        let place = facility.location.address().state;
        let number = best_program(criteria, &facility.programs, place);
        let program = &facility.programs[number];
        Ok(AskedView {
            rows: rows(words, criteria, program, place),
            questions: questions(words, criteria, program, place),
            back: back(words, found.totals.facilities),
            distance: distance(words, facility),
            program: number,
            fields,
            next: next(words, snapshot, &found.hits, facility)?,
        })
    }
}

/// The number of the program that meets the most of what was asked for.
fn best_program(criteria: &[Criterion], programs: &[Program], place: State) -> usize {
    let met = |program: &Program| {
        criteria.iter().filter(|criterion| criterion.fact(&program.facts, place) == Fact::Yes).count()
    };
    let rank = |program: &Program| {
        let class = evaluate(criteria, &program.facts, place).map(|found| found.class);
        (class.is_none(), class, Reverse(met(program)))
    };
    (0..programs.len()).min_by_key(|at| rank(&programs[*at])).unwrap_or_default()
}

fn rows(words: AskedWords<'_>, criteria: &[Criterion], program: &Program, place: State) -> Vec<AskedRow> {
    let wishes = words.answers.wishes.iter().map(|id| Criterion::Has(*id));
    let wishes = wishes.filter(|wish| !criteria.contains(wish));
    let row = |criterion: Criterion| AskedRow {
        label: words.label(&criterion),
        statement: statement(&criterion, program, place),
    };
    let mut rows: Vec<AskedRow> = criteria.iter().cloned().chain(wishes).map(row).collect();
    rows.sort_by_key(|row| row.statement);
    rows
}

/// What a program says about a criterion. If no source asked about it, a derived `no` is not the program's answer.
fn statement(criterion: &Criterion, program: &Program, place: State) -> AskedStatement {
    let says_no = |id: AttributeId| ProgramStatement::about(program, id) == ProgramStatement::No;
    match criterion.fact(&program.facts, place) {
        Fact::Yes => AskedStatement::Listed,
        Fact::No if attributes(criterion).into_iter().any(says_no) => AskedStatement::No,
        Fact::No | Fact::NotStated => AskedStatement::Ask,
    }
}

fn attributes(criterion: &Criterion) -> Vec<AttributeId> {
    match criterion {
        Criterion::Program(program) => vec![program.id()],
        Criterion::Level(levels) => levels.iter().map(|level| level.id()).collect(),
        Criterion::Age(age) => vec![age.id()],
        Criterion::Insurance { coverages, .. } => {
            coverages.iter().map(|coverage| coverage.payment().id()).collect()
        }
        Criterion::Has(id) | Criterion::UnlessNo(id) => vec![*id],
    }
}

fn questions(
    words: AskedWords<'_>,
    criteria: &[Criterion],
    program: &Program,
    place: State,
) -> Vec<Cow<'static, str>> {
    let is_open = |criterion: &&Criterion| statement(criterion, program, place) == AskedStatement::Ask;
    let open = criteria.iter().filter(is_open);
    open.flat_map(|criterion| words.questions(criterion, &program.facts, place)).collect()
}

fn back(words: AskedWords<'_>, count: u32) -> Cow<'static, str> {
    let count = ("count", count.into());
    let Some(place) = &words.prepared.place else {
        return words.language.say_with("facility-back-named", &[count]);
    };
    let values = [count, ("place", place.label.clone().into())];
    match place.kind {
        PlaceKind::State => words.language.say_with("facility-back-in", &values),
        _ => words.language.say_with("facility-back-near", &values),
    }
}

fn distance(words: AskedWords<'_>, facility: &Facility) -> Option<Cow<'static, str>> {
    let from = words.prepared.search.query.need.center()?;
    let to = facility.location.point();
    let is_rough = to.precision == CoordinatePrecision::Zip;
    Some(miles(from.miles_to(to.coordinate), is_rough, words.language))
}

/// The results that follow this facility; if there are none, those that come before it.
fn next(
    words: AskedWords<'_>,
    snapshot: &Snapshot,
    hits: &[Hit],
    facility: &Facility,
) -> Result<Vec<NextPlace>, service::Error> {
    let own = hits.iter().position(|hit| snapshot.facility_id(hit.position) == facility.id);
    let (before, after) = hits.split_at(own.map_or(0, |at| at + 1));
    let others = after.iter().chain(before).filter(|hit| snapshot.facility_id(hit.position) != facility.id);
    others.take(MOST).map(|hit| next_place(words, snapshot, hit)).collect()
}

fn next_place(words: AskedWords<'_>, snapshot: &Snapshot, hit: &Hit) -> Result<NextPlace, service::Error> {
    let summary = facility_part(snapshot, hit.position).to_value()?;
    let is_rough = summary.coordinate_precision == CoordinatePrecision::Zip;
    let why = match hit.class {
        MatchClass::Confirmed => words.language.say("facility-next-listed"),
        MatchClass::Possible => words.language.say("facility-next-possible"),
    };
    Ok(NextPlace {
        city: summary.address.town(),
        name: summary.name,
        path: summary.url,
        distance: hit.miles.map(|distance| miles(distance, is_rough, words.language)),
        why: why.into_owned(),
    })
}
