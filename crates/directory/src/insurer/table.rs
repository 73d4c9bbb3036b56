//! The table of insurers.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::key::{NameKey, words};
use super::plan_kind::PlanKind;
use crate::state::State;
use crate::vocabulary::{Payment, Vocabulary};

const TABLE: &str = include_str!("../../../../data/insurers/insurers.csv");

/// The position of an entry in the embedded table. It may change with a release, so store slugs instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InsurerId(u16);

impl InsurerId {
    pub(super) fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// An entry of the table: a name and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InsurerEntry {
    pub(super) id: InsurerId,
    /// Its name in the API.
    pub slug: String,
    name: String,
    /// What it stands for.
    pub meaning: InsurerMeaning,
    /// The states where it is sold; all if empty. The list may be incomplete, so it affects only order, choices and
    /// cautions.
    pub states: Vec<State>,
    /// What else people call it.
    pub aliases: Vec<String>,
    /// What people should know about it.
    pub note: Option<String>,
    /// The products that people call by its name. See [`Insurers::choices`].
    pub(super) several: Vec<InsurerId>,
    spoken: String,
    /// The questions of a plan: see [`PlanKind::questions`].
    pub(super) questions: (String, String),
}

/// What a name stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InsurerMeaning {
    /// A kind of payment.
    Payment(Payment),
    /// One product.
    Plan(PlanKind),
    /// Several kinds of payment; any one suffices.
    Payments(Vec<Payment>),
    /// One of several entries; the person must say which.
    Asks,
    /// Something that does not pay for treatment. The note says what to do instead.
    NotAPayer,
}

/// An error in the table of insurers.
#[derive(Debug, thiserror::Error)]
pub enum InsurerTableError {
    /// Not well-formed CSV, or a column is missing.
    #[error("reading the table of insurers: {0}")]
    Csv(#[from] csv::Error),
    /// A row that can't be understood.
    #[error("row {slug:?} of the table of insurers has a wrong {column}")]
    Row {
        /// The row's slug.
        slug: String,
        /// The column.
        column: &'static str,
    },
    /// Two rows with the same slug.
    #[error("the table of insurers has {0:?} twice")]
    Twice(String),
}

#[derive(Deserialize)]
struct InsurerRow {
    slug: String,
    name: String,
    kind: String,
    states: String,
    stands_for: String,
    aliases: String,
    spoken: String,
    note: String,
}

/// A normalized name and its entry.
#[derive(Debug)]
pub(super) struct KeyedName {
    pub key: NameKey,
    pub entry: InsurerId,
}

/// A word, and the entries that have it in their names, aliases, kinds or states.
#[derive(Debug)]
pub(super) struct IndexedWord {
    pub word: String,
    pub entries: Vec<InsurerId>,
}

impl IndexedWord {
    /// Whether a typed word is this one, in the singular or plural, or, as the last typed word, its beginning.
    pub(super) fn is(&self, typed: &str, is_last: bool) -> bool {
        self.word == typed
            || (is_last && self.word.starts_with(typed))
            || self.word.strip_suffix('s').is_some_and(|one| one == typed)
            || typed.strip_suffix('s').is_some_and(|one| one == self.word)
    }
}

/// Insurers, public programs and other ways to pay, with all the names that people use for them.
#[derive(Debug)]
pub struct Insurers {
    entries: Vec<InsurerEntry>,
    by_slug: HashMap<String, InsurerId>,
    /// In the order of the table.
    pub(super) names: Vec<KeyedName>,
    /// Each once, ordered.
    pub(super) words: Vec<IndexedWord>,
}

impl Insurers {
    /// The embedded table.
    ///
    /// # Panics
    /// Never: the table is part of the program, and a test reads it.
    pub fn embedded() -> &'static Insurers {
        static EMBEDDED: LazyLock<Insurers> =
            LazyLock::new(|| Insurers::parse(TABLE).expect("the built-in table is well-formed"));
        &EMBEDDED
    }

    /// All entries in the order of the table, which puts the likelier of two similar entries first.
    pub fn entries(&self) -> &[InsurerEntry] {
        &self.entries
    }

    /// The entry with this slug.
    pub fn find(&self, slug: &str) -> Option<&InsurerEntry> {
        self.by_slug.get(slug).map(|id| self.entry(*id))
    }

    /// The entry with this id.
    pub fn entry(&self, id: InsurerId) -> &InsurerEntry {
        &self.entries[id.index()]
    }

    fn parse(table: &str) -> Result<Insurers, InsurerTableError> {
        let rows: Vec<InsurerRow> =
            csv::Reader::from_reader(table.as_bytes()).deserialize().collect::<Result<_, _>>()?;
        let mut by_slug = HashMap::new();
        for (at, row) in rows.iter().enumerate() {
            if by_slug.insert(row.slug.clone(), InsurerId(at as u16)).is_some() {
                return Err(InsurerTableError::Twice(row.slug.clone()));
            }
        }
        let entry = |(at, row): (usize, &InsurerRow)| row.entry(InsurerId(at as u16), &by_slug);
        let entries: Vec<InsurerEntry> = rows.iter().enumerate().map(entry).collect::<Result<_, _>>()?;
        let names = entries.iter().flat_map(named).collect();
        let words = words_of(&entries);
        Ok(Insurers { entries, by_slug, names, words })
    }
}

