//! Looking for words and phrases, regardless of case and punctuation.

/// A text in lower case, with one space before, between and after its words: "N/A" becomes " n a ".
pub(crate) fn folded(text: &str) -> String {
    let letters = text.chars().flat_map(char::to_lowercase);
    let spaced: String = letters.map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    format!(" {} ", spaced.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Whether a folded text has a phrase as whole words.
pub(crate) fn has_phrase(folded: &str, phrase: &str) -> bool {
    folded
        .match_indices(phrase)
        .any(|(at, _)| folded[..at].ends_with(' ') && folded[at + phrase.len()..].starts_with(' '))
}
