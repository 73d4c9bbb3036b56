//! The table of insurers, read.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::key::{Key, words};
use super::{Coverage, Plan, PlanKind};
use crate::state::State;
use crate::vocabulary::{Payment, Vocabulary};

const TABLE: &str = include_str!("../../../../data/insurers/insurers.csv");

/// The position of an entry in the table that is built in. Not stable across releases: store slugs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(u16);

impl EntryId {
    pub(super) fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// A name of the table, and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub(super) id: EntryId,
    /// Its name in the API.
    pub slug: String,
    name: String,
    /// What it stands for.
    pub meaning: Meaning,
    /// Where it is sold; everywhere when empty. May lack a state: it decides order and choices only.
    pub states: Vec<State>,
    /// What else people call it.
    pub aliases: Vec<String>,
    /// What people should know of it, where there is something.
    pub note: Option<String>,
    /// The questions of a plan: see [`PlanKind::questions`].
    pub(super) questions: (String, String),
}

/// What a name stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// A kind of payment.
    Payment(Payment),
    /// One product.
    Plan(PlanKind),
    /// Several kinds of payment, of which one suffices.
    Payments(Vec<Payment>),
    /// One of several entries: ask which.
    Asks(Vec<EntryId>),
    /// Nobody who pays for treatment: the note says what to do instead.
    NotAPayer,
}

/// Why the table can't be read.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// Not well-formed CSV, or a column is missing.
    #[error("reading the table of insurers: {0}")]
    Csv(#[from] csv::Error),
    /// A row that can't be understood.
    #[error("the table of insurers has {slug:?} with a wrong {column}")]
    Row {
        /// The row's slug.
        slug: String,
        /// The column.
        column: &'static str,
    },
    /// Two rows of one slug.
    #[error("the table of insurers has {0:?} twice")]
    Twice(String),
}

#[derive(Deserialize)]
struct Row {
    slug: String,
    name: String,
    kind: String,
    states: String,
    stands_for: String,
    aliases: String,
    spoken: String,
    note: String,
}

/// A key of a name, and the entry it is of.
#[derive(Debug)]
pub(super) struct Named {
    pub key: Key,
    pub entry: EntryId,
}

/// A word, and the entries in whose names, aliases, kinds or states it stands.
#[derive(Debug)]
pub(super) struct Word {
    pub word: String,
    pub entries: Vec<EntryId>,
}

/// Insurers, public programs and other ways to pay, by all the names people have for them.
#[derive(Debug)]
pub struct Insurers {
    entries: Vec<Entry>,
    by_slug: HashMap<String, EntryId>,
    /// In the order of the table.
    pub(super) names: Vec<Named>,
    /// Each once, ordered.
    pub(super) words: Vec<Word>,
}

impl Insurers {
    /// The table that is built in.
    ///
    /// # Panics
    /// Never: the table is part of the program, and a test reads it.
    pub fn embedded() -> &'static Insurers {
        static EMBEDDED: LazyLock<Insurers> =
            LazyLock::new(|| Insurers::read(TABLE).expect("the built-in table is well-formed"));
        &EMBEDDED
    }

    /// All entries, in the order of the table: of two that fit alike, the likelier first.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entry of a slug.
    pub fn find(&self, slug: &str) -> Option<&Entry> {
        self.by_slug.get(slug).map(|id| self.entry(*id))
    }

    /// An entry.
    pub fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id.index()]
    }

    /// What an entry asks to choose from, those sold in `state` only where there are some; empty when it asks nothing.
    pub fn choices(&self, entry: &Entry, state: Option<State>) -> Vec<&Entry> {
        let Meaning::Asks(ids) = &entry.meaning else { return Vec::new() };
        let all = || ids.iter().map(|id| self.entry(*id));
        let there: Vec<&Entry> = all().filter(|entry| entry.is_sold_in(state)).collect();
        if there.is_empty() { all().collect() } else { there }
    }

    /// The kinds of payment that an entry, or what it asks to choose from, belongs to: each once, in the order of the
    /// table; none when it is no way to pay.
    pub fn payments(&self, entry: &Entry) -> Vec<Payment> {
        let Meaning::Asks(ids) = &entry.meaning else {
            return entry.coverages().into_iter().map(Coverage::payment).collect();
        };
        let mut payments: Vec<Payment> = Vec::new();
        for payment in ids.iter().flat_map(|id| self.payments(self.entry(*id))) {
            if !payments.contains(&payment) {
                payments.push(payment);
            }
        }
        payments
    }

    fn read(table: &str) -> Result<Insurers, TableError> {
        let rows: Vec<Row> =
            csv::Reader::from_reader(table.as_bytes()).deserialize().collect::<Result<_, _>>()?;
        let mut by_slug = HashMap::new();
        for (at, row) in rows.iter().enumerate() {
            if by_slug.insert(row.slug.clone(), EntryId(at as u16)).is_some() {
                return Err(TableError::Twice(row.slug.clone()));
            }
        }
        let entry = |(at, row): (usize, &Row)| row.entry(EntryId(at as u16), &by_slug);
        let entries: Vec<Entry> = rows.iter().enumerate().map(entry).collect::<Result<_, _>>()?;
        let names = entries.iter().flat_map(named).collect();
        let words = words_of(&entries);
        Ok(Insurers { entries, by_slug, names, words })
    }
}

