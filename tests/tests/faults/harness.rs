//! Runs the faults that the command line selects, one at a time, and prints what came of it.

use std::os::unix::process::CommandExt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::{Command, ExitCode};

use crate::round::{Round, Settings};
use crate::table::{Ending, Entry, Table};

/// A fault that can be inflicted on the program.
pub struct Fault {
    /// Its name, which selects it.
    pub name: &'static str,
    /// Inflicts it. It panics when the program does not do what must hold.
    pub inflict: fn(&mut Round) -> Ending,
}

/// The part of libtest's command line that is understood here.
#[derive(Default)]
struct Selection {
    names: Vec<String>,
    ignored: bool,
    list: bool,
}

/// Inflicts the selected faults. Without `--ignored`, only says how to.
pub fn run(faults: &[Fault]) -> ExitCode {
    let selection = Selection::from_args();
    let chosen: Vec<&Fault> = faults.iter().filter(|fault| selection.has(fault)).collect();
    if selection.list {
        chosen.iter().for_each(|fault| say(&format!("{}: test", fault.name)));
        return ExitCode::SUCCESS;
    }
    if !selection.ignored {
        say(&format!("\n{} faults are not inflicted: add -- --ignored\n", chosen.len()));
        return ExitCode::SUCCESS;
    }
    raise_limit_on_open_files();
    tests::build_program();
    let settings = Settings::from_environment();
    say(&settings.to_string());
    let mut table = Table::default();
    for fault in chosen {
        say(&format!("inflicting: {}", fault.name));
        table.add(inflict(fault, &settings));
    }
    say(&table.to_string());
    if table.is_good() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Runs this program again with as many open files as the system allows, if they are fewer now.
fn raise_limit_on_open_files() {
    const RAISED: &str = "IOPFINDER_FAULTS_LIMIT_RAISED";
    if std::env::var_os(RAISED).is_some() {
        return;
    }
    let raise = r#"ulimit -n "$(ulimit -H -n)" && exec "$@""#;
    let mut command = Command::new("sh");
    command.args(["-c", raise, "sh"]).args(std::env::args_os()).env(RAISED, "1");
    // Returns only if it fails.
    panic!("the limit on open files can't be raised: {}", command.exec());
}

fn inflict(fault: &Fault, settings: &Settings) -> Entry {
    let mut round = Round::new(settings, fault.name);
    // The panic hook has printed the message. The next fault has servers and data of its own.
    let ending = catch_unwind(AssertUnwindSafe(|| (fault.inflict)(&mut round)));
    Entry::new(fault.name, round, ending.unwrap_or(Ending::Failed))
}

impl Selection {
    fn from_args() -> Selection {
        let mut selection = Selection::default();
        for arg in std::env::args().skip(1) {
            match arg.as_str() {
                "--ignored" | "--include-ignored" => selection.ignored = true,
                "--list" => selection.list = true,
                flag if flag.starts_with('-') => {}
                name => selection.names.push(name.to_owned()),
            }
        }
        selection
    }

    fn has(&self, fault: &Fault) -> bool {
        self.names.is_empty() || self.names.iter().any(|name| fault.name.contains(name.as_str()))
    }
}

/// Prints a line.
#[expect(clippy::print_stdout, reason = "this is the output of the test")]
pub fn say(line: &str) {
    println!("{line}");
}
