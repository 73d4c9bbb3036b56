//! Finds insurers for a typed text.

use super::coverage::Coverage;
use super::key::{NameKey, TypedName};
use super::spelling;
use super::table::{InsurerEntry, InsurerId, InsurerMeaning, Insurers};
use crate::state::State;

/// The longest text that is looked up, in characters; no name is longer.
const MAX_CHARS: usize = 100;

/// The most names offered as choices for a text that is not a name.
const OFFERED: usize = 8;

/// What a typed text means.
#[derive(Debug, Clone, PartialEq)]
pub enum InsurerLookup<'a> {
    /// One way to pay. Any one of the coverages suffices.
    One {
        /// The entry with this name.
        entry: &'a InsurerEntry,
        /// What a program must take.
        coverages: Vec<Coverage>,
    },
    /// A name of several kinds of insurance: the person must say which.
    Several {
        /// The entry with this name.
        entry: &'a InsurerEntry,
        /// What it can mean in the person's state.
        choices: Vec<&'a InsurerEntry>,
    },
    /// Not a name, but similar to these ("did you mean"), the likeliest first.
    Near(Vec<&'a InsurerEntry>),
    /// Something that does not pay for treatment. The entry's note says what to do instead.
    NotAPayer(&'a InsurerEntry),
    /// No name is similar.
    Nothing,
}

/// How badly a name fits a typed text; 0 means that both have the same words.
type Misfit = u16;

// The misfit of each way in which a name can fit, the best first.

/// Only the spaces differ.
const COMPACT: Misfit = 5;
/// Only the order of the words, or singular and plural, differ.
const LOOSE: Misfit = 8;
/// Only words such as "insurance" or "PPO" are added.
const BARE: Misfit = 10;
/// The text is the beginning of the name. From this value on, the text is not the whole name.
const BEGINNING: Misfit = 20;
/// Not a fit of its own, but added if the name is not sold in the person's state.
const ELSEWHERE: Misfit = 30;
/// The text is the beginning of the name, apart from spaces.
const COMPACT_BEGINNING: Misfit = 35;
/// One letter is wrong, or the text sounds like the name.
const CLOSE: Misfit = 36;
/// The name contains all words of the text.
const WORDS: Misfit = 40;
/// A few letters are wrong.
const TYPO: Misfit = 100;
/// The name contains all words of the text, with a typo in some.
const TYPO_IN_WORDS: Misfit = 130;
/// The text is the beginning of the name, with typos.
const TYPO_IN_BEGINNING: Misfit = 135;
/// Not a fit of its own, but added for each wrong letter.
const LETTER: Misfit = 10;

/// A name that fits.
#[derive(Clone, Copy)]
struct NameFit {
    misfit: Misfit,
    entry: InsurerId,
    /// Whether it is sold in the person's state.
    is_here: bool,
}

impl NameFit {
    fn is_name(self) -> bool {
        self.misfit < BEGINNING
    }

    fn rank(self) -> (Misfit, InsurerId) {
        (self.misfit + if self.is_here { 0 } else { ELSEWHERE }, self.entry)
    }
}

impl Insurers {
    /// At most `limit` entries that a text can mean, the likeliest first: entries with this name or alias, then those
    /// whose name starts with the text or, if there are none, differs from it by one letter, then those whose name
    /// contains its words. More typos are accepted only if nothing else fits. Entries sold in `state` come before others
    /// that fit a little better.
    ///
    /// Case, punctuation, diacritics and words such as "insurance" or "PPO" do not matter: "BCBS TX", "aetna ppo".
    pub fn suggest(&self, text: &str, state: Option<State>, limit: usize) -> Vec<&InsurerEntry> {
        self.fits(text, state).into_iter().take(limit).map(|fit| self.entry(fit.entry)).collect()
    }

    /// Turns a text into one way to pay. Only a text that is a name or an alias is accepted; for a text that is unfinished,
    /// has a typo or is unusual in this state, the person has to choose.
    ///
    /// ```
    /// use directory::State;
    /// use directory::insurer::{Insurers, InsurerLookup};
    ///
    /// let insurers = Insurers::embedded();
    /// let ohio = State::from_code("OH");
    /// assert!(matches!(insurers.resolve("Cigna", ohio), InsurerLookup::One { .. }));
    /// assert!(matches!(insurers.resolve("molina", ohio), InsurerLookup::Several { .. }));
    /// assert!(matches!(insurers.resolve("Signa", ohio), InsurerLookup::Near(_)));
    /// assert!(matches!(insurers.resolve("xyzzy", ohio), InsurerLookup::Nothing));
    /// ```
    pub fn resolve(&self, text: &str, state: Option<State>) -> InsurerLookup<'_> {
        let fits = self.fits(text, state);
        match self.named(&fits) {
            Some(entry) => self.meant(entry, state),
            None => self.near(fits, state),
        }
    }

    /// What an entry means to a person in `state`: the only one of its products sold there, or a choice of several.
    pub fn meant<'a>(&'a self, entry: &'a InsurerEntry, state: Option<State>) -> InsurerLookup<'a> {
        match (&entry.meaning, self.choices(entry, state)) {
            (InsurerMeaning::NotAPayer, _) => InsurerLookup::NotAPayer(entry),
            (InsurerMeaning::Asks, choices) if choices.len() == 1 => self.meant(choices[0], state),
            (_, choices) if !choices.is_empty() => InsurerLookup::Several { entry, choices },
            _ => InsurerLookup::One { entry, coverages: entry.coverages() },
        }
    }

    /// The one entry whose name or alias the text is. Names sold in the person's state come first. A name sold only
    /// elsewhere counts if the text is spelled exactly like it, or could not be the beginning of a name sold here:
    /// outside California, "medical" does not mean Medi-Cal.
    fn named(&self, fits: &[NameFit]) -> Option<&InsurerEntry> {
        let names: Vec<&NameFit> = fits.iter().filter(|fit| fit.is_name()).collect();
        let here: Vec<&NameFit> = names.iter().filter(|fit| fit.is_here).copied().collect();
        let candidates = if here.is_empty() { names } else { here };
        let best = candidates.first()?;
        let alike = candidates.iter().filter(|fit| fit.misfit == best.misfit).count();
        let rival = || fits.iter().any(|fit| fit.is_here && fit.misfit <= COMPACT_BEGINNING);
        let is_meant = alike == 1 && (best.is_here || best.misfit == 0 || !rival());
        is_meant.then(|| self.entry(best.entry))
    }

    /// What may be meant: entries sold here, if there are any, and insurers rather than their products.
    fn near(&self, fits: Vec<NameFit>, state: Option<State>) -> InsurerLookup<'_> {
        let some_here = fits.iter().any(|fit| fit.is_here);
        let offered = fits.iter().filter(|fit| fit.is_here || !some_here || fit.is_name());
        let mut near: Vec<&InsurerEntry> = Vec::new();
        let insurers: Vec<&InsurerEntry> = offered.clone().map(|fit| self.entry(fit.entry)).collect();
        let is_product_of_one =
            |entry: &InsurerEntry| insurers.iter().any(|insurer| insurer.has_product(entry));
        near.extend(insurers.iter().filter(|entry| !is_product_of_one(entry)).take(OFFERED));
        let is_unfinished = fits.first().is_some_and(|fit| fit.misfit < CLOSE);
        match near[..] {
            [] => InsurerLookup::Nothing,
            [only] if is_unfinished && !self.choices(only, state).is_empty() => self.meant(only, state),
            _ => InsurerLookup::Near(near),
        }
    }

    /// The names that fit, the best first.
    fn fits(&self, text: &str, state: Option<State>) -> Vec<NameFit> {
        let typed = if text.chars().count() > MAX_CHARS { None } else { TypedName::parse(text) };
        let Some(typed) = typed else { return Vec::new() };
        let fit = |(entry, misfit): (&InsurerEntry, Misfit)| NameFit {
            misfit,
            entry: entry.id,
            is_here: entry.is_sold_in(state),
        };
        let misfits = self.entries().iter().zip(self.misfits(&typed));
        let mut fits: Vec<NameFit> = misfits.filter(|(_, misfit)| *misfit != Misfit::MAX).map(fit).collect();
        fits.sort_unstable_by_key(|fit| fit.rank());
        fits
    }

    /// For each entry, how badly it fits.
    fn misfits(&self, typed: &TypedName) -> Vec<Misfit> {
        let mut misfits = vec![Misfit::MAX; self.entries().len()];
        self.by_name(typed, &mut misfits);
        if misfits.iter().all(|misfit| *misfit > COMPACT_BEGINNING) {
            self.by_spelling(typed, &mut misfits, Tolerance::OneLetter);
        }
        self.by_words(typed, &mut misfits, false);
        if misfits.iter().all(|misfit| *misfit >= CLOSE) {
            self.by_spelling(typed, &mut misfits, Tolerance::More);
        }
        if misfits.iter().all(|misfit| *misfit == Misfit::MAX) {
            self.by_words(typed, &mut misfits, true);
        }
        misfits
    }

    /// Considers names that equal the text or start with it.
    fn by_name(&self, typed: &TypedName, misfits: &mut [Misfit]) {
        for named in &self.names {
            let whole = typed.keys.iter().filter_map(|key| misfit(key, &named.key)).min();
            let is_bare = || typed.bare.iter().any(|key| key.compact == named.key.compact);
            let found = match whole {
                Some(misfit) if misfit <= BARE => Some(misfit),
                other => is_bare().then_some(BARE).or(other),
            };
            keep_better(misfits, named.entry, found);
        }
    }

    /// Considers names that contain all words of the text. The last word may be unfinished; if `forgiving`, each word may
    /// have one letter wrong.
    fn by_words(&self, typed: &TypedName, misfits: &mut [Misfit], forgiving: bool) {
        let mut sums = vec![Some(0); misfits.len()];
        for (at, word) in typed.words.iter().enumerate() {
            let costs = self.costs(word, at + 1 == typed.words.len(), forgiving);
            for (sum, cost) in sums.iter_mut().zip(costs) {
                *sum = sum.zip(cost).map(|(sum, cost)| sum + cost);
            }
        }
        for (entry, sum) in self.entries().iter().zip(sums) {
            let base = if forgiving { TYPO_IN_WORDS } else { WORDS };
            keep_better(misfits, entry.id, sum.map(|sum: Misfit| base + sum * LETTER));
        }
    }

    /// For each entry, the number of wrong letters in the most similar of its words; `None` if none is similar.
    fn costs(&self, word: &str, is_last: bool, forgiving: bool) -> Vec<Option<Misfit>> {
        let mut costs = vec![None; self.entries().len()];
        for known in &self.words {
            let cost = match known.is(word, is_last) {
                true => Some(0),
                false if forgiving => spelling::is_one_off(word, &known.word).then_some(1),
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

    /// Considers names that differ in a few letters and start with the same sound.
    fn by_spelling(&self, typed: &TypedName, misfits: &mut [Misfit], forgiving: Tolerance) {
        let forms: Vec<&NameKey> = typed.keys.iter().chain(&typed.bare).collect();
        for named in &self.names {
            let misfit = |form: &&NameKey| match forgiving {
                Tolerance::OneLetter => spelling::is_close(form, &named.key).then_some(CLOSE),
                Tolerance::More => typo_misfit(form, &named.key),
            };
            keep_better(misfits, named.entry, forms.iter().filter_map(misfit).min());
        }
    }
}

/// How many wrong letters are accepted.
#[derive(Clone, Copy)]
enum Tolerance {
    /// One letter, or a few if the text sounds like the name.
    OneLetter,
    /// As many as the length allows, even if the text is only the beginning of a name.
    More,
}

fn typo_misfit(typed: &NameKey, name: &NameKey) -> Option<Misfit> {
    if !typed.begins_like(name) {
        return None;
    }
    let (typed, name) = (&typed.compact, &name.compact);
    let whole = spelling::wrong_letters(typed, name).map(|wrong| TYPO + wrong * LETTER);
    let beginning =
        || spelling::wrong_in_beginning(typed, name).map(|wrong| TYPO_IN_BEGINNING + wrong * LETTER);
    whole.or_else(beginning)
}

fn keep_better(misfits: &mut [Misfit], entry: InsurerId, found: Option<Misfit>) {
    let misfit = &mut misfits[entry.index()];
    *misfit = (*misfit).min(found.unwrap_or(Misfit::MAX));
}

fn misfit(typed: &NameKey, name: &NameKey) -> Option<Misfit> {
    if typed.words == name.words {
        Some(0)
    } else if typed.compact == name.compact {
        Some(COMPACT)
    } else if typed.loose == name.loose {
        Some(LOOSE)
    } else if name.words.starts_with(&typed.words) {
        Some(BEGINNING)
    } else {
        name.compact.starts_with(&typed.compact).then_some(COMPACT_BEGINNING)
    }
}
