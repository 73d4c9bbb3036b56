//! Table cells that say yes or no, however they are marked.

/// Texts that mean yes, in lower case.
const YES: [&str; 10] = ["1", "x", "y", "yes", "true", "t", "✓", "✔", "☑", "•"];

/// Texts that mean no, in lower case.
const NO: [&str; 6] = ["0", "n", "no", "false", "f", "☐"];

/// Whether a cell says yes or no; `None` if it says anything else.
pub(crate) fn mark(cell: &str) -> Option<bool> {
    let cell = cell.trim().trim_end_matches('.').to_lowercase();
    let cell = cell.strip_suffix(".0").unwrap_or(&cell);
    if YES.contains(&cell) { Some(true) } else { NO.contains(&cell).then_some(false) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_that_say_yes_or_no_are_recognized() {
        for yes in ["1", " X ", "Yes", "TRUE", "✓", "1.0", "Y."] {
            assert_eq!(mark(yes), Some(true), "{yes}");
        }
        for no in ["0", "No", "FALSE", "0.0"] {
            assert_eq!(mark(no), Some(false), "{no}");
        }
        for other in ["2", "maybe", "", "N/A"] {
            assert_eq!(mark(other), None, "{other}");
        }
    }
}
