//! `doctor`: checks the data, the index and the machine, and says what to do about what is wrong.

mod data;
mod finding;
mod machine;

use serde_json::json;

use crate::config::Config;
use crate::exit::{Exit, Failure};
use crate::output::Output;
use finding::{Finding, Level};

/// Prints what all checks found. Fails if there is a problem.
pub async fn doctor(config: &Config, json: bool, output: &mut Output) -> Result<Exit, Failure> {
    let mut findings = machine::findings(config);
    findings.extend(data::findings(config).await);
    let worst = findings.iter().map(|finding| finding.level).max().unwrap_or(Level::Ok);
    let text: String = findings.iter().map(Finding::to_text).collect();
    output.json_or_text(json, &json!({"level": worst, "findings": findings}), text)?;
    Ok(if worst == Level::Problem { Exit::Failed } else { Exit::Done })
}
