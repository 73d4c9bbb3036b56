//! Cautions tell a person that a program may not be meant for them, or what to ask before going there. They never
//! change whether a program matches.

mod factor;

use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::fact::{Fact, FactSet};
use crate::named_enum;
use crate::vocabulary::Vocabulary;
use crate::words::{DisplayText, display_texts};

named_enum! {
    /// A reason to check with a program before relying on it.
    #[derive(Serialize, Deserialize, ToSchema)]
    #[serde(rename_all = "snake_case")]
    pub enum Caution {
        /// Run by the Department of Veterans Affairs.
        VeteransOnly = "veterans_only",
        /// Run by the Department of Defense.
        MilitaryOnly = "military_only",
        /// Run by a tribe or the Indian Health Service.
        TribalAsk = "tribal_ask",
        /// Only for people referred because they drove under the influence.
        DuiOnly = "dui_only",
        /// Treats opioid use disorder only.
        OpioidOnly = "opioid_only",
        /// Treats alcohol use disorder only.
        AlcoholOnly = "alcohol_only",
        /// Says that it accepts men, and does not list women.
        MenOnly = "men_only",
        /// Says that it accepts women, and does not list men.
        WomenOnly = "women_only",
        /// Lists children or adolescents but no adults of any age.
        NoAdults = "no_adults",
        /// Lists no age group but older adults.
        OlderAdultsOnly = "older_adults_only",
        /// Does not treat opioid use disorder.
        NoOpioidTreatment = "no_opioid_treatment",
        /// Does not treat alcohol use disorder.
        NoAlcoholTreatment = "no_alcohol_treatment",
        /// Neither prescribes medication for opioid use disorder nor accepts people who take it.
        NoMedication = "no_medication",
        /// Medicare pays for intensive outpatient care only in certain settings, and nothing says that this is one.
        MedicareSetting = "medicare_setting",
        /// The program may take some of the requested ways to pay, but none of those pays in its state.
        OtherState = "other_state",
    }
}

impl Caution {
    /// A short English label.
    pub fn label(self) -> &'static str {
        &self.display_text().label
    }

    /// One or two English sentences that explain the caution.
    pub fn text(self) -> &'static str {
        &self.display_text().description
    }

    fn display_text(self) -> &'static DisplayText {
        static TEXTS: LazyLock<Vec<DisplayText>> =
            LazyLock::new(|| display_texts("caution", Caution::ALL.into_iter().map(Caution::slug)));
        &TEXTS[self as usize]
    }
}

/// A set of cautions, with one bit for each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct CautionSet(pub u16);

impl CautionSet {
    /// Adds a caution.
    pub fn insert(&mut self, caution: Caution) {
        self.0 |= 1 << caution as u16;
    }

    /// Whether the set contains `caution`.
    pub fn contains(self, caution: Caution) -> bool {
        self.0 >> caution as u16 & 1 == 1
    }

    /// Whether the set is empty.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Removes a caution.
    pub fn remove(&mut self, caution: Caution) {
        self.0 &= !(1 << caution as u16);
    }

    /// The cautions that do not depend on how the person pays.
    #[must_use]
    pub fn for_any_payment(mut self) -> CautionSet {
        self.remove(Caution::MedicareSetting);
        self.remove(Caution::OtherState);
        self
    }

    /// The cautions in the set, in the order they are shown.
    pub fn iter(self) -> impl Iterator<Item = Caution> {
        Caution::ALL.into_iter().filter(move |caution| self.contains(*caution))
    }
}

impl FromIterator<Caution> for CautionSet {
    fn from_iter<I: IntoIterator<Item = Caution>>(cautions: I) -> Self {
        let mut set = CautionSet::default();
        cautions.into_iter().for_each(|caution| set.insert(caution));
        set
    }
}

/// The cautions that follow from a program's facts and its names alone. [`Caution::MedicareSetting`] is among them for
/// every program where Medicare may not pay for intensive outpatient care, whoever asks.
pub fn cautions_from(facts: &FactSet, names: &[&str]) -> CautionSet {
    let is = |code: &str| {
        let id = Vocabulary::embedded().code(code);
        debug_assert!(id.is_some(), "the code book has {code}");
        id.is_some_and(|id| facts.get(id) == Fact::Yes)
    };
    let adults = is("YAD") || is("ADLT");
    let holds = |caution: &Caution| match caution {
        Caution::VeteransOnly => is("VAMC") || is("VAHC"),
        Caution::MilitaryOnly => is("DDF"),
        Caution::TribalAsk => is("IH") || is("TBG"),
        Caution::DuiOnly => is("DUO"),
        Caution::OpioidOnly => is("OUDO"),
        Caution::AlcoholOnly => is("AUDO"),
        Caution::MenOnly => is("MALE") && !is("FEM"),
        Caution::WomenOnly => is("FEM") && !is("MALE"),
        Caution::NoAdults => is("CHLD") && !adults && !is("SNR"),
        Caution::OlderAdultsOnly => is("SNR") && !adults && !is("CHLD"),
        Caution::NoOpioidTreatment => is("NOOP"),
        Caution::NoAlcoholTreatment => is("NAUT"),
        Caution::NoMedication => is("NMOA") && !is("MOA"),
        Caution::MedicareSetting => {
            let is_setting = MEDICARE_SETTINGS.iter().any(|code| is(code));
            !is_setting && !names.iter().any(|name| names_a_medicare_setting(name))
        }
        Caution::OtherState => false,
    };
    Caution::ALL.into_iter().filter(holds).collect()
}

