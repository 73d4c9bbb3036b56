//! Types for the attributes that the rules refer to by name. They have the lowest ids, in the order of this file.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::attribute_id::AttributeId;
use crate::named_enum;

named_enum! {
    /// What a program is listed as treating.
    #[derive(Serialize, Deserialize, ToSchema)]
    #[serde(rename_all = "snake_case")]
    pub enum Track {
        /// Alcohol and drugs: a listing of SAMHSA's substance-use directory.
        SubstanceUse = "substance_use",
        /// Mental health: a listing of SAMHSA's mental-health directory.
        MentalHealth = "mental_health",
    }
}

/// Declares an enum whose variants are attributes with consecutive ids, starting at `$first`.
macro_rules! attributes {
    ($(#[$doc:meta])* $name:ident from $first:expr; $($(#[$member_doc:meta])* $member:ident = $slug:literal,)+) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$member_doc])* $member,)+ }

        impl $name {
            /// All variants, in the order of the vocabulary.
            pub const ALL: &'static [$name] = &[$($name::$member,)+];
            #[allow(dead_code, reason = "no enum follows the last one")]
            const END: usize = $first + Self::ALL.len();

            /// The name in the API, which is also the slug in the vocabulary.
            pub fn slug(self) -> &'static str {
                match self { $($name::$member => $slug,)+ }
            }

            /// The id of this attribute in the vocabulary.
            pub const fn id(self) -> AttributeId {
                AttributeId::from_index($first + self as usize)
            }

            /// The variant with this name in the API.
            pub fn from_slug(slug: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.slug() == slug)
            }
        }
    };
}

attributes! {
    /// What a program treats, or whom.
    ProgramType from 0;
    /// Alcohol or drugs.
    Addiction = "addiction",
    /// Mental health.
    MentalHealth = "mental_health",
    /// Both together, in one program.
    DualDiagnosis = "dual_diagnosis",
    /// Adolescents.
    Teen = "teen",
    /// Eating disorders.
    EatingDisorder = "eating_disorder",
}

attributes! {
    /// Level of care.
    Level from ProgramType::END;
    /// ASAM 2.1: several days a week, living at home.
    IntensiveOutpatient = "intensive_outpatient",
    /// ASAM 2.5: most of the day, most days.
    PartialHospitalization = "partial_hospitalization",
    /// ASAM 1: a session or two a week.
    Outpatient = "outpatient",
    /// Methadone and other opioid medication under federal certification.
    OpioidTreatmentProgram = "opioid_treatment_program",
    /// Withdrawal management.
    Detox = "detox",
    /// ASAM 3: living there.
    Residential = "residential",
    /// ASAM 4: in a hospital.
    Inpatient = "inpatient",
    /// Sober living, halfway house.
    TransitionalHousing = "transitional_housing",
}

attributes! {
    /// A kind of insurance, or another way to pay.
    Payment from Level::END;
    /// Medicaid.
    Medicaid = "medicaid",
    /// Medicare.
    Medicare = "medicare",
    /// Private insurance.
    Private = "private",
    /// Military insurance, such as TRICARE.
    Military = "military",
    /// A state's own insurance that is not Medicaid.
    StateFinanced = "state_financed",
    /// Indian Health Service, tribal or urban funds.
    IhsTribal = "ihs_tribal",
    /// Cash.
    SelfPay = "self_pay",
    /// Fees that depend on income.
    SlidingFee = "sliding_fee",
    /// Help with paying.
    PaymentAssistance = "payment_assistance",
    /// No fee.
    Free = "free",
    /// Department of Veterans Affairs.
    Va = "va",
    /// Public money for treatment.
    PublicFunds = "public_funds",
}

attributes! {
    /// Several codes that people ask for as one thing.
    Group from Payment::END;
    /// The family takes part.
    Family = "family",
    /// Group sessions.
    Group = "group",
    /// Individual sessions.
    Individual = "individual",
    /// Work on trauma.
    Trauma = "trauma",
    /// Medication for opioid use disorder.
    OpioidMedication = "opioid_medication",
    /// Medication for alcohol use disorder.
    AlcoholMedication = "alcohol_medication",
    /// Medication prescribed there or elsewhere is welcome.
    MedicationWelcome = "medication_welcome",
    /// Help with school or work.
    SchoolWork = "school_work",
    /// Support from people who have been through it themselves.
    Peer = "peer",
    /// Activity therapy, acupuncture.
    Holistic = "holistic",
    /// A full assessment.
    Assessment = "assessment",
}

impl Level {
    /// The level in the third and fourth editions of the ASAM criteria. These cover addiction treatment only.
    pub fn asam(self) -> Option<&'static str> {
        match self {
            Level::IntensiveOutpatient => Some("2.1 / 2.1"),
            Level::PartialHospitalization => Some("2.5 / 2.5"),
            Level::Outpatient => Some("1 / 1.5"),
            Level::OpioidTreatmentProgram => Some("OTP"),
            Level::Detox => Some("withdrawal management"),
            Level::Residential => Some("3"),
            Level::Inpatient => Some("4"),
            Level::TransitionalHousing => None,
        }
    }
}

impl Payment {
    /// The SAMHSA code for this way to pay, if it is exactly one code.
    pub fn code(self) -> Option<&'static str> {
        Some(match self {
            Payment::Medicaid => "MD",
            Payment::Medicare => "MC",
            Payment::Private => "PI",
            Payment::Military => "MI",
            Payment::StateFinanced => "SI",
            Payment::IhsTribal => "ITU",
            Payment::SelfPay => "SF",
            Payment::SlidingFee => "SS",
            Payment::PaymentAssistance => "PA",
            Payment::Free => "NP",
            Payment::Va | Payment::PublicFunds => return None,
        })
    }
}

impl Group {
    /// The codes in this group. Any one of them makes the group `yes`.
    pub fn codes(self) -> &'static [&'static str] {
        match self {
            Group::Family => &["CFT", "FCO", "FPSY"],
            Group::Group => &["GT", "GCO"],
            Group::Individual => &["IPT", "ICO"],
            Group::Trauma => &["TRC", "EMDR", "TRMA", "PTSD"],
            Group::OpioidMedication => &["MU", "BU", "NU"],
            Group::AlcoholMedication => &["PMAT", "ACM", "DSF"],
            Group::MedicationWelcome => &["MOA", "ACMA", "MU", "BU", "NU", "PMAT"],
            Group::SchoolWork => &["VOC", "ES", "EMP", "SEMP", "VRS"],
            Group::Peer => &["PEER", "RC", "SHG"],
            Group::Holistic => &["AT", "ACU"],
            Group::Assessment => &["CSAA", "CMHA"],
        }
    }
}
