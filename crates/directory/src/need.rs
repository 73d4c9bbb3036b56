//! What somebody is looking for.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::caution::{Caution, CautionSet};
use crate::geo::Coordinate;
use crate::insurer::Coverage;
use crate::state::State;
use crate::vocabulary::{AttributeId, Level, ProgramType};
use crate::words::{Words, words_of};

/// What somebody is looking for.
#[derive(Debug, Clone, PartialEq)]
pub struct Need {
    /// Program types, all of which must hold.
    pub programs: Vec<ProgramType>,
    /// A level of care; any when there is none.
    pub level: Option<Level>,
    /// Ways to pay, of which one suffices; any when empty.
    pub insurance: Vec<Coverage>,
    /// Attributes, each of which must hold.
    pub attributes: Vec<AttributeId>,
    /// Attributes that rule a program out where its listing says no. Where it says nothing, they are asked about, and
    /// the match is no worse for it.
    pub unless_no: Vec<AttributeId>,
    /// Attributes that only move a match up.
    pub wishes: Vec<AttributeId>,
    /// Where.
    pub area: Area,
    /// Only places in this state.
    pub state: Option<State>,
    /// The state the person is in, where it is known.
    pub home: Option<State>,
    /// Also programs of the home state that may reach the person by telehealth.
    pub telehealth: bool,
    /// Who the person is; for cautions and order only.
    pub person: Vec<PersonGroup>,
}

/// Where somebody is looking.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Area {
    /// Within so many miles of a point, the edge included.
    Within {
        /// The middle.
        center: Coordinate,
        /// The radius in miles.
        miles: f64,
    },
    /// Everywhere.
    Anywhere,
}

impl Need {
    /// A need of nothing, anywhere.
    pub fn anything() -> Need {
        Need {
            programs: Vec::new(),
            level: None,
            insurance: Vec::new(),
            attributes: Vec::new(),
            unless_no: Vec::new(),
            wishes: Vec::new(),
            area: Area::Anywhere,
            state: None,
            home: None,
            telehealth: false,
            person: Vec::new(),
        }
    }

    /// The middle of the area, where there is one.
    pub fn center(&self) -> Option<Coordinate> {
        match self.area {
            Area::Within { center, .. } => Some(center),
            Area::Anywhere => None,
        }
    }

    /// The state whose telehealth programs may reach the person: when that is asked for, the state is known, and
    /// the level is one that can be given by video at all.
    pub fn telehealth_state(&self) -> Option<State> {
        use Level::*;
        let by_video =
            matches!(self.level, None | Some(IntensiveOutpatient | PartialHospitalization | Outpatient));
        self.home.filter(|_| self.telehealth && by_video && self.center().is_some())
    }

    /// The cautions that do not hold for who the person is: those of their groups; and that a place does not treat
    /// alcohol use, where the person uses opioids alone, and the other way round.
    pub fn waived_cautions(&self) -> CautionSet {
        let uses = |group| self.person.contains(&group);
        let without_need = match (uses(PersonGroup::OpioidUse), uses(PersonGroup::AlcoholUse)) {
            (true, false) => Some(Caution::NoAlcoholTreatment),
            (false, true) => Some(Caution::NoOpioidTreatment),
            _ => None,
        };
        self.person.iter().map(|group| group.waives()).chain(without_need).collect()
    }
}

/// Addiction and mental health asked for together mean dual diagnosis: the substance-use survey has no code for
/// mental-health treatment, so that by the letter nobody would be found. Sorted, each once.
pub fn normalized(mut programs: Vec<ProgramType>) -> Vec<ProgramType> {
    let both = [ProgramType::Addiction, ProgramType::MentalHealth];
    if both.iter().all(|program| programs.contains(program)) {
        programs.retain(|program| !both.contains(program));
        programs.push(ProgramType::DualDiagnosis);
    }
    programs.sort();
    programs.dedup();
    programs
}

