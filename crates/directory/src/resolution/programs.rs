//! Which listings of a facility describe the same program.

use std::collections::BTreeMap;

use super::comparison::Comparison;
use super::corpus::Corpus;
use super::features::{Features, SurveyKey};
use super::likeness::likeness;
use crate::listing::{Content, ListingId, Role};
use crate::vocabulary::Track;

/// Added to the similarity if each of two surveys has only one row at the place, in bits.
const ONLY_ONE: f64 = 3.0;

/// The listings, prepared for comparison.
pub(super) struct ComparedListings<'a> {
    pub listings: &'a [(&'a ListingId, &'a Content)],
    pub features: &'a [Features],
    pub corpus: &'a Corpus,
}

/// The program of each listing, as the position of the program's first listing.
///
/// Each row of a survey is a program of its own, except for a row that is listed twice. A row of another survey goes to
/// the most similar program, and each program gets at most one row of a survey. A listing with [`Role::Identity`] has a
/// program of its own.
pub(super) fn programs(rows: &ComparedListings<'_>, facilities: &[u32]) -> Vec<u32> {
    let mut programs: Vec<u32> = (0..rows.listings.len() as u32).collect();
    let mut places: BTreeMap<(u32, Track), BTreeMap<SurveyKey, Vec<u32>>> = BTreeMap::new();
    for (at, features) in rows.features.iter().enumerate().filter(|(_, row)| row.role == Role::Program) {
        let surveys = places.entry((facilities[at], features.survey.track)).or_default();
        surveys.entry(features.survey).or_default().push(at as u32);
    }
    for surveys in places.into_values() {
        for program in rows.programs_at_place(surveys) {
            let first = program.iter().min().copied().unwrap_or_default();
            program.iter().for_each(|at| programs[*at as usize] = first);
        }
    }
    programs
}

impl ComparedListings<'_> {
    /// The programs of one track at one place, starting from the survey with the most rows.
    fn programs_at_place(&self, surveys: BTreeMap<SurveyKey, Vec<u32>>) -> Vec<Vec<u32>> {
        let mut surveys: Vec<Vec<Vec<u32>>> =
            surveys.into_values().map(|rows| self.without_repeats(rows)).collect();
        surveys.sort_by_key(|rows| std::cmp::Reverse(rows.len()));
        let mut surveys = surveys.into_iter();
        let mut programs = surveys.next().unwrap_or_default();
        for rows in surveys {
            self.assign(&mut programs, rows);
        }
        programs
    }

    /// Combines rows that are listed twice.
    fn without_repeats(&self, rows: Vec<u32>) -> Vec<Vec<u32>> {
        let mut distinct: Vec<Vec<u32>> = Vec::new();
        let content = |at: u32| self.listings[at as usize].1;
        for at in rows {
            match distinct.iter_mut().find(|same| content(same[0]) == content(at)) {
                Some(same) => same.push(at),
                None => distinct.push(vec![at]),
            }
        }
        distinct
    }

    /// Gives each row of a survey to the most similar program, the most similar pair first.
    fn assign(&self, programs: &mut Vec<Vec<u32>>, rows: Vec<Vec<u32>>) {
        // The survey with the most rows comes first, so the other has only one, too.
        let bonus = if programs.len() == 1 { ONLY_ONE } else { 0.0 };
        let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
        for (at, program) in programs.iter().enumerate() {
            for (row, same) in rows.iter().enumerate() {
                let best =
                    program.iter().map(|other| self.likeness(*other, same[0])).fold(f64::MIN, f64::max);
                pairs.push((best + bonus, at, row));
            }
        }
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        let mut program_of: Vec<Option<usize>> = vec![None; rows.len()];
        for (_, at, row) in pairs.into_iter().filter(|(likeness, ..)| *likeness >= 0.0) {
            if program_of[row].is_none() && !program_of.contains(&Some(at)) {
                program_of[row] = Some(at);
            }
        }
        for (row, program) in rows.into_iter().zip(program_of) {
            match program {
                Some(at) => programs[at].extend(row),
                None => programs.push(row),
            }
        }
    }

    fn likeness(&self, a: u32, b: u32) -> f64 {
        let row = |at: u32| (&self.features[at as usize], self.listings[at as usize].1);
        let comparison = Comparison::new(row(a).0, row(b).0, self.corpus, true);
        likeness(&comparison, row(a), row(b))
    }
}
