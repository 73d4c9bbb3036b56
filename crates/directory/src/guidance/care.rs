//! The kinds of care that can be suggested, and the search that finds each.

use crate::vocabulary::{Level, ProgramType};

/// A kind of care that can be suggested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Care {
    /// Inpatient care in a hospital.
    Hospital,
    /// Detox at a place that lists alcohol.
    DetoxAlcohol,
    /// Detox at a place that lists benzodiazepines, the only sedatives that the survey has a code for. A listing does
    /// not say whether a place accepts barbiturates or GHB, so the page says to ask.
    DetoxSedatives,
    /// Detox from any substance.
    Detox,
    /// A residential program.
    Residential,
    /// Day treatment (partial hospitalization).
    DayTreatment,
    /// An opioid treatment program, which may dispense methadone.
    OpioidClinic,
    /// Medication for opioid use disorder, at any level of care.
    OpioidMedication,
    /// Treatment for gambling, at any level of care.
    GamblingTreatment,
    /// An intensive outpatient program.
    IntensiveOutpatient,
    /// A sober home, in addition to treatment.
    Housing,
    /// Outpatient care: one or two visits a week.
    Outpatient,
}

/// How intensive care is, the least intensive first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Intensity {
    /// One or two visits a week, or housing without treatment.
    Visits,
    /// Several days a week.
    SeveralDays,
    /// Most of the day on most days of the week.
    MostDays,
    /// Around the clock.
    DayAndNight,
    /// Around the clock, with medical help for withdrawal.
    Withdrawal,
    /// In a hospital.
    Hospital,
}

impl Intensity {
    /// The intensity of a level of care.
    pub fn from_level(level: Level) -> Intensity {
        match level {
            Level::Inpatient => Intensity::Hospital,
            Level::Detox => Intensity::Withdrawal,
            Level::Residential => Intensity::DayAndNight,
            Level::PartialHospitalization => Intensity::MostDays,
            Level::IntensiveOutpatient => Intensity::SeveralDays,
            Level::Outpatient | Level::OpioidTreatmentProgram | Level::TransitionalHousing => {
                Intensity::Visits
            }
        }
    }
}

impl Care {
    /// All kinds of care.
    pub const ALL: [Care; 12] = [
        Care::Hospital,
        Care::DetoxAlcohol,
        Care::DetoxSedatives,
        Care::Detox,
        Care::Residential,
        Care::DayTreatment,
        Care::OpioidClinic,
        Care::OpioidMedication,
        Care::GamblingTreatment,
        Care::IntensiveOutpatient,
        Care::Housing,
        Care::Outpatient,
    ];

    /// The level of care to search for; `None` searches all levels.
    pub fn level(self) -> Option<Level> {
        match self {
            Care::Hospital => Some(Level::Inpatient),
            Care::DetoxAlcohol | Care::DetoxSedatives | Care::Detox => Some(Level::Detox),
            Care::Residential => Some(Level::Residential),
            Care::DayTreatment => Some(Level::PartialHospitalization),
            Care::OpioidClinic => Some(Level::OpioidTreatmentProgram),
            Care::OpioidMedication | Care::GamblingTreatment => None,
            Care::IntensiveOutpatient => Some(Level::IntensiveOutpatient),
            Care::Housing => Some(Level::TransitionalHousing),
            Care::Outpatient => Some(Level::Outpatient),
        }
    }

    /// The slug of an attribute that a place must have.
    ///
    /// A place must meet all conditions of a search, and few places list detox from both alcohol and benzodiazepines. So
    /// someone who needs both gets two searches.
    pub fn condition(self) -> Option<&'static str> {
        match self {
            Care::DetoxAlcohol => Some("alcohol_detox"),
            Care::DetoxSedatives => Some("benzodiazepine_detox"),
            Care::OpioidMedication => Some("opioid_medication"),
            Care::GamblingTreatment => Some("gambling_treatment"),
            _ => None,
        }
    }

    /// Whether it may be offered, given that nothing less intensive than `floor` may. `is_danger` says that the floor
    /// was set because of danger.
    pub fn is_enough(self, floor: Option<Intensity>, is_danger: bool) -> bool {
        match self {
            // Medication saves lives in addition to any other care. Only a hospital comes first.
            Care::OpioidClinic | Care::OpioidMedication => floor < Some(Intensity::Hospital),
            // Treatment for gambling exists at every level of care.
            Care::GamblingTreatment => !is_danger,
            _ => self.level().map(Intensity::from_level) >= floor,
        }
    }

    /// The program type to search for, given the one that the person needs. Searches for detox, opioid clinics, gambling
    /// treatment and housing are specific already: another condition would only hide some places.
    pub fn program(self, needed: Option<ProgramType>) -> Option<ProgramType> {
        let is_general = matches!(
            self,
            Care::Hospital
                | Care::Residential
                | Care::DayTreatment
                | Care::IntensiveOutpatient
                | Care::Outpatient
        );
        needed.filter(|_| is_general)
    }
}
