//! The ways to pay that a search asks for: kinds of payment and insurers, by slug.

use directory::insurer::{InsurerEntry, InsurerMeaning, Insurers};
use directory::nearest::{did_you_mean, nearest};
use directory::{Coverage, Payment, State};

use crate::request::{Faults, Text, shown};

/// How many names are suggested for a name that is unknown.
const OFFERED: usize = 3;

/// The ways to pay with these names, each once. If a name is wrong, what is sold in the state `home` is suggested first.
pub(super) fn coverages(names: &[Text], home: Option<State>, faults: &mut Faults) -> Vec<Coverage> {
    let insurers = Insurers::embedded();
    let mut asked = Vec::new();
    for name in names {
        match insurers.find(&name.to_lowercase()) {
            None => unknown(name, home, faults),
            Some(entry) if entry.coverages().is_empty() => refuse(entry, home, faults),
            Some(entry) => asked.extend(entry.coverages()),
        }
    }
    each_once(&mut asked);
    asked
}

/// Removes repetitions, wherever they are.
pub(super) fn each_once<T: Clone + PartialEq>(list: &mut Vec<T>) {
    let mut once: Vec<T> = Vec::with_capacity(list.len());
    list.retain(|value| {
        let is_new = !once.contains(value);
        once.extend(is_new.then(|| value.clone()));
        is_new
    });
}

/// Adds a fault for a name that can't be searched for: the name of an insurer with several products, one of which must be
/// chosen, or of something that does not pay for treatment.
fn refuse(entry: &InsurerEntry, home: Option<State>, faults: &mut Faults) {
    let (slug, name) = (&entry.slug, entry.name());
    match entry.meaning {
        InsurerMeaning::NotAPayer => {
            let note = entry.note.as_deref().unwrap_or_default();
            faults.add("insurance", format!("{slug:?} can't be asked for: {note}"));
        }
        _ => {
            let choices = slugs(&Insurers::embedded().choices(entry, home));
            let detail = format!("{slug:?} stands for several kinds of insurance of {name}; say which: ");
            faults.add_with("insurance", detail + &choices.join(", "), choices);
        }
    }
}

fn unknown(text: &str, home: Option<State>, faults: &mut Faults) {
    let candidates = faults.suggestions(|| similar(text, home));
    let hint = match candidates.is_empty() {
        true => "; GET /v1/insurers finds insurers by name".to_owned(),
        false => did_you_mean(&candidates),
    };
    faults.add_with("insurance", format!("{:?} is not known{hint}", shown(text)), candidates);
}

/// The insurers and kinds of payment with similar names.
fn similar(text: &str, home: Option<State>) -> Vec<String> {
    let mut similar = slugs(&Insurers::embedded().suggest(text, home, OFFERED));
    for kind in nearest(text, Payment::ALL.iter().map(|payment| payment.slug())) {
        if !similar.contains(&kind) {
            similar.push(kind);
        }
    }
    similar.truncate(OFFERED);
    similar
}

fn slugs(entries: &[&InsurerEntry]) -> Vec<String> {
    entries.iter().map(|entry| entry.slug.clone()).collect()
}
