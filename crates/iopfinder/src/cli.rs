//! The command line.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use anyhow::Context;
use clap::{ArgMatches, Args, FromArgMatches, Parser, Subcommand};
use ingest::import::Accepted;
use serde::Serialize;
use toml::Table;

use crate::commands::search::SearchFlags;
use crate::config::{LogFormat, LogLevel, Refresh};
use crate::sources::SourceSettings;

/// Explains the settings and the exit codes.
const AFTER_HELP: &str = "\
Settings: a flag overrides the environment, which overrides the configuration file, which overrides the default.
  IOPFINDER_DATA_DIR, IOPFINDER_DATABASE_URL, IOPFINDER_CONFIG, IOPFINDER_LISTEN, IOPFINDER_FINDTREATMENT_URL,
  IOPFINDER_DELAY, IOPFINDER_PAGE_SIZE, IOPFINDER_PAGE_TIMEOUT, IOPFINDER_FETCH_TIMEOUT, IOPFINDER_MIN_RATE,
  IOPFINDER_REDIRECT_HOSTS, IOPFINDER_IMPORT_MEMORY, IOPFINDER_PUBLIC_URL, IOPFINDER_MAX_CONNECTIONS,
  IOPFINDER_MAX_REQUESTS, IOPFINDER_DRAIN, IOPFINDER_REFRESH, IOPFINDER_LOG_LEVEL, IOPFINDER_LOG_FORMAT
  The file is TOML and uses the same names in lower case: data_dir, database_url, listen, findtreatment_url, delay, …

Exit codes:
  0  done
  1  failed
  2  the command line, a setting, a search parameter or a file to import is wrong
  3  another import is running, or the store is in use
  4  the import is on hold: look at it, and run it again with --accept-removals or --accept-changes
  5  the source could not be reached, or its response was wrong
  6  nothing is loaded yet";

/// A directory of addiction and mental-health treatment in the United States
///
/// Without a command, it serves the directory at http://127.0.0.1:8080. If the directory is empty, it first imports the
/// public listings of FindTreatment.gov.
#[derive(Debug, Parser)]
#[command(name = "iopfinder", version, after_help = AFTER_HELP)]
pub struct Cli {
    #[command(flatten)]
    global: GlobalFlags,
    /// The command; `serve` if there is none.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Flags of every command. Serialized, they are settings, named like the fields of [`Config`](crate::config::Config).
#[derive(Debug, Args, Serialize)]
#[command(next_help_heading = "Options of every command")]
struct GlobalFlags {
    /// Folder for the database file and the search index [default: ./iopfinder-data]
    #[arg(long, value_name = "DIR", global = true)]
    data_dir: Option<PathBuf>,
    /// Where the listings are stored: sqlite:FILE or postgres://… [default: iopfinder.db in the data folder]
    #[arg(long, value_name = "URL", global = true)]
    database_url: Option<String>,
    /// Configuration file [default: iopfinder.toml in the data folder or the current one]
    #[arg(long, value_name = "FILE", global = true)]
    config: Option<PathBuf>,
    /// How much to log [default: info when serving, otherwise warn]
    #[arg(long, value_name = "LEVEL", global = true)]
    log_level: Option<LogLevel>,
    /// Format of the log on standard error [default: text]
    #[arg(long, value_name = "FORMAT", global = true)]
    log_format: Option<LogFormat>,
}

impl Cli {
    /// The settings given as flags, by their names in [`Config`](crate::config::Config).
    pub fn settings(&self) -> anyhow::Result<Table> {
        let mut settings = table(&self.global)?;
        match &self.command {
            Some(Command::Serve(flags)) => settings.extend(table(flags)?),
            Some(Command::Import(ImportArgs { command: Some(ImportCommand::Source(command)), .. })) => {
                if let SourceSettings::Findtreatment(flags) = &*command.source {
                    settings.extend(table(flags)?);
                }
            }
            _ => {}
        }
        Ok(settings)
    }
}

fn table(flags: &impl Serialize) -> anyhow::Result<Table> {
    Table::try_from(flags).context("reading the flags")
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the directory over HTTP (the default)
    Serve(ServeFlags),
    /// Import listings, or show what imports found; without a source, list the sources
    Import(ImportArgs),
    /// Import the sources named in the configuration file again
    Refresh(RunFlags),
    /// List pairs of listings that may be the same place, and decide about them
    Review(ReviewArgs),
    /// Search the directory without a server
    Search(Box<SearchFlags>),
    /// Write everything in the store to one file, while others may use it
    Backup(BackupFlags),
    /// Replace the store with a backup
    Restore(RestoreFlags),
    /// Copy everything to another database, SQLite or PostgreSQL, and compare all rows
    Copy(CopyFlags),
    /// Check the data, the index and this computer, and say what to do
    Doctor(JsonFlag),
    /// Show what is loaded, how old it is, and what was rejected
    Status(JsonFlag),
    /// List what visitors reported as wrong, newest first
    Corrections(JsonFlag),
    /// Run an import for a server, which sends it on standard input
    #[command(hide = true)]
    ImportWorker,
}

impl Default for Command {
    fn default() -> Self {
        Command::Serve(ServeFlags::default())
    }
}

impl Command {
    /// Whether the command logs only problems by default.
    pub fn is_quiet(&self) -> bool {
        !matches!(self, Command::Serve(_) | Command::ImportWorker)
    }
}

/// Flags of `serve`. Serialized, they are settings, named like the fields of [`Config`](crate::config::Config).
#[derive(Debug, Default, Args, Serialize)]
pub struct ServeFlags {
    /// Address and port to listen on; port 0 for any free port [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDR:PORT")]
    pub listen: Option<String>,
    /// Where visitors reach the pages, such as https://example.org [default: the Host header of each request]
    #[arg(long, value_name = "URL")]
    pub public_url: Option<String>,
    /// How many connections may be open at once [default: 8192, or as many as the system's limit on open files allows]
    #[arg(long, value_name = "N")]
    pub max_connections: Option<NonZeroUsize>,
    /// How many requests may be in progress at once [default: 256]
    #[arg(long, value_name = "N")]
    pub max_requests: Option<NonZeroUsize>,
    /// Do not import at startup, even if nothing is loaded
    #[arg(long)]
    #[serde(skip)]
    pub no_import: bool,
    /// Seconds for which to answer requests after a signal to stop, while /readyz says 503 [default: 0]
    #[arg(long, value_name = "SECONDS")]
    pub drain: Option<f64>,
    /// How often to import the configured sources again [default: off]
    #[arg(long, value_name = "HOW OFTEN")]
    pub refresh: Option<Refresh>,
}

/// Flags of `import`.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// What to import or to show.
    #[command(subcommand)]
    pub command: Option<ImportCommand>,
    /// Print the list of sources as JSON
    #[arg(long)]
    pub json: bool,
}

