//! How hard a text is to read, judged by the length of its words and sentences. Tests use it to make sure that a
//! person of about 12 can read the pages.
//!
//! - English: the Flesch–Kincaid grade, [`flesch_kincaid_grade`].
//! - Spanish: Szigriszt Pazos's perspicuity, [`inflesz`], and Fernández Huerta's ease, [`fernandez_huerta`].
//! - [`fluent_text`] extracts the sentences from a Fluent file.
//!
//! A sentence ends at a full stop, question mark or exclamation mark followed by a space, and at the end of a line,
//! so that each item of a list is a short sentence. Words are separated by spaces, dashes and slashes: a word with a
//! hyphen or an apostrophe is one word. This is stricter than Flesch, who also ended sentences at colons and semicolons
//! and counted abbreviations and figures as one syllable (*How to Write Plain English*, 1979): here `IOP` has three
//! syllables, and `65` has two.

mod counts;
mod english;
mod fluent;
mod spanish;

pub use counts::{Counts, Language};
pub use fluent::fluent_text;

/// The US school grade needed to read an English text. Add five for the age.
///
/// 0.39 · words per sentence + 11.8 · syllables per word − 15.59, from Kincaid, Fishburne, Rogers and Chissom,
/// *Derivation of New Readability Formulas for Navy Enlisted Personnel*, 1975.
pub fn flesch_kincaid_grade(text: &str) -> f64 {
    let counts = Counts::new(Language::English, text);
    0.39 * counts.words_per_sentence() + 11.8 * counts.syllables_per_word() - 15.59
}

/// The perspicuity of a Spanish text. On the INFLESZ scale, 55 and more is "normal", 65 "fairly easy" and 80 "very
/// easy".
///
/// 206.835 − 62.3 · syllables per word − words per sentence, from Szigriszt Pazos, *Sistemas predictivos de
/// legibilidad del mensaje escrito*, 1993; the scale is from Barrio-Cantalejo and others, *Validación de la Escala
/// INFLESZ*, Anales del Sistema Sanitario de Navarra 31 (2), 2008.
pub fn inflesz(text: &str) -> f64 {
    let counts = Counts::new(Language::Spanish, text);
    206.835 - 62.3 * counts.syllables_per_word() - counts.words_per_sentence()
}

/// The reading ease of a Spanish text: 60 to 70 is normal for adults; 70 to 80 is right for sixth graders.
///
/// 206.84 − 60 · syllables per word − 1.02 · words per sentence, from Fernández Huerta, *Medidas sencillas de
/// lecturabilidad*, Consigna 214, 1959, with the usual correction: its second variable is the words per sentence,
/// not the sentences in a hundred words.
pub fn fernandez_huerta(text: &str) -> f64 {
    let counts = Counts::new(Language::Spanish, text);
    206.84 - 60.0 * counts.syllables_per_word() - 1.02 * counts.words_per_sentence()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_graded_by_the_published_formulas() {
        // 6 words, 6 syllables, 1 sentence.
        assert!((flesch_kincaid_grade("The cat sat on the mat.") - (0.39 * 6.0 + 11.8 - 15.59)).abs() < 1e-9);
        // 6 words: mi, ca-sa, es, blan-ca, y, a-zul. 9 syllables.
        let text = "Mi casa es blanca y azul.";
        let (syllables_per_word, words) = (9.0 / 6.0, 6.0);
        assert!((inflesz(text) - (206.835 - 62.3 * syllables_per_word - words)).abs() < 1e-9);
        assert!((fernandez_huerta(text) - (206.84 - 60.0 * syllables_per_word - 1.02 * words)).abs() < 1e-9);
    }

    #[test]
    fn long_words_and_sentences_are_harder_to_read() {
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
    fn a_text_without_words_has_no_grade() {
        assert!(flesch_kincaid_grade("…").is_nan());
        assert!(inflesz("").is_nan());
    }
}
