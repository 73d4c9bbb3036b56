//! Well-formed and malformed workbooks.

#![allow(dead_code, clippy::unwrap_used)]

use std::io::{Cursor, Write};

use ingest::SourceFile;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The bytes of a workbook that `build` fills.
pub fn workbook(build: impl FnOnce(&mut rust_xlsxwriter::Workbook)) -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    build(&mut workbook);
    workbook.save_to_buffer().unwrap()
}

/// A workbook whose only sheet has this name and these rows of text.
pub fn sheet(name: &str, rows: &[&[&str]]) -> Vec<u8> {
    workbook(|workbook| add_sheet(workbook, name, rows))
}

/// Adds a sheet with these rows of text.
pub fn add_sheet(workbook: &mut rust_xlsxwriter::Workbook, name: &str, rows: &[&[&str]]) {
    let sheet = workbook.add_worksheet();
    sheet.set_name(name).unwrap();
    for (at, row) in rows.iter().enumerate() {
        for (column, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string(at as u32, column as u16, *cell).unwrap();
        }
    }
}

/// A zip archive of these parts.
pub fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook whose only sheet has this XML as its content.
pub fn raw_sheet(sheet_data: &str) -> Vec<u8> {
    raw_parts(sheet_data, "<sst><si><t>shared</t></si></sst>", "<styleSheet/>")
}

/// A workbook of one sheet, with its texts and styles, all as XML.
pub fn raw_parts(sheet_data: &str, strings: &str, styles: &str) -> Vec<u8> {
    let relation = |id: &str, kind: &str, target: &str| {
        let base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        format!("<Relationship Id=\"{id}\" Type=\"{base}/{kind}\" Target=\"{target}\"/>")
    };
    let relations = |text: &str| format!("<Relationships>{text}</Relationships>");
    archive(&[
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", &relations(&relation("rId1", "officeDocument", "xl/workbook.xml"))),
        ("xl/_rels/workbook.xml.rels", &relations(&relation("rId1", "worksheet", "worksheets/sheet1.xml"))),
        (
            "xl/workbook.xml",
            "<workbook><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
        ),
        ("xl/sharedStrings.xml", strings),
        ("xl/styles.xml", styles),
        ("xl/worksheets/sheet1.xml", &format!("<worksheet>{sheet_data}</worksheet>")),
    ])
}

/// A file of these bytes.
pub fn file(name: &str, bytes: impl Into<Vec<u8>>) -> SourceFile {
    SourceFile::from_bytes(name, bytes.into())
}
