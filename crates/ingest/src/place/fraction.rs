//! Digits that a spreadsheet stored as a number.

/// Removes the fraction that a spreadsheet appends to digits: "78701.0" becomes "78701".
pub(crate) fn without_fraction(text: &str) -> &str {
    let whole = text.split_once('.').filter(|(whole, fraction)| {
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        digits(whole) && digits(fraction) && fraction.bytes().all(|byte| byte == b'0')
    });
    whole.map_or(text, |(whole, _)| whole)
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
