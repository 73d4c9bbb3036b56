//! Insurers for what was typed.

use super::key::{Key, Typed};
use super::{Coverage, Entry, EntryId, Insurers, Meaning};
use crate::state::State;

/// The longest text that is looked for, in characters: no name is longer.
const MAX_CHARS: usize = 100;

/// Names offered to choose from, where what was typed is none.
const OFFERED: usize = 8;

/// What a typed text means.
#[derive(Debug, Clone, PartialEq)]
pub enum Resolution<'a> {
    /// One way to pay. Of the coverages one suffices.
    One {
        /// What was found.
        entry: &'a Entry,
        /// What it asks of a program.
        coverages: Vec<Coverage>,
    },
    /// The person must choose: the insurer sells several kinds, or what was typed is only near to names. The
    /// likeliest first.
    Choose(Vec<&'a Entry>),
    /// Nobody who pays for treatment; the entry's note says what to do instead.
    NotAPayer(&'a Entry),
    /// No name is like it.
    Nothing,
}

/// How badly a name fits what was typed: 0 is the name itself.
type Misfit = u16;

/// The misfits of the ways in which a name can fit. Two names are nearer to each other than to the next way.
const COMPACT: Misfit = 5;
const BARE: Misfit = 10;
const BEGINNING: Misfit = 20;
const ELSEWHERE: Misfit = 30;
const COMPACT_BEGINNING: Misfit = 35;
const WORDS: Misfit = 40;
const TYPO: Misfit = 100;
const TYPO_IN_WORDS: Misfit = 105;
/// For each letter that is wrong.
const LETTER: Misfit = 10;

impl Insurers {
    /// At most `limit` entries that a text can mean, the likeliest first: those of this very name or alias, those
    /// whose name it begins, those that have its words, and where there are none of these, those it is with a typo.
    /// Entries sold in `state` come before others that fit a little better.
    ///
    /// Case, punctuation, diacritics and words as "insurance" or "PPO" do not matter: "BCBS TX", "aetna ppo".
    pub fn suggest(&self, text: &str, state: Option<State>, limit: usize) -> Vec<&Entry> {
        self.ranked(text, state).into_iter().take(limit).map(|(_, id)| self.entry(id)).collect()
    }

    /// Reads a text as one way to pay. Only a text that is a name or an alias is taken for it: what is unfinished, has
    /// a typo, or is sold in other states only, is left for the person to choose.
    ///
    /// ```
    /// use directory::State;
    /// use directory::insurer::{Insurers, Resolution};
    ///
    /// let insurers = Insurers::embedded();
    /// let ohio = State::from_code("OH");
    /// assert!(matches!(insurers.resolve("Aetna", ohio), Resolution::One { .. }));
    /// assert!(matches!(insurers.resolve("molina", ohio), Resolution::Choose(_)));
    /// assert!(matches!(insurers.resolve("xyzzy", ohio), Resolution::Nothing));
    /// ```
    pub fn resolve(&self, text: &str, state: Option<State>) -> Resolution<'_> {
        let ranked = self.ranked(text, state);
        let Some(&(best, first)) = ranked.first() else { return Resolution::Nothing };
        let alike = ranked.iter().take_while(|(misfit, _)| *misfit == best).count();
        if best < BEGINNING && alike == 1 {
            return self.meant(self.entry(first), state);
        }
        let offered = if best < BEGINNING { alike } else { OFFERED };
        Resolution::Choose(ranked.into_iter().take(offered).map(|(_, id)| self.entry(id)).collect())
    }

    /// What an entry means to a person in `state`: of several products the one that is sold there, or the choice.
    pub fn meant<'a>(&'a self, entry: &'a Entry, state: Option<State>) -> Resolution<'a> {
        match &entry.meaning {
            Meaning::NotAPayer => Resolution::NotAPayer(entry),
            Meaning::Asks(_) => match self.choices(entry, state)[..] {
                [only] => self.meant(only, state),
                ref several => Resolution::Choose(several.to_vec()),
            },
            _ => Resolution::One { entry, coverages: entry.coverages() },
        }
    }

    fn ranked(&self, text: &str, state: Option<State>) -> Vec<(Misfit, EntryId)> {
        let typed = if text.chars().count() > MAX_CHARS { None } else { Typed::read(text) };
        let Some(typed) = typed else { return Vec::new() };
        let mut misfits = vec![Misfit::MAX; self.entries().len()];
        self.by_name(&typed, &mut misfits);
        self.by_words(&typed, &mut misfits, false);
        if misfits.iter().all(|misfit| *misfit == Misfit::MAX) {
            self.by_typos(&typed, &mut misfits);
            self.by_words(&typed, &mut misfits, true);
        }
        let mut ranked: Vec<(Misfit, EntryId)> = self
            .entries()
            .iter()
            .zip(misfits)
            .filter(|(_, misfit)| *misfit != Misfit::MAX)
            .map(|(entry, misfit)| (misfit + if entry.is_sold_in(state) { 0 } else { ELSEWHERE }, entry.id))
            .collect();
        ranked.sort_unstable();
        ranked
    }

    /// Names that are what was typed, or that it begins.
    fn by_name(&self, typed: &Typed, misfits: &mut [Misfit]) {
        for named in &self.names {
            let whole = typed.keys.iter().filter_map(|key| misfit(key, &named.key)).min();
            let is_bare = || typed.bare.iter().any(|key| key.compact == named.key.compact);
            let found = match whole {
                Some(misfit) if misfit <= BARE => Some(misfit),
                other => is_bare().then_some(BARE).or(other),
            };
            better(misfits, named.entry, found);
        }
    }

    /// Names that have all words that were typed, unfinished ones too; when `forgiving`, with a few letters wrong.
    fn by_words(&self, typed: &Typed, misfits: &mut [Misfit], forgiving: bool) {
        let mut sums = vec![Some(0); misfits.len()];
        for word in &typed.words {
            let costs = self.costs(word, forgiving);
            for (sum, cost) in sums.iter_mut().zip(costs) {
                *sum = sum.zip(cost).map(|(sum, cost)| sum + cost);
            }
        }
        for (entry, sum) in self.entries().iter().zip(sums) {
            let base = if forgiving { TYPO_IN_WORDS } else { WORDS };
            better(misfits, entry.id, sum.map(|sum: Misfit| base + sum * LETTER));
        }
    }

    /// For each entry the fewest letters that are wrong in a word, to make one of the entry's.
    fn costs(&self, word: &str, forgiving: bool) -> Vec<Option<Misfit>> {
        let mut costs = vec![None; self.entries().len()];
        for known in &self.words {
            let cost = match known.word.starts_with(word) {
                true => Some(0),
                false if forgiving => wrong_letters(word, &known.word),
                false => None,
            };
            let Some(cost) = cost else { continue };
            for id in &known.entries {
                let least = &mut costs[id.index()];
                *least = Some(least.map_or(cost, |least: Misfit| least.min(cost)));
            }
        }
        costs
    }

    /// Names that are what was typed but for a few letters.
    fn by_typos(&self, typed: &Typed, misfits: &mut [Misfit]) {
        let mut forms: Vec<&str> =
            typed.keys.iter().chain(&typed.bare).map(|key| key.compact.as_str()).collect();
        forms.sort_unstable();
        forms.dedup();
        for named in &self.names {
            let wrong = forms.iter().filter_map(|form| wrong_letters(form, &named.key.compact)).min();
            better(misfits, named.entry, wrong.map(|wrong| TYPO + wrong * LETTER));
        }
    }
}

