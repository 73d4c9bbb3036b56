//! The parts of a workbook beside its sheets: the list of sheets, the strings, which formats are dates.

use super::cell::unescape;
use super::package::{Node, PART_LIMIT, Package, Paths, STRINGS_LIMIT, Xml, attribute};
use crate::file::FileError;

/// Most sheets and most formats of cells; Excel allows some 65,000 formats.
const MOST: usize = 70_000;

/// A sheet as the workbook lists it.
#[derive(Debug)]
pub(super) struct Listed {
    pub name: String,
    pub is_hidden: bool,
    pub path: String,
}

/// The sheets of a workbook, and whether it counts days from 1904.
pub(super) fn sheets(package: &mut Package, paths: &Paths) -> Result<(Vec<Listed>, bool), FileError> {
    let (mut sheets, mut is_1904) = (Vec::new(), false);
    let mut xml = required(package, &paths.workbook)?;
    while let Some(node) = xml.next()? {
        let Node::Start(tag) = node else { continue };
        match tag.local_name().as_ref() {
            "workbookPr" => {
                is_1904 |= attribute(&tag, "date1904").is_some_and(|value| value == "1" || value == "true");
            }
            "sheet" if sheets.len() < MOST => {
                // The reference is `r:id`; an `id` without prefix is none of a sheet.
                let reference = attribute(&tag, "id").unwrap_or_default();
                let path =
                    paths.by_reference.iter().find(|(id, _)| *id == reference).map(|(_, path)| path.clone());
                let state = attribute(&tag, "state").unwrap_or_default();
                let is_hidden = matches!(state.as_str(), "hidden" | "veryHidden");
                let name = attribute(&tag, "name").unwrap_or_default();
                sheets.extend(path.map(|path| Listed { name, is_hidden, path }));
            }
            "sheet" => return Err(xml.too_large("the list of sheets", "70,000 sheets")),
            _ => {}
        }
    }
    if sheets.is_empty() { Err(xml.damaged("it has no sheets")) } else { Ok((sheets, is_1904)) }
}

/// Most texts that cells share.
const STRINGS: usize = 2_000_000;

/// The texts that cells share, one behind the other.
#[derive(Debug, Default)]
pub(super) struct Strings {
    text: String,
    ends: Vec<u32>,
}

impl Strings {
    /// The text of this number, from 0.
    pub fn get(&self, at: usize) -> Option<&str> {
        let end = *self.ends.get(at)?;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.text.get(start as usize..end as usize)
    }

    fn push(&mut self, text: &str) {
        self.text.push_str(text);
        // What is unpacked of the part is bounded far below 4 GiB.
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
    }
}

/// Reads the texts that cells share.
pub(super) fn strings(package: &mut Package, path: &str) -> Result<Strings, FileError> {
    let Some(mut xml) = package.part(path, STRINGS_LIMIT)? else { return Ok(Strings::default()) };
    let (mut strings, mut is_closed) = (Strings::default(), false);
    while let Some(node) = xml.next()? {
        match node {
            Node::Start(tag) if tag.local_name().as_ref() == "si" => {
                strings.push(&rich_text(&mut xml, "si")?);
                if strings.ends.len() > STRINGS {
                    return Err(xml.too_large("the list of texts", "2,000,000 texts"));
                }
            }
            Node::End(name) if name == "sst" => is_closed = true,
            _ => {}
        }
    }
    if is_closed { Ok(strings) } else { Err(xml.damaged("the part with its texts ends early")) }
}

/// The text of an element in all its runs, without hints for its pronunciation.
pub(super) fn rich_text(xml: &mut Xml<'_>, element: &str) -> Result<String, FileError> {
    let (mut text, mut in_text, mut in_hint) = (String::new(), false, false);
    while let Some(node) = xml.next()? {
        match node {
            Node::Start(tag) => match tag.local_name().as_ref() {
                "t" => in_text = true,
                "rPh" => in_hint = true,
                _ => {}
            },
            Node::End(name) => match name.as_str() {
                "t" => in_text = false,
                "rPh" => in_hint = false,
                name if name == element => return Ok(unescape(&text)),
                _ => {}
            },
            Node::Text(part) if in_text && !in_hint => xml.append(&mut text, &part)?,
            Node::Text(_) => {}
        }
    }
    Err(xml.damaged("a text has no end"))
}

