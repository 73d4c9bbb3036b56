//! The program under test.

use std::path::{Path, PathBuf};
use std::process::Command;
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

/// Builds the program with the profile of this test, for tests that cargo does not build it for. Does nothing if
/// `IOPFINDER_BINARY` names a program.
///
/// # Panics
/// When it can't be built.
pub fn build_program() {
    if std::env::var_os("IOPFINDER_BINARY").is_some() {
        return;
    }
    let folder = profile_folder();
    let profile = folder.file_name().and_then(|name| name.to_str()).expect("a profile");
    let target = folder.parent().expect("a profile is a folder in target");
    let profile = if profile == "debug" { "dev" } else { profile };
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    // All packages, so that their features, and thus their dependencies, are those of the other tests.
    command.args(["build", "--locked", "--workspace", "--bin", "iopfinder", "--profile", profile]);
    command.arg("--target-dir").arg(target).current_dir(env!("CARGO_MANIFEST_DIR"));
    assert!(command.status().expect("cargo starts").success(), "the program can't be built");
}

fn built_by_cargo() -> PathBuf {
    profile_folder().join("iopfinder").with_extension(std::env::consts::EXE_EXTENSION)
}

fn profile_folder() -> PathBuf {
    let executable = std::env::current_exe().expect("the path of this test");
    executable.ancestors().nth(2).expect("tests are in target/<profile>/deps").to_owned()
}
