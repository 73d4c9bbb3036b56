//! The table at the end: what was done, how often, and what was lost.

use std::fmt;
use std::time::Duration;

use crate::round::Round;

/// How a fault ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    /// Everything held.
    Held,
    /// Something did not hold; a panic has said what.
    Failed,
    /// It could not be inflicted on this computer.
    NotRun(String),
}

impl Ending {
    /// A fault that this computer can't inflict.
    ///
    /// # Panics
    /// When the environment variable `CI` is set, since nothing may be skipped there.
    pub fn not_run(reason: &str) -> Ending {
        assert!(std::env::var_os("CI").is_none(), "{reason}, and CI is set");
        Ending::NotRun(reason.to_owned())
    }
}

/// What came of one fault.
pub struct Entry {
    fault: &'static str,
    done: Vec<(String, u64)>,
    measured: Vec<String>,
    answers: u64,
    lost: Vec<String>,
    ending: Ending,
    took: Duration,
}

impl Entry {
    /// Sums up a round.
    pub fn new(fault: &'static str, round: Round, ending: Ending) -> Entry {
        let (answers, lost) = (round.witness.answers(), round.witness.lost());
        let (done, measured, took) = (round.done, round.measured, round.begun.elapsed());
        Entry { fault, done, measured, answers, lost, ending, took }
    }

    fn verdict(&self) -> String {
        match &self.ending {
            Ending::Failed => "FAILED".to_owned(),
            Ending::NotRun(reason) => format!("NOT RUN: {reason}"),
            Ending::Held if self.lost.is_empty() => "nothing".to_owned(),
            Ending::Held => format!("{} LOST OR WRONG", self.lost.len()),
        }
    }
}

/// What came of all faults.
#[derive(Default)]
pub struct Table(Vec<Entry>);

impl Table {
    /// Adds a fault.
    pub fn add(&mut self, entry: Entry) {
        self.0.push(entry);
    }

    /// Whether nothing was lost.
    pub fn is_good(&self) -> bool {
        self.0.iter().all(|entry| entry.ending != Ending::Failed && entry.lost.is_empty())
    }
}

/// How many of the things lost in a fault are shown.
const SHOWN: usize = 5;

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = self.0.iter().flat_map(|entry| &entry.done).map(|(what, _)| what.len()).max();
        let width = width.unwrap_or_default().max("what was done".len());
        writeln!(
            f,
            "\n{:8}  {:width$}  {:>7}  {:>8}  {:>6}  lost",
            "fault", "what was done", "times", "answers", "took"
        )?;
        for entry in &self.0 {
            let (answers, took) = (entry.answers, format!("{} s", entry.took.as_secs()));
            let nothing = [("nothing".to_owned(), 0)];
            let done = if entry.done.is_empty() { &nothing[..] } else { &entry.done };
            for (at, (what, times)) in done.iter().enumerate() {
                match at {
                    0 => writeln!(
                        f,
                        "{:8}  {what:width$}  {times:>7}  {answers:>8}  {took:>6}  {}",
                        entry.fault,
                        entry.verdict()
                    )?,
                    _ => writeln!(f, "{:8}  {what:width$}  {times:>7}", "")?,
                }
            }
        }
        for entry in &self.0 {
            for measured in &entry.measured {
                writeln!(f, "{}: {measured}", entry.fault)?;
            }
            for lost in entry.lost.iter().take(SHOWN) {
                writeln!(f, "{}: {lost}", entry.fault)?;
            }
        }
        Ok(())
    }
}
