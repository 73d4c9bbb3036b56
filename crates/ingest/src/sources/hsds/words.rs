//! The meaning of taxonomy terms, cost options and languages. The first two come from the tables in `data/hsds`.

use std::sync::LazyLock;

use directory::{AttributeId, Track, Vocabulary};
use serde::Deserialize;

use crate::phrases::has_phrase;

pub(super) use crate::phrases::folded;
pub(super) use crate::place::{asks_for_confidentiality, names_refuge};

const TERMS: &str = include_str!("../../../../../data/hsds/terms.csv");
const CODES: &str = include_str!("../../../../../data/hsds/codes.csv");
const COSTS: &str = include_str!("../../../../../data/hsds/costs.csv");

/// The code of domestic violence shelters in the 211 taxonomy.
const SHELTER_CODE: &str = "BH-1800.1500-100";

/// What the taxonomy terms of a service mean together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::sources) struct TermMeaning {
    /// The tracks on which the service treats people.
    pub tracks: Vec<Track>,
    /// The attributes that the terms state, on one track or (`None`) on all tracks of the service.
    pub states: Vec<(Option<Track>, AttributeId)>,
    /// Whether the location of such a service is confidential.
    pub is_confidential: bool,
}

impl TermMeaning {
    /// Adds the meaning of a term: of its name or, if it leaves open what is treated, of its code in the 211 taxonomy. The
    /// code of a shelter always asks for confidentiality. A term of the branch Y says whom a service is for or what it
    /// is about, not what it does. If it is linked to another term, it follows an asterisk ("Support Groups *
    /// Depression").
    pub fn add_term(&mut self, name: &str, code: &str) {
        let code = code.trim().to_ascii_uppercase();
        let codes = || code.split(['*', ';']).map(str::trim).filter(|code| !code.is_empty());
        self.is_confidential |=
            codes().any(|code| within(code, SHELTER_CODE)) || asks_for_confidentiality(name);
        if codes().next().is_some() && codes().all(is_of_branch_y) {
            return;
        }
        let table = &WordTables::embedded().codes;
        let meanings = codes().filter_map(|code| table.iter().find(|known| within(code, &known.text)));
        let meanings: Vec<&Phrase> = meanings.collect();
        if !meanings.is_empty() && meanings.iter().all(|phrase| phrase.track == TermTrack::None) {
            return;
        }
        let is_nameless = name.trim().is_empty() || name.trim().eq_ignore_ascii_case(&code);
        let of_name =
            if is_nameless { NameMeaning::Open } else { self.add(name.split('*').next().unwrap_or(name)) };
        if of_name == NameMeaning::Open {
            meanings.into_iter().for_each(|phrase| self.extend(phrase));
        }
    }

    /// Adds the meaning of a name, and returns what it says about the track.
    pub fn add(&mut self, term: &str) -> NameMeaning {
        self.is_confidential |= asks_for_confidentiality(term);
        let mut meaning = NameMeaning::Open;
        let mut rest = folded(term);
        for phrase in &WordTables::embedded().terms {
            if !has_phrase(&rest, &phrase.text) {
                continue;
            }
            if phrase.track == TermTrack::None {
                return NameMeaning::NotTreatment;
            }
            if phrase.track.track().is_some() {
                meaning = NameMeaning::Track;
            }
            rest = rest.replacen(&format!(" {} ", phrase.text), " | ", 1);
            self.extend(phrase);
        }
        meaning
    }

    fn extend(&mut self, phrase: &Phrase) {
        let track = phrase.track.track();
        if let Some(track) = track.filter(|track| !self.tracks.contains(track)) {
            self.tracks.push(track);
        }
        self.states.extend(phrase.states.iter().map(|id| (track, *id)));
    }
}

/// What a name says about the track.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::sources) enum NameMeaning {
    /// It names what is treated.
    Track,
    /// It is not about treatment.
    NotTreatment,
    /// It leaves open what is treated.
    Open,
}

/// Whether a code of the 211 taxonomy is in the branch Y, target populations: it says whom a service is for, or what it
/// is about.
fn is_of_branch_y(code: &str) -> bool {
    let branch = code.split('-').next().unwrap_or_default();
    matches!(branch.len(), 1 | 2)
        && branch.starts_with('Y')
        && branch.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether a code of the 211 taxonomy equals the code `above` or is below it: `RX-8450.8000-050` is below `RX-8450`.
fn within(code: &str, above: &str) -> bool {
    code.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '-']))
}

