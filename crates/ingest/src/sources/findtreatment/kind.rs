//! The kinds of facilities, as the locator abbreviates them.

use directory::{Track, text};

/// The kinds of facilities that are treatment programs, and their tracks. Since 2025, `SU` takes the place of `SA`.
const TREATMENT: [(&str, Track); 8] = [
    ("SU", Track::SubstanceUse),
    ("SA", Track::SubstanceUse),
    ("SUD", Track::SubstanceUse),
    ("OTP", Track::SubstanceUse),
    ("SUBSTANCEUSE", Track::SubstanceUse),
    ("SUBSTANCEABUSE", Track::SubstanceUse),
    ("MH", Track::MentalHealth),
    ("MENTALHEALTH", Track::MentalHealth),
];

/// Beginnings of the kinds that are known not to be treatment programs: health centers and prescribers of medication.
const OTHERS: [&str; 4] = ["HRSA", "BUP", "PRESCRIBER", "PRACTITIONER"];

/// The track of a kind of facility, or why its rows can't be used.
pub(in crate::sources) fn track(kind: Option<&str>) -> Result<Track, String> {
    let kind = kind.and_then(text::clean).ok_or("no kind of facility")?;
    let plain = plain(&kind);
    let known = TREATMENT.iter().find(|(name, _)| *name == plain);
    known.map(|(_, track)| *track).ok_or_else(|| format!("not a treatment listing: {kind}"))
}

/// The kind of a row; `None` if it is known not to be a treatment program, so that it is fine if all its rows are
/// rejected.
pub(in crate::sources) fn treatment_kind(kind: Option<&str>) -> Option<String> {
    let kind = kind.and_then(text::clean).unwrap_or_default();
    let plain = plain(&kind);
    (!OTHERS.iter().any(|other| plain.starts_with(other))).then_some(kind)
}

/// The letters and digits of a kind, in capitals.
fn plain(kind: &str) -> String {
    kind.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn substance_use_is_known_under_its_old_and_its_new_name() {
        for kind in ["SA", "SU", "su ", "OTP", "Substance Use"] {
            assert_eq!(track(Some(kind)), Ok(Track::SubstanceUse), "{kind}");
        }
        assert_eq!(track(Some("MH")), Ok(Track::MentalHealth));
        assert_eq!(track(Some("XX")), Err("not a treatment listing: XX".to_owned()));
    }

    #[test]
    fn only_known_kinds_may_be_rejected_as_a_whole() {
        assert_eq!(treatment_kind(Some("XX")).as_deref(), Some("XX"));
        assert_eq!(treatment_kind(None).as_deref(), Some(""));
        assert_eq!(treatment_kind(Some("HRSA")), None);
    }
}