impl Entry {
    /// What people read.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether it is sold in a state, as far as the table knows; where no state is known, it is.
    pub fn is_sold_in(&self, state: Option<State>) -> bool {
        self.states.is_empty() || state.is_none_or(|state| self.states.contains(&state))
    }

    /// What it asks of a program, of which one suffices; empty when it asks which, or is no way to pay.
    pub fn coverages(&self) -> Vec<Coverage> {
        match &self.meaning {
            Meaning::Payment(payment) => vec![Coverage::Kind(*payment)],
            Meaning::Plan(kind) => vec![Coverage::Plan(Plan::new(self.id, *kind))],
            Meaning::Payments(payments) => payments.iter().copied().map(Coverage::Kind).collect(),
            Meaning::Asks(_) | Meaning::NotAPayer => Vec::new(),
        }
    }

    /// The name and the aliases.
    fn all_names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }
}

impl Row {
    fn entry(&self, id: EntryId, by_slug: &HashMap<String, EntryId>) -> Result<Entry, TableError> {
        let meaning = self.meaning(by_slug)?;
        let name = match &meaning {
            Meaning::Payment(payment) => Vocabulary::embedded().attribute(payment.id()).label.clone(),
            _ if self.name.is_empty() => return Err(self.wrong("name")),
            _ => self.name.clone(),
        };
        let states = self.states.split_whitespace().map(State::from_code).collect::<Option<Vec<State>>>();
        let spoken = if self.spoken.is_empty() { &name } else { &self.spoken };
        let questions = match &meaning {
            Meaning::Plan(kind) => kind.questions(spoken),
            _ => Default::default(),
        };
        if meaning == Meaning::NotAPayer && self.note.is_empty() {
            return Err(self.wrong("note"));
        }
        Ok(Entry {
            id,
            slug: self.slug.clone(),
            questions,
            meaning,
            states: states.ok_or_else(|| self.wrong("state"))?,
            aliases: split(&self.aliases).map(str::to_owned).collect(),
            note: (!self.note.is_empty()).then(|| self.note.clone()),
            name,
        })
    }

    fn meaning(&self, by_slug: &HashMap<String, EntryId>) -> Result<Meaning, TableError> {
        let several = || split(&self.stands_for);
        let meaning = match self.kind.as_str() {
            "payment" => Payment::from_slug(&self.slug).map(Meaning::Payment),
            "payments" => several().map(Payment::from_slug).collect::<Option<_>>().map(Meaning::Payments),
            "asks" => {
                several().map(|slug| by_slug.get(slug).copied()).collect::<Option<_>>().map(Meaning::Asks)
            }
            "not_a_payer" => Some(Meaning::NotAPayer),
            kind => PlanKind::from_slug(kind).map(Meaning::Plan),
        };
        meaning.ok_or_else(|| self.wrong("kind"))
    }

    fn wrong(&self, column: &'static str) -> TableError {
        TableError::Row { slug: self.slug.clone(), column }
    }
}

fn split(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').filter(|part| !part.is_empty())
}

/// The keys of an entry, each once.
fn named(entry: &Entry) -> Vec<Named> {
    let mut keys: Vec<Key> = entry.all_names().flat_map(Key::of_name).collect();
    keys.sort_by(|a, b| a.words.cmp(&b.words));
    keys.dedup();
    keys.into_iter().map(|key| Named { key, entry: entry.id }).collect()
}

fn words_of(entries: &[Entry]) -> Vec<Word> {
    let mut all: Vec<(String, EntryId)> = entries.iter().flat_map(entry_words).collect();
    all.sort();
    all.dedup();
    let mut found: Vec<Word> = Vec::new();
    for (word, entry) in all {
        match found.last_mut().filter(|last| last.word == word) {
            Some(last) => last.entries.push(entry),
            None => found.push(Word { word, entries: vec![entry] }),
        }
    }
    found
}

fn entry_words(entry: &Entry) -> Vec<(String, EntryId)> {
    let names = entry.all_names().flat_map(Key::of_name).map(|key| key.words);
    let kind = match &entry.meaning {
        Meaning::Plan(kind) => kind.words().to_owned(),
        _ => String::new(),
    };
    let states = entry.states.iter().flat_map(|state| [state.name().to_owned(), state.code().to_owned()]);
    let texts = names.chain([kind]).chain(states);
    texts.flat_map(|text| words(&text)).map(|word| (word, entry.id)).collect()
}
