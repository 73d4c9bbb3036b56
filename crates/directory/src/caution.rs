//! Cautions: who a program is not meant for, or what to ask first. They never change whether it matches.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::fact::{AttributeSet, Fact, FactSet};
use crate::vocabulary::{Track, Vocabulary};
use crate::words::{Words, words_of};

/// One caution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Caution {
    /// Run by the Department of Veterans Affairs.
    VeteransOnly,
    /// Run by the Department of Defense.
    MilitaryOnly,
    /// Run by a tribe or the Indian Health Service.
    TribalAsk,
    /// For people sent because of driving under the influence.
    DuiOnly,
    /// For opioid use disorder only.
    OpioidOnly,
    /// For alcohol use disorder only.
    AlcoholOnly,
    /// Lists men and not women.
    MenOnly,
    /// Lists women and not men.
    WomenOnly,
    /// Lists children or adolescents and no adults.
    NoAdults,
    /// Lists older adults only.
    OlderAdultsOnly,
    /// Does not treat opioid use disorder.
    NoOpioidTreatment,
    /// Does not treat alcohol use disorder.
    NoAlcoholTreatment,
    /// Neither uses nor accepts medication for opioid use disorder.
    NoMedication,
    /// Only a state's own money meets the need, and the place is in another state.
    OtherState,
    /// Medicare pays for intensive outpatient care in some kinds of places only.
    MedicareSetting,
}

impl Caution {
    /// All of them, in the order they are shown.
    pub const ALL: [Caution; 15] = [
        Caution::VeteransOnly,
        Caution::MilitaryOnly,
        Caution::TribalAsk,
        Caution::DuiOnly,
        Caution::OpioidOnly,
        Caution::AlcoholOnly,
        Caution::MenOnly,
        Caution::WomenOnly,
        Caution::NoAdults,
        Caution::OlderAdultsOnly,
        Caution::NoOpioidTreatment,
        Caution::NoAlcoholTreatment,
        Caution::NoMedication,
        Caution::OtherState,
        Caution::MedicareSetting,
    ];

    /// How many follow from the facts alone; the others need to know what was asked.
    pub const OF_FACTS: usize = 13;

    /// The name in the API.
    pub fn slug(self) -> &'static str {
        match self {
            Caution::VeteransOnly => "veterans_only",
            Caution::MilitaryOnly => "military_only",
            Caution::TribalAsk => "tribal_ask",
            Caution::DuiOnly => "dui_only",
            Caution::OpioidOnly => "opioid_only",
            Caution::AlcoholOnly => "alcohol_only",
            Caution::MenOnly => "men_only",
            Caution::WomenOnly => "women_only",
            Caution::NoAdults => "no_adults",
            Caution::OlderAdultsOnly => "older_adults_only",
            Caution::NoOpioidTreatment => "no_opioid_treatment",
            Caution::NoAlcoholTreatment => "no_alcohol_treatment",
            Caution::NoMedication => "no_medication",
            Caution::OtherState => "other_state",
            Caution::MedicareSetting => "medicare_setting",
        }
    }

    /// A few words for it.
    pub fn label(self) -> &'static str {
        &self.words().label
    }

    /// What people read.
    pub fn text(self) -> &'static str {
        &self.words().description
    }

    fn words(self) -> &'static Words {
        static WORDS: LazyLock<Vec<Words>> =
            LazyLock::new(|| words_of("caution", Caution::ALL.into_iter().map(Caution::slug)));
        &WORDS[self as usize]
    }
}

/// Several cautions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct CautionSet(pub u16);

impl CautionSet {
    /// Adds one.
    pub fn insert(&mut self, caution: Caution) {
        self.0 |= 1 << caution as u16;
    }

    /// Whether it has that one.
    pub fn contains(self, caution: Caution) -> bool {
        self.0 >> caution as u16 & 1 == 1
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Those that are not in `other`.
    #[must_use]
    pub fn without(self, other: CautionSet) -> CautionSet {
        CautionSet(self.0 & !other.0)
    }

    /// Its members in the order they are shown.
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

/// The cautions that follow from a program's facts alone.
pub fn cautions_from(track: Track, facts: &FactSet) -> CautionSet {
    let is = |code: &str| {
        let id = Vocabulary::embedded().code(code);
        debug_assert!(id.is_some(), "the code book has {code}");
        id.is_some_and(|id| facts.get(id) == Fact::Yes)
    };
    let asks_ages = track == Track::MentalHealth;
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
        Caution::NoAdults => asks_ages && is("CHLD") && !adults && !is("SNR"),
        Caution::OlderAdultsOnly => asks_ages && is("SNR") && !adults && !is("CHLD"),
        Caution::NoOpioidTreatment => is("NOOP"),
        Caution::NoAlcoholTreatment => is("NAUT"),
        Caution::NoMedication => is("NMOA") && !is("MOA"),
        Caution::OtherState | Caution::MedicareSetting => false,
    };
    Caution::ALL.into_iter().filter(holds).collect()
}

/// The codes of the kinds of places where Medicare pays for intensive outpatient care since 2024: hospitals,
/// community mental-health centers, federally qualified health centers and opioid treatment programs
/// (42 CFR 410.44, 410.155). No code tells a rural health clinic.
pub fn medicare_settings() -> &'static AttributeSet {
    static SETTINGS: LazyLock<AttributeSet> = LazyLock::new(|| {
        let codes = ["HI", "HIT", "HID", "PSY", "IPSY", "SHP", "PSYH", "GH", "CMHC", "FQHC", "OTP"];
        codes.iter().filter_map(|code| Vocabulary::embedded().code(code)).collect()
    });
    &SETTINGS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::derivation::claims_from;
    use crate::testing::listing;

    fn cautions(track: Track, codes: &str) -> Vec<&'static str> {
        let facts = claims_from(&listing(track, codes).content).facts();
        cautions_from(track, &facts).iter().map(Caution::slug).collect()
    }

    #[test]
    fn codes_for_one_group_only_become_cautions() {
        assert_eq!(cautions(Track::SubstanceUse, "SA DUO MALE"), ["dui_only", "men_only"]);
        assert_eq!(cautions(Track::SubstanceUse, "SA MALE FEM"), [""; 0]);
        assert_eq!(cautions(Track::SubstanceUse, "SA NMOA"), ["no_medication"]);
        assert_eq!(cautions(Track::SubstanceUse, "SA NMOA MOA"), [""; 0]);
    }

    #[test]
    fn only_ages_of_the_mental_health_directory_are_relied_on() {
        assert_eq!(cautions(Track::MentalHealth, "MH CHLD"), ["no_adults"]);
        assert_eq!(cautions(Track::MentalHealth, "MH SNR"), ["older_adults_only"]);
        assert_eq!(cautions(Track::SubstanceUse, "SA CHLD"), [""; 0]);
    }

    #[test]
    fn every_caution_has_its_sentence_and_stands_at_its_own_place() {
        for (at, caution) in Caution::ALL.into_iter().enumerate() {
            assert_eq!(caution as usize, at);
            assert!(caution.text().ends_with('.'), "{}", caution.text());
            assert!(!caution.label().is_empty());
        }
    }
}
