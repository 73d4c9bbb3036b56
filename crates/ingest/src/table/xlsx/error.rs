//! Converting errors of the libraries that read workbooks into errors of a file.

use calamine::XlsxError;
use zip::result::ZipError;

use crate::file::FileError;
use crate::metered::input_error;
use crate::table::sniff::encrypted;

/// The error for a workbook that calamine can't read.
pub(super) fn xlsx_error(file: &str, error: XlsxError) -> FileError {
    match error {
        XlsxError::Io(error) => input_error(file, error),
        XlsxError::Zip(error) => zip_error(file, error),
        XlsxError::Password => encrypted(file),
        error => FileError::damaged(file, error.to_string()),
    }
}

/// The error for a package that can't be unpacked.
pub(super) fn zip_error(file: &str, error: ZipError) -> FileError {
    match error {
        ZipError::Io(error) => input_error(file, error),
        ZipError::InvalidPassword | ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
            encrypted(file)
        }
        error => FileError::damaged(file, error.to_string()),
    }
}
