//! The zip archive of a workbook, and XML in it.

use std::io::BufReader;

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use super::super::metered::{Exceeded, Metered};
use super::super::{ROW_LIMIT, input_error, sniff};
use super::row::RowTooLarge;
use crate::file::{FileError, ReadSeek};

/// Most bytes of a part that is read row by row.
pub(super) const SHEET_LIMIT: u64 = 1 << 30;
/// Most bytes of the strings that cells share. They are held as a whole.
pub(super) const STRINGS_LIMIT: u64 = 128 << 20;
/// Most bytes of any other part.
pub(super) const PART_LIMIT: u64 = 32 << 20;

/// Where the parts are that are read.
#[derive(Debug, Default)]
pub(super) struct Paths {
    pub workbook: String,
    pub strings: String,
    pub styles: String,
    /// Path of each part the workbook refers to, by its reference.
    pub by_reference: Vec<(String, String)>,
}

/// The archive.
pub(super) struct Package {
    file: String,
    zip: ZipArchive<Box<dyn ReadSeek>>,
}

/// A part of the archive as it is unpacked.
type Part<'a> = ZipFile<'a, Box<dyn ReadSeek>>;

/// XML that is read in a stream.
pub(super) struct Xml<'a> {
    file: &'a str,
    reader: Reader<Metered<BufReader<Part<'a>>>>,
    buffer: Vec<u8>,
}

impl Package {
    /// Opens the archive and makes sure that it is a workbook.
    pub fn open(file: &str, content: Box<dyn ReadSeek>) -> Result<Package, FileError> {
        let zip = ZipArchive::new(content).map_err(|error| zip_error(file, error))?;
        let package = Package { file: file.to_owned(), zip };
        match package.refusal() {
            Some(problem) => Err(FileError::Format { file: file.to_owned(), problem: problem.to_owned() }),
            None => Ok(package),
        }
    }

    /// The name of the file.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Why this archive is no workbook, if it is none.
    fn refusal(&self) -> Option<&'static str> {
        let has = |name: &str| self.find(name).is_some();
        if has("xl/workbook.bin") {
            Some("this is a binary Excel workbook (.xlsb): open it in Excel and save it as .xlsx or as CSV")
        } else if has("[Content_Types].xml") || has("_rels/.rels") {
            let other = has("word/document.xml") || has("ppt/presentation.xml");
            other.then_some(
                "this is a document of another office program: a table as .xlsx or CSV is expected",
            )
        } else if has("mimetype") && has("content.xml") {
            Some(
                "this is an OpenDocument file (.ods): open it in a spreadsheet program and save it as .xlsx or as CSV",
            )
        } else {
            Some("this is a zip archive and no Excel workbook: unpack it and give the table in it")
        }
    }

    /// The name of a part as the archive spells it.
    fn find(&self, path: &str) -> Option<String> {
        let path = path.trim_start_matches('/');
        let mut names = self.zip.file_names().filter_map(Result::ok);
        names.find(|name| name.replace('\\', "/").eq_ignore_ascii_case(path)).map(|name| name.into_owned())
    }

    /// Opens a part of at most `limit` bytes, or nothing when there is none of this path.
    pub fn part(&mut self, path: &str, limit: u64) -> Result<Option<Xml<'_>>, FileError> {
        let Some(name) = self.find(path) else { return Ok(None) };
        let entry = self.zip.by_name(&name).map_err(|error| zip_error(&self.file, error))?;
        if entry.encrypted() {
            return Err(sniff::encrypted(&self.file));
        }
        let content = BufReader::with_capacity(1 << 16, entry);
        let mut reader =
            Reader::from_reader(Metered::new(content, "a part of the workbook", limit, ROW_LIMIT));
        reader.config_mut().expand_empty_elements = true;
        Ok(Some(Xml { file: &self.file, reader, buffer: Vec::new() }))
    }

    /// Where the parts are: the package names the workbook, and that its parts.
    pub fn paths(&mut self) -> Result<Paths, FileError> {
        let targets = self.relations("_rels/.rels")?;
        let workbook = targets.into_iter().find(|relation| relation.kind == "officeDocument");
        let workbook =
            workbook.map_or_else(|| "xl/workbook.xml".to_owned(), |relation| resolve("", &relation.target));
        let (folder, name) = workbook.rsplit_once('/').unwrap_or(("", &workbook));
        let relations = self.relations(&format!("{folder}/_rels/{name}.rels"))?;
        let mut paths = Paths { strings: resolve(folder, "sharedStrings.xml"), ..Paths::default() };
        paths.styles = resolve(folder, "styles.xml");
        for Relation { id, kind, target } in relations {
            let path = resolve(folder, &target);
            match kind.as_str() {
                "sharedStrings" => paths.strings = path,
                "styles" => paths.styles = path,
                _ => paths.by_reference.push((id, path)),
            }
        }
        Ok(Paths { workbook, ..paths })
    }

    fn relations(&mut self, path: &str) -> Result<Vec<Relation>, FileError> {
        let Some(mut xml) = self.part(path, PART_LIMIT)? else { return Ok(Vec::new()) };
        let mut relations = Vec::new();
        while let Some(node) = xml.next()? {
            if let Node::Start(tag) = node
                && tag.local_name().as_ref() == "Relationship"
            {
                let kind = attribute(&tag, "Type").unwrap_or_default();
                relations.push(Relation {
                    id: attribute(&tag, "Id").unwrap_or_default(),
                    kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                    target: attribute(&tag, "Target").unwrap_or_default(),
                });
            }
        }
        Ok(relations)
    }
}

