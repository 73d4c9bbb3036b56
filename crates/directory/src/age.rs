//! Ages, and the age groups that listings state.

use std::sync::LazyLock;

use regex::Regex;

use crate::fact::{Fact, Facts};
use crate::named_enum;
use crate::vocabulary::{AttributeId, Vocabulary};

named_enum! {
    /// A group of ages, as SAMHSA's code book divides them. Its surveys have one code for children and adolescents
    /// together; only the substance-use survey also asks about programs made for adolescents.
    pub enum AgeGroup {
        /// Up to 11 years.
        Children = "children",
        /// From 12 to 17 years.
        Adolescents = "adolescents",
        /// From 18 to 25 years.
        YoungAdults = "young_adults",
        /// From 26 to 64 years.
        Adults = "adults",
        /// From 65 years.
        OlderAdults = "older_adults",
    }
}

impl AgeGroup {
    /// The group that a person of this many years belongs to.
    pub fn from_years(years: u8) -> AgeGroup {
        match years {
            0..=11 => AgeGroup::Children,
            12..=17 => AgeGroup::Adolescents,
            18..=25 => AgeGroup::YoungAdults,
            26..=64 => AgeGroup::Adults,
            65.. => AgeGroup::OlderAdults,
        }
    }

    /// The attribute that says whether this age is accepted.
    pub fn id(self) -> AttributeId {
        self.code().id()
    }

    /// The attribute of programs that are made for this age, if there is one. Such programs take people of this age
    /// even if their listing states no ages.
    pub fn made_for(self) -> Option<AttributeId> {
        static ADOLESCENTS: LazyLock<AttributeId> = LazyLock::new(|| embedded("AD"));
        (self == AgeGroup::Adolescents).then(|| *ADOLESCENTS)
    }

    /// Whether a program takes people of this age.
    pub fn fact(self, facts: &impl Facts) -> Fact {
        let is_made_for_them = self.made_for().is_some_and(|id| facts.fact(id) == Fact::Yes);
        if is_made_for_them { Fact::Yes } else { facts.fact(self.id()) }
    }

    fn code(self) -> AgeCode {
        match self {
            AgeGroup::Children | AgeGroup::Adolescents => AgeCode::Minors,
            AgeGroup::YoungAdults => AgeCode::YoungAdults,
            AgeGroup::Adults => AgeCode::Adults,
            AgeGroup::OlderAdults => AgeCode::OlderAdults,
        }
    }
}

/// SAMHSA's codes for the ages that a program accepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AgeCode {
    Minors,
    YoungAdults,
    Adults,
    OlderAdults,
}

impl AgeCode {
    pub(crate) const ALL: [AgeCode; 4] =
        [AgeCode::Minors, AgeCode::YoungAdults, AgeCode::Adults, AgeCode::OlderAdults];

    pub(crate) fn id(self) -> AttributeId {
        static IDS: LazyLock<[AttributeId; 4]> =
            LazyLock::new(|| AgeCode::ALL.map(|code| embedded(code.as_str())));
        IDS[self as usize]
    }

    fn as_str(self) -> &'static str {
        match self {
            AgeCode::Minors => "CHLD",
            AgeCode::YoungAdults => "YAD",
            AgeCode::Adults => "ADLT",
            AgeCode::OlderAdults => "SNR",
        }
    }

    /// The ages that a name is about: "Adolescent IOP" is about minors. Empty if the name doesn't say, or if it is about
    /// families, which come in all ages.
    pub(crate) fn named_in(name: &str) -> Vec<AgeCode> {
        let is_about = |pattern: &Regex| pattern.is_match(name);
        // Most names say nothing about ages.
        if !is_about(&PATTERNS.any_age) || is_about(&PATTERNS.all_ages) {
            return Vec::new();
        }
        let rest = PATTERNS.young_adults.replace_all(name, " ");
        let rest = PATTERNS.older_adults.replace_all(&rest, " ");
        let adults = PATTERNS.adults.is_match(&rest);
        let codes = [
            (AgeCode::Minors, is_about(&PATTERNS.minors)),
            (AgeCode::YoungAdults, adults || is_about(&PATTERNS.young_adults)),
            (AgeCode::Adults, adults),
            (AgeCode::OlderAdults, adults || is_about(&PATTERNS.older_adults)),
        ];
        codes.into_iter().filter(|(_, named)| *named).map(|(code, _)| code).collect()
    }
}

/// How names say which ages a program is for.
struct AgePatterns {
    /// Any of the following four.
    any_age: Regex,
    minors: Regex,
    young_adults: Regex,
    adults: Regex,
    older_adults: Regex,
    /// Names that mention an age but don't say which ages a program takes: "Child and Family Services", and "Teen
    /// Challenge", an organization that mostly treats adults.
    all_ages: Regex,
}

static PATTERNS: LazyLock<AgePatterns> = LazyLock::new(|| {
    let pattern = |text: &str| Regex::new(&format!(r"(?i)\b({text})\b")).expect("the pattern is well-formed");
    let minors = "child|childs|child's|children|childrens|children's|kids?|pediatrics?|adol[a-z]*|teens?|teenagers?|youths?|yth|juv[a-z]*|boys|girls|boys'|girls'";
    let older_adults = "older adults?|seniors?|geriatrics?|elders|elderly|eldercare|gero";
    AgePatterns {
        any_age: pattern(&format!("{minors}|adults?|{older_adults}")),
        minors: pattern(minors),
        young_adults: pattern("young adults?"),
        adults: pattern("adults?"),
        older_adults: pattern(older_adults),
        all_ages: pattern("family|families|fam|all ages|teen challenge|lifespan"),
    }
});

fn embedded(code: &str) -> AttributeId {
    Vocabulary::embedded().code(code).expect("the code book has every age")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_age_belongs_to_one_group() {
        use AgeGroup::*;
        let groups = [(0, Children), (11, Children), (12, Adolescents), (17, Adolescents), (18, YoungAdults)];
        let older = [(25, YoungAdults), (26, Adults), (64, Adults), (65, OlderAdults), (120, OlderAdults)];
        for (years, group) in groups.into_iter().chain(older) {
            assert_eq!(AgeGroup::from_years(years), group, "{years}");
        }
    }

    #[test]
    fn names_say_which_ages_they_are_about() {
        let named =
            |name: &str| -> Vec<&str> { AgeCode::named_in(name).into_iter().map(AgeCode::as_str).collect() };
        for name in [
            "Adolescent IOP",
            "Children's Center",
            "Hope Youth Services",
            "Boys Ranch",
            "Kids First",
            "El Centro Adol SUD",
        ] {
            assert_eq!(named(name), ["CHLD"], "{name}");
        }
        assert_eq!(named("Senior Behavioral"), ["SNR"]);
        assert_eq!(named("Older Adult Day Program"), ["SNR"]);
        assert_eq!(named("Young Adult IOP"), ["YAD"]);
        assert_eq!(named("Adult Outpatient"), ["YAD", "ADLT", "SNR"]);
        assert_eq!(named("Child and Adult Clinic"), ["CHLD", "YAD", "ADLT", "SNR"]);
        for name in
            ["Child and Family Services", "Hope House", "Adult and Teen Challenge", "Childress Clinic"]
        {
            assert_eq!(named(name), [""; 0], "{name}");
        }
    }
}
