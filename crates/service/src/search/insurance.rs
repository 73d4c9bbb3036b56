//! The ways to pay that a search asks for: kinds of payment and insurers, by slug.

use directory::insurer::{InsurerEntry, InsurerMeaning, Insurers};
use directory::{Coverage, Payment, State};

use super::parameters::Parameters;
use super::request::MAX_VALUES;
use crate::counts::{did_you_mean, nearest};

/// How many insurers are offered for a text that is none.
const OFFERED: usize = 3;

/// Reads the parameter `insurance`, each way to pay once. `home`: what is offered is what is sold there.
pub fn insurance(given: &mut Parameters, home: Option<State>) -> Vec<Coverage> {
    let texts = given.list("insurance");
    if texts.len() > MAX_VALUES {
        given.fault("insurance", format!("has more than {MAX_VALUES} values"));
        return Vec::new();
    }
    let insurers = Insurers::embedded();
    let mut asked = Vec::new();
    for text in texts {
        match insurers.find(&text) {
            None => unknown(given, &text, home),
            Some(entry) if entry.coverages().is_empty() => refused(given, entry, home),
            Some(entry) => asked.extend(entry.coverages()),
        }
    }
    each_once(asked)
}

fn each_once(asked: Vec<Coverage>) -> Vec<Coverage> {
    let mut once = Vec::with_capacity(asked.len());
    for coverage in asked {
        if !once.contains(&coverage) {
            once.push(coverage);
        }
    }
    once
}

/// An insurer of which it must be said which product, or one that pays for no treatment.
fn refused(given: &mut Parameters, entry: &InsurerEntry, home: Option<State>) {
    let (slug, name) = (&entry.slug, entry.name());
    match entry.meaning {
        InsurerMeaning::NotAPayer => {
            let note = entry.note.as_deref().unwrap_or_default();
            given.fault("insurance", format!("{slug:?} can't be asked for: {note}"));
        }
        _ => {
            let choices = slugs(&Insurers::embedded().choices(entry, home));
            let detail = format!("{slug:?} stands for several kinds of insurance of {name}; say which: ");
            given.fault_with("insurance", detail + &choices.join(", "), choices);
        }
    }
}

fn unknown(given: &mut Parameters, text: &str, home: Option<State>) {
    let mut candidates = slugs(&Insurers::embedded().suggest(text, home, OFFERED));
    for kind in nearest(text, Payment::ALL.iter().map(|payment| payment.slug())) {
        if !candidates.contains(&kind) {
            candidates.push(kind);
        }
    }
    candidates.truncate(OFFERED);
    let hint = match candidates.is_empty() {
        true => "; GET /v1/insurers finds insurers by name".to_owned(),
        false => did_you_mean(&candidates),
    };
    let shown: String = text.chars().take(60).collect();
    given.fault_with("insurance", format!("{shown:?} is not known{hint}"), candidates);
}

fn slugs(entries: &[&InsurerEntry]) -> Vec<String> {
    entries.iter().map(|entry| entry.slug.clone()).collect()
}
