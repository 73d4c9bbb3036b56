//! Excel workbooks (`.xlsx`, `.xlsm`), read with calamine after their package has been checked.
//!
//! calamine streams the cells of a sheet, but it trusts what a workbook says about itself: it reserves room for as many
//! strings as are announced, and copies a number format into each cell style that uses it. Workbooks can come from anyone,
//! so [`package::check`] first reads every part once, as a stream, and refuses workbooks that would not fit into
//! memory. While its sheets are read, the size of each row and of all texts of a sheet is bounded, too.

mod cell;
mod error;
mod merged;
mod package;
mod row;
mod sheet;
mod workbook;

pub(super) use workbook::Workbook;
