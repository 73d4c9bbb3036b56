//! XLSX workbooks.

use rust_xlsxwriter::Workbook;

/// A workbook with one sheet of text cells.
pub fn xlsx(name: &str, rows: &[&[&str]]) -> Vec<u8> {
    xlsx_with_sheets(&[(name, rows)])
}

/// A workbook with sheets of text cells.
pub fn xlsx_with_sheets(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    for (name, rows) in sheets {
        let sheet = workbook.add_worksheet();
        sheet.set_name(*name).expect("a name for a sheet");
        for (at, row) in rows.iter().enumerate() {
            for (column, cell) in row.iter().enumerate() {
                sheet.write_string(at as u32, column as u16, *cell).expect("a cell within the sheet");
            }
        }
    }
    workbook.save_to_buffer().expect("a workbook in memory")
}
