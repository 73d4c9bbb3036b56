//! The kinds of sources that can be imported, by the names of their commands and of their settings.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, bail, ensure};
use ingest::FileSource;
use ingest::import::Origin;
use ingest::sources::csv::{MappedTable, Mapping};
use ingest::sources::hsds::Hsds;
use ingest::sources::locator_export::LocatorExport;
use ingest::sources::nppes::Nppes;
use ingest::sources::samhsa_directory::SamhsaDirectory;

use crate::config::{Config, SourceSettings, locator_url, nearest};

/// A kind of source.
pub struct Kind {
    /// The name of its command, and of `kind` in the configuration file.
    pub name: &'static str,
    /// What it is, in one line.
    pub about: &'static str,
    /// What it needs, as its command takes it.
    pub needs: &'static str,
    /// Where it is imported from, by what a configuration file says.
    pub origin: fn(&Config, &SourceSettings) -> anyhow::Result<Origin>,
}

/// All of them.
pub const KINDS: &[Kind] = &[
    Kind {
        name: "findtreatment",
        about: "the listings of FindTreatment.gov, from the service or from a file",
        needs: "nothing; or --url ADDRESS, or --file FILE",
        origin: findtreatment,
    },
    Kind {
        name: "samhsa-directory",
        about: "workbooks of SAMHSA's National Directories, of one year",
        needs: "FILE.xlsx …",
        origin: samhsa_directory,
    },
    Kind {
        name: "locator-export",
        about: "a table that FindTreatment.gov exported",
        needs: "FILE.csv or FILE.xlsx",
        origin: locator_export,
    },
    Kind {
        name: "nppes",
        about: "the NPI registry, which tells who is where, for checking",
        needs: "the monthly or a weekly FILE.zip",
        origin: nppes,
    },
    Kind {
        name: "hsds",
        about: "a directory of human services in HSDS 3.x",
        needs: "--name NAME, and JSON or the tables of a data package",
        origin: hsds,
    },
    Kind {
        name: "csv",
        about: "any table, CSV or XLSX, by a mapping",
        needs: "--mapping FILE.toml, and FILE.csv or FILE.xlsx; --infer FILE proposes a mapping",
        origin: csv,
    },
];

/// Where a configured source is imported from.
///
/// # Errors
/// When its kind is unknown, or something that the kind needs is missing or can't be used.
pub fn origin(config: &Config, source: &SourceSettings) -> anyhow::Result<Origin> {
    let kind = KINDS.iter().find(|kind| kind.name == source.kind);
    match kind {
        Some(kind) => (kind.origin)(config, source),
        None => {
            let names: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
            let meant = nearest(&source.kind, names.iter().copied());
            let meant = meant.map(|meant| format!("; did you mean {meant:?}?")).unwrap_or_default();
            bail!("{:?} is no kind of source, which are {}{meant}", source.kind, names.join(", "))
        }
    }
}

/// What a configured source is called in what is printed.
pub fn label(source: &SourceSettings) -> String {
    match &source.name {
        Some(name) => format!("{} {name}", source.kind),
        None => source.kind.clone(),
    }
}

fn samhsa_directory(_: &Config, source: &SourceSettings) -> anyhow::Result<Origin> {
    files_alone(source, Arc::new(SamhsaDirectory::default()))
}

fn locator_export(_: &Config, source: &SourceSettings) -> anyhow::Result<Origin> {
    files_alone(source, Arc::new(LocatorExport))
}

fn nppes(_: &Config, source: &SourceSettings) -> anyhow::Result<Origin> {
    files_alone(source, Arc::new(Nppes))
}

fn hsds(_: &Config, source: &SourceSettings) -> anyhow::Result<Origin> {
    let name = source.name.as_deref().context("hsds needs name, which tells one directory from others")?;
    ensure!(source.url.is_none() && source.mapping.is_none(), "hsds takes files and name and nothing else");
    files(source, Arc::new(Hsds::new(name, name)?))
}

fn csv(_: &Config, source: &SourceSettings) -> anyhow::Result<Origin> {
    let mapping =
        source.mapping.as_deref().context("csv needs mapping, the file that says which column is what")?;
    ensure!(source.url.is_none() && source.name.is_none(), "csv takes files and mapping and nothing else");
    files(source, Arc::new(MappedTable::new(mapping_of(mapping)?)))
}

/// The mapping in a file.
///
/// # Errors
/// When it can't be read, or is wrong; then everything that is wrong is told, with its line.
pub fn mapping_of(path: &Path) -> anyhow::Result<Mapping> {
    let text = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    Ok(Mapping::parse(&path.display().to_string(), &text)?)
}

/// Files of a source that takes nothing else.
fn files_alone(source: &SourceSettings, reader: Arc<dyn FileSource>) -> anyhow::Result<Origin> {
    let is_alone = source.url.is_none() && source.mapping.is_none() && source.name.is_none();
    ensure!(is_alone, "{} takes files and nothing else", source.kind);
    files(source, reader)
}

fn files(source: &SourceSettings, reader: Arc<dyn FileSource>) -> anyhow::Result<Origin> {
    ensure!(!source.files.is_empty(), "{} needs files", source.kind);
    Ok(Origin::Files { source: reader, paths: source.files.clone() })
}

fn findtreatment(config: &Config, source: &SourceSettings) -> anyhow::Result<Origin> {
    ensure!(
        source.mapping.is_none() && source.name.is_none(),
        "findtreatment takes url or files and nothing else"
    );
    match (&source.files[..], &source.url) {
        ([], url) => {
            let url = url.as_deref().map(locator_url).transpose()?;
            let url = url.unwrap_or_else(|| config.findtreatment_url.clone());
            Ok(Origin::FindTreatment { url, options: Box::new(config.fetch_options()) })
        }
        ([file], None) => Ok(Origin::FindTreatmentFile(file.clone())),
        _ => bail!("findtreatment takes either url or one file"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(source: SourceSettings) -> String {
        origin(&Config::default(), &source).err().map(|error| error.to_string()).unwrap_or_default()
    }

    #[test]
    fn a_kind_that_is_mistyped_names_the_nearest() {
        let error = text(SourceSettings { kind: "findtreatmnt".to_owned(), ..SourceSettings::default() });
        assert!(error.contains("did you mean \"findtreatment\"?"), "{error}");
    }

    #[test]
    fn what_a_kind_does_not_take_is_told() {
        let kind = "findtreatment".to_owned();
        let source =
            SourceSettings { kind, files: vec!["a".into(), "b".into()], ..SourceSettings::default() };
        assert!(text(source.clone()).contains("one file"));
        assert!(
            text(SourceSettings { name: Some("x".to_owned()), ..source.clone() }).contains("nothing else")
        );
        assert_eq!(text(SourceSettings { files: Vec::new(), ..source }), "");
    }
}
