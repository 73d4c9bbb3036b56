//! The kinds of sources that can be imported, by the names of their commands and of their settings.

use anyhow::{bail, ensure};
use ingest::import::Origin;

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
pub const KINDS: &[Kind] = &[Kind {
    name: "findtreatment",
    about: "the listings of FindTreatment.gov, from the service or from a file",
    needs: "nothing; or --url ADDRESS, or --file FILE",
    origin: findtreatment,
}];

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
