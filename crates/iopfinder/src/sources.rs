//! The sources that can be imported, with the parameters of each on the command line and in the configuration file.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::{Args, Command, Subcommand};
use directory::Track;
use ingest::fetch::FetchOptions;
use ingest::import::{Origin, Url};
use ingest::sources::csv::{MappedTable, Mapping};
use ingest::sources::findtreatment::FindTreatment;
use ingest::sources::hsds::Hsds;
use ingest::sources::locator_export::LocatorExport;
use ingest::sources::nppes::Nppes;
use ingest::sources::samhsa_directory::SamhsaDirectory;
use serde::{Deserialize, Deserializer, Serialize, de};

/// A source to import. Each variant is a subcommand of `import`, and a `kind` in the configuration file with the same
/// parameters. `import` without a source lists the variants, with the first line of their help and what they need.
#[derive(Debug, Clone, PartialEq, Subcommand, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum SourceSettings {
    /// The listings of FindTreatment.gov, from the service or from a file
    #[command(after_help = "Needs nothing; or --url ADDRESS, or --file FILE")]
    Findtreatment(FindTreatmentSource),
    /// Workbooks of SAMHSA's National Directories, of one year
    #[command(after_help = "Needs FILE.xlsx …")]
    SamhsaDirectory(SamhsaDirectorySource),
    /// A table exported from FindTreatment.gov, with a column for each service code
    #[command(after_help = "Needs FILE.csv or FILE.xlsx")]
    LocatorExport(FilesSource),
    /// The NPI registry, which confirms who is at an address
    #[command(after_help = "Needs the monthly or a weekly FILE.zip")]
    Nppes(FilesSource),
    /// A directory of human services in HSDS 3.x
    #[command(after_help = "Needs --name NAME, and JSON or the tables of a data package")]
    Hsds(HsdsSource),
    /// Any CSV or XLSX table, read with a mapping that says what each column means
    #[command(
        after_help = "Needs --mapping FILE.toml, and FILE.csv or FILE.xlsx; --infer FILE drafts a mapping"
    )]
    Csv(CsvSource),
}

/// FindTreatment.gov, or a service with the same API. Serialized, these flags are settings with the names of `Config`'s
/// fields.
#[derive(Debug, Clone, Default, PartialEq, Args, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FindTreatmentSource {
    /// URL of the locator's export [default: FindTreatment.gov]
    #[arg(long, value_name = "URL", conflicts_with = "file")]
    #[serde(rename(serialize = "findtreatment_url"))]
    pub url: Option<String>,
    /// Read the rows from a file instead: a JSON page, a JSON array, or one JSON row per line
    #[arg(long, value_name = "FILE")]
    #[serde(default, rename = "files", deserialize_with = "one_file", skip_serializing)]
    pub file: Option<PathBuf>,
    /// Seconds between two requests [default: 1]
    #[arg(long, value_name = "SECONDS")]
    #[serde(skip_deserializing)]
    pub delay: Option<f64>,
    /// Rows per request [default: 2000]
    #[arg(long, value_name = "N")]
    #[serde(skip_deserializing)]
    pub page_size: Option<u32>,
}

/// The files of a source, at least one.
#[derive(Debug, Clone, PartialEq, Eq, Args, Deserialize)]
#[serde(try_from = "Vec<PathBuf>")]
pub struct Files {
    /// The files, which together are one complete set
    #[arg(value_name = "FILE", required = true)]
    pub paths: Vec<PathBuf>,
}

impl TryFrom<Vec<PathBuf>> for Files {
    type Error = &'static str;

    fn try_from(paths: Vec<PathBuf>) -> Result<Files, Self::Error> {
        if paths.is_empty() { Err("`files` names no file") } else { Ok(Files { paths }) }
    }
}

/// A source that takes only files.
#[derive(Debug, Clone, PartialEq, Eq, Args, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FilesSource {
    /// The files to read
    #[command(flatten)]
    pub files: Files,
}

/// Workbooks of SAMHSA's National Directories.
#[derive(Debug, Clone, PartialEq, Eq, Args, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SamhsaDirectorySource {
    /// The files to read
    #[command(flatten)]
    pub files: Files,
    /// Which of the two directories the files belong to, if they do not say: substance_use or mental_health
    #[arg(long, value_name = "TRACK", value_parser = track)]
    pub track: Option<Track>,
    /// The year of the directory, if the files do not say
    #[arg(long, value_name = "YEAR")]
    pub year: Option<u16>,
}

