//! How many rows the tags of a card take on a phone, so that a card stays short.

/// The width of a row on a phone that is 390 pixels wide, in pixels.
const ROW: f64 = 332.0;
/// The space between two tags.
const GAP: f64 = 5.0;
/// The width of a tag without its words: its sign and its edges.
const SIDES: f64 = 30.0;
/// The width of a letter, on average. Fonts differ by about 15 percent, and this is for a wide one.
const LETTER: f64 = 7.4;

/// How many rows tags with these words take, estimated.
pub(super) fn rows<'a>(tags: impl Iterator<Item = &'a str>) -> usize {
    let (mut rows, mut free) = (0, 0.0);
    for tag in tags {
        let width = SIDES + LETTER * tag.chars().count() as f64;
        if width > free {
            rows += 1;
            free = ROW;
        }
        free -= width + GAP;
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_that_does_not_fit_begins_a_row() {
        assert_eq!(rows([].into_iter()), 0);
        assert_eq!(rows(["IOP", "Addiction", "Medicaid"].into_iter()), 1);
        assert_eq!(rows(["IOP", "Addiction", "Private insurance", "26–64"].into_iter()), 2);
    }
}
