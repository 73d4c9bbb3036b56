//! The codes from which attributes are derived.

use crate::vocabulary::{Level, Payment, ProgramType, Track};

/// The codes that make a program type `yes`; any one of them suffices.
pub(super) fn program_codes(program: ProgramType, track: Track) -> &'static [&'static str] {
    use ProgramType as Type;
    use Track::{MentalHealth as MH, SubstanceUse as SU};
    match (program, track) {
        (Type::Addiction, _) => &["SA"],
        (Type::MentalHealth, SU) => &[],
        (Type::MentalHealth, MH) => &["MH"],
        (Type::DualDiagnosis, SU) => &["SUMH", "CO"],
        (Type::DualDiagnosis, MH) => &["SUMH", "CO", "IDD"],
        (Type::Teen, SU) => &["AD"],
        (Type::Teen, MH) => &["CHLD", "SED", "RTCC"],
        (Type::EatingDisorder, _) => &["PED"],
    }
}

/// The codes for a way to pay that has several codes. Empty for the others.
pub(super) fn payment_codes(payment: Payment, track: Track) -> &'static [&'static str] {
    match (payment, track) {
        (Payment::Va, Track::MentalHealth) => &["VAF", "VAMC", "VAHC"],
        (Payment::PublicFunds, Track::SubstanceUse) => &["FSA", "SAMF"],
        (Payment::PublicFunds, Track::MentalHealth) => &["CLF", "CMHG", "CSBG", "OSF", "SMHA"],
        _ => &[],
    }
}

/// The codes that make a level `yes`; any one of them suffices.
pub(super) fn level_codes(level: Level, track: Track) -> &'static [&'static str] {
    match track {
        Track::MentalHealth => mental_health_codes(level),
        Track::SubstanceUse => substance_use_codes(level),
    }
}

fn mental_health_codes(level: Level) -> &'static [&'static str] {
    match level {
        Level::PartialHospitalization => &["PHDT", "PH"],
        Level::Outpatient => &["OP"],
        Level::Residential => &["RES", "RTCA", "RTCC"],
        Level::Inpatient => &["HI", "IPSY", "PSY", "SHP"],
        Level::IntensiveOutpatient
        | Level::OpioidTreatmentProgram
        | Level::Detox
        | Level::TransitionalHousing => &[],
    }
}

fn substance_use_codes(level: Level) -> &'static [&'static str] {
    match level {
        Level::IntensiveOutpatient => &["OIT"],
        Level::PartialHospitalization => &["ODT"],
        Level::Outpatient => &["ORT"],
        Level::OpioidTreatmentProgram => &["OTP"],
        Level::Detox => &["DT", "OD", "RD", "HID"],
        Level::Residential => &["RES", "RL", "RS"],
        Level::Inpatient => &["HI", "HIT"],
        Level::TransitionalHousing => &["HH"],
    }
}
