//! Digits that a spreadsheet stored as a number.

/// Removes the fraction that a spreadsheet appends to digits: "78701.0" becomes "78701".
pub(crate) fn without_fraction(text: &str) -> &str {
    let whole = text.split_once('.').filter(|(whole, fraction)| {
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        digits(whole) && digits(fraction) && fraction.bytes().all(|byte| byte == b'0')
    });
    whole.map_or(text, |(whole, _)| whole)
}

/// A number that is written with an exponent and fewer decimals than this was probably rounded: spreadsheets show at
/// most five.
const DECIMALS: usize = 7;

/// The ten digits of a number written with an exponent: "5.125550100E+09" becomes "5125550100". `None` for all other texts,
/// and for a number that was rounded.
pub(crate) fn without_exponent(text: &str) -> Option<String> {
    let (mantissa, exponent) = text.split_once(['e', 'E'])?;
    let (whole, decimals) = mantissa.split_once('.')?;
    let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let is_number = whole.len() == 1 && is_digits(whole) && is_digits(decimals);
    let is_telling = (DECIMALS..=9).contains(&decimals.len());
    (is_number && is_telling && matches!(exponent, "9" | "+9" | "09" | "+09"))
        .then(|| format!("{whole}{decimals:0<9}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_fraction_of_zeros_is_removed() {
        for (text, whole) in [
            ("78701.0", "78701"),
            ("78701.00", "78701"),
            ("30.27", "30.27"),
            ("512.555.0100", "512.555.0100"),
            ("a.0", "a.0"),
            (".0", ".0"),
        ] {
            assert_eq!(without_fraction(text), whole);
        }
    }
}
