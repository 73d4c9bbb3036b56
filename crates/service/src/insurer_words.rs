//! Names and notes of insurers in languages other than English.
//!
//! Company names are the same in all languages, and the words around them recur. So a name is translated with the first
//! pattern that matches (`data/locales/<language>/insurer_parts.csv`). Names that match no pattern, and notes, have rows of
//! their own (`insurers.csv`).

use std::collections::HashMap;
use std::sync::LazyLock;

use directory::insurer::{InsurerEntry, Insurers, Plan, PlanKind};
use directory::{Payment, State};
use serde::Deserialize;

use crate::fact_words::FactWords;
use crate::language::{Language, table};

/// In a pattern, the placeholder for any text.
const ANYTHING: &str = "{}";
/// In a pattern, the placeholder for the name of a state.
const STATE: &str = "{state}";

/// The words for insurers in one language.
pub struct InsurerWords {
    rows: HashMap<String, InsurerTranslation>,
    parts: Vec<NamePattern>,
    facts: &'static FactWords,
    /// The slug for each name in lower case.
    by_name: HashMap<String, &'static str>,
}

#[derive(Deserialize)]
struct InsurerTranslation {
    slug: String,
    name: String,
    spoken: String,
    note: String,
}

/// A pattern, and its translation.
#[derive(Deserialize)]
struct NamePattern {
    english: String,
    own: String,
}

static WORDS: LazyLock<Vec<InsurerWords>> =
    LazyLock::new(|| Language::all().map(InsurerWords::read).collect());

impl InsurerWords {
    /// The words of one language.
    pub fn for_language(language: Language) -> &'static InsurerWords {
        &WORDS[language.index()]
    }

    fn read(language: Language) -> InsurerWords {
        let own: Vec<InsurerTranslation> = rows(language, "insurers.csv");
        let mut words = InsurerWords {
            rows: own.into_iter().map(|row| (row.slug.clone(), row)).collect(),
            parts: rows(language, "insurer_parts.csv"),
            facts: FactWords::for_language(language),
            by_name: HashMap::new(),
        };
        let named = |entry: &'static InsurerEntry| (words.name(entry).to_lowercase(), entry.slug.as_str());
        words.by_name = Insurers::embedded().entries().iter().map(named).collect();
        words
    }

    /// The slug of the entry that has this name in this language.
    pub fn slug(&self, name: &str) -> Option<&'static str> {
        self.by_name.get(&name.to_lowercase()).copied()
    }

    /// What people read.
    pub fn name(&self, entry: &InsurerEntry) -> String {
        match (Payment::from_slug(&entry.slug), self.rows.get(&entry.slug)) {
            (Some(payment), _) => self.payment(payment),
            (None, Some(row)) if !row.name.is_empty() => row.name.clone(),
            _ => self.translated(entry.name()),
        }
    }

    /// The name to use in a question on the phone.
    pub fn spoken(&self, plan: Plan) -> String {
        let own = self.rows.get(plan.slug()).map(|row| row.spoken.clone());
        own.filter(|spoken| !spoken.is_empty()).unwrap_or_else(|| self.translated(plan.spoken()))
    }

    /// A kind of insurance, in a few words.
    pub fn kind(&self, kind: PlanKind) -> String {
        self.translated(kind.label())
    }

    /// A kind of payment, in a few words.
    pub fn payment(&self, payment: Payment) -> String {
        self.facts.label(payment.id()).to_owned()
    }

    /// What to know about an insurer.
    pub fn note<'a>(&'a self, entry: &'a InsurerEntry) -> Option<&'a str> {
        let own = self.rows.get(&entry.slug).map(|row| row.note.as_str());
        own.filter(|note| !note.is_empty()).or(entry.note.as_deref())
    }

    /// Translates a name, and the words in parentheses after it, each with the first pattern that matches.
    fn translated(&self, text: &str) -> String {
        match text.strip_suffix(')').and_then(|text| text.split_once(" (")) {
            Some((name, within)) => format!("{} ({})", self.translated(name), self.translated(within)),
            None => {
                self.parts.iter().find_map(|part| self.filled(part, text)).unwrap_or_else(|| text.to_owned())
            }
        }
    }

    /// Translates a text with a pattern; `None` if the pattern does not match.
    fn filled(&self, part: &NamePattern, text: &str) -> Option<String> {
        let (hole, before, after) = match (part.english.split_once(STATE), part.english.split_once(ANYTHING))
        {
            (Some((before, after)), _) => (STATE, before, after),
            (None, Some((before, after))) => (ANYTHING, before, after),
            (None, None) => return (part.english == text).then(|| part.own.clone()),
        };
        let rest = text.strip_prefix(before)?;
        // Of two placeholders, the first ends where the text between them is found.
        let (filling, last) = match after.split_once(ANYTHING) {
            Some((between, "")) => rest.split_once(between).map(|(filling, last)| (filling, Some(last)))?,
            _ => (rest.strip_suffix(after)?, None),
        };
        let is_state = State::from_name(filling).is_some();
        if filling.is_empty() || (hole == STATE && !is_state) {
            return None;
        }
        let filled = part.own.replacen(hole, &self.translated(filling), 1);
        Some(last.map_or(filled.clone(), |last| filled.replacen(ANYTHING, &self.translated(last), 1)))
    }
}

