//! Extracts the texts of a Fluent file (<https://projectfluent.org>).

/// The texts of a Fluent file, one per line: messages, attributes and the variants of a selection, without comments
/// and names. A placeable such as `{ $miles }` becomes the word `x`; a quoted string in braces becomes its text.
pub fn fluent_text(source: &str) -> String {
    let mut texts: Vec<String> = Vec::new();
    for line in source.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        let (begins, text) = split_line(line);
        let text = without_braces(text);
        match texts.last_mut() {
            Some(last) if !begins => {
                last.push(' ');
                last.push_str(&text);
            }
            _ => texts.push(text),
        }
    }
    let tidy = texts.iter().map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    tidy.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Whether a line begins a new text (after `name =`, `.name =` or `[variant]`) rather than continuing the one before,
/// and the part of the line that is text.
fn split_line(line: &str) -> (bool, &str) {
    let inner = line.trim_start();
    let variant = inner.strip_prefix('*').unwrap_or(inner).strip_prefix('[');
    if let Some((_, text)) = variant.and_then(|rest| rest.split_once(']')) {
        return (true, text);
    }
    if let Some(text) = inner.strip_prefix('}') {
        return (true, text);
    }
    let is_name = |name: &str| {
        let name = name.trim_end();
        !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
    };
    match inner.split_once('=') {
        Some((name, text)) if is_name(name) && (inner == line || inner.starts_with('.')) => (true, text),
        _ => (false, inner),
    }
}

/// The text with `x` for each placeable. The opening of a selection, `{ $count ->`, is cut off.
fn without_braces(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, opened)) = rest.split_once('{') {
        out.push_str(before);
        let Some((inside, after)) = opened.split_once('}') else { return out };
        out.push_str(match inside.trim().strip_prefix('"').and_then(|literal| literal.strip_suffix('"')) {
            Some(literal) => literal,
            None => "x",
        });
        rest = after;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_extracted_without_syntax() {
        let source = "\
# A comment
-brand = iopfinder
help-now = In danger? Call { $number }.
    .title = Help
about = One line
    goes on = here.

found = { $count ->
    [one] One place { -near } { $place }
   *[other] { NUMBER($count) } places{ \"!\" }
}
";
        let expected =
            "iopfinder\nIn danger? Call x.\nHelp\nOne line goes on = here.\nOne place x x\nx places!";
        assert_eq!(fluent_text(source), expected);
    }

    #[test]
    fn text_around_a_selection_is_kept() {
        let source = "key = There { $n ->\n    [one] is one\n   *[other] are more\n    } here.";
        assert_eq!(fluent_text(source), "There\nis one\nare more\nhere.");
    }
}