/// Which formats of cells show numbers as days or times.
#[derive(Debug, Default)]
pub(super) struct Formats(Vec<bool>);

impl Formats {
    /// Whether the format of this number does.
    pub fn is_date(&self, style: usize) -> bool {
        self.0.get(style).copied().unwrap_or_default()
    }
}

/// Reads which formats are dates.
pub(super) fn formats(package: &mut Package, path: &str) -> Result<Formats, FileError> {
    let Some(mut xml) = package.part(path, PART_LIMIT)? else { return Ok(Formats::default()) };
    let (mut custom, mut formats, mut in_cells) = (Vec::new(), Vec::new(), false);
    while let Some(node) = xml.next()? {
        match node {
            Node::Start(tag) => match tag.local_name().as_ref() {
                "numFmt" => {
                    let code = attribute(&tag, "formatCode").unwrap_or_default();
                    custom.push((attribute(&tag, "numFmtId").unwrap_or_default(), shows_dates(&code)));
                }
                "cellXfs" => in_cells = true,
                "xf" if in_cells => {
                    let id = attribute(&tag, "numFmtId").unwrap_or_default();
                    let known = custom.iter().find(|(known, _)| *known == id).map(|(_, is_date)| *is_date);
                    formats.push(known.unwrap_or_else(|| is_built_in_date(&id)));
                }
                _ => {}
            },
            Node::End(name) => in_cells &= name != "cellXfs",
            Node::Text(_) => {}
        }
        if custom.len() > MOST || formats.len() > MOST {
            return Err(xml.too_large("the list of formats", "70,000 formats"));
        }
    }
    Ok(Formats(formats))
}

/// Formats every workbook has (ECMA-376, part 1, 18.8.30) that show days or times.
fn is_built_in_date(id: &str) -> bool {
    id.parse().is_ok_and(|id: u32| matches!(id, 14..=22 | 27..=36 | 45..=47 | 50..=58))
}

/// Whether a format has the letters of years, months, days, hours or seconds outside quotes and brackets.
fn shows_dates(code: &str) -> bool {
    let (mut in_quotes, mut in_brackets, mut is_escaped) = (false, false, false);
    code.chars().any(|c| {
        let is_plain = !in_quotes && !in_brackets && !is_escaped;
        is_escaped = is_plain && matches!(c, '\\' | '_' | '*');
        match c {
            '"' if !in_brackets => in_quotes = !in_quotes,
            '[' => in_brackets = true,
            ']' => in_brackets = false,
            _ => {}
        }
        is_plain && matches!(c.to_ascii_lowercase(), 'y' | 'm' | 'd' | 'h' | 's')
    })
}

/// The title in the properties of a workbook.
pub(super) fn title(package: &mut Package) -> Result<Option<String>, FileError> {
    let Some(mut xml) = package.part("docProps/core.xml", PART_LIMIT)? else { return Ok(None) };
    let (mut title, mut in_title) = (String::new(), false);
    while let Some(node) = xml.next()? {
        match node {
            Node::Start(tag) => in_title = tag.local_name().as_ref() == "title",
            Node::End(_) => in_title = false,
            Node::Text(text) if in_title => xml.append(&mut title, &text)?,
            Node::Text(_) => {}
        }
    }
    Ok(Some(title).filter(|title| !title.trim().is_empty()))
}

fn required<'a>(package: &'a mut Package, path: &str) -> Result<Xml<'a>, FileError> {
    let missing = FileError::Damaged {
        file: package.file().to_owned(),
        problem: format!("the part {path} is not in it"),
    };
    package.part(path, PART_LIMIT)?.ok_or(missing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_of_dates_are_told_from_others() {
        for code in ["m/d/yy", "yyyy\\-mm\\-dd", "[$-409]d-mmm-yy;@", "h:mm AM/PM", "\"on \"dd"] {
            assert!(shows_dates(code), "{code}");
        }
        for code in
            ["General", "0.00", "00000", "[Red]0", "\"days\" 0", "0_d", "\\d0", "[<=9999999]###\\-####"]
        {
            assert!(!shows_dates(code), "{code}");
        }
        assert!(is_built_in_date("14") && !is_built_in_date("2") && !is_built_in_date(""));
    }
}