/// Flags of `review`.
#[derive(Debug, Args)]
pub struct ReviewArgs {
    /// What to do; list the pairs if there is no command.
    #[command(subcommand)]
    pub command: Option<ReviewCommand>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// The subcommands of `review`.
#[derive(Debug, Subcommand)]
pub enum ReviewCommand {
    /// Record that two listings are the same organization at the same place
    Same(PairFlags),
    /// Record that two listings are different organizations or different places
    Different(PairFlags),
    /// List the decisions
    Decisions(JsonFlag),
    /// Forget a decision
    Forget {
        /// The decision's number, as shown by `review decisions`
        number: i64,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
}

/// Two listings.
#[derive(Debug, Args)]
pub struct PairFlags {
    /// A listing, as shown by `review`
    pub a: String,
    /// The other listing
    pub b: String,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// The subcommands of `import`.
#[derive(Debug, Subcommand)]
pub enum ImportCommand {
    /// Import a source.
    #[command(flatten)]
    Source(SourceCommand),
    /// Import the national listings that come with the program
    Bundled(JsonFlag),
    /// Import the fictional listings that come with the program
    Sample(JsonFlag),
    /// Print what an import found
    Report(ReportFlags),
    /// List the imports, newest first
    List(JsonFlag),
    /// Undo an import
    Undo(UndoFlags),
}

/// The import of a source: a command of [`SourceSettings`], with the flags that all these commands share.
#[derive(Debug)]
pub struct SourceCommand {
    /// The source to import.
    pub source: Box<SourceSettings>,
    /// How to import it.
    pub run: RunFlags,
}

/// Flags of every import of a source, and of `refresh`.
#[derive(Debug, Clone, Copy, Default, Args)]
pub struct RunFlags {
    /// Publish even if more of a source's places would disappear than usual, or most rows of a kind can't be used
    #[arg(long)]
    pub accept_removals: bool,
    /// Publish even if more names, telephone numbers or websites would change than usual, or many organizations would get
    /// the same telephone number
    #[arg(long)]
    pub accept_changes: bool,
    /// Print each report as JSON, and progress as JSON lines on standard error
    #[arg(long)]
    pub json: bool,
}

impl FromArgMatches for SourceCommand {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let run = matches.subcommand().map(|(_, flags)| RunFlags::from_arg_matches(flags)).transpose()?;
        let source = Box::new(SourceSettings::from_arg_matches(matches)?);
        Ok(SourceCommand { source, run: run.unwrap_or_default() })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = SourceCommand::from_arg_matches(matches)?;
        Ok(())
    }
}

impl Subcommand for SourceCommand {
    fn augment_subcommands(command: clap::Command) -> clap::Command {
        let with_flags = |source: clap::Command| {
            // `augment_args` replaces the source's description with that of `RunFlags`.
            let about = source.get_about().cloned().unwrap_or_default();
            RunFlags::augment_args(source).about(about).long_about(None)
        };
        command.subcommands(SourceSettings::commands().into_iter().map(with_flags))
    }

