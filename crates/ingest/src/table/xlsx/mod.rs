//! Excel workbooks (`.xlsx`, `.xlsm`), read with calamine after their package has been checked.
//!
//! calamine streams the cells of a sheet, but it trusts what a workbook says about itself: it reserves room for as many
//! strings as are announced, and copies a number format into each cell style that uses it. Workbooks can come from anyone,
//! so [`package::check`] first reads every part once, as a stream, and refuses those that would not fit into memory.
//! What is read here is also bounded: each row, and all texts of a sheet together.

mod cell;
mod error;
mod merged;
mod package;
mod row;
mod sheet;
mod workbook;

pub(super) use workbook::Workbook;