/// Who the person is, as far as it decides whom a place is meant for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PersonGroup {
    /// A woman.
    Woman,
    /// A man.
    Man,
    /// Served in the armed forces.
    Veteran,
    /// Serves in the armed forces, or is family of one who does.
    ServiceMember,
    /// American Indian or Alaska Native.
    Native,
    /// A child or an adolescent.
    Teen,
    /// An older adult.
    OlderAdult,
    /// Sent because of driving under the influence.
    Dui,
    /// Has an opioid use disorder.
    OpioidUse,
    /// Has an alcohol use disorder.
    AlcoholUse,
}

impl PersonGroup {
    /// All of them.
    pub const ALL: [PersonGroup; 10] = [
        PersonGroup::Woman,
        PersonGroup::Man,
        PersonGroup::Veteran,
        PersonGroup::ServiceMember,
        PersonGroup::Native,
        PersonGroup::Teen,
        PersonGroup::OlderAdult,
        PersonGroup::Dui,
        PersonGroup::OpioidUse,
        PersonGroup::AlcoholUse,
    ];

    /// The name in the API.
    pub fn slug(self) -> &'static str {
        match self {
            PersonGroup::Woman => "woman",
            PersonGroup::Man => "man",
            PersonGroup::Veteran => "veteran",
            PersonGroup::ServiceMember => "service_member",
            PersonGroup::Native => "native",
            PersonGroup::Teen => "teen",
            PersonGroup::OlderAdult => "older_adult",
            PersonGroup::Dui => "dui",
            PersonGroup::OpioidUse => "opioid_use",
            PersonGroup::AlcoholUse => "alcohol_use",
        }
    }

    /// A few plain words.
    pub fn label(self) -> &'static str {
        static WORDS: LazyLock<Vec<Words>> =
            LazyLock::new(|| words_of("person", PersonGroup::ALL.into_iter().map(PersonGroup::slug)));
        &WORDS[self as usize].label
    }

    /// The caution that is none for this person.
    fn waives(self) -> Caution {
        match self {
            PersonGroup::Woman => Caution::WomenOnly,
            PersonGroup::Man => Caution::MenOnly,
            PersonGroup::Veteran => Caution::VeteransOnly,
            PersonGroup::ServiceMember => Caution::MilitaryOnly,
            PersonGroup::Native => Caution::TribalAsk,
            PersonGroup::Teen => Caution::NoAdults,
            PersonGroup::OlderAdult => Caution::OlderAdultsOnly,
            PersonGroup::Dui => Caution::DuiOnly,
            PersonGroup::OpioidUse => Caution::OpioidOnly,
            PersonGroup::AlcoholUse => Caution::AlcoholOnly,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addiction_and_mental_health_together_mean_dual_diagnosis() {
        use ProgramType::*;
        assert_eq!(normalized(vec![Teen, MentalHealth, Addiction]), [DualDiagnosis, Teen]);
        assert_eq!(normalized(vec![Addiction, Addiction]), [Addiction]);
    }

    #[test]
    fn who_uses_opioids_alone_is_not_warned_of_places_without_care_for_alcohol() {
        use PersonGroup::{AlcoholUse, OpioidUse};
        let waived =
            |person: &[PersonGroup]| Need { person: person.to_vec(), ..Need::anything() }.waived_cautions();
        assert!(waived(&[OpioidUse]).contains(Caution::NoAlcoholTreatment));
        assert!(!waived(&[OpioidUse]).contains(Caution::NoOpioidTreatment));
        assert!(waived(&[AlcoholUse]).contains(Caution::NoOpioidTreatment));
        assert!(!waived(&[OpioidUse, AlcoholUse]).contains(Caution::NoAlcoholTreatment));
    }

    #[test]
    fn every_group_has_words_and_stands_at_its_own_place() {
        for (at, group) in PersonGroup::ALL.into_iter().enumerate() {
            assert_eq!(group as usize, at);
            assert!(!group.label().is_empty());
        }
    }

    #[test]
    fn telehealth_reaches_only_levels_that_can_be_given_by_video() {
        let center = Coordinate::new(30.0, -97.0).expect("on the Earth");
        let mut need = Need {
            area: Area::Within { center, miles: 25.0 },
            home: State::from_code("TX"),
            telehealth: true,
            ..Need::anything()
        };
        assert_eq!(need.telehealth_state(), need.home);
        need.level = Some(Level::Residential);
        assert_eq!(need.telehealth_state(), None);
    }
}
