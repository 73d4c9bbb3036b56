//! Excel workbooks (`.xlsx`, `.xlsm`), read with calamine after the package was checked.
//!
//! calamine streams the cells of a sheet, but it trusts what a workbook says of itself: it reserves room for as many
//! strings as are announced, and copies a number format into each cell style that uses it. Workbooks come from anybody,
//! so [`package::check`] first reads every part once, as a stream, and refuses those that would not fit into memory.
//! What is read here is bounded as well: a row, and everything the cells of a sheet say.

mod cell;
mod error;
mod merged;
mod package;
mod row;
mod sheet;
mod workbook;

pub(super) use workbook::Workbook;