/// The way to pay that a cost option names; its whole text must match.
pub(in crate::sources) fn payment(option: &str) -> Option<AttributeId> {
    let folded = folded(option);
    WordTables::embedded().costs.iter().find(|(phrase, _)| *phrase == folded.trim()).map(|(_, id)| *id)
}

/// A language by its name or ISO 639 code, if the vocabulary has it.
pub(in crate::sources) fn language(name: &str, code: &str) -> Option<AttributeId> {
    let code = match code.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase().as_str() {
        "es" | "spa" => "spanish",
        "ase" | "sgn" => "sign_language",
        "ar" | "ara" => "arabic",
        "zh" | "zho" | "chi" | "yue" | "cmn" => "chinese",
        "ht" | "hat" => "creole",
        "fa" | "fas" | "per" => "farsi",
        "fr" | "fra" | "fre" => "french",
        "de" | "deu" | "ger" => "german",
        "el" | "ell" | "gre" => "greek",
        "he" | "heb" => "hebrew",
        "hi" | "hin" => "hindi",
        "hmn" => "hmong",
        "it" | "ita" => "italian",
        "ja" | "jpn" => "japanese",
        "ko" | "kor" => "korean",
        "pl" | "pol" => "polish",
        "pt" | "por" => "portuguese",
        "ru" | "rus" => "russian",
        "tl" | "tgl" | "fil" => "tagalog",
        "vi" | "vie" => "vietnamese",
        _ => match folded(name).trim() {
            "american sign language" | "asl" => "sign_language",
            "mandarin" | "cantonese" => "chinese",
            "haitian creole" | "haitian" => "creole",
            _ => "",
        },
    };
    let vocabulary = Vocabulary::embedded();
    let slug = if code.is_empty() { folded(name).trim().replace(' ', "_") } else { code.to_owned() };
    let found = vocabulary.find(&slug)?;
    let category = vocabulary.attribute(found).category.as_deref();
    Some(found).filter(|_| matches!(category, Some("SL" | "OL")))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum TermTrack {
    SubstanceUse,
    MentalHealth,
    /// The term is not about treatment.
    None,
    /// The term does not say what is treated.
    #[serde(rename = "")]
    Either,
}

impl TermTrack {
    fn track(self) -> Option<Track> {
        match self {
            TermTrack::SubstanceUse => Some(Track::SubstanceUse),
            TermTrack::MentalHealth => Some(Track::MentalHealth),
            TermTrack::None | TermTrack::Either => None,
        }
    }
}

struct Phrase {
    text: String,
    track: TermTrack,
    states: Vec<AttributeId>,
}

/// The tables in `data/hsds`.
struct WordTables {
    terms: Vec<Phrase>,
    /// Codes of the 211 taxonomy. A code comes before the codes above it.
    codes: Vec<Phrase>,
    costs: Vec<(String, AttributeId)>,
}

impl WordTables {
    fn embedded() -> &'static WordTables {
        static EMBEDDED: LazyLock<WordTables> =
            LazyLock::new(|| WordTables::read().expect("the built-in tables are well-formed"));
        &EMBEDDED
    }

    /// Returns `None` if a row can't be read, or has a slug that the vocabulary lacks.
    fn read() -> Option<WordTables> {
        let vocabulary = Vocabulary::embedded();
        let rows = |table: &'static str| csv::Reader::from_reader(table.as_bytes());
        let term = |(text, track, slugs): (String, TermTrack, String)| {
            let states = slugs.split_whitespace().map(|slug| vocabulary.find(slug)).collect::<Option<_>>()?;
            Some(Phrase { text, track, states })
        };
        let cost = |(text, slug): (String, String)| Some((text, vocabulary.find(&slug)?));
        let terms = |table| rows(table).deserialize().map(|row| term(row.ok()?)).collect::<Option<_>>();
        Some(WordTables {
            terms: terms(TERMS)?,
            codes: terms(CODES)?,
            costs: rows(COSTS).deserialize().map(|row| cost(row.ok()?)).collect::<Option<_>>()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meaning(terms: &[&str]) -> (Vec<Track>, Vec<&'static str>) {
        let mut meaning = TermMeaning::default();
        for term in terms {
            meaning.add(term);
        }
        let slug = |(_, id): (_, AttributeId)| Vocabulary::embedded().attribute(id).slug.as_str();
        (meaning.tracks, meaning.states.into_iter().map(slug).collect())
    }

    use Track::{MentalHealth as MH, SubstanceUse as SU};

    #[test]
    fn terms_name_the_track_and_the_kind_of_care() {
        assert_eq!(
            meaning(&["Intensive Outpatient Substance Use Disorder Treatment"]),
            (vec![SU], vec!["intensive_outpatient"])
        );
        assert_eq!(meaning(&["Outpatient Mental Health Facilities"]), (vec![MH], vec!["outpatient"]));
        assert_eq!(meaning(&["Detox", "Mental health care"]), (vec![SU, MH], vec!["detox"]));
        assert_eq!(meaning(&["Food Pantries", "Detoxifying soil"]), (vec![], vec![]));
    }

    #[test]
    fn terms_that_are_not_about_treatment_mean_nothing() {
        for term in [
            "Substance Use Disorder Education/Prevention",
            "Mental Health Hotlines",
            "Alcoholism Associations",
        ] {
            assert_eq!(meaning(&[term]), (vec![], vec![]), "{term}");
        }
    }

    #[test]
    fn a_shelter_or_the_word_confidential_asks_for_confidentiality() {
        for text in ["Domestic Violence Shelters", "Safe houses for survivors of human trafficking"] {
            assert!(asks_for_confidentiality(text) && names_refuge(text), "{text}");
        }
        assert!(!names_refuge("Free and confidential counseling"));
        assert!(!asks_for_confidentiality("Homeless shelter"));
        assert!(asks_for_confidentiality("Address: CONFIDENTIAL"));
        assert!(!asks_for_confidentiality("Domestic violence support"));
    }

    #[test]
    fn a_term_without_a_name_is_recognized_by_its_code() {
        let meaning = |name: &str, code: &str| {
            let mut meaning = TermMeaning::default();
            meaning.add_term(name, code);
            let slug = |(_, id): (_, AttributeId)| Vocabulary::embedded().attribute(id).slug.as_str();
            (
                meaning.tracks,
                meaning.states.into_iter().map(slug).collect::<Vec<_>>(),
                meaning.is_confidential,
            )
        };
        assert_eq!(meaning("", "RX-8450.8000-050"), (vec![SU], vec![], false));
        assert_eq!(meaning("RX-1700.1700", "RX-1700.1700"), (vec![SU], vec!["detox"], false));
        assert_eq!(meaning("", "RX-84500"), (vec![], vec![], false));
        assert_eq!(
            meaning("Substance Use Education", "RX-8450"),
            (vec![], vec![], false),
            "the name decides"
        );
        let (day_treatment, tracks) = ("Alcohol Day Treatment", vec![SU]);
        assert_eq!(
            meaning(day_treatment, "RX-8450.0500"),
            (tracks, vec!["partial_hospitalization"], false),
            "the name leaves open what is treated"
        );
        assert_eq!(meaning("Shelter", "BH-1800.1500-100"), (vec![], vec![], true));
    }

    #[test]
    fn terms_that_say_whom_a_service_is_for_or_what_it_is_about_mean_nothing() {
        let meaning = |name: &str, code: &str| {
            let mut meaning = TermMeaning::default();
            meaning.add_term(name, code);
            (meaning.tracks, meaning.states.len())
        };
        for (name, code) in [
            ("Substance Use Disorders", "YF-9000"),
            ("People With Mental Illness", "YF-5000.1500-500"),
            ("", "YF-9000"),
            ("", "yf-9000"),
            ("Support Groups * Substance Use Disorders", "PN-8100.4500 * YF-9000"),
            ("Wellness Meetings", "PN-8100.4500"),
            ("Wellness Meetings * Mental Illness", ""),
            ("", "RX-8250.1700"),
        ] {
            assert_eq!(meaning(name, code), (vec![], 0), "{name} {code}");
        }
        assert_eq!(meaning("Substance Use Counseling * Youth", "RX-8450.8000 * YB-9000"), (vec![SU], 0));
        assert_eq!(meaning("", "RX-8450.8000*YB-9000"), (vec![SU], 0));
    }

    #[test]
    fn costs_and_languages_are_recognized_by_their_whole_text() {
        let slug = |id: Option<AttributeId>| id.map(|id| Vocabulary::embedded().attribute(id).slug.as_str());
        assert_eq!(slug(payment("Sliding-Fee Scale")), Some("sliding_fee"));
        assert_eq!(payment("Does not take Medicaid"), None);
        assert_eq!(slug(language("", "es-MX")), Some("spanish"));
        assert_eq!(slug(language("American Sign Language", "")), Some("sign_language"));
        assert_eq!(slug(language("Vietnamese", "")), Some("vietnamese"));
        assert_eq!(language("Medicaid", ""), None);
        assert_eq!(language("Wolof", "wo"), None);
    }
}
