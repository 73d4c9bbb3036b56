//! What can be looked at, and the search that finds it.

use crate::vocabulary::{Level, ProgramType};

/// Something to look at, with the search that finds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Care {
    /// A hospital, day and night.
    Hospital,
    /// Detox that lists alcohol.
    DetoxAlcohol,
    /// Detox that lists benzodiazepines: the only code of the survey for drugs that calm. Nothing says whether a
    /// place takes barbiturates or GHB, so the page says to ask.
    DetoxSedatives,
    /// Detox of whatever it was.
    Detox,
    /// A program to live in.
    Residential,
    /// Day treatment, partial hospitalization.
    DayTreatment,
    /// A clinic that may give methadone.
    OpioidClinic,
    /// Medication for opioid use disorder, at whatever level of care.
    OpioidMedication,
    /// Treatment for gambling, at whatever level of care.
    GamblingTreatment,
    /// An intensive outpatient program.
    IntensiveOutpatient,
    /// A sober home, beside the treatment.
    Housing,
    /// A visit or two a week.
    Outpatient,
}

/// How much care it is, least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Intensity {
    /// A visit or two a week, or no treatment by itself.
    Visits,
    /// Several days a week.
    SeveralDays,
    /// Most of the day, on most days.
    MostDays,
    /// Day and night.
    DayAndNight,
    /// Day and night, with medical help for withdrawal.
    Withdrawal,
    /// In a hospital.
    Hospital,
}

impl Intensity {
    /// How much care a level of care is.
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
    /// All of them.
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

    /// The level of care to search for; any where there is none.
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

    /// The slug of an attribute that must hold.
    ///
    /// Conditions of one search hold all together, and few places list detox from both alcohol and
    /// benzodiazepines. So whoever needs either or both gets a search for each.
    pub fn condition(self) -> Option<&'static str> {
        match self {
            Care::DetoxAlcohol => Some("alcohol_detox"),
            Care::DetoxSedatives => Some("benzodiazepine_detox"),
            Care::OpioidMedication => Some("opioid_medication"),
            Care::GamblingTreatment => Some("gambling_treatment"),
            _ => None,
        }
    }

    /// Whether it is offered where nothing with less care than the floor is. `is_danger`: the floor is there because
    /// of danger.
    pub fn is_enough(self, floor: Option<Intensity>, is_danger: bool) -> bool {
        match self {
            // Medication keeps people alive beside any other care. Only an emergency room comes first.
            Care::OpioidClinic | Care::OpioidMedication => floor < Some(Intensity::Hospital),
            // It is found at every level of care.
            Care::GamblingTreatment => !is_danger,
            _ => self.level().map(Intensity::from_level) >= floor,
        }
    }

    /// The program type to search for, of that which the person needs. Detox, clinics for opioids, gambling and
    /// housing are found by what they are; a further condition would only hide some.
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
