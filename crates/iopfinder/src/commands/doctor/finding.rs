//! What a check found.

use serde::Serialize;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Level {
    Ok,
    /// It works, but somebody should know.
    Warning,
    /// Something does not work, or is damaged.
    Problem,
}

/// What a check found.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Finding {
    check: &'static str,
    pub level: Level,
    detail: String,
    /// What to do about it.
    advice: Option<String>,
}

impl Finding {
    pub(super) fn ok(check: &'static str, detail: impl Into<String>) -> Finding {
        Finding { check, level: Level::Ok, detail: detail.into(), advice: None }
    }

    pub(super) fn warning(
        check: &'static str,
        detail: impl Into<String>,
        advice: impl Into<String>,
    ) -> Finding {
        Finding { check, level: Level::Warning, detail: detail.into(), advice: Some(advice.into()) }
    }

    pub(super) fn problem(
        check: &'static str,
        detail: impl Into<String>,
        advice: impl Into<String>,
    ) -> Finding {
        Finding { check, level: Level::Problem, detail: detail.into(), advice: Some(advice.into()) }
    }

    pub(super) fn to_text(&self) -> String {
        let mark = match self.level {
            Level::Ok => "ok",
            Level::Warning => "warning",
            Level::Problem => "PROBLEM",
        };
        let advice = self.advice.as_ref().map(|advice| format!("{:24}{advice}\n", "")).unwrap_or_default();
        format!("{mark:8} {:14} {}\n{advice}", self.check, self.detail)
    }
}
