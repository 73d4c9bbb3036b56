//! The checks on a workbook's package, made before any part of it is held in memory.

use std::io::{self, BufReader, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::archive::{Archive, Unpacked};
use crate::file::{FileError, ReadSeek};
use crate::limits::TABLE_ROW;
use crate::metered::{Exceeded, Metered};

/// How much XML a package may have. Excel's packages unpack to 5 to 30 times their size, and deflate can reach at most
/// 1,032 times.
const PACKAGE: Unpacked =
    Unpacked { what: "the unpacked workbook", most: 2 << 30, ratio: 200, always: 64 << 20 };

/// Maximum size of a sheet, which is read row by row, in bytes.
const SHEET: u64 = 1 << 30;

/// Maximum size of the strings that cells share, in bytes. calamine holds all of them in memory.
const STRINGS: u64 = 128 << 20;

/// Maximum size of any other part, in bytes.
const OTHER: u64 = 32 << 20;

/// Maximum number of strings that cells share. calamine reserves room for as many as the part announces.
const STRING_COUNT: u64 = 2_000_000;

/// Maximum number of rows of all sheets together, including empty ones. A sheet that is formatted to its end has 1,048,576.
const ROW_COUNT: u64 = 1_500_000;

/// Maximum number of elements of one part that calamine keeps in memory: styles, names, merged cells. Excel allows
/// 65,490 cell formats.
const KEPT_COUNT: u64 = 300_000;

/// Maximum size of a tag whose text calamine copies into each style or sheet that refers to it, in bytes. Excel's longest
/// number format has 255 characters.
const COPIED: usize = 4 << 10;

/// Checks that a file is a workbook, and that reading it with calamine takes bounded memory. Returns the file.
pub(super) fn check(file: &str, content: Box<dyn ReadSeek>) -> Result<Box<dyn ReadSeek>, FileError> {
    let mut archive = Archive::open(file, content, PACKAGE)?;
    let names = archive.names();
    if let Some(problem) = refusal(&names) {
        return Err(FileError::format(file, problem));
    }
    let mut rows = 0;
    for at in (0..names.len()).filter(|at| is_xml(&names[*at])) {
        scan(file, archive.entry(at)?, &mut rows)?;
    }
    Ok(archive.into_content())
}

/// Whether calamine may read a part with this name as XML; [`Scan::relationship`] makes sure that it reads no others.
fn is_xml(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.ends_with(".xml") || name.ends_with(".rels")
}

/// Why this archive is not a workbook, if so.
fn refusal(names: &[String]) -> Option<&'static str> {
    let has = |path: &str| names.iter().any(|name| name.replace('\\', "/").eq_ignore_ascii_case(path));
    if has("xl/workbook.bin") {
        Some("this is a binary Excel workbook (.xlsb): open it in Excel and save it as .xlsx or as CSV")
    } else if has("[Content_Types].xml") || has("_rels/.rels") {
        let is_other = has("word/document.xml") || has("ppt/presentation.xml");
        is_other
            .then_some("this is a document of another office program: a table as .xlsx or CSV is expected")
    } else if has("mimetype") && has("content.xml") {
        Some(
            "this is an OpenDocument file (.ods): open it in a spreadsheet program and save it as .xlsx or as CSV",
        )
    } else {
        Some("this is a zip archive, not an Excel workbook: unpack it and import the table in it")
    }
}

/// Reads a part once. `rows` counts the rows of all parts.
///
/// Malformed XML ends the scan without an error: calamine stops at the same byte, and reports the problem if it needs
/// the part.
fn scan(file: &str, part: impl Read, rows: &mut u64) -> Result<(), FileError> {
    let input = BufReader::with_capacity(1 << 16, part);
    let mut xml = Reader::from_reader(Metered::new(input, "a part of the workbook", SHEET, TABLE_ROW));
    // The same setting as calamine's, so that both see the same elements.
    xml.config_mut().check_end_names = false;
    let (mut scan, mut buffer) = (Scan { file, root: None, strings: 0, kept: 0, rows }, Vec::new());
    loop {
        buffer.clear();
        xml.get_mut().start_item();
        match xml.read_event_into(&mut buffer) {
            Ok(Event::Start(tag) | Event::Empty(tag)) => scan.element(&tag)?,
            Ok(Event::DocType(_)) => {
                return Err(FileError::damaged(file, "it declares entities, which no workbook does"));
            }
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(quick_xml::Error::Io(error)) => return Err(xml_input_error(file, &error)),
            Err(_) => return Ok(()),
        }
        scan.size(xml.buffer_position())?;
    }
}

