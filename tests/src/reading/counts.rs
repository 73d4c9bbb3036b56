//! Counts the sentences, words and syllables of a text.

use super::{english, spanish};

/// A language whose syllables can be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// American English.
    English,
    /// Spanish.
    Spanish,
}

/// How many sentences, words and syllables a text has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Sentences with at least one word.
    pub sentences: usize,
    /// Words, separated by spaces, dashes and slashes.
    pub words: usize,
    /// Syllables of all words.
    pub syllables: usize,
}

impl Counts {
    /// Counts a text.
    pub fn new(language: Language, text: &str) -> Counts {
        let mut counts = Counts::default();
        for sentence in text.lines().flat_map(sentences) {
            let words = sentence.split_whitespace().flat_map(|word| word.split(['/', '–', '—', '…']));
            let words: Vec<usize> =
                words.map(|word| syllables(language, word)).filter(|count| *count > 0).collect();
            counts.sentences += usize::from(!words.is_empty());
            counts.words += words.len();
            counts.syllables += words.iter().sum::<usize>();
        }
        counts
    }

    /// The mean length of a sentence; NaN for a text without words.
    pub fn words_per_sentence(self) -> f64 {
        self.words as f64 / self.sentences as f64
    }

    /// The mean length of a word in syllables; NaN for a text without words.
    pub fn syllables_per_word(self) -> f64 {
        self.syllables as f64 / self.words as f64
    }
}

/// The sentences of a line.
fn sentences(line: &str) -> impl Iterator<Item = &str> {
    let ends =
        |part: &str| part.trim_end().trim_end_matches([')', '"', '”', '»', '\'']).ends_with(['.', '?', '!']);
    let mut from = 0;
    let mut out = Vec::new();
    for (at, _) in line.match_indices(char::is_whitespace) {
        if ends(&line[from..at]) {
            out.push(&line[from..at]);
            from = at;
        }
    }
    out.push(&line[from..]);
    out.into_iter()
}

/// The syllables of a word as it is said aloud: one for each digit, about one for each letter of an abbreviation,
/// and those of each part of a hyphenated word.
fn syllables(language: Language, word: &str) -> usize {
    let runs = word.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’');
    runs.map(|run| {
        let digits = run.chars().filter(char::is_ascii_digit).count();
        let letters: String = run.chars().filter(|c| c.is_alphabetic()).collect();
        digits + syllables_of_letters(language, &letters)
    })
    .sum()
}

fn syllables_of_letters(language: Language, letters: &str) -> usize {
    let capitals = letters.chars().filter(|c| c.is_uppercase()).count();
    if letters.is_empty() {
        0
    } else if capitals >= 2 && letters.chars().count() <= 5 && !SPOKEN_AS_WORDS.contains(&letters) {
        syllables_spelled_out(language, letters)
    } else {
        let lower = letters.to_lowercase();
        match language {
            Language::English => english::syllables(&lower),
            Language::Spanish => spanish::syllables(&lower),
        }
    }
}

/// Abbreviations that are pronounced as words.
const SPOKEN_AS_WORDS: [&str; 6] = ["AIDS", "CARF", "PrEP", "AIMS", "SIDA", "WIC"];

/// The syllables of the capital letters, pronounced one by one: three for `W` in English.
fn syllables_spelled_out(language: Language, letters: &str) -> usize {
    let syllables = |c: char| match (language, c.to_ascii_uppercase()) {
        (Language::English, 'W') => 3,
        (Language::English, _) => 1,
        (Language::Spanish, 'F' | 'H' | 'J' | 'L' | 'M' | 'N' | 'R' | 'S' | 'Z' | 'X') => 2,
        (Language::Spanish, 'W' | 'Y') => 3,
        (Language::Spanish, _) => 1,
    };
    letters.chars().filter(|c| c.is_uppercase()).map(syllables).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_at_punctuation_and_at_line_ends() {
        let count = |text| Counts::new(Language::English, text).sentences;
        assert_eq!(count("Call first. Is it far? Go!"), 3);
        assert_eq!(count("One line\nand one more\n\n"), 2);
        assert_eq!(count("It is 3.5 miles away (about). Call."), 2);
        assert_eq!(count("A. \"B?\" C"), 3);
    }

    #[test]
    fn hyphens_join_words_and_dashes_separate_them() {
        let count = |text| Counts::new(Language::English, text);
        assert_eq!(count("one-on-one"), Counts { sentences: 1, words: 1, syllables: 3 });
        assert_eq!(count("men – women"), Counts { sentences: 1, words: 2, syllables: 3 });
    }

    #[test]
    fn abbreviations_and_figures_count_as_they_are_spoken() {
        let syllables = |language, text| Counts::new(language, text).syllables;
        assert_eq!(syllables(Language::English, "IOP 65 DUI VA"), 3 + 2 + 3 + 2);
        assert_eq!(syllables(Language::English, "AIDS"), 1);
        assert_eq!(syllables(Language::Spanish, "VIH"), 4);
    }

    #[test]
    fn whole_sentences_have_the_counts_found_by_hand() {
        // You come for a-bout three hours at a time, on sev-er-al days a week.
        let english = Counts::new(
            Language::English,
            "You come for about three hours at a time, on several days a week.",
        );
        assert_eq!(english, Counts { sentences: 1, words: 14, syllables: 17 });
        // Us-ted vie-ne u-nas tres ho-ras a la vez, va-rios dí-as por se-ma-na.
        let spanish =
            Counts::new(Language::Spanish, "Usted viene unas tres horas a la vez, varios días por semana.");
        assert_eq!(spanish, Counts { sentences: 1, words: 12, syllables: 20 });
    }
}
