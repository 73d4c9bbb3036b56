//! `doctor`: checks the data, the index and the machine, and says what to do about what is wrong.

mod data;
mod machine;

use serde::Serialize;
use serde_json::json;

use crate::config::Config;
use crate::exit::{Exit, Failure};
use crate::output::Output;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
enum Level {
    Ok,
    /// It works, but somebody should know.
    Warning,
    /// Something does not work, or is damaged.
    Problem,
}

/// What a check found.
#[derive(Debug, Clone, Serialize)]
struct Finding {
    check: &'static str,
    level: Level,
    detail: String,
    /// What to do about it.
    advice: Option<String>,
}

impl Finding {
    fn ok(check: &'static str, detail: impl Into<String>) -> Finding {
        Finding { check, level: Level::Ok, detail: detail.into(), advice: None }
    }

    fn warning(check: &'static str, detail: impl Into<String>, advice: impl Into<String>) -> Finding {
        Finding { check, level: Level::Warning, detail: detail.into(), advice: Some(advice.into()) }
    }

    fn problem(check: &'static str, detail: impl Into<String>, advice: impl Into<String>) -> Finding {
        Finding { check, level: Level::Problem, detail: detail.into(), advice: Some(advice.into()) }
    }

    fn to_text(&self) -> String {
        let mark = match self.level {
            Level::Ok => "ok",
            Level::Warning => "warning",
            Level::Problem => "PROBLEM",
        };
        let advice = self.advice.as_ref().map(|advice| format!("{:24}{advice}\n", "")).unwrap_or_default();
        format!("{mark:8} {:14} {}\n{advice}", self.check, self.detail)
    }
}

/// Prints what all checks found. Fails if there is a problem.
pub async fn doctor(config: &Config, json: bool, output: &mut Output) -> Result<Exit, Failure> {
    let mut findings = machine::findings(config);
    findings.extend(data::findings(config).await);
    let worst = findings.iter().map(|finding| finding.level).max().unwrap_or(Level::Ok);
    let text: String = findings.iter().map(Finding::to_text).collect();
    output.json_or_text(json, &json!({"level": worst, "findings": findings}), text)?;
    Ok(if worst == Level::Problem { Exit::Failed } else { Exit::Done })
}
