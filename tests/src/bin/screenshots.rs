//! Takes screenshots of the main pages with the sample listings. Argument: the folder to write them to.

use std::fs;
use std::path::{Path, PathBuf};

use tests::Home;
use tests::browser::{Tab, Visitor};

/// The visitors, with the suffix of their screenshots' names.
const VISITORS: [(&str, Visitor); 2] = [("phone", Visitor::on_phone()), ("desktop", Visitor::at_desk())];

/// Sets a font that is as wide as those of phones. The default font of a server is wider.
const FONT: &str = "document.body.style.fontFamily = 'Liberation Sans, Arimo, Arial'";

fn main() {
    let folder = PathBuf::from(
        std::env::args_os().nth(1).expect("the first argument is the folder for the screenshots"),
    );
    let home = Home::new();
    home.run(&["import", "sample"]).expect(0);
    let server = home.serve_with(|command| {
        command.arg("--no-import");
    });
    for (suffix, visitor) in VISITORS {
        let tab = Tab::open(&server, visitor).expect("Chromium and chromedriver are installed");
        let keep = |name: &str| {
            tab.run(FONT, &[]);
            write(&folder, &format!("{name}-{suffix}.png"), &tab.screenshot());
        };
        tab.go("/en/");
        keep("start");
        tab.post("/en/search", &[("near", "Austin, TX")]);
        keep("results");
        tab.find("article h2 a").click();
        keep("facility");
    }
}

fn write(folder: &Path, name: &str, screenshot: &[u8]) {
    let path = folder.join(name);
    fs::write(&path, screenshot).unwrap_or_else(|err| panic!("{}: {err}", path.display()));
    eprintln!("{} ({} KB)", path.display(), screenshot.len().div_ceil(1024));
}