/// What a part is, by its outermost element.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Root {
    Worksheet,
    SharedStrings,
    Other,
}

struct Scan<'a> {
    file: &'a str,
    root: Option<Root>,
    strings: u64,
    kept: u64,
    rows: &'a mut u64,
}

impl Scan<'_> {
    fn size(&self, bytes: u64) -> Result<(), FileError> {
        let limit = match self.root {
            Some(Root::Worksheet) => SHEET,
            Some(Root::SharedStrings) => STRINGS,
            Some(Root::Other) | None => OTHER,
        };
        let what = "a part of the workbook";
        if bytes > limit {
            Err(FileError::too_large(self.file, what, format!("{} MiB", limit >> 20)))
        } else {
            Ok(())
        }
    }

    fn element(&mut self, tag: &BytesStart<'_>) -> Result<(), FileError> {
        let name = tag.local_name();
        let name = name.as_ref();
        let root = *self.root.get_or_insert(match name {
            "worksheet" => Root::Worksheet,
            "sst" => Root::SharedStrings,
            _ => Root::Other,
        });
        match (root, name) {
            (Root::SharedStrings, "sst" | "si") => {
                self.strings += u64::from(name == "si");
                let announced = attribute(tag, "uniqueCount").and_then(|count| count.parse().ok());
                if self.strings.max(announced.unwrap_or_default()) > STRING_COUNT {
                    return Err(FileError::too_large(self.file, "the list of texts", "2,000,000 texts"));
                }
            }
            (Root::Worksheet, "row") => {
                *self.rows += 1;
                if *self.rows > ROW_COUNT {
                    return Err(FileError::too_large(self.file, "the workbook", format!("{ROW_COUNT} rows")));
                }
            }
            // calamine reads elements wherever they are, even in a part where they don't belong, and some parts may be
            // large.
            (_, "sst" | "si") => return Err(self.misplaced()),
            (
                Root::Worksheet | Root::SharedStrings,
                "fonts" | "fills" | "borders" | "numFmts" | "cellXfs",
            ) => {
                return Err(self.misplaced());
            }
            (Root::Worksheet | Root::SharedStrings, "sheet" | "definedName" | "Relationships") => {
                return Err(self.misplaced());
            }
            (Root::Other, "font" | "fill" | "border" | "xf" | "definedName" | "property") => self.keep()?,
            (Root::Other, "numFmt" | "sheet" | "Relationship") | (_, "mergeCell") => self.keep()?,
            _ => {}
        }
        if matches!(name, "numFmt" | "name" | "sheet" | "Relationship") && tag.len() > COPIED {
            return Err(FileError::too_large(
                self.file,
                "the name of a format, font, sheet or part",
                "4 KiB",
            ));
        }
        if name == "Relationship" { self.relationship(tag) } else { Ok(()) }
    }

    fn keep(&mut self) -> Result<(), FileError> {
        self.kept += 1;
        let what = "the list of formats, names or merged cells";
        if self.kept > KEPT_COUNT {
            Err(FileError::too_large(self.file, what, "300,000 entries"))
        } else {
            Ok(())
        }
    }

    fn misplaced(&self) -> FileError {
        FileError::damaged(self.file, "a part of the workbook contains what belongs in another part")
    }

    /// Refuses a workbook or sheet whose part was not scanned, because its name is not that of an XML part.
    fn relationship(&self, tag: &BytesStart<'_>) -> Result<(), FileError> {
        let kind = attribute(tag, "Type").unwrap_or_default();
        let is_read = ["officeDocument", "worksheet", "chartsheet", "dialogsheet"]
            .contains(&kind.rsplit('/').next().unwrap_or_default());
        if is_read && !is_xml(&attribute(tag, "Target").unwrap_or_default()) {
            return Err(FileError::damaged(self.file, "a sheet is not in an XML part"));
        }
        Ok(())
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    let mut attributes = attributes.with_checks(false).filter_map(Result::ok);
    let found = attributes.find(|attribute| attribute.key.as_ref() == name)?;
    Some(found.value.into_owned())
}

/// The error for a part that could not be read. quick-xml shares the I/O error, so it can't be passed on.
fn xml_input_error(file: &str, error: &io::Error) -> FileError {
    let exceeded = error.get_ref().and_then(|inner| inner.downcast_ref::<Exceeded>());
    match exceeded {
        Some(exceeded) => FileError::too_large(file, exceeded.what, exceeded.limit()),
        None => FileError::damaged(file, error.to_string()),
    }
}
