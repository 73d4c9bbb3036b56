//! The taxonomies of organizations that treat addiction or mental illness.

use directory::Track;
use directory::Track::{MentalHealth, SubstanceUse};

/// The taxonomies that are listed, as codes of the National Uniform Claim Committee, with what such providers mainly
/// treat. The comments quote the code set (Health Care Provider Taxonomy).
pub(super) const WANTED: [(&str, Track); 12] = [
    // Clinic/Center: Rehabilitation, Substance Use Disorder
    ("261QR0405X", SubstanceUse),
    // Clinic/Center: Mental Health (Including Community Mental Health Center)
    ("261QM0801X", MentalHealth),
    // Clinic/Center: Adult Mental Health
    ("261QM0850X", MentalHealth),
    // Clinic/Center: Adolescent and Children Mental Health
    ("261QM0855X", MentalHealth),
    // Clinic/Center: Methadone Clinic
    ("261QM2800X", SubstanceUse),
    // Community/Behavioral Health
    ("251S00000X", MentalHealth),
    // Substance Abuse Rehabilitation Facility
    ("324500000X", SubstanceUse),
    // Substance Abuse Rehabilitation Facility: Children
    ("3245S0500X", SubstanceUse),
    // Psychiatric Residential Treatment Facility
    ("323P00000X", MentalHealth),
    // Psychiatric Hospital
    ("283Q00000X", MentalHealth),
    // Psychiatric Unit
    ("273R00000X", MentalHealth),
    // Rehabilitation, Substance Use Disorder Unit
    ("276400000X", SubstanceUse),
];

/// What providers of a listed taxonomy treat.
pub(super) fn wanted(code: &str) -> Option<Track> {
    WANTED.into_iter().find(|(wanted, _)| *wanted == code).map(|(_, track)| track)
}
