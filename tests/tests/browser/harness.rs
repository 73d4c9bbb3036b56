//! The tools that other tests rely on find errors.

use std::fs;

use tests::browser::tools::validate;
use tests::browser::{Tab, Visitor};

use crate::site::site;

#[test]
fn the_validator_names_the_invalid_file() {
    let folder = tempfile::tempdir().unwrap();
    let page = |body: &str| {
        format!("<!DOCTYPE html>\n<html lang=\"en\"><head><title>A</title></head>{body}</html>\n")
    };
    fs::write(folder.path().join("right.html"), page("<body><p>a</p></body>")).unwrap();
    fs::write(folder.path().join("wrong.html"), page("<body><p><div>a</div></p></body>")).unwrap();
    let Some(found) = validate(folder.path()) else { return };
    let [wrong] = &found[..] else { panic!("{found:#?}") };
    assert_eq!(wrong.file, "wrong.html");
    assert!(!wrong.errors.is_empty(), "{found:#?}");
}

#[test]
fn the_proxy_records_requests_to_other_hosts() {
    let site = site();
    let Some(tab) = Tab::open(&site, Visitor::at_desk()) else { return };
    let tab = tab.allowing_host("elsewhere.example");
    tab.go("/");
    tab.run("location.href = 'http://elsewhere.example/picture'", &[]);
    tab.wait_until("the other host is seen", |tab| {
        tab.requests().iter().any(|request| request.host == "elsewhere.example" && request.path == "/picture")
    });
}

#[test]
fn a_tab_has_the_settings_of_its_visitor() {
    let site = site();
    let Some(tab) = Tab::open(&site, Visitor::on_phone().in_dark_mode().reading("es")) else { return };
    const SEEN: &str = "const is = query => matchMedia(query).matches;
        return [innerWidth, navigator.maxTouchPoints > 0, is('(prefers-color-scheme: dark)'), is('(pointer: coarse)'),
            is('(forced-colors: active)'), is('(prefers-reduced-motion: reduce)'), document.documentElement.lang]";
    tab.go("/");
    assert_eq!(tab.run(SEEN, &[]), serde_json::json!([390, true, true, true, false, false, "es"]));
    tab.show_to(Visitor::at_desk().with_forced_colors().with_reduced_motion());
    tab.reload();
    assert_eq!(tab.run(SEEN, &[]), serde_json::json!([1280, false, false, false, true, true, "en"]));
}

#[test]
fn a_tab_without_scripts_runs_no_script_of_the_page() {
    let site = site();
    let Some(tab) = Tab::open(&site, Visitor::at_desk().without_scripts()) else { return };
    tab.go("/");
    const ASK: &str =
        "const [button, script] = ['button', 'script'].map(name => document.createElement(name));
        script.textContent = 'document.title = \"ran\"';
        document.body.append(button, script);
        return document.title";
    assert_ne!(tab.run(ASK, &[]), "ran");
}