/// The codes of the settings where Medicare has paid for intensive outpatient care since 2024: hospitals, community
/// mental-health centers, federally qualified health centers and opioid treatment programs (42 CFR 410.44, 410.155).
const MEDICARE_SETTINGS: [&str; 11] =
    ["HI", "HIT", "HID", "PSY", "IPSY", "SHP", "PSYH", "GH", "CMHC", "FQHC", "OTP"];

/// Whether a name says that the place is a hospital or another setting where Medicare pays for intensive outpatient
/// care. SAMHSA has no code for rural health clinics, and many hospitals list none of its codes for hospitals.
fn names_a_medicare_setting(name: &str) -> bool {
    static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
        let names = "hospitals?|hosp|medical (center|ctr|cntr)|med (center|ctr)|rural health (clinic|center)";
        let centers = "community mental health (center|ctr)|cmhc|fqhc";
        Regex::new(&format!(r"(?i)\b({names}|{centers})\b")).expect("the pattern is well-formed")
    });
    // Partial hospitalization is a level of care that other places offer, too.
    static LEVEL: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?i)\bpartial\s+hosp\w*").expect("the pattern is well-formed"));
    PATTERN.is_match(name) && PATTERN.is_match(&LEVEL.replace_all(name, " "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::derivation::claims_from;
    use crate::testing::listing;
    use crate::vocabulary::Track;

    fn cautions(track: Track, codes: &str) -> Vec<&'static str> {
        let facts = claims_from(&listing(track, codes).content).facts();
        let cautions = cautions_from(&facts, &["Hope"]).for_any_payment();
        cautions.iter().map(Caution::slug).collect()
    }

    #[test]
    fn codes_that_exclude_other_groups_become_cautions() {
        assert_eq!(cautions(Track::SubstanceUse, "SA DUO MALE"), ["dui_only", "men_only"]);
        assert_eq!(cautions(Track::SubstanceUse, "SA MALE FEM"), [""; 0]);
        assert_eq!(cautions(Track::SubstanceUse, "SA NMOA"), ["no_medication"]);
        assert_eq!(cautions(Track::SubstanceUse, "SA NMOA MOA"), [""; 0]);
    }

    #[test]
    fn a_program_that_lists_only_the_youngest_or_the_oldest_has_a_caution() {
        assert_eq!(cautions(Track::MentalHealth, "MH CHLD"), ["no_adults"]);
        assert_eq!(cautions(Track::MentalHealth, "MH SNR"), ["older_adults_only"]);
        assert_eq!(cautions(Track::SubstanceUse, "SA CHLD"), ["no_adults"]);
        assert_eq!(cautions(Track::SubstanceUse, "SA CHLD YAD"), [""; 0]);
    }

    #[test]
    fn every_caution_has_a_sentence_and_is_listed_at_its_own_index() {
        for (at, caution) in Caution::ALL.into_iter().enumerate() {
            assert_eq!(caution as usize, at);
            assert!(caution.text().ends_with('.'), "{}", caution.text());
            assert!(!caution.label().is_empty());
        }
    }

    #[test]
    fn medicare_settings_are_known_by_their_codes_and_names() {
        let is_cautioned = |codes: &str, name: &str| {
            let facts = claims_from(&listing(Track::SubstanceUse, codes).content).facts();
            cautions_from(&facts, &[name]).contains(Caution::MedicareSetting)
        };
        assert!(is_cautioned("SA OIT", "Hope House"));
        assert!(!is_cautioned("SA OIT FQHC", "Hope House"));
        for name in
            ["Mercy Hospital", "St Luke's Medical Center", "Hope Rural Health Clinic", "Baystate Med Ctr"]
        {
            assert!(!is_cautioned("SA OIT", name), "{name}");
        }
        for name in ["Hospitality House", "Dutchess Partial Hosp Program", "Partial Hospital Program"] {
            assert!(is_cautioned("SA OIT", name), "{name}");
        }
    }
}