fn rows<T: serde::de::DeserializeOwned>(language: Language, name: &str) -> Vec<T> {
    let text = table(language, name).unwrap_or_default();
    let rows = csv::Reader::from_reader(text.as_bytes()).into_deserialize();
    rows.map(|row: Result<T, _>| row.expect("the built-in table is well-formed")).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use directory::Coverage;

    use super::*;

    fn others() -> impl Iterator<Item = (Language, &'static InsurerWords)> {
        let others = Language::all().filter(|language| *language != Language::ENGLISH);
        others.map(|language| (language, InsurerWords::for_language(language)))
    }

    fn spanish() -> &'static InsurerWords {
        InsurerWords::for_language(Language::SPANISH)
    }

    #[test]
    fn every_note_is_translated_and_every_row_belongs_to_an_insurer() {
        let insurers = Insurers::embedded();
        for (language, words) in others() {
            for entry in insurers.entries().iter().filter(|entry| entry.note.is_some()) {
                assert_ne!(words.note(entry), entry.note.as_deref(), "{} in {}", entry.slug, language.code());
            }
            for slug in words.rows.keys() {
                assert!(insurers.find(slug).is_some(), "{slug} in {}", language.code());
            }
        }
    }

    #[test]
    fn names_are_translated_by_patterns() {
        let name = |slug: &str| spanish().name(Insurers::embedded().find(slug).expect("an entry"));
        assert_eq!(name("medicaid_al"), "Medicaid de Alabama");
        assert_eq!(name("chip_ca"), "Medi-Cal para niños (CHIP de California)");
        assert_eq!(name("medicaid_ny"), "Medicaid de Nueva York");
        assert_eq!(name("aetna_commercial"), "Aetna (por el trabajo, comprado o del mercado de seguros)");
        assert_eq!(name("excellus_medicaid"), "Excellus o Univera Medicaid");
        assert_eq!(name("aetna"), "Aetna");
        assert_eq!(name("health_insurance"), "Seguro de salud");
    }

    /// Lowercase words in names of companies and programs.
    const NAME_WORDS: &str = "of and for from by the s iCare health sharing";

    /// Lowercase words of the translations.
    const SPANISH: &str = "accidente ahorros al antes atención ayuda compartidos comprado corto cuenta de del dice el \
        emergencia empleado empleados es estado federales fijo gastos gratis ingresos juntos la las mercado \
        mi militar médica niños no o otro pagar pago para plan plazo por privado programa público públicos \
        que red salud seguro seguros según su sus tarjeta trabajo tribu u una y";

    /// Every lowercase word that people read in Spanish is either Spanish or part of a name.
    #[test]
    fn spanish_texts_have_no_english_words() {
        let insurers = Insurers::embedded();
        let mut found = BTreeSet::new();
        for entry in insurers.entries() {
            let plans = entry.coverages().into_iter().filter_map(|coverage| match coverage {
                Coverage::Plan(plan) => Some(spanish().spoken(plan)),
                Coverage::Kind(_) => None,
            });
            for text in plans.chain([spanish().name(entry)]) {
                let words = text.split(|c: char| !c.is_alphanumeric() && c != '-').map(str::to_owned);
                found.extend(words.filter(|word| word.starts_with(char::is_lowercase)));
            }
        }
        let known: BTreeSet<&str> = [NAME_WORDS, SPANISH].iter().flat_map(|text| text.split(' ')).collect();
        found.retain(|word| !known.contains(word.as_str()));
        assert!(found.is_empty(), "{found:?}");
    }

    #[test]
    fn a_name_is_found_in_every_language() {
        for (language, words) in
            others().chain([(Language::ENGLISH, InsurerWords::for_language(Language::ENGLISH))])
        {
            for entry in Insurers::embedded().entries() {
                let found = words.slug(&words.name(entry).to_uppercase());
                assert_eq!(found, Some(entry.slug.as_str()), "{} in {}", entry.slug, language.code());
            }
        }
    }
}
