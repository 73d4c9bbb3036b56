//! axe-core and html-validate, installed by `tests/browser/install`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::tab::Tab;
use crate::installed::report_missing;

/// The lock file of the versions that must be installed.
const LOCK: &str = include_str!("../../browser/package-lock.json");

/// The folder of the packages. Returns `None` and prints a message if they are not installed.
///
/// # Panics
/// When they are not installed although the environment variable `CI` is set.
fn packages() -> Option<PathBuf> {
    let executable = std::env::current_exe().expect("the path of this test");
    let target = executable.ancestors().nth(3).expect("tests are in target/<profile>/deps");
    let folder = target.join("browser-tools");
    let installed = fs::read_to_string(folder.join("package-lock.json.installed")).unwrap_or_default();
    if installed == LOCK {
        return Some(folder.join("node_modules"));
    }
    report_missing("axe-core and html-validate are not installed by tests/browser/install");
    None
}

/// axe-core, which finds barriers for people with disabilities.
pub struct Axe {
    source: String,
}

impl Axe {
    /// Reads axe-core. Returns `None` if it is not installed.
    pub fn installed() -> Option<Axe> {
        let source =
            fs::read_to_string(packages()?.join("axe-core/axe.min.js")).expect("axe-core is installed");
        Some(Axe { source })
    }

    /// The violations on the page in a tab, one per line.
    pub fn violations(&self, tab: &Tab) -> Vec<String> {
        tab.run(&self.source, &[]);
        const RUN: &str = "const { violations } = await axe.run(document, { resultTypes: ['violations'] });
            return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, failureSummary }) =>
                `${id} (${help}) at ${target}: ${failureSummary.replace(/\\s+/g, ' ')}`))";
        let found = tab.run(&format!("return (async () => {{ {RUN} }})()"), &[]);
        let lines = found.as_array().unwrap_or_else(|| panic!("axe-core returned {found}"));
        lines.iter().map(|line| line.as_str().expect("a line").to_owned()).collect()
    }
}

/// An invalid HTML file.
#[derive(Debug, PartialEq, Eq)]
pub struct Invalid {
    /// The file's name.
    pub file: String,
    /// The errors with their positions, one per line.
    pub errors: Vec<String>,
}

/// Validates every file of a folder, and returns the invalid ones. Returns `None` if html-validate is not installed.
pub fn validate(folder: &Path) -> Option<Vec<Invalid>> {
    let packages = packages()?;
    let config = Path::new(env!("CARGO_MANIFEST_DIR")).join("browser/html-validate.json");
    let mut command = Command::new("node");
    command.arg(packages.join("html-validate/bin/html-validate.mjs"));
    let output = command.args(["--formatter", "json", "--config"]).arg(config).arg(folder).output();
    let output = output.expect("node starts");
    let results: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|err| panic!("{err}: {}", String::from_utf8_lossy(&output.stderr)));
    Some(results.as_array().expect("a list of files").iter().map(invalid).collect())
}

fn invalid(result: &Value) -> Invalid {
    let path = Path::new(result["filePath"].as_str().expect("a path"));
    let file = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
    let messages = result["messages"].as_array().into_iter().flatten();
    let line = |message: &Value| {
        let text = |name: &str| message[name].as_str().unwrap_or_default().to_owned();
        format!("{}:{} {}: {}", message["line"], message["column"], text("ruleId"), text("message"))
    };
    Invalid { file, errors: messages.map(line).collect() }
}
