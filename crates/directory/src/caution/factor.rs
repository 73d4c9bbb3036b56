//! How much each caution lowers the chance that a program fits, and whom it does not concern.

use super::{Caution, CautionSet};
use crate::need::{Need, PersonGroup};
use crate::vocabulary::ProgramType;

impl Caution {
    /// By how much the caution multiplies the chance that a program fits, from 0 to 1; `None` if it does not apply to the
    /// person. The numbers are judgments.
    pub fn factor(self, need: &Need) -> Option<f64> {
        use PersonGroup::*;
        let is = |group| need.person.contains(&group);
        let unless = |is_exempt: bool, factor: f64| (!is_exempt).then_some(factor);
        // A program for one substance fits those who use it, and hardly anyone who is known to use only the other.
        let only_for = |use_of, other_use| {
            let factor = if is(other_use) { 0.05 } else { 0.4 };
            unless(is(use_of), factor)
        };
        let has_age = need.age.is_some();
        match self {
            // They treat only veterans or only service members, with rare exceptions.
            Caution::VeteransOnly => unless(is(Veteran), 0.02),
            Caution::MilitaryOnly => unless(is(ServiceMember), 0.02),
            // Many also treat others. Some of these pay only for their own members.
            Caution::TribalAsk => unless(is(Native), 0.3),
            // Some take others if there is room.
            Caution::DuiOnly => unless(is(Dui), 0.1),
            // Programs that treat one substance use disorder often treat a person who also has another.
            Caution::OpioidOnly => only_for(OpioidUse, AlcoholUse),
            Caution::AlcoholOnly => only_for(AlcoholUse, OpioidUse),
            // Unless the person is known to be of the other gender, the program fits half of all people.
            Caution::MenOnly => unless(is(Man), if is(Woman) { 0.02 } else { 0.5 }),
            Caution::WomenOnly => unless(is(Woman), if is(Man) { 0.02 } else { 0.5 }),
            // With an age, the age group is a criterion. Without one, most who search are adults.
            Caution::NoAdults => {
                unless(has_age || is(Teen) || need.programs.contains(&ProgramType::Teen), 0.3)
            }
            Caution::OlderAdultsOnly => unless(has_age || is(OlderAdult), 0.2),
            // It says outright that it does not treat this use.
            Caution::NoOpioidTreatment => is(OpioidUse).then_some(0.05),
            Caution::NoAlcoholTreatment => is(AlcoholUse).then_some(0.05),
            // It treats opioid use, but without the medication that works best.
            Caution::NoMedication => is(OpioidUse).then_some(0.5),
            // Medicare may still pay if the program belongs to a hospital or center that the listing does not name.
            Caution::MedicareSetting => Some(0.5),
            // A state's own money rarely pays across its border.
            Caution::OtherState => Some(0.1),
        }
    }

    /// Whether a person should read the caution: if it applies, or if it is about the use of a substance and the need names
    /// none.
    pub fn is_worth_reading(self, need: &Need) -> bool {
        let is_about_use =
            matches!(self, Caution::NoOpioidTreatment | Caution::NoAlcoholTreatment | Caution::NoMedication);
        let names_use = [PersonGroup::OpioidUse, PersonGroup::AlcoholUse]
            .iter()
            .any(|use_of| need.person.contains(use_of));
        self.factor(need).is_some() || is_about_use && !names_use
    }
}

impl CautionSet {
    /// By how much the cautions that apply to the person multiply the chance that a program fits, from 0 to 1.
    pub fn factor(self, need: &Need) -> f64 {
        self.iter().filter_map(|caution| caution.factor(need)).product()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::age::AgeGroup;

    fn factor(caution: Caution, person: &[PersonGroup]) -> Option<f64> {
        caution.factor(&Need { person: person.to_vec(), ..Need::anything() })
    }

    use PersonGroup::*;

    #[test]
    fn a_caution_does_not_apply_to_the_people_that_the_program_is_meant_for() {
        let exempt = [
            (Caution::VeteransOnly, Veteran),
            (Caution::MilitaryOnly, ServiceMember),
            (Caution::TribalAsk, Native),
            (Caution::DuiOnly, Dui),
            (Caution::OpioidOnly, OpioidUse),
            (Caution::AlcoholOnly, AlcoholUse),
            (Caution::MenOnly, Man),
            (Caution::WomenOnly, Woman),
            (Caution::NoAdults, Teen),
            (Caution::OlderAdultsOnly, OlderAdult),
        ];
        for (caution, group) in exempt {
            assert!(factor(caution, &[]).is_some_and(|factor| factor < 1.0), "{caution:?}");
            assert_eq!(factor(caution, &[group]), None, "{caution:?}");
        }
    }

    #[test]
    fn what_a_program_does_not_treat_concerns_only_those_who_use_it() {
        assert_eq!(factor(Caution::NoOpioidTreatment, &[]), None);
        assert_eq!(factor(Caution::NoOpioidTreatment, &[OpioidUse]), Some(0.05));
        assert_eq!(factor(Caution::NoAlcoholTreatment, &[OpioidUse]), None);
        assert_eq!(factor(Caution::NoMedication, &[OpioidUse]), Some(0.5));
    }

    #[test]
    fn a_caution_about_a_use_is_worth_reading_unless_another_use_was_named() {
        let is_worth_reading = |caution: Caution, person: &[PersonGroup]| {
            caution.is_worth_reading(&Need { person: person.to_vec(), ..Need::anything() })
        };
        assert!(is_worth_reading(Caution::NoOpioidTreatment, &[]));
        assert!(is_worth_reading(Caution::NoOpioidTreatment, &[OpioidUse, AlcoholUse]));
        assert!(!is_worth_reading(Caution::NoOpioidTreatment, &[AlcoholUse]));
        assert!(!is_worth_reading(Caution::WomenOnly, &[Woman]));
    }

    #[test]
    fn a_program_for_another_gender_or_another_substance_counts_little() {
        assert_eq!(
            (factor(Caution::MenOnly, &[]), factor(Caution::MenOnly, &[Woman])),
            (Some(0.5), Some(0.02))
        );
        assert_eq!(factor(Caution::OpioidOnly, &[AlcoholUse]), Some(0.05));
        assert_eq!(factor(Caution::OpioidOnly, &[AlcoholUse, OpioidUse]), None);
    }

    #[test]
    fn an_age_replaces_the_cautions_about_ages() {
        let need = Need { age: Some(AgeGroup::Adults), ..Need::anything() };
        assert_eq!((Caution::NoAdults.factor(&need), Caution::OlderAdultsOnly.factor(&need)), (None, None));
    }

    #[test]
    fn the_factors_of_several_cautions_are_multiplied() {
        let cautions: CautionSet =
            [Caution::WomenOnly, Caution::DuiOnly, Caution::NoMedication].into_iter().collect();
        assert_eq!(cautions.factor(&Need::anything()), 0.5 * 0.1);
    }
}
