//! The command line.

use std::path::PathBuf;

use clap::{ArgMatches, Args, FromArgMatches, Parser, Subcommand};

use crate::config::{LogFormat, LogLevel, Refresh, Settings};
use crate::sources::SourceSettings;

/// What the exit codes mean, and where settings come from.
const AFTER_HELP: &str = "\
Settings: a flag beats the environment, which beats the configuration file, which beats the default.
  IOPFINDER_DATA_DIR, IOPFINDER_DATABASE_URL, IOPFINDER_CONFIG, IOPFINDER_LISTEN, IOPFINDER_FINDTREATMENT_URL,
  IOPFINDER_DELAY, IOPFINDER_PAGE_SIZE, IOPFINDER_REFRESH, IOPFINDER_LOG_LEVEL, IOPFINDER_LOG_FORMAT
  The file is TOML and has the same names: data_dir, database_url, listen, findtreatment_url, delay, …

Exit codes:
  0  done
  1  it failed
  2  the command line, a setting, a search parameter or a file to import is wrong
  3  another import is running
  4  the import is held: run it again with --accept-removals
  5  the source could not be reached, or did not answer as it should
  6  nothing is loaded yet";

/// A directory of addiction and mental-health treatment in the United States
///
/// Without a command it serves the directory at http://127.0.0.1:8080, and first imports the public listings of
/// FindTreatment.gov when there are none.
#[derive(Debug, Parser)]
#[command(name = "iopfinder", version, after_help = AFTER_HELP)]
pub struct Cli {
    #[command(flatten)]
    global: GlobalFlags,
    /// What to do.
    #[command(subcommand)]
    pub command: Option<Command>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Options of every command")]
struct GlobalFlags {
    /// Folder for the database file and the search index [default: ./iopfinder-data]
    #[arg(long, value_name = "DIR", global = true)]
    data_dir: Option<PathBuf>,
    /// Where the listings are kept: sqlite:FILE or postgres://… [default: iopfinder.db in the data folder]
    #[arg(long, value_name = "URL", global = true)]
    database_url: Option<String>,
    /// Configuration file [default: iopfinder.toml in the data folder, or here]
    #[arg(long, value_name = "FILE", global = true)]
    config: Option<PathBuf>,
    /// How much is logged [default: info when serving, else warn]
    #[arg(long, value_name = "LEVEL", global = true)]
    log_level: Option<LogLevel>,
    /// The form of the log on standard error [default: text]
    #[arg(long, value_name = "FORMAT", global = true)]
    log_format: Option<LogFormat>,
}

impl Cli {
    /// The settings that were given as flags.
    pub fn settings(&self) -> Settings {
        let GlobalFlags { data_dir, database_url, config, log_level, log_format } = &self.global;
        let mut settings = Settings {
            data_dir: data_dir.clone(),
            database_url: database_url.clone().map(Into::into),
            config: config.clone(),
            log_level: *log_level,
            log_format: *log_format,
            ..Settings::default()
        };
        match &self.command {
            Some(Command::Serve(flags)) => {
                settings.listen.clone_from(&flags.listen);
                settings.public_url.clone_from(&flags.public_url);
                settings.refresh = flags.refresh;
            }
            Some(Command::Import(ImportArgs {
                command: Some(ImportCommand::Source(SourceCommand { source, .. })),
                ..
            })) => {
                if let SourceSettings::Findtreatment(flags) = &**source {
                    settings.findtreatment_url.clone_from(&flags.url);
                    (settings.delay, settings.page_size) = (flags.delay, flags.page_size);
                }
            }
            _ => {}
        }
        settings
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the directory over HTTP (the default)
    Serve(ServeFlags),
    /// Import listings, or look at what imports found; without a source, list the sources
    Import(ImportArgs),
    /// Import the sources anew that the configuration file names
    Refresh(RefreshFlags),
    /// Decide whether two listings are one place: list the pairs that are nearly undecided
    Review(ReviewArgs),
    /// Search the directory, without a server
    Search(Box<SearchFlags>),
    /// Say what is loaded, how fresh it is, and what was rejected
    Status(JsonFlag),
    /// List what visitors of the pages say is wrong with places, the newest first
    Corrections(JsonFlag),
    /// Measure the service on this machine, as ratios to a server that sends fixed bodies
    Bench(BenchFlags),
    /// Serve a fixed body of so many bytes: what `bench` measures against
    #[command(hide = true)]
    BenchFixed {
        /// Bytes of the body.
        bytes: usize,
    },
}

/// What `bench` takes.
#[derive(Debug, Args)]
pub struct BenchFlags {
    /// How many listings to make up, for each run
    #[arg(long, value_name = "N,N", value_delimiter = ',', default_value = "20000,200000")]
    pub sizes: Vec<usize>,
    /// A file of listings to measure with too, one JSON row in the locator's form a line; can be repeated
    #[arg(long, value_name = "FILE")]
    pub rows: Vec<PathBuf>,
    /// Rounds of each measurement, in turn
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub rounds: usize,
    /// Seconds of each round
    #[arg(long, value_name = "SECONDS", default_value_t = 1.0)]
    pub seconds: f64,
}

impl Default for Command {
    fn default() -> Self {
        Command::Serve(ServeFlags::default())
    }
}

impl Command {
    /// Whether it logs only what went wrong, unless it is told otherwise.
    pub fn is_quiet(&self) -> bool {
        !matches!(self, Command::Serve(_))
    }
}

/// What `serve` takes.
#[derive(Debug, Default, Args)]
pub struct ServeFlags {
    /// Address and port to listen on; port 0 takes any that is free [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDR:PORT")]
    pub listen: Option<String>,
    /// Where visitors reach the pages, as https://example.org [default: what the request's Host header says]
    #[arg(long, value_name = "URL")]
    pub public_url: Option<String>,
    /// Never import at the start, even when nothing is loaded
    #[arg(long)]
    pub no_import: bool,
    /// Import the configured sources anew, now and then [default: off]
    #[arg(long, value_name = "HOW OFTEN")]
    pub refresh: Option<Refresh>,
}

/// What `import` takes.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// What to import, or to look at.
    #[command(subcommand)]
    pub command: Option<ImportCommand>,
    /// Without a source: print JSON
    #[arg(long)]
    pub json: bool,
}

/// What `refresh` takes.
#[derive(Debug, Args)]
pub struct RefreshFlags {
    /// Publish even when more than 20 % of the places go that a source had
    #[arg(long)]
    pub accept_removals: bool,
    /// Print the reports as JSON, and progress as JSON lines on standard error
    #[arg(long)]
    pub json: bool,
}

/// What `review` takes.
#[derive(Debug, Args)]
pub struct ReviewArgs {
    /// What was decided.
    #[command(subcommand)]
    pub command: Option<ReviewCommand>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// The commands below `review`.
#[derive(Debug, Subcommand)]
pub enum ReviewCommand {
    /// They are one organization at one place, for ever
    Same(PairFlags),
    /// They are not, for ever
    Different(PairFlags),
    /// List the decisions there are
    Decisions(JsonFlag),
    /// Forget a decision
    Forget {
        /// Its number, as `review decisions` shows it
        number: i64,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
}

/// Two listings.
#[derive(Debug, Args)]
pub struct PairFlags {
    /// One listing, as `review` shows it
    pub a: String,
    /// The other
    pub b: String,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// The commands below `import`.
#[derive(Debug, Subcommand)]
pub enum ImportCommand {
    /// Import a source.
    #[command(flatten)]
    Source(SourceCommand),
    /// The fictional listings that come with the program
    Sample(JsonFlag),
    /// Print what an import found: the last one, unless another is named
    Report(ReportFlags),
    /// List the imports there were, the newest first
    List(JsonFlag),
    /// Take one import back as if it had not been
    Undo(UndoFlags),
}

/// The import of a source: the commands that [`SourceSettings`] has, each with what imports take.
#[derive(Debug)]
pub struct SourceCommand {
    /// What is imported.
    pub source: Box<SourceSettings>,
    /// How.
    pub run: RunFlags,
}

/// What every import of a source takes.
#[derive(Debug, Clone, Copy, Default, Args)]
pub struct RunFlags {
    /// Publish even when more than 20 % of the places go that the source had
    #[arg(long)]
    pub accept_removals: bool,
    /// Print the report as JSON, and progress as JSON lines on standard error
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
            // The flags' own description would take the place of the source's.
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

/// What `import undo` takes.
#[derive(Debug, Args)]
pub struct UndoFlags {
    /// The import's name, as `import list` shows it, or the beginning of it
    #[arg(value_name = "IMPORT_ID")]
    pub import: String,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// What `import report` takes.
#[derive(Debug, Args)]
pub struct ReportFlags {
    /// The import's name, as `import list` shows it [default: the last one]
    #[arg(value_name = "IMPORT_ID")]
    pub import: Option<String>,
    /// Print the rejected rows, each with its reason
    #[arg(long)]
    pub rejected: bool,
    /// Print what changed, listing by listing
    #[arg(long, conflicts_with = "rejected")]
    pub changes: bool,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// What commands take that only print something.
#[derive(Debug, Clone, Copy, Args)]
pub struct JsonFlag {
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// What `search` takes: the parameters of `GET /v1/search`.
#[derive(Debug, Default, Args)]
pub struct SearchFlags {
    /// Where: a ZIP code, "City, ST", a state, or lat,lon
    #[arg(long, value_name = "PLACE", allow_hyphen_values = true)]
    pub near: Option<String>,
    /// Miles around the place, 1 to 500 [default: 25]
    #[arg(long, value_name = "MILES")]
    pub radius: Option<String>,
    /// Only this state
    #[arg(long)]
    pub state: Option<String>,
    /// Program types, all of which must hold: addiction, mental_health, dual_diagnosis, teen, eating_disorder
    #[arg(long, value_name = "TYPE,…")]
    pub program: Vec<String>,
    /// Level of care, or any [default: intensive_outpatient; any with --q]
    #[arg(long)]
    pub level: Option<String>,
    /// Ways to pay, any of which suffices: medicaid, medicare, private, …; or insurers: aetna, medicaid_tx, …
    #[arg(long, value_name = "KIND,…")]
    pub insurance: Vec<String>,
    /// Attributes or SAMHSA codes, each of which must hold
    #[arg(long, value_name = "ATTRIBUTE,…")]
    pub has: Vec<String>,
    /// Attributes that rule a program out where its listing says no
    #[arg(long, value_name = "ATTRIBUTE,…")]
    pub unless_no: Vec<String>,
    /// Attributes that move a match up
    #[arg(long, value_name = "ATTRIBUTE,…")]
    pub prefer: Vec<String>,
    /// Attributes of which any lets a program come first
    #[arg(long, value_name = "ATTRIBUTE,…")]
    pub first: Vec<String>,
    /// Words of a name; typos are forgiven
    #[arg(long, value_name = "WORDS")]
    pub q: Option<String>,
    /// Also programs that may reach the place's state by telehealth
    #[arg(long, value_name = "BOOL", num_args = 0..=1, default_missing_value = "true")]
    pub telehealth: Option<String>,
    /// Who the person is: woman, man, veteran, service_member, native, teen, older_adult, …
    #[arg(long = "for", value_name = "GROUP,…")]
    pub person: Vec<String>,
    /// Which matches: any, confirmed, possible
    #[arg(long = "match", value_name = "CLASS")]
    pub keep: Option<String>,
    /// best, distance or name
    #[arg(long, value_name = "ORDER")]
    pub sort: Option<String>,
    /// Facilities a page, 1 to 100 [default: 20]
    #[arg(long, value_name = "N")]
    pub limit: Option<String>,
    /// The next page, as the page before gave it
    #[arg(long)]
    pub cursor: Option<String>,
    /// What is counted, with --json: program, level, insurance, …, or none
    #[arg(long, value_name = "FACET,…")]
    pub facets: Vec<String>,
    /// Print the answer of GET /v1/search
    #[arg(long)]
    pub json: bool,
}

impl SearchFlags {
    /// The parameters that were given.
    pub fn parameters(&self) -> Vec<(String, String)> {
        let one = |name: &str, value: &Option<String>| Some((name.to_owned(), value.clone()?));
        let list =
            |name: &str, values: &[String]| (!values.is_empty()).then(|| (name.to_owned(), values.join(",")));
        let parameters = [
            one("near", &self.near),
            one("radius", &self.radius),
            one("state", &self.state),
            list("program", &self.program),
            one("level", &self.level),
            list("insurance", &self.insurance),
            list("has", &self.has),
            list("unless_no", &self.unless_no),
            list("prefer", &self.prefer),
            list("first", &self.first),
            one("q", &self.q),
            one("telehealth", &self.telehealth),
            list("for", &self.person),
            one("match", &self.keep),
            one("sort", &self.sort),
            one("limit", &self.limit),
            one("cursor", &self.cursor),
            list("facets", &self.facets),
        ];
        parameters.into_iter().flatten().collect()
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_in_order() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_source_has_a_command_that_says_what_it_is_and_takes_what_imports_take() {
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
    fn flags_of_every_command_stand_before_or_behind_it() {
        for line in [["--data-dir", "x", "status"], ["status", "--data-dir", "x"]] {
            let cli = Cli::try_parse_from(["iopfinder"].into_iter().chain(line)).unwrap();
            assert_eq!(cli.settings().data_dir, Some(PathBuf::from("x")));
        }
    }

    #[test]
    fn search_flags_become_parameters() {
        let line =
            "iopfinder search --near -14.27,-170.7 --program teen --program addiction --telehealth --for man";
        let cli = Cli::try_parse_from(line.split(' ')).unwrap();
        let Some(Command::Search(flags)) = cli.command else { panic!("{cli:?}") };
        let parameters = flags.parameters();
        let parameters: Vec<_> =
            parameters.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let expected = [
            ("near", "-14.27,-170.7"),
            ("program", "teen,addiction"),
            ("telehealth", "true"),
            ("for", "man"),
        ];
        assert_eq!(parameters, expected);
    }
}