/// A directory of human services in HSDS.
#[derive(Debug, Clone, PartialEq, Eq, Args, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HsdsSource {
    /// The files to read
    #[command(flatten)]
    pub files: Files,
    /// A short name for this directory, different from all others: lowercase letters, digits, hyphens
    #[arg(long, value_name = "NAME")]
    pub name: String,
    /// The publisher, as shown to visitors [default: the name]
    #[arg(long, value_name = "TEXT")]
    pub publisher: Option<String>,
}

/// Tables that are read with a mapping.
#[derive(Debug, Clone, PartialEq, Eq, Args, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CsvSource {
    /// The files to read
    #[command(flatten)]
    pub files: Files,
    /// The mapping, as explained in docs/sources/csv.md
    #[arg(long, value_name = "FILE.toml", required_unless_present = "infer")]
    #[serde(deserialize_with = "required_path")]
    pub mapping: Option<PathBuf>,
    /// Print a draft of a mapping for the file, for you to finish, and import nothing
    #[arg(long, conflicts_with_all = ["mapping", "accept_removals", "accept_changes", "json"])]
    #[serde(skip)]
    pub infer: bool,
    /// With --infer: the sheet of a workbook [default: the largest]
    #[arg(long, value_name = "NAME", requires = "infer")]
    #[serde(skip)]
    pub sheet: Option<String>,
}

impl SourceSettings {
    /// The subcommands of `import`, each with a description (`about`) and what it needs (`after_help`).
    pub fn commands() -> Vec<Command> {
        Self::augment_subcommands(Command::new("import")).get_subcommands().cloned().collect()
    }

    /// Whether it is FindTreatment.gov, which has today's listings of the whole country.
    pub fn is_findtreatment(&self) -> bool {
        matches!(self, SourceSettings::Findtreatment(_))
    }

    /// The name of the source in messages, such as `hsds demo`.
    pub fn label(&self) -> String {
        match self {
            SourceSettings::Findtreatment(_) => "findtreatment".to_owned(),
            SourceSettings::SamhsaDirectory(_) => "samhsa-directory".to_owned(),
            SourceSettings::LocatorExport(_) => "locator-export".to_owned(),
            SourceSettings::Nppes(_) => "nppes".to_owned(),
            SourceSettings::Hsds(source) => format!("hsds {}", source.name),
            SourceSettings::Csv(source) => {
                let mapping = source.mapping.as_deref().and_then(Path::file_stem).unwrap_or_default();
                format!("csv {}", mapping.display())
            }
        }
    }

    /// Resolves relative paths against a folder: that of the configuration file.
    pub fn resolve_paths(&mut self, folder: &Path) {
        let (files, file): (&mut [PathBuf], _) = match self {
            SourceSettings::Findtreatment(source) => (&mut [], source.file.as_mut()),
            SourceSettings::SamhsaDirectory(source) => (&mut source.files.paths, None),
            SourceSettings::LocatorExport(source) | SourceSettings::Nppes(source) => {
                (&mut source.files.paths, None)
            }
            SourceSettings::Hsds(source) => (&mut source.files.paths, None),
            SourceSettings::Csv(source) => (&mut source.files.paths, source.mapping.as_mut()),
        };
        files.iter_mut().chain(file).for_each(|path| *path = folder.join(&*path));
    }

    /// Where to import the source from. `locator` is the URL for FindTreatment.gov, unless the source has its own.
    pub fn origin(&self, locator: &Url, options: FetchOptions) -> anyhow::Result<Origin> {
        Ok(match self {
            SourceSettings::Findtreatment(FindTreatmentSource { file: Some(file), .. }) => {
                Origin::files(FindTreatment::LOCATOR, vec![file.clone()])
            }
            SourceSettings::Findtreatment(source) => {
                let url = source.url.as_deref().map(parse_locator_url).transpose()?;
                let url = url.unwrap_or_else(|| locator.clone());
                Origin::service(FindTreatment::LOCATOR, url, options)
            }
            SourceSettings::SamhsaDirectory(SamhsaDirectorySource { files, track, year }) => {
                Origin::files(SamhsaDirectory { track: *track, year: *year }, files.paths.clone())
            }
            SourceSettings::LocatorExport(source) => Origin::files(LocatorExport, source.files.paths.clone()),
            SourceSettings::Nppes(source) => Origin::files(Nppes, source.files.paths.clone()),
            SourceSettings::Hsds(HsdsSource { files, name, publisher }) => {
                Origin::files(Hsds::new(name, publisher.as_deref().unwrap_or(name))?, files.paths.clone())
            }
            SourceSettings::Csv(source) => {
                let mapping = source.mapping.as_deref().context("csv needs a mapping")?;
                Origin::files(MappedTable::new(read_mapping(mapping)?), source.files.paths.clone())
            }
        })
    }
}

