//! Tables in files: delimited text and Excel workbooks, as rows of text cells.
//!
//! [`TableFile::open`] detects the format from the content. Rows are read one by one, so memory stays bounded for any
//! file. [`Header`] names the columns, and [`TableRow`] is a row under those names. A file that exceeds the limits or that is
//! cut off is an error.

mod file;
mod header;
mod sheet;
mod sniff;
mod text;
mod xlsx;

pub use csv::StringRecord;
pub use file::TableFile;
pub(crate) use header::{HEADER_WITHIN, HeaderCheck, SheetHeader};
pub use header::{Header, TableRow, fold};
pub use sheet::{EachRow, RawRow, Sheet};
pub(crate) use sniff::encoding_of;
pub use text::{TextOptions, read_text};
