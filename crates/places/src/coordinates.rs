//! Parses latitude and longitude in the ways people write them.

/// A number, or a letter for a point of the compass.
#[derive(Debug, Clone, Copy, PartialEq)]
enum CoordinatePart {
    Degrees(f64),
    Compass(u8),
}

/// Parses a text that is nothing but a latitude and a longitude: "30.27,-97.74", "(30.27, -97.74)", "30.27° N 97.74° W".
///
/// The values may be out of range. `None` if the text is anything else.
pub(crate) fn parse(text: &str) -> Option<(f64, f64)> {
    let parts = parts(text)?;
    match parts[..] {
        [CoordinatePart::Degrees(latitude), CoordinatePart::Degrees(longitude)] => {
            Some((latitude, longitude))
        }
        [
            CoordinatePart::Degrees(a),
            CoordinatePart::Compass(x),
            CoordinatePart::Degrees(b),
            CoordinatePart::Compass(y),
        ]
        | [
            CoordinatePart::Compass(x),
            CoordinatePart::Degrees(a),
            CoordinatePart::Compass(y),
            CoordinatePart::Degrees(b),
        ] => match (x, y) {
            (b'n' | b's', b'e' | b'w') => Some((signed(a, x), signed(b, y))),
            (b'e' | b'w', b'n' | b's') => Some((signed(b, y), signed(a, x))),
            _ => None,
        },
        _ => None,
    }
}

fn signed(degrees: f64, compass: u8) -> f64 {
    if matches!(compass, b's' | b'w') { -degrees.abs() } else { degrees }
}

/// The numbers and compass letters of a text. `None` if it contains anything else except separators, degree signs,
/// brackets and quotes.
fn parts(text: &str) -> Option<Vec<CoordinatePart>> {
    let text = text.replace('−', "-");
    let mut rest = text.as_str();
    let mut parts = Vec::with_capacity(4);
    while let Some(c) = rest.chars().next() {
        if c.is_whitespace() || ",;/()[]{}\"'°º“”".contains(c) {
            rest = &rest[c.len_utf8()..];
            continue;
        }
        let (part, length) = match c.to_ascii_lowercase() {
            'n' | 's' | 'e' | 'w' => (CoordinatePart::Compass(c.to_ascii_lowercase() as u8), 1),
            _ => number(rest)?,
        };
        if parts.len() == 4 {
            return None;
        }
        parts.push(part);
        rest = &rest[length..];
    }
    Some(parts)
}

/// A decimal number at the start of a text, without exponent, and its length in bytes.
fn number(text: &str) -> Option<(CoordinatePart, usize)> {
    let sign = usize::from(text.starts_with(['+', '-']));
    let digits = text[sign..].bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    let degrees = text[..sign + digits].parse().ok()?;
    Some((CoordinatePart::Degrees(degrees), sign + digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_are_read_in_many_spellings() {
        for text in [
            "30.27,-97.74",
            " 30.27 , -97.74 ",
            "30.27 -97.74",
            "(30.27, −97.74)",
            "\"30.27; -97.74\"",
            "30.27N 97.74W",
            "30.27° N, 97.74° W",
            "97.74w,30.27n",
            "N 30.27 W 97.74",
            "+30.27/-97.74",
        ] {
            assert_eq!(parse(text), Some((30.27, -97.74)), "{text}");
        }
        assert_eq!(parse("-14,-170."), Some((-14.0, -170.0)));
        assert_eq!(parse(".5,-.5"), Some((0.5, -0.5)));
    }

    #[test]
    fn other_texts_are_not_coordinates() {
        for text in [
            "78701",
            "Austin",
            "30.27",
            "nan,nan",
            "inf,inf",
            "1e5,3",
            "30.27,-97.74,5",
            "1.2.3,4",
            "n s",
            "--5,3",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