fn better(misfits: &mut [Misfit], entry: EntryId, found: Option<Misfit>) {
    let misfit = &mut misfits[entry.index()];
    *misfit = (*misfit).min(found.unwrap_or(Misfit::MAX));
}

fn misfit(typed: &Key, name: &Key) -> Option<Misfit> {
    if typed.words == name.words {
        Some(0)
    } else if typed.compact == name.compact {
        Some(COMPACT)
    } else if name.words.starts_with(&typed.words) {
        Some(BEGINNING)
    } else {
        name.compact.starts_with(&typed.compact).then_some(COMPACT_BEGINNING)
    }
}

/// How many letters to change, add, drop or exchange with their neighbour to make a name, or its beginning, of what
/// was typed; `None` when they are too many for a text of this length.
fn wrong_letters(typed: &str, name: &str) -> Option<Misfit> {
    let most = match typed.len() {
        0..3 => 0,
        3..7 => 1,
        7..13 => 2,
        _ => 3,
    };
    let whole = letters_between(typed, name, most);
    // A name that goes on after what was typed: one letter more or fewer may have been typed.
    let beginning = name.get(..typed.len()).filter(|_| typed.len() >= 4 && name.len() > typed.len());
    let beginning = beginning.and_then(|beginning| letters_between(typed, beginning, most.min(2)));
    whole.into_iter().chain(beginning).min().map(|wrong| wrong as Misfit)
}

fn letters_between(a: &str, b: &str, most: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > most || differing_letters(a, b) > 2 * most as u32 {
        return None;
    }
    Some(strsim::osa_distance(a, b)).filter(|distance| *distance <= most)
}

/// How many letters one text has more often than the other: an edit adds at most two.
fn differing_letters(a: &str, b: &str) -> u32 {
    let mut counts = [0_i16; 64];
    a.bytes().for_each(|byte| counts[usize::from(byte & 63)] += 1);
    b.bytes().for_each(|byte| counts[usize::from(byte & 63)] -= 1);
    counts.iter().map(|count| u32::from(count.unsigned_abs())).sum()
}
