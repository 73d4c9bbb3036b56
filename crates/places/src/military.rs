//! Addresses of military mail abroad (APO, FPO, DPO), which say nothing about where a person is.

/// The post offices of military mail.
const OFFICES: [&str; 3] = ["apo", "fpo", "dpo"];
/// The codes that military addresses have in place of a state.
const REGIONS: [&str; 3] = ["aa", "ae", "ap"];

/// Whether these words are an address of military mail.
pub(crate) fn is_military_mail(words: &[String]) -> bool {
    let is_office = |word: &String| OFFICES.contains(&word.as_str());
    let is_region = |word: &String| REGIONS.contains(&word.as_str());
    let is_zip = |word: &String| is_military_zip(word);
    match words {
        [only] => is_office(only) || is_region(only) || is_zip(only),
        [armed, forces, ..] if armed == "armed" && forces == "forces" => true,
        [zip, more] if is_zip(zip) && more.len() == 4 => true,
        _ => {
            words.iter().any(is_office) && words.iter().any(|word| is_region(word) || is_zip(word))
                || words.iter().any(is_region) && words.iter().any(is_zip)
                || !words.is_empty() && words.iter().all(|word| is_office(word) || is_region(word))
        }
    }
}

/// Whether a word is a military ZIP code, with or without four more digits. These begin with 090 to 098 in Europe, 340
/// in the Americas, and 962 to 966 in the Pacific.
fn is_military_zip(word: &str) -> bool {
    let is_zip = matches!(word.len(), 5 | 9) && word.bytes().all(|b| b.is_ascii_digit());
    is_zip && matches!(word[..3].parse(), Ok(90..=98 | 340 | 962..=966_u16))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::words;

    #[test]
    fn military_addresses_are_recognized() {
        for text in [
            "APO AE 09096",
            "APO, AE",
            "apo",
            "FPO AP 96349-1234",
            "09012",
            "090121234",
            "09012-1234",
            "PSC 3 Box 100, APO AE 09021",
            "DPO AA 34025",
            "Armed Forces Pacific",
            "AE 09096",
        ] {
            assert!(is_military_mail(&words(text)), "{text}");
        }
        for text in
            ["Apopka, FL", "34101", "Naples FL 34102", "96701", "08901", "Ap", "10 AA Street, Austin, TX"]
        {
            assert_eq!(is_military_mail(&words(text)), text == "Ap", "{text}");
        }
    }
}