    fn augment_subcommands_for_update(command: clap::Command) -> clap::Command {
        Self::augment_subcommands(command)
    }

    fn has_subcommand(name: &str) -> bool {
        SourceSettings::has_subcommand(name)
    }
}

/// Flags of `import undo`.
#[derive(Debug, Args)]
pub struct UndoFlags {
    /// The import's ID, as shown by `import list`, or the beginning of the ID
    #[arg(value_name = "IMPORT_ID")]
    pub import: String,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// Flags of `import report`.
#[derive(Debug, Args)]
pub struct ReportFlags {
    /// The import's ID, as shown by `import list` [default: the last import]
    #[arg(value_name = "IMPORT_ID")]
    pub import: Option<String>,
    /// Print the rejected rows with the reason for each
    #[arg(long)]
    pub rejected: bool,
    /// Print what changed in each listing
    #[arg(long, conflicts_with = "rejected")]
    pub changes: bool,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// Flags of `backup`.
#[derive(Debug, Args)]
pub struct BackupFlags {
    /// The file to write
    pub file: PathBuf,
    /// Replace the file if it exists
    #[arg(long)]
    pub force: bool,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// Flags of `restore`.
#[derive(Debug, Args)]
pub struct RestoreFlags {
    /// The file that `backup` wrote
    pub file: PathBuf,
    /// Replace what is in the store
    #[arg(long)]
    pub force: bool,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// Flags of `copy`.
#[derive(Debug, Args)]
pub struct CopyFlags {
    /// The store to copy: sqlite:FILE, postgres://…, or a data folder
    #[arg(long, value_name = "URL|DIR")]
    pub from: String,
    /// The store to copy to, which must be empty
    #[arg(long, value_name = "URL|DIR")]
    pub to: String,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

impl RunFlags {
    /// What is published although it is usually held.
    pub fn accepted(self) -> Accepted {
        Accepted { removals: self.accept_removals, changes: self.accept_changes }
    }
}

/// Flags of commands that only print something.
#[derive(Debug, Clone, Copy, Args)]
pub struct JsonFlag {
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn clap_accepts_the_definition_of_the_command_line() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_source_has_a_command() {
        let cli = Cli::command();
        let import = cli.find_subcommand("import").unwrap();
        for source in SourceSettings::commands() {
            let command = import.find_subcommand(source.get_name()).unwrap();
            assert_eq!(command.get_about(), source.get_about());
            assert!(command.get_arguments().any(|flag| flag.get_id() == "accept_removals"));
        }
        let line = "iopfinder import hsds --name demo a.json --json --accept-removals";
        let cli = Cli::try_parse_from(line.split(' ')).unwrap();
        let Some(Command::Import(ImportArgs { command: Some(ImportCommand::Source(command)), .. })) =
            cli.command
        else {
            panic!("{line}")
        };
        assert_eq!((command.source.label(), command.run.json), ("hsds demo".to_owned(), true));
        assert!(command.run.accept_removals);
    }

    #[test]
    fn global_flags_work_before_and_after_the_command() {
        for line in [["--data-dir", "x", "status"], ["status", "--data-dir", "x"]] {
            assert_eq!(settings(&line), "data_dir = 'x'".parse().unwrap());
        }
    }

    fn settings(line: &[&str]) -> Table {
        Cli::try_parse_from([&["iopfinder"], line].concat()).unwrap().settings().unwrap()
    }

    #[test]
    fn flags_become_settings() {
        let serve = settings(&["serve", "--listen", "[::]:80", "--refresh", "daily", "--no-import"]);
        assert_eq!(serve, "listen = '[::]:80'\nrefresh = 'daily'".parse().unwrap());
        let line = "import findtreatment --url http://localhost --delay 0 --page-size 10 --log-level off";
        let import = settings(&line.split(' ').collect::<Vec<_>>());
        let expected =
            "findtreatment_url = 'http://localhost'\ndelay = 0.0\npage_size = 10\nlog_level = 'off'";
        assert_eq!(import, expected.parse().unwrap());
    }

    #[test]
    fn search_flags_become_parameters() {
        let line =
            "iopfinder search --near -14.27,-170.7 --program teen --program addiction --telehealth --for man";
        let cli = Cli::try_parse_from(line.split(' ')).unwrap();
        let Some(Command::Search(flags)) = cli.command else { panic!("{cli:?}") };
        let parameters: Vec<_> =
            flags.parameters.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let expected = [
            ("for", "man"),
            ("near", "-14.27,-170.7"),
            ("program", "teen,addiction"),
            ("telehealth", "true"),
        ];
        assert_eq!(parameters, expected);
    }
}