struct Relation {
    id: String,
    kind: String,
    target: String,
}

/// The path of a target that is named from a folder.
fn resolve(folder: &str, target: &str) -> String {
    match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None if folder.is_empty() => target.to_owned(),
        None => format!("{folder}/{}", target.trim_start_matches("./")),
    }
}

/// A piece of XML.
pub(super) enum Node<'a> {
    /// The beginning of an element.
    Start(BytesStart<'a>),
    /// The end of the element of this name.
    End(String),
    /// Text, unescaped.
    Text(String),
}

impl<'a> Xml<'a> {
    /// The next piece, or nothing at the end.
    pub fn next(&mut self) -> Result<Option<Node<'static>>, FileError> {
        loop {
            self.buffer.clear();
            self.reader.get_mut().pass();
            let event = self.reader.read_event_into(&mut self.buffer);
            return Ok(Some(match event.map_err(|error| xml_error(self.file, error))? {
                Event::Start(tag) => Node::Start(tag.into_owned()),
                Event::End(tag) => Node::End(tag.local_name().as_ref().to_owned()),
                Event::Text(text) => Node::Text(text.xml10_content().into_owned()),
                Event::CData(text) => Node::Text(text.xml10_content().into_owned()),
                Event::GeneralRef(entity) => match character(&entity) {
                    Some(c) => Node::Text(c.to_string()),
                    None => return Err(self.damaged("it refers to an entity that no workbook has")),
                },
                Event::DocType(_) => return Err(self.damaged("it declares entities, which no workbook does")),
                Event::Eof => return Ok(None),
                _ => continue,
            }));
        }
    }

    /// Appends a piece to a text, of which there may be no more than of a row.
    pub fn append(&self, text: &mut String, piece: &str) -> Result<(), FileError> {
        if (text.len() + piece.len()) as u64 > ROW_LIMIT {
            return Err(self.too_large("a text", "8 MiB"));
        }
        text.push_str(piece);
        Ok(())
    }

    /// The error for a part that is not as it should be.
    pub fn damaged(&self, problem: &str) -> FileError {
        FileError::Damaged { file: self.file.to_owned(), problem: problem.to_owned() }
    }

    /// The error for a row of which more comes together than may.
    pub fn row_too_large(&self, _: RowTooLarge) -> FileError {
        self.too_large("one row or cell", "8 MiB")
    }

    /// The error for a workbook that goes beyond a bound.
    pub fn too_large(&self, what: &str, limit: &str) -> FileError {
        FileError::TooLarge { file: self.file.to_owned(), what: what.to_owned(), limit: limit.to_owned() }
    }
}

/// The character of a reference; none but those of XML itself are known.
fn character(entity: &BytesRef<'_>) -> Option<char> {
    match &**entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => entity.resolve_char_ref().ok().flatten(),
    }
}

/// The value of an attribute, whatever its prefix.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    let mut attributes = attributes.with_checks(false).filter_map(Result::ok);
    let found = attributes.find(|attribute| attribute.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
}

fn xml_error(file: &str, error: quick_xml::Error) -> FileError {
    if let quick_xml::Error::Io(error) = &error {
        let exceeded = error.get_ref().and_then(|inner| inner.downcast_ref::<Exceeded>());
        return match exceeded {
            Some(exceeded) => FileError::TooLarge {
                file: file.to_owned(),
                what: exceeded.what.to_owned(),
                limit: exceeded.limit(),
            },
            None => FileError::Damaged { file: file.to_owned(), problem: error.to_string() },
        };
    }
    FileError::Damaged { file: file.to_owned(), problem: format!("its XML is broken: {error}") }
}

fn zip_error(file: &str, error: ZipError) -> FileError {
    let owned = || file.to_owned();
    match error {
        ZipError::Io(error) => input_error(file, error),
        ZipError::InvalidPassword | ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
            sniff::encrypted(file)
        }
        error => FileError::Damaged { file: owned(), problem: error.to_string() },
    }
}
