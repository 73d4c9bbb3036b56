//! What the project says about its security: the bill of materials, and the tests that docs/security.md names.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn bill_of_materials() -> Value {
    let script = project().join("scripts/sbom.py");
    let printed = Command::new("python3").arg(script).output().expect("Python starts");
    assert!(printed.status.success(), "{}", String::from_utf8_lossy(&printed.stderr));
    serde_json::from_slice(&printed.stdout).unwrap()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("a text, not {value}"))
}

#[test]
fn the_bill_of_materials_has_what_cyclonedx_requires() {
    if !tests::installed("python3") {
        return;
    }
    let bill = bill_of_materials();
    assert_eq!((text(&bill["bomFormat"]), text(&bill["specVersion"])), ("CycloneDX", "1.5"));
    assert!(text(&bill["serialNumber"]).starts_with("urn:uuid:") && bill["version"] == 1);
    assert_eq!(text(&bill["metadata"]["component"]["name"]), "iopfinder");
    let components = bill["components"].as_array().unwrap();
    let mut references = BTreeSet::from([text(&bill["metadata"]["component"]["bom-ref"])]);
    for component in components {
        let (name, version) = (text(&component["name"]), text(&component["version"]));
        assert_eq!(text(&component["purl"]), format!("pkg:cargo/{name}@{version}"));
        assert_eq!(text(&component["type"]), "library");
        assert!(!text(&component["licenses"][0]["expression"]).is_empty(), "{name}");
        let hash = &component["hashes"][0]["content"];
        assert!(hash.is_null() || text(hash).len() == 64, "{name}: {hash}");
        assert!(references.insert(text(&component["bom-ref"])), "{name} is listed twice");
    }
    for dependency in bill["dependencies"].as_array().unwrap() {
        let needs = dependency["dependsOn"].as_array().unwrap().iter();
        for reference in needs.chain([&dependency["ref"]]) {
            assert!(references.contains(text(reference)), "{reference} is not a component");
        }
    }
    let names: BTreeSet<&str> = components.iter().map(|component| text(&component["name"])).collect();
    assert!(["actix-web", "libsqlite3-sys", "rustls", "search"].iter().all(|name| names.contains(name)));
    assert!(
        !names.contains("proptest") && !names.contains("tests"),
        "what only tests use is not in the program"
    );
}

/// The names of all functions in the Rust files below a folder.
fn functions(folder: &Path, names: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            if !path.ends_with("node_modules") {
                functions(&path, names);
            }
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let source = fs::read_to_string(&path).unwrap();
            let after = source.split("fn ").skip(1);
            names.extend(after.filter_map(|after| after.split_once('(').map(|(name, _)| name.to_owned())));
        }
    }
}

#[test]
fn every_test_and_file_that_security_md_names_exists() {
    let docs = project().join("docs");
    let page = fs::read_to_string(docs.join("security.md")).unwrap();
    let mut known = BTreeSet::new();
    for folder in ["crates", "tests"] {
        functions(&project().join(folder), &mut known);
    }
    let quoted: Vec<&str> = page.split('`').skip(1).step_by(2).collect();
    let is_test = |name: &&&str| name.matches('_').count() > 2 && !name.contains(['.', ' ']);
    let tests: Vec<&&str> = quoted.iter().filter(is_test).collect();
    assert!(tests.len() > 50, "{tests:?}");
    for test in tests {
        assert!(known.contains(*test), "docs/security.md names {test}, which does not exist");
    }
    for link in page.split("](").skip(1).filter_map(|after| after.split([')', '#']).next()) {
        assert!(link.is_empty() || docs.join(link).is_file(), "docs/security.md links to {link}");
    }
    // Every line of the tables shows something.
    for line in page.lines().filter(|line| line.starts_with("| API") || line.starts_with("| V")) {
        let shown = line.trim_end_matches(" |").rsplit(" | ").next().unwrap_or_default();
        assert!(shown.contains('`') || shown.contains("]("), "{line}");
    }
}
