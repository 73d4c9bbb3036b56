//! The program under test.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// Where the program is: cargo builds it for these tests, beside the folder of their own executable, unless
/// `IOPFINDER_BINARY` names another.
pub(crate) fn path() -> &'static Path {
    static PATH: OnceLock<PathBuf> = OnceLock::new();
    PATH.get_or_init(|| {
        let named = std::env::var_os("IOPFINDER_BINARY").map(PathBuf::from);
        let path = std::path::absolute(named.unwrap_or_else(beside)).expect("the path of the program");
        assert!(path.is_file(), "{} is not there", path.display());
        path
    })
}

fn beside() -> PathBuf {
    let executable = std::env::current_exe().expect("the path of this test");
    let profile = executable.ancestors().nth(2).expect("tests are in target/<profile>/deps");
    profile.join("iopfinder").with_extension(std::env::consts::EXE_EXTENSION)
}
