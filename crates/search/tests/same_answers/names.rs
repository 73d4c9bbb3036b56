//! The simplest search of names: every word that is asked for is compared with every word of a facility's names.

use directory::{Facility, Program};

/// The words of a text, in lower case without accents, apostrophes and periods.
pub fn words(text: &str) -> Vec<String> {
    let plain =
        text.to_lowercase().replace(['\'', '.'], "").replace(['é', 'É'], "e").replace(['í', 'Í'], "i");
    plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// How well a facility's names fit a text, from 0 to 1; `None` if a word of the text is in none of them.
pub fn quality(facility: &Facility, text: &str) -> Option<f64> {
    let listings = facility.programs.iter().flat_map(Program::present).map(|listing| &listing.content);
    let names =
        listings.flat_map(|content| [Some(&content.organization), content.program_name.as_ref()]).flatten();
    let known: Vec<String> = names.chain([&facility.name]).flat_map(|name| words(name)).collect();
    let asked = words(text);
    let best = |word: &String| known.iter().filter_map(|known| word_quality(word, known)).reduce(f64::max);
    let qualities = asked.iter().map(best).collect::<Option<Vec<f64>>>()?;
    Some(qualities.iter().sum::<f64>() / qualities.len() as f64)
}

/// How well a word fits a known one: exactly, as its beginning, or with typos. A long word also fits if it is the
/// beginning of the known one with typos.
fn word_quality(asked: &str, known: &str) -> Option<f64> {
    let letters = asked.chars().count();
    let typos = match letters {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    };
    let beginnings = known.char_indices().map(|(at, _)| &known[..at]).filter(|_| letters >= 6);
    if asked == known {
        Some(1.0)
    } else if known.starts_with(asked) {
        Some(0.9)
    } else {
        let mut candidates = beginnings.chain([known]);
        candidates.any(|text| strsim::osa_distance(asked, text) <= typos).then_some(0.7)
    }
}
