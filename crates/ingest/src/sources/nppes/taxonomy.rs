//! The taxonomies of organizations that treat addiction or mental illness.

use directory::Track;

/// A taxonomy code of the National Uniform Claim Committee, and what such a provider treats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Taxonomy {
    /// The code, of ten characters.
    pub code: &'static str,
    /// What these providers mainly treat.
    pub track: Track,
}

use Track::{MentalHealth, SubstanceUse};

/// The taxonomies that are listed. The comments quote the code set (Health Care Provider Taxonomy).
pub(super) const WANTED: [Taxonomy; 12] = [
    // Clinic/Center: Rehabilitation, Substance Use Disorder
    Taxonomy { code: "261QR0405X", track: SubstanceUse },
    // Clinic/Center: Mental Health (Including Community Mental Health Center)
    Taxonomy { code: "261QM0801X", track: MentalHealth },
    // Clinic/Center: Adult Mental Health
    Taxonomy { code: "261QM0850X", track: MentalHealth },
    // Clinic/Center: Adolescent and Children Mental Health
    Taxonomy { code: "261QM0855X", track: MentalHealth },
    // Clinic/Center: Methadone Clinic
    Taxonomy { code: "261QM2800X", track: SubstanceUse },
    // Community/Behavioral Health
    Taxonomy { code: "251S00000X", track: MentalHealth },
    // Substance Abuse Rehabilitation Facility
    Taxonomy { code: "324500000X", track: SubstanceUse },
    // Substance Abuse Rehabilitation Facility: Children
    Taxonomy { code: "3245S0500X", track: SubstanceUse },
    // Psychiatric Residential Treatment Facility
    Taxonomy { code: "323P00000X", track: MentalHealth },
    // Psychiatric Hospital
    Taxonomy { code: "283Q00000X", track: MentalHealth },
    // Psychiatric Unit
    Taxonomy { code: "273R00000X", track: MentalHealth },
    // Rehabilitation, Substance Use Disorder Unit
    Taxonomy { code: "276400000X", track: SubstanceUse },
];

/// The listed taxonomy with this code.
pub(super) fn wanted(code: &str) -> Option<Taxonomy> {
    WANTED.into_iter().find(|taxonomy| taxonomy.code == code)
}
