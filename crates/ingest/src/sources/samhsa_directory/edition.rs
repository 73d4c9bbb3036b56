//! The edition of a workbook: detecting its track and year, and finding its questions.

use std::collections::BTreeSet;

use directory::fact::AttributeSet;
use directory::listing::Questionnaire;
use directory::vocabulary::Edition;
use directory::{Track, Vocabulary};

/// The years that a workbook or the code book can be for.
pub(super) const YEARS: std::ops::RangeInclusive<u16> = 2010..=2099;

/// The track whose questionnaires these codes come from, if that is clear.
pub(super) fn track_of<'a>(codes: impl Iterator<Item = &'a str>) -> Option<Track> {
    let vocabulary = Vocabulary::embedded();
    let found: AttributeSet = codes.filter_map(|code| vocabulary.code(code)).collect();
    let [substance, mental] = Track::ALL.map(all_questions);
    let of_substance = found.and(&substance.without(&mental)).iter().count();
    let of_mental = found.and(&mental.without(&substance)).iter().count();
    if of_substance > 3 * of_mental {
        Some(Track::SubstanceUse)
    } else if of_mental > 3 * of_substance {
        Some(Track::MentalHealth)
    } else {
        None
    }
}

/// The codes of a track in all years of the code book.
fn all_questions(track: Track) -> AttributeSet {
    let vocabulary = Vocabulary::embedded();
    let of_year = |year| vocabulary.questionnaire(Edition { track, year });
    YEARS.map(of_year).fold(AttributeSet::default(), |all, codes| all.or(&codes))
}

/// The evidence for the year of a workbook.
#[derive(Debug, Default)]
pub(super) struct YearEvidence {
    /// The years in the names of its sheets, above their headers, in the title of its properties, and in the name of the file.
    named: BTreeSet<u16>,
}

impl YearEvidence {
    /// Adds a text that may contain the year.
    pub fn text(&mut self, text: &str) {
        self.named.extend(years_in(text));
    }

    /// The year, or why it is unknown.
    ///
    /// If the texts contain a single year, that is the year. Otherwise the codes decide, if exactly one year of the code
    /// book has the same codes, and the texts contain either that year or no year at all.
    pub fn year(&self, track: Track, asked: &AttributeSet) -> Result<u16, String> {
        let mut named = self.named.iter();
        if let (Some(only), None) = (named.next(), named.next()) {
            return Ok(*only);
        }
        let by_codes = year_of_codes(track, asked);
        match by_codes.filter(|year| self.named.is_empty() || self.named.contains(year)) {
            Some(year) => Ok(year),
            None if self.named.is_empty() => {
                Err("nothing in it says which year it is for: give --year".to_owned())
            }
            None => {
                let named: Vec<String> = self.named.iter().map(u16::to_string).collect();
                Err(format!("it names several years ({}): give the right one with --year", named.join(", ")))
            }
        }
    }
}

/// The only year of a track whose questionnaire has exactly these codes.
fn year_of_codes(track: Track, asked: &AttributeSet) -> Option<u16> {
    let vocabulary = Vocabulary::embedded();
    let mut same = YEARS.filter(|year| vocabulary.questionnaire(Edition { track, year: *year }) == *asked);
    let only = same.next().filter(|_| !asked.is_empty());
    only.filter(|_| same.next().is_none())
}

/// The years in a text, as numbers of four digits.
fn years_in(text: &str) -> impl Iterator<Item = u16> {
    let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    numbers.filter_map(|digits| digits.parse().ok()).filter(|year| YEARS.contains(year))
}

/// The name of a track, for messages.
pub(super) fn track_name(track: Track) -> &'static str {
    match track {
        Track::SubstanceUse => "substance use",
        Track::MentalHealth => "mental health",
    }
}

/// The questions of an edition: those of the code book, or else those of the workbook's own reference.
pub(super) fn questionnaire(edition: Edition, asked: &AttributeSet) -> Option<Questionnaire> {
    if !Vocabulary::embedded().questionnaire(edition).is_empty() {
        return Some(Questionnaire::Edition(edition));
    }
    (!asked.is_empty()).then_some(Questionnaire::Codes(*asked))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_track_is_detected_from_codes() {
        assert_eq!(track_of(["SA", "OIT", "ORT", "OTP"].into_iter()), Some(Track::SubstanceUse));
        assert_eq!(track_of(["SA", "MH", "PHDT", "SED"].into_iter()), Some(Track::MentalHealth));
        assert_eq!(track_of(["SA", "OP"].into_iter()), None, "both have these");
        assert_eq!(track_of([].into_iter()), None);
    }

    #[test]
    fn the_only_year_in_the_names_is_used() {
        let year = |texts: &[&str]| {
            let mut evidence = YearEvidence::default();
            texts.iter().for_each(|text| evidence.text(text));
            evidence.year(Track::SubstanceUse, &AttributeSet::default())
        };
        assert_eq!(year(&["national-directory-su-facilities-2024.xlsx", "2024 SU Facilities"]), Ok(2024));
        assert_eq!(year(&["su2025.xlsx", "phone 512-555-0100 20230115"]), Ok(2025));
        assert!(year(&[]).is_err_and(|error| error.contains("--year")));
        assert!(year(&["2023", "2024"]).is_err_and(|error| error.contains("2023, 2024")));
    }

    #[test]
    fn codes_decide_if_names_do_not() {
        let vocabulary = Vocabulary::embedded();
        let edition = Edition { track: Track::SubstanceUse, year: 2022 };
        let asked = vocabulary.questionnaire(edition);
        let mut evidence = YearEvidence::default();
        assert_eq!(evidence.year(edition.track, &asked), Ok(2022));
        evidence.text("copy of 2022, saved in 2026");
        assert_eq!(evidence.year(edition.track, &asked), Ok(2022));
    }
}