impl InsurerEntry {
    /// The name to show.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its name in a question on the phone.
    pub fn spoken(&self) -> &str {
        &self.spoken
    }

    /// Whether it is sold in a state, as far as the table knows; true without a state.
    pub fn is_sold_in(&self, state: Option<State>) -> bool {
        self.states.is_empty() || state.is_none_or(|state| self.states.contains(&state))
    }

    /// Whether it stands for this product and the product's name starts with the same word.
    pub(super) fn has_product(&self, product: &InsurerEntry) -> bool {
        let first = |entry: &InsurerEntry| words(&entry.name).into_iter().next();
        self.several.contains(&product.id) && first(self) == first(product)
    }

    /// The name and the aliases.
    fn all_names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }
}

impl InsurerRow {
    fn entry(
        &self,
        id: InsurerId,
        by_slug: &HashMap<String, InsurerId>,
    ) -> Result<InsurerEntry, InsurerTableError> {
        let meaning = self.meaning()?;
        let several = self.several(&meaning, by_slug)?;
        let name = match &meaning {
            InsurerMeaning::Payment(payment) => Vocabulary::embedded().attribute(payment.id()).label.clone(),
            _ if self.name.is_empty() => return Err(self.wrong("name")),
            _ => self.name.clone(),
        };
        let states = self.states.split_whitespace().map(State::from_code).collect::<Option<Vec<State>>>();
        let spoken = if self.spoken.is_empty() { without_brackets(&name) } else { &self.spoken };
        let questions = match &meaning {
            InsurerMeaning::Plan(kind) => kind.questions(spoken),
            _ => Default::default(),
        };
        if meaning == InsurerMeaning::NotAPayer && self.note.is_empty() {
            return Err(self.wrong("note"));
        }
        Ok(InsurerEntry {
            id,
            slug: self.slug.clone(),
            several,
            spoken: spoken.to_owned(),
            questions,
            meaning,
            states: states.ok_or_else(|| self.wrong("state"))?,
            aliases: split(&self.aliases).map(str::to_owned).collect(),
            note: (!self.note.is_empty()).then(|| self.note.clone()),
            name,
        })
    }

    fn meaning(&self) -> Result<InsurerMeaning, InsurerTableError> {
        let meaning = match self.kind.as_str() {
            "payment" => Payment::from_slug(&self.slug).map(InsurerMeaning::Payment),
            "payments" => split(&self.stands_for)
                .map(Payment::from_slug)
                .collect::<Option<_>>()
                .map(InsurerMeaning::Payments),
            "asks" => Some(InsurerMeaning::Asks),
            "not_a_payer" => Some(InsurerMeaning::NotAPayer),
            kind => PlanKind::from_slug(kind).map(InsurerMeaning::Plan),
        };
        meaning.ok_or_else(|| self.wrong("kind"))
    }

    fn several(
        &self,
        meaning: &InsurerMeaning,
        by_slug: &HashMap<String, InsurerId>,
    ) -> Result<Vec<InsurerId>, InsurerTableError> {
        let ids =
            || split(&self.stands_for).map(|slug| by_slug.get(slug).copied()).collect::<Option<Vec<_>>>();
        match meaning {
            InsurerMeaning::Asks | InsurerMeaning::Plan(_) => ids().ok_or_else(|| self.wrong("stands_for")),
            _ => Ok(Vec::new()),
        }
    }

    fn wrong(&self, column: &'static str) -> InsurerTableError {
        InsurerTableError::Row { slug: self.slug.clone(), column }
    }
}

/// A name without a part in parentheses at its end, which is only for display.
fn without_brackets(name: &str) -> &str {
    name.rfind(" (").filter(|_| name.ends_with(')')).map_or(name, |at| &name[..at])
}

fn split(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').filter(|part| !part.is_empty())
}

/// The normalized names of an entry, each once.
fn named(entry: &InsurerEntry) -> Vec<KeyedName> {
    let mut keys: Vec<NameKey> = entry.all_names().flat_map(NameKey::for_name).collect();
    keys.sort_by(|a, b| a.words.cmp(&b.words));
    keys.dedup();
    keys.into_iter().map(|key| KeyedName { key, entry: entry.id }).collect()
}

fn words_of(entries: &[InsurerEntry]) -> Vec<IndexedWord> {
    let mut all: Vec<(String, InsurerId)> = entries.iter().flat_map(entry_words).collect();
    all.sort();
    all.dedup();
    let mut found: Vec<IndexedWord> = Vec::new();
    for (word, entry) in all {
        match found.last_mut().filter(|last| last.word == word) {
            Some(last) => last.entries.push(entry),
            None => found.push(IndexedWord { word, entries: vec![entry] }),
        }
    }
    found
}

fn entry_words(entry: &InsurerEntry) -> Vec<(String, InsurerId)> {
    let names = entry.all_names().flat_map(NameKey::for_name).map(|key| key.words);
    let kind = match &entry.meaning {
        InsurerMeaning::Plan(kind) => kind.words().to_owned(),
        _ => String::new(),
    };
    let states = entry.states.iter().flat_map(|state| [state.name().to_owned(), state.code().to_owned()]);
    let texts = names.chain([kind]).chain(states);
    texts.flat_map(|text| words(&text)).map(|word| (word, entry.id)).collect()
}
