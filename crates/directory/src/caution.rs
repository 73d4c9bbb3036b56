//! Cautions tell a person that a program may not be meant for them, or what to ask before going there. They never
//! change whether a program matches.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::fact::{AttributeSet, Fact, FactSet};
use crate::vocabulary::{Track, Vocabulary};
use crate::words::{DisplayText, display_texts};

/// A reason to check with a program before relying on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Caution {
    /// Run by the Department of Veterans Affairs.
    VeteransOnly,
    /// Run by the Department of Defense.
    MilitaryOnly,
    /// Run by a tribe or the Indian Health Service.
    TribalAsk,
    /// Only for people referred because they drove under the influence.
    DuiOnly,
    /// Treats opioid use disorder only.
    OpioidOnly,
    /// Treats alcohol use disorder only.
    AlcoholOnly,
    /// Says that it accepts men, and does not list women.
    MenOnly,
    /// Says that it accepts women, and does not list men.
    WomenOnly,
    /// A mental-health program that lists children or adolescents but no adults of any age.
    NoAdults,
    /// A mental-health program that lists no age group but older adults.
    OlderAdultsOnly,
    /// Does not treat opioid use disorder.
    NoOpioidTreatment,
    /// Does not treat alcohol use disorder.
    NoAlcoholTreatment,
    /// Neither prescribes medication for opioid use disorder nor accepts people who take it.
    NoMedication,
    /// The program takes only a state's own funding of the ways to pay asked for, and it is in another state.
    OtherState,
    /// Medicare pays for intensive outpatient care only in certain settings (see [`medicare_settings`]).
    MedicareSetting,
}

impl Caution {
    /// Every caution, in the order they are shown.
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

    /// The number of cautions at the start of [`ALL`](Self::ALL) that follow from a program's facts alone. The rest
    /// also depend on the [`Need`](crate::Need).
    pub const OF_FACTS: usize = 13;

    /// The caution's name in the API, such as `men_only`.
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

    /// Whether the set contains no caution.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The cautions in this set that are not in `other`.
    #[must_use]
    pub fn without(self, other: CautionSet) -> CautionSet {
        CautionSet(self.0 & !other.0)
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

/// The codes of the settings where Medicare has paid for intensive outpatient care since 2024: hospitals, community
/// mental-health centers, federally qualified health centers and opioid treatment programs (42 CFR 410.44, 410.155).
/// Medicare also pays in rural health clinics, but SAMHSA has no code for them.
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
    fn codes_that_exclude_other_groups_become_cautions() {
        assert_eq!(cautions(Track::SubstanceUse, "SA DUO MALE"), ["dui_only", "men_only"]);
        assert_eq!(cautions(Track::SubstanceUse, "SA MALE FEM"), [""; 0]);
        assert_eq!(cautions(Track::SubstanceUse, "SA NMOA"), ["no_medication"]);
        assert_eq!(cautions(Track::SubstanceUse, "SA NMOA MOA"), [""; 0]);
    }

    #[test]
    fn age_cautions_apply_only_to_mental_health_programs() {
        assert_eq!(cautions(Track::MentalHealth, "MH CHLD"), ["no_adults"]);
        assert_eq!(cautions(Track::MentalHealth, "MH SNR"), ["older_adults_only"]);
        assert_eq!(cautions(Track::SubstanceUse, "SA CHLD"), [""; 0]);
    }

    #[test]
    fn every_caution_has_a_sentence_and_is_listed_at_its_own_index() {
        for (at, caution) in Caution::ALL.into_iter().enumerate() {
            assert_eq!(caution as usize, at);
            assert!(caution.text().ends_with('.'), "{}", caution.text());
            assert!(!caution.label().is_empty());
        }
    }
}
