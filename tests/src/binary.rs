//! The program under test.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

/// Where the binary is; built first, in the profile these tests were built in, unless `IOPFINDER_BINARY` names one.
pub(crate) fn path() -> &'static Path {
    static PATH: OnceLock<PathBuf> = OnceLock::new();
    PATH.get_or_init(|| match std::env::var_os("IOPFINDER_BINARY") {
        Some(path) => std::path::absolute(path).expect("the path of the binary"),
        None => build(),
    })
}

fn build() -> PathBuf {
    let mut command = Command::new(env!("CARGO"));
    command.args(["build", "--package", "iopfinder", "--bin", "iopfinder", "--profile", &profile()]);
    command.args(["--message-format", "json-render-diagnostics"]).current_dir(env!("CARGO_MANIFEST_DIR"));
    let built = command.stderr(Stdio::inherit()).output().expect("cargo runs");
    assert!(built.status.success(), "the program can't be built");
    let messages = String::from_utf8(built.stdout).expect("cargo writes UTF-8");
    let executables = messages.lines().filter_map(|line| {
        let message: serde_json::Value = serde_json::from_str(line).ok()?;
        let is_ours = message["target"]["name"] == "iopfinder";
        message["executable"].as_str().filter(|_| is_ours).map(PathBuf::from)
    });
    executables.last().expect("cargo names the executable")
}

/// The profile of these tests: their executable is in `target/<its folder>/deps`.
fn profile() -> String {
    let executable = std::env::current_exe().expect("the path of this test");
    let folder = executable.ancestors().nth(2).and_then(Path::file_name);
    match folder.and_then(|name| name.to_str()) {
        Some("debug") | None => "dev".to_owned(),
        Some(name) => name.to_owned(),
    }
}
