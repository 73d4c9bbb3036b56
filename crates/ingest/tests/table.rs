//! Tables in text and in workbooks: whole, damaged and hostile.

#![allow(clippy::unwrap_used)]

#[path = "support/workbook.rs"]
mod workbook;

use std::ops::ControlFlow;

use ingest::FileError;
use ingest::table::{TableFile, TextOptions};
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use workbook::{archive, file, raw_parts, raw_sheet, sheet, workbook};

type Rows = Vec<(u64, Vec<String>)>;

fn read(name: &str, bytes: &[u8]) -> Result<Rows, FileError> {
    let mut table = TableFile::open(file(name, bytes), TextOptions::default())?;
    let mut rows = Vec::new();
    table.rows(0, &mut |line| {
        rows.push((line.number, line.cells.iter().map(str::to_owned).collect()));
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(rows)
}

fn rows(bytes: &[u8]) -> Rows {
    read("table", bytes).unwrap()
}

fn error(bytes: &[u8]) -> String {
    read("table", bytes).map(|rows| rows.len()).unwrap_err().to_string()
}

#[test]
fn cells_of_every_type_are_read_as_people_see_them() {
    let bytes = workbook(|workbook: &mut Workbook| {
        let sheet = workbook.add_worksheet();
        sheet.write_string(0, 0, "text & <more>\nof it").unwrap();
        sheet.write_number(0, 1, 78701.0).unwrap();
        sheet.write_number(0, 2, 5_125_550_100.0).unwrap();
        sheet.write_number(0, 3, 30.27).unwrap();
        sheet.write_boolean(0, 4, true).unwrap();
        let day = ExcelDateTime::from_ymd(2023, 6, 30).unwrap();
        sheet.write_datetime_with_format(0, 5, day, &Format::new().set_num_format("m/d/yyyy")).unwrap();
        sheet.write_formula(0, 6, Formula::new("=A1&\"!\"").set_result("cached")).unwrap();
        sheet.write_formula(0, 7, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
        sheet.write_formula(0, 8, Formula::new("=1+1").set_result("2")).unwrap();
        sheet.write_number_with_format(2, 1, 1001.0, &Format::new().set_num_format("00000")).unwrap();
        sheet.write_number_with_format(2, 2, 1.5, &Format::new().set_num_format("[h]:mm:ss")).unwrap();
    });
    let cells =
        ["text & <more>\nof it", "78701", "5125550100", "30.27", "TRUE", "2023-06-30", "cached", "", "2"];
    let found = rows(&bytes);
    assert_eq!(found[0].1[..7], cells[..7]);
    assert_eq!(found[0].1[8], "2");
    let last = ["", "1001", "36:00:00"].map(str::to_owned);
    assert_eq!(found[1], (3, last.to_vec()), "row 2 is empty");
}

#[test]
fn an_error_value_that_calamine_does_not_know_is_an_empty_cell() {
    let cells = "<c r=\"A1\" t=\"e\"><f>X1#</f><v>#SPILL!</v></c><c r=\"B1\" t=\"str\"><v>b</v></c>";
    let bytes = raw_sheet(&format!("<sheetData><row r=\"1\">{cells}</row></sheetData>"));
    assert_eq!(rows(&bytes), [(1, vec![String::new(), "b".to_owned()])]);
}

#[test]
fn formulas_without_results_are_counted() {
    let cells = "<c><f>A2</f></c><c><f>A3</f><v/></c><c t=\"str\"><f>A4</f><v>b</v></c><c><v>1</v></c>";
    let bytes = raw_sheet(&format!("<sheetData><row>{cells}</row></sheetData>"));
    let mut table = TableFile::open(file("x", bytes), TextOptions::default()).unwrap();
    table.rows(0, &mut |_| Ok(ControlFlow::Continue(()))).unwrap();
    assert_eq!(table.formulas_without_value(), 2);
}

#[test]
fn a_cell_merged_over_rows_has_its_text_in_each_of_them() {
    let bytes = workbook(|workbook| {
        let sheet = workbook.add_worksheet();
        sheet.merge_range(0, 0, 0, 2, "A title over all columns", &Format::new()).unwrap();
        sheet.merge_range(1, 0, 3, 0, "Travis", &Format::new()).unwrap();
        for row in 1..5 {
            sheet.write_string(row, 1, format!("row {row}")).unwrap();
        }
    });
    let first: Vec<_> = rows(&bytes).into_iter().map(|(_, cells)| cells[0].clone()).collect();
    assert_eq!(first, ["A title over all columns", "Travis", "Travis", "Travis", ""]);
    assert_eq!(rows(&bytes)[0].1.iter().filter(|cell| !cell.is_empty()).count(), 1);
}

#[test]
fn sheets_are_listed_with_their_names_and_whether_they_are_hidden() {
    let bytes = workbook(|workbook| {
        workbook::add_sheet(workbook, "Facilities & more", &[&["a"]]);
        workbook::add_sheet(workbook, "Old", &[&["b"]]);
        workbook.worksheet_from_name("Old").unwrap().set_hidden(true);
    });
    let table = TableFile::open(file("x.xlsx", bytes), TextOptions::default()).unwrap();
    let sheets: Vec<_> = table.sheets().iter().map(|sheet| (sheet.name.as_str(), sheet.is_hidden)).collect();
    assert_eq!(sheets, [("Facilities & more", false), ("Old", true)]);
}

#[test]
fn a_truncated_workbook_is_an_error() {
    let bytes = sheet("S", &[&["name", "city"], &["Hope", "Austin"]]);
    assert_eq!(rows(&bytes).len(), 2);
    for part in 1..40 {
        let cut = &bytes[..bytes.len() * part / 40];
        let error = error(cut);
        assert!(error.contains("cut off or damaged"), "{part}: {error}");
    }
}

#[test]
fn malformed_sheets_and_texts_are_errors() {
    for sheet_data in [
        "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row>",
        "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c>",
        "<sheetData><row r=\"1\"><c r=\"A1\"><v>1",
        "",
        "<sheetData><row r=\"2\"><c><v>1</v></c></row><row r=\"1\"><c><v>1</v></c></row></sheetData>",
        "<sheetData><row r=\"1\"><c t=\"s\"><v>7</v></c></row></sheetData>",
        "<sheetData><row r=\"2000000\"><c><v>1</v></c></row></sheetData>",
        "<sheetData><row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row></sheetData>",
        "<sheetData><row r=\"1\"><c t=\"str\"><v>&lol;</v></c></row></sheetData>",
    ] {
        let error = error(&raw_sheet(sheet_data));
        assert!(error.contains("cut off or damaged"), "{sheet_data}: {error}");
    }
    let strings = raw_parts("<sheetData/>", "<sst><si><t>a</t></si>", "<styleSheet/>");
    assert!(error(&strings).contains("cut off or damaged"));
}

#[test]
fn entities_are_never_expanded() {
    let bomb = "<!DOCTYPE w [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]>";
    let bytes = raw_parts(&format!("{bomb}<sheetData/>"), "<sst/>", "<styleSheet/>");
    assert!(error(&bytes).contains("declares entities"));
    let bytes = raw_parts("<sheetData/>", &format!("{bomb}<sst><si><t>&b;</t></si></sst>"), "<styleSheet/>");
    assert!(error(&bytes).contains("declares entities"));
}

#[test]
fn announced_sizes_reserve_no_memory() {
    let strings =
        "<sst count=\"18446744073709551615\" uniqueCount=\"18446744073709551615\"><si><t>a</t></si></sst>";
    assert!(error(&raw_parts("<sheetData/>", strings, "<styleSheet/>")).contains("2,000,000 texts"));
    let cells = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>\
                 <row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c></row>";
    let corner = format!("<dimension ref=\"XFD1048576:A1\"/><sheetData>{cells}</sheetData>");
    assert_eq!(rows(&raw_sheet(&corner)).len(), 2, "only the cells that are in the file take memory");
}

#[test]
fn a_zip_bomb_is_an_error() {
    let cell = format!("<sheetData><row><c t=\"str\"><v>{}</v></c></row></sheetData>", "0".repeat(20 << 20));
    assert!(error(&raw_sheet(&cell)).contains("larger than the 8 MiB"));
    let style = format!("<styleSheet>{}</styleSheet>", "<fonts/>".repeat(5 << 20));
    assert!(error(&raw_parts("<sheetData/>", "<sst/>", &style)).contains("larger than the 32 MiB"));
    let cell = format!("<c t=\"str\"><v>{}</v></c>", "0".repeat(4 << 20));
    let sheet = format!("<sheetData>{}</sheetData>", format!("<row>{cell}</row>").repeat(17));
    assert!(error(&raw_sheet(&sheet)).contains("the unpacked workbook is larger than the 64 MiB"));
}

#[test]
fn what_calamine_would_copy_or_keep_is_bounded() {
    let styles = |styles: &str| {
        error(&raw_parts("<sheetData/>", "<sst/>", &format!("<styleSheet>{styles}</styleSheet>")))
    };
    let long = format!("<numFmts><numFmt numFmtId=\"164\" formatCode=\"{}\"/></numFmts>", "0".repeat(5_000));
    assert!(styles(&long).contains("larger than the 4 KiB"));
    let many = format!("<cellXfs>{}</cellXfs>", "<xf/>".repeat(300_001));
    assert!(styles(&many).contains("300,000"));
}

#[test]
fn a_part_that_poses_as_another_is_an_error() {
    let styles = raw_parts("<sheetData/>", "<sst/>", "<worksheet><cellXfs/></worksheet>");
    assert!(error(&styles).contains("belongs in another part"));
    let strings = raw_parts("<sheetData/>", "<worksheet><sst><si/></sst></worksheet>", "<styleSheet/>");
    assert!(error(&strings).contains("belongs in another part"));
    let unscanned = [(
        "_rels/.rels",
        "<Relationships><Relationship Type=\"x/worksheet\" Target=\"a.png\"/></Relationships>",
    )];
    assert!(error(&archive(&unscanned)).contains("not in an XML part"));
}

/// A workbook whose rows have `cells` cells each, all with one shared text of this many bytes.
fn sharing(bytes: usize, cells: usize, rows: usize) -> Vec<u8> {
    let strings = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(bytes));
    let row = format!("<row>{}</row>", "<c t=\"s\"><v>0</v></c>".repeat(cells));
    raw_parts(&format!("<sheetData>{}</sheetData>", row.repeat(rows)), &strings, "<styleSheet/>")
}

#[test]
fn a_shared_text_cannot_fill_the_memory() {
    assert_eq!(rows(&sharing(1_000, 1_000, 2)).len(), 2);
    assert!(error(&sharing(1_000, 10_000, 2)).contains("one row or cell is larger than the 8 MiB"));
    let mut everywhere =
        TableFile::open(file("x", sharing(8_000, 1_000, 140)), TextOptions::default()).unwrap();
    let error = everywhere.rows(0, &mut |_| Ok(ControlFlow::Continue(()))).unwrap_err().to_string();
    assert!(error.contains("a sheet is larger than the 1 GiB"), "{error}");
}

#[test]
fn merged_cells_cannot_fill_the_memory() {
    let merged =
        |column: usize| format!("<mergeCell ref=\"{0}{column}:{0}9\"/>", ["A", "B", "C"][column - 1]);
    let list = format!("<mergeCells>{}{}{}</mergeCells>", merged(1), merged(2), merged(3));
    let text = |letter: &str| format!("<c r=\"{letter}\" t=\"str\"><v>{}</v></c>", "x".repeat(3 << 20));
    let row =
        |at: usize| format!("<row r=\"{at}\">{}</row>", text(&format!("{}{at}", ["A", "B", "C"][at - 1])));
    let data = format!("<sheetData>{}{}{}</sheetData>{list}", row(1), row(2), row(3));
    assert!(error(&raw_sheet(&data)).contains("one row or cell is larger than the 8 MiB"));
}

#[test]
fn more_texts_than_a_workbook_can_have_are_an_error() {
    let strings = format!("<sst>{}</sst>", "<si/>".repeat(2_000_001));
    assert!(error(&raw_parts("<sheetData/>", &strings, "<styleSheet/>")).contains("2,000,000 texts"));
}

#[test]
fn a_workbook_of_empty_rows_is_refused() {
    let rows = |count: usize| error(&raw_sheet(&"<row/>".repeat(count)));
    assert!(rows(1_500_001).contains("the workbook is larger than the 1500000 rows allowed"));
}

#[test]
fn errors_say_what_other_files_are() {
    let encrypted: Vec<u8> = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        .iter()
        .copied()
        .chain("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    for (bytes, said) in [
        (encrypted, "protected by a password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old".to_vec(), "old Excel workbook (.xls)"),
        (b"<html><table><tr><td>1</td></tr></table></html>".to_vec(), "web page"),
        (archive(&[("mimetype", "application/vnd.oasis"), ("content.xml", "<x/>")]), "OpenDocument"),
        (archive(&[("[Content_Types].xml", ""), ("xl/workbook.bin", "")]), ".xlsb"),
        (archive(&[("[Content_Types].xml", ""), ("word/document.xml", "")]), "another office program"),
        (archive(&[("list.csv", "a,b")]), "a zip archive, not an Excel workbook"),
        (Vec::new(), "empty"),
    ] {
        let error = error(&bytes);
        assert!(error.contains(said), "{said}: {error}");
    }
}

#[test]
fn the_format_is_detected_from_the_content() {
    let bytes = sheet("S", &[&["name"]]);
    assert_eq!(read("table.csv", &bytes).unwrap().len(), 1);
    assert_eq!(read("table.xlsx", b"name,city\n").unwrap().len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_bytes_cause_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read("x", &bytes);
        let _ = read("x", &[b"name,city\n", bytes.as_slice()].concat());
        let _ = read("x", &[b"PK\x03\x04", bytes.as_slice()].concat());
    }

    #[test]
    fn no_xml_causes_a_panic(data in "(<(row|c|v|is|t|si|sheetData)( r=\"[A-C]?[0-9]\")?( t=\"[sbe]\")?/?>|</(row|c|v|is|t)>|[0-9]|&amp;|_x00){0,40}") {
        let _ = read("x", &raw_sheet(&data));
        let _ = read("x", &raw_parts("<sheetData/>", &data, &data));
    }

    #[test]
    fn no_changed_byte_causes_a_panic(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = sheet("S", &[&["name", "city"], &["Hope", "Austin"]]);
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let _ = read("x", &bytes);
    }

    #[test]
    fn written_rows_are_read_back(table in prop::collection::vec(prop::collection::vec("[a-zé\",\n ]{0,6}", 3), 1..6)) {
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        writer.write_record(["first", "second", "third"]).unwrap();
        table.iter().for_each(|row| writer.write_record(row).unwrap());
        let found = rows(&writer.into_inner().unwrap());
        let is_filled = |row: &&Vec<String>| row.iter().any(|cell| !cell.trim().is_empty());
        let expected: Vec<_> = table.iter().filter(is_filled).cloned().collect();
        let found: Vec<_> = found.into_iter().skip(1).map(|(_, cells)| cells).collect();
        prop_assert_eq!(found, expected);
    }
}
