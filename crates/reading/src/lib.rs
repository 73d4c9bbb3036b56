//! How hard a text is to read, as far as the length of its words and sentences tells. For tests only: they hold
//! what people read to a reading age of about 12.
//!
//! - English: the grade of Flesch and Kincaid, [`flesch_kincaid_grade`].
//! - Spanish: the perspicuity of Szigriszt Pazos, [`inflesz`], and the ease of Fernández Huerta,
//!   [`fernandez_huerta`].
//! - [`fluent_text`] takes the sentences out of a Fluent file.
//!
//! A sentence ends at a full stop, a question mark or an exclamation mark that a space or the end of the line
//! follows, and at the end of a line, so that a list is read as so many short sentences. A word is what stands
//! between spaces: a word with a hyphen or an apostrophe is one word. This is stricter than Flesch, who also let
//! a sentence end at a colon or semicolon and counted abbreviations and figures as one syllable (*How to Write
//! Plain English*, 1979): here `IOP` has three, and `65` two.

mod counts;
mod english;
mod fluent;
mod spanish;

pub use counts::{Counts, Language};
pub use fluent::fluent_text;

/// The US school grade that an English text needs; add five for the age.
///
/// 0.39 · words per sentence + 11.8 · syllables per word − 15.59, from Kincaid, Fishburne, Rogers and Chissom,
/// *Derivation of New Readability Formulas for Navy Enlisted Personnel*, 1975.
pub fn flesch_kincaid_grade(text: &str) -> f64 {
    let counts = Counts::of(Language::English, text);
    0.39 * counts.words_per_sentence() + 11.8 * counts.syllables_per_word() - 15.59
}

/// The perspicuity of a Spanish text: from 55 it is "normal" on the INFLESZ scale, from 65 "fairly easy", from 80
/// "very easy".
///
/// 206.835 − 62.3 · syllables per word − words per sentence, from Szigriszt Pazos, *Sistemas predictivos de
/// legibilidad del mensaje escrito*, 1993; the scale is from Barrio-Cantalejo and others, *Validación de la Escala
/// INFLESZ*, Anales del Sistema Sanitario de Navarra 31 (2), 2008.
pub fn inflesz(text: &str) -> f64 {
    let counts = Counts::of(Language::Spanish, text);
    206.835 - 62.3 * counts.syllables_per_word() - counts.words_per_sentence()
}

/// The reading ease of a Spanish text: 60 to 70 is normal for adults, 70 to 80 suits the sixth grade.
///
/// 206.84 − 60 · syllables per word − 1.02 · words per sentence, from Fernández Huerta, *Medidas sencillas de
/// lecturabilidad*, Consigna 214, 1959, in the corrected reading of the formula (sentences, not their length, are
/// counted in a hundred words).
pub fn fernandez_huerta(text: &str) -> f64 {
    let counts = Counts::of(Language::Spanish, text);
    206.84 - 60.0 * counts.syllables_per_word() - 1.02 * counts.words_per_sentence()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_graded_by_its_formula() {
        // 6 words, 6 syllables, 1 sentence.
        assert!((flesch_kincaid_grade("The cat sat on the mat.") - (0.39 * 6.0 + 11.8 - 15.59)).abs() < 1e-9);
        // 4 words, 7 syllables: mi-ca-sa-es-blan-ca is 6, and y is 1.
        let text = "Mi casa es blanca y azul.";
        let (syllables, words) = (9.0 / 6.0, 6.0);
        assert!((inflesz(text) - (206.835 - 62.3 * syllables - words)).abs() < 1e-9);
        assert!((fernandez_huerta(text) - (206.84 - 60.0 * syllables - 1.02 * words)).abs() < 1e-9);
    }

    #[test]
    fn long_words_and_sentences_are_harder() {
        let easy = "You go home each night. You come back in the morning.";
        let hard = "Participants return to their residences nightly, subsequently presenting for continued \
                    rehabilitation the following morning.";
        assert!(flesch_kincaid_grade(easy) < 3.0);
        assert!(flesch_kincaid_grade(hard) > 15.0);
        let easy = "Usted duerme en su casa. Viene tres días por semana.";
        let hard = "Los participantes pernoctan en sus respectivos domicilios, compareciendo posteriormente para \
                    la continuación de la rehabilitación.";
        assert!(inflesz(easy) > 65.0 && inflesz(hard) < 40.0);
    }

    #[test]
    fn a_text_without_words_is_no_number() {
        assert!(flesch_kincaid_grade("…").is_nan());
        assert!(inflesz("").is_nan());
    }
}
