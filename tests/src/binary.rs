//! The program under test.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The path of the program: `IOPFINDER_BINARY`, or else where cargo built it for these tests, one folder above their own
/// executable.
pub(crate) fn path() -> &'static Path {
    static PATH: OnceLock<PathBuf> = OnceLock::new();
    PATH.get_or_init(|| {
        let named = std::env::var_os("IOPFINDER_BINARY").map(PathBuf::from);
        let path =
            std::path::absolute(named.unwrap_or_else(built_by_cargo)).expect("the path of the program");
        assert!(path.is_file(), "there is no program {}", path.display());
        path
    })
}

fn built_by_cargo() -> PathBuf {
    let executable = std::env::current_exe().expect("the path of this test");
    let profile = executable.ancestors().nth(2).expect("tests are in target/<profile>/deps");
    profile.join("iopfinder").with_extension(std::env::consts::EXE_EXTENSION)
}
