//! What a person is looking for, and which cautions do not apply to that person.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::age::AgeGroup;
use crate::geo::Coordinate;
use crate::insurer::Coverage;
use crate::named_enum;
use crate::state::State;
use crate::vocabulary::{AttributeId, Level, ProgramType};
use crate::words::{DisplayText, display_texts};

/// What a person is looking for: the requirements and wishes that programs are matched against.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Need {
    /// The program has to be of all these types.
    pub programs: Vec<ProgramType>,
    /// The program has to offer at least one of these levels of care. Empty accepts any.
    pub levels: Vec<Level>,
    /// The program has to take people of this age.
    pub age: Option<AgeGroup>,
    /// The program has to accept at least one of these ways to pay. Empty accepts any.
    pub insurance: Vec<Coverage>,
    /// The program has to have all these attributes.
    pub attributes: Vec<AttributeId>,
    /// Attributes that rule a program out only if its listing says no. If the listing does not say, the person is
    /// advised to ask, and the match does not count as weaker.
    pub unless_no: Vec<AttributeId>,
    /// Attributes that rank a match higher but are not required.
    pub wishes: Vec<AttributeId>,
    /// The area that facilities have to be in.
    pub area: Area,
    /// Accept only facilities in this state.
    pub state: Option<State>,
    /// The state the person is in, if known.
    pub home: Option<State>,
    /// Also accept programs elsewhere in the home state that may treat the person by telehealth.
    pub telehealth: bool,
    /// Groups the person belongs to. They affect only cautions and ranking, never whether a program matches.
    pub person: Vec<PersonGroup>,
}

/// The area to search.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub enum Area {
    /// Within a radius around a point, including the edge.
    Within {
        /// The center of the circle.
        center: Coordinate,
        /// The radius in miles.
        miles: f64,
    },
    /// No limit on distance.
    #[default]
    Anywhere,
}

impl Need {
    /// A need without any requirements, which every program meets.
    pub fn anything() -> Need {
        Need::default()
    }

    /// The center of the area; `None` for [`Area::Anywhere`].
    pub fn center(&self) -> Option<Coordinate> {
        match self.area {
            Area::Within { center, .. } => Some(center),
            Area::Anywhere => None,
        }
    }

    /// The state whose telehealth programs may treat the person. `None` unless telehealth was asked for, the home state
    /// and a center are known, and a requested level of care can be given by video.
    pub fn telehealth_state(&self) -> Option<State> {
        let by_video = self.levels.is_empty() || self.levels_by_video().next().is_some();
        self.home.filter(|_| self.telehealth && by_video && self.center().is_some())
    }

    /// The requested levels of care that can be given by video.
    pub fn levels_by_video(&self) -> impl Iterator<Item = Level> {
        use Level::*;
        let by_video =
            |level: &Level| matches!(level, IntensiveOutpatient | PartialHospitalization | Outpatient);
        self.levels.iter().copied().filter(by_video)
    }

    /// Whether intensive outpatient care is the only level of care that was asked for.
    pub fn asks_only_for_iop(&self) -> bool {
        self.levels == [Level::IntensiveOutpatient]
    }
}

/// Sorts and deduplicates program types. If both addiction and mental health are among them, dual diagnosis takes their
/// place.
///
/// The substance-use survey has no code for mental-health treatment, so no program would match both types literally.
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

named_enum! {
    /// Who the person is. It decides which cautions apply.
    #[derive(Serialize, Deserialize, ToSchema)]
    #[serde(rename_all = "snake_case")]
    pub enum PersonGroup {
        /// A woman.
        Woman = "woman",
        /// A man.
        Man = "man",
        /// A veteran of the armed forces.
        Veteran = "veteran",
        /// A member of the armed forces, or a member of such a person's family.
        ServiceMember = "service_member",
        /// American Indian or Alaska Native.
        Native = "native",
        /// A child or an adolescent.
        Teen = "teen",
        /// An older adult.
        OlderAdult = "older_adult",
        /// Someone referred because they drove under the influence.
        Dui = "dui",
        /// Someone with an opioid use disorder.
        OpioidUse = "opioid_use",
        /// Someone with an alcohol use disorder.
        AlcoholUse = "alcohol_use",
    }
}

impl PersonGroup {
    /// A short English label.
    pub fn label(self) -> &'static str {
        static TEXTS: LazyLock<Vec<DisplayText>> =
            LazyLock::new(|| display_texts("person", PersonGroup::ALL.into_iter().map(PersonGroup::slug)));
        &TEXTS[self as usize].label
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
    fn every_group_has_a_label_and_is_listed_at_its_own_index() {
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
        need.levels = vec![Level::Residential];
        assert_eq!(need.telehealth_state(), None);
        need.levels.push(Level::Outpatient);
        assert_eq!(need.telehealth_state(), need.home);
    }
}