/// Reads the mapping in a file.
fn read_mapping(path: &Path) -> anyhow::Result<Mapping> {
    let text = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    Ok(Mapping::parse(&path.display().to_string(), &text)?)
}

fn track(text: &str) -> Result<Track, String> {
    Track::from_slug(text).ok_or_else(|| {
        let names: Vec<&str> = Track::ALL.into_iter().map(Track::slug).collect();
        format!("expected {}", names.join(" or "))
    })
}

/// Parses the URL of a service with the locator's API.
pub fn parse_locator_url(text: &str) -> anyhow::Result<Url> {
    let url: Url = text.parse().context("the locator's URL is wrong")?;
    match url.scheme() {
        "http" | "https" => Ok(url),
        scheme => bail!("the locator's URL is wrong: it begins with {scheme}: instead of http: or https:"),
    }
}

fn one_file<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<PathBuf>, D::Error> {
    let Files { mut paths } = Files::deserialize(deserializer)?;
    match (paths.pop(), paths.is_empty()) {
        (file, true) => Ok(file),
        _ => Err(de::Error::custom("`files` of findtreatment names one file")),
    }
}

/// A path that is required in the configuration file, but optional on the command line.
fn required_path<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<PathBuf>, D::Error> {
    PathBuf::deserialize(deserializer).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse_origin(source: &SourceSettings) -> anyhow::Result<Origin> {
        source.origin(&"http://localhost".parse()?, FetchOptions::default())
    }

    fn parsed(text: &str) -> Result<SourceSettings, String> {
        toml::from_str(text).map_err(|error| error.message().to_owned())
    }

    #[test]
    fn a_parameter_that_is_unknown_or_missing_is_an_error() {
        for (text, expected) in [
            ("kind = \"findtreatment\"\nfiles = [\"a\", \"b\"]", "names one file"),
            ("kind = \"findtreatment\"\nname = \"x\"", "unknown field `name`"),
            ("kind = \"nppes\"", "missing field `files`"),
            ("kind = \"nppes\"\nfiles = []", "names no file"),
            ("kind = \"nppes\"\nfiles = [\"a\"]\nyear = 2023", "unknown field `year`"),
            ("kind = \"hsds\"\nfiles = [\"a\"]", "missing field `name`"),
            ("kind = \"csv\"\nfiles = [\"a\"]", "missing field `mapping`"),
            ("kind = \"csv\"\nfiles = [\"a\"]\nmapping = \"m\"\ninfer = true", "unknown field `infer`"),
            ("files = [\"a\"]", "missing field `kind`"),
        ] {
            let error = parsed(text).unwrap_err();
            assert!(error.contains(expected), "{text}: {error}");
        }
    }

    #[test]
    fn a_file_can_set_what_the_command_line_can() {
        let text = "kind = \"hsds\"\nfiles = [\"a\"]\nname = \"demo\"\npublisher = \"211 Example\"";
        let source = parsed(text).unwrap();
        let origin = parse_origin(&source).unwrap();
        assert_eq!(String::from(origin.source()), "hsds:demo");
        assert!(format!("{origin:?}").contains("211 Example"), "{origin:?}");
        let text = "kind = \"samhsa-directory\"\nfiles = [\"a\"]\ntrack = \"mental_health\"\nyear = 2023";
        let SourceSettings::SamhsaDirectory(source) = parsed(text).unwrap() else { panic!("{text}") };
        assert_eq!((source.track, source.year), (Some(Track::MentalHealth), Some(2023)));
        let text = "kind = \"findtreatment\"\nurl = \"ftp://example.org\"";
        let error = parse_origin(&parsed(text).unwrap()).unwrap_err();
        assert!(error.to_string().contains("locator's URL"), "{error}");
    }

    #[test]
    fn relative_paths_are_resolved_from_a_folder() {
        let text = "kind = \"csv\"\nfiles = [\"tx.csv\", \"/srv/ok.csv\"]\nmapping = \"tx.toml\"";
        let mut source = parsed(text).unwrap();
        source.resolve_paths(Path::new("/etc"));
        let SourceSettings::Csv(table) = source else { panic!("{source:?}") };
        assert_eq!(table.files.paths, [Path::new("/etc/tx.csv"), Path::new("/srv/ok.csv")]);
        assert_eq!(table.mapping.as_deref(), Some(Path::new("/etc/tx.toml")));
    }

    #[test]
    fn every_source_has_a_description_and_says_what_it_needs() {
        for command in SourceSettings::commands() {
            let described = (command.get_about().is_some(), command.get_after_help().is_some());
            assert_eq!(described, (true, true), "{}", command.get_name());
        }
    }
}
